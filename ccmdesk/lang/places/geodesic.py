"""Bearings and distances on WGS 84 (Vincenty 1975)."""

from __future__ import annotations

import math
from typing import NamedTuple

from ccmdesk.lang.places.utm import FLATTENING, SEMI_MAJOR_M, Degrees

_SEMI_MINOR_M = SEMI_MAJOR_M * (1 - FLATTENING)
_ENOUGH = 1e-12  # radians, less than a hundredth of a millimetre
_MOST_STEPS = 200


class Way(NamedTuple):
    """A bearing in degrees clockwise from true north, and how far to go in metres."""

    bearing: float
    metres: float


class _Series(NamedTuple):
    """What the two formulas have in common."""

    length: float
    turn: float


def reached(start: Degrees, way: Way) -> Degrees:
    """Return where one comes to from *start*."""
    bearing = math.radians(way.bearing)
    reduced = (1 - FLATTENING) * math.tan(math.radians(start.latitude))
    cosine = 1 / math.hypot(1, reduced)
    sine = reduced * cosine
    first = math.atan2(reduced, math.cos(bearing))
    azimuth = cosine * math.sin(bearing)
    series = _series(1 - azimuth**2)
    sigma = straight = way.metres / (_SEMI_MINOR_M * series.length)
    for _ in range(_MOST_STEPS):
        before = sigma
        sigma = straight + _turned(series, sigma, math.cos(2 * first + sigma))
        if abs(sigma - before) < _ENOUGH:
            break
    x = sine * math.sin(sigma) - cosine * math.cos(sigma) * math.cos(bearing)
    latitude = math.atan2(
        sine * math.cos(sigma) + cosine * math.sin(sigma) * math.cos(bearing),
        (1 - FLATTENING) * math.hypot(azimuth, x),
    )
    across = math.atan2(
        math.sin(sigma) * math.sin(bearing),
        cosine * math.cos(sigma) - sine * math.sin(sigma) * math.cos(bearing),
    )
    across -= _drift(azimuth, sigma, math.cos(2 * first + sigma))
    longitude = (start.longitude + math.degrees(across) + 180) % 360 - 180
    return Degrees(math.degrees(latitude), longitude)


def way_between(start: Degrees, end: Degrees) -> Way | None:
    """Return the way from *start* to *end*; None for places on opposite sides of the globe."""
    one, other = (
        math.atan((1 - FLATTENING) * math.tan(math.radians(each.latitude))) for each in (start, end)
    )
    apart = math.radians((end.longitude - start.longitude + 180) % 360 - 180)
    across = apart
    for _ in range(_MOST_STEPS):
        east = math.cos(other) * math.sin(across)
        north = math.cos(one) * math.sin(other)
        north -= math.sin(one) * math.cos(other) * math.cos(across)
        sine = math.hypot(east, north)
        if sine == 0:
            return Way(0.0, 0.0)
        cosine = math.sin(one) * math.sin(other)
        cosine += math.cos(one) * math.cos(other) * math.cos(across)
        sigma = math.atan2(sine, cosine)
        azimuth = math.cos(one) * math.cos(other) * math.sin(across) / sine
        square = 1 - azimuth**2
        middle = cosine - 2 * math.sin(one) * math.sin(other) / square if square else 0.0
        before, across = across, apart + _drift(azimuth, sigma, middle)
        if abs(across - before) < _ENOUGH:
            series = _series(square)
            metres = _SEMI_MINOR_M * series.length * (sigma - _turned(series, sigma, middle))
            return Way(math.degrees(math.atan2(east, north)) % 360, metres)
    return None


def _series(cosine_squared: float) -> _Series:
    u = cosine_squared * (SEMI_MAJOR_M**2 / _SEMI_MINOR_M**2 - 1)
    length = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)))
    return _Series(length, u / 1024 * (256 + u * (-128 + u * (74 - 47 * u))))


def _turned(series: _Series, sigma: float, middle: float) -> float:
    b, sine = series.turn, math.sin(sigma)
    inner = math.cos(sigma) * (2 * middle**2 - 1)
    inner -= b / 6 * middle * (4 * sine**2 - 3) * (4 * middle**2 - 3)
    return b * sine * (middle + b / 4 * inner)


def _drift(azimuth: float, sigma: float, middle: float) -> float:
    """Return how much longer the way is on the auxiliary sphere than on the globe."""
    square = 1 - azimuth**2
    c = FLATTENING / 16 * square * (4 + FLATTENING * (4 - 3 * square))
    inner = middle + c * math.cos(sigma) * (2 * middle**2 - 1)
    return (1 - c) * FLATTENING * azimuth * (sigma + c * math.sin(sigma) * inner)
