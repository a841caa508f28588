"""Victims are counts only: casualties by year, needs assessed, services given (Article 5)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from ccmdesk.model.codes import Coded
from ccmdesk.model.facts import Spec, Unit
from ccmdesk.model.ids import CasualtyCountsId, NeedsAssessmentId, OrganisationId, ServiceId
from ccmdesk.model.values import NO_NOTES, NO_TEXTS, Money, Notes, People, Period, Texts
from ccmdesk.model.words import C_, N_

MOST_PEOPLE = 10**9


class Device(Coded):
    CLUSTER_MUNITION = "cluster_munition", N_("Cluster munition, at the time of use")
    REMNANT = "remnant", N_("Cluster munition remnant")
    NOT_SEPARATED = "not_separated", N_("Mines and explosive remnants, not separated")


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyCounts:
    """People killed and injured in one year, or up to it; never names."""

    id: CasualtyCountsId
    year: Annotated[int | None, Spec(label=N_("Year"), required=True, limits=(1945, 2100))] = None
    all_years: Annotated[
        bool | None,
        Spec(label=N_("All years up to this one"), help=N_("Not added to the yearly counts.")),
    ] = None
    device: Annotated[Device | None, Spec(label=N_("Caused by"))] = None
    killed: Annotated[
        int | None, Spec(label=N_("Killed"), unit=Unit.PERSON, limits=(0, MOST_PEOPLE))
    ] = None
    injured: Annotated[
        int | None, Spec(label=N_("Injured"), unit=Unit.PERSON, limits=(0, MOST_PEOPLE))
    ] = None
    people: Annotated[People | None, Spec(label=N_("Casualties, by sex and age"))] = None
    with_disability: Annotated[
        int | None,
        Spec(label=N_("Of them now with a disability"), unit=Unit.PERSON, limits=(0, MOST_PEOPLE)),
    ] = None
    notes: Notes = NO_NOTES


class ServiceType(Coded):
    """The kinds of assistance of Article 5.1."""

    MEDICAL = "medical", N_("Medical care")
    REHABILITATION = "rehabilitation", N_("Rehabilitation")
    PSYCHOLOGICAL = "psychological", N_("Psychological support")
    SOCIAL = "social", N_("Social inclusion")
    ECONOMIC = "economic", N_("Economic inclusion")
    EDUCATION = "education", C_("service type", "Education")
    DATA = "data", N_("Data collection")


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsAssessment:
    """A dated finding of what victims need, and whether they were consulted (Article 5.2)."""

    id: NeedsAssessmentId
    code: Annotated[str, Spec(label=N_("Number"), limits=(0, 60))] = ""
    title: Annotated[Texts, Spec(label=N_("Needs assessment"), required=True, limits=(0, 300))] = (
        NO_TEXTS
    )
    assessed_on: Annotated[dt.date | None, Spec(label=N_("Date"), required=True)] = None
    method: Annotated[Texts, Spec(label=N_("Method"), limits=(0, 500))] = NO_TEXTS
    coverage: Annotated[Texts, Spec(label=N_("Places and groups covered"), limits=(0, 500))] = (
        NO_TEXTS
    )
    people: Annotated[People | None, Spec(label=N_("People assessed, by sex and age"))] = None
    needing: Annotated[tuple[ServiceType, ...], Spec(label=N_("Services found to be needed"))] = ()
    findings: Annotated[Texts, Spec(label=N_("Findings"), limits=(0, 4000))] = NO_TEXTS
    consultation: Annotated[
        Texts,
        Spec(
            label=N_("How victims were consulted"),
            help=N_("How victims and their organisations took part (Article 5.2 (f))."),
            limits=(0, 2000),
        ),
    ] = NO_TEXTS
    consulted_on: Annotated[dt.date | None, Spec(label=N_("Consulted on"))] = None
    notes: Notes = NO_NOTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service that victims can use, inside which framework, and how many it serves."""

    id: ServiceId
    title: Annotated[Texts, Spec(label=N_("Service"), required=True, limits=(0, 300))] = NO_TEXTS
    type: Annotated[ServiceType | None, Spec(label=N_("Kind of service"), required=True)] = None
    provider: Annotated[OrganisationId | None, Spec(label=N_("Provider"))] = None
    place: Annotated[Texts, Spec(label=N_("Place"), limits=(0, 300))] = NO_TEXTS
    framework: Annotated[
        Texts,
        Spec(
            label=N_("National framework"),
            help=N_("The disability, health, education or social policy it belongs to."),
            required=True,
            limits=(0, 300),
        ),
    ] = NO_TEXTS
    period: Annotated[Period | None, Spec(label=C_("dates", "From and to"))] = None
    capacity: Annotated[
        int | None,
        Spec(label=N_("People it can serve in a year"), unit=Unit.PERSON, limits=(0, MOST_PEOPLE)),
    ] = None
    served: Annotated[People | None, Spec(label=N_("People served, by sex and age"))] = None
    yearly_cost: Annotated[Money | None, Spec(label=N_("Cost in a year"))] = None
    accessibility: Annotated[Texts, Spec(label=N_("Accessibility"), limits=(0, 1000))] = NO_TEXTS
    notes: Notes = NO_NOTES
