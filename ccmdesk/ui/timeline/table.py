"""The time line as a table: the rows of the chart, in words."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ccmdesk.ui.records.cells import Cells
from ccmdesk.ui.records.few_rows import with_few_rows
from ccmdesk.ui.records.squeeze import squeeze
from ccmdesk.ui.records.two_line_header import TwoLineHeader
from ccmdesk.ui.timeline.rows import Column, TimeRows

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LOOKED_AT = 40
_AROUND, _WIDEST, _LEAST, _LEAST_NAME = 22, 260, 70, 190


class TimeTable(QTableView):
    """Enter or a double click opens the record of a row."""

    opened = Signal(object)
    """The id of the activity to open."""

    def __init__(self, rows: TimeRows) -> None:
        super().__init__()
        self._rows = rows
        self.setModel(rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setItemDelegate(Cells(self))
        self.setHorizontalHeader(TwoLineHeader(self))
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(self._open)
        rows.modelReset.connect(self.fit_columns)

    def minimumSizeHint(self) -> QSize:
        return with_few_rows(self, super().minimumSizeHint())

    def fit_columns(self) -> None:
        """Give each column what its first rows need; the names get the rest."""
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        if not self.isVisible():
            return
        head: TwoLineHeader = self.horizontalHeader()  # type: ignore[assignment]
        least: dict[int, int] = {
            n: max(head.least_width(n), _LEAST_NAME if not n else _LEAST) for n in Column
        }
        widths: dict[int, int] = {n: max(self._needed(n), least[n]) for n in Column}
        spare = self.viewport().width() - sum(widths.values())
        if spare > 0:
            widths[Column.NAME] += spare
        else:
            squeeze(widths, -spare, least=least)
        for column, width in widths.items():
            head.resizeSection(column, width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_columns()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit_columns()

    def _needed(self, column: Column) -> int:
        metrics, rows = self.fontMetrics(), range(min(_LOOKED_AT, self._rows.rowCount()))
        texts = (str(self._rows.index(row, column).data() or "") for row in rows)
        wide = max((metrics.horizontalAdvance(text) for text in texts), default=0) + _AROUND
        return wide if column is Column.NAME else min(wide, _WIDEST)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._rows.lanes[index.row()].activity.id)
