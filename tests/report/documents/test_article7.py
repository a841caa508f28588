"""The Article 7 report: cover page, forms to be submitted, needs row by row, in every language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import UUID

import pytest
from article7_report import REPORT, forms, report_of, rows_of, said, with_report
from every_record import every_record
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plan_paper import SIX, Brackets, english, packs, request, size, texts, written
from small_plan import changed, records, small_plan

from ccmdesk.lang.lang import Lang
from ccmdesk.model.cooperation import Lesson
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.edition import Edition
from ccmdesk.model.facts import fields_of
from ccmdesk.model.form_packs import load_form_pack
from ccmdesk.model.ids import (
    EditionId,
    LessonId,
    TransparencyReportId,
)
from ccmdesk.model.plan import Plan
from ccmdesk.model.values import Texts
from ccmdesk.report.blocks import Document, Heading, PageBreak, Paragraph, Table, Tint
from ccmdesk.report.documents.article7 import build
from ccmdesk.report.documents.ask import PaperAsk, Submitted
from ccmdesk.report.documents.kinds import DocumentKind, builder

MADE_UP = Path(__file__).parents[2] / "data" / "forms" / "made-up-2031"


PLANS = {
    "empty": document_of([]),
    "small": small_plan(),
    "report": with_report(not_applicable_forms="E", changed_forms="A F I", unchanged_since=2020),
    "every": every_record(),
}


def shapes(document: Document) -> dict[str, list[tuple[str, str | None, int]]]:
    cover = list(takewhile(lambda b: not isinstance(b, PageBreak), document.blocks))
    return {key: [(type(b).__name__, getattr(b, "number", None), size(b)) for b in blocks]
            for key, blocks in {"": cover, **forms(document)}.items()}  # fmt: skip


def cover(document: Document) -> tuple[Table, Table]:
    first, second = [block for block in document.blocks if isinstance(block, Table)][:2]
    return first, second


def lines(document: Document) -> dict[str, str]:
    return {row[0].text: row[1].text for row in cover(document)[0].rows}


def states(document: Document) -> dict[str, tuple[str, str]]:
    return {row[0].text: (row[2].text, row[3].text) for row in cover(document)[1].rows}


def test_the_command_line_name_leads_to_the_report() -> None:
    assert builder(DocumentKind("article7")) is build


@pytest.mark.parametrize("name", PLANS)
def test_every_form_has_the_same_shape_in_all_languages(name: str) -> None:
    first = shapes(report_of(PLANS[name]))
    for code in SIX:
        assert shapes(report_of(PLANS[name], english(code))) == first
    assert shapes(report_of(PLANS[name], Lang("es", Brackets()))) == first


@pytest.mark.parametrize("name", PLANS)
def test_everything_fixed_comes_from_the_catalogue(name: str) -> None:
    from test_needs_plan import _FREE, _LETTERS

    found = texts(report_of(PLANS[name], Lang("en", Brackets())))
    plain = [t for t in found if "⟦" not in t and _LETTERS.search(_FREE.sub("", t))]
    authors = ("Centre, tel. 5550", "Plan", "Yearly", "[symbol]", "ccm@un.org", "The law", "A4-",
               "N-", "Olive", "Detectors", "Nabatieh", "Clearance of", "Survey of")  # fmt: skip
    letters = {form.letter for form in packs().forms["art7-2010"].forms}
    left = [t for t in plain if t not in letters and not t.startswith(authors)]
    assert left == []


def test_french_has_the_forms_in_its_own_order_under_its_own_letters() -> None:
    english_forms, french_forms = (
        [block for block in report_of(with_report(), lang).blocks
         if isinstance(block, Heading) and block.level == 1]
        for lang in (english(), Lang.load("fr"))
    )  # fmt: skip
    assert [h.anchor for h in english_forms[2:4]] == [h.anchor for h in french_forms[3:1:-1]]
    assert french_forms[2].text == (
        "Formule C\N{NO-BREAK SPACE}: Armes à sous-munitions conservées ou transférées"
    )
    french = report_of(with_report(), Lang.load("fr"))
    assert list(states(french)) == list("ABCDEFGHIJ")


def test_arabic_has_arabic_letters() -> None:
    document = report_of(with_report(), Lang.load("ar"))
    assert list(states(document))[:3] == ["ألف", "باء", "جيم"]
    assert written(document).startswith(b"%PDF")


def test_a_text_in_another_language_is_marked() -> None:
    document = report_of(with_report(), english("fr"))
    assert "The law on weapons of 2015. [anglais]" in texts(document)


def test_the_cover_names_state_period_contact_and_date() -> None:
    found = lines(report_of(with_report()))
    assert found == {
        "State Party": "Lebanon",
        "Reporting period": "1 January 2021 to 31 December 2021",
        "Initial report": "no",
        "National authority": "Not yet filled",
        "Contact point": "Centre, tel. 5550",
        "Date of submission": "20 Apr 2022",
        "Forms used": "Article 7 reporting forms of 2010, version 2026.11.4",
        "Sent to": "ccm@un.org, info@cmconvention.org",
    }


def test_a_plan_without_anything_still_gives_a_cover() -> None:
    document = report_of(document_of([]))
    assert lines(document)["Contact point"] == "Not yet filled"
    assert lines(document)["Date of submission"] == "Not yet filled"
    assert lines(document)["Reporting period"] == "1 January 2021 to 31 December 2021"
    assert {state for state, _ in states(document).values()} == {"Changed"}


def test_the_rules_of_the_forms_are_printed() -> None:
    found = texts(report_of(with_report()))
    assert "The cover page may be sent alone only if no form has changed." in found
    assert "A form that is said to be unchanged needs the date of the earlier form." in found


def test_an_illustrative_plan_says_so_on_every_page() -> None:
    document = report_of(changed(Plan, illustrative=True))
    assert document.banner == "Illustrative example: this is not the plan of the State."
    assert "Illustrative example, not submitted by the State" in texts(document)
    assert report_of(small_plan()).banner is None


def test_only_changed_forms_follow_the_cover_and_the_report_decides() -> None:
    document = report_of(PLANS["report"])
    assert list(forms(document)) == ["national_measures", "contaminated_areas",
                                     "resources_assistance"]  # fmt: skip
    assert states(document)["E"] == ("Not applicable", "")
    assert states(document)["B"] == ("Unchanged", "Report for 2020")
    assert states(document)["A"] == ("Changed", "")


def test_nothing_changed_means_the_cover_alone() -> None:
    document = report_of(with_report(unchanged_since=2020))
    assert forms(document) == {}
    assert not any(isinstance(block, PageBreak) for block in document.blocks)


def test_an_unchanged_form_without_a_year_says_that_it_is_not_filled() -> None:
    (_, table) = cover(report_of(with_report(changed_forms="A")))
    assert table.rows[1][3].text == "Not yet filled"
    assert table.rows[1][3].tint is Tint.QUIET


def submitted(plan: PlanDocument) -> Submitted:
    return Submitted(Edition(id=EditionId(UUID(int=7_100)), number=1), plan)


def test_forms_are_compared_with_what_was_submitted_before() -> None:
    earlier = replace(REPORT, id=TransparencyReportId(UUID(int=7_001)), year=2020,
                      submitted_on=dt.date(2021, 4, 29))  # fmt: skip
    before = document_of([*records(), earlier])
    document = report_of(with_report(earlier), before=submitted(before))
    found = states(document)
    assert found["A"] == ("Unchanged", "Report for 2020, submitted on 29 Apr 2021")
    assert found["F"] == ("Changed", "")  # land was released and counted in 2021
    said_of = "Whether a form has changed was found by comparing it with the report for 2020."
    assert said_of in texts(document)
    assert list(forms(document)) == ["contaminated_areas"]


def made_up_ask(*more: object, code: str = "en", **fields: Any) -> PaperAsk:
    pack = load_form_pack(MADE_UP)
    both = replace(packs(), forms=MappingProxyType({**packs().forms, pack.name: pack}))
    said_of = {"year": 2031, "form_version": pack.name, **fields}
    return replace(request(with_report(*more, **said_of), english(code)), packs=both)


def test_a_report_is_built_from_other_forms_without_any_change_of_the_program() -> None:
    lesson = Lesson(
        id=LessonId(UUID(int=7_400)),
        title=Texts.of({"en": "Ask the herders"}),
        text=Texts.of({"en": "They know every path."}),
    )
    document = build(made_up_ask(lesson))
    assert list(lines(document)) == ["Reporting period", "State Party"]
    assert list(states(document)) == ["1", "2", "3"]
    assert "The cover page may be sent alone only if no form has changed." in texts(document)
    assert "The report may be sent with only those forms that have changed." not in texts(document)
    found = forms(document)
    assert said(found["lessons"]).startswith("Form 3: What was learned\nLessons\n")
    assert "They know every path." in said(found["lessons"])
    assert "1-a: Requests" in said(found["needs"])
    assert "Required by Article 6.2." in said(found["needs"])
    land = rows_of(found["land"], "Land by year")
    assert [[cell.text for cell in row] for row in land.rows] == [["2021", "310,000\u00a0m²"]]
    assert written(document).startswith(b"%PDF")


def test_other_forms_have_their_own_order_in_another_language() -> None:
    assert list(forms(build(made_up_ask(code="fr")))) == ["needs", "lessons", "land"]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_half_filled_records_are_no_reason_to_fail(data: st.DataObject) -> None:
    kept = []
    for record in every(every_record()):
        names = [field.name for field in fields_of(type(record))]
        gone = data.draw(st.sets(st.sampled_from(names)))
        empty = {f.name: f.default for f in fields_of(type(record)) if f.name in gone}
        kept.append(replace(record, **empty))
    left = data.draw(st.sets(st.integers(0, len(kept) - 1), max_size=20))
    plan = document_of(record for n, record in enumerate(kept) if n not in left)
    assert shapes(report_of(plan, english("fr"))) == shapes(report_of(plan))


def every(plan: PlanDocument) -> Iterator[Any]:
    for found in plan.records.values():
        yield from found


def test_paragraphs_are_numbered_alike_in_french_and_english() -> None:
    numbers = [
        {b.text: b.number for b in report_of(every_record(), english(code)).blocks
         if isinstance(b, Paragraph) and b.number}
        for code in ("en", "es", "fr")
    ]  # fmt: skip
    assert [list(found.values()) for found in numbers[1:]] == [list(numbers[0].values())] * 2
    assert numbers[0]
