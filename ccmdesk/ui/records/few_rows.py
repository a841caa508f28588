"""How much of a table is seen at least, however large the letters are."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QTableView

_ROWS = 4
_ABOVE_AND_BELOW = 10


def with_few_rows(table: QTableView, least: QSize) -> QSize:
    """Return *least* with room for the headings, four rows of one line and a bar below them."""
    head, bar = table.horizontalHeader(), table.horizontalScrollBar()
    row = max(
        table.verticalHeader().defaultSectionSize(), table.fontMetrics().height() + _ABOVE_AND_BELOW
    )
    high = _ROWS * row + 2 * table.frameWidth()
    high += 0 if head.isHidden() else head.sizeHint().height()
    never = table.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    high += 0 if never else bar.sizeHint().height()
    return least.expandedTo(QSize(0, high))
