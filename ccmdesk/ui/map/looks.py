"""How areas are drawn in the window: colour, pattern and mark of each ink, as on paper."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap, QPolygonF

from ccmdesk.report.charts import Ink

SEA, LAND, AROUND = QColor("#f4f7fb"), QColor("#ffffff"), QColor("#ebebeb")
COAST, EDGE = QColor("#b8b8b8"), QColor("#333333")
OUTLINE, INK = QColor("#404040"), QColor("#1b2733")
CHOSEN = QColor("#c2185b")
"""The map keeps its own colours in every theme, as the preview of a paper does."""

MARK, LETTERED_MARK = 13, 25
"""Pixels a side of the mark of a small area; the larger one has a letter on it."""

_CELL = 8
_GROUNDS = {
    Ink.SOLID: "#21578f",
    Ink.HATCHED: "#fce8c7",
    Ink.OPEN: "#ffffff",
    Ink.DOTTED: "#e0f2e0",
    Ink.CROSSED: "#f2e8f7",
    Ink.BARRED: "#e6e6e6",
}
_FIGURES = {
    Ink.SOLID: "#21578f",
    Ink.HATCHED: "#cc7314",
    Ink.OPEN: "#ffffff",
    Ink.DOTTED: "#29733d",
    Ink.CROSSED: "#6b408c",
    Ink.BARRED: "#737373",
}
_MARKS = {
    Ink.SOLID: ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    Ink.OPEN: ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    Ink.HATCHED: ((-1.1, 0.9), (1.1, 0.9), (0.0, -1.1)),
    Ink.BARRED: ((-1.1, -0.9), (1.1, -0.9), (0.0, 1.1)),
    Ink.DOTTED: ((0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)),
    Ink.CROSSED: ((-1.0, -1.0), (1.0, 1.0), (1.0, -1.0), (-1.0, 1.0)),
}
"""Corners in halves of the height, downwards; the same shapes as those of the paper."""


@cache
def fill(ink: Ink) -> QBrush:
    """Return the brush of an area: a tile of the pattern on its ground."""
    tile = QPixmap(_CELL, _CELL)
    tile.fill(QColor(_GROUNDS[ink]))
    painter = QPainter(tile)
    pen = QPen(QColor(_FIGURES[ink]), 1.4)
    painter.setPen(pen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for x1, y1, x2, y2 in _lines(ink):
        painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))
    if ink is Ink.DOTTED:
        painter.fillRect(QRectF(1, 1, 2, 2), pen.color())
        painter.fillRect(QRectF(5, 5, 2, 2), pen.color())
    painter.end()
    return QBrush(tile)


def _lines(ink: Ink) -> tuple[tuple[float, float, float, float], ...]:
    rising = tuple((x, float(_CELL), x + _CELL, 0.0) for x in (-_CELL / 2, _CELL / 2))
    match ink:
        case Ink.HATCHED:
            return rising
        case Ink.CROSSED:
            return ((0, 0, _CELL, _CELL), (0, _CELL, _CELL, 0))
        case Ink.BARRED:
            return ((0, 2, _CELL, 2), (0, 6, _CELL, 6))
        case _:
            return ()


@cache
def mark(ink: Ink, size: int = MARK) -> QPixmap:
    """Return the picture of a small area: a shape for each ink, so that colour is not needed."""
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(size / 2, size / 2)
    painter.setPen(QPen(INK, 1.0))
    painter.setBrush(QColor(_FIGURES[ink]))
    half = size / 2 - 2
    painter.drawPolygon(QPolygonF([QPointF(x * half, y * half) for x, y in _MARKS[ink]]))
    painter.end()
    return picture
