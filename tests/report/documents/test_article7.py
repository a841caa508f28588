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
from every_record import every_record
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plan_paper import SIX, Brackets, english, packs, request, size, texts, written
from small_plan import changed, need, records, small_plan

from ccmdesk.lang.lang import Lang
from ccmdesk.model.area import LandRelease
from ccmdesk.model.cooperation import AssistanceFlow, FlowDirection, Lesson
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.edition import Edition, TransparencyReport
from ccmdesk.model.facts import fields_of
from ccmdesk.model.form_packs import load_form_pack
from ccmdesk.model.ids import (
    AssistanceFlowId,
    EditionId,
    LandReleaseId,
    LessonId,
    TransparencyReportId,
)
from ccmdesk.model.plan import Plan
from ccmdesk.model.state import Article
from ccmdesk.model.values import FieldNote, Money, Notes, Texts
from ccmdesk.report.blocks import Block, Document, Heading, PageBreak, Paragraph, Table, Tint
from ccmdesk.report.documents.article7 import build
from ccmdesk.report.documents.ask import PaperAsk, Submitted
from ccmdesk.report.documents.kinds import DocumentKind, builder
from ccmdesk.report.documents.length import texts_of

MADE_UP = Path(__file__).parents[2] / "data" / "forms" / "made-up-2031"
REPORT = TransparencyReport(
    id=TransparencyReportId(UUID(int=7_000)),
    year=2021,
    initial=False,
    measures=Texts.of({"en": "The law on weapons of 2015."}),
    submitted_on=dt.date(2022, 4, 20),
)


def with_report(*more: object, **fields: Any) -> PlanDocument:
    return document_of([*records(), replace(REPORT, **fields), *more])


PLANS = {
    "empty": document_of([]),
    "small": small_plan(),
    "report": with_report(not_applicable_forms="E", changed_forms="A F I", unchanged_since=2020),
    "every": every_record(),
}


def report_of(plan: PlanDocument, lang: Lang | None = None, **more: Any) -> Document:
    return build(replace(request(plan, lang), **more))


def forms(document: Document) -> dict[str, list[Block]]:
    """Return the blocks of each form by its key, the heading with the letter first."""
    found: dict[str, list[Block]] = {}
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            found[block.anchor] = []
        if found:
            next(reversed(found.values())).append(block)
    return found


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


def said(blocks: list[Block]) -> str:
    return "\n".join(text for block in blocks for text in texts_of(block) if text)


def rows_of(blocks: list[Block], title: str) -> Table:
    (found,) = [b for b in blocks if isinstance(b, Table) and b.alternative == title]
    return found


def test_the_command_line_name_leads_to_the_report() -> None:
    assert builder(DocumentKind("article7")) is build


# The same in every language


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


# Cover page


