"""A large button with a sentence that says what it leads to."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ccmdesk.ui.labels import BoldLabel, text_label


class ChoiceButton(QPushButton):
    """As high as its two texts, in every language."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = BoldLabel()
        self._more = text_label(muted=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 8)
        column.setSpacing(2)
        for label in (self._head, self._more):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column.addWidget(self._head)
        column.addWidget(self._more, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, head: str, more: str) -> None:
        """Show both texts; they are its accessible name and description as well."""
        self._head.setText(head)
        self._more.setText(more)
        self.setAccessibleName(head)
        self.setAccessibleDescription(more)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return super().sizeHint().height() if layout is None else layout.heightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._more.updateGeometry()  # or its lines stay those of the width before
        self.setMinimumHeight(self.heightForWidth(event.size().width()))

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
