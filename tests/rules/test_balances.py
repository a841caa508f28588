"""Warnings about figures and dates: each comes out, and each can be explained away."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from balance_records import (
    AGREEMENT,
    FOCAL,
    JUNE,
    MAY,
    MEETING,
    OBJECTIVE,
    PLAN,
    USD,
    area,
    assessed,
    casualties,
    challenge,
    destruction,
    education,
    extension,
    findings,
    first,
    flow,
    half,
    late_ask,
    later,
    line,
    milestone,
    munition,
    need,
    obligation,
    party,
    past_end,
    position,
    progress,
    release,
    report,
    request,
    retention,
    rules,
    split,
    square,
    stock,
    told,
    unknown,
    whole,
    work,
)
from bih_plan import EUR, en

from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.area import (
    AreaKind,
    Evidence,
    ReleaseMethod,
)
from ccmdesk.model.budget import BudgetRole
from ccmdesk.model.codes import MunitionCode
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import PlanStatus
from ccmdesk.model.state import (
    Duty,
    ExtensionStatus,
    ObligationStatus,
)
from ccmdesk.model.stockpile import Transfer
from ccmdesk.model.values import (
    Money,
    PartialDate,
    People,
    Period,
    Polygon,
    Quantity,
)
from ccmdesk.rules.finding import Level

SURVEYED: dict[str, Any] = {"method": ReleaseMethod.TECHNICAL_SURVEY}
SPLIT: dict[str, Any] = {
    "cancelled_m2": 0,
    "reduced_m2": 600,
    "cleared_m2": 0,
    "method": ReleaseMethod.TECHNICAL_SURVEY,
}
DONE: dict[str, Any] = {"status": ObligationStatus.COMPLETED}
_CLOCK: dict[str, Any] = {"base_date": dt.date(2010, 8, 1), "deadline": dt.date(2035, 8, 1)}
AS_THE_CONVENTION_SAYS: list[dict[str, Any]] = [
    {**_CLOCK, "deadline": dt.date(2020, 8, 1)},
    {**_CLOCK, "deadline": dt.date(2018, 8, 1), "duty": Duty.ARTICLE_3},
    {
        "base_date": dt.date(2024, 2, 29),
        "deadline": dt.date(2034, 2, 28),
        "duty": Duty.ARTICLE_4B,
    },
    {**_CLOCK, "deadline": None},
    {**_CLOCK, "duty": None},
    {**_CLOCK, "status": ObligationStatus.COMPLETED},
    {**_CLOCK, "notes": told("deadline")},
    {**_CLOCK, "base_date": None, "duty": Duty.ARTICLE_4B},
]
ANOTHER_FIRST_DEADLINE: list[dict[str, Any]] = [
    _CLOCK,
    {**_CLOCK, "deadline": dt.date(2009, 8, 1)},
    {**_CLOCK, "deadline": dt.date(2020, 8, 1), "duty": Duty.ARTICLE_3},
    {**_CLOCK, "duty": Duty.ARTICLE_4B, "status": ObligationStatus.UNKNOWN},
]
CASES: list[tuple[list[Any], list[str]]] = [
    # the State, its obligations and extensions
    ([party()], []),
    ([party(deposited=dt.date(2010, 9, 7), entry_into_force=dt.date(2011, 3, 1))], []),
    (
        [party(deposited=dt.date(2010, 9, 7), entry_into_force=dt.date(2011, 4, 1))],
        ["entry-into-force"],
    ),
    (
        [
            party(
                deposited=dt.date(2010, 9, 7),
                entry_into_force=dt.date(2011, 4, 1),
                notes=told("entry_into_force"),
            )
        ],
        [],
    ),
    ([obligation(**DONE, deadline=first, completed_on=PartialDate("2020"))], []),
    ([obligation(**DONE, deadline=first, completed_on=PartialDate("2020-02"))], ["completed-late"]),
    ([obligation(completed_on=PartialDate("2020"))], ["completed-status"]),
    ([obligation(completed_on=PartialDate("2020"), notes=told("status"))], []),
    *[([obligation(**fields)], []) for fields in AS_THE_CONVENTION_SAYS],
    *[([obligation(**fields)], ["first-deadline"]) for fields in ANOTHER_FIRST_DEADLINE],
    (
        [party(entry_into_force=dt.date(2010, 8, 1)), obligation(deadline=dt.date(2030, 8, 1))],
        ["first-deadline"],
    ),
    (
        [
            obligation(
                **DONE, deadline=first, completed_on=PartialDate("2021"), notes=told("completed_on")
            )
        ],
        [],
    ),
    ([obligation(deadline=first), extension(granted_until=dt.date(2025, 1, 1))], []),
    (
        [obligation(deadline=first), extension(granted_until=dt.date(2025, 1, 2))],
        ["extension-too-long"],
    ),
    (
        [
            obligation(duty=Duty.ARTICLE_3, deadline=first),
            extension(granted_until=dt.date(2024, 1, 2), notes=told("requested_until")),
        ],
        [],
    ),
    (
        [
            obligation(duty=Duty.ARTICLE_3, deadline=first),
            extension(requested_until=dt.date(2024, 1, 2), status=ExtensionStatus.DRAFT),
        ],
        ["extension-too-long"],
    ),
    ([obligation(deadline=first), extension(granted_until=first)], ["extension-gap"]),
    (
        [
            obligation(deadline=first),
            extension(1, granted_until=dt.date(2022, 1, 1)),
            extension(2, granted_until=dt.date(2026, 6, 1)),
            extension(3, granted_until=dt.date(2040, 1, 1), status=ExtensionStatus.REFUSED),
            extension(4),
        ],
        [],
    ),
    ([obligation(duty=Duty.ARTICLE_5, deadline=first), extension(granted_until=MAY), FOCAL], []),
    ([obligation(duty=None, deadline=first), extension(granted_until=dt.date(2040, 1, 1))], []),
    ([MEETING, extension(**late_ask)], ["extension-filed-late"]),
    ([MEETING, extension(**late_ask, notes=told("requested_on"))], []),
    ([MEETING, extension(requested_on=dt.date(2019, 12, 10), meeting=MEETING.id)], []),
    ([extension(granted_until=JUNE, requested_until=MAY)], ["extension-beyond-request"]),
    ([extension(granted_until=MAY, requested_until=MAY)], []),
    ([obligation(deadline=first), extension(), request()], ["request-items"] * 9),
    ([extension(), request()], []),
    ([request()], []),
    (
        [extension(), request(reasons=en("r"), past_work=en("p"), future_work=en("f"))],
        [],
    ),
    ([challenge(raised_on=dt.date(2020, 10, 17))], []),
    ([challenge(raised_on=dt.date(2020, 10, 16))], ["challenge-contact"]),
    ([challenge(raised_on=dt.date(2020, 1, 1), contacted=(FOCAL.id,))], []),
    ([challenge(raised_on=dt.date(2020, 1, 1), notes=unknown("contacted_on"))], []),
    ([challenge()], []),
    ([report(year=2018, submitted_on=dt.date(2019, 4, 30))], []),
    ([report(year=2018, submitted_on=dt.date(2019, 5, 1))], ["report-late"]),
    ([report(year=2018, submitted_on=dt.date(2019, 5, 1), notes=told("submitted_on"))], []),
    ([report()], []),
    ([report(initial=True, submitted_on=MAY)], []),
    (
        [
            party(entry_into_force=dt.date(2019, 1, 1)),
            report(year=2019, initial=True, submitted_on=dt.date(2019, 7, 1)),
        ],
        ["report-late"],
    ),
    ([party(entry_into_force=dt.date(2019, 1, 1)), report(initial=True)], ["report-late"]),
    ([progress("dap-2015/4/focal-point")], ["action-late"]),
    ([progress("lap-2021/13")], []),
    # dates of plan, objective, activity
    ([replace(PLAN, status=PlanStatus.APPROVED)], []),
    ([replace(PLAN, status=PlanStatus.APPROVED, approved_code="0" * 64)], ["plan-objectives"]),
    ([replace(PLAN, status=PlanStatus.APPROVED, approved_code="0" * 64), OBJECTIVE], []),
    ([PLAN, replace(OBJECTIVE, period=half)], ["objective-outside-plan"]),
    ([PLAN, replace(OBJECTIVE, period=past_end)], ["objective-outside-plan"]),
    ([PLAN, replace(OBJECTIVE, period=half, notes=told("period"))], []),
    ([PLAN, replace(OBJECTIVE, period=whole)], []),
    ([replace(OBJECTIVE, period=half)], []),
    (
        [replace(OBJECTIVE, period=whole), work(objective=OBJECTIVE.id, period=half)],
        ["activity-outside-objective"],
    ),
    (
        [
            replace(OBJECTIVE, period=whole),
            work(objective=OBJECTIVE.id, period=half, deadline_note=en("why")),
        ],
        [],
    ),
    (
        [work(period=whole, after=(later,)), work(id=later, period=Period(None, MAY))],
        ["activity-order"],
    ),
    ([work(period=past_end, after=(later,)), work(id=later, period=Period(None, MAY))], []),
    ([work(after=(later,)), work(id=later, period=Period(None, MAY))], []),
    ([work(period=whole, after=(later,)), work(id=later, period=Period(MAY, None))], []),
    ([work(period=whole, after=(later,))], []),
    ([work(period=whole), need(period=half)], ["need-outside-activity"]),
    ([work(period=whole), need(period=whole)], []),
    ([need(period=half)], []),
    ([work(period=whole), milestone(2019)], ["milestone-outside-activity"]),
    ([work(period=whole), milestone(2023, notes=told("year"))], []),
    ([work(period=whole), milestone(2022), milestone(None)], []),
    ([work(), milestone(2022)], []),
    ([work(period=Period(None, MAY)), milestone(2021)], ["milestone-outside-activity"]),
    ([work(period=whole), line(5, 2023)], ["budget-outside-activity"]),
    ([work(period=whole), line(0, 2023), line(None, 2023)], []),
    ([AGREEMENT, flow(2021)], ["flow-outside-agreement"]),
    ([AGREEMENT, flow(2020)], []),
    ([flow(2021)], []),
    # money
    ([work(cost=Money(30, EUR)), line(10, 2020), line(20, 2021)], []),
    ([work(cost=Money(31, EUR)), line(10, 2020), line(20, 2021)], ["budget-cost"]),
    ([work(cost=Money(31, EUR), notes=told("cost")), line(10, 2020)], []),
    ([work(cost=Money(31, EUR)), line(30)], ["budget-cost"]),
    ([work(cost=Money(31, EUR)), line(None, 2020)], []),
    (
        [work(cost=Money(31, EUR)), line(9, 2020, currency=USD)],
        ["budget-currency"],
    ),
    (
        [work(cost=Money(31, EUR), unit_cost=Money(3, EUR), quantity=Quantity(10, "m2"))],
        ["budget-unit-cost"],
    ),
    (
        [
            work(
                cost=Money(31, EUR),
                unit_cost=Money(3, EUR),
                quantity=Quantity(10, "m2"),
                unit_cost_note=en("a fixed part"),
            )
        ],
        [],
    ),
    ([work(cost=Money(30, EUR), unit_cost=Money(3, EUR), quantity=Quantity(10, "m2"))], []),
    ([work(cost=Money(30, EUR), unit_cost=Money(3, USD), quantity=Quantity(9, "m2"))], []),
    ([work(cost=Money(30, EUR), unit_cost=Money(3, EUR), quantity=Quantity(None, "m2"))], []),
    ([work(unit_cost=Money(3, EUR), quantity=Quantity(9, "m2"))], []),
    (
        [
            work(cost=Money(30, EUR)),
            line(40, role=BudgetRole.NATIONAL),
            line(0, role=BudgetRole.PLEDGED),
        ],
        ["budget-surplus"],
    ),
    (
        [
            work(cost=Money(30, EUR), notes=told("cost")),
            line(40, role=BudgetRole.NATIONAL),
            line(0, role=BudgetRole.PLEDGED),
        ],
        [],
    ),
    ([line(5, 2020)], []),
    # areas and release
    ([area(kind=AreaKind.CONFIRMED)], ["area-evidence"]),
    ([area(kind=AreaKind.CONFIRMED, evidence=Evidence.INDIRECT)], ["area-evidence"]),
    ([area(kind=AreaKind.CONFIRMED, evidence=Evidence.DIRECT)], []),
    ([area(kind=AreaKind.CONFIRMED, notes=told("evidence"))], []),
    ([area(kind=AreaKind.SUSPECTED)], []),
    ([area(size_m2=12_364, polygon=square(10_000))], []),
    ([area(size_m2=13_100, polygon=square(10_000))], ["area-outline"]),
    ([area(size_m2=13_100, polygon=square(10_000), notes=told("polygon"))], []),
    ([area(size_m2=13_100, polygon=Polygon(square(10_000).points[:2]))], []),
    ([area(polygon=square(10_000))], []),
    (
        [area(size_m2=100), release(area=area().id, cleared_m2=101, depth_cm=20)],
        ["area-released"],
    ),
    (
        [
            area(size_m2=100, notes=told("size_m2")),
            release(area=area().id, cleared_m2=101, depth_cm=20),
        ],
        [],
    ),
    (
        [
            area(size_m2=100),
            release(1, area=area().id, cleared_m2=100, depth_cm=20),
            release(2, area=area().id, cleared_m2=100, whole_programme=True),
        ],
        [],
    ),
    ([release(cancelled_m2=5)], ["release-cancelled"]),
    ([release(cancelled_m2=5, method=ReleaseMethod.NON_TECHNICAL_SURVEY)], []),
    ([release(reduced_m2=5)], ["release-reduced"]),
    ([release(reduced_m2=5, method=ReleaseMethod.EVIDENCE_POINT_SURVEY)], []),
    ([release(cancelled_m2=5, reduced_m2=5, notes=unknown("method"))], []),
    ([release(cleared_m2=5)], ["release-depth"]),
    ([release(cleared_m2=5, depth_cm=0)], []),
    ([release(cleared_m2=5, notes=unknown("depth_cm"))], []),
    ([release(cancelled_m2=5, reduced_m2=5, cleared_m2=5, whole_programme=True)], []),
    # yearly positions
    (
        [
            position(2016, opening_m2=10, new_m2=4, **split),
            release(year=2016, cleared_m2=12, depth_cm=1),
        ],
        [],
    ),
    ([position(2016, opening_m2=10, **split)], ["position-balance"]),
    ([position(2016, opening_m2=1, **split)], ["position-balance"]),
    ([position(2016, opening_m2=1, **split, explanation=en("why"))], []),
    (
        [position(2015, closing_m2=5), position(2016, opening_m2=5, closing_m2=5)],
        ["position-split"] * 2,
    ),
    (
        [
            position(2015, **split),
            position(2016, opening_m2=3, new_m2=0, suspected_m2=2, confirmed_m2=1),
        ],
        ["position-opening"],
    ),
    (
        [
            position(2015, **split),
            position(2016, opening_m2=3, suspected_m2=2, confirmed_m2=1, explanation=en("why")),
        ],
        [],
    ),
    ([position(2014, **split), position(2016, **split)], []),
    ([position(2016), position(None), position(2017, closing_m2=0)], []),
    ([position(2016, closing_m2=5, notes=unknown("suspected_m2"))], []),
    # stockpiles
    ([stock(), destruction()], []),
    ([stock(), destruction(quantity=11)], ["stock-destroyed"]),
    ([stock(notes=told("quantity")), destruction(quantity=11)], []),
    ([destruction(quantity=11)], []),
    (
        [stock(munition=None), destruction(munition=None, stock=stock().id, quantity=11)],
        ["stock-destroyed"],
    ),
    ([stock(lots="")], ["stock-lots"]),
    ([stock(lots="", notes=unknown("lots"))], []),
    ([destruction(standard="")], ["destruction-standard"]),
    ([destruction(standard="", notes=unknown("standard"))], []),
    ([stock(1, munition=MunitionCode("UNKNOWN-CAR"), quantity=2), stock(2, quantity=8)], []),
    (
        [stock(1, munition=MunitionCode("UNKNOWN-CAR"), quantity=3), stock(2, quantity=8)],
        ["stock-unknown"],
    ),
    ([stock(munition=MunitionCode("XYZ-1"))], ["munition-unlisted"]),
    ([stock(munition=MunitionCode("XYZ-1")), munition(1, "XYZ-1")], []),
    (
        [munition(1, "XYZ-1"), munition(2, "XYZ-1"), munition(3, None), munition(4, None)],
        ["munition-twice"],
    ),
    ([retention(2019, 10), retention(2020, 10)], []),
    ([retention(2019, 10), retention(2020, 7)], ["retention-change"]),
    ([retention(2019, 10), retention(2020, 7, used=3)], []),
    ([retention(2019, 10), retention(2020, 7, used=2)], ["retention-change"]),
    ([retention(2019, 10), retention(2020, 7, actual_use=en("training"))], []),
    ([retention(2019, 10), retention(2020, 7, transfer=Transfer.TRANSFERRED)], []),
    ([retention(2019, 10), retention(2020, 7, transfer=Transfer.ACQUIRED)], ["retention-change"]),
    ([retention(2019, 10), retention(2020, 12, transfer=Transfer.ACQUIRED, used=1)], []),
    ([retention(2019, 10), retention(2020, 12, notes=told("used"))], []),
    ([retention(2018, 10), retention(2020, 12)], []),
    ([retention(2019, None), retention(2020, 12), retention(None, 12)], []),
    # released in all
    ([release(year=2020, released_m2=500)], []),
    ([release(year=2020, released_m2=500, **SPLIT)], ["release-sum"]),
    ([release(year=2020, released_m2=600, **SPLIT)], []),
    ([release(year=2020, released_m2=500, notes=told("released_m2"), **SPLIT)], []),
    ([release(year=2020, released_m2=500, reduced_m2=400, **SURVEYED)], []),
    ([release(year=2020, released_m2=500, reduced_m2=501, **SURVEYED)], ["release-sum"]),
    (
        [release(year=2020, released_m2=500, whole_programme=True, **SPLIT)],
        ["release-sum"],
    ),
    ([area(size_m2=400), release(area=area().id, released_m2=500)], ["area-released"]),
    # people
    ([casualties(killed=1, injured=2, people=People(1, 1, 1, 0))], []),
    ([casualties(killed=1, injured=2, people=People(1, 1))], ["casualties-sum"]),
    ([casualties(killed=1, injured=2, people=People(1, 1), notes=told("people"))], []),
    ([casualties(killed=1, injured=2)], []),
    ([casualties(killed=1, people=People(1, 1))], []),
    ([education()], ["risk-education-people"]),
    ([education(direct=People())], ["risk-education-people"]),
    ([education(direct=People(women=0))], []),
    ([education(indirect=People(unknown=9))], []),
    ([education(notes=unknown("direct"))], []),
    ([assessed(dt.date(2016, 1, 15))], []),
    ([assessed(dt.date(2016, 1, 14))], ["assessment-age"]),
    ([assessed(dt.date(2010, 1, 1), notes=told("assessed_on"))], []),
    ([assessed(None)], []),
    ([obligation(duty=Duty.ARTICLE_5)], ["focal-point"]),
    ([obligation(duty=Duty.ARTICLE_5), FOCAL], []),
    ([obligation(**{**_CLOCK, "duty": Duty.ARTICLE_5}), FOCAL], []),
    ([obligation(duty=Duty.ARTICLE_5, status=ObligationStatus.UNKNOWN)], []),
]


@pytest.mark.parametrize(("records", "expected"), CASES, ids=[str(n) for n in range(len(CASES))])
def test_each_warning_comes_out_and_can_be_explained(
    records: list[Any], expected: list[str], packs: Packs
) -> None:
    assert rules(packs, *records) == expected


def test_no_warning_blocks_and_each_points_at_a_field(packs: Packs) -> None:
    for records, _ in CASES:
        for finding in findings(packs, records):
            assert finding.level is Level.STRONGER
            assert (finding.criterion, finding.reached) == (None, None)


def test_the_first_deadline_is_told_beside_the_day_that_the_clock_gives(packs: Packs) -> None:
    (found,) = findings(packs, [obligation(**_CLOCK)])
    assert ENGLISH.say(found.says) == (
        "The first deadline is 1 August 2035; 10 years after the clock starts on 1 August 2010 is"
        " 1 August 2020."
    )
