"""A position as text: in degrees, on a grid, or by the way from another one.

Coordinates are written alike in every language, so that they can be copied and read back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ccmdesk.lang.places.geodesic import way_between
from ccmdesk.lang.places.mgrs import mgrs_of
from ccmdesk.lang.places.notation import Notation
from ccmdesk.lang.places.utm import NORTHERNMOST, SOUTHERNMOST, Degrees, band_of, utm_of
from ccmdesk.model.values import E7, Position

_E7_DIGITS = 7
_FEWEST = 5
"""Decimals that are always written: three alone could be read as thousands."""

_PER_DEGREE = 360_000  # hundredths of a second


def degrees(position: Position) -> Degrees:
    """Return a position in degrees."""
    return Degrees(position.latitude_e7 / E7, position.longitude_e7 / E7)


def written(
    position: Position, notation: Notation = Notation.DECIMAL, *, start: Position | None = None
) -> str:
    """Return *position* in a notation; in decimal degrees where the notation cannot say it.

    A bearing and a distance are those from *start*. The grids end near the poles.
    """
    return _in(position, notation, start) or _decimal(position)


def written_ring(
    points: Sequence[Position], notation: Notation, *, start: Position | None
) -> Iterator[str]:
    """Yield the points of an outline, each by the way from the one before where that is chosen."""
    for point in points:
        yield written(point, notation, start=start)
        start = point


def _in(position: Position, notation: Notation, start: Position | None) -> str | None:
    place = degrees(position)
    match notation:
        case Notation.DECIMAL:
            return None
        case Notation.SEXAGESIMAL:
            latitude = _sexagesimal(position.latitude_e7, "NS")
            return f"{latitude} {_sexagesimal(position.longitude_e7, 'EW')}"
        case Notation.UTM:
            return _utm(place)
        case Notation.MGRS:
            return mgrs_of(place)
        case Notation.WAY:
            way = None if start is None else way_between(degrees(start), place)
            return None if way is None else f"{way.bearing % 360:.3f}° {way.metres:.1f} m"
    return None


def _decimal(position: Position) -> str:
    """Return a point as 44.53000 18.67000, exact to the last digit that is kept."""
    return " ".join(_degrees(part) for part in (position.latitude_e7, position.longitude_e7))


def _degrees(e7: int) -> str:
    whole, _, parts = f"{Decimal(e7).scaleb(-_E7_DIGITS):.{_E7_DIGITS}f}".partition(".")
    return f"{whole}.{parts.rstrip('0').ljust(_FEWEST, '0')}"


def _sexagesimal(e7: int, letters: str) -> str:
    hundredths = round(abs(e7) * _PER_DEGREE / E7)
    minutes, rest = divmod(hundredths, 6000)
    letter = letters[e7 < 0]
    return f"{minutes // 60}°{minutes % 60:02}'{rest / 100:05.2f}\"{letter}"


def _utm(place: Degrees) -> str | None:
    if not SOUTHERNMOST <= place.latitude <= NORTHERNMOST:
        return None
    found = utm_of(place)
    return f"{found.zone}{band_of(place.latitude)} {found.easting:.0f} {found.northing:.0f}"
