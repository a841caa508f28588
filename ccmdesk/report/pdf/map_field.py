"""The field of a map: places to points, outlines cut to it and thinned, marks set once a place."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ccmdesk.report.maps import AreaMap, Place, Ring

KM_PER_DEGREE = 111.195
"""Length of a degree of latitude on a sphere of the mean radius of the Earth."""

_MARGIN = 0.04  # share of the country's width and height left free around it
_LEAST = 0.02  # degrees that a map shows at least
_HALF_TURN, _TURN = 180.0, 360.0
_BEYOND = 3.0  # points past the frame at which outlines are cut, so that their ends do not show
_FINEST = 0.35  # points; what is nearer to the last place of an outline is left out
_TINY = 3.0  # points; what is smaller both ways is drawn as a mark

Point = tuple[float, float]


class Size(NamedTuple):
    """Width and height in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Field:
    """Where places are drawn, in points from the left bottom corner of the frame.

    Degrees of longitude are as much shorter as they are on the middle latitude (equirectangular).
    """

    size: Size
    middle: Place
    per_degree: float
    crosses_date_line: bool

    def point(self, place: Place) -> Point:
        """Return where *place* is drawn."""
        longitude, latitude = place
        if self.crosses_date_line and longitude < 0:
            longitude += _TURN
        narrowed = math.cos(math.radians(self.middle[1])) * self.per_degree
        return (
            self.size.width / 2 + (longitude - self.middle[0]) * narrowed,
            self.size.height / 2 + (latitude - self.middle[1]) * self.per_degree,
        )

    def holds(self, point: Point) -> bool:
        """Whether *point* lies in the frame."""
        return 0 <= point[0] <= self.size.width and 0 <= point[1] <= self.size.height

    def path(self, rings: Iterable[Ring]) -> str:
        """Return the outlines as far as they can be seen, as operators of a path."""
        cut = (self._cut([self.point(place) for place in ring]) for ring in rings)
        return " ".join(path_of(points) for points in cut if points)

    def length(self, kilometres: float) -> float:
        """Return how long a distance from south to north is."""
        return kilometres / KM_PER_DEGREE * self.per_degree

    def _cut(self, points: Sequence[Point]) -> list[Point]:
        """Cut an outline to the frame, side after side (Sutherland and Hodgman), and thin it."""
        for axis, limit in enumerate(self.size):
            for sign, bound in ((1, -_BEYOND), (-1, -limit - _BEYOND)):
                points = list(_beyond(points, axis, sign, bound))
        return list(_thinned(points))


def field_of(block: AreaMap, widest: Size) -> Field:
    """Return the field of a map as wide as *widest* and no higher.

    It shows the country; a map without one shows its areas.
    """
    rings = block.country or tuple(area.outline for area in block.areas) or (((0.0, 0.0),),)
    longitudes = [place[0] for ring in rings for place in ring]
    latitudes = [place[1] for ring in rings for place in ring]
    crosses = max(longitudes) - min(longitudes) > _HALF_TURN
    if crosses:
        longitudes = [each + _TURN if each < 0 else each for each in longitudes]
    across, up = _Span.of(longitudes), _Span.of(latitudes)
    narrowed = math.cos(math.radians(up.middle))
    per_degree = min(widest.width / (across.length * narrowed), widest.height / up.length)
    size = Size(widest.width, up.length * per_degree)
    return Field(size, (across.middle, up.middle), per_degree, crosses)


class _Span(NamedTuple):
    """The middle and the length of what is shown one way, in degrees."""

    middle: float
    length: float

    @classmethod
    def of(cls, degrees: Sequence[float]) -> _Span:
        low, high = min(degrees), max(degrees)
        return cls((low + high) / 2, max(high - low, _LEAST) * (1 + 2 * _MARGIN))


def is_tiny(points: Sequence[Point]) -> bool:
    """Whether an outline is too small to show its shape."""
    return all(max(way) - min(way) < _TINY for way in zip(*points, strict=True))


def middle_of(points: Sequence[Point]) -> Point:
    """Return the middle of the box around *points*."""
    xs, ys = zip(*points, strict=True)
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def path_of(points: Sequence[Point]) -> str:
    """Return a closed path to a tenth of a point."""
    (x, y), *others = points
    lines = " ".join(f"{x:.1f} {y:.1f} l" for x, y in others)
    return f"{x:.1f} {y:.1f} m {lines} h"


def _beyond(points: Sequence[Point], axis: int, sign: int, bound: float) -> Iterator[Point]:
    """Yield the part of a closed outline on the inner side of one line."""
    for before, point in zip([*points[-1:], *points[:-1]], points, strict=True):
        was_in, is_in = sign * before[axis] >= bound, sign * point[axis] >= bound
        if was_in is not is_in:
            share = (bound - sign * before[axis]) / (sign * (point[axis] - before[axis]))
            yield (
                before[0] + share * (point[0] - before[0]),
                before[1] + share * (point[1] - before[1]),
            )
        if is_in:
            yield point


def _thinned(points: Sequence[Point]) -> Iterator[Point]:
    last: Point | None = None
    for point in points:
        near = last and abs(point[0] - last[0]) < _FINEST and abs(point[1] - last[1]) < _FINEST
        if not near:
            yield point
            last = point
