"""A plan with figures under every article, some of them not known, for sums and charts."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from ccmdesk.model.activity import Activity, ActivityType
from ccmdesk.model.area import AnnualPosition, HazardousArea, LandRelease
from ccmdesk.model.codes import CurrencyCode, MunitionCode, StateCode
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.ids import (
    ActivityId,
    AnnualPositionId,
    CasualtyCountsId,
    DestructionId,
    HazardousAreaId,
    LandReleaseId,
    NeedsAssessmentId,
    ObligationId,
    RetentionId,
    RiskEducationId,
    ServiceId,
    StatePartyId,
    StockId,
)
from ccmdesk.model.risk_education import RiskEducation
from ccmdesk.model.state import Article, Duty, Obligation, ObligationStatus, StateParty
from ccmdesk.model.stockpile import Destruction, Retention, RetentionPurpose, Stock, StockOrigin
from ccmdesk.model.values import Money, PartialDate, People, Period, Quantity, Texts
from ccmdesk.model.victims import CasualtyCounts, NeedsAssessment, Service, ServiceType

TODAY = dt.date(2026, 6, 1)
EUR, USD = CurrencyCode("EUR"), CurrencyCode("USD")
ROCKEYE, BLG, UNKNOWN = (MunitionCode(code) for code in ("CBU-99", "BLG-66", "UNKNOWN-CAR"))
DESTROYED = {2019: 120, 2020: 260, 2021: 90, 2022: 310, 2024: 240, 2025: 180}
RELEASED = {
    2020: (400_000, 300_000, 150_000),
    2021: (250_000, 420_000, 210_000),
    2022: (None, 350_000, 190_000),
    2023: (120_000, 280_000, 260_000),
    2024: (300_000, 310_000, 240_000),
    2025: (80_000, 260_000, 230_000),
}
LEFT = {2020: 4_900, 2021: 4_100, 2022: 3_650, 2023: 3_050, 2024: 2_300, 2025: 1_800}
"""Thousand m² at the end of each year."""

CASUALTIES = {2021: (3, 7), 2022: (1, None), 2023: (2, 4), 2024: (None, 3), 2025: (0, 2)}
SPLIT = {
    2021: People(2, 5, 1, 2),
    2023: People(women=1, men=3, boys=1, unknown=1),
    2025: People(0, 1, 0, 1, 0),
}


def figures_plan() -> PlanDocument:
    """Return the plan; the same call gives the same records."""
    return document_of(records())


def records() -> list[Any]:
    """Return its records."""
    return [*_state(), *_stocks(), *_land(), *_work(), *_victims()]


def english(text: str) -> Texts:
    return Texts.of({"en": text})


_made = 0


def _id() -> UUID:
    global _made  # noqa: PLW0603 - ids of a test need not say when they were made
    _made += 1
    return UUID(int=(7 << 76) | (2 << 62) | (5_000 + _made))


def _state() -> list[Any]:
    duties = {
        Duty.ARTICLE_3: dt.date(2029, 3, 1),
        Duty.ARTICLE_4A: dt.date(2029, 9, 1),
        Duty.ARTICLE_5: None,
    }
    return [
        StateParty(
            id=StatePartyId(_id()), country=StateCode("LAO"), strategy=english("A strategy")
        ),
        *(
            Obligation(
                id=ObligationId(_id()), duty=duty, status=ObligationStatus.OPEN, deadline=day
            )
            for duty, day in duties.items()
        ),
    ]


def _stocks() -> list[Any]:
    made: list[Any] = [
        Stock(
            id=StockId(_id()),
            munition=code,
            origin=StockOrigin.AT_ENTRY,
            quantity=quantity,
            submunitions=None if code is BLG else quantity * 150,
        )
        for code, quantity in ((ROCKEYE, 1_400), (BLG, 600))
    ]
    for year, quantity in DESTROYED.items():
        for code, share in ((ROCKEYE, quantity * 2 // 3), (BLG, quantity - quantity * 2 // 3)):
            event = Destruction(
                id=DestructionId(_id()),
                munition=code,
                destroyed_on=PartialDate(f"{year}-06"),
                quantity=share,
                submunitions=share * 150,
            )
            made.append(event)
    made.append(
        Destruction(id=DestructionId(_id()), munition=UNKNOWN, destroyed_on=PartialDate("2023"))
    )
    for year, quantity, used in ((2023, 40, None), (2024, 34, 6), (2025, 30, 4)):
        line = Retention(
            id=RetentionId(_id()),
            year=year,
            munition=ROCKEYE,
            quantity=quantity,
            submunitions=quantity * 150,
            used=used,
            purpose=RetentionPurpose.DETECTION,
        )
        made.append(line)
    return made


def _land() -> list[Any]:
    made: list[Any] = [HazardousArea(id=HazardousAreaId(_id()), code="CHA-1", size_m2=90_000)]
    for year, (cancelled, reduced, cleared) in RELEASED.items():
        release = LandRelease(
            id=LandReleaseId(_id()),
            year=year,
            cancelled_m2=cancelled,
            reduced_m2=reduced,
            cleared_m2=cleared,
        )
        made.append(release)
    for year, thousands in LEFT.items():
        position = AnnualPosition(
            id=AnnualPositionId(_id()),
            year=year,
            suspected_m2=thousands * 600,
            confirmed_m2=thousands * 400,
        )
        made.append(position)
    return made


def _work() -> list[Any]:
    costs = (
        (ActivityType.NON_TECHNICAL_SURVEY, 2_000_000, 60_000),
        (ActivityType.TECHNICAL_SURVEY, 900_000, 540_000),
        (ActivityType.CLEARANCE, 700_000, 1_050_000),
        (ActivityType.CLEARANCE, 500_000, 800_000),
    )
    made: list[Any] = [
        Activity(
            id=ActivityId(_id()),
            code=f"A4-{number}",
            article=Article.CLEARANCE,
            type=kind,
            title=english(f"Work {number}"),
            quantity=Quantity(size, "m2"),
            cost=Money(cost * 100, EUR),
        )
        for number, (kind, size, cost) in enumerate(costs, start=1)
    ]
    for year, direct in (
        (2024, People(900, 800, 1_100, 1_200)),
        (2025, People(700, 650, None, 90)),
    ):
        given = RiskEducation(
            id=RiskEducationId(_id()),
            period=Period(dt.date(year, 2, 1), dt.date(year, 11, 30)),
            sessions=140 if year == 2024 else None,
            direct=direct,
        )
        made.append(given)
    return made


def _victims() -> list[Any]:
    made: list[Any] = [
        CasualtyCounts(
            id=CasualtyCountsId(_id()),
            year=year,
            killed=killed,
            injured=injured,
            people=SPLIT.get(year),
        )
        for year, (killed, injured) in CASUALTIES.items()
    ]
    made.append(
        CasualtyCounts(
            id=CasualtyCountsId(_id()), year=2020, all_years=True, killed=512, injured=690
        )
    )
    made.append(
        NeedsAssessment(
            id=NeedsAssessmentId(_id()),
            title=english("Survey of survivors"),
            assessed_on=dt.date(2024, 5, 12),
            people=People(140, 210, 30, 44, 6),
            needing=(
                ServiceType.MEDICAL,
                ServiceType.REHABILITATION,
                ServiceType.PSYCHOLOGICAL,
                ServiceType.ECONOMIC,
            ),
        )
    )
    services = (
        (
            ServiceType.REHABILITATION,
            "Prostheses",
            "Disability law of 2018",
            150,
            Money(9_500_000, EUR),
        ),
        (
            ServiceType.REHABILITATION,
            "Orthoses",
            "Disability law of 2018",
            None,
            Money(2_000_000, USD),
        ),
        (ServiceType.PSYCHOLOGICAL, "Peer support", "", 60, None),
        (
            ServiceType.EDUCATION,
            "Inclusive schools",
            "Education strategy",
            80,
            Money(1_200_000, EUR),
        ),
    )
    for kind, title, framework, capacity, cost in services:
        service = Service(
            id=ServiceId(_id()),
            type=kind,
            title=english(title),
            framework=english(framework),
            capacity=capacity,
            served=None if capacity is None else People(capacity // 3, capacity // 4, 5, None),
            yearly_cost=cost,
        )
        made.append(service)
    return made
