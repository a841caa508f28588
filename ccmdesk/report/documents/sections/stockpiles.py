"""The situation under Article 3: stocks, their destruction, and what is retained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from ccmdesk.lang.naming import munition_name
from ccmdesk.model.codes import MunitionCode
from ccmdesk.model.state import Article
from ccmdesk.model.stockpile import Destruction, MunitionType, Retention, Stock
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Align, Block, Cell, Column, Paragraph, Row, Table, Tint
from ccmdesk.report.charts import Ink
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import heading
from ccmdesk.report.documents.record_tables import Register, register
from ccmdesk.report.documents.sections.course_chart import course_chart
from ccmdesk.report.documents.sections.figure_notes import figure_notes
from ccmdesk.report.documents.value_cells import says_something
from ccmdesk.report.documents.year_charts import (
    YearChart,
    YearSeries,
    at_least,
    counted,
    within,
    year_chart,
)
from ccmdesk.rules.stock import (
    Bounds,
    StockBalance,
    destroyed_by_year,
    destroyed_undated,
    stock_balances,
)

STOCKS = ("munition", "origin", "found_on", "quantity", "submunitions", "lots", "place")
DESTRUCTIONS = (
    "stock",
    "munition",
    "destroyed_on",
    "quantity",
    "submunitions",
    "lots",
    "method",
    "site",
    "standard",
)
RETENTIONS = (
    "year",
    "munition",
    "quantity",
    "submunitions",
    "lots",
    "purpose",
    "planned_use",
    "actual_use",
    "used",
)
TRANSFERS = ("year", "munition", "quantity", "transfer", "other_state", "transferred_on")
MUNITIONS = ("code", "kind", "family", "delivery", "submunitions", "explosive_g", "dimensions")
MUNITION_TEXTS = ("code", "fuzing", "metal", "clearance_facts")


def stockpiles(desk: Desk) -> Iterator[Block]:
    """Yield balances by type, each stock and destruction, and what is retained."""
    lang = desk.lang
    yield heading(2, lang(N_("Stockpile destruction")))
    balances = balances_by_type(desk)
    if not balances:
        yield Paragraph(lang(N_("No stock and no destruction is entered.")))
    else:
        yield from _balances(desk, balances)
    yield from _registers(desk)
    yield from figure_notes(desk, Stock, Destruction, Retention)


def balances_by_type(desk: Desk) -> tuple[StockBalance, ...]:
    """Return the balance of each type, by the names the types have."""
    return desk.paper.collated(stock_balances(desk.document), partial(_name_to_order, desk))


def _name_to_order(desk: Desk, balance: StockBalance) -> str:
    if balance.munition is None:
        return ""
    return munition_name(desk.paper.names_in, balance.munition, packs=desk.paper.packs)


def _balances(desk: Desk, balances: tuple[StockBalance, ...]) -> Iterator[Block]:
    lang = desk.lang
    years = destroyed_by_year(desk.document)
    if years:
        text = lang(
            N_("{number} cluster munitions are recorded as destroyed, the last in {year}."),
            number=destroyed_in_all(desk),
            year=str(max(years)),
        )
        yield Paragraph(text)
    yield balance_table(desk, balances)
    if len(years) > 1:
        yield year_chart(lang, destruction_chart(desk, years))
    curve = course_chart(desk, Article.STOCKPILES)
    if curve is not None:
        yield year_chart(lang, curve)


def destroyed_in_all(desk: Desk) -> str:
    """Return what was destroyed of all types, at least so much where an event has no number."""
    numbers = [event.quantity for event in desk.document.of(Destruction)]
    return at_least(desk.lang, numbers, desk.lang.number) or ""


def balance_table(desk: Desk, balances: Sequence[StockBalance]) -> Table:
    """Return what is held, destroyed and left of each type."""
    lang = desk.lang
    caption = lang(N_("Cluster munitions and submunitions held, destroyed and left, by type"))
    heads = (
        desk.paper.label(Stock, "munition"),
        lang(C_("stock", "Cluster munitions held")),
        lang(C_("stock", "Destroyed")),
        lang(C_("stock", "Left")),
        lang(C_("stock", "Submunitions held")),
        lang(C_("stock", "Destroyed")),
        lang(C_("stock", "Left")),
        lang(C_("stock", "Retained")),
    )
    return Table(
        columns=(Column(weight=1.0), *[Column(Align.NUMBER) for _ in heads[1:]]),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple(_row(desk, balance) for balance in balances),
        caption=caption,
        alternative=caption,
    )


def type_name(desk: Desk, code: MunitionCode | None) -> str:
    """Return what a type is called in the language of the paper."""
    if code is None:
        return desk.lang(C_("munition", "Type not stated"))
    return munition_name(desk.lang, code, packs=desk.paper.packs)


def _row(desk: Desk, balance: StockBalance) -> Row:
    return (
        Cell(type_name(desk, balance.munition)),
        _sum(desk, balance, "held"),
        _sum(desk, balance, "destroyed"),
        _left(desk, balance.left, balance.bounds),
        _sum(desk, balance, "submunitions_held"),
        _sum(desk, balance, "submunitions_destroyed"),
        _left(desk, balance.submunitions_left, balance.submunitions_bounds),
        _sum(desk, balance, "retained"),
    )


def _sum(desk: Desk, balance: StockBalance, name: str) -> Cell:
    """Return a sum, at least so much where a record of it has no number."""
    parts = [getattr(balance, name), *([None] if name in balance.lacking else [])]
    return _cell(desk, at_least(desk.lang, parts, desk.lang.number))


def _left(desk: Desk, left: int | None, bounds: Bounds) -> Cell:
    if left is not None:
        return Cell(desk.lang.number(left))
    return _cell(desk, within(desk.lang, bounds, desk.lang.number))


def _cell(desk: Desk, text: str | None) -> Cell:
    if text is None:
        return Cell(desk.lang(C_("absent value", "Not yet filled")), tint=Tint.QUIET)
    return Cell(text)


def destruction_chart(desk: Desk, years: Mapping[int, int]) -> YearChart:
    """Return what was destroyed in each year, and last what was on no known day."""
    lang, undated = desk.lang, destroyed_undated(desk.document)
    name = lang(N_("Cluster munitions destroyed"))
    return YearChart(
        caption=lang(N_("Cluster munitions destroyed, by year")),
        measure=counted(lang, lang(C_("axis of a chart", "Cluster munitions"))),
        years=tuple(years),
        series=(YearSeries(name, Ink.SOLID, years, undated),),
        rest="" if undated is None else lang(C_("period", "No date")),
    )


def _registers(desk: Desk) -> Iterator[Block]:
    lang, paper = desk.lang, desk.paper
    captions = {
        Stock: lang(N_("Stocks")),
        Destruction: lang(N_("Destruction of stocks")),
        Retention: lang(N_("Retained (for training and development)")),
        MunitionType: lang(N_("Types of munitions")),
    }
    names = {Stock: STOCKS, Destruction: DESTRUCTIONS, Retention: RETENTIONS}
    for kind, fields in names.items():
        records: tuple[Any, ...] = paper.of(kind)
        found = [one for one in records if getattr(one, "transfer", None) is None]
        asked = Register(kind, found, fields, captions[kind], sourced=True)
        yield from register(paper, asked)
    yield from _moved(desk)
    types = paper.by_name(MunitionType)
    yield from register(paper, Register(MunitionType, types, MUNITIONS, captions[MunitionType]))
    described = [one for one in types if one.fuzing or one.metal or one.clearance_facts]
    caption = lang(N_("Facts useful for clearance, by type"))
    yield from register(paper, Register(MunitionType, described, MUNITION_TEXTS, caption))


def _moved(desk: Desk) -> Iterator[Block]:
    """Yield what was acquired and transferred, with what of a retention is told of it too."""
    moved = [one for one in desk.paper.of(Retention) if one.transfer is not None]
    rest = [name for name in RETENTIONS if name not in TRANSFERS]
    told = [name for name in rest if any(says_something(one, name) for one in moved)]
    caption = desk.lang(N_("Acquired and transferred"))
    asked = Register(Retention, moved, (*TRANSFERS, *told), caption, sourced=True)
    yield from register(desk.paper, asked)
