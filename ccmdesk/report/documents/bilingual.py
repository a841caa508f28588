"""A paper in two languages: prose side by side, tables with both in each cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_
from ccmdesk.report.blocks import (
    Block,
    Cell,
    Contents,
    Document,
    Heading,
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

OTHER_ORDER = N_(
    "The parts of this paper have another order in the second language, so that they cannot stand"
    " side by side. Write the paper in each language by itself."
)


def side_by_side(first: Document, second: Document) -> Document:
    """Return one paper of the same paper in two languages; it runs as the first does.

    Both are made of the same records, so that they have the same blocks in the same order. A
    paper that borrows its sentences has one note more under its title, which stands alone. Raises
    Problem where the order is another one, as that of the French forms C and D is.
    """
    blocks = tuple(_paired(list(first.blocks), list(second.blocks)))
    return replace(
        first,
        title=_both(first.title, second.title),
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
            yield replace(
                first,
                subtitle=_both(second.title, first.subtitle, second.subtitle),
                approval=_both(first.approval, second.approval),
            )
        case (Heading() | Paragraph() | ListItems(), Heading() | Paragraph() | ListItems()):
            yield SideBySide(first, second)
        case (Contents() | PageBreak(), _):
            yield first
        case (KeyFigures() | Chart() | TimeLine() | AreaMap() | QrCode(), _):
            yield first
            yield second
        case _:
            raise Problem(OTHER_ORDER)


def _both(*texts: str) -> str:
    return " · ".join(text for text in texts if text)


def _table(first: Table, second: Table) -> Table:
    return replace(
        first,
        caption=_both(first.caption, second.caption),
        head=_rows(first.head, second.head),
        rows=_rows(first.rows, second.rows),
        totals=_rows(first.totals, second.totals),
    )


def _rows(first: tuple[Row, ...], second: tuple[Row, ...]) -> tuple[Row, ...]:
    return tuple(_row(ours, theirs) for ours, theirs in zip(first, second, strict=True))


def _row(first: Row, second: Row) -> Row:
    return tuple(_cell(ours, theirs) for ours, theirs in zip(first, second, strict=True))


def _cell(first: Cell, second: Cell) -> Cell:
    """Set the second text under the first, unless both say the same: figures stand once."""
    same = first.text == second.text or not second.text
    return first if same else replace(first, second=second.text)
