"""The table of a history: short columns as wide as their words, the two values in the rest."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ccmdesk.ui.records.few_rows import with_few_rows
from ccmdesk.ui.records.squeeze import squeeze
from ccmdesk.ui.records.two_line_header import LEADING, TwoLineHeader

_AROUND = 22
_LOOKED_AT = 200
"""Rows that decide how wide a column is."""

_WIDEST, _NARROWEST = 230, 90
_OF_VALUES = 0.5
"""The share of the table that the values get, where the short columns can do with less."""

_MOST_LINES = 6
_ABOVE = 5

Index = QModelIndex | QPersistentModelIndex


class PlainTable(QTableView):
    """Rows that are chosen whole; Tab leaves the table."""

    def __init__(self, model: QAbstractTableModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultAlignment(LEADING)

    def minimumSizeHint(self) -> QSize:
        return with_few_rows(self, super().minimumSizeHint())


class _RoomyCells(QStyledItemDelegate):
    """Leaves room above and below the words, so that it is seen where a line of a row belongs."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return super().sizeHint(option, index) + QSize(0, 2 * _ABOVE)


class HistoryView(PlainTable):
    """Values wrap; a very long one is cut short after six lines and told whole by its tooltip."""

    def __init__(self, model: QAbstractTableModel, *, values: int) -> None:
        super().__init__(model)
        self._values = values
        head = TwoLineHeader(self)
        self.setHorizontalHeader(head)
        self.setWordWrap(True)
        self.setItemDelegate(_RoomyCells(self))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        model.modelReset.connect(self.fit)

    def fit(self) -> None:
        """Give the first columns what they need, and the values equal parts of the rest."""
        line = self.fontMetrics().lineSpacing()
        self.verticalHeader().setMaximumSectionSize(_MOST_LINES * line + 2 * _ABOVE)
        columns = self.model().columnCount()
        first, last = range(columns - self._values), range(columns - self._values, columns)
        short = {
            column: self._needed(column) for column in first if not self.isColumnHidden(column)
        }
        room = self.viewport().width()
        least = {column: self._least(column, width) for column, width in short.items()}
        squeeze(short, sum(short.values()) - round(room * (1 - _OF_VALUES)), least=least)
        rest = (room - sum(short.values())) // self._values
        for column, width in {**short, **dict.fromkeys(last, rest)}.items():
            self.setColumnWidth(column, width)
        self.updateGeometries()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def _least(self, column: int, needed: int) -> int:
        """Return how narrow a short column may become.

        The moment, which is first, stays whole, and so does each word of the others.
        """
        if column == 0:
            return needed
        head: TwoLineHeader = self.horizontalHeader()  # type: ignore[assignment]
        words = (word for text in self._told(column) for word in text.split())
        word = max(map(self.fontMetrics().horizontalAdvance, words), default=0) + _AROUND
        return min(max(_NARROWEST, word, head.least_width(column)), needed)

    def _needed(self, column: int) -> int:
        wide = self.fontMetrics().horizontalAdvance
        head: TwoLineHeader = self.horizontalHeader()  # type: ignore[assignment]
        content = min(max(map(wide, self._told(column)), default=0) + _AROUND, _WIDEST)
        return max(content, head.least_width(column))

    def _told(self, column: int) -> Iterator[str]:
        """Yield what the first rows say."""
        model = self.model()
        for row in range(min(_LOOKED_AT, model.rowCount())):
            yield str(model.index(row, column).data() or "")
