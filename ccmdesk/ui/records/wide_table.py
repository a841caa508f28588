"""The table over the whole width: sorts by its headings, and fits its columns to the page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ccmdesk.model.values import Texts
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.columns import is_number
from ccmdesk.ui.records.table_model import RecordTable

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LOOKED_AT = 40
"""Rows that decide how wide a column is; reading more would be felt in a long list."""

_WIDEST, _NARROWEST = 240, 60
_LEAST, _LEAST_MAIN = 84, 190
_AROUND = 22


class WideTable(QTableView):
    """One row a record; Enter or a click opens it, Delete puts it in the bin."""

    opened = Signal(QModelIndex)
    delete_asked = Signal()
    sort_asked = Signal(int)

    def __init__(self, plan: OpenPlan, model: RecordTable) -> None:
        super().__init__()
        self._plan, self._rows = plan, model
        self._by_hand = False
        self._fitting = False
        self._widest: dict[int, int] = {}
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.sectionClicked.connect(self.sort_asked)
        head.sectionResized.connect(self._resized)
        self.clicked.connect(self.opened)
        for changed in (model.modelReset, model.dataChanged):
            changed.connect(self._widest.clear)
        model.modelReset.connect(self.fit_columns)

    def column_name(self, column: int) -> str | None:
        """Return the field of a column; None for the one of what is missing."""
        fields = self._rows.fields
        return fields[column].name if column < len(fields) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        elif event.key() in _ENTER:
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_columns()

    def fit_columns(self) -> None:
        """Give each column what its first rows need and the text that names a record the rest."""
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        if self._by_hand or not self.isVisible() or not self._rows.rowCount():
            return
        self._fitting = True
        head = self.horizontalHeader()
        widths = [self._needed(column) for column in range(self._rows.columnCount())]
        spare = self.viewport().width() - sum(widths)
        if spare > 0:
            widths[self._main_column()] += spare
        else:
            _squeeze(widths, -spare, least=self._least_widths())
        for column, width in enumerate(widths):
            head.resizeSection(column, width)
        self._fitting = False

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.fit_columns()

    def _needed(self, column: int) -> int:
        head = self.horizontalHeader().sectionSizeHint(column)
        return min(max(self._of_values(column), head, _NARROWEST), _WIDEST)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._widest.clear()

    def _of_values(self, column: int) -> int:
        """Return what the first values need; it is asked each time the page is laid out."""
        if column not in self._widest:
            self._widest[column] = self._measured(column)
        return self._widest[column]

    def _measured(self, column: int) -> int:
        metrics = self.fontMetrics()
        texts = (
            str(self._rows.index(row, column).data() or "")
            for row in range(min(_LOOKED_AT, self._rows.rowCount()))
        )
        return max((metrics.horizontalAdvance(text) for text in texts), default=0) + _AROUND

    def _least_widths(self) -> list[int]:
        """Return how narrow each column may become: figures and what is missing stay whole."""
        fields, main = self._rows.fields, self._main_column()
        whole = {n for n, field in enumerate(fields) if is_number(field)} | {len(fields)}
        return [
            max(self._of_values(column), _NARROWEST)
            if column in whole
            else _LEAST_MAIN
            if column == main
            else _LEAST
            for column in range(self._rows.columnCount())
        ]

    def _main_column(self) -> int:
        texts = (n for n, field in enumerate(self._rows.fields) if field.type is Texts)
        return next(texts, 0)

    def _resized(self) -> None:
        if not self._fitting:
            self._by_hand = True


def _squeeze(widths: list[int], over: int, *, least: list[int]) -> None:
    """Take *over* pixels from the widest columns first, none below its least width."""
    while over > 0:
        room = [(width, place) for place, width in enumerate(widths) if width > least[place]]
        if not room:
            return
        _, widest = max(room)
        widths[widest] -= 1
        over -= 1
