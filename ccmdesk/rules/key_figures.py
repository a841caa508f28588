"""The figures a plan is known by, and how they differ between two states of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from ccmdesk.model.activity import Activity
from ccmdesk.model.area import AreaStatus, HazardousArea
from ccmdesk.model.budget import BudgetRole
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.need import Need
from ccmdesk.model.state import Obligation
from ccmdesk.model.stockpile import Destruction, Stock
from ccmdesk.model.values import Money
from ccmdesk.model.words import C_, N_, Message
from ccmdesk.rules.deadlines import running_deadline
from ccmdesk.rules.funding import all_funding, stated_sum
from ccmdesk.rules.funding_totals import Sums, amount_of, totals
from ccmdesk.rules.land import open_areas, open_areas_m2, released_by_year, stated_releases
from ccmdesk.rules.other_currencies import ABROAD, gathered
from ccmdesk.rules.rule import sentence
from ccmdesk.rules.stock import destroyed, left

Value = int | Money | dt.date | None


class Measure(Enum):
    """What a plain number counts."""

    COUNT = "count"
    SQUARE_METRES = "m2"


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure by its name; None is not known. *measure* says what an int counts.

    *record* is what it is of, where several figures may have one name. Where a part of it has no
    number, it *is_least*.
    """

    name: Message
    value: Value
    measure: Measure = Measure.COUNT
    record: UUID | None = None
    is_least: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """One figure in two states of a plan; a state in *least* knows no more than so much."""

    name: Message
    before: Value
    now: Value
    measure: Measure
    least: tuple[bool, bool] = (False, False)

    @property
    def differs(self) -> bool:
        """Whether it is another one now."""
        return (self.before, self.least[0]) != (self.now, self.least[1])

    @property
    def difference(self) -> int | Money | None:
        """Now less before, where both are numbers of one kind that are known in full."""
        if any(self.least):
            return None
        match self.before, self.now:
            case int(before), int(now):
                return now - before
            case Money() as before, Money() as now if before.currency == now.currency:
                return Money(now.minor - before.minor, now.currency)
        return None


def figure_changes(before: PlanDocument, now: PlanDocument) -> tuple[FigureChange, ...]:
    """Return every key figure of both states, in the order of *now*, then what only was."""
    old, new = _by_name(before), _by_name(now)
    found = []
    for key in dict.fromkeys([*new, *old]):
        figure = new.get(key) or old[key]
        change = FigureChange(
            name=figure.name,
            before=old[key].value if key in old else None,
            now=new[key].value if key in new else None,
            measure=figure.measure,
            least=(key in old and old[key].is_least, key in new and new[key].is_least),
        )
        found.append(change)
    return tuple(found)


def key_figures(document: PlanDocument) -> Iterator[KeyFigure]:
    """Yield the figures of page one and of the books, by the same rules as these."""
    yield from _money(document)
    yield KeyFigure(sentence(N_("Activities")), len(document.of(Activity)))
    yield KeyFigure(sentence(N_("Needs for assistance")), len(document.of(Need)))
    yield from _land(document)
    yield from _stocks(document)
    yield from _deadlines(document)


def _by_name(document: PlanDocument) -> Mapping[tuple[str, str, UUID | None], KeyFigure]:
    return {
        (one.name.msgid, str(sorted(map(str, one.name.values.values()))), one.record): one
        for one in key_figures(document)
    }


def _money(document: PlanDocument) -> Iterator[KeyFigure]:
    """Yield the money of the plan; what is stated in another currency is a figure of that one."""
    found = totals(document, all_funding(document))
    elsewhere = gathered(other for one in found for other in one.total.others)
    own = {one.currency: one.total for one in found}
    for currency in dict.fromkeys([*own, *(one.amount.currency for one in elsewhere)]):
        sums = own.get(currency, Sums())
        others = tuple(one for one in elsewhere if one.amount.currency == currency)
        for msgid, roles in _STATED:
            stated = stated_sum(
                [amount_of(sums, role) for role in roles]
                + [one.amount.minor for one in others if one.role in roles]
            )
            if currency in own or stated is not None:
                yield _figure(msgid, stated, currency)
        if currency in own:
            yield _figure(C_("key figure", "Known funding gap, {currency}"), sums.gap, currency)


def _figure(msgid: str, minor: int | None, currency: CurrencyCode) -> KeyFigure:
    value = None if minor is None else Money(minor, currency)
    return KeyFigure(sentence(msgid, currency=currency), value)


_STATED: tuple[tuple[str, tuple[BudgetRole, ...]], ...] = (
    (C_("key figure", "Total cost, {currency}"), (BudgetRole.NEEDED,)),
    (C_("key figure", "National contribution, {currency}"), (BudgetRole.NATIONAL,)),
    (C_("key figure", "Pledged from abroad, {currency}"), ABROAD),
)


def _land(document: PlanDocument) -> Iterator[KeyFigure]:
    areas = document.of(HazardousArea)
    if areas:
        closed = {AreaStatus.CLOSED, AreaStatus.HANDED_OVER}
        still = sum(area.status not in closed for area in areas)
        yield KeyFigure(sentence(N_("Hazardous areas still open")), still)
        unsized = any(area.size_m2 is None for area in open_areas(document))
        yield KeyFigure(
            sentence(N_("Size of the areas still open")),
            open_areas_m2(document),
            Measure.SQUARE_METRES,
            is_least=unsized and open_areas_m2(document) is not None,
        )
    years = stated_releases(document)
    if years:
        yield KeyFigure(
            sentence(N_("Land released so far")),
            sum(one.released for one in years),
            Measure.SQUARE_METRES,
            is_least=any(one.lacks for one in released_by_year(document)),
        )


def _stocks(document: PlanDocument) -> Iterator[KeyFigure]:
    still, events = left(document), document.of(Destruction)
    if document.of(Stock) and still is not None:
        name = sentence(N_("Cluster munitions left in stocks"))
        known = (still.least or None) if still.exact is None else still.exact
        yield KeyFigure(name, known, is_least=known is not None and still.exact is None)
    gone = destroyed(document)
    if gone:
        name = sentence(N_("Cluster munitions destroyed so far"))
        yield KeyFigure(name, gone, is_least=any(event.quantity is None for event in events))


def _deadlines(document: PlanDocument) -> Iterator[KeyFigure]:
    for obligation in document.of(Obligation):
        deadline = running_deadline(document, obligation)
        if obligation.duty is not None and deadline is not None:
            name = sentence(N_("Deadline: {duty}"), duty=Message(obligation.duty.label))
            yield KeyFigure(name, deadline, record=obligation.id)
