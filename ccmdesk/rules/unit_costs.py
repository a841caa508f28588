"""What a square metre costs, by the kind of work that releases it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ccmdesk.model.activity import Activity, ActivityType
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.currencies import minor_digits
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.units import SQUARE_METRE, unit_code
from ccmdesk.rules.funding import funding_of

_ORDER = tuple(ActivityType)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCost:
    """The activities of one kind of work in one currency, their land in m² and their cost."""

    work: ActivityType
    currency: CurrencyCode
    activities: int
    size_m2: int
    minor: int

    @property
    def per_m2(self) -> Decimal:
        """The cost of a square metre in whole units of the currency, not rounded."""
        whole = Decimal(self.minor).scaleb(-minor_digits(self.currency))
        return whole / self.size_m2


def unit_costs(document: PlanDocument) -> tuple[UnitCost, ...]:
    """Return the cost by kind of work, of activities whose land and cost are both stated."""
    found: dict[tuple[ActivityType, CurrencyCode], list[tuple[int, int]]] = {}
    for activity in document.of(Activity):
        size, funding = size_m2(activity), funding_of(document, activity)
        needed = funding.total.needed
        if activity.type is None or not size or funding.currency is None or needed is None:
            continue
        found.setdefault((activity.type, funding.currency), []).append((size, needed))
    return tuple(
        UnitCost(
            work=work,
            currency=currency,
            activities=len(parts),
            size_m2=sum(size for size, _ in parts),
            minor=sum(minor for _, minor in parts),
        )
        for (work, currency), parts in sorted(
            found.items(), key=lambda one: (_ORDER.index(one[0][0]), one[0][1])
        )
    )


def size_m2(activity: Activity) -> int | None:
    """Return the land an activity is to release, when its quantity is in square metres."""
    quantity = activity.quantity
    if quantity is None or unit_code(quantity.unit) != SQUARE_METRE:
        return None
    return quantity.amount
