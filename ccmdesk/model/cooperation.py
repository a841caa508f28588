"""Organisations, agreements, coalitions and flows of assistance; challenges and lessons."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from ccmdesk.model.codes import Coded, ModalityCode, StateCode
from ccmdesk.model.facts import Audience, Spec, Visibility
from ccmdesk.model.ids import (
    ActivityId,
    AgreementId,
    AssistanceFlowId,
    ChallengeId,
    CoalitionId,
    LessonId,
    NeedId,
    ObligationId,
    OrganisationId,
)
from ccmdesk.model.state import Article
from ccmdesk.model.values import NO_NOTES, NO_TEXTS, Money, Notes, Period, Texts
from ccmdesk.model.words import C_, N_


class OrganisationRole(Coded):
    AUTHORITY = "authority", N_("National authority")
    CENTRE = "centre", N_("Mine action centre")
    MINISTRY = "ministry", N_("Ministry or national service")
    OPERATOR = "operator", C_("role", "Operator")
    FOCAL_POINT = "focal_point", N_("Focal point for victim assistance")
    DONOR = "donor", C_("role", "Donor")
    NGO = "ngo", N_("Non-governmental organisation")
    UNITED_NATIONS = "un", N_("United Nations")
    RED_CROSS = "rcrc", N_("Red Cross and Red Crescent")
    STATE = "state", C_("role", "State")
    OTHER = "other", C_("role", "Other organisation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An institution or partner; contacts are those of an office, not of a private person."""

    id: OrganisationId
    name: Annotated[Texts, Spec(label=N_("Name"), required=True, limits=(0, 300))] = NO_TEXTS
    roles: Annotated[tuple[OrganisationRole, ...], Spec(label=N_("Roles"), required=True)] = ()
    country: Annotated[StateCode | None, Spec(label=N_("Country"))] = None
    articles: Annotated[tuple[Article, ...], Spec(label=N_("Articles"))] = ()
    contact: Annotated[str, Spec(label=N_("Contact"), limits=(0, 1000))] = ""
    contact_checked_on: Annotated[dt.date | None, Spec(label=N_("Contact checked on"))] = None
    remark: Annotated[
        str, Spec(label=N_("Internal note"), limits=(0, 4000), audience=Audience.OFFICE)
    ] = ""
    notes: Notes = NO_NOTES


