"""Short ways to build the records that the tests of the balances need."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from bih_plan import EUR, TODAY, identity

from ccmdesk.model.activity import Activity, ActivityStatus, Milestone
from ccmdesk.model.area import (
    AnnualPosition,
    HazardousArea,
    LandRelease,
)
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.codes import ActionCode, CurrencyCode, MunitionCode
from ccmdesk.model.cooperation import (
    Agreement,
    AssistanceFlow,
    Challenge,
    Organisation,
    OrganisationRole,
)
from ccmdesk.model.document import document_of
from ccmdesk.model.edition import ExtensionRequest, TransparencyReport
from ccmdesk.model.ids import (
    ActionProgressId,
    ActivityId,
    AgreementId,
    AnnualPositionId,
    AssistanceFlowId,
    BudgetLineId,
    CasualtyCountsId,
    ChallengeId,
    DestructionId,
    ExtensionId,
    ExtensionRequestId,
    HazardousAreaId,
    LandReleaseId,
    MeetingId,
    MilestoneId,
    MunitionTypeId,
    NeedId,
    NeedsAssessmentId,
    ObjectiveId,
    ObligationId,
    OrganisationId,
    PlanId,
    RetentionId,
    RiskEducationId,
    StatePartyId,
    StockId,
    TransparencyReportId,
)
from ccmdesk.model.meeting import ActionProgress, Meeting, ProgressStatus
from ccmdesk.model.need import FollowUp, Need
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import Objective, Plan
from ccmdesk.model.risk_education import RiskEducation
from ccmdesk.model.state import (
    Duty,
    Extension,
    ExtensionStatus,
    Obligation,
    ObligationStatus,
    StateParty,
)
from ccmdesk.model.stockpile import Destruction, MunitionType, Retention, Stock
from ccmdesk.model.values import (
    Absence,
    FieldNote,
    Money,
    Notes,
    Period,
    Polygon,
    Position,
)
from ccmdesk.model.victims import CasualtyCounts, NeedsAssessment
from ccmdesk.rules.balances.findings import balance_findings
from ccmdesk.rules.finding import Finding

USD = CurrencyCode("USD")
BLU = MunitionCode("BLU-97")
MAY, JUNE = dt.date(2020, 5, 1), dt.date(2020, 6, 1)


def told(field: str) -> Notes:
    """Notes with a remark that explains *field*."""
    return Notes.of({field: FieldNote(remark="because")})


def unknown(field: str) -> Notes:
    return Notes.of({field: FieldNote(absence=Absence.UNKNOWN, reason="old records")})


def findings(packs: Packs, records: Iterable[Any]) -> list[Finding]:
    return list(balance_findings(document_of(records), packs, TODAY))


def rules(packs: Packs, *records: Any) -> list[str]:
    return [finding.rule for finding in findings(packs, records)]


def position(year: int | None, **figures: Any) -> AnnualPosition:
    return AnnualPosition(id=AnnualPositionId(identity(1 + (year or 0))), year=year, **figures)


def release(number: int = 1, **fields: Any) -> LandRelease:
    return LandRelease(id=LandReleaseId(identity(10_000 + number)), **fields)


def cleared(year: int, size: int) -> LandRelease:
    return release(year=year, cleared_m2=size, depth_cm=1)


def square(size_e7: int) -> Polygon:
    corners = ((0, 0), (0, size_e7), (size_e7, size_e7), (size_e7, 0))
    return Polygon(tuple(Position(a, b) for a, b in corners))


def area(number: int = 0, **fields: Any) -> HazardousArea:
    return HazardousArea(id=HazardousAreaId(identity(20_000 + number)), **fields)


def stock(number: int = 1, **fields: Any) -> Stock:
    known = {"munition": BLU, "quantity": 10, "lots": "A"}
    return Stock(id=StockId(identity(30_000 + number)), **{**known, **fields})


def destruction(number: int = 1, **fields: Any) -> Destruction:
    known = {"munition": BLU, "quantity": 10, "standard": "IMAS"}
    return Destruction(id=DestructionId(identity(31_000 + number)), **{**known, **fields})


def retention(year: int | None, quantity: int | None, **fields: Any) -> Retention:
    known = {"munition": BLU}
    return Retention(
        id=RetentionId(identity(32_000 + (year or 0))),
        year=year,
        quantity=quantity,
        **{**known, **fields},
    )


def munition(number: int, code: str | None) -> MunitionType:
    own = None if code is None else MunitionCode(code)
    return MunitionType(id=MunitionTypeId(identity(33_000 + number)), code=own)


PLAN = Plan(id=PlanId(identity(40_000)), period=Period(dt.date(2020, 1, 1), dt.date(2022, 12, 31)))
OBJECTIVE = Objective(id=ObjectiveId(identity(40_001)), plan=PLAN.id)
WORK = ActivityId(identity(40_002))


def work(**fields: Any) -> Activity:
    known = {"id": WORK, "status": ActivityStatus.COMPLETED}
    return Activity(**{**known, **fields})


def need(**fields: Any) -> Need:
    known = {"activity": WORK, "follow_up": FollowUp.DELIVERED}
    return Need(id=NeedId(identity(40_003)), **{**known, **fields})


def milestone(year: int | None, **fields: Any) -> Milestone:
    return Milestone(id=MilestoneId(identity(40_004)), activity=WORK, year=year, **fields)


def line(
    minor: int | None, year: int | None = None, role: BudgetRole = BudgetRole.NEEDED, **fields: Any
) -> BudgetLine:
    currency = fields.pop("currency", EUR)
    return BudgetLine(
        id=BudgetLineId(identity(41_000 + (minor or 0) + (year or 0) * 10)),
        activity=WORK,
        role=role,
        year=year,
        amount=None if minor is None else Money(minor, currency),
        **fields,
    )


def obligation(number: int = 0, **fields: Any) -> Obligation:
    known = {"duty": Duty.ARTICLE_4A, "status": ObligationStatus.OPEN}
    return Obligation(id=ObligationId(identity(50_000 + 100 * number)), **{**known, **fields})


def extension(number: int = 1, **fields: Any) -> Extension:
    known = {"obligation": obligation().id, "status": ExtensionStatus.GRANTED}
    return Extension(id=ExtensionId(identity(50_000 + number)), **{**known, **fields})


def party(**fields: Any) -> StateParty:
    return StateParty(id=StatePartyId(identity(50_100)), **fields)


def report(**fields: Any) -> TransparencyReport:
    return TransparencyReport(id=TransparencyReportId(identity(50_200)), **fields)


def request(**fields: Any) -> ExtensionRequest:
    return ExtensionRequest(
        id=ExtensionRequestId(identity(50_300)), extension=extension().id, **fields
    )


def challenge(**fields: Any) -> Challenge:
    return Challenge(id=ChallengeId(identity(50_400)), **fields)


def progress(action: str) -> ActionProgress:
    return ActionProgress(
        id=ActionProgressId(identity(50_500)),
        action=ActionCode(action),
        status=ProgressStatus.DELAYED,
    )


def casualties(**fields: Any) -> CasualtyCounts:
    return CasualtyCounts(id=CasualtyCountsId(identity(60_000)), **fields)


def education(**fields: Any) -> RiskEducation:
    return RiskEducation(id=RiskEducationId(identity(60_001)), **fields)


def assessed(day: dt.date | None, **fields: Any) -> NeedsAssessment:
    return NeedsAssessment(id=NeedsAssessmentId(identity(60_002)), assessed_on=day, **fields)


FOCAL = Organisation(id=OrganisationId(identity(60_003)), roles=(OrganisationRole.FOCAL_POINT,))
MEETING = Meeting(id=MeetingId(identity(60_004)), start=dt.date(2020, 9, 10))
AGREEMENT = Agreement(
    id=AgreementId(identity(60_005)), period=Period(dt.date(2019, 1, 1), dt.date(2020, 12, 31))
)


def flow(year: int | None, **fields: Any) -> AssistanceFlow:
    return AssistanceFlow(
        id=AssistanceFlowId(identity(60_006)), year=year, agreement=AGREEMENT.id, **fields
    )


later = ActivityId(identity(40_050))
split = {"suspected_m2": 1, "confirmed_m2": 1}
whole = Period(dt.date(2020, 1, 1), dt.date(2022, 12, 31))
half = Period(dt.date(2019, 12, 31), dt.date(2021, 1, 1))
past_end = Period(dt.date(2021, 1, 1), dt.date(2023, 1, 1))
late_ask: dict[str, Any] = {"requested_on": dt.date(2019, 12, 11), "meeting": MEETING.id}
first = dt.date(2020, 1, 1)
