"""A box over the window, which is scrolled where it is taller than the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QLayout, QVBoxLayout, QWidget

from ccmdesk.ui.room import larger
from ccmdesk.ui.scrolled import WholeWidth, least_height

_FRAME = 48
"""Pixels that the title and the edge of a window take at most."""


class Box(QDialog):
    """With texts of twice the usual size no button may lie below the edge of the screen.

    A box that was closed is gone: whoever asks again makes a new one.
    """

    _area: WholeWidth | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        QShortcut(QKeySequence("F1"), self).activated.connect(self._explain)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit_to_screen()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._fit_to_screen()
        super().showEvent(event)

    def take_size(self, wide: int, *, high: int) -> None:
        """Be so large with texts of the usual size, and with larger ones as the screen allows."""
        self.resize(QSize(larger(wide), larger(high)).boundedTo(self._room))

    def keep_height(self, column: QLayout) -> None:
        """Be as high as the sentences need in this width; Qt keeps only their least room."""
        needed = column.heightForWidth(self.width())
        if needed > self._room.height():
            self._scroll()
        self.setMinimumHeight(min(needed, self._room.height()))

    def _explain(self) -> None:
        """Show the help on this box: the keys of the window do not reach here."""
        from ccmdesk.ui.help.over_box import explain_box

        explain_box(self)

    @property
    def _room(self) -> QSize:
        return self.screen().availableSize() - QSize(0, _FRAME)

    def _fit_to_screen(self) -> None:
        self.setMaximumSize(self._room)
        layout = self.layout()
        if layout is None or self._area is not None:
            return
        least = least_height(layout, self.width())
        if least > self._room.height():
            self._scroll()
        elif least > self.height():
            self.resize(self.width(), least)

    def _scroll(self) -> None:
        layout = self.layout()
        if self._area is None and layout is not None:
            inner = QWidget()
            inner.setLayout(layout)  # which takes the parts of the box along
            self._area = WholeWidth(inner)
            whole = QVBoxLayout(self)
            whole.setContentsMargins(0, 0, 0, 0)
            whole.addWidget(self._area)
