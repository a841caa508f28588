"""How each ink looks in the window: a colour and a pattern, on a light ground or a dark one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPalette, QPen, QPolygonF

from ccmdesk.report.charts import Ink

_HALF = 128
_LINE = 2.0
_MARK = 3.5
"""Half the side of the mark on a point of a line."""


@dataclass(frozen=True, slots=True)
class Look:
    """*ground* lies behind the pattern, whose colour is *figure*; an empty one is the chart's."""

    ground: str
    figure: str


_PATTERNS: Mapping[Ink, Qt.BrushStyle] = MappingProxyType(
    {
        Ink.SOLID: Qt.BrushStyle.SolidPattern,
        Ink.HATCHED: Qt.BrushStyle.FDiagPattern,
        Ink.OPEN: Qt.BrushStyle.NoBrush,
        Ink.DOTTED: Qt.BrushStyle.Dense6Pattern,
        Ink.CROSSED: Qt.BrushStyle.DiagCrossPattern,
        Ink.BARRED: Qt.BrushStyle.HorPattern,
    }
)
_DASHES: Mapping[Ink, tuple[float, ...]] = MappingProxyType(
    {
        Ink.SOLID: (),
        Ink.HATCHED: (4, 2),
        Ink.OPEN: (1, 1.5),
        Ink.DOTTED: (1, 2),
        Ink.CROSSED: (5, 2, 1, 2),
        Ink.BARRED: (7, 3),
    }
)
_LIGHT: Mapping[Ink, Look] = MappingProxyType(
    {
        Ink.SOLID: Look("", "#21578f"),
        Ink.HATCHED: Look("#fce8c7", "#b8650a"),
        Ink.OPEN: Look("", "#4d4d4d"),
        Ink.DOTTED: Look("#e0f2e0", "#29733d"),
        Ink.CROSSED: Look("#f2e8f7", "#6b408c"),
        Ink.BARRED: Look("#e6e6e6", "#666666"),
    }
)
_DARK: Mapping[Ink, Look] = MappingProxyType(
    {
        Ink.SOLID: Look("", "#7db7e8"),
        Ink.HATCHED: Look("#4a3518", "#f0a94e"),
        Ink.OPEN: Look("", "#c9d2da"),
        Ink.DOTTED: Look("#1f3a27", "#7cc894"),
        Ink.CROSSED: Look("#38284a", "#c6a0e6"),
        Ink.BARRED: Look("#3a4148", "#aab4bd"),
    }
)


def look_of(ink: Ink, palette: QPalette) -> Look:
    """Return how *ink* looks on the ground of *palette*."""
    dark = palette.color(QPalette.ColorRole.Base).lightness() < _HALF
    return (_DARK if dark else _LIGHT)[ink]


def fill_box(painter: QPainter, ink: Ink, box: QRectF, palette: QPalette) -> None:
    """Draw a filled and outlined box."""
    fill_shape(painter, ink, QPolygonF(box), palette)


def fill_shape(painter: QPainter, ink: Ink, shape: QPolygonF, palette: QPalette) -> None:
    """Draw a filled and outlined shape."""
    look = look_of(ink, palette)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.ground) if look.ground else palette.base())
    painter.drawPolygon(shape)
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Text), 1))
    painter.setBrush(QBrush(QColor(look.figure), _PATTERNS[ink]))
    painter.drawPolygon(shape)


def line_pen(ink: Ink, palette: QPalette) -> QPen:
    """Return the pen that draws a line of *ink*."""
    pen = QPen(QColor(look_of(ink, palette).figure), _LINE)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if _DASHES[ink]:
        pen.setDashPattern(list(_DASHES[ink]))
    return pen


def draw_mark(painter: QPainter, ink: Ink, at: QPointF, palette: QPalette) -> None:
    """Draw the mark of a point; each ink has a shape of its own."""
    painter.setPen(QPen(QColor(look_of(ink, palette).figure), 1.5))
    filled = ink in {Ink.SOLID, Ink.DOTTED}
    painter.setBrush(QColor(look_of(ink, palette).figure) if filled else palette.base())
    painter.drawPolygon(QPolygonF([at + corner * _MARK for corner in _CORNERS[ink]]))


_SQUARE = (QPointF(-1, -1), QPointF(1, -1), QPointF(1, 1), QPointF(-1, 1))
_DIAMOND = (QPointF(0, -1.3), QPointF(1.3, 0), QPointF(0, 1.3), QPointF(-1.3, 0))
_UP = (QPointF(0, -1.3), QPointF(1.2, 1), QPointF(-1.2, 1))
_DOWN = (QPointF(0, 1.3), QPointF(1.2, -1), QPointF(-1.2, -1))
_CORNERS: Mapping[Ink, tuple[QPointF, ...]] = MappingProxyType(
    {
        Ink.SOLID: _SQUARE,
        Ink.HATCHED: _DIAMOND,
        Ink.OPEN: _SQUARE,
        Ink.DOTTED: _DIAMOND,
        Ink.CROSSED: _DOWN,
        Ink.BARRED: _UP,
    }
)
