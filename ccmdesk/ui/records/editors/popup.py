"""A sheet that opens below an editor and closes with Escape or a click beside it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget


class Popup(QFrame):
    """Holds what an editor has no room for; what is chosen in it counts at once."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 8, 12, 8)
        self.column.setSpacing(4)

    def open_below(self, part: QWidget, *, width: int) -> None:
        """Open below *part*, above it where there is no room, inside the screen."""
        size = self.sizeHint()
        size.setWidth(width)
        if self.hasHeightForWidth():
            size.setHeight(self.heightForWidth(width))
        room = part.screen().availableGeometry()
        place = QRect(part.mapToGlobal(QPoint(0, part.height() + 2)), size)
        if place.bottom() > room.bottom():
            place.moveBottom(part.mapToGlobal(QPoint(0, -2)).y())
        place.moveRight(min(place.right(), room.right()))
        place.moveLeft(max(place.left(), room.left()))
        place.moveTop(max(place.top(), room.top()))
        self.setGeometry(place)
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.close()
        else:
            super().keyPressEvent(event)
