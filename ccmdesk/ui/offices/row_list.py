"""A list of rows of one height: one column takes the room that the others leave."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QEvent
from PySide6.QtWidgets import QHeaderView

from ccmdesk.ui.records.history_view import PlainTable
from ccmdesk.ui.records.two_line_header import TwoLineHeader

_Mode = QHeaderView.ResizeMode


class RowList(PlainTable):
    """However many rows there are, only those in sight are looked at."""

    def __init__(self, model: QAbstractTableModel, *, wide: tuple[int, ...]) -> None:
        super().__init__(model)
        self._wide = wide
        self.setWordWrap(False)
        head = TwoLineHeader(self)
        head.setResizeContentsPrecision(0)
        self.setHorizontalHeader(head)
        self.verticalHeader().setSectionResizeMode(_Mode.Fixed)
        for column in range(model.columnCount()):
            mode = _Mode.Stretch if column in wide else _Mode.ResizeToContents
            head.setSectionResizeMode(column, mode)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.LanguageChange}:
            self._fit()

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
