"""Services for victims: against what was found to be needed, and what they cost in a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.victims import NeedsAssessment, Service, ServiceType


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One kind of service: the assessments that found it needed, and the services there are.

    *type* None is for the services that do not state their kind.
    """

    type: ServiceType | None
    found_by: tuple[NeedsAssessment, ...]
    services: tuple[Service, ...]

    @property
    def capacities(self) -> tuple[int | None, ...]:
        """The people each of them can serve in a year."""
        return tuple(one.capacity for one in self.services)

    @property
    def served(self) -> tuple[int | None, ...]:
        """The people each of them served; one person may use several."""
        return tuple(None if one.served is None else one.served.total for one in self.services)

    @property
    def is_unmet(self) -> bool:
        """Whether it is needed and no service of the kind is on record."""
        return bool(self.found_by) and not self.services


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyCost:
    """What the services cost in a year, in one currency."""

    currency: CurrencyCode
    minor: int
    services: tuple[Service, ...]


def coverage(document: PlanDocument) -> tuple[Coverage, ...]:
    """Return every kind of service that is needed or offered, in the order of Article 5.1.

    Services of no stated kind come last, so that none is left out.
    """
    assessments, services = document.of(NeedsAssessment), document.of(Service)
    found = (
        Coverage(
            type=kind,
            found_by=tuple(one for one in assessments if kind in one.needing),
            services=tuple(one for one in services if one.type is kind),
        )
        for kind in (*ServiceType, None)
    )
    return tuple(one for one in found if one.found_by or one.services)


def latest_assessed(document: PlanDocument) -> NeedsAssessment | None:
    """Return the latest dated assessment that counts people."""
    dated = [
        (one.assessed_on, n, one)
        for n, one in enumerate(document.of(NeedsAssessment))
        if one.assessed_on is not None and one.people is not None and one.people.total is not None
    ]
    return max(dated, key=lambda one: one[:2])[2] if dated else None


def running(document: PlanDocument, today: dt.date) -> tuple[Service, ...]:
    """Return the services that have not ended."""
    return tuple(
        one
        for one in document.of(Service)
        if one.period is None or one.period.end is None or one.period.end >= today
    )


def yearly_costs(document: PlanDocument, today: dt.date) -> tuple[YearlyCost, ...]:
    """Return what running services cost by currency; different ones are never added."""
    found: dict[CurrencyCode, list[Service]] = {}
    for one in running(document, today):
        if one.yearly_cost is not None:
            found.setdefault(one.yearly_cost.currency, []).append(one)
    return tuple(
        YearlyCost(currency=currency, minor=_minor(services), services=tuple(services))
        for currency, services in found.items()
    )


def _minor(services: Iterable[Service]) -> int:
    return sum(one.yearly_cost.minor for one in services if one.yearly_cost is not None)
