"""Funding summed over activities: per year, article, kind of support and funder."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.codes import CurrencyCode, ModalityCode
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.ids import OrganisationId
from ccmdesk.model.need import Need
from ccmdesk.model.state import Article
from ccmdesk.rules.funding import ActivityFunding, Amounts, per_mille

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
    them. *over* parts have *surplus* more than they need, which is off the gap.
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

    @property
    def external(self) -> int | None:
        """Pledged from abroad in money and in kind; None when neither is stated."""
        return _stated_sum([self.pledged, self.in_kind])

    @property
    def national_per_mille(self) -> int | None:
        """The national part, in thousandths, of all that is needed; None where none is stated.

        Reviewers of requests read the national contribution from page one and set it against the
        total cost beside it; a share of only those activities that state one looks larger.
        """
        return per_mille(self.national, self.needed)


@dataclass(frozen=True, slots=True)
class Row(Generic[Key]):
    """The sums of one year, article, combination of kinds of support, or funder."""

    key: Key
    sums: Sums


@dataclass(frozen=True, slots=True)
class Funder:
    """Who pays: an organisation on record, or the name written in the budget line."""

    organisation: OrganisationId | None
    name: str
    role: BudgetRole


@dataclass(frozen=True, slots=True, kw_only=True)
class FunderRow:
    """What one funder gives, per year; None is for the whole of an activity.

    That nothing is given says no more about a funder than the sums do, so it makes no row.
    """

    funder: Funder
    total: int
    by_year: tuple[tuple[int | None, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearShare:
    """National against external contributions of one year, in minor units; None is not stated.

    *year* None is for what is contributed to an activity as a whole. Where one of the two is not
    stated, nothing is known of the share of the other.
    """

    year: int | None
    national: int | None
    external: int | None

    @property
    def whole(self) -> int:
        """All contributions that are stated."""
        return (self.national or 0) + (self.external or 0)

    @property
    def national_per_mille(self) -> int | None:
        """The national part of all contributions, in thousandths."""
        return per_mille(self.national, self.whole) if self.is_comparable else None

    @property
    def is_comparable(self) -> bool:
        """Whether both are stated."""
        return self.national is not None and self.external is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Everything in one currency; currencies are never added to one another.

    The rows of each table add up to *total*. *shares* has the contributions of each year.
    """

    currency: CurrencyCode
    total: Sums
    by_year: tuple[Row[int | None], ...]
    by_article: tuple[Row[Article | None], ...]
    by_modality: tuple[Row[tuple[ModalityCode, ...]], ...]
    by_funder: tuple[FunderRow, ...]
    shares: tuple[YearShare, ...]
    spread: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class YearTotals:
    """Everything in one currency, in total and by year: what a table by year ends with."""

    currency: CurrencyCode
    total: Sums
    by_year: tuple[Row[int | None], ...]


def totals(document: PlanDocument, funding: Iterable[ActivityFunding]) -> tuple[Totals, ...]:
    """Return one value per currency, the one with most activities first."""
    every = tuple(funding)
    found, bare = _by_currency(every), _without_amounts(every)
    return tuple(_totals(document, code, found[code], bare) for code in found)


def year_totals(funding: Iterable[ActivityFunding]) -> tuple[YearTotals, ...]:
    """Return what `totals` says of the plan and of its years, in the same order."""
    every = tuple(funding)
    bare = _without_amounts(every)
    return tuple(_year_totals(code, own, bare) for code, own in _by_currency(every).items())


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


