"""Funding summed over activities: per year, article and kind of support."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from ccmdesk.model.budget import BudgetRole
from ccmdesk.model.codes import CurrencyCode, ModalityCode
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.need import Need
from ccmdesk.model.state import Article
from ccmdesk.model.values import Money
from ccmdesk.rules.asking import goes_on
from ccmdesk.rules.contributors import FunderRow, YearShare, funders, shares_of
from ccmdesk.rules.funding import ActivityFunding, Amounts, per_mille, stated_sum, year_place
from ccmdesk.rules.other_currencies import Others, gathered, stated_moneys

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The amounts of one activity in one row; *gap* is None where it cannot be computed."""

    amounts: Amounts
    gap: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Minor units summed over what is stated; None where no part states any, which is not zero.

    *gap* is the sum of the *known* gaps; *unknown* parts have one that cannot be computed.
    *unsettled* is what these need less what is stated of their means, so that for every row
    needed less national less external less *unsettled* is the gap. *unshared* parts do not state
    a national contribution; where a plan has one currency, activities without any amount are among
    them. *over* parts have *surplus* more than they need, which is off the gap. *others* are
    amounts in other currencies, which are in no other figure.
    """

    needed: int | None = None
    national: int | None = None
    pledged: int | None = None
    in_kind: int | None = None
    paid: int | None = None
    gap: int | None = None
    known: int = 0
    unknown: int = 0
    unsettled: int = 0
    unshared: int = 0
    over: int = 0
    surplus: int = 0
    others: Others = ()

    @property
    def is_empty(self) -> bool:
        """Whether it sums up no activity: all work is over."""
        return not self.known and not self.unknown

    @property
    def external(self) -> int | None:
        """Pledged from abroad in money and in kind; None when neither is stated."""
        return stated_sum([self.pledged, self.in_kind])

    @property
    def national_per_mille(self) -> int | None:
        """The national part, in thousandths, of all that is needed; None where none is stated.

        Reviewers of requests read the national contribution from page one and set it against the
        total cost beside it; a share of only those activities that state one looks larger. What is
        paid in another currency too has no share that could be told.
        """
        if any(one.role is BudgetRole.NATIONAL for one in self.others):
            return None
        return per_mille(self.national, self.needed)


@dataclass(frozen=True, slots=True)
class Row(Generic[Key]):
    """The sums of one year, article, combination of kinds of support, or funder."""

    key: Key
    sums: Sums


@dataclass(frozen=True, slots=True)
class Ended:
    """The activities that are completed or stopped, and what they needed: no part of any sum."""

    activities: int
    needed: tuple[Money, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Everything in one currency; currencies are never added to one another.

    What is over is not asked for any more: it is no part of it, and told as *ended*.

    The rows of each table add up to *total*; *by_funder* has, besides, who gives in another
    currency to activities that need this one. *shares* has the contributions of each year.
    """

    currency: CurrencyCode
    total: Sums
    by_year: tuple[Row[int | None], ...]
    by_article: tuple[Row[Article | None], ...]
    by_modality: tuple[Row[tuple[ModalityCode, ...]], ...]
    by_funder: tuple[FunderRow, ...]
    shares: tuple[YearShare, ...]
    spread: bool
    ended: Ended


@dataclass(frozen=True, slots=True, kw_only=True)
class YearTotals:
    """Everything in one currency, in total and by year: what a table by year ends with."""

    currency: CurrencyCode
    total: Sums
    by_year: tuple[Row[int | None], ...]
    ended: Ended


def totals(document: PlanDocument, funding: Iterable[ActivityFunding]) -> tuple[Totals, ...]:
    """Return one value per currency, the one with most activities first."""
    return tuple(_totals(document, own) for own in _by_currency(funding))


def year_totals(funding: Iterable[ActivityFunding]) -> tuple[YearTotals, ...]:
    """Return what `totals` says of the plan and of its years, in the same order."""
    return tuple(_year_totals(own) for own in _by_currency(funding))


