"""Short ways to build the records that the tests of cooperation need."""

from __future__ import annotations

import datetime as dt
from typing import Any

from bih_plan import identity

from ccmdesk.model.activity import Activity, ActivityType
from ccmdesk.model.codes import LanguageTag, ModalityCode
from ccmdesk.model.cooperation import Agreement, Challenge, Organisation, OrganisationRole
from ccmdesk.model.ids import (
    ActivityId,
    AgreementId,
    ChallengeId,
    NeedId,
    ObjectiveId,
    ObligationId,
    OfferId,
    OrganisationId,
    StatePartyId,
)
from ccmdesk.model.need import Need, Offer
from ccmdesk.model.plan import Objective
from ccmdesk.model.state import Article, Duty, Obligation, StateParty
from ccmdesk.model.values import Period, Texts

TRAINING, ADVICE = ModalityCode("TRAINING"), ModalityCode("TECH-ADVICE")
EN, FR, BS = LanguageTag("en"), LanguageTag("fr"), LanguageTag("bs")
TODAY = dt.date(2026, 6, 1)
AIM = Objective(id=ObjectiveId(identity(70_000)))
DUTY = Obligation(id=ObligationId(identity(70_001)), duty=Duty.ARTICLE_4A)


def text(said: str) -> Texts:
    return Texts.of({"en": said})


def years(first: int, last: int) -> Period:
    return Period(dt.date(first, 1, 1), dt.date(last, 12, 31))


def partner(number: int, *roles: OrganisationRole) -> Organisation:
    return Organisation(
        id=OrganisationId(identity(71_000 + number)),
        name=text(f"Partner {number}"),
        roles=roles or (OrganisationRole.NGO,),
    )


def work_of(doer: Organisation, number: int, **fields: Any) -> Activity:
    known = {
        "code": f"A4-{number}",
        "article": Article.CLEARANCE,
        "type": ActivityType.CLEARANCE,
        "place": text("Tuzla Canton"),
        "period": years(2026, 2027),
        "implementer": doer.id,
        "objective": AIM.id,
    }
    return Activity(id=ActivityId(identity(72_000 + number)), **{**known, **fields})


def agreement(number: int, *members: Organisation, **fields: Any) -> Agreement:
    return Agreement(
        id=AgreementId(identity(73_000 + number)),
        members=tuple(member.id for member in members),
        **fields,
    )


def need(number: int = 1, **fields: Any) -> Need:
    known = {"code": f"N-{number}", "article": Article.CLEARANCE, "modalities": (TRAINING,)}
    return Need(id=NeedId(identity(74_000 + number)), **{**known, **fields})


def offer(number: int = 1, **fields: Any) -> Offer:
    return Offer(id=OfferId(identity(75_000 + number)), **{"modalities": (TRAINING,), **fields})


def challenge(number: int = 1, **fields: Any) -> Challenge:
    return Challenge(id=ChallengeId(identity(76_000 + number)), **fields)


def state(*languages: LanguageTag) -> StateParty:
    return StateParty(id=StatePartyId(identity(77_000)), languages=languages)
