"""What lies on the map without moving with it: the scale bar, the arrow to the north, the focus."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from ccmdesk.lang.lang import Lang
from ccmdesk.model.words import C_
from ccmdesk.ui.map.looks import EDGE, INK, LAND
from ccmdesk.ui.theme import RING

_INSET = 12
_BAR, _LONGEST = 5.0, 160.0
_ARROW = (14.0, 26.0)


class Furniture(QWidget):
    """Lets every click through to the map below it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._map = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.words = ""
        self._length = 0.0

    def show_scale(self, per_metre: float, lang: Lang) -> None:
        """Draw a round length that is not longer than a fifth of a usual map."""
        metres = round_length(_LONGEST / per_metre)
        self._length = metres * per_metre
        self.words = scale_words(lang, metres)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_north(painter, QPointF(self.width() - _INSET - _ARROW[0] / 2, _INSET))
        self._draw_scale(painter, QPointF(_INSET, self.height() - _INSET - _BAR))
        focused = self._map.hasFocus()
        role = QPalette.ColorRole.Accent if focused else QPalette.ColorRole.Mid
        width = RING if focused else 1
        painter.setPen(QPen(self.palette().color(role), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = width / 2
        painter.drawRect(QRectF(self.rect()).adjusted(half, half, -half, -half))
        painter.end()

    def _draw_scale(self, painter: QPainter, at: QPointF) -> None:
        """Draw a bar in two halves, dark and light, under its length in words."""
        metrics = painter.fontMetrics()
        wide = metrics.horizontalAdvance(self.words)
        room = QRectF(at.x() - 4, at.y() - metrics.height() - 4, max(wide, self._length) + 8, 0)
        room.setBottom(at.y() + _BAR + 4)
        ground = QColor(LAND)
        ground.setAlpha(220)
        painter.fillRect(room, ground)
        painter.setPen(INK)
        painter.drawText(QPointF(at.x(), at.y() - metrics.descent() - 2), self.words)
        for start, colour in ((0.0, EDGE), (self._length / 2, LAND)):
            painter.setBrush(colour)
            painter.drawRect(QRectF(at.x() + start, at.y(), self._length / 2, _BAR))


def _draw_north(painter: QPainter, tip: QPointF) -> None:
    """Draw an arrow to the north, half dark and half light, downwards from its tip."""
    half, foot = _ARROW[0] / 2, _ARROW[1]
    painter.setPen(QPen(EDGE, 1))
    for side, colour in ((-half, EDGE), (half, LAND)):
        painter.setBrush(colour)
        corners = [tip, tip + QPointF(side, foot), tip + QPointF(0, foot - 7)]
        painter.drawPolygon(QPolygonF(corners))


def round_length(most: float) -> int:
    """Return the longest of 1, 2, 5, 10, ... metres that is not longer than *most*."""
    power = 10 ** math.floor(math.log10(max(most, 1.0)))
    return int(max(step * power for step in (1, 2, 5) if step * power <= max(most, 1.0)))


def scale_words(lang: Lang, metres: int) -> str:
    """Return a round length in words."""
    if metres < 1000:
        return lang(C_("map", "{number} m"), number=lang.number(metres))
    return lang(C_("map", "{number} km"), number=lang.number(metres // 1000))
