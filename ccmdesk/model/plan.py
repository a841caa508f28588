"""The national plan and its objectives."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from ccmdesk.model.codes import Coded, CurrencyCode
from ccmdesk.model.facts import Spec
from ccmdesk.model.ids import ObjectiveId, PlanId
from ccmdesk.model.state import Article
from ccmdesk.model.values import NO_NOTES, NO_TEXTS, Notes, Period, Quantity, Texts
from ccmdesk.model.words import C_, N_


class PlanStatus(Coded):
    DRAFT = "draft", C_("plan status", "Draft")
    APPROVED = "approved", C_("plan status", "Approved")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the State intends to do under Articles 3, 4 and 5, by when and with what means."""

    id: PlanId
    title: Annotated[Texts, Spec(label=N_("Title of the plan"), required=True, limits=(0, 300))] = (
        NO_TEXTS
    )
    period: Annotated[Period | None, Spec(label=C_("dates", "From and to"), required=True)] = None
    articles: Annotated[tuple[Article, ...], Spec(label=N_("Articles"), required=True)] = ()
    status: Annotated[PlanStatus | None, Spec(label=N_("Status"))] = None
    approved_by: Annotated[Texts, Spec(label=N_("Approved by"), limits=(0, 300))] = NO_TEXTS
    approved_role: Annotated[
        Texts, Spec(label=N_("Role of who approved"), limits=(0, 300), since=3)
    ] = NO_TEXTS
    approved_office: Annotated[
        str, Spec(label=N_("Office of who approved"), limits=(0, 300), since=3)
    ] = ""
    approved_on: Annotated[dt.date | None, Spec(label=N_("Approved on"))] = None
    approved_code: Annotated[
        str, Spec(label=N_("Check code of what was approved"), limits=(0, 64), since=3)
    ] = ""
    currency: Annotated[CurrencyCode | None, Spec(label=N_("Currency of the plan"))] = None
    reporting_currency: Annotated[
        CurrencyCode | None,
        Spec(
            label=N_("Reporting currency"),
            help=N_("Totals are also told in this currency, at the exchange rates on record."),
            since=3,
        ),
    ] = None
    illustrative: Annotated[
        bool | None,
        Spec(
            label=N_("Illustrative plan"),
            help=N_("An example that is not the plan of the State; every page says so."),
        ),
    ] = None
    summary: Annotated[
        Texts,
        Spec(
            label=N_("Summary of the plan"),
            help=N_("In a few sentences: what will be reached by the end of the plan."),
            limits=(0, 4000),
        ),
    ] = NO_TEXTS
    data_split: Annotated[
        Texts,
        Spec(
            label=N_("How data are kept apart"),
            help=N_(
                "How suspected areas are told from confirmed ones, and cluster munition remnants"
                " from mines."
            ),
            limits=(0, 2000),
        ),
    ] = NO_TEXTS
    transition: Annotated[
        Texts,
        Spec(
            label=N_("Transition from external to national support"),
            help=N_("How posts, skills, equipment and budget pass to national institutions."),
            limits=(0, 4000),
        ),
    ] = NO_TEXTS
    risks: Annotated[Texts, Spec(label=N_("Risks and assumptions"), limits=(0, 4000))] = NO_TEXTS
    if_unfunded: Annotated[
        Texts,
        Spec(label=N_("What happens if the needs are not funded"), limits=(0, 4000)),
    ] = NO_TEXTS
    facilitation: Annotated[
        Texts,
        Spec(
            label=N_("Facilitation offered"),
            help=N_("How people and goods may enter and leave the country (Article 6.10)."),
            limits=(0, 4000),
        ),
    ] = NO_TEXTS
    partners: Annotated[
        Texts,
        Spec(label=N_("Existing partners and what they do"), limits=(0, 4000)),
    ] = NO_TEXTS
    coordination: Annotated[
        Texts,
        Spec(
            label=N_("Coordination"),
            help=N_("Who coordinates, who decides priorities, and how often they meet."),
            limits=(0, 4000),
        ),
    ] = NO_TEXTS
    notes: Notes = NO_NOTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """What is to be reached, with a target that can be measured."""

    id: ObjectiveId
    plan: Annotated[PlanId | None, Spec(label=N_("Plan"), required=True)] = None
    code: Annotated[str, Spec(label=N_("Number"), limits=(0, 30))] = ""
    article: Annotated[Article | None, Spec(label=N_("Article"), required=True)] = None
    title: Annotated[Texts, Spec(label=N_("Objective"), required=True, limits=(0, 500))] = NO_TEXTS
    period: Annotated[Period | None, Spec(label=C_("dates", "From and to"))] = None
    target: Annotated[
        Quantity | None,
        Spec(
            label=N_("Target"),
            help=N_("The measurable result; an objective without one shows no target yet."),
            required=True,
        ),
    ] = None
    notes: Notes = NO_NOTES
