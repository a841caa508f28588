"""Funding summed over activities: per year, article, kind of support and funder."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
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
class Sums:
    """Minor units summed over what is stated, and how often the gap is not known.

    *gap* is the sum of the *known* gaps; *unknown* parts have one that cannot be computed and
    are never counted as zero. *shared* is what is needed where a national part is stated.
    """

    needed: int = 0
    national: int = 0
    pledged: int = 0
    in_kind: int = 0
    paid: int = 0
    gap: int = 0
    known: int = 0
    unknown: int = 0
    shared: int = 0

    @property
    def external(self) -> int:
        """Pledged from abroad in money and in kind."""
        return self.pledged + self.in_kind

    @property
    def national_per_mille(self) -> int | None:
        """The national share, in thousandths, of what is needed where it is stated."""
        return per_mille(self.national, self.shared)


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
    """What one funder gives, per year; None is for the whole of an activity."""

    funder: Funder
    total: int
    by_year: tuple[tuple[int | None, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Everything in one currency; currencies are never added to one another."""

    currency: CurrencyCode
    total: Sums
    by_year: tuple[Row[int | None], ...]
    by_article: tuple[Row[Article | None], ...]
    by_modality: tuple[Row[tuple[ModalityCode, ...]], ...]
    by_funder: tuple[FunderRow, ...]
    spread: bool


def totals(document: PlanDocument, funding: Iterable[ActivityFunding]) -> tuple[Totals, ...]:
    """Return one value per currency, the one with most activities first."""
    by_currency: dict[CurrencyCode, list[ActivityFunding]] = {}
    for one in funding:
        if one.currency is not None:
            by_currency.setdefault(one.currency, []).append(one)
    order = sorted(by_currency, key=lambda code: (-len(by_currency[code]), code))
    return tuple(_totals(document, code, by_currency[code]) for code in order)


def modalities_of(document: PlanDocument, one: ActivityFunding) -> tuple[ModalityCode, ...]:
    """Return the kinds of support asked for an activity, by all its needs, sorted.

    Money is not divided between kinds: each combination is a row of its own.
    """
    needs = document.children(Need, "activity", one.activity.id)
    return tuple(sorted({code for need in needs for code in need.modalities}))


def funding_horizon(found: Totals, *, from_year: int) -> int:
    """Return for how many years from *from_year* the whole need is known to be covered."""
    rows = {row.key: row.sums for row in found.by_year}
    years = 0
    while (sums := rows.get(from_year + years)) is not None and not sums.unknown and sums.gap <= 0:
        years += 1
    return years


@dataclass(frozen=True, slots=True, kw_only=True)
class YearShare:
    """National against external contributions of one year, in minor units."""

    year: int
    national: int
    external: int

    @property
    def national_per_mille(self) -> int | None:
        """The national part of all contributions, in thousandths."""
        return per_mille(self.national, self.national + self.external)


def transition(found: Totals) -> tuple[YearShare, ...]:
    """Return the shares of each year in which anything is contributed."""
    return tuple(
        YearShare(year=row.key, national=row.sums.national, external=row.sums.external)
        for row in found.by_year
        if row.key is not None and row.sums.national + row.sums.external
    )


def external_share_falls(found: Totals) -> bool:
    """Whether the external part of all contributions is smaller in the last year than at first."""
    shares = transition(found)
    if len(shares) < 2:
        return False
    first, last = shares[0], shares[-1]
    return first.external * (last.national + last.external) > last.external * (
        first.national + first.external
    )


def _totals(
    document: PlanDocument, currency: CurrencyCode, funding: list[ActivityFunding]
) -> Totals:
    by_year = ((year, amounts) for one in funding for year, amounts in one.by_year)
    whole = [(one, one.total) for one in funding]
    return Totals(
        currency=currency,
        total=_sums(one.total for one in funding),
        by_year=_rows(by_year, lambda year: (year is None, year or 0)),
        by_article=_rows(
            ((one.activity.article, amounts) for one, amounts in whole),
            lambda article: article.value if article else "~",
        ),
        by_modality=_rows(
            ((modalities_of(document, one), amounts) for one, amounts in whole),
            lambda codes: (not codes, codes),
        ),
        by_funder=_funders(document, currency, funding),
        spread=any(one.spread for one in funding),
    )


def _rows(
    parts: Iterable[tuple[Key, Amounts]], order: Callable[[Key], tuple[object, ...] | str]
) -> tuple[Row[Key], ...]:
    groups: dict[Key, list[Amounts]] = {}
    for key, amounts in parts:
        groups.setdefault(key, []).append(amounts)
    return tuple(Row(key, _sums(groups[key])) for key in sorted(groups, key=order))


def _sums(parts: Iterable[Amounts]) -> Sums:
    amounts = list(parts)
    gaps = [one.gap for one in amounts]
    known = [gap for gap in gaps if gap is not None]
    return Sums(
        needed=sum(one.needed or 0 for one in amounts),
        national=sum(one.national or 0 for one in amounts),
        pledged=sum(one.pledged or 0 for one in amounts),
        in_kind=sum(one.in_kind or 0 for one in amounts),
        paid=sum(one.paid or 0 for one in amounts),
        gap=sum(known),
        known=len(known),
        unknown=len(gaps) - len(known),
        shared=sum(one.needed or 0 for one in amounts if one.national is not None),
    )


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
    rows = [_funder_row(funder, book) for funder, book in books.items()]
    return tuple(sorted(rows, key=_funder_place))


def _funder_row(funder: Funder, book: dict[int | None, int]) -> FunderRow:
    years = sorted(book, key=lambda year: (year is None, year or 0))
    by_year = tuple((year, book[year]) for year in years)
    return FunderRow(funder=funder, total=sum(book.values()), by_year=by_year)


def _funder_place(row: FunderRow) -> tuple[int, int, str, str]:
    role = list(BudgetRole).index(row.funder.role)
    return role, -row.total, row.funder.name, str(row.funder.organisation or "")
