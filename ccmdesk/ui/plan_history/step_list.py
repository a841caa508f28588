"""The list of steps: rows of one height, columns that share the width."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView

from ccmdesk.ui.plan_history.step_table import StepTable
from ccmdesk.ui.records.history_view import PlainTable
from ccmdesk.ui.records.squeeze import squeeze
from ccmdesk.ui.records.two_line_header import TwoLineHeader

_LOOKED_AT = 40
"""Rows that decide how wide a column is; looking at more would be felt."""

_AROUND, _WIDEST, _NARROWEST, _LEAST = 22, 190, 80, 40
_SHORT = 3
_REST = 0.5


class StepList(PlainTable):
    """When, who and which office as wide as they need; what and which record in the rest."""

    chosen = Signal()

    def __init__(self, model: StepTable) -> None:
        super().__init__(model)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self._head = TwoLineHeader(self)
        self._head.setStretchLastSection(True)
        self._head.setMinimumSectionSize(_LEAST)  # Qt takes the widest letter of the fonts
        self.setHorizontalHeader(self._head)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit())
        model.modelReset.connect(self.fit)

    def fit(self) -> None:
        """Share the width of the table among its columns."""
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        room = self.viewport().width()
        short = {column: self._needed(column) for column in range(_SHORT)}
        least = {c: short[c] if c == 0 else self._least(c, short[c]) for c in short}
        squeeze(short, sum(short.values()) - round(room * _REST), least=least)
        rest = (room - sum(short.values())) // 2
        for column, width in enumerate([*short.values(), rest, rest]):
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
        """Return how narrow a short column may become; its heading stays whole."""
        return min(needed, max(_NARROWEST, self._head.least_width(column)))

    def _needed(self, column: int) -> int:
        model, wide = self.model(), self.fontMetrics().horizontalAdvance
        rows = range(min(_LOOKED_AT, model.rowCount()))
        content = max((wide(str(model.index(row, column).data())) for row in rows), default=0)
        most = content if column == 0 else min(content, _WIDEST)
        return max(most + _AROUND, self._head.least_width(column))