def year_parts(one: ActivityFunding) -> Iterator[tuple[int | None, Part]]:
    """Yield the parts of an activity by year, whose gaps add up to the gap of the whole.

    When that is not known, no year of it counts as known. A need that is not stated by year cannot
    be set against contributions that are: all of the activity then stands under no year.
    """
    gap = one.total.gap
    if gap is None:
        yield from ((year, Part(amounts=amounts, gap=None)) for year, amounts in one.by_year)
    elif any(year is None and amounts.needed is not None for year, amounts in one.by_year):
        yield None, Part(amounts=one.total, gap=gap)
    else:
        for year, amounts in one.by_year:
            yield year, Part(amounts=amounts, gap=amounts.uncovered)


def modalities_of(document: PlanDocument, one: ActivityFunding) -> tuple[ModalityCode, ...]:
    """Return the kinds of support asked for an activity, by all its needs, sorted.

    Money is not divided between kinds: each combination is a row of its own.
    """
    needs = document.children(Need, "activity", one.activity.id)
    return tuple(sorted({code for need in needs for code in need.modalities}))


def comparable_shares(found: Totals) -> list[YearShare]:
    """Return the shares of single years in which both contributions are stated."""
    return [one for one in found.shares if one.year is not None and one.is_comparable]


def external_share_falls(found: Totals) -> bool:
    """Whether the external part of all contributions is smaller in the last year than at first."""
    shares = comparable_shares(found)
    if len(shares) < 2:
        return False
    first, last = shares[0], shares[-1]
    return (first.external or 0) * last.whole > (last.external or 0) * first.whole


@dataclass(frozen=True, slots=True)
class _InOne:
    """The activities of one currency; *bare* go on and state no amount at all."""

    currency: CurrencyCode
    going: tuple[ActivityFunding, ...]
    ended: tuple[ActivityFunding, ...]
    bare: int


def _by_currency(funding: Iterable[ActivityFunding]) -> Iterator[_InOne]:
    """Yield the currencies in which something is asked for, those of most activities first.

    What is over in a currency in which nothing is asked for is told with the first.
    """
    every = tuple(funding)
    going = _sorted_out(one for one in every if goes_on(one.activity))
    ended = _sorted_out(one for one in every if not goes_on(one.activity))
    shown = [*going] or [*ended][:1]
    elsewhere = [one for code in ended if code not in shown for one in ended[code]]
    for code in shown:
        told = (*ended.get(code, ()), *(elsewhere if code == shown[0] else ()))
        yield _InOne(code, tuple(going.get(code, ())), told, _without_amounts(every))


def _sorted_out(
    funding: Iterable[ActivityFunding],
) -> dict[CurrencyCode, list[ActivityFunding]]:
    found: dict[CurrencyCode, list[ActivityFunding]] = {}
    for one in funding:
        if one.currency is not None:
            found.setdefault(one.currency, []).append(one)
    order = sorted(found, key=lambda code: (-len(found[code]), code))
    return {code: found[code] for code in order}


def _without_amounts(funding: Sequence[ActivityFunding]) -> int:
    """Return how many activities state no amount at all, if there is but one currency to lack."""
    going = [one for one in funding if goes_on(one.activity)]
    currencies = {one.currency for one in going} - {None}
    return sum(one.currency is None for one in going) if len(currencies) == 1 else 0


_NOTHING_LEFT = Sums(needed=0, national=0, pledged=0, in_kind=0, paid=0, gap=0)
"""Where all work is over, nothing is needed; that is known."""


def _year_totals(own: _InOne) -> YearTotals:
    stated = _sums(_part(one.total) for one in own.going) if own.going else _NOTHING_LEFT
    return YearTotals(
        currency=own.currency,
        total=replace(stated, unshared=stated.unshared + own.bare),
        by_year=_rows((row for one in own.going for row in year_parts(one)), year_place),
        ended=_ended(own.ended),
    )


def _ended(funding: Sequence[ActivityFunding]) -> Ended:
    needed: dict[CurrencyCode, int] = {}
    for one in funding:
        if one.currency is not None and one.total.needed is not None:
            needed[one.currency] = needed.get(one.currency, 0) + one.total.needed
    return Ended(len(funding), tuple(Money(minor, code) for code, minor in needed.items()))


