"""A part of the window that is laid out anew when it, or what is in it, has another size."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class Refitted(QWidget):
    """*fit* is called whenever the room, or what the parts need of it, is another."""

    def fit(self) -> None:
        """Lay the parts out in the room there is."""
        raise NotImplementedError

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
