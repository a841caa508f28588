"""The budget activity by activity: what each needs in every year, and who covers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.state import Article
from ccmdesk.model.values import Money
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Align, Block, Cell, Column, Paragraph, Row, Table
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.sections.budget import year_name
from ccmdesk.report.documents.value_cells import field_cell
from ccmdesk.rules.funding import ActivityFunding

_MOST_YEARS = 6
"""So many columns of years fit beside the sums; later ones go into a table of their own."""


def costed_budget(desk: Desk, article: Article) -> Iterator[Block]:
    """Yield a table for each currency; currencies are never added."""
    found = [desk.funding[one.id] for one in desk.of_article(article)]
    stated = [one for one in found if one.currency is not None]
    if not any(one.total.needed is not None for one in stated):
        yield Paragraph(desk.lang(N_("No cost of an activity is entered under this article.")))
    for currency in dict.fromkeys(one.currency for one in stated if one.currency is not None):
        own = [one for one in stated if one.currency == currency]
        yield from _tables(desk, own, currency)


def _tables(
    desk: Desk, found: Sequence[ActivityFunding], currency: CurrencyCode
) -> Iterator[Block]:
    years = sorted({y for one in found for y, _ in one.by_year}, key=lambda y: (y is None, y or 0))
    for start in range(0, len(years), _MOST_YEARS):
        yield _table(desk, found, currency, years[start : start + _MOST_YEARS])


def _table(
    desk: Desk,
    found: Sequence[ActivityFunding],
    currency: CurrencyCode,
    years: Sequence[int | None],
) -> Table:
    lang, name = desk.lang, year_name(desk)
    caption = lang(N_("Cost of each activity by year, in {currency}"), currency=currency)
    heads = (
        lang(C_("column", "Number")),
        lang(C_("column", "Activity")),
        *(name(year) for year in years),
        lang(C_("budget", "Needed")),
        lang(C_("budget", "National contribution")),
        lang(N_("Funding gap")),
    )
    return Table(
        columns=(Column(), Column(weight=1.0), *[Column(Align.NUMBER)] * (len(years) + 3)),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple(_row(desk, one, currency, years) for one in found),
        totals=(_total(desk, found, currency, years),),
        caption=caption,
        alternative=caption,
    )


def _row(
    desk: Desk, one: ActivityFunding, currency: CurrencyCode, years: Sequence[int | None]
) -> Row:
    by_year = {year: amounts.needed for year, amounts in one.by_year}
    total = one.total
    sums = (total.needed, total.national, total.gap)
    return (
        field_cell(desk.paper, one.activity, "code"),
        field_cell(desk.paper, one.activity, "title"),
        *(Cell(_amount(desk, by_year.get(year), currency, absent="")) for year in years),
        *(Cell(_amount(desk, minor, currency)) for minor in sums),
    )


def _total(
    desk: Desk,
    found: Sequence[ActivityFunding],
    currency: CurrencyCode,
    years: Sequence[int | None],
) -> Row:
    """Return the sums of what is known, as in the tables of the whole plan."""
    by_year = [{year: amounts.needed for year, amounts in one.by_year} for one in found]
    sums = [[one.total.needed for one in found], [one.total.national for one in found],
            [one.total.gap for one in found]]  # fmt: skip
    return (
        Cell(desk.lang(N_("Total"))),
        Cell(""),
        *(Cell(_amount(desk, _sum(row.get(year) for row in by_year), currency)) for year in years),
        *(Cell(_amount(desk, _sum(column), currency)) for column in sums),
    )


def _sum(amounts: Iterable[int | None]) -> int | None:
    """Return the sum of what is known, None where nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def _amount(
    desk: Desk, minor: int | None, currency: CurrencyCode, *, absent: str | None = None
) -> str:
    if minor is not None:
        return desk.lang.amount(Money(minor, currency))
    return desk.lang(C_("absent value", "Not known")) if absent is None else absent
