"""Forecasts: the pace of the past, the pace required, and how far the funds carry."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from bih_plan import EUR, bih_document, en, identity, published_series

from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.activity import Activity, ActivityStatus, ActivityType
from ccmdesk.model.area import AnnualPosition, AreaStatus, HazardousArea, LandRelease
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.codes import CurrencyCode, MunitionCode
from ccmdesk.model.document import document_of
from ccmdesk.model.ids import (
    ActivityId,
    AnnualPositionId,
    BudgetLineId,
    DestructionId,
    HazardousAreaId,
    LandReleaseId,
    NeedsAssessmentId,
    ObligationId,
    RetentionId,
    ServiceId,
    StockId,
)
from ccmdesk.model.state import Article, Duty, Obligation, ObligationStatus
from ccmdesk.model.stockpile import Destruction, Retention, Stock
from ccmdesk.model.values import Money, PartialDate, People, Period, Quantity
from ccmdesk.model.victims import NeedsAssessment, Service
from ccmdesk.rules.forecast import Forecast, Subject, forecast, forecasts, pace_of, required_pace

TODAY = dt.date(2021, 1, 1)
_count = iter(range(10_000, 10**6))


def duty(duty: Duty = Duty.ARTICLE_4A, **fields: Any) -> Obligation:
    known = {"status": ObligationStatus.OPEN, "deadline": dt.date(2026, 1, 1)}
    return Obligation(id=ObligationId(identity(1)), duty=duty, **{**known, **fields})


def position(year: int | None, closing: int | None) -> AnnualPosition:
    return AnnualPosition(
        id=AnnualPositionId(identity(next(_count))), year=year, closing_m2=closing
    )


def released(year: int, size: int) -> LandRelease:
    return LandRelease(id=LandReleaseId(identity(next(_count))), year=year, cleared_m2=size)


def area(size: int, status: AreaStatus) -> HazardousArea:
    return HazardousArea(id=HazardousAreaId(identity(next(_count))), size_m2=size, status=status)


def work(number: int = 1, **fields: Any) -> Activity:
    known = {
        "article": Article.CLEARANCE,
        "type": ActivityType.CLEARANCE,
        "quantity": Quantity(1000, "m2"),
        "cost": Money(2000, EUR),
    }
    return Activity(id=ActivityId(identity(100 + number)), **{**known, **fields})


def pledge(minor: int, year: int, number: int = 1) -> BudgetLine:
    return BudgetLine(
        id=BudgetLineId(identity(next(_count))),
        activity=work(number).id,
        role=BudgetRole.PLEDGED,
        year=year,
        amount=Money(minor, EUR),
    )


def land(*records: Any, today: dt.date = TODAY, **fields: Any) -> Forecast:
    return forecast(document_of([duty(**fields), *records]), Article.CLEARANCE, today)


def says(found: Forecast) -> str:
    return " | ".join(message.msgid for message in found.says)


def test_the_end_follows_from_what_remains_and_the_pace_with_its_range() -> None:
    found = land(position(2020, 1000), released(2019, 100), released(2020, 300))
    assert (found.subject, found.remaining, found.as_of) == (
        Subject.AREA,
        1000,
        dt.date(2020, 12, 31),
    )
    assert found.pace is not None
    assert (found.pace.slowest, found.pace.average, found.pace.fastest) == (100, 200, 300)
    assert (found.earliest, found.end, found.latest) == (
        dt.date(2024, 5, 2),
        dt.date(2026, 1, 1),
        dt.date(2031, 1, 1),
    )
    assert (found.deadline, found.last_filing) == (dt.date(2026, 1, 1), dt.date(2025, 4, 1))
    assert "slowest and the fastest year" in says(found)


def test_the_required_pace_meets_the_deadline_and_not_one_day_later() -> None:
    found = land(position(2020, 1000), released(2020, 300))
    assert found.required == 201
    assert required_pace(1000, dt.date(2026, 1, 1), dt.date(2025, 1, 1)) == 1001
    assert required_pace(1000, TODAY, TODAY) is None
    assert required_pace(None, dt.date(2026, 1, 1), TODAY) is None


def test_the_pace_is_that_of_the_last_five_years_on_record() -> None:
    pace = pace_of({2010: 900, 2016: 10, 2018: 20, 2020: 30}, TODAY)
    assert pace is not None
    assert (pace.years, pace.average) == ((2016, 2018, 2020), 20)
    assert pace_of({}, TODAY) is None
    assert pace_of({2010: 900, 2020: 0}, TODAY) is None


def test_the_present_year_is_no_whole_year_of_the_pace() -> None:
    spring = dt.date(2021, 3, 1)
    years = [released(2019, 400), released(2020, 600), released(2021, 10)]
    found = land(position(2020, 1000), *years, today=spring)
    assert found.pace is not None
    assert (found.pace.slowest, found.pace.average) == (400, 500)
    assert found.pace.years == (2019, 2020)
    assert "2021 is not over yet and does not count in the pace." in _spoken(found)
    assert "is not over yet" not in _spoken(land(position(2020, 1000), *years[:2], today=spring))
    alone = land(position(2020, 1000), years[2], today=spring)
    assert (alone.pace, alone.end) == (None, None)
    assert "No past work is on record" in says(alone)
    assert "2021 is not over yet" in _spoken(alone)
    next_year = land(position(2020, 1000), *years, today=dt.date(2022, 1, 1))
    assert next_year.pace is not None
    assert (next_year.pace.slowest, next_year.pace.years) == (10, (2019, 2020, 2021))


def test_what_was_released_after_the_latest_position_is_taken_off() -> None:
    years = [released(2018, 100), released(2019, 300), released(2020, 200)]
    found = land(position(2017, 5000), position(2018, 4000), *years, position(2019, None))
    assert (found.remaining, found.as_of) == (3500, dt.date(2020, 12, 31))
    says_so = "4,000 m² remained at the end of 2018. 500 m² released since then are taken off"
    assert says_so in _spoken(found)
    assert "newly identified since then is not recorded" in _spoken(found)
    assert "taken off" not in _spoken(land(position(2020, 900), *years))
    so_far = land(position(2020, 900), released(2021, 50), today=dt.date(2021, 7, 1))
    assert (so_far.remaining, so_far.as_of) == (850, dt.date(2021, 7, 1))


def test_land_found_after_the_position_is_added_where_the_books_say_so() -> None:
    newly = replace(position(2019, None), new_m2=700)
    found = land(position(2018, 4000), newly, released(2020, 200))
    assert (found.remaining, found.as_of) == (4500, dt.date(2020, 12, 31))
    assert "and 700 m² newly identified are added." in _spoken(found)
    late = replace(area(90, AreaStatus.CLOSED), found_on=PartialDate("2019-05"))
    of_it = replace(released(2020, 90), area=late.id)
    assert land(position(2018, 4000), late, of_it).remaining == 4000
    assert land(position(2018, 4000), newly, late, of_it).remaining == 4610
    whole = replace(released(2020, 3000), whole_programme=True)
    assert land(position(2018, 4000), whole).remaining == 4000


def test_more_released_than_remained_is_not_told_as_nothing_left() -> None:
    found = land(position(2018, 400), released(2019, 300), released(2020, 200))
    assert (found.remaining, found.end, found.required) == (None, None, None)
    assert "More was released after 2018 than remained then" in _spoken(found)
    assert "Nothing remained" not in says(found)


def test_a_position_of_years_ago_is_told_to_be_old() -> None:
    found = land(position(2018, 4000), released(2018, 100))
    assert (found.remaining, found.as_of) == (4000, dt.date(2018, 12, 31))
    assert "The figures are those of" in says(found)
    assert "The figures are those of" in says(land(position(2018, 4000)))
    assert "The figures are those of" not in says(land(position(2020, 4000), released(2020, 100)))


def test_without_positions_the_open_areas_count() -> None:
    found = land(
        area(500, AreaStatus.OPEN),
        area(70, AreaStatus.CLOSED),
        position(None, 9),
        released(2020, 100),
    )
    assert (found.remaining, found.as_of) == (500, TODAY)


def test_it_says_plainly_why_nothing_can_be_computed() -> None:
    blank = land(deadline=None)
    assert (blank.remaining, blank.end, blank.required, blank.last_filing) == (None,) * 4
    assert "Neither a yearly position" in says(blank)
    assert "running deadline is not recorded" in says(blank)
    assert "What remains is not known" in says(blank)
    assert "No past work" in says(land(position(2020, 1000)))


def test_a_finished_country_is_told_so() -> None:
    found = land(position(2020, 0), released(2020, 5))
    assert (found.end, found.required) == (dt.date(2020, 12, 31), 0)
    assert "Nothing remained" in says(found)


def test_a_deadline_that_has_passed_is_named() -> None:
    found = land(position(2020, 10), released(2020, 5), deadline=dt.date(2020, 1, 1))
    assert found.required is None
    assert "has passed" in says(found)


def test_a_year_without_work_leaves_the_latest_end_open() -> None:
    found = land(position(2020, 10), released(2019, 0), released(2020, 5))
    assert (found.latest, found.end) == (None, dt.date(2024, 12, 31))
    assert "latest end is open" in says(found)


def test_an_end_beyond_all_calendars_is_no_date() -> None:
    found = land(position(2020, 10**12), released(2020, 1))
    assert found.end is None
    assert "not end in any time" in says(found)


def test_old_figures_are_called_old() -> None:
    found = land(position(2015, 10), released(2015, 5))
    assert found.end == dt.date(2017, 12, 31)
    assert "bring them up to date" in says(found)


def test_a_completed_obligation_is_not_forecast() -> None:
    document = bih_document(*published_series())
    found = forecast(document, Article.CLEARANCE, dt.date(2026, 1, 1))
    assert (found.is_over, found.end, found.funds) == (True, None, None)
    assert [one.article for one in forecasts(document, TODAY)] == list(Article)


def test_what_was_completed_this_year_has_no_deadline_to_meet() -> None:
    today = dt.date(2021, 11, 1)
    done = duty(
        deadline=dt.date(2021, 3, 1),
        status=ObligationStatus.COMPLETED,
        completed_on=PartialDate("2021"),
    )
    alone = forecast(document_of([done, position(2020, 900)]), Article.CLEARANCE, today)
    assert alone.is_over
    other = replace(duty(Duty.ARTICLE_4B), id=ObligationId(identity(2)))
    both = forecast(document_of([done, other, position(2020, 900)]), Article.CLEARANCE, today)
    assert (both.is_over, both.deadline) == (False, other.deadline)


def test_stock_left_is_held_less_destroyed_less_retained() -> None:
    held = Stock(id=StockId(identity(2)), munition=MunitionCode("M26"), quantity=100)
    gone = Destruction(
        id=DestructionId(identity(3)), stock=held.id, quantity=30, destroyed_on=PartialDate("2020")
    )
    kept = Retention(
        id=RetentionId(identity(4)), munition=MunitionCode("M26"), year=2020, quantity=10
    )
    document = document_of([duty(Duty.ARTICLE_3), held, gone, kept])
    found = forecast(document, Article.STOCKPILES, TODAY)
    assert (found.remaining, found.end) == (60, dt.date(2023, 1, 2))
    assert "No stock is recorded" in says(
        forecast(document_of([duty(Duty.ARTICLE_3)]), Article.STOCKPILES, TODAY)
    )


def assessment(number: int, day: dt.date | None, people: People | None) -> NeedsAssessment:
    return NeedsAssessment(
        id=NeedsAssessmentId(identity(200 + number)), assessed_on=day, people=people
    )


def service(number: int, end: dt.date | None, served: People | None) -> Service:
    period = None if end is None else Period(None, end)
    return Service(id=ServiceId(identity(300 + number)), period=period, served=served)


def test_people_left_are_those_assessed_less_those_served_since() -> None:
    document = document_of(
        [
            duty(Duty.ARTICLE_5, deadline=None),
            assessment(1, dt.date(2018, 5, 1), People(unknown=200)),
            assessment(2, dt.date(2010, 5, 1), People(unknown=900)),
            assessment(3, None, People(unknown=900)),
            assessment(4, dt.date(2019, 5, 1), None),
            service(1, dt.date(2018, 12, 31), People(unknown=50)),
            service(2, dt.date(2019, 12, 31), People(women=30, men=20)),
            service(3, dt.date(2019, 6, 30), People(women=10)),
            service(4, None, People(women=10)),
            service(5, dt.date(2020, 6, 30), None),
        ]
    )
    found = forecast(document, Article.VICTIMS, TODAY)
    assert (found.remaining, found.as_of) == (140, dt.date(2019, 12, 31))
    assert (found.deadline, found.required) == (None, None)
    assert "Article 5 has no end date" in says(found)


def test_people_served_in_no_known_year_are_not_taken_off_and_this_is_said() -> None:
    running = Service(
        id=ServiceId(identity(309)),
        period=Period(dt.date(2018, 1, 1), None),
        served=People(women=9, men=20),
    )
    records = [duty(Duty.ARTICLE_5), assessment(1, dt.date(2020, 5, 1), People(unknown=200))]
    found = forecast(document_of([*records, running]), Article.VICTIMS, TODAY)
    assert found.remaining == 200
    assert "29 people served by services without an end date are not taken off" in _spoken(found)


def test_people_served_by_a_service_that_goes_on_were_served_by_today() -> None:
    records = [duty(Duty.ARTICLE_5), assessment(1, dt.date(2019, 5, 1), People(unknown=200))]
    going_on = service(1, dt.date(2024, 12, 31), People(women=50))
    found = forecast(document_of([*records, going_on]), Article.VICTIMS, TODAY)
    assert (found.remaining, found.as_of) == (150, TODAY)
    assert found.pace is None
    assert "2021 is not over yet" in _spoken(found)


def served_from(start: dt.date, end: dt.date, people: int) -> Service:
    return replace(service(8, end, People(unknown=people)), period=Period(start, end))


def test_people_of_a_long_service_are_not_all_served_in_its_last_year() -> None:
    ten_years = served_from(dt.date(2011, 1, 1), dt.date(2020, 12, 31), 1000)
    records = [duty(Duty.ARTICLE_5), assessment(1, dt.date(2018, 5, 1), People(unknown=900))]
    found = forecast(document_of([*records, ten_years]), Article.VICTIMS, TODAY)
    assert (found.remaining, found.as_of) == (700, dt.date(2020, 12, 31))
    assert found.pace is not None
    assert (found.pace.slowest, found.pace.average, found.pace.fastest) == (99, 100, 101)
    assert "are spread evenly over the time of the service" in _spoken(found)
    one_year = served_from(dt.date(2020, 1, 1), dt.date(2020, 12, 31), 1000)
    found = forecast(document_of([*records, one_year]), Article.VICTIMS, TODAY)
    assert found.remaining == 0
    assert "spread evenly" not in _spoken(found)


def test_shares_of_a_service_that_goes_on_end_today_and_are_all_it_served() -> None:
    today = dt.date(2021, 6, 30)
    going_on = served_from(dt.date(2019, 12, 31), dt.date(2030, 1, 1), 547)
    records = [duty(Duty.ARTICLE_5), assessment(1, dt.date(2018, 5, 1), People(unknown=900))]
    found = forecast(document_of([*records, going_on]), Article.VICTIMS, today)
    assert (found.remaining, found.as_of) == (353, today)
    assert found.pace is not None
    assert (found.pace.years, found.pace.slowest, found.pace.fastest) == ((2019, 2020), 1, 366)
    not_begun = served_from(dt.date(2022, 1, 1), dt.date(2023, 1, 1), 40)
    assert forecast(document_of([*records, not_begun]), Article.VICTIMS, today).remaining == 860


def test_people_of_a_service_without_a_start_are_said_to_count_in_its_last_year() -> None:
    records = [duty(Duty.ARTICLE_5), assessment(1, dt.date(2018, 5, 1), People(unknown=200))]
    ended = service(1, dt.date(2020, 6, 30), People(women=50))
    found = forecast(document_of([*records, ended]), Article.VICTIMS, TODAY)
    assert found.remaining == 150
    assert "without a start date count in the year of their end" in _spoken(found)


def test_assessments_that_do_not_count_are_told() -> None:
    records = [
        duty(Duty.ARTICLE_5),
        assessment(1, dt.date(2018, 5, 1), People(unknown=200)),
        assessment(2, dt.date(2019, 5, 1), None),
    ]
    alone = forecast(document_of(records), Article.VICTIMS, TODAY)
    assert "needs assessment of" not in _spoken(alone)
    earlier = assessment(3, dt.date(2010, 5, 1), People(unknown=900))
    found = forecast(document_of([*records, earlier]), Article.VICTIMS, TODAY)
    assert found.remaining == 200
    says_so = "Only the needs assessment of 1 May 2018 counts here. 1 other is not added"
    assert says_so in _spoken(found).replace("\N{NO-BREAK SPACE}", " ")
    undated = assessment(4, None, People(unknown=9))
    found = forecast(document_of([*records, earlier, undated]), Article.VICTIMS, TODAY)
    assert "2 others are not added" in _spoken(found)


def test_the_position_of_this_year_is_none_of_a_day_to_come() -> None:
    today = dt.date(2021, 6, 1)
    document = document_of([duty(), position(2021, 900)])
    assert forecast(document, Article.CLEARANCE, today).as_of == today


def test_a_year_of_which_no_figure_says_what_was_released_is_no_year_without_work() -> None:
    blank = replace(released(2020, 0), cleared_m2=None)
    found = land(position(2020, 900), released(2019, 100), blank)
    assert found.pace is not None
    assert (found.pace.slowest, found.pace.years) == (100, (2019,))
    assert "nothing was done" not in _spoken(found)
    assert "Work without a figure is on record and counts as none here: 2020." in _spoken(found)
    assert "Work without a figure" not in _spoken(land(position(2020, 900), released(2019, 100)))
    old = replace(released(2010, 0), cleared_m2=None)
    assert "Work without a figure" not in _spoken(land(position(2020, 9), released(2019, 1), old))


def test_events_and_services_without_a_number_are_said_to_count_as_none() -> None:
    done = stocks(depot("M26", 90), gone("M26", 30), gone("M26", None))
    assert "counts as none here: 2020." in _spoken(done)
    records = [duty(Duty.ARTICLE_5), assessment(1, dt.date(2018, 5, 1), People(unknown=900))]
    blank = replace(served_from(dt.date(2018, 6, 1), dt.date(2019, 6, 1), 1), served=None)
    found = forecast(document_of([*records, blank]), Article.VICTIMS, TODAY)
    assert "counts as none here: 2018, 2019." in _spoken(found)


def test_areas_without_a_size_are_said_not_to_be_counted() -> None:
    open_ones = [area(500, AreaStatus.OPEN), replace(area(1, AreaStatus.OPEN), size_m2=None)]
    found = land(*open_ones)
    assert (found.remaining, found.is_least) == (500, True)
    assert "1 open area without a size is not counted." in _spoken(found)
    assert "the funds cannot be compared" in _spoken(found)
    paced = land(*open_ones, released(2020, 100))
    assert (paced.end, paced.latest) == (None, None)
    assert paced.earliest is not None
    assert "without a size" not in _spoken(land(open_ones[0]))


def depot(code: str, quantity: int | None) -> Stock:
    return Stock(id=StockId(identity(next(_count))), munition=MunitionCode(code), quantity=quantity)


def gone(code: str, quantity: int | None) -> Destruction:
    return Destruction(
        id=DestructionId(identity(next(_count))),
        munition=MunitionCode(code),
        quantity=quantity,
        destroyed_on=PartialDate("2020"),
    )


def stocks(*records: Any) -> Forecast:
    return forecast(document_of([duty(Duty.ARTICLE_3), *records]), Article.STOCKPILES, TODAY)


def test_nothing_remains_only_where_no_depot_is_without_its_number() -> None:
    done = [depot("M26", 30), gone("M26", 30)]
    assert "Nothing remained" in says(stocks(*done))
    for code in ("M26", "M85"):
        found = stocks(*done, depot(code, None))
        assert (found.remaining, found.end, found.required) == (None, None, None)
        assert "Nothing remained" not in says(found)
        assert "No stock is recorded" not in says(found)
        assert "Of some types a number is missing" in says(found)


def test_what_remains_of_stocks_is_told_as_far_as_it_is_known() -> None:
    least = stocks(depot("M26", 40), depot("M85", None))
    assert least.remaining is None
    assert "comes to at least 40." in _spoken(least)
    most = stocks(depot("M26", 40), gone("M26", 10), gone("M26", None))
    assert most.remaining is None
    assert "comes to at most 30." in _spoken(most)
    assert "at least" not in _spoken(most)
    none_known = _spoken(stocks(depot("M26", None)))
    assert "a number is missing" in none_known
    assert "left to destroy comes" not in none_known


def test_people_of_a_fresh_assessment_are_all_still_waiting() -> None:
    records = [duty(Duty.ARTICLE_5), assessment(1, dt.date(2020, 5, 1), People(unknown=200))]
    found = forecast(document_of(records), Article.VICTIMS, TODAY)
    assert (found.remaining, found.as_of) == (200, dt.date(2020, 5, 1))


def test_the_funds_pay_for_what_they_cost_on_average() -> None:
    found = land(
        position(2020, 900),
        work(1),
        work(2, quantity=Quantity(500, "m²"), cost=Money(2500, EUR)),
        pledge(600, 2020),
        pledge(900, 2021),
        pledge(1200, 2022, 2),
        pledge(2400, 2023),
    )
    assert found.funds is not None
    assert found.funds.unit_cost == Money(3, EUR)
    assert [(year, quantity) for year, _, quantity in found.funds.by_year] == [
        (2021, 300),
        (2022, 400),
        (2023, 800),
    ]
    assert (found.funds.quantity, found.funds.end_year) == (1500, 2023)
    assert "pay for it all by 2023." in _spoken(found)
    assert "the funds stated for 2021 and later pay" in _spoken(found)
    assert "EUR\N{NO-BREAK SPACE}6 stated under this article do not count here" in _spoken(found)


def test_funds_that_pay_for_all_of_it_together_are_not_said_to_leave_a_piece() -> None:
    three_years = [pledge(33_333, 2021), pledge(33_333, 2022), pledge(33_334, 2023)]
    dear = work(quantity=Quantity(100, "Square metres"), cost=Money(100_000, EUR))
    found = land(position(2020, 100), dear, *three_years)
    assert found.funds is not None
    assert [quantity for _, _, quantity in found.funds.by_year] == [33, 33, 34]
    assert found.funds.end_year == 2023
    assert "pay for it all by 2023." in _spoken(found)


def test_funds_that_never_suffice_have_no_end() -> None:
    found = land(position(2020, 9000), work(), pledge(900, 2021))
    assert found.funds is not None
    assert (found.funds.quantity, found.funds.end_year) == (450, None)
    assert "the funds stated for 2021 and later pay for 450 m² of 9,000 m²." in _spoken(found)
    assert "do not count" not in _spoken(found)


def test_funds_of_earlier_years_alone_are_said_to_count_for_nothing() -> None:
    found = land(position(2020, 9000), work(), pledge(900, 2019), pledge(100, 2020))
    assert "No funds are stated for 2021 or later, so none of 9,000 m² is paid" in _spoken(found)
    assert "EUR\N{NO-BREAK SPACE}10 stated under this article do not count" in _spoken(found)


@pytest.mark.parametrize("status", [ActivityStatus.COMPLETED, ActivityStatus.STOPPED])
def test_funds_of_work_that_is_over_pay_for_nothing_that_remains(status: ActivityStatus) -> None:
    over = work(2, quantity=Quantity(500, "m²"), cost=Money(2500, EUR), status=status)
    both = land(position(2020, 900), work(1), over, pledge(900, 2021), pledge(1200, 2022, 2))
    assert both.funds is not None
    assert both.funds.unit_cost == Money(3, EUR)
    assert [(year, quantity) for year, _, quantity in both.funds.by_year] == [(2021, 300)]
    assert (both.funds.end_year, both.funds.left_out) == (None, Money(1200, EUR))
    assert "for work that is completed or was stopped" in _spoken(both)


def _spoken(found: Forecast) -> str:
    return " | ".join(ENGLISH.say(message) for message in found.says)


def test_work_in_other_units_or_currencies_is_not_compared() -> None:
    dollars = Money(5, CurrencyCode("USD"))
    assert "No activity of this work" in says(land(position(2020, 5), work(cost=None)))
    none = [
        work(1, quantity=None),
        work(2, quantity=Quantity(None, "m2")),
        work(3, quantity=Quantity(4, "signs")),
        work(4, type=ActivityType.MARKING),
        work(5, article=Article.VICTIMS),
        work(6, quantity=Quantity(0, "m2")),
    ]
    assert "No activity of this work" in says(land(position(2020, 5), *none))
    mixed = land(position(2020, 5), work(1), work(2, cost=dollars))
    assert mixed.funds is None
    assert "several currencies" in says(mixed)
    alone = land(position(2020, 5), work(1), work(2, cost=None), pledge(5, 2021, 2))
    assert alone.funds is not None
    assert alone.funds.quantity == 0


def test_stock_is_paid_for_by_the_piece() -> None:
    records = [
        duty(Duty.ARTICLE_3, problem=en("old stock")),
        Stock(id=StockId(identity(2)), munition=MunitionCode("M26"), quantity=10),
        work(
            article=Article.STOCKPILES,
            type=ActivityType.STOCKPILE_DESTRUCTION,
            quantity=Quantity(10, "munitions"),
        ),
        pledge(400, 2021),
    ]
    found = forecast(document_of(records), Article.STOCKPILES, TODAY)
    assert found.says[-1].values["quantity"] == 2
