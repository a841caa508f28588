"""Outlines of areas on the globe: their size, and what makes one invalid."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ccmdesk.model.values import E7, Polygon, Position

EARTH_RADIUS_M = 6_371_008.8
"""Mean radius of the Earth (IUGG); the size of a sphere differs from WGS 84 by under 1 %."""

FEWEST_POINTS = 3
POLYGON_PER_CENT = 5
"""How far an outline and the size that is stated may be apart."""

_HALF_TURN = 180 * E7
_Point = tuple[int, int]
_Side = tuple[_Point, _Point]


def polygon_size_m2(polygon: Polygon) -> int:
    """Return the area inside the ring in whole square metres, on a sphere."""
    twice = sum(
        math.radians((b[0] - a[0]) / E7)
        * (math.sin(math.radians(a[1] / E7)) + math.sin(math.radians(b[1] / E7)))
        for a, b in _sides(polygon)
    )
    return round(abs(twice) * EARTH_RADIUS_M**2 / 2)


def _sides(polygon: Polygon) -> list[_Side]:
    """Return the sides of the ring: each longitude the short way from the one before.

    A ring across 180 degrees goes on beyond them, so that it is looked at as one elsewhere.
    """
    points = polygon.points
    here, sides = (points[0].longitude_e7, points[0].latitude_e7), list[_Side]()
    for point in (*points[1:], points[0]):
        east = (point.longitude_e7 - here[0] + _HALF_TURN) % (2 * _HALF_TURN) - _HALF_TURN
        there = (here[0] + east, point.latitude_e7)
        sides.append((here, there))
        here = there
    return sides


def misstates(drawn_m2: int, stated_m2: int) -> bool:
    """Whether an outline and a stated size are farther apart than measuring explains."""
    return abs(drawn_m2 - stated_m2) * 100 > POLYGON_PER_CENT * stated_m2


def metres_apart(one: Position, other: Position) -> float:
    """Return the distance of two places on a sphere (the haversine)."""
    south, north = (math.radians(p.latitude_e7 / E7) for p in (one, other))
    across = math.radians((one.longitude_e7 - other.longitude_e7) / E7)
    half = math.sin((north - south) / 2) ** 2
    half += math.cos(south) * math.cos(north) * math.sin(across / 2) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(half)))


def on_globe(position: Position) -> bool:
    """Whether latitude and longitude are within 90 and 180 degrees."""
    return abs(position.latitude_e7) <= 90 * E7 and abs(position.longitude_e7) <= 180 * E7


def has_repeated_point(polygon: Polygon) -> bool:
    """Whether two points in a row, or the last and the first, are the same."""
    points = polygon.points
    return any(a == b for a, b in zip(points, [*points[1:], points[0]], strict=True))


def crosses_itself(polygon: Polygon) -> bool:
    """Whether two sides that are not neighbours meet."""
    return crossing(polygon) is not None


def crossing(polygon: Polygon) -> tuple[int, int] | None:
    """Return two sides that meet without being neighbours, the one that comes first in front.

    A side is numbered as the point it begins at, from 0. Sides are compared from west to east.
    """
    last = len(polygon.points) - 1
    sides = sorted(
        (min(a[0], b[0]), max(a[0], b[0]), n, a, b) for n, (a, b) in enumerate(_sides(polygon))
    )
    for place, (_, east, n, a, b) in enumerate(sides):
        for west, _, m, c, d in sides[place + 1 :]:
            if west > east:
                break
            if abs(n - m) not in {1, last} and _meet((a, b), (c, d)):
                return min(n, m), max(n, m)
    return None


def _meet(one: _Side, other: _Side) -> bool:
    (a, b), (c, d) = one, other
    turns = (_turn(a, b, c), _turn(a, b, d), _turn(c, d, a), _turn(c, d, b))
    if turns[0] * turns[1] < 0 and turns[2] * turns[3] < 0:
        return True
    ends: Sequence[tuple[int, _Point, _Side]] = (
        (turns[0], c, one),
        (turns[1], d, one),
        (turns[2], a, other),
        (turns[3], b, other),
    )
    return any(turn == 0 and _between(point, side) for turn, point, side in ends)


def _turn(a: _Point, b: _Point, c: _Point) -> int:
    """Return 1, 0 or -1 for a left turn, none or a right turn; exact, for these are integers."""
    cross = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (cross > 0) - (cross < 0)


def _between(point: _Point, side: _Side) -> bool:
    (ax, ay), (bx, by) = side
    within_x = min(ax, bx) <= point[0] <= max(ax, bx)
    return within_x and min(ay, by) <= point[1] <= max(ay, by)
