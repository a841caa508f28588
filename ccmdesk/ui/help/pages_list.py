"""The list beside a page of help: the pages of the manual, or what was found in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

_TARGET = Qt.ItemDataRole.UserRole
_AROUND = 2
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PagesList(QListWidget):
    """A click, or Enter, leads to the page."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setSpacing(_AROUND)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(lambda item: self.asked.emit(item.data(_TARGET)))

    def put(self, entries: Sequence[tuple[str, str]]) -> None:
        """Show (target, words) entries."""
        self.clear()
        for target, words in entries:
            item = QListWidgetItem(words)
            item.setData(_TARGET, target)
            item.setToolTip(words)
            self.addItem(item)

    def mark(self, target: str) -> None:
        """Mark the entry that leads to *target*, if there is one."""
        for row in range(self.count()):
            if self.item(row).data(_TARGET) == target:
                self.setCurrentRow(row)
                return

    def current(self) -> str:
        """Return where the marked entry leads to; nothing while there is none."""
        item = self.currentItem()
        return "" if item is None else str(item.data(_TARGET))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in _ENTER and item is not None:
            self.asked.emit(item.data(_TARGET))
        else:
            super().keyPressEvent(event)
