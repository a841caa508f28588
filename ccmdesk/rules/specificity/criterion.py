"""What a criterion is, what it finds of one record, and what all criteria look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from ccmdesk.model.activity import Activity, ActivityType
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.document import PlanDocument, natural
from ccmdesk.model.facts import Record
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import Objective, Plan
from ccmdesk.model.state import Article, Obligation
from ccmdesk.model.values import Absence
from ccmdesk.model.words import Message
from ccmdesk.rules.finding import Reached
from ccmdesk.rules.funding import ActivityFunding, funding_of
from ccmdesk.rules.rule import sentence
from ccmdesk.rules.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """*title* and *basis* are translatable; *asks* means that a person decides, not the program.

    With *excusable* the field may be marked as not applicable, with a reason.
    """

    number: int
    title: str
    basis: str
    asks: bool = False
    excusable: bool = False


def is_masked(record: Record, field: str) -> bool:
    """Whether what the field says was left out before the plan was sent; the State has it."""
    return record.notes[field].absence is Absence.MASKED


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far one record meets one criterion; *reached* None means not applicable.

    *field* is a field of the record, or the kind of record that is missing below it. *at* is where
    it is mended when that is another record, such as one activity of a plan; *field* is then its.
    """

    reached: Reached | None
    field: str
    says: Message | None = None
    todo: Message | None = None
    at: Record | None = None


def missing(field: str, says: str, *, todo: str, **values: object) -> Verdict:
    """Return that the criterion is not met; *values* are those of the sentence *says*."""
    return Verdict(Reached.MISSING, field, sentence(says, **values), sentence(todo))


def present(field: str, says: str, *, todo: str, **values: object) -> Verdict:
    """Return that the criterion is met, but that nothing backs it yet."""
    return Verdict(Reached.PRESENT, field, sentence(says, **values), sentence(todo))


def at_first(offenders: Sequence[Record], verdict: Verdict) -> Verdict:
    """Return *verdict* about a whole, to be mended first at the first of what is to blame."""
    return replace(verdict, at=offenders[0])


def sourced(field: str) -> Verdict:
    """Return that the criterion is met and backed by a source or by linked records."""
    return Verdict(Reached.SOURCED, field)


def not_applicable(field: str, says: str, **values: object) -> Verdict:
    """Return that the criterion makes no sense here, and why."""
    return Verdict(None, field, sentence(says, **values))


_Price = tuple[ActivityType | None, CurrencyCode, str]


@dataclass(frozen=True)
class Case:
    """The plan under review and what is worked out of it once for all criteria."""

    document: PlanDocument
    packs: Packs
    wording: Wording

    def plan_of(self, activity: Activity) -> Plan | None:
        """Return the plan of an activity: its own, its objective's, or the only one there is."""
        objective = self.document.get(Objective, activity.objective)
        named = activity.plan or (None if objective is None else objective.plan)
        if named is not None:
            return self.document.get(Plan, named)
        plans = self.document.of(Plan)
        return plans[0] if len(plans) == 1 else None

    def activities_of(self, plan: Plan) -> tuple[Activity, ...]:
        """Return the activities of a plan by their number."""
        return self._by_plan.get(plan.id, ())

    @cached_property
    def funding(self) -> Mapping[UUID, ActivityFunding]:
        """The funding of every activity."""
        document = self.document
        return {one.id: funding_of(document, one) for one in document.of(Activity)}

    @cached_property
    def articles(self) -> frozenset[Article]:
        """The articles under which an obligation of the State is on record."""
        duties = (one.duty for one in self.document.of(Obligation))
        return frozenset(duty.article for duty in duties if duty is not None)

    @cached_property
    def unit_costs(self) -> Mapping[_Price, tuple[tuple[int, UUID], ...]]:
        """Sourced costs per unit in minor units with their activities, the lowest first."""
        found: dict[_Price, list[tuple[int, UUID]]] = {}
        for activity in self.document.of(Activity):
            price = price_of(activity)
            if price is not None and activity.unit_cost and activity.notes["unit_cost"].source:
                found.setdefault(price, []).append((activity.unit_cost.minor, activity.id))
        return {price: tuple(sorted(costs)) for price, costs in found.items()}

    @cached_property
    def _by_plan(self) -> Mapping[UUID, tuple[Activity, ...]]:
        found: dict[UUID, list[Activity]] = {}
        for activity in self.document.of(Activity):
            plan = self.plan_of(activity)
            if plan is not None:
                found.setdefault(plan.id, []).append(activity)
        return {
            plan: tuple(sorted(activities, key=lambda one: natural(one.code)))
            for plan, activities in found.items()
        }


def price_of(activity: Activity) -> _Price | None:
    """Return what makes the unit costs of two activities comparable, or None without one."""
    if activity.unit_cost is None or activity.quantity is None:
        return None
    return activity.type, activity.unit_cost.currency, activity.quantity.unit
