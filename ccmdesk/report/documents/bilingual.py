"""A paper in two languages: prose side by side, tables with both in each cell, figures twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ccmdesk.report.blocks import (
    Block,
    Cell,
    Contents,
    Document,
    Heading,
    InSecond,
    KeyFigures,
    ListItems,
    Masthead,
    PageBreak,
    Paragraph,
    Row,
    SideBySide,
    Table,
)
from ccmdesk.report.charts import Chart, TimeLine
from ccmdesk.report.maps import AreaMap
from ccmdesk.report.qr import QrCode
from ccmdesk.report.text.clean import unsteered

_BETWEEN = " · "


def side_by_side(first: Document, second: Document) -> Document:
    """Return one paper of the same paper in two languages; it runs as the first does.

    Both are made of the same records in one order, so that they have the same blocks: the second
    is asked for with *ordered_in*. A paper that borrows its sentences has one note more under its
    title, which stands alone.
    """
    blocks = tuple(_paired(list(first.blocks), list(second.blocks)))
    return replace(
        first,
        title=_BETWEEN.join((first.title, second.title)),
        blocks=blocks,
        second_language=second.language,
    )


def _paired(first: list[Block], second: list[Block]) -> Iterator[Block]:
    yield from _lead(first, second)
    for ours, theirs in zip(first, second, strict=True):
        yield from _pair(ours, theirs)


def _lead(first: list[Block], second: list[Block]) -> Iterator[Block]:
    """Take the title block, with a note that only one of the two has."""
    while first and second and len(first) != len(second):
        longer = first if len(first) > len(second) else second
        yield longer.pop(1)


def _pair(first: Block, second: Block) -> Iterator[Block]:
    match first, second:
        case Table(), Table():
            yield _table(first, second)
        case Masthead(), Masthead():
            yield replace(first, second=(second.title, second.subtitle, second.approval))
        case (Heading() | Paragraph() | ListItems(), Heading() | Paragraph() | ListItems()):
            yield SideBySide(first, second)
        case (Contents() | PageBreak(), _):
            yield first
        case (
            KeyFigures() | Chart() | TimeLine() | AreaMap() | QrCode(),
            KeyFigures() | Chart() | TimeLine() | AreaMap() | QrCode(),
        ):
            yield first
            yield InSecond(second)
        case _:
            raise TypeError(type(first), type(second))


def _table(first: Table, second: Table) -> Table:
    return replace(
        first,
        second_caption="" if second.caption == first.caption else second.caption,
        head=_rows(first.head, second.head),
        rows=_rows(first.rows, second.rows),
        totals=_rows(first.totals, second.totals),
    )


def _rows(first: tuple[Row, ...], second: tuple[Row, ...]) -> tuple[Row, ...]:
    return tuple(_row(ours, theirs) for ours, theirs in zip(first, second, strict=True))


def _row(first: Row, second: Row) -> Row:
    return tuple(_cell(ours, theirs) for ours, theirs in zip(first, second, strict=True))


def _cell(first: Cell, second: Cell) -> Cell:
    """Set the second text under the first, unless both show the same: figures stand once."""
    same = unsteered(first.text) == unsteered(second.text) or not second.text
    return first if same else replace(first, second=second.text)
