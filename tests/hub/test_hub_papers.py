"""The report as people get it: a workbook and a PDF, in the six languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdfium2
import pytest
from hub_packages import KEY, OTHER_KEY, package
from hub_plans import NOON
from python_calamine import CalamineWorkbook

from ccmdesk.actions.author import Author
from ccmdesk.actions.chosen_language import lang_of
from ccmdesk.actions.hub.add import AddSubmissions, add_submissions
from ccmdesk.actions.hub.keys import DecideOnKey, verify_key
from ccmdesk.actions.hub.report import HubReport, hub_report
from ccmdesk.actions.hub.report_json import report_json
from ccmdesk.actions.hub.write_report import TITLE, WriteReport, write_report
from ccmdesk.bundle.fingerprint import fingerprint_of, fingerprint_text
from ccmdesk.cli.main import main
from ccmdesk.db.hub.store import Hub, open_hub
from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.activity import Activity
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.codes import CurrencyCode, ModalityCode, StateCode
from ccmdesk.model.ids import ActivityId, BudgetLineId, NeedId, ObligationId, PlanId
from ccmdesk.model.need import Need
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import Plan
from ccmdesk.model.state import Article, Duty, Obligation, ObligationStatus
from ccmdesk.model.values import Money, Texts
from ccmdesk.rules.hub.overview import overview

UN_LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
BOLIVIA = "Bolivia (Plurinational State of)"


def _records() -> Iterator[object]:
    activity = ActivityId(UUID(int=20))
    yield Activity(id=activity, article=Article.CLEARANCE)
    for number, role in enumerate((BudgetRole.NEEDED, BudgetRole.NATIONAL, BudgetRole.PLEDGED)):
        amount = Money(1_234_50 if role is BudgetRole.NEEDED else 0, CurrencyCode("USD"))
        line = BudgetLineId(UUID(int=30 + number))
        yield BudgetLine(id=line, activity=activity, role=role, amount=amount)
    yield Obligation(
        id=ObligationId(UUID(int=21)),
        duty=Duty.ARTICLE_4A,
        status=ObligationStatus.OPEN,
        deadline=dt.date(2028, 5, 1),
    )
    yield Need(
        id=NeedId(UUID(int=22)),
        code="N4-01",
        title=Texts.of({"fr": "Détecteurs pour trois équipes"}),
        activity=activity,
        modalities=(ModalityCode("INK-EQUIP"),),
    )


@pytest.fixture
def filled(author: Author, tmp_path: Path) -> Iterator[Hub]:
    """Return a store with a State, another with an alarm, and an example."""
    example = Plan(id=PlanId(UUID(int=23)), illustrative=True)
    paths = [
        package(tmp_path / "in", records=tuple(_records())).path,
        package(tmp_path / "in", country="BOL").path,
        package(tmp_path / "in", country="BOL", contact="other").path,
        package(tmp_path / "in", country="BIH", records=(example,)).path,
    ]
    with open_hub(str(tmp_path / "hub.db"), make_at=NOON, writes=True) as hub:
        add_submissions(hub, AddSubmissions(paths=paths, listed=()), author=author)
        compared = fingerprint_text(fingerprint_of(KEY.public_key))
        ask = DecideOnKey(country=StateCode("LAO"), compared=compared, by="B. Officer")
        verify_key(hub, ask, author)
        yield hub


@pytest.fixture
def report(filled: Hub, author: Author, packs: Packs) -> HubReport:
    return hub_report(filled, packs=packs, today=author.today)


def _sheets(path: Path) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_workbook_has_numbers_as_numbers_and_days_as_days(
    report: HubReport, author: Author, packs: Packs, tmp_path: Path
) -> None:
    out = tmp_path / "report.xlsx"
    write_report(report, WriteReport(out=out, language="en"), packs=packs, author=author)
    sheets = _sheets(out)
    articles = next(iter(sheets.values()))
    (clearance,) = (row for row in articles if str(row[0]).startswith("Article 4"))
    assert clearance[1:4] == [1, 1, "Lao People's Democratic Republic"]
    submissions = sheets["Submissions, their data dates a"]
    (lao,) = (row for row in submissions if row[0] == "Lao People's Democratic Republic")
    assert lao[1:3] == [1, dt.date(2026, 10, 31)]
    assert lao[4] == "Verified by B. Officer on 2 November 2026"
    (gap,) = (row for row in sheets["Unmet gap by currency"] if row[0] == "USD")
    assert gap[:3] == ["USD", 1234.5, 1]
    missing = sheets["States Parties of which no subm"]
    names = [str(row[0]) for row in missing[4:]]
    assert len(names) == 109
    assert names[:3] == ["Afghanistan", "Albania", "Andorra"]


@pytest.mark.parametrize("language", UN_LANGUAGES)
def test_the_paper_is_written_in_every_language_of_the_united_nations(
    report: HubReport, author: Author, packs: Packs, tmp_path: Path, language: str
) -> None:
    out = tmp_path / "report.pdf"
    write_report(report, WriteReport(out=out, language=language), packs=packs, author=author)
    paper = pypdfium2.PdfDocument(out)
    text = " ".join(page.get_textpage().get_text_range() for page in paper)
    title = lang_of(language)(TITLE)
    assert title.split()[0] in text
    assert ("flagged a need" in text) is (language == "en")
    assert "ccmdesk" in text


def test_the_paper_tells_alarms_what_is_missing_and_examples(
    report: HubReport, author: Author, packs: Packs, tmp_path: Path
) -> None:
    out = tmp_path / "report.pdf"
    write_report(report, WriteReport(out=out, language="en"), packs=packs, author=author)
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(out)]
    text = " ".join(" ".join(pages).split())
    assert f"two different packages of {BOLIVIA} have the number 1" in text
    assert "Of 112 States Parties, 109 are missing" in text
    assert "An example, not a plan of the State" in text
    assert "The place of the activity is not given." in text or "has no place" in text
    assert "needs help" not in text


def test_json_says_the_same_with_codes(report: HubReport) -> None:
    told = report_json(report, lang=ENGLISH)
    assert told["examples"] == ["BIH"]
    assert told["unmet_gap"][0]["minor_units"] == 1_234_50
    assert told["needs"]["by_region"] == [{"key": "142", "needs": 1, "states": 1}]
    (vague,) = told["not_specific_enough"]
    assert {3, 5, 14, 19} <= {why["criterion"] for why in vague["missing"]}
    assert {one["kind"] for one in told["deadlines_ahead"]} >= {"deadline", "filing"}
    assert told["alarms"][0]["country"] == "BOL"


def test_a_state_whose_days_lie_at_the_end_of_the_calendar_counts_as_the_others_do(
    filled: Hub, author: Author, packs: Packs, tmp_path: Path
) -> None:
    path = package(tmp_path / "in", country="TUN", key=OTHER_KEY, entry_into_force=dt.date.max).path
    add_submissions(filled, AddSubmissions(paths=[path], listed=()), author=author)
    found = hub_report(filled, packs=packs, today=author.today)
    assert "TUN" in [filed.country for filed in found.overview.counted]
    assert len(found.overview.filed) == 4


def test_a_state_whose_values_cannot_be_worked_with_is_told_and_not_missing(
    filled: Hub, author: Author, packs: Packs, tmp_path: Path
) -> None:
    whole = hub_report(filled, packs=packs, today=author.today)
    one = whole.overview.counted[0]
    told = overview((), packs=packs, today=author.today, uncounted=[one])
    assert one.country not in told.missing
    assert told.filed == (one,)
    out = tmp_path / "report.xlsx"
    report = replace(whole, overview=told)
    write_report(report, WriteReport(out=out, language="en"), packs=packs, author=author)
    assert "values cannot be counted" in str(_sheets(out))


def test_another_kind_of_file_or_language_is_refused(
    filled: Hub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = str(tmp_path / "hub.db")
    for more in (("report.doc", "en"), ("report.pdf", "xx")):
        out = tmp_path / more[0]
        ask = ("hub", where, "report", "--out", str(out), "--language", more[1])
        assert main(ask) == 1
        assert capsys.readouterr().err
        assert not out.exists()
    assert main(("hub", where, "report", "--out", str(tmp_path / "r.PDF"))) == 0


def test_a_report_of_an_empty_store_says_so(author: Author, packs: Packs, tmp_path: Path) -> None:
    with open_hub(str(tmp_path / "empty.db"), make_at=NOON, writes=True) as hub:
        found = hub_report(hub, packs=packs, today=author.today)
    out = tmp_path / "report.pdf"
    write_report(found, WriteReport(out=out, language="en"), packs=packs, author=author)
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(out)]
    assert "No submission is here yet." in " ".join(pages)
