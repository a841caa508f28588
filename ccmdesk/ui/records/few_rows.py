"""How much of a table is seen at least, however large the letters are."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QTableView

_ROWS = 4
_ABOVE_AND_BELOW = 10


def with_few_rows(table: QTableView, least: QSize, *, scrolls_across: bool = False) -> QSize:
    """Return *least* with room for the headings and four rows.

    A table that *scrolls_across* has room for its bar too, also while the bar is not shown.
    """
    head, bar = table.horizontalHeader(), table.horizontalScrollBar()
    row = max(
        table.verticalHeader().defaultSectionSize(), table.fontMetrics().height() + _ABOVE_AND_BELOW
    )
    high = _ROWS * row + 2 * table.frameWidth()
    high += 0 if head.isHidden() else head.sizeHint().height()
    high += bar.sizeHint().height() if scrolls_across else 0
    return least.expandedTo(QSize(0, high))
