"""Universal Transverse Mercator on WGS 84, by the series of Krüger."""

from __future__ import annotations

import math
from typing import NamedTuple

SEMI_MAJOR_M = 6_378_137.0
FLATTENING = 1 / 298.257223563
NORTHERNMOST, SOUTHERNMOST = 84.0, -80.0
"""Degrees between which the zones of the projection are defined."""

BANDS = "CDEFGHJKLMNPQRSTUVWX"
"""Letters of the bands of eight degrees of latitude from 80° south; the last has twelve."""

_SCALE = 0.9996
_FALSE_EASTING, _FALSE_NORTHING = 500_000.0, 10_000_000.0
_N = FLATTENING / (2 - FLATTENING)
_RADIUS = SEMI_MAJOR_M / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_FORWARD = (
    _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16 + 41 * _N**4 / 180,
    13 * _N**2 / 48 - 3 * _N**3 / 5 + 557 * _N**4 / 1440,
    61 * _N**3 / 240 - 103 * _N**4 / 140,
    49561 * _N**4 / 161280,
)
_BACKWARD = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96 - _N**4 / 360,
    _N**2 / 48 + _N**3 / 15 - 437 * _N**4 / 1440,
    17 * _N**3 / 480 - 37 * _N**4 / 840,
    4397 * _N**4 / 161280,
)
_ECCENTRICITY = 2 * math.sqrt(_N) / (1 + _N)
_STEPS = 6  # of Newton's method; from the third on nothing changes any more


class Degrees(NamedTuple):
    """Latitude and longitude in degrees; north and east are positive."""

    latitude: float
    longitude: float


class Utm(NamedTuple):
    """Metres in a zone, from its false origin."""

    zone: int
    north: bool
    easting: float
    northing: float


def zone_of(place: Degrees) -> int:
    """Return the zone, with the wider ones of Norway and of Svalbard."""
    latitude, longitude = place
    if 56 <= latitude < 64 and 3 <= longitude < 12:
        return 32
    if latitude >= 72 and 0 <= longitude < 42:
        return 31 + 2 * int((longitude + 3) // 12)
    return int((longitude + 180) // 6) % 60 + 1


def band_of(latitude: float) -> str:
    """Return the letter of the band of a latitude."""
    return BANDS[min(int((latitude + 80) // 8), len(BANDS) - 1)]


def utm_of(place: Degrees, *, zone: int | None = None) -> Utm:
    """Return where *place* is in its zone, or in another one that is near."""
    zone = zone_of(place) if zone is None else zone
    latitude = math.radians(place.latitude)
    across = math.radians((place.longitude - _meridian(zone) + 180) % 360 - 180)
    conformal = math.sinh(
        math.atanh(math.sin(latitude))
        - _ECCENTRICITY * math.atanh(_ECCENTRICITY * math.sin(latitude))
    )
    xi = math.atan2(conformal, math.cos(across))
    eta = math.asinh(math.sin(across) / math.hypot(conformal, math.cos(across)))
    up = xi + sum(
        a * math.sin(2 * k * xi) * math.cosh(2 * k * eta) for k, a in enumerate(_FORWARD, 1)
    )
    aside = eta + sum(
        a * math.cos(2 * k * xi) * math.sinh(2 * k * eta) for k, a in enumerate(_FORWARD, 1)
    )
    north = place.latitude >= 0
    shift = 0.0 if north else _FALSE_NORTHING
    scaled = _SCALE * _RADIUS
    return Utm(zone, north, _FALSE_EASTING + scaled * aside, shift + scaled * up)


def degrees_of(place: Utm) -> Degrees:
    """Return latitude and longitude of metres in a zone."""
    scaled = _SCALE * _RADIUS
    xi = (place.northing - (0.0 if place.north else _FALSE_NORTHING)) / scaled
    eta = (place.easting - _FALSE_EASTING) / scaled
    up = xi - sum(
        b * math.sin(2 * k * xi) * math.cosh(2 * k * eta) for k, b in enumerate(_BACKWARD, 1)
    )
    aside = eta - sum(
        b * math.cos(2 * k * xi) * math.sinh(2 * k * eta) for k, b in enumerate(_BACKWARD, 1)
    )
    conformal = math.sin(up) / math.hypot(math.sinh(aside), math.cos(up))
    longitude = _meridian(place.zone) + math.degrees(math.atan2(math.sinh(aside), math.cos(up)))
    return Degrees(math.degrees(_latitude(conformal)), (longitude + 180) % 360 - 180)


def _latitude(tangent: float) -> float:
    """Return the latitude whose conformal latitude has this tangent (Karney 2011, by Newton)."""
    square = _ECCENTRICITY**2
    found = tangent
    for _ in range(_STEPS):
        root = math.hypot(1, found)
        shift = math.sinh(_ECCENTRICITY * math.atanh(_ECCENTRICITY * found / root))
        reached = found * math.hypot(1, shift) - shift * root
        found += (
            (tangent - reached)
            / math.hypot(1, reached)
            * (1 + (1 - square) * found**2)
            / ((1 - square) * root)
        )
    return math.atan(found)


def _meridian(zone: int) -> int:
    return zone * 6 - 183
