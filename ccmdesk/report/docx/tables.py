"""Tables: a head on every page, cells over columns and rows, totals, tints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from ccmdesk.lang.scripts import is_rtl
from ccmdesk.report.blocks import Align, Cell, Row, Run, Table
from ccmdesk.report.docx.element import Node, flag, node, value
from ccmdesk.report.docx.grid import Grid, cell, columns_of, ground, row, rule, table
from ccmdesk.report.docx.looks import HEAD_GROUND, NAVY, RULE, TINTS
from ccmdesk.report.docx.paper import Paper, anchored, in_second
from ccmdesk.report.docx.paragraphs import edge, paragraph, spacer
from ccmdesk.report.docx.runs import run_nodes, text_nodes
from ccmdesk.report.docx.styles import letter_scale
from ccmdesk.report.pdf.columns import column_widths
from ccmdesk.report.pdf.sheet import TEXT_WIDTH

_PAD, _PAD_BLOCK = 2.5, 2.0
_STRONG, _THIN = 0.9, 0.4
_WIDER = 1.08
_ROWS_PER_TICK = 100


class _Kind(Enum):
    """What a row is, and the style of its texts."""

    HEAD = "TableHead"
    DATA = "TableText"
    TOTAL = "TableTotal"


@dataclass(frozen=True, slots=True)
class _Line:
    """A row to be written: what it is, whether it stays with the next, whether it ends its part."""

    kind: _Kind
    keep: bool = False
    first: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell in its column; what goes on from the row above holds no text."""

    cell: Cell
    column: int
    goes_on: bool = False


def table_nodes(paper: Paper, block: Table) -> Iterator[Node]:
    """Yield the caption, the table, and the space that keeps it from the next."""
    if block.caption:
        yield caption(paper, block.caption, anchor=block.anchor)
        if block.second_caption:
            yield caption(in_second(paper), block.second_caption)
    else:
        yield from anchored(paper, block.anchor) if block.anchor else ()
    columns = _columns(paper, block)
    rules = (
        rule("top", NAVY, points=_STRONG),
        rule("bottom", NAVY, points=_STRONG),
        rule("insideH", RULE, points=_THIN),
    )
    grid = Grid(columns, (_PAD_BLOCK, _PAD), rules, block.alternative)
    yield table(paper, grid, *_rows(paper, block, columns))
    yield spacer(paper)


def _columns(paper: Paper, block: Table) -> list[int]:
    """Return the widths the PDF gives, as if its type were as wide as the type of Word.

    The fonts that Word will take are not here to be measured; in capitals Arial is wider.
    """
    wider = _WIDER * letter_scale(paper.document.language)
    widths = column_widths(block, paper.styles, TEXT_WIDTH / wider)
    return columns_of([width * wider for width in widths])


def caption(paper: Paper, text: str, *, anchor: str = "") -> Node:
    """Return the line above a table or a figure, which stays with it."""
    content = anchored(paper, anchor, *text_nodes(paper, text))
    return paragraph(paper, "Caption", *content)


def _rows(paper: Paper, block: Table, columns: Sequence[int]) -> Iterator[Node]:
    writer = _Writer(paper, block, columns)
    head = _placed(block.head)
    for index, places in enumerate(head):
        line = _Line(_Kind.HEAD, keep=True, last=index == len(head) - 1)
        yield writer.row(places, line)
    for index, cells in enumerate(block.rows):
        if index % _ROWS_PER_TICK == 0:
            paper.tick()
        keep = bool(block.totals) and index == len(block.rows) - 1
        yield writer.row(_placed((cells,))[0], _Line(_Kind.DATA, keep=keep))
    for index, cells in enumerate(block.totals):
        last = index == len(block.totals) - 1
        line = _Line(_Kind.TOTAL, keep=not last, first=index == 0)
        yield writer.row(_placed((cells,))[0], line)


def _placed(rows: Sequence[Row]) -> list[list[_Place]]:
    """Give every cell its column; rows below leave out the places that a cell covers."""
    below: dict[tuple[int, int], Cell] = {}
    placed: list[list[_Place]] = []
    for number, cells in enumerate(rows):
        waiting = list(cells)
        places: list[_Place] = []
        column = 0
        while waiting or (number, column) in below:
            covered = below.get((number, column))
            own = covered or waiting.pop(0)
            places.append(_Place(own, column, goes_on=covered is not None))
            if covered is None:
                below |= {(number + n, column): own for n in range(1, own.rows)}
            column += own.span
        placed.append(places)
    return placed


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the rows of one table."""

    paper: Paper
    block: Table
    columns: Sequence[int]

    def row(self, places: Sequence[_Place], line: _Line) -> Node:
        """Return one row."""
        cells = (self._cell(place, line) for place in places)
        return row(*cells, head=line.kind is _Kind.HEAD)

    def _cell(self, place: _Place, line: _Line) -> Node:
        own = place.cell
        tint = TINTS[own.tint] if own.tint else HEAD_GROUND if line.kind is _Kind.HEAD else ""
        return cell(
            sum(self.columns[place.column : place.column + own.span]),
            value("w:gridSpan", own.span) if own.span > 1 else None,
            _merged(place),
            _rules(line),
            ground(tint) if tint else None,
            *self._texts(place, line),
        )

    def _texts(self, place: _Place, line: _Line) -> Iterator[Node]:
        """Yield the text and, below it, the same in the second language."""
        own, paper = place.cell, self.paper
        if place.goes_on:
            yield paragraph(paper, line.kind.value, flag("w:keepNext"))
            return
        runs = own.runs or (Run(own.text),)
        yield self.text(place, line, runs, own.language or paper.language)
        if own.second:
            beside = replace(self, paper=in_second(paper))
            yield beside.text(place, line, (Run(own.second),), beside.paper.language)

    def text(self, place: _Place, line: _Line, runs: tuple[Run, ...], language: str) -> Node:
        """Return one paragraph of a cell."""
        bold = place.cell.bold and line.kind is _Kind.DATA
        style = "TableTotal" if bold else line.kind.value
        return paragraph(
            self.paper,
            style,
            flag("w:keepNext") if line.keep else None,
            self._edge(place, rtl=is_rtl(language)),
            *run_nodes(self.paper, runs, language=language),
            language=language,
        )

    def _edge(self, place: _Place, *, rtl: bool) -> Node:
        """Return where lines stand: figures at the right, others where lines of either begin."""
        if place.cell.span > 1 and place.column:
            return value("w:jc", "center")
        is_number = self.block.columns[place.column].align is Align.NUMBER
        right = is_rtl(self.paper.language) or (is_number and place.cell.span == 1)
        return edge(right=right, rtl=rtl)


def _merged(place: _Place) -> Node | None:
    if place.goes_on:
        return node("w:vMerge")
    return value("w:vMerge", "restart") if place.cell.rows > 1 else None


def _rules(line: _Line) -> Node | None:
    """Set the head and the totals off from the data."""
    if line.last:
        return node("w:tcBorders", rule("bottom", NAVY, points=_STRONG))
    return node("w:tcBorders", rule("top", NAVY, points=_STRONG)) if line.first else None
