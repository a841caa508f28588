"""The forms of an Article 7 report: their columns, sums, remarks and needs."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any
from uuid import UUID

from article7_report import forms, report_of, rows_of, said, with_report
from every_record import every_record
from plan_paper import request
from small_plan import need

from ccmdesk.model.area import LandRelease
from ccmdesk.model.cooperation import AssistanceFlow, FlowDirection
from ccmdesk.model.ids import (
    AssistanceFlowId,
    LandReleaseId,
    RiskEducationId,
    StockId,
)
from ccmdesk.model.risk_education import RiskEducation
from ccmdesk.model.state import Article
from ccmdesk.model.stockpile import Stock
from ccmdesk.model.values import FieldNote, Money, Notes, People, Period
from ccmdesk.report.blocks import Document, Table, Tint
from ccmdesk.report.documents.article7 import build
from ccmdesk.report.documents.ask import PaperAsk


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
        "Released in all",
        "Submunitions destroyed",
        "Other explosive items destroyed",
    ]
    assert [cell.text for cell in found.rows[0]] == [
        "2021",
        "Not yet filled",
        "Not yet filled",
        "Not yet filled",
        "310,000\u00a0m²",
        "0\u00a0m²",
        "310,000\u00a0m²",
        "Not yet filled",
        "Not yet filled",
    ]


def test_sums_close_a_table_and_areas_of_a_country_are_in_square_kilometres() -> None:
    more = LandRelease(id=LandReleaseId(UUID(int=7_200)), year=2021, reduced_m2=90_000)
    found = forms(report_of(with_report(more)))["contaminated_areas"]
    (total,) = rows_of(found, "Areas released in the year").totals
    assert [cell.text for cell in total] == [
        "Total",
        "",
        "",
        "",
        "400,000\u00a0m²",
        "0\u00a0m²",
        "400,000\u00a0m²",
        "",
        "",
    ]
    (year,) = rows_of(found, "Land released, year by year").rows
    assert [cell.text for cell in year] == [
        "2021",
        "Not yet filled",
        "0.40\u00a0km²",
        "0.00\u00a0km²",
        "0.40\u00a0km²",
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
    assert row[1] == "Nabatieh; How much is needed: 120,000\u00a0m²"
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


def test_a_total_says_at_least_where_a_row_has_no_number() -> None:
    depots = [
        Stock(id=StockId(UUID(int=7_500 + n)), quantity=quantity, submunitions=submunitions)
        for n, (quantity, submunitions) in enumerate(((40, 600), (None, 90)))
    ]
    found = forms(report_of(with_report(*depots)))
    (row,) = next(
        block.totals
        for blocks in found.values()
        for block in blocks
        if isinstance(block, Table)
        and block.totals
        and len(block.rows) == 2
        and "40" in [cell.text for cell in block.rows[0]]
    )
    shown = [cell.text for cell in row]
    assert "at least 40" in shown
    assert "690" in shown


NEW_YEAR = Period(dt.date(2021, 11, 1), dt.date(2022, 2, 1))


def _reports(form: str, *more: Any) -> dict[int, str]:
    """Return what *form* says in the reports on two years."""
    return {
        year: said(forms(report_of(with_report(*more, year=year)))[form]).replace("\u00a0", " ")
        for year in (2021, 2022)
    }


def test_land_released_across_new_year_is_in_the_report_on_the_year_it_ends() -> None:
    winter = LandRelease(id=LandReleaseId(UUID(int=7_200)), period=NEW_YEAR, cleared_m2=5_000_000)
    told = _reports("contaminated_areas", winter)
    assert ["5,000,000 m²" in told[2021], "5.00 km²" in told[2021]] == [False, False]
    assert ["5,000,000 m²" in told[2022], "5.00 km²" in told[2022]] == [True, True]


def test_land_without_a_year_has_a_row_of_its_own_among_the_years() -> None:
    undated = LandRelease(id=LandReleaseId(UUID(int=7_200)), cleared_m2=5_000_000)
    found = forms(report_of(with_report(undated)))["contaminated_areas"]
    years = rows_of(found, "Land released, year by year")
    assert [(row[0].text, row[-1].text) for row in (*years.rows, *years.totals)] == [
        ("2021", "0.31\u00a0km²"),
        ("No date", "5.00\u00a0km²"),
        ("Total", "5.31\u00a0km²"),
    ]


def test_people_reached_across_new_year_are_counted_in_one_report() -> None:
    given = RiskEducation(
        id=RiskEducationId(UUID(int=7_300)), period=NEW_YEAR, direct=People(women=4_321)
    )
    told = _reports("warning_education", given)
    assert ["4,321" in told[2021], "This is counted in the report on 2022." in told[2021]] == [
        False,
        True,
    ]
    assert ["4,321" in told[2022], "counted in the report on" in told[2022]] == [True, False]
