"""How much of a table is seen at least, however large the letters are."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QTableView

_ROWS = 4
_ABOVE_AND_BELOW = 10


def with_few_rows(table: QTableView, least: QSize) -> QSize:
    """Return *least* with room for the headings and four rows of one line."""
    head, across = table.horizontalHeader(), table.horizontalScrollBar()
    row = max(
        table.verticalHeader().defaultSectionSize(), table.fontMetrics().height() + _ABOVE_AND_BELOW
    )
    high = _ROWS * row + 2 * table.frameWidth()
    high += 0 if head.isHidden() else head.sizeHint().height()
    high += across.sizeHint().height() if across.maximum() > across.minimum() else 0
    return least.expandedTo(QSize(0, high))
