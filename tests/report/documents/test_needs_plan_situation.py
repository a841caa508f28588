"""The situation and the outlook in the paper: charts by year, remarks, forecast, long plans."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from plan_paper import english, packs, paper, table, texts
from small_plan import (
    DUTY,
    POSITION,
    RELEASE,
    activity,
    changed,
    euros,
    line,
    records,
    small_plan,
)
from small_plan import english as english_text

from ccmdesk.lang.lang import Lang
from ccmdesk.model.activity import Activity
from ccmdesk.model.area import LandRelease
from ccmdesk.model.budget import BudgetRole
from ccmdesk.model.codes import MunitionCode
from ccmdesk.model.cooperation import AssistanceFlow, FlowDirection
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.facts import Audience
from ccmdesk.model.ids import (
    AnnualPositionId,
    AssistanceFlowId,
    CasualtyCountsId,
    DestructionId,
    IndicatorId,
    LandReleaseId,
    ObligationId,
    StockId,
)
from ccmdesk.model.indicator import Indicator
from ccmdesk.model.state import Duty, Obligation, ObligationStatus
from ccmdesk.model.stockpile import Destruction, Stock, StockOrigin
from ccmdesk.model.values import (
    Confidence,
    FieldNote,
    Money,
    Notes,
    PartialDate,
    Quantity,
)
from ccmdesk.model.victims import CasualtyCounts
from ccmdesk.report.blocks import Document, Heading, ListItems, Paragraph, Table
from ccmdesk.report.charts import Chart
from ccmdesk.report.documents.paper import Paper
from ccmdesk.report.documents.quantities import quantity_told
from ccmdesk.report.documents.value_cells import field_cell

ACTIVITY = activity(1, 0).id


def with_records(*more: object) -> Document:
    return paper(document_of([*records(), *more]))


def chart(document: Document, caption: str) -> Chart:
    (found,) = [b for b in document.blocks if isinstance(b, Chart) and b.caption == caption]
    return found


def uid(number: int) -> UUID:
    return UUID(int=5_000 + number)


def test_casualties_are_drawn_by_year_and_sums_of_all_years_are_not_added() -> None:
    document = with_records(
        CasualtyCounts(id=CasualtyCountsId(uid(1)), year=2019, killed=2, injured=5),
        CasualtyCounts(id=CasualtyCountsId(uid(2)), year=2020, killed=1),
        CasualtyCounts(id=CasualtyCountsId(uid(3)), year=2020, killed=3),
        CasualtyCounts(id=CasualtyCountsId(uid(4)), year=2020, killed=700, all_years=True),
    )
    killed, injured = chart(document, "Casualties by year").series
    assert killed.values == (2.0, 4.0)
    assert injured.values == (5.0, None)


def test_destruction_of_stocks_is_told_and_drawn_by_year() -> None:
    code = MunitionCode("BLU-26")
    events = [
        Destruction(
            id=DestructionId(uid(n)), munition=code, destroyed_on=PartialDate(year), quantity=n
        )
        for n, year in ((40, "2011"), (60, "2012"))
    ]
    stock = Stock(id=StockId(uid(1)), munition=code, origin=StockOrigin.AT_ENTRY, quantity=120)
    document = with_records(stock, *events)
    assert "100 cluster munitions are recorded as destroyed, the last in 2012." in texts(document)
    (series,) = chart(document, "Cluster munitions destroyed, by year").series
    assert series.values == (40.0, 60.0)
    caption = "Cluster munitions and submunitions held, destroyed and left, by type"
    (row,) = table(document, caption).rows
    assert [cell.text for cell in row[:4]] == ["BLU-26", "120", "100", "20"]
    said = "Article 3: 20 cluster munitions left of the stocks on record."
    assert said in texts(document)


def test_a_munition_that_nobody_knows_is_named_in_words() -> None:
    event = Destruction(id=DestructionId(uid(7)), munition=MunitionCode("UNKNOWN-CAR"), quantity=9)
    said = texts(with_records(event))
    assert "Unknown cluster munition" in said
    assert not any("UNKNOWN-CAR" in text for text in said)


def test_equal_remarks_on_one_record_are_told_once() -> None:
    note = FieldNote(remark="end of year")
    plan = changed(type(POSITION), notes=Notes.of({"suspected_m2": note, "confirmed_m2": note}))
    labels = "Suspected at the end of the year, Confirmed at the end of the year"
    assert f"2021, {labels}: end of year" in texts(paper(plan))


def test_flows_of_different_directions_share_a_chart() -> None:
    def flow(number: int, direction: FlowDirection, year: int) -> AssistanceFlow:
        return AssistanceFlow(
            id=AssistanceFlowId(uid(number)), year=year, direction=direction, amount=euros(2_000)
        )

    document = with_records(
        flow(1, FlowDirection.NATIONAL, 2020), flow(2, FlowDirection.RECEIVED, 2021)
    )
    found = chart(document, "National resources and assistance by year, in EUR")
    assert [series.values for series in found.series] == [(2.0, None), (None, 2.0)]


def test_a_forecast_gives_a_range_and_what_is_required() -> None:
    earlier = replace(RELEASE, id=LandReleaseId(uid(9)), year=2020, reduced_m2=900_000)
    (row,) = table(with_records(earlier), "Forecast by article").rows
    texts_of_row = [cell.text for cell in row]
    assert texts_of_row[:3] == [
        "Contaminated land",
        "6.50\u00a0km² on 31 Dec 2021",
        "0.60\u00a0km²",
    ]
    assert " to " in texts_of_row[4]
    assert texts_of_row[5] == "1 May 2026"


def test_the_latest_end_is_open_when_nothing_was_done_in_a_year() -> None:
    idle = replace(RELEASE, id=LandReleaseId(uid(9)), year=2020, reduced_m2=0)
    (row,) = table(with_records(idle), "Forecast by article").rows
    assert row[4].text.endswith("; the latest end is open")


def test_article_5_has_no_end_date() -> None:
    care = Obligation(id=ObligationId(uid(1)), duty=Duty.ARTICLE_5, status=ObligationStatus.OPEN)
    document = with_records(care)
    found = table(document, "Obligations and the deadlines in force")
    assert [row[4].text for row in found.rows] == ["1 May 2026", "No end date"]
    items = [i.text for b in document.blocks if isinstance(b, ListItems) for i in b.items]
    assert "Article 5 has no end date." in items


def test_an_obligation_without_a_deadline_is_not_overdue_but_not_known() -> None:
    (row,) = table(
        paper(changed(type(DUTY), deadline=None)), "Obligations and the deadlines in force"
    ).rows
    assert row[4].text == "Not known"


def test_many_years_run_down_the_page_instead_of_across() -> None:
    lines = [line(1, BudgetRole.NEEDED, euros(1_000), year) for year in range(2024, 2034)]
    found = table(with_records(*lines), "Cost and funding gap by year, in EUR")
    assert [cell.text for cell in found.head[0]] == [
        "Year",
        "Needed",
        "National contribution",
        "Pledged from abroad",
        "Needed, gap not known",
        "Funding gap",
    ]
    assert len(found.rows) == 12 + 1 + 1  # the years, what is not by year, the total


def test_a_stated_total_that_is_not_the_sum_of_its_parts_is_said() -> None:
    document = paper(changed(type(POSITION), closing_m2=7_000_000))
    said = "The total stated for 2021 is 7.00\u00a0km²; the parts add up to 6.50\u00a0km²."
    assert said in texts(document)


def test_years_without_a_split_are_drawn_apart() -> None:
    later = replace(
        POSITION,
        id=AnnualPositionId(uid(1)),
        year=2022,
        suspected_m2=None,
        confirmed_m2=None,
        closing_m2=5_000_000,
    )
    found = chart(with_records(later), "Contaminated land at the end of each year")
    assert {s.name: s.values for s in found.series} == {
        "Suspected hazardous area (SHA)": (4.0, None),
        "Confirmed hazardous area (CHA)": (2.5, None),
        "Not split": (None, 5.0),
    }
    assert "2022: Not split 5.00" in found.alternative


@pytest.mark.parametrize(
    ("quantity", "shown"),
    [
        (Quantity(1_200_000, "m2"), "1,200,000\u00a0m²"),
        (Quantity(24, "trainees"), "24 trainees"),
        (Quantity(None, "visits"), "visits"),
        (Quantity(3, "wells"), "3 wells"),
        (Quantity(3, ""), "3"),
    ],
)
def test_a_quantity_has_its_unit(quantity: Quantity, shown: str) -> None:
    assert quantity_told(_paper(small_plan()), quantity).text == shown


@pytest.mark.parametrize(
    ("quantity", "shown", "language"),
    [
        (Quantity(24, "Staff"), "24 membres du personnel", None),
        (Quantity(5_000, "m²"), "5\N{NARROW NO-BREAK SPACE}000\xa0m²", None),
        (Quantity(3, "wells"), "3 wells [anglais]", "en"),
        (Quantity(None, "wells"), "wells [anglais]", "en"),
        (Quantity(7, ""), "7", None),
        (Quantity(7, "#"), "7 #", None),
    ],
)
def test_a_usual_unit_is_translated_and_an_own_one_is_marked_as_an_author_s_text(
    quantity: Quantity, shown: str, language: str | None
) -> None:
    french = Paper(small_plan(), Lang.load("fr"), packs(), Audience.PUBLIC)
    told = quantity_told(french, quantity)
    assert (told.text, told.language) == (shown, language)


def _paper(plan: PlanDocument) -> Paper:
    return Paper(plan, english(), packs(), Audience.PUBLIC)


def test_prices_of_a_year_and_estimates_are_named() -> None:
    cost = Money(30_000_000, euros(0).currency, 2021)
    note = Notes.of({"cost": FieldNote(confidence=Confidence.ESTIMATED)})
    plan = changed(Activity, cost=cost, notes=note)
    activity = plan.first(Activity)
    shown = field_cell(_paper(plan), activity, "cost").text
    assert shown == "EUR\N{NO-BREAK SPACE}300,000 at prices of 2021 (estimated)"


def test_a_day_that_is_not_known_is_shown_as_far_as_it_is() -> None:
    plan = changed(Obligation, completed_on=PartialDate("2023-09"), base_date=dt.date(2016, 5, 1))
    duty = plan.first(Obligation)
    assert field_cell(_paper(plan), duty, "completed_on").text == "September 2023"
    assert field_cell(_paper(plan), duty, "base_date").text == "1 May 2016"


def test_the_problem_is_told_once_and_referred_to_by_its_paragraph() -> None:
    care = Obligation(
        id=ObligationId(uid(1)),
        duty=Duty.ARTICLE_5,
        problem=english_text("Survivors wait."),
        means_available=english_text("One centre."),
    )
    document = with_records(care)
    told = [b for b in document.blocks if isinstance(b, Paragraph) and b.text == "Survivors wait."]
    assert [block.number for block in told] == ["2."]
    assert texts(document).count("Survivors wait.") == 1
    sheet = table(document, "Article 5: victim assistance")
    assert [cell.text for cell in sheet.rows[0]] == ["What the problem is", "See paragraph 2."]
    items = [i.text for b in document.blocks if isinstance(b, ListItems) for i in b.items]
    assert any(item.endswith("is told on page one, paragraphs 1, 2.") for item in items)


def indicator(number: int, **values: Any) -> Indicator:
    known = {
        "title": english_text(f"Indicator {number}"),
        "baseline": english_text("120000 m2 suspected, of 7 areas"),
        "baseline_value": Quantity(120_000, "m2"),
        "baseline_date": PartialDate("2021"),
        "baseline_method": english_text("Register"),
        "verification": english_text("Report"),
        "activity": ACTIVITY,
    }
    return Indicator(id=IndicatorId(uid(100 + number)), **{**known, **values})


def test_a_baseline_has_its_figure_once_and_set_like_all_figures() -> None:
    indicators = [
        indicator(1),
        indicator(2, baseline=english_text("as suspected")),
        indicator(3, baseline_value=None),
    ]
    caption = "Indicators: Article 4: clearance and risk reduction education"
    found = table(with_records(*indicators), caption)
    place = [cell.text for cell in found.head[0]].index("Baseline")
    assert [row[place].text for row in found.rows] == [
        "120,000 m² suspected, of 7 areas (2021)",
        "as suspected, 120,000\u00a0m² (2021)",
        "120000 m2 suspected, of 7 areas (2021)",
    ]


def test_what_all_indicators_share_is_said_once() -> None:
    indicators = [indicator(n) for n in (1, 2, 3)]
    other = indicator(4, baseline_method=english_text("Survey"))
    document = with_records(*indicators, other)
    found = table(document, "How indicators are measured and evaluated")
    assert [row[1].text for row in found.rows] == ["Register", "Survey"]
    assert found.rows[0][0].text == "A4-01"
    said = texts(document)
    assert said.count("Means of verification, in all of these records: Report") == 1
    assert "Report" not in said


def test_two_records_may_be_alike_by_chance_and_keep_their_columns() -> None:
    document = with_records(indicator(1), indicator(2))
    assert not any("in all of these records" in text for text in texts(document))


def test_land_released_without_a_split_is_printed_and_drawn() -> None:
    unsplit = replace(RELEASE, id=LandReleaseId(uid(9)), year=2022, reduced_m2=None,
                      cleared_m2=None, released_m2=1_460_000)  # fmt: skip
    document = with_records(unsplit)
    _, row = table(document, "Land released by year").rows
    assert [cell.text for cell in row] == ["2022", *["Not yet filled"] * 3, "1.46\u00a0km²"]
    drawn = {s.name: s.values for s in chart(document, "Land released by year").series}
    assert drawn["Not split"] == (None, 1.46)
    whole = replace(unsplit, whole_programme=True)
    found = table(
        with_records(whole), "Sums of the whole programme, not added to the yearly figures"
    )
    assert "1.46\u00a0km²" in [cell.text for cell in found.rows[0]]


def test_the_figure_in_all_is_asked_for_only_where_no_part_is_stated() -> None:
    def not_filled(release: LandRelease) -> bool:
        said = [text for text in texts(with_records(release)) if "any of these records" in text]
        return any("Released in all" in text for text in said)

    split = replace(RELEASE, released_m2=None, submunitions_destroyed=1)
    assert not not_filled(split)
    assert not_filled(replace(split, cancelled_m2=None, reduced_m2=None, cleared_m2=None))


def test_flows_are_summed_only_where_there_is_something_to_sum() -> None:
    def flow(number: int, year: int) -> AssistanceFlow:
        return AssistanceFlow(
            id=AssistanceFlowId(uid(200 + number)),
            year=year,
            direction=FlowDirection.RECEIVED,
            amount=euros(1_000),
        )

    caption = "National resources and assistance by year, in EUR"
    single = with_records(flow(1, 2020), flow(2, 2021))
    assert not [b for b in single.blocks if isinstance(b, Table) and b.caption == caption]
    several = table(with_records(flow(1, 2020), flow(2, 2020)), caption)
    assert [cell.text for cell in several.rows[0]] == ["2020", "EUR\N{NO-BREAK SPACE}2,000"]


def test_the_annex_of_activities_leaves_out_what_the_plan_has_told() -> None:
    document = paper(document_of(records()))
    sheets = [b for b in document.blocks if isinstance(b, Table) and b.alternative[:3] == "A4-"]
    labels = {cell.text for sheet in sheets for row in sheet.rows for cell in row[::2]}
    assert len(sheets) == 2
    assert not {"Place", "Start and end", "Total cost", "Funding gap"} & labels
    said = texts(document)
    assert "National framework: not yet filled for any activity." in said
    assert any(isinstance(b, Heading) and b.text == "No objective named" for b in document.blocks)


def test_the_annex_names_the_activities_that_lack_a_field() -> None:
    plan = changed(Activity, framework=english_text("Strategy"))
    assert "National framework: not yet filled for A4-02." in texts(paper(plan))
