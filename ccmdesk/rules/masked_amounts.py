"""Amounts that count people, which of them say the same number, and what they cost.

An amount is the number of a quantity, or what a milestone plans or achieved in the unit of its
activity. In units of persons it is itself a count of people; in any other it may repeat one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType
from typing import Any
from uuid import UUID

from ccmdesk.model.activity import Activity, Milestone
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.facts import fields_of
from ccmdesk.model.indicator import Indicator, Measurement
from ccmdesk.model.need import Need
from ccmdesk.model.plan import Objective
from ccmdesk.model.units import unit_code
from ccmdesk.model.values import Quantity
from ccmdesk.rules.plan_count import CELLS, Count, there
from ccmdesk.rules.suppression import Equation

PERSONS = frozenset({"people", "survivors", "trainees", "staff", "families", "households"})
"""Units in which a small amount can lead to a person; an author's own word is not known."""

_PRODUCED = ("planned", "achieved")
_SPLITS: Mapping[str, str] = MappingProxyType({"quantity": "direct", "value": "people"})
"""Quantities that may say the same number as a count by sex and age, by that count's field."""


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount in a plan; *unit* is a usual one by its code, else the author's own word."""

    count: Count
    value: int
    unit: str

    @property
    def is_of_people(self) -> bool:
        return self.unit in PERSONS


@dataclass(frozen=True)
class Amounts:
    """The amounts of a plan, and what a reader can work out of one from another."""

    document: PlanDocument

    @cached_property
    def by_record(self) -> Mapping[UUID, tuple[Amount, ...]]:
        """Every amount that is there, by its record."""
        every = (record for records in self.document.records.values() for record in records)
        return {record.id: found for record in every if (found := tuple(self._of(record)))}

    def __iter__(self) -> Iterator[Amount]:
        for found in self.by_record.values():
            yield from found

    def equations(self, values: Mapping[Count, int]) -> Iterator[Equation[Count]]:
        """Yield what may be equal: amounts, counts by sex and age, and sums of milestones."""
        for amount in self:
            if amount.count.field in _SPLITS:
                yield Equation((amount.count,), _split_of(amount.count, values))
        for objective in self.document.of(Objective):
            yield from self._repeated(_measured(self.document, objective))
        for milestone in self.document.of(Milestone):
            yield from self._repeated([milestone])
        for activity in self.document.of(Activity):
            yield from self._repeated(_around(self.document, activity))
            yield from self._sums(activity, values)

    def prices(self, hidden: Collection[Count]) -> Iterator[Count]:
        """Yield the cost of one unit where costs, divided by it, would give an amount back."""
        for activity in self.document.of(Activity):
            produced = [Count(activity.id, "quantity")]
            for milestone in self.document.children(Milestone, "activity", activity.id):
                produced += [Count(milestone.id, name) for name in _PRODUCED]
            if activity.unit_cost is not None and any(one in hidden for one in produced):
                yield Count(activity.id, "unit_cost")

    def _of(self, record: Any) -> Iterator[Amount]:
        for field in fields_of(type(record)):
            value = getattr(record, field.name)
            if isinstance(value, Quantity) and value.amount is not None:
                yield Amount(Count(record.id, field.name), value.amount, _unit(value))
            elif isinstance(record, Milestone) and field.name in _PRODUCED and value is not None:
                activity = self.document.get(Activity, record.activity)
                unit = _unit(None if activity is None else activity.quantity)
                yield Amount(Count(record.id, field.name), value, unit)

    def _repeated(self, records: Iterable[Any]) -> Iterator[Equation[Count]]:
        """Yield that amounts of one work with the same number and unit are the same thing."""
        found: dict[tuple[int, str], list[Count]] = defaultdict(list)
        for record in records:
            for amount in self.by_record.get(record.id, ()):
                found[amount.value, amount.unit].append(amount.count)
        for same in found.values():
            yield from (Equation((one,), (other,)) for one, other in pairwise(same))

    def _sums(self, activity: Activity, values: Mapping[Count, int]) -> Iterator[Equation[Count]]:
        """Yield that the quantity is the sum of what milestones plan, or of what they achieved."""
        whole = there([Count(activity.id, "quantity")], values)
        milestones = self.document.children(Milestone, "activity", activity.id)
        for name in _PRODUCED:
            yield Equation(whole, there([Count(one.id, name) for one in milestones], values))


def _around(document: PlanDocument, activity: Activity) -> list[Any]:
    """Return what may say the quantity of an activity once more, with it; not its milestones."""
    objective = document.get(Objective, activity.objective)
    return [
        *([] if objective is None else [objective]),
        *_measured(document, activity),
        *document.children(Need, "activity", activity.id),
    ]


def _measured(document: PlanDocument, root: Activity | Objective) -> Iterator[Any]:
    """Yield an activity or objective, its indicators and what was measured of them."""
    yield root
    name = "activity" if isinstance(root, Activity) else "objective"
    for indicator in document.children(Indicator, name, root.id):
        yield indicator
        yield from document.children(Measurement, "indicator", indicator.id)


def _unit(quantity: Quantity | None) -> str:
    said = "" if quantity is None else quantity.unit
    return unit_code(said) or said.strip().casefold()


def _split_of(amount: Count, values: Mapping[Count, int]) -> tuple[Count, ...]:
    people = _SPLITS[amount.field]
    return there([Count(amount.record, people, cell) for cell in CELLS], values)
