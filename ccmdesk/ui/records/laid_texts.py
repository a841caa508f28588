"""Texts laid out once, to be measured and drawn many times."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QStaticText, QTextOption

from ccmdesk.ui.direction import elided

_KEPT = 2000
_RIGHT = Qt.AlignmentFlag.AlignRight
_RTL = Qt.LayoutDirection.RightToLeft


class LaidTexts:
    """Keeps what was drawn last in one font and direction: lists say the same over and over.

    Otherwise Qt would lay out each text three times: to measure it, to cut it short, to draw it.
    What is drawn for the first time is not kept, since that takes longer than to draw it.
    """

    def __init__(self) -> None:
        self._font, self._way = "", Qt.LayoutDirection.LeftToRight
        self._wide: dict[str, int] = {}
        self._short: dict[tuple[str, int], str] = {}
        self._laid: dict[str, QStaticText | None] = {}

    def width(self, text: str, font: QFont) -> int:
        """Return how many pixels wide *text* is."""
        if font.key() != self._font or len(self._wide) > _KEPT:
            self._font, self._wide, self._short, self._laid = font.key(), {}, {}, {}
        if text not in self._wide:
            self._wide[text] = QFontMetrics(font).horizontalAdvance(text)
        return self._wide[text]

    def draw(self, painter: QPainter, room: QRect, text: str, *, side: Qt.AlignmentFlag) -> None:
        """Draw *text* in *room* at one *side*, and in its middle from top to bottom."""
        font, way = painter.font(), painter.layoutDirection()
        wide = self.width(text, font)
        if way is not self._way:
            self._way, self._laid = way, {}
        if wide > room.width():
            text = self._cut(text, font, room.width())
            wide = self.width(text, font)
        if text not in self._laid:
            self._laid[text] = None
            painter.drawText(room, side, text)
            return
        laid = self._laid[text] or self._lay(text, font)
        at_right = side & _RIGHT or way is _RTL
        left = room.right() + 1 - wide if at_right else room.left()
        above = round((room.height() - laid.size().height()) / 2)
        painter.drawStaticText(QPoint(left, room.top() + above), laid)

    def _cut(self, text: str, font: QFont, room: int) -> str:
        if (text, room) not in self._short:
            self._short[text, room] = elided(text, QFontMetrics(font), room)
        return self._short[text, room]

    def _lay(self, text: str, font: QFont) -> QStaticText:
        option = QTextOption()
        option.setTextDirection(self._way)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        laid = QStaticText(text)
        laid.setTextFormat(Qt.TextFormat.PlainText)
        laid.setTextOption(option)
        laid.prepare(font=font)
        self._laid[text] = laid
        return laid
