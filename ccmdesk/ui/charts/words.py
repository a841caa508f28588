"""Single lines of text in a chart, and the distances that mirror it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QPainter, QPalette

from ccmdesk.ui.direction import elided, way_of
from ccmdesk.ui.two_columns import in_lines

_SMALLER = 0.9


class Anchor(Enum):
    """Which part of a text stands at its place, as a share of its width."""

    LEFT = 0.0
    MIDDLE = 0.5
    RIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Across:
    """Distances from the side where lines begin become x in a chart of *width* pixels."""

    width: float
    rtl: bool

    def x(self, distance: float) -> float:
        """Return the x that is *distance* from the start."""
        return self.width - distance if self.rtl else distance

    def span(self, start: float, end: float) -> tuple[float, float]:
        """Return the left edge and the width of what lies between two distances."""
        return min(self.x(start), self.x(end)), abs(end - start)

    @property
    def to_start(self) -> Anchor:
        """The anchor of a text whose first letter stands at the place."""
        return Anchor.RIGHT if self.rtl else Anchor.LEFT

    @property
    def to_end(self) -> Anchor:
        """The anchor of a text whose last letter stands at the place."""
        return Anchor.LEFT if self.rtl else Anchor.RIGHT


def chart_font(font: QFont) -> QFont:
    """Return the font of the words in a chart."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * _SMALLER)
    return small


@dataclass(frozen=True, slots=True)
class Words:
    """Writes in a chart; y is the middle of the line."""

    font: QFont
    palette: QPalette
    way: Qt.LayoutDirection

    @property
    def high(self) -> float:
        """The height of a line."""
        return QFontMetricsF(self.font).height()

    def width(self, text: str) -> float:
        """Return how wide *text* is."""
        return QFontMetricsF(self.font).horizontalAdvance(text) + 1

    def cut(self, text: str, room: float) -> str:
        """Return *text* with … where it is wider than *room*."""
        return elided(text, QFontMetrics(self.font), int(room))

    def lines(self, text: str, room: float) -> tuple[str, ...]:
        """Return *text* in one line or in two, with … where these do not hold it."""
        return tuple(in_lines(text, self.font, int(room), lines=2).split("\n"))

    def put(self, painter: QPainter, text: str, at: tuple[float, float], anchor: Anchor) -> None:
        """Write *text* on one line."""
        self._write(painter, text, self._box(text, at, anchor), QPalette.ColorRole.Text)

    def put_muted(
        self, painter: QPainter, text: str, at: tuple[float, float], anchor: Anchor
    ) -> None:
        """Write *text* so that figures stand out before it."""
        self._write(painter, text, self._box(text, at, anchor), QPalette.ColorRole.PlaceholderText)

    def put_clear(
        self, painter: QPainter, text: str, at: tuple[float, float], anchor: Anchor
    ) -> None:
        """Write *text* on a ground that hides what is drawn behind it."""
        box = self._box(text, at, anchor)
        painter.fillRect(box.adjusted(-1, 2, 1, -2), self.palette.base())
        self.put(painter, text, at, anchor)

    def _box(self, text: str, at: tuple[float, float], anchor: Anchor) -> QRectF:
        width = self.width(text)
        return QRectF(at[0] - anchor.value * width, at[1] - self.high / 2, width, self.high)

    def _write(self, painter: QPainter, text: str, box: QRectF, role: QPalette.ColorRole) -> None:
        painter.setPen(self.palette.color(role))
        painter.setFont(self.font)
        painter.setLayoutDirection(way_of(text, self.way))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box.adjusted(-2, 0, 2, 0), flags, text)
