"""The budget activity by activity: what each needs in every year, and who covers it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ccmdesk.model.budget import BudgetRole
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.state import Article
from ccmdesk.model.values import Money
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Align, Block, Cell, Column, Paragraph, Row, Table
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import note
from ccmdesk.report.documents.sections.budget import stated_amounts, year_name
from ccmdesk.report.documents.value_cells import field_cell
from ccmdesk.rules.asking import goes_on
from ccmdesk.rules.funding import ActivityFunding, Amounts, year_place
from ccmdesk.rules.funding_totals import Sums, stated_in, year_totals
from ccmdesk.rules.money_summary import ended_sentences

_MOST_YEARS = 6
"""So many columns of years fit beside the sums; later ones go into a table of their own."""


def costed_budget(desk: Desk, article: Article) -> Iterator[Block]:
    """Yield a table for each currency; currencies are never added."""
    every = [desk.funding[one.id] for one in desk.of_article(article)]
    stated = [one for one in every if one.currency is not None and goes_on(one.activity)]
    if not any(one.total.needed is not None for one in stated):
        yield Paragraph(desk.lang(N_("No cost of an activity is entered under this article.")))
    for currency in dict.fromkeys(one.currency for one in stated if one.currency is not None):
        own = [one for one in stated if one.currency == currency]
        yield from _tables(desk, own, currency)
    for totals in year_totals(every):
        yield from (note(desk.lang.say(says)) for says in ended_sentences(totals.ended))


def _tables(
    desk: Desk, found: Sequence[ActivityFunding], currency: CurrencyCode
) -> Iterator[Block]:
    years = sorted({year for one in found for year in _needed_in(one)}, key=year_place)
    for start in range(0, max(len(years), 1), _MOST_YEARS):
        yield _table(desk, found, currency, years[start : start + _MOST_YEARS])


def _needed_in(one: ActivityFunding) -> Iterator[int | None]:
    """Yield the years for which a need is stated; others have no column here."""
    for year, amounts in one.by_year:
        if amounts.needed is not None or any(o.role is BudgetRole.NEEDED for o in amounts.others):
            yield year


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
    by_year = dict(one.by_year)
    return (
        field_cell(desk.paper, one.activity, "code"),
        field_cell(desk.paper, one.activity, "title"),
        *(_needed(desk, by_year.get(year), currency, absent="") for year in years),
        *_sums(desk, one.total, currency),
    )


def _total(
    desk: Desk,
    found: Sequence[ActivityFunding],
    currency: CurrencyCode,
    years: Sequence[int | None],
) -> Row:
    """Return the sums of what is known: the same as in the tables of the whole plan."""
    (totals,) = year_totals(found)
    by_year = {row.key: row.sums for row in totals.by_year}
    return (
        Cell(desk.lang(N_("Total"))),
        Cell(""),
        *(_needed(desk, by_year.get(year), currency, absent="") for year in years),
        *_sums(desk, totals.total, currency),
    )


def _needed(
    desk: Desk, amounts: Amounts | Sums | None, currency: CurrencyCode, *, absent: str
) -> Cell:
    role = (BudgetRole.NEEDED,)
    stated = () if amounts is None else stated_in(amounts, role, currency=currency)
    return Cell(stated_amounts(desk, stated, currency=currency) if stated else absent)


def _sums(desk: Desk, amounts: Amounts | Sums, currency: CurrencyCode) -> Iterator[Cell]:
    """Yield what is needed, what the State pays and what is missing."""
    unknown = desk.lang(C_("absent value", "Not known"))
    yield _needed(desk, amounts, currency, absent=unknown)
    paid = stated_in(amounts, (BudgetRole.NATIONAL,), currency=currency)
    yield Cell(stated_amounts(desk, paid, currency=currency) if paid else unknown)
    gap = amounts.gap
    yield Cell(unknown if gap is None else desk.lang.amount(Money(gap, currency)))
