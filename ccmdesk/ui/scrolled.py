"""Parts that are scrolled as a whole where they have no room together."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget


class WholeWidth(QScrollArea):
    """Scrolls up and down only; it asks for the room of all that is in it.

    What is in it is as high as there is room, or as its parts need at least. Qt would scroll as
    soon as they have less than they like best, which for a table is more than most pages have.
    """

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.inner = inner
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)

    def sizeHint(self) -> QSize:
        return self.inner.sizeHint() + QSize(self._bar, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.inner.minimumSizeHint().width() + self._bar, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear of other words and parts; Qt lets a scroll area watch what it holds."""
        found = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
            self.updateGeometry()
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @property
    def _bar(self) -> int:
        return self.verticalScrollBar().sizeHint().width()

    def _fit(self) -> None:
        layout, room = self.inner.layout(), self.maximumViewportSize()
        if layout is None:
            return
        wide, least = room.width(), least_height(layout, room.width())
        if least > room.height():
            wide -= self._bar
            least = least_height(layout, wide)
        self.inner.resize(wide, max(least, room.height()))


def scrolled_column(page: QWidget) -> QVBoxLayout:
    """Return a column for the parts of *page*, which are scrolled where they have no room."""
    inner, around = QWidget(), QVBoxLayout(page)
    around.setContentsMargins(0, 0, 0, 0)
    column = QVBoxLayout(inner)
    around.addWidget(WholeWidth(inner))
    return column


def reveal(part: QWidget) -> None:
    """Scroll to *part*, as much of it as there is room for.

    Qt scrolls no further than to the cell of a table in which the cursor is.
    """
    around = part.parentWidget()
    while around is not None:
        if isinstance(around, WholeWidth):
            bar, top = around.verticalScrollBar(), part.mapTo(around.inner, QPoint()).y()
            least = top + part.height() - around.viewport().height()
            bar.setValue(min(max(bar.value(), least), top))
        around = around.parentWidget()


def least_height(layout: QLayout, width: int) -> int:
    """Return the height in pixels that is needed at least, with lines broken at *width*."""
    least = layout.totalMinimumSize()
    if not layout.hasHeightForWidth():
        return least.height()
    return layout.totalMinimumHeightForWidth(max(width, least.width()))
