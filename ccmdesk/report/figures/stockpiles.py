"""Stockpiles in figures: by type, by year, towards the deadline, and what is retained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ccmdesk.model.state import Article
from ccmdesk.model.stockpile import Destruction, Retention, Stock
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Align, Cell, Column, Row, Table
from ccmdesk.report.charts import Ink
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.sections.stockpiles import (
    balance_table,
    balances_by_type,
    destruction_chart,
    type_name,
)
from ccmdesk.report.documents.year_charts import at_least
from ccmdesk.report.figures.bars import Bars, BarSeries, bar_chart, told_bars
from ccmdesk.report.figures.forecast import forecast_parts
from ccmdesk.report.figures.part import Drawn, Lead, Part, drawn_years, lead_to
from ccmdesk.rules.stock import (
    RetentionYear,
    StockBalance,
    destroyed_by_year,
    munition_of,
    retention_years,
)


def stockpile_parts(desk: Desk) -> Iterator[Part]:
    """Yield the parts in the order in which they are read."""
    yield _by_type(desk)
    yield _by_year(desk)
    yield from forecast_parts(desk, Article.STOCKPILES)
    yield _retained(desk)


def _by_type(desk: Desk) -> Part:
    lang, balances = desk.lang, balances_by_type(desk)
    title = lang(N_("Held, destroyed and left, by type"))
    if not balances:
        says = lang(N_("No stock and no destruction is entered."))
        return Part(name="types", title=title, enter=(Stock, Destruction), says=(says,))
    ask = type_bars(desk, balances)
    drawn = Drawn(
        chart=bar_chart(lang, ask),
        table=balance_table(desk, balances),
        told=told_bars(lang, ask),
        behind=tuple(_behind(desk, one) for one in balances),
    )
    missing = [
        *([Stock] if any(one.held is None or "held" in one.lacking for one in balances) else []),
        *([Destruction] if any("destroyed" in one.lacking for one in balances) else []),
    ]
    says = lang(N_("Of some types a number is missing, so what is left of them is not known."))
    return Part(
        name="types",
        title=title,
        drawn=drawn,
        enter=tuple(missing),
        says=(says,) if missing else (),
    )


def type_bars(desk: Desk, balances: Sequence[StockBalance]) -> Bars:
    """Return a bar for each type: what was destroyed, what is left to destroy, what is retained."""
    lang = desk.lang
    left = [None if b.left is None else max(b.left - (b.retained or 0), 0) for b in balances]
    gone = [None if "destroyed" in b.lacking else b.destroyed for b in balances]
    kept = tuple(one.retained for one in balances)
    series = [
        BarSeries(lang(C_("stock", "Destroyed")), Ink.SOLID, tuple(gone)),
        BarSeries(lang(C_("stock", "Left")), Ink.HATCHED, tuple(left)),
    ]
    if any(kept):
        series.append(BarSeries(lang(C_("stock", "Retained")), Ink.OPEN, kept, may_lack=True))
    return Bars(
        caption=lang(N_("Held, destroyed and left, by type")),
        counts=lang(C_("axis of a chart", "Cluster munitions")),
        names=tuple(type_name(desk, one.munition) for one in balances),
        series=tuple(series),
    )


def _behind(desk: Desk, balance: StockBalance) -> Lead:
    document = desk.document
    stocks = [one for one in document.of(Stock) if one.munition == balance.munition]
    if stocks:
        return lead_to(Stock, stocks)
    gone = [
        one for one in document.of(Destruction) if munition_of(document, one) == balance.munition
    ]
    return lead_to(Destruction, gone)


def _by_year(desk: Desk) -> Part:
    lang, years = desk.lang, destroyed_by_year(desk.document)
    ask = destruction_chart(desk, years)
    events = desk.document.of(Destruction)
    if not years:
        says = lang(N_("No destruction with a date and a number of munitions is entered."))
        return Part(name="years", title=ask.caption, enter=(Destruction,), says=(says,))
    behind = [
        lead_to(
            Destruction,
            [one for one in events if one.destroyed_on and one.destroyed_on.year == year],
        )
        for year in years
    ]
    if ask.rest:
        behind.append(lead_to(Destruction, [one for one in events if one.destroyed_on is None]))
    return Part(name="years", title=ask.caption, drawn=drawn_years(lang, ask, behind))


def _retained(desk: Desk) -> Part:
    lang, years = desk.lang, retention_years(desk.document)
    title = lang(N_("Retained (for training and development)"))
    if not years:
        says = lang(N_("No retained munitions are entered."))
        return Part(name="retained", title=title, enter=(Retention,), says=(says,))
    drawn = Drawn(
        chart=None,
        table=retention_table(desk, years),
        told=(),
        behind=tuple(lead_to(Retention, one.lines) for one in years),
    )
    return Part(name="retained", title=title, drawn=drawn)


def retention_table(desk: Desk, years: Sequence[RetentionYear]) -> Table:
    """Return what was kept and what was used up in each year."""
    label, caption = desk.paper.label, desk.lang(N_("Retained (for training and development)"))
    heads = [label(Retention, name) for name in ("year", "quantity", "submunitions", "used")]
    return Table(
        columns=(Column(), *[Column(Align.NUMBER)] * 3),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple(_retention_row(desk, one) for one in years),
        caption=caption,
        alternative=caption,
    )


def _retention_row(desk: Desk, one: RetentionYear) -> Row:
    lang = desk.lang
    unknown = lang(C_("absent value", "Not known"))
    counts = (one.munitions, one.submunitions, one.used)
    texts = (at_least(lang, each, lang.number) or unknown for each in counts)
    year = lang(C_("period", "No date")) if one.year is None else str(one.year)
    return (Cell(year), *(Cell(text) for text in texts))
