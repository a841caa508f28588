"""What stands above an editor: the label, and beside it in words where the value comes from."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from ccmdesk.ui.records.elided import WordButton

_GAP = 8
_USUAL_LETTERS = 16
_SHARE = 0.4
"""The part of the width the words keep when both do not fit; the label then takes more lines."""


class FieldHead(QWidget):
    """The label stays in one line as long as the words beside it can be cut short for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel(self, wordWrap=True)
        self.note = WordButton(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        label, _ = self._widths(width)
        return max(self.label.heightForWidth(label), self.note.sizeHint().height())

    def sizeHint(self) -> QSize:
        wide = self._label_width() + _GAP + self.note.sizeHint().width()
        return QSize(wide, self.heightForWidth(wide))

    def usual_width(self) -> int:
        """Return the width for the label and a word or two; a long source is cut short."""
        usual = self.note.fontMetrics().averageCharWidth() * _USUAL_LETTERS
        return self._label_width() + _GAP + min(self.note.sizeHint().width(), usual)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.note.minimumSizeHint().width() * 2, self.note.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.LayoutDirectionChange}:
            self.updateGeometry()
            self._place()
        return super().event(event)

    def _widths(self, width: int) -> tuple[int, int]:
        label, note = self._label_width(), self.note.sizeHint().width()
        if label + _GAP + note > width:
            note = min(note, max(width - label - _GAP, round(width * _SHARE)))
        return width - note - _GAP, note

    def _label_width(self) -> int:
        return self.label.fontMetrics().horizontalAdvance(self.label.text()) + 4

    def _place(self) -> None:
        way, whole = self.layoutDirection(), self.rect()
        label, note = self._widths(whole.width())
        low = self.note.sizeHint().height()
        left = QRect(0, 0, label, whole.height())
        right = QRect(whole.width() - note, whole.height() - low, note, low)
        self.label.setGeometry(QStyle.visualRect(way, whole, left))
        self.note.setGeometry(QStyle.visualRect(way, whole, right))
