"""A list and the card of what is chosen in it: beside each other, or the card below the list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ccmdesk.ui.room import has_room

_LEAST = 720
"""Pixels that both need beside each other with texts of the usual size."""

_LINES = 12
_WAYS = Qt.Orientation


class ListAndCard(QSplitter):
    """The user may share the room in another way than at first, in *sizes*."""

    def __init__(self, rows: QWidget, card: QWidget, *, sizes: tuple[int, int]) -> None:
        super().__init__(_WAYS.Horizontal)
        self._card, self._sizes = card, sizes
        self.setChildrenCollapsible(False)
        self.addWidget(rows)
        self.addWidget(card)
        self.setSizes(sizes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.LanguageChange}:
            self._fit()

    def _fit(self) -> None:
        """Put the card below a list beside which it has no room, with some lines in sight."""
        way = _WAYS.Horizontal if has_room(self.width(), least=_LEAST) else _WAYS.Vertical
        lines = _LINES if way == _WAYS.Vertical else 0
        self._card.setMinimumHeight(lines * self.fontMetrics().lineSpacing())
        if way != self.orientation():
            self.setOrientation(way)
            self.setSizes(self._sizes)
