"""One of two values to choose from: a round button, and the value in as many lines as it needs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QWidget

from ccmdesk.ui.direction import directed
from ccmdesk.ui.labels import text_label


class ValueChoice(QWidget):
    """A click on the value chooses it too."""

    def __init__(self, value: str, *, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.button, self.words = QRadioButton(), text_label()
        self.button.setAccessibleName(name)
        self.words.setText(directed(value, self.layoutDirection()))
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)

    def isChecked(self) -> bool:
        """Whether this value is chosen."""
        return self.button.isChecked()

    def setChecked(self, checked: bool) -> None:  # noqa: FBT001 - as Qt has it
        """Choose this value."""
        self.button.setChecked(checked)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.button.click()
