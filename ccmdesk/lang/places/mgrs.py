"""The Military Grid Reference System: a zone, a square of 100 km, and metres in it."""

from __future__ import annotations

import re

from ccmdesk.lang.places.utm import (
    BANDS,
    NORTHERNMOST,
    SOUTHERNMOST,
    Degrees,
    Utm,
    band_of,
    degrees_of,
    utm_of,
)

SHAPE = re.compile(r"(\d{1,2})\s*([C-HJ-NP-X])\s*([A-HJ-NP-Z])\s*([A-HJ-NP-V])\s*(\d[\d ]*)?")
_COLUMNS = ("STUVWXYZ", "ABCDEFGH", "JKLMNPQR")
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_SQUARE = 100_000
_ROUND = _SQUARE * len(_ROWS)
_SHIFT = 5  # rows by which the letters of even zones begin later
_DIGITS = 5
_ZONES = 60


def mgrs_of(place: Degrees) -> str | None:
    """Return the square of one metre a place lies in: 33T XK 12345 67890; None near the poles."""
    if not SOUTHERNMOST <= place.latitude <= NORTHERNMOST:
        return None
    found = utm_of(place)
    east, north = int(found.easting), int(found.northing)
    column = _COLUMNS[found.zone % 3][east // _SQUARE - 1]
    row = _ROWS[(north // _SQUARE + _first(found.zone)) % len(_ROWS)]
    figures = f"{east % _SQUARE:05} {north % _SQUARE:05}"
    return f"{found.zone}{band_of(place.latitude)} {column}{row} {figures}"


def degrees_of_mgrs(text: str) -> Degrees | None:
    """Return the south-west corner of the square that *text* names; None when there is none.

    Letters are capital ones; the figures are as many for east as for north, up to five each.
    """
    found = SHAPE.fullmatch(text)
    if found is None:
        return None
    zone, band, column, row = int(found[1]), found[2], found[3], found[4]
    figures = (found[5] or "").replace(" ", "")
    if not 1 <= zone <= _ZONES or column not in _COLUMNS[zone % 3] or len(figures) % 2:
        return None
    half = len(figures) // 2
    if half > _DIGITS:
        return None
    step = 10 ** (_DIGITS - half)
    east, north = (int(part or "0") * step for part in (figures[:half], figures[half:]))
    easting = (_COLUMNS[zone % 3].index(column) + 1) * _SQUARE + east
    place = _ROWS.index(row) - _first(zone)
    return _in_band(Utm(zone, band >= "N", easting, (place % len(_ROWS)) * _SQUARE + north), band)


def _in_band(lowest: Utm, band: str) -> Degrees | None:
    """Return the place in *band*: the letters of rows repeat every 2000 km."""
    low = BANDS.index(band) * 8 - 80
    high = NORTHERNMOST if band == BANDS[-1] else low + 8
    for turn in range(5):
        found = degrees_of(lowest._replace(northing=lowest.northing + turn * _ROUND))
        if low - 1 <= found.latitude <= high + 1:
            return found
    return None


def _first(zone: int) -> int:
    return 0 if zone % 2 else _SHIFT
