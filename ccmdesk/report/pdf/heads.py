"""The head of a table: cells may cover several of its rows, so it is laid out and drawn whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import NamedTuple

from ccmdesk.report.blocks import Cell
from ccmdesk.report.pdf.cells import (
    GROUNDS,
    HEAD_GROUND,
    Grid,
    Kind,
    cell_element,
    cell_texts,
    height_of,
)
from ccmdesk.report.pdf.columns import head_cells
from ccmdesk.report.pdf.pen import Pen
from ccmdesk.report.pdf.sheet import LEFT, TEXT_WIDTH, Box, SetText, TextSlab

_RULE = "0.62 G 0.4 w"
_STRONG = "0.07 0.22 0.38 RG 0.9 w"


class _Ground(NamedTuple):
    """A tint from *left* over *width*, between two distances below the top of the head."""

    left: float
    width: float
    top: float
    bottom: float
    colour: str


@dataclass(slots=True, kw_only=True, eq=False)
class HeadSlab(TextSlab):
    """The rows of the head together; *rules* stand where a cell ends above another."""

    grounds: Sequence[_Ground]
    rules: Sequence[tuple[Box, float]]

    def draw(self, pen: Pen, top: float) -> None:
        """Draw tints and rules behind the page, and the cells."""
        for left, width, first, last, colour in self.grounds:
            pen.ground((left, top - last, width, last - first), colour)
        for box, below in self.rules:
            pen.rule((box.left, top - below), box.width, _RULE)
        for below in (0.0, self.height):
            pen.rule((LEFT, top - below), TEXT_WIDTH, _STRONG)
        TextSlab.draw(self, pen, top)


class _HeadCell(NamedTuple):
    """A cell with its place in the head, and its texts set from the top of its row."""

    row: int
    column: int
    cell: Cell
    texts: list[SetText]


def head_slab(grid: Grid, *, space: float) -> HeadSlab:
    """Set the head of a table."""
    cells = list(_set_cells(grid))
    tops = [0.0, *accumulate(_row_heights(cells, len(grid.table.head)))]
    return HeadSlab(
        height=tops[-1],
        space=space,
        keep=True,
        texts=[text for cell in cells for text in _moved(cell, tops)],
        grounds=[_ground(grid, cell, tops) for cell in cells],
        rules=list(_rules(grid, cells, tops)),
    )


def _set_cells(grid: Grid) -> Iterator[_HeadCell]:
    rows = [grid.element.add("TR") for _ in grid.table.head]
    for row, column, cell in head_cells(grid.table.head):
        owner = cell_element(rows[row], cell, Kind.HEAD)
        texts = cell_texts(grid, cell, grid.spot(cell, column), owner, Kind.HEAD)
        yield _HeadCell(row, column, cell, texts)


def _row_heights(cells: Sequence[_HeadCell], count: int) -> list[float]:
    """Return the heights of the rows; the last of those a cell covers grows until it has room."""
    heights = [0.0] * count
    for row, _, cell, texts in sorted(cells, key=lambda each: each.cell.rows):
        last = row + cell.rows - 1
        missing = height_of(texts) - sum(heights[row : last + 1])
        heights[last] += max(missing, 0.0)
    return heights


def _moved(cell: _HeadCell, tops: Sequence[float]) -> Iterator[SetText]:
    """Yield the texts from the top of the head; those over several rows stand at the bottom."""
    down = tops[cell.row]
    if cell.cell.rows > 1:
        down = tops[cell.row + cell.cell.rows] - height_of(cell.texts)
    for text in cell.texts:
        yield text._replace(below=text.below + down)


def _ground(grid: Grid, cell: _HeadCell, tops: Sequence[float]) -> _Ground:
    left, width = grid.spot(cell.cell, cell.column).box
    colour = GROUNDS[cell.cell.tint] if cell.cell.tint else HEAD_GROUND
    return _Ground(left, width, tops[cell.row], tops[cell.row + cell.cell.rows], colour)


def _rules(
    grid: Grid, cells: Sequence[_HeadCell], tops: Sequence[float]
) -> Iterator[tuple[Box, float]]:
    """Yield a rule under each stretch of cells that end where the next row begins."""
    for row in range(1, len(grid.table.head)):
        ends = sorted(
            place
            for cell in cells
            if cell.row + cell.cell.rows == row
            for place in range(cell.column, cell.column + cell.cell.span)
        )
        for _, run in groupby(enumerate(ends), key=lambda pair: pair[1] - pair[0]):
            columns = [place for _, place in run]
            start, end = grid.starts[columns[0]], grid.starts[columns[-1] + 1]
            yield grid.sheet.box(start, end - start), tops[row]
