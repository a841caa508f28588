"""Figures of papers agree: with the records, with one another, and in what they leave out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from plan_paper import paper, request, table, texts
from small_plan import DUTY, POSITION, activity, euros, line, need, records

from ccmdesk.model.activity import Activity, ActivityType
from ccmdesk.model.area import AnnualPosition, HazardousArea, LandRelease
from ccmdesk.model.budget import BudgetRole
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.edition import ExtensionRequest
from ccmdesk.model.ids import (
    DestructionId,
    ExtensionId,
    ExtensionRequestId,
    HazardousAreaId,
    LandReleaseId,
    NeedId,
    RetentionId,
    StockId,
)
from ccmdesk.model.state import Article, Duty, Extension, ExtensionStatus
from ccmdesk.model.stockpile import Destruction, Retention, Stock, Transfer
from ccmdesk.model.values import PartialDate, Quantity
from ccmdesk.report.blocks import Document, Heading, Table
from ccmdesk.report.charts import Chart
from ccmdesk.report.documents import extension_request, statement

NBSP = "\N{NO-BREAK SPACE}"
GRANTED = Extension(
    id=ExtensionId(UUID(int=8_001)),
    obligation=DUTY.id,
    status=ExtensionStatus.GRANTED,
    requested_until=dt.date(2029, 5, 1),
    granted_until=dt.date(2029, 5, 1),
)
REQUEST = ExtensionRequest(id=ExtensionRequestId(UUID(int=8_002)), extension=GRANTED.id)


def _request(*more: Any, duty: Duty = Duty.ARTICLE_4A) -> Document:
    kept = [replace(one, duty=duty) if one is DUTY else one for one in records()]
    return extension_request.build(request(document_of([*kept, GRANTED, REQUEST, *more])))


def _charts(document: Document) -> dict[str, Chart]:
    return {block.caption: block for block in document.blocks if isinstance(block, Chart)}


def _instead(old: object, new: object) -> PlanDocument:
    return document_of([new if one == old else one for one in records()])


def test_land_too_small_for_two_decimals_is_not_printed_as_nothing() -> None:
    tiny = replace(POSITION, suspected_m2=300, confirmed_m2=4_200)
    document = paper(_instead(POSITION, tiny))
    said = " ".join(texts(document)).replace(NBSP, " ")
    assert "At the end of 2021, 0.0045 km² were suspected or confirmed" in said
    chart = _charts(document)["Contaminated land at the end of each year"]
    assert [series.texts for series in chart.series] == [("0.0003",), ("0.0042",)]


def test_amounts_of_less_than_a_thousand_have_a_bar_with_a_figure() -> None:
    lines = [
        replace(one, amount=replace(one.amount, minor=one.amount.minor // 1000))
        if getattr(one, "role", None)
        else one
        for one in records()
    ]
    chart = _charts(paper(document_of(lines)))["Sources and funding gap by year, in EUR"]
    shown = {text for series in chart.series for text in series.texts if text}
    assert shown == {"0.04", "0.02", "0.16", "0.08", "90"}


def test_the_cost_of_very_cheap_work_keeps_its_figure_and_its_axis() -> None:
    cheap = [
        replace(activity(number, 300), type=kind, quantity=Quantity(size, "m2"))
        for number, kind, size in (
            (1, ActivityType.NON_TECHNICAL_SURVEY, 90_000),
            (2, ActivityType.CLEARANCE, 15_000),
        )
    ]
    kept = [one for one in records() if not isinstance(one, Activity)]
    plain = [one for one in kept if getattr(one, "role", None) is None]
    document = paper(document_of([*plain, *cheap]))
    found = table(document, "Cost per square metre by kind of work, in EUR")
    assert [row[4].text for row in found.rows] == ["0.0033", "0.02"]
    chart = _charts(document)["Cost per square metre by kind of work, in EUR"]
    named = [tick.text for tick in chart.axis.ticks]
    assert len(set(named)) == len(named)


def test_a_granted_request_still_names_the_deadline_it_moved() -> None:
    said = " ".join(texts(_request()))
    assert "from 1 May 2026 to 1 May 2029" in said


def test_a_request_tells_a_need_that_is_tied_to_an_activity_of_another_article() -> None:
    other = replace(activity(9, 5_000), article=Article.VICTIMS)
    tied = replace(need(9), article=Article.CLEARANCE, title=DUTY.problem)
    assert "Olive groves cannot be used." in " ".join(texts(_request(other, tied)))


@pytest.mark.parametrize(
    ("duty", "first"),
    [(Duty.ARTICLE_3, "Annex A. Plan by year"), (Duty.ARTICLE_4A, "Annex A. Sites")],
)
def test_only_a_request_about_land_has_an_annex_of_sites(duty: Duty, first: str) -> None:
    area = HazardousArea(id=HazardousAreaId(UUID(int=8_100)), code="H-1", size_m2=700)
    document = _request(area, duty=duty)
    heads = [one.text for one in document.blocks if isinstance(one, Heading) and one.level == 1]
    annexes = [text for text in heads if text.startswith("Annex")]
    assert annexes[0] == first
    assert [text[6] for text in annexes] == [*"ABCDE"][: len(annexes)]
    assert ("H-1" in texts(document)) is (duty is Duty.ARTICLE_4A)


def test_areas_without_a_size_are_named_beside_the_sum_of_the_others() -> None:
    areas = [
        HazardousArea(id=HazardousAreaId(UUID(int=8_100 + n)), code=f"H-{n}", size_m2=size)
        for n, size in enumerate((700, None, None))
    ]
    said = " ".join(texts(_request(*areas))).replace(NBSP, " ")
    assert "have 700 m² together. 2 open areas without a size are not counted." in said


def test_the_cost_of_an_urgent_need_is_the_one_its_gap_is_worked_out_from() -> None:
    more = line(1, BudgetRole.NEEDED, euros(50_000), 2024)
    found = table(paper(document_of([*records(), more])), "The most urgent needs")
    cells = [cell.text.replace(NBSP, " ") for cell in found.rows[0]]
    assert cells[4:] == ["EUR 350,000", "EUR 290,000"]


def test_what_the_state_pays_is_the_same_in_the_costed_budget_and_in_the_budget() -> None:
    unpriced = replace(activity(3, 0), cost=None)
    paid = line(3, BudgetRole.NATIONAL, euros(7_000), 2022)
    document = _request(unpriced, paid, replace(need(3), id=NeedId(UUID(int=8_200))))
    costed = table(document, "Cost of each activity by year, in EUR").totals[0]
    whole = table(document, "Needed, covered and missing by year, in EUR").totals[0]
    assert [costed[place].text for place in (-3, -2, -1)] == [
        whole[place].text for place in (1, 2, 6)
    ]
    assert costed[-2].text == "67,000"


def _stocks() -> list[Any]:
    return [
        Stock(id=StockId(UUID(int=8_300)), quantity=100),
        Destruction(
            id=DestructionId(UUID(int=8_301)), quantity=40, destroyed_on=PartialDate("2019")
        ),
        Destruction(
            id=DestructionId(UUID(int=8_302)), quantity=10, destroyed_on=PartialDate("2020")
        ),
        Destruction(id=DestructionId(UUID(int=8_303)), quantity=25),
        Retention(id=RetentionId(UUID(int=8_304)), year=2020, quantity=5),
        Retention(
            id=RetentionId(UUID(int=8_305)), year=2021, quantity=3, transfer=Transfer.TRANSFERRED
        ),
    ]


def test_sentence_table_and_charts_of_the_stocks_tell_the_same() -> None:
    document = paper(document_of([*records(), *_stocks()]))
    said = " ".join(texts(document))
    assert "75 cluster munitions are recorded as destroyed" in said
    caption = "Cluster munitions and submunitions held, destroyed and left, by type"
    (row,) = table(document, caption).rows
    assert [row[place].text for place in (1, 2, 3, 7)] == ["100", "75", "25", "5"]
    by_year = _charts(document)["Cluster munitions destroyed, by year"]
    assert by_year.categories == ("2019", "2020", "No date")
    assert by_year.totals == ("40", "10", "25")
    course = _charts(document)["Cluster munitions left at the end of each year"]
    assert course.series[0].texts[:2] == ("35", "25")


def test_papers_tell_of_a_depot_or_an_event_without_a_number() -> None:
    blank = Stock(id=StockId(UUID(int=8_310)))
    event = Destruction(id=DestructionId(UUID(int=8_311)), destroyed_on=PartialDate("2020"))
    plan = document_of([*records(), *_stocks()[:4], event])
    said = " ".join(texts(paper(plan)))
    assert "at least 75 cluster munitions are recorded as destroyed" in said
    assert "Article 3: at most 25 cluster munitions left of the stocks on record." in said
    spoken = " ".join(texts(statement.build(request(plan))))
    assert "We have destroyed at least 75 cluster munitions" in spoken
    held = document_of([*records(), *_stocks()[:4], blank])
    again = " ".join(texts(paper(held)))
    assert "Article 3: at least 25 cluster munitions left" in again
    caption = "Cluster munitions and submunitions held, destroyed and left, by type"
    (row,) = table(paper(held), caption).rows
    assert [row[place].text for place in (1, 2, 3)] == ["at least 100", "75", "at least 25"]
    assert "Cluster munitions left at the end of each year" not in _charts(paper(held))


def test_what_was_transferred_stands_apart_from_what_is_retained() -> None:
    document = paper(document_of([*records(), *_stocks()]))
    tables = {one.caption: one for one in document.blocks if isinstance(one, Table)}
    kept = tables["Retained (for training and development)"]
    moved = tables["Acquired and transferred"]
    assert [row[0].text for row in kept.rows] == ["2020"]
    assert [row[0].text for row in moved.rows] == ["2021"]


def test_a_position_that_is_not_filled_is_no_zero() -> None:
    empty = AnnualPosition(id=POSITION.id, year=2021)
    said = " ".join(texts(paper(_instead(POSITION, empty))))
    assert "were suspected or confirmed to be contaminated" not in said


def test_a_statement_tells_the_last_year_of_which_a_figure_is_known() -> None:
    blank = LandRelease(id=LandReleaseId(UUID(int=8_400)), year=2022)
    said = " ".join(texts(statement.build(request(document_of([*records(), blank])))))
    assert f"In 2021 we released 0.31{NBSP}km² of land." in said
    assert "In 2022" not in said


def test_a_release_without_a_figure_makes_its_year_a_least_one() -> None:
    blank = LandRelease(id=LandReleaseId(UUID(int=8_401)), year=2021)
    plan = document_of([*records(), blank])
    spoken = " ".join(texts(statement.build(request(plan)))).replace(NBSP, " ")
    assert "In 2021 we released at least 0.31 km² of land." in spoken
    document = paper(plan)
    last = table(document, "Land released by year").rows[-1]
    assert last[-1].text.replace(NBSP, " ") == "at least 0.31 km²"
    assert "at least" in " ".join(one for one in texts(document) if "by the yearly figures" in one)


def test_a_statement_says_of_a_surplus_that_it_is_one() -> None:
    only = [replace(activity(1, 100), quantity=None), line(1, BudgetRole.NATIONAL, euros(0))]
    plan = document_of([DUTY, *only, line(1, BudgetRole.PLEDGED, euros(130))])
    said = " ".join(texts(statement.build(request(plan)))).replace(NBSP, " ")
    assert "The contributions exceed what is needed by EUR 30." in said
    assert "not funded yet" not in said
