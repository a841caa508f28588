"""Tables: each row is a slab; the head is repeated, a row higher than a page is divided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import accumulate

from ccmdesk.report.blocks import Align, Cell, Row, Table, Tint
from ccmdesk.report.pdf.columns import PAD, column_widths, style_of
from ccmdesk.report.pdf.file import text_string
from ccmdesk.report.pdf.pen import Anchor, Pen
from ccmdesk.report.pdf.sheet import LEFT, TEXT_WIDTH, Box, SetText, Sheet, TextSlab
from ccmdesk.report.pdf.slab import Slab
from ccmdesk.report.pdf.structure import Element, language_entry
from ccmdesk.report.pdf.styles import Role

_PAD_BLOCK = 2.5  # points above and below the text of a cell
_SPACE = 10.0
_ROWS_PER_TICK = 100
_HEAD_GROUND = "0.90 0.925 0.95 rg"
_GROUNDS = {
    Tint.QUIET: "0.95 g",
    Tint.DONE: "0.91 0.96 0.90 rg",
    Tint.ATTENTION: "1 0.95 0.80 rg",
    Tint.ALARM: "0.98 0.88 0.86 rg",
}
_THIN = "0.75 G 0.4 w"
_STRONG = "0.07 0.22 0.38 RG 0.9 w"


@dataclass(frozen=True, slots=True)
class Ground:
    """A tint from *left* over *width*."""

    left: float
    width: float
    colour: str


@dataclass(slots=True, kw_only=True, eq=False)
class RowSlab(Slab):
    """One row; *above* and *below* are the looks of its rules, none where empty."""

    texts: Sequence[SetText]
    grounds: Sequence[Ground] = ()
    above: str = ""
    below: str = _THIN

    def draw(self, pen: Pen, top: float) -> None:
        """Draw its tints and rules behind the page, and its cells."""
        bottom = top - self.height
        for ground in self.grounds:
            pen.ground((ground.left, bottom, ground.width, self.height), ground.colour)
        if self.above:
            pen.rule((LEFT, top), TEXT_WIDTH, self.above)
        if self.below:
            pen.rule((LEFT, bottom), TEXT_WIDTH, self.below)
        for text in self.texts:
            text.draw(pen, top)

    def split(self, room: float) -> tuple[Slab, Slab] | None:
        """Divide the lines of every cell; both parts belong to the same elements."""
        leading = max(text.style.leading for text in self.texts)
        longest = max(len(text.lines) for text in self.texts)
        count = int((room - 2 * _PAD_BLOCK) // leading)
        if not 0 < count < longest:
            return None
        first = [text._replace(lines=text.lines[:count]) for text in self.texts]
        rest = [text._replace(lines=text.lines[count:]) for text in self.texts]
        return (
            replace(self, texts=first, height=_height(first), below="", keep=False),
            replace(self, texts=rest, height=_height(rest), above="", space=0.0),
        )


@dataclass(slots=True, kw_only=True, eq=False)
class HeadSlab(Slab):
    """The rows of the head together."""

    rows: Sequence[RowSlab]

    def draw(self, pen: Pen, top: float) -> None:
        """Draw them under one another."""
        for row in self.rows:
            row.draw(pen, top)
            top -= row.height


@dataclass(frozen=True, slots=True)
class _Grid:
    """What the rows of one table share."""

    sheet: Sheet
    table: Table
    starts: Sequence[float]
    element: Element


class _Kind(Enum):
    """What a row is."""

    HEAD = "head"
    DATA = "data"
    TOTAL = "total"


def table_slabs(sheet: Sheet, table: Table, parent: Element) -> Iterator[Slab]:
    """Yield caption, head and rows."""
    element = parent.add("Table", _summary(table))
    if table.caption:
        yield caption_slab(sheet, table.caption, element.add("Caption"))
    widths = column_widths(table, sheet.styles, TEXT_WIDTH)
    grid = _Grid(sheet, table, [0.0, *accumulate(widths)], element)
    head = _head_slab(grid, space=3.0 if table.caption else _SPACE)
    yield head
    rows = [_row_slab(grid, row, _Kind.DATA) for row in _ticking(sheet, table.rows)]
    totals = [_row_slab(grid, row, _Kind.TOTAL) for row in table.totals]
    yield from _closed(rows, totals, head)


def caption_slab(sheet: Sheet, caption: str, element: Element) -> TextSlab:
    """Return the line above a table or a chart."""
    style = sheet.styles.of(Role.CAPTION)
    box = sheet.box(0, TEXT_WIDTH)
    text = SetText(style.lines(caption, box.width), style, box.start(rtl=style.rtl), element)
    return TextSlab(height=text.height, space=_SPACE, keep=True, texts=[text])


def _summary(table: Table) -> str:
    text = table.alternative
    return f"/A<</O/Table/Summary{text_string(text)}>>" if text else ""


def _ticking(sheet: Sheet, rows: Sequence[Row]) -> Iterator[Row]:
    for index, row in enumerate(rows):
        if index % _ROWS_PER_TICK == 0:
            sheet.tick()
        yield row


def _closed(rows: list[RowSlab], totals: list[RowSlab], head: HeadSlab) -> list[RowSlab]:
    """Tie totals to the last row, set them off with a rule, and close the table with one."""
    closed = rows + totals
    for slab in closed:
        slab.head = head
    for slab in closed[len(rows) - 1 : -1] if totals else ():
        slab.keep = True
    if totals:
        totals[0].above = _STRONG
    if closed:
        closed[-1].below = _STRONG
    else:
        head.keep = False
    return closed


def _head_slab(grid: _Grid, *, space: float) -> HeadSlab:
    rows = [_row_slab(grid, row, _Kind.HEAD) for row in grid.table.head]
    rows[0].above = _STRONG
    rows[-1].below = _STRONG
    return HeadSlab(height=sum(row.height for row in rows), space=space, keep=True, rows=rows)


def _row_slab(grid: _Grid, row: Row, kind: _Kind) -> RowSlab:
    element = grid.element.add("TR")
    texts: list[SetText] = []
    grounds: list[Ground] = []
    column = 0
    for cell in row:
        start = grid.starts[column]
        box = grid.sheet.box(start, grid.starts[column + cell.span] - start)
        owner = element.add("TH" if kind is _Kind.HEAD else "TD", _entries(cell, kind))
        style = style_of(cell, grid.sheet.styles, bold=kind is not _Kind.DATA)
        lines = style.lines(cell.text, box.width - 2 * PAD)
        edge = _edge(grid, cell, column, box.within(PAD))
        texts.append(SetText(lines, style, edge, owner, _PAD_BLOCK))
        if kind is _Kind.HEAD or cell.tint:
            colour = _GROUNDS[cell.tint] if cell.tint else _HEAD_GROUND
            grounds.append(Ground(box.left, box.width, colour))
        column += cell.span
    return RowSlab(height=_height(texts), texts=texts, grounds=grounds)


def _edge(grid: _Grid, cell: Cell, column: int, box: Box) -> tuple[float, Anchor]:
    """Return where the lines of a cell stand: figures at the right in both directions."""
    if cell.span > 1 and column:
        return box.middle
    if grid.table.columns[column].align is Align.NUMBER and cell.span == 1:
        return box.end(rtl=False)
    return box.start(rtl=grid.sheet.rtl)


def _entries(cell: Cell, kind: _Kind) -> str:
    if kind is _Kind.DATA and cell.span == 1 and not cell.language:
        return ""
    scope = "/Scope/Column" if kind is _Kind.HEAD else ""
    span = f"/ColSpan {cell.span}" if cell.span > 1 else ""
    attributes = f"/A<</O/Table{scope}{span}>>" if scope or span else ""
    return attributes + language_entry(cell.language)


def _height(texts: Sequence[SetText]) -> float:
    return max(text.height for text in texts) + _PAD_BLOCK