def test_the_cover_names_state_period_contact_and_date() -> None:
    found = lines(report_of(with_report()))
    assert found == {
        "State Party": "Lebanon",
        "Reporting period": "1 January 2021 to 31 December 2021",
        "Initial report": "no",
        "National authority": "Not yet filled",
        "Contact point": "Centre, tel. 5550",
        "Date of submission": "20 Apr 2022",
        "Forms used": "Article 7 reporting forms of 2010, version 2026.11",
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


# Forms


def test_a_form_with_nothing_to_declare_says_so_in_one_sentence() -> None:
    found = forms(report_of(with_report()))["conversion"]
    assert said(found).splitlines() == [
        "Form E: Status of conversion programmes",
        "Nothing to declare under this form for the year 2021.",
    ]


def test_an_empty_part_of_a_form_says_so() -> None:
    found = said(forms(report_of(with_report()))["contaminated_areas"])
    assert "F-3: Marking of areas\nNothing to declare in this part for the year 2021." in found


def test_the_text_of_form_a_is_printed_under_its_paragraph() -> None:
    found = forms(report_of(with_report()))["national_measures"]
    assert said(found).startswith(
        "Form A: National implementation measures\nLaws, decrees and orders\n"
        "Required by Article 7.1 (a).\nThe law on weapons of 2015."
    )


def test_voluntary_columns_are_marked_in_words_and_in_grey() -> None:
    (sheet,) = [
        block for block in forms(report_of(with_report()))["contaminated_areas"]
        if isinstance(block, Table) and block.caption == "2021"
    ]  # fmt: skip
    heads = [row[0].text for row in sheet.rows]
    assert heads == [
        "Suspected at the end of the year",
        "Confirmed at the end of the year",
        "Total at the end of the year",
    ]
    education = rows_of(forms(report_of(every_record()))["warning_education"],
                     "Warning and risk education given in the year")  # fmt: skip
    marked = [cell for cell in education.head[0] if cell.text.endswith("(voluntary)")]
    assert [cell.text for cell in marked] == [
        "People reached directly (voluntary)",
        "People reached indirectly (voluntary)",
    ]
    assert all(cell.tint is Tint.QUIET for cell in marked)


def test_a_required_column_is_there_even_when_nobody_filled_it() -> None:
    found = rows_of(forms(report_of(with_report()))["contaminated_areas"],
                    "Areas released in the year")  # fmt: skip
    assert [cell.text for cell in found.head[0]] == [
        "From and to",
        "Place",
        "Method",
        "Cancelled",
        "Reduced",
        "Cleared",
        "Submunitions destroyed",
        "Other explosive items destroyed",
    ]
    assert [cell.text for cell in found.rows[0]] == [
        "2021",
        "Not yet filled",
        "Not yet filled",
        "Not yet filled",
        "310,000 m²",
        "0 m²",
        "Not yet filled",
        "Not yet filled",
    ]


def test_sums_close_a_table_and_areas_of_a_country_are_in_square_kilometres() -> None:
    more = LandRelease(id=LandReleaseId(UUID(int=7_200)), year=2021, reduced_m2=90_000)
    found = forms(report_of(with_report(more)))["contaminated_areas"]
    (total,) = rows_of(found, "Areas released in the year").totals
    assert [cell.text for cell in total] == ["Total", "", "", "", "400,000 m²", "0 m²", "", ""]
    (year,) = rows_of(found, "Land released, year by year").rows
    assert [cell.text for cell in year] == [
        "2021",
        "Not yet filled",
        "0.40 km²",
        "0.00 km²",
        "0.40 km²",
    ]


def test_amounts_of_two_currencies_stand_side_by_side() -> None:
    flows = [
        AssistanceFlow(
            id=AssistanceFlowId(UUID(int=7_300 + n)),
            year=2021,
            direction=FlowDirection.GIVEN,
            amount=Money(100_00 * n, currency),  # type: ignore[arg-type]
        )
        for n, currency in ((1, "EUR"), (2, "USD"))
    ]
    found = forms(report_of(with_report(*flows)))["resources_assistance"]
    (total,) = rows_of(found, "Assistance given in the year").totals
    assert total[-1].text == "EUR\N{NO-BREAK SPACE}100, USD\N{NO-BREAK SPACE}200"


def test_a_remark_beside_a_value_is_printed_under_its_table() -> None:
    notes = Notes.of({"reduced_m2": FieldNote(remark="without the north")})
    release = LandRelease(id=LandReleaseId(UUID(int=7_200)), year=2021, reduced_m2=1, notes=notes)
    found = said(forms(report_of(with_report(release)))["contaminated_areas"])
    assert "2021, Reduced: without the north" in found


# Assistance needed


def needed(document: Document, article: str) -> Table:
    return rows_of(forms(document)["resources_assistance"],
                   f"Assistance needed for Article {article}")  # fmt: skip


def test_needs_come_row_by_row_in_four_columns_with_their_activity() -> None:
    table = needed(report_of(with_report()), "4")
    assert [cell.text for cell in table.head[0]] == [
        "Activity",
        "Description",
        "Time period",
        "Need",
    ]
    row = [cell.text for cell in table.rows[0]]
    assert row[0] == "A4-01 · Clearance of the valley"
    assert row[1] == "Nabatieh; How much is needed: 120,000 m²"
    assert row[2] == "1 Mar 2022 to 30 Sept 2023"
    assert row[3] == (
        "Detectors for team 1; Kinds of support: Equipment in kind;"
        " Estimated cost: EUR\N{NO-BREAK SPACE}240,000"
    )


def test_each_row_says_what_is_still_missing_in_it() -> None:
    table = needed(report_of(with_report()), "4")
    (first, second) = [row[0] for row in table.rows if len(row) == 1]
    assert first.span == 4
    assert first.tint is Tint.ATTENTION
    assert first.text.startswith("Still missing: ")
    assert "Indicator and verification" in first.text
    assert "National share" not in first.text
    assert "National share" in second.text


def test_a_complete_row_says_nothing_is_missing() -> None:
    asked: PaperAsk = replace(request(with_report()), results=())
    assert all(len(row) == 4 for row in needed(build(asked), "4").rows)


def test_a_need_stands_under_its_own_article() -> None:
    aid = replace(need(3), article=Article.VICTIMS, activity=None)
    document = report_of(with_report(aid))
    assert len([row for row in needed(document, "5").rows if len(row) == 4]) == 1
    found = said(forms(document)["resources_assistance"])
    assert "Assistance needed for Article 3\nNothing to declare" in found


# Forms are data


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
    assert [[cell.text for cell in row] for row in land.rows] == [["2021", "310,000 m²"]]
    assert written(document).startswith(b"%PDF")


def test_other_forms_have_their_own_order_in_another_language() -> None:
    assert list(forms(build(made_up_ask(code="fr")))) == ["needs", "lessons", "land"]


# Unfinished plans


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
