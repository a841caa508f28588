"""Two columns that scroll together, the second below the first where both have no room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QWidget

_BETWEEN = 14
_Way = QBoxLayout.Direction


class SideBySide(QScrollArea):
    """Nobody has to scroll sideways, however long the words and large the letters are."""

    def __init__(self, first: QLayout, second: QLayout) -> None:
        super().__init__(widgetResizable=True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        panels, self._parts = QWidget(), (first, second)
        self._row = QHBoxLayout(panels)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_BETWEEN)
        self._row.addLayout(first, 3)
        self._row.addLayout(second, 2)
        self.setWidget(panels)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear of other words and parts; Qt lets a scroll area watch what it holds."""
        found = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        least = sum(part.minimumSize().width() for part in self._parts) + _BETWEEN
        fits = least <= self.viewport().width()
        self._row.setDirection(_Way.LeftToRight if fits else _Way.TopToBottom)
