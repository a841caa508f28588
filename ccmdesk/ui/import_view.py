"""The table of what is wrong in an import, with each sentence whole where two lines hold it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from ccmdesk.ui.import_rows import IN_THE_CELL, FaultTable, MendDelegate
from ccmdesk.ui.records.few_rows import with_few_rows
from ccmdesk.ui.records.two_line_header import TwoLineHeader

_LEAST, _MOST = (120, 50, 120, 120), 190
_AROUND, _ABOVE_AND_BELOW = 12, 8
_LOOKED_AT = 100
"""Rows that decide how wide and how high cells are; an import may have ten thousand faults."""


class FaultView(QTableView):
    """Rows of one height: two lines where a sentence needs them."""

    def __init__(self, faults: FaultTable) -> None:
        super().__init__()
        self._faults = faults
        self.setModel(faults)
        self.cells = MendDelegate(self)
        self.setItemDelegateForColumn(IN_THE_CELL, self.cells)
        ways = QTableView.EditTrigger
        self.setEditTriggers(ways.AnyKeyPressed | ways.EditKeyPressed | ways.DoubleClicked)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setWordWrap(True)
        self._head = TwoLineHeader(self)
        self.setHorizontalHeader(self._head)
        self._head.setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for told in (faults.modelReset, faults.dataChanged):
            told.connect(self.fit)
        self.fit()

    def minimumSizeHint(self) -> QSize:
        return with_few_rows(self, super().minimumSizeHint())

    def fit(self) -> None:
        """Give headings and the first rows the room their texts need."""
        for column, least in enumerate(_LEAST):
            wide = max(least, min(self._widest(column), _MOST), self._head.least_width(column))
            self._head.resizeSection(column, wide)
        last = len(_LEAST)
        lines = 2 if self._widest(last) > self._head.sectionSize(last) else 1
        high = lines * self.fontMetrics().lineSpacing() + _ABOVE_AND_BELOW
        self.verticalHeader().setDefaultSectionSize(high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def _widest(self, column: int) -> int:
        """Return what the longest text of the first rows needs in one line."""
        rows = range(min(_LOOKED_AT, self._faults.rowCount()))
        texts = (str(self._faults.index(row, column).data()) for row in rows)
        wide = self.fontMetrics().horizontalAdvance
        return max(map(wide, texts), default=0) + _AROUND
