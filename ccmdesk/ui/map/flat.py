"""From places on the globe to the scene of the map: metres from the middle of the country."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from ccmdesk.model.values import E7, Position
from ccmdesk.report.maps import Place, Ring

METRES_PER_DEGREE = 111_195.0
_HALF_TURN, _TURN = 180.0, 360.0
_LEAST = 0.02  # degrees that are shown at least


@dataclass(frozen=True, slots=True)
class Flat:
    """The projection of the paper's map: degrees of longitude shortened as on the middle latitude.

    North is up, so that the scene grows downwards to the south.
    """

    middle: Place
    crosses_date_line: bool

    @classmethod
    def around(cls, rings: Sequence[Ring]) -> Flat:
        """Return the one that has its middle in that of the *rings*."""
        xs = [x for ring in rings for x, _ in ring] or [0.0]
        ys = [y for ring in rings for _, y in ring] or [0.0]
        middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        return cls(middle, crosses_date_line=max(xs) > _HALF_TURN)

    def point(self, place: Place) -> QPointF:
        """Return where *place* is in the scene."""
        longitude, latitude = place
        if self.crosses_date_line and longitude < 0:
            longitude += _TURN
        return QPointF(
            (longitude - self.middle[0]) * self._across,
            (self.middle[1] - latitude) * METRES_PER_DEGREE,
        )

    def at(self, position: Position) -> QPointF:
        """Return where *position* is in the scene."""
        return self.point((position.longitude_e7 / E7, position.latitude_e7 / E7))

    def position(self, point: QPointF) -> Position:
        """Return the place of a point of the scene, kept on the globe."""
        longitude = self.middle[0] + point.x() / self._across
        latitude = self.middle[1] - point.y() / METRES_PER_DEGREE
        longitude = (longitude + _HALF_TURN) % _TURN - _HALF_TURN
        return Position(round(max(min(latitude, 90.0), -90.0) * E7), round(longitude * E7))

    def polygon(self, ring: Ring) -> QPolygonF:
        """Return a ring in the scene."""
        return QPolygonF([self.point(place) for place in ring])

    def path(self, rings: Iterable[Ring]) -> QPainterPath:
        """Return all rings as one path."""
        path = QPainterPath()
        for ring in rings:
            path.addPolygon(self.polygon(ring))
            path.closeSubpath()
        return path

    def box(self, rings: Sequence[Ring]) -> QRectF:
        """Return the box around the rings, never empty."""
        least = _LEAST * METRES_PER_DEGREE
        box = self.path(rings).boundingRect()
        wide, high = max(least - box.width(), 0) / 2, max(least - box.height(), 0) / 2
        return box.adjusted(-wide, -high, wide, high)

    @property
    def _across(self) -> float:
        return METRES_PER_DEGREE * math.cos(math.radians(self.middle[1]))