def _totals(document: PlanDocument, own: _InOne) -> Totals:
    whole = [(one, _part(one.total)) for one in own.going]
    years = _year_totals(own)
    return Totals(
        currency=own.currency,
        total=years.total,
        by_year=years.by_year,
        by_article=_rows(
            ((one.activity.article, part) for one, part in whole),
            lambda article: article.value if article else "~",
        ),
        by_modality=_rows(
            ((modalities_of(document, one), part) for one, part in whole),
            lambda codes: (not codes, codes),
        ),
        by_funder=funders(document, own.currency, own.going),
        shares=shares_of(own.going),
        spread=any(one.spread for one in own.going),
        ended=years.ended,
    )


def _part(amounts: Amounts) -> Part:
    return Part(amounts=amounts, gap=amounts.gap)


def _rows(
    parts: Iterable[tuple[Key, Part]], order: Callable[[Key], tuple[object, ...] | str]
) -> tuple[Row[Key], ...]:
    groups: dict[Key, list[Part]] = {}
    for key, part in parts:
        groups.setdefault(key, []).append(part)
    return tuple(Row(key, _sums(groups[key])) for key in sorted(groups, key=order))


def _sums(found: Iterable[Part]) -> Sums:
    parts = list(found)
    amounts = [part.amounts for part in parts]
    known = [part.gap for part in parts if part.gap is not None]
    return Sums(
        needed=stated_sum(one.needed for one in amounts),
        national=stated_sum(one.national for one in amounts),
        pledged=stated_sum(one.pledged for one in amounts),
        in_kind=stated_sum(one.in_kind for one in amounts),
        paid=stated_sum(one.paid for one in amounts),
        gap=stated_sum(known),
        known=len(known),
        unknown=len(parts) - len(known),
        unsettled=sum(part.amounts.uncovered for part in parts if part.gap is None),
        unshared=sum(not _is_shared(one) for one in amounts),
        over=sum(gap < 0 for gap in known),
        surplus=-sum(gap for gap in known if gap < 0),
        others=gathered(other for one in amounts for other in one.others),
    )


def _is_shared(amounts: Amounts) -> bool:
    """Whether a national contribution is stated, in whatever currency."""
    others = (one.role for one in amounts.others)
    return amounts.national is not None or BudgetRole.NATIONAL in others


def amount_of(amounts: Amounts | Sums, role: BudgetRole) -> int | None:
    """Return the amount of one role."""
    match role:
        case BudgetRole.NEEDED:
            return amounts.needed
        case BudgetRole.NATIONAL:
            return amounts.national
        case BudgetRole.PLEDGED:
            return amounts.pledged
        case BudgetRole.IN_KIND:
            return amounts.in_kind
        case BudgetRole.PAID:
            return amounts.paid


def stated_in(
    found: Amounts | Sums, roles: Collection[BudgetRole], *, currency: CurrencyCode
) -> tuple[Money, ...]:
    """Return what is stated of *roles*, one amount for each currency, that of the need first."""
    own = stated_sum(amount_of(found, role) for role in roles)
    money = None if own is None else Money(own, currency)
    return stated_moneys(money, found.others, roles=roles)


def merged(parts: Iterable[Sums]) -> Sums:
    """Return several rows of one table as one."""
    sums = list(parts)
    return Sums(
        needed=stated_sum(one.needed for one in sums),
        national=stated_sum(one.national for one in sums),
        pledged=stated_sum(one.pledged for one in sums),
        in_kind=stated_sum(one.in_kind for one in sums),
        paid=stated_sum(one.paid for one in sums),
        gap=stated_sum(one.gap for one in sums),
        known=sum(one.known for one in sums),
        unknown=sum(one.unknown for one in sums),
        unsettled=sum(one.unsettled for one in sums),
        unshared=sum(one.unshared for one in sums),
        over=sum(one.over for one in sums),
        surplus=sum(one.surplus for one in sums),
        others=gathered(other for one in sums for other in one.others),
    )
