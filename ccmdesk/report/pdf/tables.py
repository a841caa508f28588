"""Tables: each row is a slab; the head is repeated, a row higher than a page is divided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import NamedTuple

from ccmdesk.report.blocks import Row, Table
from ccmdesk.report.pdf.cells import (
    GROUNDS,
    PAD_BLOCK,
    Grid,
    Kind,
    cell_element,
    cell_texts,
    height_of,
)
from ccmdesk.report.pdf.columns import column_widths
from ccmdesk.report.pdf.file import text_string
from ccmdesk.report.pdf.heads import HeadSlab, head_slab
from ccmdesk.report.pdf.pen import Pen
from ccmdesk.report.pdf.sheet import LEFT, TEXT_WIDTH, SetText, Sheet, TextSlab
from ccmdesk.report.pdf.slab import Slab
from ccmdesk.report.pdf.structure import Element, language_entry
from ccmdesk.report.pdf.styles import Role

_SPACE = 10.0
_BETWEEN_CAPTIONS = 18.0
_ROWS_PER_TICK = 100
_THIN = "0.75 G 0.4 w"
_STRONG = "0.07 0.22 0.38 RG 0.9 w"


class Ground(NamedTuple):
    """A tint from *left* over *width*."""

    left: float
    width: float
    colour: str


@dataclass(slots=True, kw_only=True, eq=False)
class RowSlab(TextSlab):
    """One row; *above* and *below* are the looks of its rules, none where empty."""

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
        counts = [_lines_within(text, room - PAD_BLOCK) for text in self.texts]
        first = [
            text._replace(lines=text.lines[:count])
            for text, count in zip(self.texts, counts, strict=True)
            if count
        ]
        rest = list(_rest(self.texts, counts))
        if not first or not rest:
            return None
        return (
            replace(self, texts=first, height=height_of(first), below="", keep=False),
            replace(self, texts=rest, height=height_of(rest), above="", space=0.0),
        )


def _lines_within(text: SetText, room: float) -> int:
    return min(max(int((room - text.below) // text.style.leading), 0), len(text.lines))


def _rest(texts: Sequence[SetText], counts: Sequence[int]) -> Iterator[SetText]:
    """Yield what is left of each text, the second of a cell under what is left of its first."""
    height = PAD_BLOCK
    for text, count in zip(texts, counts, strict=True):
        if text.below <= PAD_BLOCK:
            height = PAD_BLOCK
        if count < len(text.lines):
            left = text._replace(lines=text.lines[count:], below=height)
            height = left.height
            yield left


def table_slabs(sheet: Sheet, table: Table, parent: Element) -> Iterator[Slab]:
    """Yield caption, head and rows."""
    element = parent.add("Table", _summary(table))
    places = sheet.references.places_of(table)
    if table.caption:
        yield replace(_captions(sheet, table, element.add("Caption")), places=places)
    widths = column_widths(table, sheet.styles, TEXT_WIDTH)
    grid = Grid(sheet, table, [0.0, *accumulate(widths)], element)
    head = head_slab(grid, space=3.0 if table.caption else _SPACE)
    head.places = () if table.caption else places
    yield head
    rows = [_row_slab(grid, row, Kind.DATA) for row in _ticking(sheet, table.rows)]
    totals = [_row_slab(grid, row, Kind.TOTAL) for row in table.totals]
    yield from _closed(rows, totals, head)


def _captions(sheet: Sheet, table: Table, element: Element) -> TextSlab:
    """Return the caption, and that in the second language at the far edge or on lines below."""
    if not table.second_caption:
        return caption_slab(sheet, table.caption, element)
    slab = caption_slab(sheet, table.caption, element.add("Span"))
    language = sheet.styles.second_language
    own = element.add("Span", language_entry(language))
    (first,), (second,) = slab.texts, caption_slab(sheet.turned, table.second_caption, own).texts
    wide = first.style.widths(table.caption)[1] + second.style.widths(table.second_caption)[1]
    if wide + _BETWEEN_CAPTIONS <= TEXT_WIDTH:
        edge = sheet.box(0, TEXT_WIDTH).end(rtl=first.style.rtl)
        lower = second.style.drop - first.style.drop
        first = first._replace(below=max(lower, 0.0))
        second = second._replace(below=max(-lower, 0.0), edge=edge)
    else:
        second = second._replace(below=first.height)
    return replace(slab, height=max(first.height, second.height), texts=[first, second])


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


def _row_slab(grid: Grid, row: Row, kind: Kind) -> RowSlab:
    element = grid.element.add("TR")
    texts: list[SetText] = []
    grounds: list[Ground] = []
    column = 0
    for cell in row:
        owner, spot = cell_element(element, cell, kind), grid.spot(cell, column)
        texts += cell_texts(grid, cell, spot, owner, kind)
        if cell.tint:
            box = spot.box
            grounds.append(Ground(box.left, box.width, GROUNDS[cell.tint]))
        column += cell.span
    return RowSlab(height=height_of(texts), texts=texts, grounds=grounds)
