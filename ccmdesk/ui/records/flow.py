"""A layout that fills a line and goes on in the next, mirrored in right-to-left languages."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QStyle, QWidget


class Flow(QLayout):
    """Items keep the size they ask for; one wider than the line is cut down to it."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 6, lead: int = 4) -> None:
        super().__init__(parent)
        self._lead = lead
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._heights: dict[int, int] = {}
        """What each width needs: the layouts around ask for it again and again."""

        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._heights.clear()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, place: int) -> QLayoutItem | None:
        return self._items[place] if 0 <= place < len(self._items) else None

    def takeAt(self, place: int) -> QLayoutItem | None:
        return self._items.pop(place) if 0 <= place < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._shown()]
        wide = sum(size.width() for size in sizes) + self._gap * max(len(sizes) - 1, 0)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        least = QSize(0, 0)
        for item in self._shown():
            least = least.expandedTo(item.minimumSize())
        return least

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Return the height all lines need; *move* the items to their places as well."""
        x, y, high = rect.x(), rect.y(), 0
        way = self._direction()
        for item in self._shown():
            size = item.sizeHint()
            wide = min(size.width(), rect.width()) if rect.width() else size.width()
            if x + wide > rect.right() + 1 and x > rect.x():
                x, y, high = rect.x(), y + high + self._lead, 0
            if move:
                box = QRect(QPoint(x, y), QSize(wide, size.height()))
                item.setGeometry(QStyle.visualRect(way, rect, box))
            x += wide + self._gap
            high = max(high, size.height())
        return y + high - rect.y()

    def _direction(self) -> Qt.LayoutDirection:
        widget = self.parentWidget()
        return widget.layoutDirection() if widget else Qt.LayoutDirection.LeftToRight


class FlowBox(QWidget):
    """A widget that is one flow of others."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 6, lead: int = 4) -> None:
        super().__init__(parent)
        self.flow = Flow(self, gap=gap, lead=lead)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Put *widget* at the end of the flow."""
        self.flow.addWidget(widget)

    def clear(self) -> None:
        """Take everything out of the flow."""
        while (item := self.flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.flow.invalidate()
