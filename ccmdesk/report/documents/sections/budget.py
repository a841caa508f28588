"""The budget by year, article, kind of support and source, with the gap, for each currency."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from ccmdesk.model.budget import BudgetRole, ExchangeRate
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.cooperation import Organisation
from ccmdesk.model.values import Money, Texts
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Align, Block, Cell, Column, Paragraph, Row, Table
from ccmdesk.report.charts import Ink
from ccmdesk.report.documents.authors import told
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import heading, note, sentences
from ccmdesk.report.documents.record_tables import Register, register
from ccmdesk.report.documents.year_charts import YearChart, YearSeries, thousands_of, year_chart
from ccmdesk.rules.contributors import Funder, FunderRow, funder_place
from ccmdesk.rules.exchange_rates import Reported, ReportedLine
from ccmdesk.rules.funding_totals import Row as SumsRow
from ccmdesk.rules.funding_totals import Sums, Totals, stated_in
from ccmdesk.rules.money_summary import money_sentences

_SUMMED = (BudgetRole.NEEDED, BudgetRole.NATIONAL, BudgetRole.PLEDGED, BudgetRole.IN_KIND)
RATES = ("from_currency", "to_currency", "rate", "day", "source")


def budget(desk: Desk) -> Iterator[Block]:
    """Yield the money of the plan, currency by currency; currencies are never added."""
    lang = desk.lang
    if not desk.totals:
        yield Paragraph(lang(N_("No cost and no budget line is entered.")))
        return
    yield Paragraph(
        lang(
            N_(
                "The funding gap is what is needed less the national contribution and less what is"
                " pledged from abroad, in money and in kind. Where one of the three is not stated,"
                " the gap is not known and never taken as zero: what is needed there, less what is"
                " stated of its means, stands apart under “Needed, gap not known”. In every row,"
                " what is needed less the contributions, less the pledges and less that part is"
                " the gap."
            )
        )
    )
    for found in desk.totals:
        yield from _of_currency(desk, found)
    yield from _reported(desk)
    caption = lang(N_("Exchange rates on record"))
    rates = desk.paper.of(ExchangeRate)
    yield from register(desk.paper, Register(ExchangeRate, rates, RATES, caption))


def sums_heads(desk: Desk, first: str) -> tuple[Row, ...]:
    """Return the head of a table of sums under *first*."""
    lang = desk.lang
    texts = (
        first,
        lang(C_("budget", "Needed")),
        lang(C_("budget", "National contribution")),
        lang(C_("budget", "Pledged from abroad")),
        lang(C_("budget", "Pledged in kind")),
        lang(C_("budget", "Needed, gap not known")),
        lang(N_("Funding gap")),
    )
    return (tuple(Cell(text, bold=True) for text in texts),)


def sums_table(desk: Desk, found: Totals, rows: Sequence[Row], *, caption: str) -> Table:
    """Return a table of sums of one currency, closed by the total of everything."""
    first = desk.lang(C_("column", "Part"))
    total = sums_row(desk, desk.lang(N_("Total")), found.total, currency=found.currency)
    return Table(
        columns=(Column(weight=1.0), *[Column(Align.NUMBER)] * 6),
        head=sums_heads(desk, first),
        rows=tuple(rows),
        totals=(total,),
        caption=caption,
        alternative=caption,
    )


def sums_row(desk: Desk, name: str, sums: Sums, *, currency: CurrencyCode) -> Row:
    """Return one row of sums; the currency stands in the caption."""
    amounts = (stated_in(sums, (role,), currency=currency) for role in _SUMMED)
    return (
        Cell(name),
        *(Cell(stated_amounts(desk, found, currency=currency)) for found in amounts),
        Cell(desk.lang.amount(Money(sums.unsettled, currency))),
        Cell(gap_text(desk, sums, currency=currency)),
    )


def stated_amount(desk: Desk, minor: int | None, *, currency: CurrencyCode) -> str:
    """Return an amount without its currency, or that none is stated: that is not zero."""
    if minor is None:
        return desk.lang(C_("key figure", "Not stated"))
    return desk.lang.amount(Money(minor, currency))


def stated_amounts(desk: Desk, found: Sequence[Money], *, currency: CurrencyCode) -> str:
    """Return amounts that are not added; one in another currency than that of the caption names it.

    What is stated in another currency only is not said to be not stated.
    """
    if any(money.currency != currency for money in found):
        return desk.lang.join([desk.lang.money(money) for money in found])
    return stated_amount(desk, found[0].minor if found else None, currency=currency)


def gap_text(desk: Desk, sums: Sums, *, currency: CurrencyCode) -> str:
    """Return the sum of the known gaps, or that none is known: that is not zero."""
    if sums.gap is None:
        return desk.lang(C_("absent value", "Not known"))
    return desk.lang.amount(Money(sums.gap, currency))


def _of_currency(desk: Desk, found: Totals) -> Iterator[Block]:
    lang, currency = desk.lang, found.currency
    yield heading(2, lang(N_("Amounts in {currency}"), currency=currency))
    yield Paragraph(totals_sentence(desk, found))
    caption = lang(N_("Needed, covered and missing by year, in {currency}"), currency=currency)
    rows = _rows(desk, found, found.by_year, year_name(desk))
    yield sums_table(desk, found, rows, caption=caption)
    if found.spread:
        yield note(
            lang(
                N_(
                    "Contributions known for a whole activity only are divided over its years in"
                    " proportion to what is needed."
                )
            )
        )
    yield from gap_chart(desk, found)
    if desk.article is None:
        caption = N_("Needed, covered and missing by article, in {currency}")
        rows = _rows(desk, found, found.by_article, _article(desk))
        yield sums_table(desk, found, rows, caption=lang(caption, currency=currency))
    caption = lang(
        N_("Needed, covered and missing by kind of support, in {currency}"), currency=currency
    )
    rows = _rows(desk, found, found.by_modality, _kinds(desk))
    yield sums_table(desk, found, rows, caption=caption)
    yield from _funders(desk, found)


def totals_sentence(desk: Desk, found: Totals) -> str:
    """Return what is needed, covered and missing in one currency, in words."""
    lang = desk.lang
    return sentences(lang, [lang.say(message) for message in money_sentences(found)])


def year_name(desk: Desk) -> Callable[[int | None], str]:
    """Return how years are called in a table, and what is known for no single year."""
    whole = desk.lang(C_("budget", "Not by year"))
    return lambda year: whole if year is None else str(year)


def _reported(desk: Desk) -> Iterator[Block]:
    """Yield all currencies in the one the plan reports in, beside what stands above."""
    lang, found = desk.lang, desk.reported
    if found is None:
        return
    caption = lang(N_("All currencies, converted into {currency}"), currency=found.currency)
    yield heading(2, caption)
    yield Paragraph(sentences(lang, [lang.say(message) for message in (*found.sums, *found.about)]))
    needed, gap = lang(C_("budget", "Needed")), lang(N_("Funding gap"))
    within = C_("amount of money", "{what}, {currency}")
    heads = (
        lang(N_("Currency")),
        needed,
        gap,
        lang(within, what=needed, currency=found.currency),
        lang(within, what=gap, currency=found.currency),
    )
    yield Table(
        columns=(Column(weight=1.0), *[Column(Align.NUMBER)] * 4),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple(_reported_row(desk, line) for line in found.lines),
        totals=(_reported_total(desk, found),),
        caption=caption,
        alternative=caption,
    )


def _reported_row(desk: Desk, line: ReportedLine) -> Row:
    unknown = desk.lang(C_("absent value", "Not known"))
    left = desk.lang(C_("amount of money", "Not converted"))
    return (
        Cell(line.currency),
        Cell(_or(desk, line.needed, desk.lang(C_("key figure", "Not stated")))),
        Cell(_or(desk, line.gap, unknown)),
        Cell(left if line.left else _or(desk, line.needed_as, unknown)),
        Cell(left if line.left else _or(desk, line.gap_as, unknown)),
    )


def _reported_total(desk: Desk, found: Reported) -> Row:
    unknown = desk.lang(C_("absent value", "Not known"))
    sums = (Cell(_or(desk, amount, unknown)) for amount in (found.needed, found.gap))
    return (Cell(desk.lang(N_("Total"))), Cell(""), Cell(""), *sums)


def _or(desk: Desk, amount: Money | None, otherwise: str) -> str:
    return otherwise if amount is None else desk.lang.amount(amount)


def _article(desk: Desk) -> Callable[..., str]:
    none = desk.lang(C_("article", "No article named"))
    return lambda article: none if article is None else desk.lang(article.label)


def _kinds(desk: Desk) -> Callable[..., str]:
    none = desk.lang(C_("support", "No need is entered"))
    return lambda codes: desk.lang.join([desk.modality(code) for code in codes]) or none


def _rows(
    desk: Desk, found: Totals, rows: Iterable[SumsRow[Any]], name: Callable[..., str]
) -> list[Row]:
    currency = found.currency
    return [sums_row(desk, name(row.key), row.sums, currency=currency) for row in rows]


_LAYERS: tuple[tuple[str, Ink, Callable[[Sums], int | None]], ...] = (
    (C_("budget", "National contribution"), Ink.SOLID, lambda sums: sums.national),
    (C_("budget", "Pledged from abroad"), Ink.HATCHED, lambda sums: sums.pledged),
    (C_("budget", "Pledged in kind"), Ink.DOTTED, lambda sums: sums.in_kind),
    (C_("budget", "Needed, gap not known"), Ink.CROSSED, lambda sums: max(sums.unsettled, 0)),
    (N_("Funding gap"), Ink.OPEN, lambda sums: max(sums.gap or 0, 0)),
)
"""What a bar of the budget is made of, from its foot; together it is what is needed."""


def gap_chart(desk: Desk, found: Totals) -> Iterator[Block]:
    """Yield the sources and the gap of each year as a chart; nothing without a year."""
    lang = desk.lang
    years = {row.key: row.sums for row in found.by_year if row.key is not None}
    rest = next((row.sums for row in found.by_year if row.key is None), None)
    if not years:
        return
    series = [
        YearSeries(
            lang(name),
            ink,
            {year: layer(sums) for year, sums in years.items()},
            None if rest is None else layer(rest),
        )
        for name, ink, layer in _LAYERS
        if any(layer(row.sums) for row in found.by_year)
    ]
    yield year_chart(
        lang,
        YearChart(
            caption=lang(
                N_("Sources and funding gap by year, in {currency}"), currency=found.currency
            ),
            measure=thousands_of(lang, found.currency),
            years=tuple(years),
            series=series,
            rest="" if rest is None else year_name(desk)(None),
        ),
    )


def _funders(desk: Desk, found: Totals) -> Iterator[Block]:
    lang = desk.lang
    if not found.by_funder:
        return
    years = sorted({y for row in found.by_funder for y, _ in row.by_year if y is not None})
    heads = (
        lang(N_("Budget or donor")),
        lang(C_("column", "What it gives")),
        *(str(year) for year in years),
        lang(C_("budget", "Not by year")),
        lang(N_("Total")),
    )
    caption = lang(N_("Contributions by budget or donor, in {currency}"), currency=found.currency)
    yield Table(
        columns=(Column(weight=1.0), Column(), *[Column(Align.NUMBER) for _ in heads[2:]]),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple(_funder_row(desk, found, row, years) for row in _ordered(desk, found)),
        caption=caption,
        alternative=caption,
    )


def _ordered(desk: Desk, found: Totals) -> Sequence[FunderRow]:
    """Return the donors by what they give and how much; those who give alike by their names."""
    by_name = desk.paper.collated(found.by_funder, partial(_funder_named, desk))
    return sorted(by_name, key=lambda row: funder_place(row, found.currency))


def _funder_named(desk: Desk, row: FunderRow) -> Texts | str:
    organisation = desk.document.get(Organisation, row.funder.organisation)
    return row.funder.name if organisation is None else organisation.name


def _funder_row(desk: Desk, found: Totals, row: FunderRow, years: Sequence[int]) -> Row:
    given = dict(row.by_year)
    amounts = [*(given.get(year) for year in years), given.get(None), row.total]
    return (
        _funder_name(desk, row.funder),
        Cell(desk.lang(row.funder.role.label)),
        *(Cell(_given(desk, row, minor, currency=found.currency)) for minor in amounts),
    )


def _given(desk: Desk, row: FunderRow, minor: int | None, *, currency: CurrencyCode) -> str:
    """Return an amount; nothing was given where a donor has none in a year."""
    if minor is None:
        return ""
    return stated_amounts(desk, (Money(minor, row.currency),), currency=currency)


def _funder_name(desk: Desk, funder: Funder) -> Cell:
    """Return who gives; the State pays from a budget and has no donor."""
    organisation = desk.document.get(Organisation, funder.organisation)
    name = None if organisation is None else told(desk.paper, organisation.name)
    if name is not None:
        return Cell(name.text, language=name.language)
    national = funder.role is BudgetRole.NATIONAL
    nobody = C_("budget", "Budget not named") if national else C_("budget", "Donor not named")
    return Cell(funder.name or desk.lang(nobody))
