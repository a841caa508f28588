"""Drawing an outline on the map: a click adds a point, dragging moves one, Delete removes it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsItem,
    QGraphicsView,
    QStyleOptionGraphicsItem,
    QWidget,
)

from ccmdesk.model.values import Position
from ccmdesk.rules.geometry import FEWEST_POINTS
from ccmdesk.ui.map.flat import Flat
from ccmdesk.ui.map.looks import CHOSEN, INK, LAND

_HANDLE, _REACH = 5.0, 9.0
_NUDGE = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}


class OutlineTool(QGraphicsItem):
    """Holds the points while they are drawn; nothing is written before the user says so.

    A first outline grows in the order of the clicks; in one that is corrected a click puts a point
    into the nearest side. *changed* is called after each change.
    """

    def __init__(
        self,
        view: QGraphicsView,
        flat: Flat,
        points: Sequence[Position],
        changed: Callable[[], object],
    ) -> None:
        super().__init__()
        self.points = list(points)
        self.chosen: int | None = None
        self._view, self._flat, self._changed = view, flat, changed
        self._grows = len(points) < FEWEST_POINTS
        self._dragged = False
        self._held = False
        self._pressed = self._off = QPoint()
        self.setZValue(9)

    def press(self, at: QPoint) -> None:
        """Take hold of the point under the pointer, if there is one."""
        places = [self._view.mapFromScene(self._flat.at(point)) for point in self.points]
        apart = [(math.dist(p.toTuple(), at.toTuple()), n) for n, p in enumerate(places)]
        nearest = min(apart, default=(math.inf, 0))
        self._held, self._dragged = nearest[0] <= _REACH, False
        if self._held:
            self.chosen = nearest[1]
            self._pressed, self._off = at, places[self.chosen] - at
            self._tell()

    def drag(self, at: QPoint) -> bool:
        """Move the point that is held; False when the map is to be moved.

        A hand that shakes while it chooses a point moves nothing, and a point that was not taken
        at its middle does not jump there.
        """
        far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        self._dragged = self._dragged or far
        if self._held and self._dragged and self.chosen is not None:
            self.points[self.chosen] = self._place(at + self._off)
            self._tell()
        return self._held

    def release(self, at: QPoint, *, moved: bool) -> None:
        """Add a point where the user clicked on free ground."""
        held, self._held = self._held, False
        if not held and not moved:
            self.add(self._place(at))

    def add(self, position: Position) -> None:
        """Add a point: at the end, or between the two whose side is nearest."""
        place = len(self.points) if self._grows else self._nearest_side(self._flat.at(position)) + 1
        self.points.insert(place, position)
        self.chosen = place
        self._tell()

    def remove(self) -> None:
        """Remove the chosen point, or the last one."""
        if self.points:
            place = len(self.points) - 1 if self.chosen is None else self.chosen
            del self.points[place]
            self.chosen = min(place, len(self.points) - 1) if self.points else None
            self._tell()

    def key(self, event: QKeyEvent) -> bool:
        """Do without a mouse what it does; False for a key that is not of drawing."""
        keys, key = Qt.Key, event.key()
        if key in {keys.Key_Delete, keys.Key_Backspace}:
            self.remove()
        elif key == keys.Key_Insert:
            self.add(self._place(self._view.viewport().rect().center()))
        elif key in {keys.Key_PageDown, keys.Key_PageUp} and self.points:
            step = 1 if key == keys.Key_PageDown else -1
            self.chosen = ((-1 if self.chosen is None else self.chosen) + step) % len(self.points)
            self._tell()
        elif key in _NUDGE and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._nudge(_NUDGE[keys(key)])
        else:
            return False
        return True

    def boundingRect(self) -> QRectF:
        return self._view.sceneRect()

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paint the ring and its points in pixels of the view, each with its number."""
        world = painter.worldTransform()
        places = [world.map(self._flat.at(point)) for point in self.points]
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(CHOSEN, 2))
        inside = QColor(CHOSEN)
        inside.setAlpha(40)
        painter.setBrush(inside)
        painter.drawPolygon(QPolygonF(places))
        for number, place in enumerate(places):
            self._paint_point(painter, number, place)
        painter.restore()

    def _paint_point(self, painter: QPainter, number: int, place: QPointF) -> None:
        is_chosen = number == self.chosen
        painter.setPen(QPen(INK, 2 if is_chosen else 1))
        painter.setBrush(CHOSEN if is_chosen else LAND)
        size = _HANDLE + 2 if is_chosen else _HANDLE
        painter.drawRect(QRectF(place.x() - size, place.y() - size, 2 * size, 2 * size))
        painter.setPen(INK)
        painter.drawText(place + QPointF(size + 3, -size), str(number + 1))

    def _nudge(self, by: QPoint) -> None:
        if self.chosen is not None:
            here = self._view.mapFromScene(self._flat.at(self.points[self.chosen]))
            self.points[self.chosen] = self._place(here + by)
            self._tell()

    def _place(self, at: QPoint) -> Position:
        return self._flat.position(self._view.mapToScene(at))

    def _nearest_side(self, at: QPointF) -> int:
        ring = [self._flat.at(point) for point in self.points]
        sides = zip(ring, [*ring[1:], *ring[:1]], strict=True)
        return min((_beside(at, a, b), n) for n, (a, b) in enumerate(sides))[1]

    def _tell(self) -> None:
        self.update()
        self._view.viewport().update()
        self._changed()


def _beside(at: QPointF, a: QPointF, b: QPointF) -> float:
    """Return how far a point is from a side."""
    way, off = b - a, at - a
    length = QPointF.dotProduct(way, way)
    along = min(max(QPointF.dotProduct(off, way) / length, 0.0), 1.0) if length else 0.0
    rest = off - way * along
    return math.hypot(rest.x(), rest.y())