class AgreementStatus(Coded):
    DRAFT = "draft", C_("agreement status", "In preparation")
    SIGNED = "signed", C_("agreement status", "Signed")
    ENDED = "ended", C_("agreement status", "Ended")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A promise of support over some years (Articles 6.2 and 6.12)."""

    id: AgreementId
    code: Annotated[str, Spec(label=N_("Number"), limits=(0, 60))] = ""
    title: Annotated[Texts, Spec(label=N_("Agreement"), required=True, limits=(0, 300))] = NO_TEXTS
    members: Annotated[tuple[OrganisationId, ...], Spec(label=N_("Partners"), required=True)] = ()
    article: Annotated[Article | None, Spec(label=N_("Article"))] = None
    status: Annotated[AgreementStatus | None, Spec(label=N_("Status"))] = None
    period: Annotated[Period | None, Spec(label=C_("dates", "From and to"), required=True)] = None
    amount: Annotated[Money | None, Spec(label=N_("Amount"))] = None
    review_on: Annotated[dt.date | None, Spec(label=N_("Next review"))] = None
    text: Annotated[Texts, Spec(label=N_("What was agreed"), limits=(0, 4000))] = NO_TEXTS
    notes: Notes = NO_NOTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Coalition:
    """A country coalition: an affected State, a lead donor and partners with a shared aim."""

    id: CoalitionId
    name: Annotated[Texts, Spec(label=N_("Coalition"), required=True, limits=(0, 300))] = NO_TEXTS
    lead: Annotated[OrganisationId | None, Spec(label=N_("Lead partner"))] = None
    members: Annotated[tuple[OrganisationId, ...], Spec(label=N_("Partners"))] = ()
    period: Annotated[Period | None, Spec(label=C_("dates", "From and to"))] = None
    objective: Annotated[Texts, Spec(label=N_("Shared aim"), limits=(0, 2000))] = NO_TEXTS
    promises: Annotated[Texts, Spec(label=N_("What each partner promised"), limits=(0, 4000))] = (
        NO_TEXTS
    )
    minutes: Annotated[
        Texts, Spec(label=N_("Meetings held"), limits=(0, 8000), audience=Audience.DONORS)
    ] = NO_TEXTS
    result: Annotated[Texts, Spec(label=N_("Result"), limits=(0, 2000))] = NO_TEXTS
    notes: Notes = NO_NOTES


class FlowDirection(Coded):
    NATIONAL = "national", C_("flow", "National resources")
    RECEIVED = "received", C_("flow", "Assistance received")
    GIVEN = "given", C_("flow", "Assistance given")


class Sector(Coded):
    """How published support is usually sorted, so that received sums can be compared."""

    ALL = "all", C_("sector", "All mine action")
    CLEARANCE = "clearance", C_("sector", "Clearance")
    RISK_EDUCATION = "risk_education", N_("Risk reduction education")
    VICTIM_ASSISTANCE = "victim_assistance", N_("Victim assistance")
    CAPACITY = "capacity", N_("Capacity building")
    STOCKPILE = "stockpile", N_("Stockpile destruction")
    ADVOCACY = "advocacy", N_("Advocacy")
    VARIOUS = "various", C_("sector", "Various")


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistanceFlow:
    """Money or goods received, given or spent nationally in one year (form I)."""

    id: AssistanceFlowId
    year: Annotated[int | None, Spec(label=N_("Year"), required=True, limits=(1990, 2100))] = None
    direction: Annotated[FlowDirection | None, Spec(label=N_("Direction"), required=True)] = None
    organisation: Annotated[OrganisationId | None, Spec(label=N_("Organisation"))] = None
    other_state: Annotated[StateCode | None, Spec(label=N_("Other State"))] = None
    article: Annotated[Article | None, Spec(label=N_("Article"))] = None
    sector: Annotated[Sector | None, Spec(label=N_("Sector"))] = None
    modality: Annotated[ModalityCode | None, Spec(label=N_("Kind of support"))] = None
    amount: Annotated[Money | None, Spec(label=N_("Amount"), required=True)] = None
    agreement: Annotated[AgreementId | None, Spec(label=N_("Agreement"))] = None
    purpose: Annotated[Texts, Spec(label=N_("Purpose"), limits=(0, 1000))] = NO_TEXTS
    notes: Notes = NO_NOTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """What puts an obligation at risk, whom the State has told, and what comes next."""

    id: ChallengeId
    title: Annotated[Texts, Spec(label=N_("Challenge"), required=True, limits=(0, 300))] = NO_TEXTS
    obligation: Annotated[ObligationId | None, Spec(label=N_("Obligation"))] = None
    need: Annotated[NeedId | None, Spec(label=N_("Need that would close it"))] = None
    description: Annotated[Texts, Spec(label=N_("Description"), limits=(0, 4000))] = NO_TEXTS
    effect: Annotated[Texts, Spec(label=N_("Effect on the deadline"), limits=(0, 2000))] = NO_TEXTS
    raised_on: Annotated[dt.date | None, Spec(label=N_("Raised on"), required=True)] = None
    contacted: Annotated[tuple[OrganisationId, ...], Spec(label=N_("Partners contacted"))] = ()
    contacted_on: Annotated[dt.date | None, Spec(label=N_("Last contact on"))] = None
    next_step: Annotated[Texts, Spec(label=N_("Next step"), limits=(0, 1000))] = NO_TEXTS
    next_date: Annotated[dt.date | None, Spec(label=N_("Next date"))] = None
    notes: Notes = NO_NOTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What was learned, for others to use."""

    id: LessonId
    title: Annotated[Texts, Spec(label=N_("Lesson"), required=True, limits=(0, 300))] = NO_TEXTS
    activity: Annotated[ActivityId | None, Spec(label=N_("Activity"))] = None
    article: Annotated[Article | None, Spec(label=N_("Article"))] = None
    text: Annotated[Texts, Spec(label=N_("What was learned"), limits=(0, 8000))] = NO_TEXTS
    contact: Annotated[str, Spec(label=N_("Contact"), limits=(0, 500))] = ""
    visibility: Annotated[Visibility | None, Spec(label=N_("Who may see it"))] = None
    notes: Notes = NO_NOTES
