"""How much of two outlines lies in both."""

from __future__ import annotations

from itertools import pairwise

from ccmdesk.model.values import Polygon, Position

_STEPS = 24
"""Points of the grid on each side: the share is told to about a twentieth."""

_Box = tuple[int, int, int, int]


def middle_of(polygon: Polygon) -> Position | None:
    """Return the middle of the box round an outline; None where it has no points."""
    if not polygon.points:
        return None
    south, north, west, east = _box(polygon)
    return Position((south + north) // 2, (west + east) // 2)


def share_in_common(one: Polygon, other: Polygon) -> float:
    """Return which share of each outline lies in the other, of the one that has the less.

    It is from 0 to 1, seen on a grid: a small outline within a large one has little in common.
    """
    if not one.points or not other.points or not _meet(_box(one), _box(other)):
        return 0.0
    return min(_share_within(one, other), _share_within(other, one))


def _share_within(one: Polygon, other: Polygon) -> float:
    """Return which share of *one* lies in *other*."""
    south, north, west, east = _box(one)
    inside = both = 0
    for up in range(_STEPS):
        latitude = south + (2 * up + 1) * (north - south) / (2 * _STEPS)
        for right in range(_STEPS):
            longitude = west + (2 * right + 1) * (east - west) / (2 * _STEPS)
            if _holds(one, latitude, longitude):
                inside += 1
                both += _holds(other, latitude, longitude)
    return both / inside if inside else 0.0


def _box(polygon: Polygon) -> _Box:
    latitudes = [p.latitude_e7 for p in polygon.points]
    longitudes = [p.longitude_e7 for p in polygon.points]
    return min(latitudes), max(latitudes), min(longitudes), max(longitudes)


def _meet(one: _Box, other: _Box) -> bool:
    upright = one[0] <= other[1] and other[0] <= one[1]
    return upright and one[2] <= other[3] and other[2] <= one[3]


def _holds(polygon: Polygon, latitude: float, longitude: float) -> bool:
    """Whether a point is inside: a line to the east crosses the outline an odd number of times."""
    points = polygon.points
    inside = False
    for a, b in pairwise([points[-1], *points]):
        if (a.latitude_e7 > latitude) != (b.latitude_e7 > latitude):
            share = (latitude - a.latitude_e7) / (b.latitude_e7 - a.latitude_e7)
            inside ^= longitude < a.longitude_e7 + share * (b.longitude_e7 - a.longitude_e7)
    return inside
