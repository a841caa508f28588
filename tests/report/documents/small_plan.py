"""A small plan with known figures, for tests that look at single numbers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any
from uuid import UUID

from ccmdesk.model.activity import Activity, ActivityType, Milestone
from ccmdesk.model.area import AnnualPosition, LandRelease
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.codes import CurrencyCode, ModalityCode, StateCode
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.evidence import Source
from ccmdesk.model.ids import (
    ActivityId,
    AnnualPositionId,
    BudgetLineId,
    LandReleaseId,
    MilestoneId,
    NeedId,
    ObligationId,
    PlanId,
    SourceId,
    StatePartyId,
)
from ccmdesk.model.need import Need, Priority
from ccmdesk.model.plan import Plan
from ccmdesk.model.state import Article, Duty, Obligation, ObligationStatus, StateParty
from ccmdesk.model.values import FieldNote, Money, Notes, PartialDate, Period, Quantity, Texts

EUR = CurrencyCode("EUR")
UNCHECKED = SourceId(UUID(int=900))


def english(text: str) -> Texts:
    return Texts.of({"en": text})


def euros(amount: int) -> Money:
    return Money(100 * amount, EUR)


PLAN = Plan(
    id=PlanId(UUID(int=1)),
    title=english("Plan of the North"),
    period=Period(dt.date(2022, 1, 1), dt.date(2024, 12, 31)),
)
STATE = StateParty(
    id=StatePartyId(UUID(int=2)), country=StateCode("LBN"), contact="Centre, tel. 5550"
)
DUTY = Obligation(
    id=ObligationId(UUID(int=3)),
    duty=Duty.ARTICLE_4A,
    status=ObligationStatus.OPEN,
    deadline=dt.date(2026, 5, 1),
    problem=english("Olive groves cannot be used."),
)
SOURCE = Source(
    id=UNCHECKED,
    title=english("Yearly report"),
    dated=PartialDate("2021"),
    address="https://example.org/report",
)
POSITION = AnnualPosition(
    id=AnnualPositionId(UUID(int=4)),
    year=2021,
    suspected_m2=4_000_000,
    confirmed_m2=2_500_000,
    notes=Notes.of({"suspected_m2": FieldNote(source=str(UNCHECKED))}),
)
RELEASE = LandRelease(id=LandReleaseId(UUID(int=5)), year=2021, cleared_m2=0, reduced_m2=310_000)


def activity(number: int, cost: int, *, title: str = "Clearance of the valley") -> Activity:
    return Activity(
        id=ActivityId(UUID(int=100 + number)),
        plan=PLAN.id,
        code=f"A4-{number:02d}",
        article=Article.CLEARANCE,
        type=ActivityType.CLEARANCE,
        title=english(title),
        place=english("Nabatieh"),
        period=Period(dt.date(2022, 3, 1), dt.date(2023, 9, 30)),
        quantity=Quantity(120_000, "m2"),
        cost=euros(cost),
    )


def need(number: int, *, priority: Priority | None = None) -> Need:
    return Need(
        id=NeedId(UUID(int=200 + number)),
        code=f"N-{number}",
        title=english(f"Detectors for team {number}"),
        activity=ActivityId(UUID(int=100 + number)),
        modalities=(ModalityCode("INK-EQUIP"),),
        priority=priority,
    )


def line(number: int, role: BudgetRole, amount: Money, year: int | None = None) -> BudgetLine:
    """Return a budget line; its id follows from what it is about."""
    place = list(BudgetRole).index(role)
    return BudgetLine(
        id=BudgetLineId(UUID(int=10_000 * number + 100 * place + (year or 2000) - 2000)),
        activity=ActivityId(UUID(int=100 + number)),
        role=role,
        year=year,
        amount=amount,
    )


def records() -> list[Any]:
    """Return a plan with one activity whose gap is known and one whose gap is not."""
    return [
        STATE,
        DUTY,
        PLAN,
        SOURCE,
        POSITION,
        RELEASE,
        activity(1, 300_000),
        activity(2, 90_000, title="Survey of the ridge"),
        line(1, BudgetRole.NEEDED, euros(200_000), 2022),
        line(1, BudgetRole.NEEDED, euros(100_000), 2023),
        line(1, BudgetRole.NATIONAL, euros(60_000)),
        line(1, BudgetRole.PLEDGED, euros(0)),
        Milestone(
            id=MilestoneId(UUID(int=6)),
            activity=ActivityId(UUID(int=101)),
            year=2022,
            planned=70_000,
        ),
        need(1, priority=Priority.URGENT),
        need(2),
    ]


def small_plan() -> PlanDocument:
    return document_of(records())


def changed(kind: type, **values: object) -> PlanDocument:
    """Return the small plan with the first record of *kind* changed."""
    found = records()
    index = next(n for n, record in enumerate(found) if isinstance(record, kind))
    found[index] = replace(found[index], **values)
    return document_of(found)
