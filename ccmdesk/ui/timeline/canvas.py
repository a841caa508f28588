"""What is drawn on: a painter that knows across, with the letters and the colours of the window."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QStyle

from ccmdesk.ui.direction import LTR, RTL, elided, way_of
from ccmdesk.ui.timeline.across import Across

Role = QPalette.ColorRole


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text goes: between two distances."""

    start: float
    end: float
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing of the chart."""

    painter: QPainter
    across: Across
    palette: QPalette
    font: QFont
    small: QFont

    def colour(self, role: QPalette.ColorRole) -> QColor:
        """Return a colour of the window."""
        return self.palette.color(role)

    def box(self, place: Place) -> QRectF:
        """Return the rectangle of a place."""
        wide = max(place.end, place.start)
        return self.across.box(place.start, wide, top=place.top, height=place.height)

    def put(self, text: str, place: Place, *, font: QFont, colour: QColor) -> None:
        """Draw a text at the side where lines begin, cut short where there is no room."""
        window = RTL if self.across.rtl else LTR
        short = elided(text, QFontMetrics(font), max(int(place.end - place.start), 0))
        side = QStyle.visualAlignment(window, Qt.AlignmentFlag.AlignLeft)
        self.painter.setFont(font)
        self.painter.setPen(colour)
        self.painter.setLayoutDirection(way_of(short, window))
        self.painter.drawText(self.box(place), side | Qt.AlignmentFlag.AlignVCenter, short)

    def upright(self, distance: float, reach: tuple[float, float], pen: QPen) -> None:
        """Draw a line from top to bottom at a distance."""
        x = self.across.x(distance)
        self.painter.setPen(pen)
        self.painter.drawLine(QPointF(x, reach[0]), QPointF(x, reach[1]))

    def diamond(self, distance: float, y: float, *, size: float) -> None:
        """Draw a diamond around a point with pen and brush as they are."""
        x = self.across.x(distance)
        corners = ((x, y - size), (x + size, y), (x, y + size), (x - size, y))
        self.painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))

    def pointer(self, distance: float, y: float, *, size: float) -> None:
        """Draw a triangle that points up to *y*."""
        x = self.across.x(distance)
        corners = ((x, y), (x + size, y + 2 * size), (x - size, y + 2 * size))
        self.painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))

    def width(self, text: str, font: QFont) -> int:
        """Return how wide a text is."""
        return QFontMetrics(font).horizontalAdvance(text)


def bold(font: QFont) -> QFont:
    """Return *font* in bold."""
    heavy = QFont(font)
    heavy.setBold(True)
    return heavy
