"""Each of the 25 criteria: failing, present, passing, and not applicable where that exists."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from bih_plan import EUR, en, identity, noted
from specificity_records import (
    AREA,
    NA,
    OFFICE,
    PERIOD,
    M,
    P,
    Row,
    S,
    area,
    assessment,
    dated,
    destroying,
    duty,
    few,
    four,
    full_budget,
    helping,
    indicator,
    line,
    masked_note,
    milestones,
    need,
    not_here,
    office,
    on,
    other,
    plan,
    priced,
    result_of,
    rising,
    split_people,
    stock,
    survey,
    unpriced,
    work,
    yearly,
)

from ccmdesk.model.activity import ActivityType
from ccmdesk.model.area import AnnualPosition, AreaKind
from ccmdesk.model.budget import BudgetRole
from ccmdesk.model.codes import CurrencyCode, MethodCode, ModalityCode
from ccmdesk.model.ids import (
    AgreementId,
    AnnualPositionId,
    HazardousAreaId,
    NeedsAssessmentId,
)
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import PlanStatus
from ccmdesk.model.state import Article
from ccmdesk.model.values import (
    Money,
    Notes,
    PartialDate,
    People,
    Period,
    Position,
    Quantity,
    Texts,
)
from ccmdesk.rules.finding import Reached

ROWS = [
    # 1 article named
    Row(1, M, on(need, article=None, activity=None)),
    Row(1, P, need),
    Row(1, S, need, (duty,)),
    Row(1, S, on(need, article=None), (work, duty)),
    # 2 need linked to an activity
    Row(2, M, on(need, activity=None), (work,)),
    Row(2, P, need, (on(work, period=None),)),
    Row(2, P, need, (on(work, period=Period(PERIOD.start, None)),)),
    Row(2, P, need, (on(work, cost=None),)),
    Row(2, S, need, (work,)),
    # 3 start and end date
    Row(3, M, on(work, period=None), (plan,)),
    Row(3, M, on(work, period=Period(PERIOD.end, PERIOD.start)), (plan,)),
    Row(3, P, on(work, plan=None)),
    Row(3, P, work, (on(plan, status=PlanStatus.DRAFT),)),
    Row(3, P, work, (on(plan, period=Period(dt.date(2022, 1, 1), None)),)),
    Row(3, S, work, (plan,)),
    Row(3, S, on(work, plan=None), (plan,)),
    # 4 inside plan and deadline
    Row(4, NA, on(work, period=None), (plan, duty)),
    Row(4, M, on(work, period=Period(PERIOD.start, dt.date(2024, 1, 1))), (plan, duty)),
    Row(4, M, work, (on(plan, period=Period(None, dt.date(2021, 12, 31))), duty)),
    Row(
        4,
        P,
        on(work, period=Period(PERIOD.start, dt.date(2024, 1, 1)), deadline_note=en("Why")),
        (plan, duty),
    ),
    Row(4, P, work, (duty,)),
    Row(4, P, work, (on(plan, period=None), duty)),
    Row(4, P, work, (plan,)),
    Row(4, P, on(work, article=None), (plan, duty)),
    Row(4, P, work, (plan, replace(duty, notes=Notes()))),
    Row(4, P, work, (plan, replace(duty, deadline=None))),
    Row(4, S, work, (plan, duty)),
    Row(4, S, helping, (plan,)),
    Row(4, S, work, (plan, replace(duty, completed_on=PartialDate("2020")))),
    # 5 quantity and unit
    Row(5, M, on(work, quantity=None)),
    Row(5, M, on(work, quantity=Quantity(None, "m2"))),
    Row(5, M, on(work, quantity=Quantity(4, ""))),
    Row(5, P, work, (need,)),
    Row(5, S, on(work, areas=(AREA,))),
    Row(5, S, on(work, notes=noted("quantity"))),
    Row(5, P, few),
    Row(5, S, on(few, areas=(AREA,))),
    Row(5, M, on(few, quantity=Quantity(None, ""))),
    Row(5, S, work, (replace(need, assessment=NeedsAssessmentId(identity(60))),)),
    # 6 cost per year
    Row(6, M, on(work, cost=None)),
    Row(6, M, on(work, unit_cost=None)),
    Row(6, P, work),
    Row(6, P, unpriced),
    Row(6, P, on(work, unit_cost=None), (line(BudgetRole.NEEDED, 27_000, 2021),)),
    Row(6, P, on(work, period=None), tuple(yearly(BudgetRole.NEEDED, 27_000))),
    Row(6, S, work, tuple(yearly(BudgetRole.NEEDED, 27_000))),
    # 7 means available apart from required
    Row(7, M, work),
    Row(7, M, on(work, cost=None), (line(BudgetRole.NATIONAL, 5),)),
    Row(7, P, work, (line(BudgetRole.NATIONAL, 5, notes=Notes()),)),
    Row(7, S, work, (line(BudgetRole.NATIONAL, 5), line(BudgetRole.PLEDGED, None))),
    Row(7, NA, plan),
    Row(7, M, plan, (work,)),
    Row(7, P, plan, (work, other(1), line(BudgetRole.NATIONAL, 5))),
    Row(7, S, plan, (work, line(BudgetRole.NATIONAL, 5))),
    # 8 the gap
    Row(8, M, on(work, cost=None), (line(BudgetRole.NATIONAL, 5),)),
    Row(8, M, work, (line(BudgetRole.PLEDGED, 5),)),
    Row(8, M, work, (line(BudgetRole.NATIONAL, 5),)),
    Row(8, M, work, (line(BudgetRole.NATIONAL, 5, 2021), line(BudgetRole.PLEDGED, 5, 2021))),
    Row(8, P, work, (line(BudgetRole.NATIONAL, 5), line(BudgetRole.IN_KIND, 0))),
    Row(8, S, work, tuple(full_budget())),
    Row(8, NA, plan),
    Row(8, M, plan, (work, other(1), *full_budget())),
    Row(8, P, plan, (work, line(BudgetRole.NATIONAL, 5), line(BudgetRole.IN_KIND, 0))),
    Row(8, S, plan, (work, *full_budget())),
    # 9 national share
    Row(9, M, work, (line(BudgetRole.NATIONAL, None), line(BudgetRole.PLEDGED, 5))),
    Row(9, P, work, (line(BudgetRole.NATIONAL, 5),)),
    Row(9, S, work, (line(BudgetRole.NATIONAL, 0),)),
    Row(9, S, work, (line(BudgetRole.NATIONAL, 5, funder="State budget"),)),
    Row(9, S, work, (line(BudgetRole.NATIONAL, 5, organisation=OFFICE),)),
    # 10 kind of support
    Row(10, M, on(need, modalities=())),
    Row(10, P, on(need, modalities=(ModalityCode("FIN-GRANT"), ModalityCode("PRIVATE")))),
    Row(10, S, need),
    Row(10, S, on(need, modalities=(ModalityCode("FIN-GRANT"), ModalityCode("SSC")))),
    Row(10, S, on(need, modalities=(ModalityCode("FIN-GRANT"),), money_only_reason=en("Why"))),
    # 11 two or more budget years
    Row(11, M, work, (line(BudgetRole.NEEDED, 5, 2021),)),
    Row(11, P, work, tuple(yearly(BudgetRole.NEEDED, 5))),
    Row(11, P, on(work, single_year_reason=en("One season"))),
    Row(11, S, work, tuple(yearly(BudgetRole.NEEDED, 5, agreement=AgreementId(identity(1))))),
    # 12 baseline
    Row(12, M, work),
    Row(12, M, work, (indicator(baseline=Texts()),)),
    Row(12, M, work, (indicator(baseline_date=None),)),
    Row(12, P, work, (indicator(baseline_method=Texts()),)),
    Row(12, P, work, (indicator(notes=Notes()),)),
    Row(12, S, work, (indicator(),)),
    Row(
        12,
        S,
        work,
        (
            indicator(
                baseline=Texts(), baseline_value=Quantity(4, "m2"), notes=noted("baseline_value")
            ),
        ),
    ),
    # 13 suspected apart from confirmed, remnants apart from mines
    Row(13, NA, on(plan, articles=(Article.VICTIMS,))),
    Row(13, M, plan, (work,)),
    Row(13, M, on(plan, articles=(Article.CLEARANCE,)), (area(kind=None),)),
    Row(13, P, on(plan, data_split=en("Apart")), (work,)),
    Row(13, P, plan, (work, area())),
    Row(13, P, on(plan, data_split=en("Apart")), (work, area(evidence=None))),
    Row(13, S, on(plan, data_split=en("Apart")), (work, area())),
    Row(
        13,
        S,
        on(plan, data_split=en("Apart")),
        (
            work,
            AnnualPosition(
                id=AnnualPositionId(identity(62)),
                year=2020,
                suspected_m2=5,
                confirmed_m2=0,
                notes=noted("suspected_m2", "confirmed_m2"),
            ),
        ),
    ),
    # 14 named place
    Row(14, M, on(work, place=Texts())),
    Row(14, M, on(work, place=en("  NATIONWIDE. "))),
    Row(14, M, on(work, place=Texts.of({"bs": "Tuzla", "en": "Bosnia and  Herzegovina"}))),
    Row(14, M, on(work, place=en("nationwide"), areas=(AREA,))),
    Row(14, P, work),
    Row(14, P, on(work, place=en("Herzegovina-Neretva Canton"))),
    Row(14, S, on(work, areas=(AREA,))),
    Row(14, S, on(work, place=Texts(), areas=(AREA,))),
    Row(14, S, on(work, position=Position(1, 1))),
    Row(14, S, on(work, notes=noted("place"))),
    # 15 milestones
    Row(15, M, work),
    Row(15, M, work, tuple(milestones(None))),
    Row(15, P, work, tuple(milestones(200, 200))),
    Row(15, P, on(work, quantity=None), tuple(milestones(200, 250))),
    Row(15, P, work, tuple(milestones(450))),
    Row(15, S, work, tuple(milestones(200, 250))),
    Row(15, S, work, tuple(milestones(450, 0))),
    Row(15, S, on(work, period=None), tuple(milestones(450))),
    Row(15, S, few, tuple(milestones(2, 0))),
    Row(15, P, few, tuple(milestones(2))),
    Row(15, S, few, tuple(replace(m, notes=masked_note("planned")) for m in milestones(None, 0))),
    Row(15, M, few, tuple(milestones(None))),
    # 16 cost per unit
    Row(16, M, on(work, unit_cost=None), priced),
    Row(16, S, unpriced, priced),
    Row(16, M, on(work, unit_cost=Money(170, EUR)), priced),
    Row(16, P, on(work, unit_cost=Money(99, EUR), unit_cost_note=en("Why")), priced),
    Row(16, S, work, priced),
    Row(16, NA, work, priced[:2]),
    Row(16, NA, on(work, quantity=None), priced),
    Row(16, NA, on(work, unit_cost=Money(120, CurrencyCode("USD"))), priced),
    # 17 survey before clearance
    Row(17, NA, plan),
    Row(17, NA, plan, (on(work, areas=(AREA,)), area())),
    Row(17, M, plan, (work,)),
    Row(17, M, plan, (on(work, areas=(AREA,)), area(kind=AreaKind.SUSPECTED))),
    Row(17, P, plan, (work, on(survey, period=PERIOD))),
    Row(17, P, plan, (work, on(survey, period=None))),
    Row(17, P, plan, (on(work, period=None), survey)),
    Row(
        17,
        P,
        plan,
        (
            on(work, areas=(AREA,)),
            on(survey, areas=(HazardousAreaId(identity(99)),)),
            area(kind=AreaKind.SUSPECTED),
        ),
    ),
    Row(17, S, plan, (work, survey)),
    Row(
        17,
        S,
        plan,
        (on(work, areas=(AREA,)), on(survey, areas=(AREA,)), area(kind=AreaKind.SUSPECTED)),
    ),
    # 18 low-cost option
    Row(18, NA, work, (stock(40),)),
    Row(18, NA, on(destroying, type=ActivityType.VERIFICATION), (stock(40),)),
    Row(18, NA, destroying, (stock(1000),)),
    Row(18, NA, on(destroying, quantity=None)),
    Row(18, M, destroying, (stock(999),)),
    Row(18, M, destroying),
    Row(18, P, on(destroying, low_cost_option=en("Yes")), (stock(40),)),
    Row(18, S, on(destroying, low_cost_option=en("Yes"), method=MethodCode("SELF-HELP"))),
    # 19 responsible institution
    Row(19, M, on(work, responsible=None), (office(),)),
    Row(19, M, work),
    Row(19, P, work, (office(""),)),
    Row(19, S, work, (office(),)),
    # 20 indicator
    Row(20, M, work),
    Row(20, M, work, (indicator(title=Texts()),)),
    Row(20, P, work, (indicator(verification=Texts()),)),
    Row(20, P, work, (indicator(monitoring_date=None),)),
    Row(20, S, work, (indicator(),)),
    # 21 people by sex and age
    Row(21, NA, on(work, type=ActivityType.EQUIPMENT)),
    Row(21, NA, on(helping, notes=not_here)),
    Row(21, M, helping),
    Row(21, M, on(helping, direct=People(women=4, unknown=3))),
    Row(21, P, on(helping, direct=split_people)),
    Row(21, P, on(helping, direct=split_people, indirect=People(unknown=40))),
    Row(21, S, on(helping, notes=masked_note("direct"))),
    Row(
        21,
        S,
        on(
            helping,
            direct=split_people,
            notes=noted("direct").put("indirect", masked_note("indirect")["indirect"]),
        ),
    ),
    Row(
        21,
        S,
        on(helping, direct=split_people, indirect=People(unknown=40), notes=noted("direct")),
    ),
    # 22 needs assessment and consultation
    Row(22, NA, plan, (work,)),
    Row(22, M, plan, (helping,)),
    Row(22, M, on(plan, articles=(Article.VICTIMS,)), (assessment(),)),
    Row(22, P, plan, (helping, assessment(assessed_on=dt.date(2020, 5, 1)))),
    Row(22, P, plan, (helping, assessment(consultation=en("Two meetings")))),
    Row(22, P, plan, (helping, assessment(**dated))),
    Row(22, S, plan, (helping, assessment(**dated, notes=noted("assessed_on")))),
    # 23 national framework
    Row(23, NA, on(work, framework=en("Plan"))),
    Row(23, M, helping),
    Row(23, P, on(helping, framework=en("Disability strategy"))),
    Row(23, S, on(helping, framework=en("Disability strategy"), handover=en("Clinics"))),
    # 24 transition
    Row(24, M, plan, (work, *rising)),
    Row(24, P, on(plan, transition=en("Posts pass to the State"))),
    Row(24, P, on(plan, transition=en("Posts")), (work, *full_budget())),
    Row(24, P, on(plan, transition=en("Posts")), (work, *rising[:2])),
    Row(24, S, on(plan, transition=en("Posts")), (work, *rising)),
    # 25 risks, effect if unfunded, facilitation, partners
    Row(25, M, plan),
    Row(25, M, on(plan, risks=en("r"))),
    Row(25, P, on(plan, risks=en("r"), partners=en("p"))),
    Row(25, P, on(plan, **{**four, "partners": Texts()})),
    Row(25, S, on(plan, **four)),
]


@pytest.mark.parametrize(
    "row", ROWS, ids=[f"{row.criterion}-{n}" for n, row in enumerate(ROWS, start=1)]
)
def test_each_criterion_is_met_as_far_as_its_records_go(row: Row, packs: Packs) -> None:
    assert result_of(row, packs).reached is row.reached


def test_every_criterion_has_a_failing_a_present_and_a_passing_case() -> None:
    tried: dict[int, set[Reached | None]] = {}
    for row in ROWS:
        tried.setdefault(row.criterion, set()).add(row.reached)
    assert sorted(tried) == list(range(1, 26))
    assert [number for number, levels in tried.items() if not {M, P, S} <= levels] == []
