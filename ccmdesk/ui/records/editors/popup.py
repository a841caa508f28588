"""A sheet that opens below an editor and closes with Escape or a click beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

_SHEET = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint
"""A window of Qt's own kind for this is in no list of windows that a screen reader is given."""


class Popup(QFrame):
    """Holds what an editor has no room for; what is chosen in it counts at once.

    The title of the window, which nobody sees, is what a screen reader calls it.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _SHEET)
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
        self.activateWindow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isVisible() and self._is_left():
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the keyboard back to where it was, unless the user has gone elsewhere."""
        owner = self.parentWidget()
        if owner is not None and self.isActiveWindow():
            owner.window().activateWindow()
        super().closeEvent(event)

    def _is_left(self) -> bool:
        """Whether another window is the active one; the menu of a calendar is none."""
        return not self.isActiveWindow() and QApplication.activePopupWidget() is None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.close()
        else:
            super().keyPressEvent(event)
