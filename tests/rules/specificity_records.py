"""Short ways to build the records that the tests of the criteria need."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from bih_plan import EUR, PLAN, WORDING, en, identity, noted

from ccmdesk.model.activity import Activity, ActivityType, Milestone
from ccmdesk.model.area import AreaKind, Evidence, HazardousArea
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.codes import ModalityCode
from ccmdesk.model.cooperation import Organisation
from ccmdesk.model.document import document_of
from ccmdesk.model.ids import (
    ActivityId,
    BudgetLineId,
    HazardousAreaId,
    IndicatorId,
    MilestoneId,
    NeedId,
    NeedsAssessmentId,
    ObligationId,
    OrganisationId,
    StockId,
)
from ccmdesk.model.indicator import Indicator
from ccmdesk.model.need import Need
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import Plan, PlanStatus
from ccmdesk.model.state import Article, Duty, Obligation, ObligationStatus
from ccmdesk.model.stockpile import Stock
from ccmdesk.model.values import (
    Absence,
    FieldNote,
    Money,
    Notes,
    PartialDate,
    People,
    Period,
    Quantity,
)
from ccmdesk.model.victims import NeedsAssessment
from ccmdesk.rules.finding import Reached
from ccmdesk.rules.specificity.results import Result, criterion_results

WORK = ActivityId(identity(10))
OFFICE = OrganisationId(identity(11))
AREA = HazardousAreaId(identity(12))
YEARS = (2021, 2022)
PERIOD = Period(dt.date(2021, 5, 1), dt.date(2022, 10, 31))
M, P, S, NA = Reached.MISSING, Reached.PRESENT, Reached.SOURCED, None

plan = Plan(
    id=PLAN,
    period=Period(dt.date(2021, 1, 1), dt.date(2025, 12, 31)),
    status=PlanStatus.APPROVED,
    approved_code="0" * 64,
)
work = Activity(
    id=WORK,
    plan=PLAN,
    code="A4-1",
    article=Article.CLEARANCE,
    type=ActivityType.CLEARANCE,
    place=en("Tuzla Canton"),
    period=PERIOD,
    quantity=Quantity(450, "m2"),
    unit_cost=Money(120, EUR),
    cost=Money(54_000, EUR),
    responsible=OFFICE,
)
need = Need(
    id=NeedId(identity(13)),
    activity=WORK,
    article=Article.CLEARANCE,
    modalities=(ModalityCode("TRAINING"),),
)
duty = Obligation(
    id=ObligationId(identity(14)),
    duty=Duty.ARTICLE_4A,
    status=ObligationStatus.OPEN,
    deadline=dt.date(2023, 9, 1),
    notes=noted("deadline"),
)
_count = iter(range(1000, 10**6))


def line(role: BudgetRole, minor: int | None, year: int | None = None, **fields: Any) -> BudgetLine:
    amount = None if minor is None else Money(minor, EUR)
    known = {"notes": noted("amount"), "activity": WORK}
    return BudgetLine(
        id=BudgetLineId(identity(next(_count))),
        role=role,
        year=year,
        amount=amount,
        **{**known, **fields},
    )


def yearly(role: BudgetRole, minor: int, **fields: Any) -> list[BudgetLine]:
    return [line(role, minor, year, **fields) for year in YEARS]


def full_budget() -> list[BudgetLine]:
    return [
        *yearly(BudgetRole.NEEDED, 27_000),
        *yearly(BudgetRole.NATIONAL, 10_000, funder="State budget"),
        *yearly(BudgetRole.PLEDGED, 7_000, funder="donor"),
    ]


def office(contact: str = "office@example.org") -> Organisation:
    return Organisation(id=OFFICE, name=en("Centre"), contact=contact)


def indicator(**fields: Any) -> Indicator:
    known = {
        "title": en("m2 cleared"),
        "baseline": en("450 m2 confirmed"),
        "baseline_date": PartialDate("2020-12-31"),
        "baseline_method": en("register"),
        "verification": en("inspection"),
        "monitoring_date": dt.date(2022, 6, 30),
        "notes": noted("baseline"),
    }
    return Indicator(id=IndicatorId(identity(15)), activity=WORK, **{**known, **fields})


def masked_note(field: str) -> Notes:
    """The note of a count that was masked before the plan was sent."""
    return Notes.of({field: FieldNote(absence=Absence.MASKED)})


def milestones(*planned: int | None, years: tuple[int, ...] = YEARS) -> list[Milestone]:
    return [
        Milestone(id=MilestoneId(identity(16 + n)), activity=WORK, year=year, planned=number)
        for n, (year, number) in enumerate(zip(years, planned, strict=False))
    ]


def area(number: int = 0, **fields: Any) -> HazardousArea:
    known = {"kind": AreaKind.CONFIRMED, "evidence": Evidence.DIRECT}
    return HazardousArea(id=HazardousAreaId(identity(12 + 20 * number)), **{**known, **fields})


def other(number: int, **fields: Any) -> Activity:
    return replace(work, id=ActivityId(identity(40 + number)), code=f"B-{number}", **fields)


def assessment(**fields: Any) -> NeedsAssessment:
    return NeedsAssessment(id=NeedsAssessmentId(identity(60)), **fields)


def stock(quantity: int | None) -> Stock:
    return Stock(id=StockId(identity(61)), quantity=quantity)


@dataclass(frozen=True)
class Row:
    """One record under one criterion, beside other records, and how far it gets."""

    criterion: int
    reached: Reached | None
    record: Plan | Activity | Need
    beside: tuple[Any, ...] = ()


def on(record: Plan | Activity | Need, **fields: Any) -> Any:
    return replace(record, **fields)


destroying = on(
    work, article=Article.STOCKPILES, type=ActivityType.STOCKPILE_DESTRUCTION, notes=noted("cost")
)
helping = on(work, article=Article.VICTIMS, type=ActivityType.REHABILITATION)
priced = tuple(
    other(n, unit_cost=Money(minor, EUR), notes=noted("unit_cost"))
    for n, minor in enumerate((100, 150, 160))
)
survey = other(5, type=ActivityType.TECHNICAL_SURVEY, period=Period(None, dt.date(2021, 4, 30)))
few = on(helping, quantity=Quantity(None, "people"), notes=masked_note("quantity"))
unpriced = on(work, unit_cost=None, notes=masked_note("unit_cost"))
not_here = Notes.of({"direct": FieldNote(absence=Absence.NOT_APPLICABLE, reason="No people")})
split_people = People(3, 4, 1, 2)
four = {
    "risks": en("r"),
    "if_unfunded": en("u"),
    "facilitation": en("f"),
    "partners": en("p"),
}
rising = (
    line(BudgetRole.NATIONAL, 10, 2021),
    line(BudgetRole.PLEDGED, 30, 2021),
    line(BudgetRole.NATIONAL, 30, 2022),
    line(BudgetRole.PLEDGED, 10, 2022),
)
dated = {"assessed_on": dt.date(2020, 5, 1), "consultation": en("Two meetings")}


def result_of(row: Row, packs: Packs) -> Result:
    document = document_of([*row.beside, row.record])
    (found,) = [
        result
        for result in criterion_results(document, packs, WORDING)
        if result.criterion.number == row.criterion and result.record == row.record.id
    ]
    return found
