"""Cells of the budget by year as text with tabs, out of the table and into it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QModelIndex

from ccmdesk.actions.fill_budget import FillCell
from ccmdesk.actions.paste_budget import Pasted, block_of, read_paste
from ccmdesk.lang.lang import Lang
from ccmdesk.rules.budget_grid import BudgetCell
from ccmdesk.ui.budget.cell_words import copied_of
from ccmdesk.ui.budget.grid_model import GridModel

Block = Sequence[Sequence[str]]


def text_of_cells(model: GridModel, chosen: Sequence[QModelIndex], *, lang: Lang) -> str:
    """Return the chosen rectangle, a line a row."""
    rows = sorted({index.row() for index in chosen})
    columns = sorted({index.column() for index in chosen})
    return "\n".join(
        "\t".join(copied_of(model.rows[row], model.columns[column], lang) for column in columns)
        for row in rows
    )


def emptied(model: GridModel, chosen: Sequence[QModelIndex]) -> tuple[FillCell, ...]:
    """Return the chosen cells that can be emptied."""
    cells = (model.cell(index) for index in chosen)
    return tuple(FillCell(cell, None) for cell in cells if cell and cell.refusal is None)


def pasted_text(
    model: GridModel, text: str, chosen: Sequence[QModelIndex], *, lang: Lang
) -> Pasted:
    """Return what *text* puts into the table from its first chosen cell on.

    One value goes into every chosen cell. Figures that are computed are passed over.
    """
    block = block_of(text)
    if len(block) == 1 and len(block[0]) == 1:
        asked = [(model.cell(index), block[0][0]) for index in chosen]
        outside = 0
    else:
        asked, outside = _spread(model, block, chosen)
    cells = [(cell, value) for cell, value in asked if cell is not None]
    texts = tuple((cell.place, value) for cell, value in cells)
    return Pasted(read_paste(cells, lang=lang), outside, texts)


def _spread(
    model: GridModel, block: Block, chosen: Sequence[QModelIndex]
) -> tuple[list[tuple[BudgetCell | None, str]], int]:
    """Return the cells of the table for those of *block*, and how many of these have no place."""
    top = min(index.row() for index in chosen)
    start = min(index.column() for index in chosen)
    inside = [
        (model.cell(model.index(top + down, start + right)), value)
        for down, right, value in _places(block)
        if top + down < model.rowCount() and start + right < model.columnCount()
    ]
    return inside, sum(len(row) for row in block) - len(inside)


def _places(block: Block) -> Iterator[tuple[int, int, str]]:
    for down, row in enumerate(block):
        for right, value in enumerate(row):
            yield down, right, value
