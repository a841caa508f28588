"""A need: one thing a State asks its partners for; an offer: the same seen from the giving side."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from ccmdesk.model.codes import Coded, LanguageTag, ModalityCode
from ccmdesk.model.facts import Audience, Spec, Visibility
from ccmdesk.model.ids import (
    ActivityId,
    NeedId,
    NeedsAssessmentId,
    OfferId,
    OrganisationId,
)
from ccmdesk.model.state import Article
from ccmdesk.model.values import NO_NOTES, NO_TEXTS, Money, Notes, Period, Quantity, Texts
from ccmdesk.model.words import C_, N_


class Channel(Coded):
    """The ways of Articles 6.2, 6.7 and 6.9."""

    BILATERAL = "bilateral", N_("Bilateral")
    UNITED_NATIONS = "un", N_("United Nations")
    REGIONAL = "regional", N_("Regional organisation")
    INTERNATIONAL_NGO = "ingo", N_("International non-governmental organisation")
    NATIONAL_NGO = "nngo", N_("National non-governmental organisation")
    RED_CROSS = "rcrc", N_("Red Cross and Red Crescent")
    TRUST_FUND = "trust_fund", N_("Trust fund")
    PRIVATE = "private", N_("Private sector")


class Priority(Coded):
    URGENT = "urgent", C_("priority", "Urgent")
    HIGH = "high", C_("priority", "High")
    NORMAL = "normal", C_("priority", "Normal")


class FollowUp(Coded):
    """Where a request stands with partners."""

    NOT_SENT = "not_sent", C_("follow-up", "Not sent yet")
    SENT = "sent", C_("follow-up", "Sent")
    IN_CONTACT = "in_contact", C_("follow-up", "In contact")
    AGREED = "agreed", C_("follow-up", "Agreed")
    DELIVERED = "delivered", C_("follow-up", "Delivered")
    REFUSED = "refused", C_("follow-up", "Refused")


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """May be unfinished: what is missing is for the rules to say (Articles 6.1 and 6.11)."""

    id: NeedId
    code: Annotated[str, Spec(label=N_("Number"), limits=(0, 30))] = ""
    title: Annotated[Texts, Spec(label=N_("What is needed"), required=True, limits=(0, 300))] = (
        NO_TEXTS
    )
    article: Annotated[Article | None, Spec(label=N_("Article"), required=True)] = None
    activity: Annotated[
        ActivityId | None,
        Spec(label=N_("Activity this makes possible"), required=True),
    ] = None
    modalities: Annotated[
        tuple[ModalityCode, ...],
        Spec(
            label=N_("Kinds of support"),
            help=N_("Money is one kind. Skills, equipment, expertise and exchange count as well."),
            required=True,
        ),
    ] = ()
    money_only_reason: Annotated[
        Texts, Spec(label=N_("Why money alone is asked for"), limits=(0, 1000))
    ] = NO_TEXTS
    description: Annotated[Texts, Spec(label=N_("Description"), limits=(0, 4000))] = NO_TEXTS
    place: Annotated[
        Texts,
        Spec(
            label=N_("Place"),
            help=N_("Leave it empty to use the place of the activity."),
            limits=(0, 300),
        ),
    ] = NO_TEXTS
    period: Annotated[
        Period | None,
        Spec(
            label=N_("From when to when"),
            help=N_("Leave it empty to use the dates of the activity."),
        ),
    ] = None
    quantity: Annotated[Quantity | None, Spec(label=N_("How much is needed"))] = None
    cost: Annotated[
        Money | None,
        Spec(
            label=N_("Estimated cost"),
            help=N_("Leave it empty to use the gap of the activity."),
        ),
    ] = None
    own_contribution: Annotated[
        Texts,
        Spec(
            label=N_("Own contribution"),
            help=N_("What the State itself brings: staff, buildings, services, money."),
            limits=(0, 1000),
        ),
    ] = NO_TEXTS
    priority: Annotated[Priority | None, Spec(label=N_("Priority"))] = None
    multi_year: Annotated[bool | None, Spec(label=N_("For several years"))] = None
    channels: Annotated[tuple[Channel, ...], Spec(label=N_("Channels"))] = ()
    assessment: Annotated[
        NeedsAssessmentId | None,
        Spec(label=N_("Survey or assessment it is based on")),
    ] = None
    contact: Annotated[str, Spec(label=N_("Contact"), limits=(0, 500))] = ""
    visibility: Annotated[Visibility | None, Spec(label=N_("Who may see it"))] = None
    follow_up: Annotated[FollowUp | None, Spec(label=N_("Follow-up"))] = None
    refusal_reason: Annotated[
        Texts, Spec(label=N_("Reason for refusal"), limits=(0, 1000), audience=Audience.OFFICE)
    ] = NO_TEXTS
    next_date: Annotated[dt.date | None, Spec(label=N_("Next date"), audience=Audience.OFFICE)] = (
        None
    )
    internal_note: Annotated[
        str, Spec(label=N_("Internal note"), limits=(0, 4000), audience=Audience.OFFICE)
    ] = ""
    notes: Notes = NO_NOTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What the State or a partner can give: skills, lessons, standards, places, goods, money."""

    id: OfferId
    title: Annotated[Texts, Spec(label=N_("What is offered"), required=True, limits=(0, 300))] = (
        NO_TEXTS
    )
    organisation: Annotated[OrganisationId | None, Spec(label=N_("Offered by"))] = None
    article: Annotated[Article | None, Spec(label=N_("Article"))] = None
    modalities: Annotated[
        tuple[ModalityCode, ...], Spec(label=N_("Kinds of support"), required=True)
    ] = ()
    description: Annotated[Texts, Spec(label=N_("Description"), limits=(0, 4000))] = NO_TEXTS
    languages: Annotated[tuple[LanguageTag, ...], Spec(label=N_("Languages"))] = ()
    conditions: Annotated[Texts, Spec(label=N_("Conditions"), limits=(0, 2000))] = NO_TEXTS
    period: Annotated[Period | None, Spec(label=C_("dates", "From and to"))] = None
    contact: Annotated[str, Spec(label=N_("Contact"), limits=(0, 500))] = ""
    visibility: Annotated[Visibility | None, Spec(label=N_("Who may see it"))] = None
    notes: Notes = NO_NOTES
