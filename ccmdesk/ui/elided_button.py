"""A button whose words end in … where they have no room, and are then told by its tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from ccmdesk.ui.direction import elided

_LETTERS, _LEAST_LETTERS = 66, 12
_WORDS_OF_SOME_WIDTH = 200


class ElidedButton(QPushButton):
    """As wide as its words, up to a line of usual length, and narrower where it must be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        """Show *text*, whole for tooltip and screen reader."""
        self._said = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        most = _LETTERS * metrics.averageCharWidth()
        words = min(metrics.horizontalAdvance(self._said) + 1, most)
        return QSize(words + self._around(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        least = _LEAST_LETTERS * self.fontMetrics().averageCharWidth() + self._around()
        return QSize(min(hint.width(), least), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _around(self) -> int:
        """Return the width of the frame and of the space at both sides of the words."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        size = QSize(_WORDS_OF_SOME_WIDTH, self.fontMetrics().height())
        whole = self.style().sizeFromContents(QStyle.ContentsType.CT_PushButton, option, size, self)
        return whole.width() - size.width()

    def _fit(self) -> None:
        short = elided(self._said, self.fontMetrics(), self.width() - self._around())
        self.setText(short.replace("&", "&&"))
