"""The line below a form that says what belongs into the field with the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

_MARGIN = 12


class HintStrip(QLabel):
    """As high as the longest hint of the form, so that nothing moves from field to field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints: Sequence[str] = ()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.setContentsMargins(_MARGIN, 0, _MARGIN, 0)

    def keep_room(self, hints: Sequence[str]) -> None:
        """Be high enough for each of *hints*."""
        self._hints = hints
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        room = QRect(0, 0, max(self.width() - 2 * _MARGIN, 1), 0)
        heights = (
            metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, hint).height()
            for hint in self._hints
        )
        self.setFixedHeight(max(heights, default=0))
