"""The cells of a table: their texts, their edges, and what the structure tree says of them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from ccmdesk.report.blocks import Align, Cell, Table, Tint
from ccmdesk.report.pdf.columns import PAD, role_of
from ccmdesk.report.pdf.pen import Anchor
from ccmdesk.report.pdf.runs import Wording, set_wording
from ccmdesk.report.pdf.sheet import Box, SetText, Sheet
from ccmdesk.report.pdf.structure import Element, language_entry

PAD_BLOCK = 2.5
"""Points left free above and below the text of a cell."""

HEAD_GROUND = "0.90 0.925 0.95 rg"
GROUNDS = {
    Tint.QUIET: "0.95 g",
    Tint.DONE: "0.91 0.96 0.90 rg",
    Tint.ATTENTION: "1 0.95 0.80 rg",
    Tint.ALARM: "0.98 0.88 0.86 rg",
}


class Kind(Enum):
    """What a row is."""

    HEAD = "head"
    DATA = "data"
    TOTAL = "total"


class Spot(NamedTuple):
    """The box of a cell, the width its text has, and the edge where its lines stand.

    One that is *fixed* is that of either language; else lines of the second begin at their own.
    """

    box: Box
    width: float
    edge: tuple[float, Anchor]
    fixed: bool


class Grid:
    """What the cells of one table share; *starts* are the columns' distances from the edge."""

    def __init__(
        self, sheet: Sheet, table: Table, starts: Sequence[float], element: Element
    ) -> None:
        self.sheet = sheet
        self.table = table
        self.starts = starts
        self.element = element
        self._spots = [self._spot(column, 1) for column in range(len(table.columns))]

    def spot(self, cell: Cell, column: int) -> Spot:
        """Return where a cell stands that begins in *column*."""
        return self._spots[column] if cell.span == 1 else self._spot(column, cell.span)

    def _spot(self, column: int, span: int) -> Spot:
        start = self.starts[column]
        box = self.sheet.box(start, self.starts[column + span] - start)
        inner = box.within(PAD)
        fixed = self._fixed_edge(inner, column, span)
        return Spot(box, inner.width, fixed or inner.start(rtl=self.sheet.rtl), fixed is not None)

    def _fixed_edge(self, box: Box, column: int, span: int) -> tuple[float, Anchor] | None:
        """Return where lines of both languages stand: figures at the right in both directions."""
        if span > 1 and column:
            return box.middle
        if self.table.columns[column].align is Align.NUMBER and span == 1:
            return box.end(rtl=False)
        return None


def cell_texts(grid: Grid, cell: Cell, spot: Spot, owner: Element, kind: Kind) -> list[SetText]:
    """Set the text of a cell, and under it the same in the second language of the paper."""
    sheet = grid.sheet
    role = role_of(cell, bold=kind is not Kind.DATA)
    if not cell.runs:
        owner_of_text = owner.part() if cell.second else owner
        style = sheet.styles.of(role, cell.language)
        first = SetText(
            style.lines(cell.text, spot.width), style, spot.edge, owner_of_text, PAD_BLOCK
        )
    else:
        wording = Wording(cell.text, role, owner, cell.language, cell.runs)
        box = spot.box.within(PAD)
        first = set_wording(sheet, wording, box, below=PAD_BLOCK)._replace(edge=spot.edge)
    if not cell.second:
        return [first]
    language = sheet.styles.second_language
    span = owner.add("Span", language_entry(language))
    wording = Wording(cell.second, role, span, language)
    second = set_wording(sheet, wording, spot.box.within(PAD), below=first.height)
    return [first, second._replace(edge=spot.edge) if spot.fixed else second]


def cell_element(row: Element, cell: Cell, kind: Kind) -> Element:
    """Add the element of a cell to that of its row."""
    if kind is Kind.DATA and cell.span == 1 and not cell.language:
        return row.add("TD")
    scope = "/Scope/Column" if kind is Kind.HEAD else ""
    span = f"/ColSpan {cell.span}" if cell.span > 1 else ""
    rows = f"/RowSpan {cell.rows}" if cell.rows > 1 else ""
    attributes = f"/A<</O/Table{scope}{span}{rows}>>" if scope or span or rows else ""
    kind_name = "TH" if kind is Kind.HEAD else "TD"
    return row.add(kind_name, attributes + language_entry(cell.language))


def height_of(texts: Sequence[SetText]) -> float:
    """Return how high a row with these texts is."""
    return max(text.height for text in texts) + PAD_BLOCK
