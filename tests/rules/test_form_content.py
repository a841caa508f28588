"""What the forms of a report hold: the right records, years, values taken over, and sums."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from bih_plan import EUR, en, identity

from ccmdesk.model.activity import Activity, ActivityType
from ccmdesk.model.area import AnnualPosition, AreaStatus, HazardousArea, LandRelease
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.codes import CurrencyCode, MunitionCode
from ccmdesk.model.cooperation import (
    AssistanceFlow,
    FlowDirection,
    Organisation,
    OrganisationRole,
)
from ccmdesk.model.document import document_of
from ccmdesk.model.edition import TransparencyReport
from ccmdesk.model.ids import (
    ActivityId,
    AnnualPositionId,
    AssistanceFlowId,
    BudgetLineId,
    CasualtyCountsId,
    DestructionId,
    HazardousAreaId,
    LandReleaseId,
    NeedId,
    OrganisationId,
    RetentionId,
    RiskEducationId,
    ServiceId,
    StockId,
    TransparencyReportId,
)
from ccmdesk.model.need import Need
from ccmdesk.model.packs import Packs
from ccmdesk.model.risk_education import RiskEducation
from ccmdesk.model.state import Article
from ccmdesk.model.stockpile import Destruction, Retention, Stock, StockOrigin, Transfer
from ccmdesk.model.values import Absence, FieldNote, Money, Notes, PartialDate, People, Period
from ccmdesk.model.victims import CasualtyCounts, Service
from ccmdesk.rules.form_content import Basis, FilledPart, filled_form
from ccmdesk.rules.form_sums import column_sums, lacking, sums_by_year
from ccmdesk.rules.land import released_by_year

YEAR = 2021
USD = CurrencyCode("USD")
BLU = MunitionCode("BLU-26")
REPORT = TransparencyReport(
    id=TransparencyReportId(identity(1)), year=YEAR, measures=en("A law of 2019.")
)


def part(packs: Packs, key: str, *records: Any) -> FilledPart:
    basis = Basis(document_of([*records, REPORT]), YEAR, REPORT)
    for form in packs.forms["art7-2010"].forms:
        for one in filled_form(form, basis).parts:
            if one.part.key == key:
                return one
    raise KeyError(key)


def values(filled: FilledPart, column: int) -> list[Any]:
    return [row.cells[column][0].value for row in filled.rows]


def uid(number: int) -> UUID:
    return identity(1000 + number)


def test_texts_are_those_of_the_report_itself(packs: Packs) -> None:
    older = TransparencyReport(
        id=TransparencyReportId(identity(2)), year=2019, measures=en("A bill.")
    )
    assert values(part(packs, "measures", older), 0) == [REPORT.measures]
    assert part(packs, "other", older).rows == ()


def test_institutions_are_those_with_a_national_role(packs: Packs) -> None:
    roles = (OrganisationRole.MINISTRY, OrganisationRole.DONOR)
    organisations = [
        Organisation(id=OrganisationId(uid(n)), name=en(role.value), roles=(role,))
        for n, role in enumerate(roles)
    ]
    assert values(part(packs, "institutions", *organisations), 0) == [en("ministry")]


def test_stocks_found_later_stand_apart_and_only_up_to_the_year(packs: Packs) -> None:
    def stock(number: int, origin: StockOrigin | None, found: str | None = None) -> Stock:
        date = PartialDate(found) if found else None
        return Stock(
            id=StockId(uid(number)), munition=BLU, quantity=number, origin=origin, found_on=date
        )

    stocks = [
        stock(1, StockOrigin.AT_ENTRY),
        stock(2, None),
        stock(3, StockOrigin.FOUND_LATER, "2020-05"),
        stock(4, StockOrigin.FOUND_LATER, "2022"),
        stock(5, StockOrigin.FOUND_LATER),
    ]
    assert values(part(packs, "stocks", *stocks), 1) == [1, 2]
    assert sorted(values(part(packs, "found_later", *stocks), 2)) == [3, 5]


def test_the_type_of_what_was_destroyed_is_that_of_its_stock_where_it_says_none(
    packs: Packs,
) -> None:
    stock = Stock(id=StockId(uid(1)), munition=BLU)
    event = Destruction(
        id=DestructionId(uid(2)), stock=stock.id, destroyed_on=PartialDate("2020"), quantity=7
    )
    later = Destruction(id=DestructionId(uid(3)), destroyed_on=PartialDate("2022"), quantity=9)
    filled = part(packs, "destroyed", stock, event, later)
    assert (values(filled, 1), values(filled, 2)) == ([BLU], [7])


def test_retained_munitions_are_those_of_the_year_and_transfers_stand_apart(packs: Packs) -> None:
    lines = [
        Retention(id=RetentionId(uid(1)), year=2020, quantity=1),
        Retention(id=RetentionId(uid(2)), year=YEAR, quantity=2),
        Retention(id=RetentionId(uid(3)), year=YEAR, quantity=3, transfer=Transfer.ACQUIRED),
    ]
    assert values(part(packs, "retained", *lines), 1) == [2]
    assert values(part(packs, "transferred", *lines), 4) == [3]


def test_areas_that_are_closed_are_no_longer_contaminated(packs: Packs) -> None:
    areas = [
        HazardousArea(id=HazardousAreaId(uid(n)), code=f"A-{n}", status=status, size_m2=10 * n)
        for n, status in ((10, AreaStatus.OPEN), (2, None), (3, AreaStatus.CLOSED))
    ]
    filled = part(packs, "areas", *areas)
    assert values(filled, 0) == ["A-2", "A-10"]
    assert column_sums(filled)[4] == (120,)
    assert column_sums(filled)[0] == ()


def test_sums_by_year_are_those_of_the_books(packs: Packs) -> None:
    period = Period(dt.date(2019, 11, 1), dt.date(2020, 2, 1))
    releases = [
        LandRelease(id=LandReleaseId(uid(1)), year=2019, cancelled_m2=5, cleared_m2=0),
        LandRelease(id=LandReleaseId(uid(2)), period=period, reduced_m2=7),
        LandRelease(id=LandReleaseId(uid(3)), year=2020, cleared_m2=2),
        LandRelease(id=LandReleaseId(uid(4)), year=2020, cleared_m2=900, whole_programme=True),
        LandRelease(id=LandReleaseId(uid(5)), year=2022, cleared_m2=50),
    ]
    filled = part(packs, "released_by_year", *releases)
    books = [y for y in released_by_year(document_of(releases)) if y.year <= YEAR]
    assert [(y.year, y.sums) for y in sums_by_year(filled)] == [
        (y.year, (*(() if n is None else (n,) for n in (y.cancelled, y.reduced, y.cleared)),
                  (y.released,)))
        for y in books
    ]  # fmt: skip
    assert column_sums(filled) == ((5,), (7,), (2,), (14,))
    assert lacking(filled) == (False, False, False, False)


def test_land_that_is_not_split_is_released_in_all_in_every_part(packs: Packs) -> None:
    releases = [
        LandRelease(id=LandReleaseId(uid(1)), year=YEAR, released_m2=500, cleared_m2=200),
        LandRelease(id=LandReleaseId(uid(2)), year=YEAR, cleared_m2=30),
        LandRelease(id=LandReleaseId(uid(3)), year=YEAR),
        LandRelease(id=LandReleaseId(uid(4)), year=YEAR, released_m2=9_000, whole_programme=True),
    ]
    by_year = part(packs, "released_by_year", *releases)
    assert column_sums(by_year) == ((), (), (230,), (530,))
    assert values(part(packs, "cleared", *releases), 6) == [500, 30, None]
    assert column_sums(part(packs, "cleared", *releases))[6] == (530,)
    assert values(part(packs, "whole_programme", *releases), 4) == [9_000]
    assert lacking(by_year) == (True, True, True, True)
    assert [y.lacks for y in sums_by_year(by_year)] == [(True, True, True, True)]
    split_alone = part(packs, "cleared", *releases[1:2])
    assert lacking(split_alone)[3:7] == (False, False, False, False)


def test_what_is_left_in_all_is_the_sum_of_its_parts_where_it_is_not_stated(packs: Packs) -> None:
    split = AnnualPosition(
        id=AnnualPositionId(uid(1)), year=YEAR, suspected_m2=300, confirmed_m2=200
    )
    assert values(part(packs, "position", split), 2) == [500]
    assert values(part(packs, "position", replace(split, closing_m2=450)), 2) == [450]


def test_currencies_are_never_added(packs: Packs) -> None:
    flows = [
        AssistanceFlow(
            id=AssistanceFlowId(uid(n)),
            year=2020,
            direction=FlowDirection.RECEIVED,
            amount=Money(100 * n, currency, 2019),
        )
        for n, currency in ((1, EUR), (2, USD), (3, EUR))
    ]
    (year,) = sums_by_year(part(packs, "received", *flows))
    assert year.sums == ((Money(400, EUR), Money(200, USD)),)


def test_what_was_not_stated_has_no_sum(packs: Packs) -> None:
    flow = AssistanceFlow(id=AssistanceFlowId(uid(1)), year=2020, direction=FlowDirection.RECEIVED)
    assert sums_by_year(part(packs, "received", flow))[0].sums == ((),)


@pytest.mark.parametrize(
    ("start", "end", "there"),
    [
        (dt.date(2020, 1, 1), dt.date(2021, 3, 1), True),
        (dt.date(2020, 1, 1), dt.date(2020, 3, 1), False),
        (dt.date(2021, 1, 1), None, True),
        (None, dt.date(2022, 1, 1), False),
    ],
)
def test_education_counts_in_every_year_its_period_touches(
    packs: Packs, start: dt.date | None, end: dt.date | None, *, there: bool
) -> None:
    given = RiskEducation(id=RiskEducationId(uid(1)), period=Period(start, end))
    assert bool(part(packs, "education", given).rows) is there
    assert not part(packs, "education", RiskEducation(id=RiskEducationId(uid(2)))).rows


def test_counts_of_all_years_are_not_among_the_yearly_ones(packs: Packs) -> None:
    counts = [
        CasualtyCounts(id=CasualtyCountsId(uid(1)), year=2020, killed=1),
        CasualtyCounts(id=CasualtyCountsId(uid(2)), year=2020, killed=90, all_years=True),
    ]
    assert values(part(packs, "casualties", *counts), 2) == [1]
    assert values(part(packs, "casualties_all", *counts), 2) == [90]


def test_a_need_takes_article_and_dates_from_its_activity(packs: Packs) -> None:
    work = Activity(
        id=ActivityId(uid(1)),
        article=Article.CLEARANCE,
        type=ActivityType.CLEARANCE,
        period=Period(dt.date(2021, 1, 1), dt.date(2022, 1, 1)),
        description=en("Two teams for a year."),
        place=en("Una"),
    )
    need = Need(id=NeedId(uid(2)), title=en("Detectors"), activity=work.id)
    loose = Need(id=NeedId(uid(3)), title=en("Advice"), article=Article.STOCKPILES)
    (row,) = part(packs, "needed_4", work, need, loose).rows
    activity, description, period, wanted = row.cells
    assert [entry.value for entry in activity] == [work.id]
    assert [entry.value for entry in description] == [work.description, work.place, None]
    assert [(entry.value, entry.is_own) for entry in period] == [(work.period, False)]
    assert wanted[0].value == need.title
    (alone,) = part(packs, "needed_3", work, need, loose).rows
    assert not any(entry.says_something for entry in alone.cells[1])


def test_the_article_of_a_budget_line_is_that_of_its_activity(packs: Packs) -> None:
    work = Activity(id=ActivityId(uid(1)), article=Article.VICTIMS)
    lines = [
        BudgetLine(
            id=BudgetLineId(uid(n)),
            activity=activity,
            role=BudgetRole.NATIONAL,
            year=YEAR,
            amount=Money(n, EUR),
        )
        for n, activity in ((2, work.id), (3, None))
    ]
    filled = part(packs, "national_budget", work, *lines)
    assert values(filled, 0) == [Article.VICTIMS, None]
    assert column_sums(filled)[-1] == (Money(5, EUR),)


def test_a_text_that_does_not_apply_is_something_to_say(packs: Packs) -> None:
    note = Notes.of({"conversion": FieldNote(absence=Absence.NOT_APPLICABLE, reason="none")})
    report = TransparencyReport(id=REPORT.id, year=YEAR, notes=note)
    form = packs.forms["art7-2010"].by_letter("E")
    assert form is not None
    assert not filled_form(form, Basis(document_of([report]), YEAR, report)).is_empty
    assert filled_form(form, Basis(document_of([REPORT]), YEAR, REPORT)).is_empty
    assert filled_form(form, Basis(document_of([]), YEAR, None)).is_empty


def _reported(packs: Packs, key: str, year: int, records: Sequence[Any]) -> FilledPart:
    report = TransparencyReport(id=TransparencyReportId(identity(3)), year=year)
    basis = Basis(document_of([*records, report]), year, report)
    parts = (p for form in packs.forms["art7-2010"].forms for p in filled_form(form, basis).parts)
    return next(one for one in parts if one.part.key == key)


def test_land_stands_in_the_report_on_one_year_and_in_no_other(packs: Packs) -> None:
    periods = {
        1: (2019, Period(dt.date(2019, 11, 1), dt.date(2020, 2, 1))),
        2: (None, Period(dt.date(2019, 11, 1), dt.date(2020, 2, 1))),
        4: (None, Period(dt.date(2018, 5, 1), dt.date(2021, 1, 1))),
        8: (None, Period(dt.date(2020, 12, 31), None)),
        16: (None, Period(None, dt.date(2018, 3, 1))),
        32: (2021, None),
        64: (None, Period(dt.date(2021, 3, 1), dt.date(2021, 4, 1))),
    }
    releases = [
        LandRelease(id=LandReleaseId(uid(size)), year=year, period=period, cleared_m2=size)
        for size, (year, period) in periods.items()
    ]
    told = {y: values(_reported(packs, "cleared", y, releases), 5) for y in range(2017, 2023)}
    assert {year: sum(sizes) for year, sizes in told.items()} == {
        2017: 0, 2018: 16, 2019: 1, 2020: 2, 2021: 100, 2022: 0
    }  # fmt: skip
    for year in told:
        table = sums_by_year(_reported(packs, "released_by_year", year, releases))
        assert [(one.year, one.sums[2]) for one in table] == [
            *((y, (sum(sizes),)) for y, sizes in told.items() if y <= year and sizes),
            (None, (8,)),
        ]
    books = released_by_year(document_of(releases))
    assert {one.year: one.cleared for one in books} == {
        year: sum(sizes) for year, sizes in told.items() if sizes
    }


def test_sums_of_a_programme_are_not_told_before_they_are_complete(packs: Packs) -> None:
    whole = LandRelease(
        id=LandReleaseId(uid(1)),
        period=Period(dt.date(2010, 1, 1), dt.date(2020, 12, 31)),
        cleared_m2=900,
        whole_programme=True,
    )
    told = [_reported(packs, "whole_programme", year, [whole]).rows for year in (2019, 2020, 2021)]
    assert [len(rows) for rows in told] == [0, 1, 1]


def test_the_total_of_all_years_is_the_sum_of_the_rows_above_it(packs: Packs) -> None:
    releases = [
        LandRelease(id=LandReleaseId(uid(1)), year=2020, cleared_m2=5),
        LandRelease(id=LandReleaseId(uid(2)), cleared_m2=7),
    ]
    table = part(packs, "released_by_year", *releases)
    assert [(one.year, one.sums[2]) for one in sums_by_year(table)] == [(2020, (5,)), (None, (7,))]
    assert column_sums(table)[2] == (12,)


def test_people_reached_are_counted_in_the_report_on_the_year_in_which_it_ended(
    packs: Packs,
) -> None:
    given = RiskEducation(
        id=RiskEducationId(uid(1)),
        period=Period(dt.date(2019, 11, 1), dt.date(2020, 2, 1)),
        sessions=4,
        direct=People(women=30),
    )
    rows = {
        year: [
            [cell[0] for cell in row.cells]
            for row in _reported(packs, "education", year, [given]).rows
        ]
        for year in (2018, 2019, 2020, 2021)
    }
    assert {year: len(found) for year, found in rows.items()} == {
        2018: 0,
        2019: 1,
        2020: 1,
        2021: 0,
    }
    ((*_, sessions, _provider, direct, indirect),) = rows[2019]
    assert [(e.value, e.counted_in) for e in (sessions, direct)] == [(None, 2020), (None, 2020)]
    assert sessions.says_something
    assert not indirect.says_something
    ((*_, sessions, _provider, direct, _indirect),) = rows[2020]
    assert [(e.value, e.counted_in) for e in (sessions, direct)] == [
        (4, None),
        (People(women=30), None),
    ]


def test_what_was_destroyed_is_added_to_the_list_of_the_year_before(packs: Packs) -> None:
    events = [
        Destruction(id=DestructionId(uid(n)), destroyed_on=PartialDate(day), quantity=n)
        for n, day in ((1, "2019-12-31"), (2, "2020-01-01"), (4, "2021"))
    ]
    told = [values(_reported(packs, "destroyed", y, events), 2) for y in range(2018, 2022)]
    assert told == [[], [1], [1, 2], [1, 2, 4]]


def test_a_service_is_in_no_report_on_a_year_before_it_began(packs: Packs) -> None:
    services = [
        Service(id=ServiceId(uid(1)), title=en("Limbs"), period=Period(dt.date(2021, 3, 1), None)),
        Service(id=ServiceId(uid(2)), title=en("Advice")),
    ]
    told = {y: values(_reported(packs, "services", y, services), 0) for y in (2020, 2021)}
    assert told == {2020: [en("Advice")], 2021: [en("Advice"), en("Limbs")]}
