"""The table of a history: short columns as wide as their words, the two values in the rest."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ccmdesk.ui.records.squeeze import squeeze
from ccmdesk.ui.records.two_line_header import TwoLineHeader

_AROUND = 22
_LOOKED_AT = 200
"""Rows that decide how wide a column is."""

_WIDEST, _NARROWEST = 230, 90
_OF_VALUES = 0.5
"""The share of the table that the values get, where the short columns can do with less."""

_MOST_LINES = 6


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


class HistoryView(PlainTable):
    """Values wrap; a very long one is cut short after six lines and told whole by its tooltip."""

    def __init__(self, model: QAbstractTableModel, *, values: int) -> None:
        super().__init__(model)
        self._values = values
        head = TwoLineHeader(self)
        self.setHorizontalHeader(head)
        self.setWordWrap(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        model.modelReset.connect(self.fit)

    def fit(self) -> None:
        """Give the first columns what they need, and the values equal parts of the rest."""
        line = self.fontMetrics().lineSpacing()
        self.verticalHeader().setMaximumSectionSize(_MOST_LINES * line + 8)
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
        """Return how narrow a short column may become; the moment, which is first, stays whole."""
        head: TwoLineHeader = self.horizontalHeader()  # type: ignore[assignment]
        return needed if column == 0 else max(_NARROWEST, head.least_width(column))

    def _needed(self, column: int) -> int:
        model, wide = self.model(), self.fontMetrics().horizontalAdvance
        texts = (
            str(model.index(row, column).data() or "")
            for row in range(min(_LOOKED_AT, model.rowCount()))
        )
        head: TwoLineHeader = self.horizontalHeader()  # type: ignore[assignment]
        content = min(max(map(wide, texts), default=0) + _AROUND, _WIDEST)
        return max(content, head.least_width(column))