def _by_currency(
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
    currencies = {one.currency for one in funding} - {None}
    return sum(one.currency is None for one in funding) if len(currencies) == 1 else 0


def _year_totals(currency: CurrencyCode, funding: list[ActivityFunding], bare: int) -> YearTotals:
    stated = _sums(_part(one.total) for one in funding)
    return YearTotals(
        currency=currency,
        total=replace(stated, unshared=stated.unshared + bare),
        by_year=_rows((row for one in funding for row in year_parts(one)), _year_place),
    )


def _totals(
    document: PlanDocument, currency: CurrencyCode, funding: list[ActivityFunding], bare: int
) -> Totals:
    whole = [(one, _part(one.total)) for one in funding]
    years = _year_totals(currency, funding, bare)
    return Totals(
        currency=currency,
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
        by_funder=_funders(document, currency, funding),
        shares=_shares(funding),
        spread=any(one.spread for one in funding),
    )


def _part(amounts: Amounts) -> Part:
    return Part(amounts=amounts, gap=amounts.gap)


def _year_place(year: int | None) -> tuple[bool, int]:
    return year is None, year or 0


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
        needed=_stated_sum(one.needed for one in amounts),
        national=_stated_sum(one.national for one in amounts),
        pledged=_stated_sum(one.pledged for one in amounts),
        in_kind=_stated_sum(one.in_kind for one in amounts),
        paid=_stated_sum(one.paid for one in amounts),
        gap=_stated_sum(known),
        known=len(known),
        unknown=len(parts) - len(known),
        unsettled=sum(part.amounts.uncovered for part in parts if part.gap is None),
        unshared=sum(one.national is None for one in amounts),
        over=sum(gap < 0 for gap in known),
        surplus=-sum(gap for gap in known if gap < 0),
    )


def merged(parts: Iterable[Sums]) -> Sums:
    """Return several rows of one table as one."""
    sums = list(parts)
    return Sums(
        needed=_stated_sum(one.needed for one in sums),
        national=_stated_sum(one.national for one in sums),
        pledged=_stated_sum(one.pledged for one in sums),
        in_kind=_stated_sum(one.in_kind for one in sums),
        paid=_stated_sum(one.paid for one in sums),
        gap=_stated_sum(one.gap for one in sums),
        known=sum(one.known for one in sums),
        unknown=sum(one.unknown for one in sums),
        unsettled=sum(one.unsettled for one in sums),
        unshared=sum(one.unshared for one in sums),
        over=sum(one.over for one in sums),
        surplus=sum(one.surplus for one in sums),
    )


def _stated_sum(parts: Iterable[int | None]) -> int | None:
    """Return the sum of what is stated, or None where nothing is."""
    stated = [part for part in parts if part is not None]
    return sum(stated) if stated else None


def _shares(funding: Iterable[ActivityFunding]) -> tuple[YearShare, ...]:
    """Return the contributions of each year in which there are any, those without a year last."""
    given: dict[int | None, list[Amounts]] = {}
    for one in funding:
        for year, amounts in one.by_year:
            given.setdefault(year, []).append(amounts)
    shares = [
        YearShare(
            year=year,
            national=_stated_sum(one.national for one in given[year]),
            external=_stated_sum(one.external for one in given[year]),
        )
        for year in sorted(given, key=_year_place)
    ]
    return tuple(share for share in shares if share.whole)


def _funders(
    document: PlanDocument, currency: CurrencyCode, funding: list[ActivityFunding]
) -> tuple[FunderRow, ...]:
    books: dict[Funder, dict[int | None, int]] = {}
    for one in funding:
        for line in document.children(BudgetLine, "activity", one.activity.id):
            if line.role in {None, BudgetRole.NEEDED} or line.amount is None:
                continue
            if line.role is not None and line.amount.currency == currency:
                funder = Funder(line.organisation, line.funder, line.role)
                book = books.setdefault(funder, {})
                book[line.year] = book.get(line.year, 0) + line.amount.minor
    rows = [_funder_row(funder, book) for funder, book in books.items() if any(book.values())]
    return tuple(sorted(rows, key=_funder_place))


def _funder_row(funder: Funder, book: dict[int | None, int]) -> FunderRow:
    years = sorted(book, key=lambda year: (year is None, year or 0))
    by_year = tuple((year, book[year]) for year in years)
    return FunderRow(funder=funder, total=sum(book.values()), by_year=by_year)


def _funder_place(row: FunderRow) -> tuple[int, int, str, str]:
    role = list(BudgetRole).index(row.funder.role)
    return role, -row.total, row.funder.name, str(row.funder.organisation or "")
