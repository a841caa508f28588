"""What activities need and who pays, in exact minor units, one currency at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ccmdesk.model.activity import Activity
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.plan import Plan
from ccmdesk.model.values import Money
from ccmdesk.rules.other_currencies import OtherAmount, Others, gathered

CONTRIBUTIONS = (
    BudgetRole.NATIONAL,
    BudgetRole.PLEDGED,
    BudgetRole.IN_KIND,
    BudgetRole.PAID,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """Minor units of one currency; None is not stated, zero is a statement.

    *paid* is how much of the contributions has come in and never counts twice. *unclear* means
    that a contribution is stated in another currency or for some of the years only, so that no
    gap can be computed. *others* are the amounts in other currencies, which are in no other figure.
    """

    needed: int | None = None
    national: int | None = None
    pledged: int | None = None
    in_kind: int | None = None
    paid: int | None = None
    unclear: bool = False
    others: Others = ()

    @property
    def external(self) -> int | None:
        """What others give, in money and in kind; None when neither is stated."""
        return stated_sum([self.pledged, self.in_kind])

    @property
    def gap(self) -> int | None:
        """Needed less national less external; None when any of the three is not stated."""
        if self.unclear or self.needed is None or self.national is None or self.external is None:
            return None
        return self.uncovered

    @property
    def uncovered(self) -> int:
        """Needed less what is stated of national and external; what is not stated is left out.

        It is the gap where the gap is known, and else no more than what is left to explain.
        """
        return (self.needed or 0) - (self.national or 0) - (self.external or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityFunding:
    """The money of one activity in the currency it is needed in.

    *by_year* has None for what is known for the whole activity only. *spread* says that such a
    contribution was divided over the years in proportion to what is needed. *yearly* says that
    need, national and external amounts are each stated for every active year.
    """

    activity: Activity
    currency: CurrencyCode | None
    total: Amounts
    by_year: tuple[tuple[int | None, Amounts], ...]
    spread: bool
    yearly: bool


_Books = dict[BudgetRole, dict[int | None, int]]


def funding_of(document: PlanDocument, activity: Activity) -> ActivityFunding:
    """Return what one activity needs and gets; yearly need counts before the total cost."""
    lines = document.children(BudgetLine, "activity", activity.id)
    currency = _currency(document, activity, lines)
    books, unclear = _books(lines, currency)
    others = _others(lines, books, currency)
    _complete_need(books, activity, currency)
    years = _years(books, activity)
    yearly = _is_yearly(books, years)
    spread = _spread(books)
    total = replace(_total(books), others=gathered(one for part in others.values() for one in part))
    return ActivityFunding(
        activity=activity,
        currency=currency,
        total=replace(total, unclear=unclear or _is_partial(books, years)),
        by_year=tuple(_by_year(books, others, unclear=unclear)),
        spread=spread,
        yearly=yearly and not unclear,
    )


def all_funding(document: PlanDocument) -> tuple[ActivityFunding, ...]:
    """Return the funding of every activity, in the order they were made."""
    return tuple(funding_of(document, activity) for activity in document.of(Activity))


def cost_of(funding: ActivityFunding) -> Money | None:
    """Return the total cost as it is stated, else what the budget lines say is needed.

    A need in two currencies has no sum.
    """
    activity, needed = funding.activity, funding.total.needed
    if activity.cost is not None or activity.notes["cost"].absence is not None:
        return activity.cost
    in_two = any(one.role is BudgetRole.NEEDED for one in funding.total.others)
    if in_two or needed is None or funding.currency is None:
        return None
    return Money(needed, funding.currency)


def unfilled_years(funding: ActivityFunding) -> tuple[int, ...]:
    """Return the active years without a need, of an activity that states it year by year."""
    period, by_year = funding.activity.period, funding.by_year
    stated = {year for year, amounts in by_year if year is not None and amounts.needed is not None}
    years = () if period is None or not stated else period.years
    return tuple(year for year in years if year not in stated)


def stated_sum(parts: Iterable[int | None]) -> int | None:
    """Return the sum of what is stated, or None where nothing is."""
    stated = [part for part in parts if part is not None]
    return sum(stated) if stated else None


def year_place(year: int | None) -> tuple[bool, int]:
    """Return where a year stands; what is known for no single year comes last."""
    return year is None, year or 0


ROUND = 100
"""Minor units in one unit of most currencies; where there are none, hundreds serve as well."""


def in_proportion(amount: int, weights: Mapping[int | None, int]) -> dict[int | None, int]:
    """Divide *amount* exactly by *weights*, the largest remainders first, then the first keys.

    The weights are zero or more and not all zero.
    """
    whole = sum(weights.values())
    shares = {key: amount * weight // whole for key, weight in weights.items()}
    left = amount - sum(shares.values())
    by_remainder = sorted(weights, key=lambda key: -(amount * weights[key] % whole))
    for key in by_remainder[:left]:
        shares[key] += 1
    return shares


def whole_shares(minor: int, need: Mapping[int | None, int]) -> dict[int | None, int]:
    """Divide a sum without cents into shares without cents: a paper states no false precision."""
    step = ROUND if minor % ROUND == 0 else 1
    shares = in_proportion(minor // step, need)
    return {year: share * step for year, share in shares.items()}


def per_mille(part: int | None, whole: int | None) -> int | None:
    """Return *part* of *whole* in thousandths, half up; None when it cannot be told.

    Nothing and all of it are said only where they are exact: what is nearly so is one step off.
    """
    if part is None or not whole:
        return None
    rounded, exact = (2000 * part + whole) // (2 * whole), 1000 * part
    if rounded not in {0, 1000} or exact == rounded * whole:
        return rounded
    return rounded + (1 if exact > rounded * whole else -1)


def _currency(
    document: PlanDocument, activity: Activity, lines: Iterable[BudgetLine]
) -> CurrencyCode | None:
    """Return the currency of the need, else of the plan when a line has it, else of any line."""
    if activity.cost is not None:
        return activity.cost.currency
    said = [(line.role, line.amount.currency) for line in lines if line.amount is not None]
    needed = [currency for role, currency in said if role is BudgetRole.NEEDED]
    if needed:
        return needed[0]
    plan = document.get(Plan, activity.plan)
    if plan is not None and plan.currency in {currency for _, currency in said}:
        return plan.currency
    return said[0][1] if said else None


def _books(lines: Iterable[BudgetLine], currency: CurrencyCode | None) -> tuple[_Books, bool]:
    books: _Books = {role: {} for role in BudgetRole}
    unclear = False
    for line in lines:
        if line.role is None or line.amount is None:
            continue
        if line.amount.currency != currency:
            unclear = unclear or line.amount.minor != 0
            continue
        book = books[line.role]
        book[line.year] = book.get(line.year, 0) + line.amount.minor
    return books, unclear


def _others(
    lines: Iterable[BudgetLine], books: _Books, currency: CurrencyCode | None
) -> dict[int | None, Others]:
    """Return by year what is stated in other currencies than that of the need."""
    found: dict[int | None, list[OtherAmount]] = {}
    for line in lines:
        if line.role is None or line.amount is None or line.amount.currency == currency:
            continue
        if _says_more(line.role, line.year, line.amount.minor, book=books[line.role]):
            found.setdefault(line.year, []).append(OtherAmount(line.role, line.amount))
    return {year: gathered(parts) for year, parts in found.items()}


def _says_more(
    role: BudgetRole, year: int | None, minor: int, *, book: Mapping[int | None, int]
) -> bool:
    """Whether an amount in another currency is not the same told again, as a total cost can be."""
    if role is BudgetRole.NEEDED and (not book or (year is None and None not in book)):
        return False
    return bool(minor or not book)


def _by_year(
    books: _Books, others: Mapping[int | None, Others], *, unclear: bool
) -> Iterator[tuple[int | None, Amounts]]:
    """Yield the amounts of each year for which any is stated; those of no single year last."""
    years = {year for book in books.values() for year in book} | set(others)
    for year in sorted(years, key=year_place):
        amounts = replace(_amounts(books, year), unclear=unclear)
        yield year, replace(amounts, others=others.get(year, ()))


def _complete_need(books: _Books, activity: Activity, currency: CurrencyCode | None) -> None:
    """Keep one statement of the need: by year, else for the whole activity, else its cost."""
    need = books[BudgetRole.NEEDED]
    if set(need) - {None}:
        need.pop(None, None)
    elif not need and activity.cost is not None and activity.cost.currency == currency:
        need[None] = activity.cost.minor


def _years(books: _Books, activity: Activity) -> tuple[int, ...]:
    """Return the active years: those of the period, else those with a stated need."""
    period = () if activity.period is None else activity.period.years
    return period or tuple(sorted(y for y in books[BudgetRole.NEEDED] if y is not None))


def _is_yearly(books: _Books, years: tuple[int, ...]) -> bool:
    if not years:
        return False
    external = {**books[BudgetRole.PLEDGED], **books[BudgetRole.IN_KIND]}
    stated = (books[BudgetRole.NEEDED], books[BudgetRole.NATIONAL], external)
    return all(None not in book and set(years) <= set(book) for book in stated)


def _spread(books: _Books) -> bool:
    """Divide contributions without a year over the years of the need; say whether any was."""
    need = books[BudgetRole.NEEDED]
    if None in need or not sum(need.values()):
        return False
    spread = False
    for role in CONTRIBUTIONS:
        book = books[role]
        if None in book:
            spread = True
            for year, share in whole_shares(book.pop(None), need).items():
                book[year] = book.get(year, 0) + share
    return spread


def _amounts(books: _Books, year: int | None) -> Amounts:
    return Amounts(
        needed=books[BudgetRole.NEEDED].get(year),
        national=books[BudgetRole.NATIONAL].get(year),
        pledged=books[BudgetRole.PLEDGED].get(year),
        in_kind=books[BudgetRole.IN_KIND].get(year),
        paid=books[BudgetRole.PAID].get(year),
    )


def _total(books: _Books) -> Amounts:
    sums: _Books = {
        role: {None: sum(book.values())} if book else {} for role, book in books.items()
    }
    return _amounts(sums, None)


def _is_partial(books: _Books, years: tuple[int, ...]) -> bool:
    """Whether a contribution is stated for some of the years of the need and not for others."""
    needed = {y for y in books[BudgetRole.NEEDED] if y is not None} or set(years)
    external = {*books[BudgetRole.PLEDGED], *books[BudgetRole.IN_KIND]}
    stated = ({*books[BudgetRole.NATIONAL]}, external)
    return any(book and None not in book and not needed <= book for book in stated)
