"""Who contributes to activities, and the national and external contributions of each year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.ids import OrganisationId
from ccmdesk.model.values import Money
from ccmdesk.rules.funding import ActivityFunding, Amounts, per_mille, stated_sum, year_place
from ccmdesk.rules.other_currencies import ABROAD, Others, gathered, stated_moneys

CONTRIBUTED = (BudgetRole.NATIONAL, *ABROAD)
"""What the State and others give; what of it was paid is no further part."""


@dataclass(frozen=True, slots=True)
class Funder:
    """Who pays: an organisation on record, or the name written in the budget line."""

    organisation: OrganisationId | None
    name: str
    role: BudgetRole


@dataclass(frozen=True, slots=True, kw_only=True)
class FunderRow:
    """What one funder gives in one currency, per year; None is for the whole of an activity.

    That nothing is given says no more about a funder than the sums do, so it makes no row.
    """

    funder: Funder
    currency: CurrencyCode
    total: int
    by_year: tuple[tuple[int | None, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearShare:
    """National against external contributions of one year, in minor units; None is not stated.

    *year* None is for what is contributed to an activity as a whole. Where one of the two is not
    stated, or in *others* in another currency, nothing is known of the share of the other.
    """

    year: int | None
    national: int | None
    external: int | None
    others: Others = ()

    @property
    def whole(self) -> int:
        """All contributions that are stated."""
        return (self.national or 0) + (self.external or 0)

    @property
    def national_per_mille(self) -> int | None:
        """The national part of all contributions, in thousandths."""
        return per_mille(self.national, self.whole) if self.is_comparable else None

    def stated_national(self, currency: CurrencyCode) -> tuple[Money, ...]:
        """Return what the State pays, one amount for each currency, *currency* first."""
        own = None if self.national is None else Money(self.national, currency)
        return stated_moneys(own, self.others, roles=(BudgetRole.NATIONAL,))

    def stated_external(self, currency: CurrencyCode) -> tuple[Money, ...]:
        """Return what others give, one amount for each currency, *currency* first."""
        own = None if self.external is None else Money(self.external, currency)
        return stated_moneys(own, self.others, roles=ABROAD)

    @property
    def is_comparable(self) -> bool:
        """Whether both are stated, and in one currency."""
        return self.national is not None and self.external is not None and not self.others


def shares_of(funding: Iterable[ActivityFunding]) -> tuple[YearShare, ...]:
    """Return the contributions of each year in which there are any, those without a year last."""
    given: dict[int | None, list[Amounts]] = {}
    for one in funding:
        for year, amounts in one.by_year:
            given.setdefault(year, []).append(amounts)
    shares = (_share(year, given[year]) for year in sorted(given, key=year_place))
    return tuple(share for share in shares if share.whole or share.others)


def _share(year: int | None, given: Sequence[Amounts]) -> YearShare:
    others = gathered(other for one in given for other in one.others)
    return YearShare(
        year=year,
        national=stated_sum(one.national for one in given),
        external=stated_sum(one.external for one in given),
        others=tuple(one for one in others if one.amount.minor and one.role in CONTRIBUTED),
    )


_Books = dict[tuple[Funder, CurrencyCode], dict[int | None, int]]


def funders(
    document: PlanDocument, currency: CurrencyCode, funding: Iterable[ActivityFunding]
) -> tuple[FunderRow, ...]:
    """Return who gives to activities that need *currency*; those who give another come last."""
    books: _Books = {}
    for one in funding:
        for line in document.children(BudgetLine, "activity", one.activity.id):
            if line.role is None or line.role is BudgetRole.NEEDED or line.amount is None:
                continue
            funder = Funder(line.organisation, line.funder, line.role)
            book = books.setdefault((funder, line.amount.currency), {})
            book[line.year] = book.get(line.year, 0) + line.amount.minor
    rows = [_funder_row(*key, book) for key, book in books.items() if any(book.values())]
    by_name = sorted(rows, key=lambda row: (row.funder.name, str(row.funder.organisation or "")))
    return tuple(sorted(by_name, key=lambda row: funder_place(row, currency)))


def _funder_row(
    funder: Funder, currency: CurrencyCode, book: Mapping[int | None, int]
) -> FunderRow:
    by_year = tuple((year, book[year]) for year in sorted(book, key=year_place))
    return FunderRow(funder=funder, currency=currency, total=sum(book.values()), by_year=by_year)


def funder_place(row: FunderRow, currency: CurrencyCode) -> tuple[int, bool, CurrencyCode, int]:
    """Return where a row stands: by what is given, those in *currency* first, then by how much."""
    role = list(BudgetRole).index(row.funder.role)
    return role, row.currency != currency, row.currency, -row.total
