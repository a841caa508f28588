"""A typed position: degrees, degrees with minutes and seconds, UTM, MGRS, or a way from a point."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ccmdesk.lang.digits import latin_digits
from ccmdesk.lang.places.geodesic import Way, reached
from ccmdesk.lang.places.mgrs import degrees_of_mgrs
from ccmdesk.lang.places.utm import BANDS, Degrees, Utm, degrees_of
from ccmdesk.lang.places.written import degrees
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import E7, Position
from ccmdesk.model.words import N_

_SIGNS = str.maketrans({"º": "°", "˚": "°"})
_APART = str.maketrans(dict.fromkeys("°'\"′″’”“", " ") | {"،": ",", "；": ";"})
_SIDES = str.maketrans("СЮВЗ北南东東西شجقغ", "NSEWNSEEWNSEW")
"""What other scripts write for north, south, east and west; Russian, Chinese and Arabic."""

_WEST_IS_O = frozenset({"fr", "es", "pt"})
_MGRS = re.compile(r"\d{1,2}\s*[A-Z]\s*[A-Z]\s*[A-Z]\s*\d[\d ]*")
_UTM = re.compile(
    r"(?P<zone>\d{1,2})\s*(?P<band>[C-HJ-NP-X])\s*E?\s*(?P<east>\d{6}(?:[.,]\d+)?)(?:\s*M?\s*E)?"
    r"[\s,;]+N?\s*(?P<north>\d{1,8}(?:[.,]\d+)?)(?:\s*M)?(?:\s*N)?"
)
_WAY = re.compile(
    r"(?:(?P<start>.*\S)[\s;+]+)?(?P<bearing>\d+(?:[.,]\d+)?),?[\s;]+"
    r"(?P<far>\d+(?:[.,]\d+)?)\s*(?P<unit>KM|M|КМ|М|公里|千米|米|كم|م)"
)
_KILOMETRES = frozenset({"KM", "КМ", "公里", "千米", "كم"})
_FOUR = re.compile(r"([+-]?\d+),(\d+),([+-]?\d+),(\d+)")
_FIGURE = re.compile(r"[+-]?\d+(\.\d+)?")
_NAMED = {"", *(a + b for a in "NS" for b in "EW"), *(b + a for a in "NS" for b in "EW")}
_ROUNDED = 0.5
_FARTHEST_M = 1_000_000
_ZONES = 60
_MOST_EAST, _LEAST_EAST = 900_000, 100_000


def parse_position(text: str, *, language: str, start: Position | None = None) -> Position:
    """Return the position *text* names, in any of the notations and in digits of any script.

    A bearing and a distance (120° 350 m) are taken from *start*, or from a position that is typed
    before them. Raises Problem for anything else, and for what is not on the earth.
    """
    found = _found(_plain(text, language), typed=text, start=start)
    latitude, longitude = found.latitude * E7, found.longitude * E7
    if max(abs(latitude) - 90 * E7, abs(longitude) - 180 * E7) > _ROUNDED:
        raise Problem(N_("“{text}” is not a position on the earth."), text=text)
    return Position(round(latitude), round(longitude))


def _plain(text: str, language: str) -> str:
    """Return capital Latin letters and digits, and blanks for the marks of degrees."""
    wide = latin_digits(unicodedata.normalize("NFKC", text.translate(_SIGNS)))
    plain = wide.upper().translate(_APART)
    if not _is_way(plain):
        plain = plain.translate(_SIDES)
    return " ".join((plain.replace("O", "W") if language in _WEST_IS_O else plain).split())


def _is_way(plain: str) -> bool:
    return _WAY.fullmatch(plain.strip()) is not None


def _found(plain: str, *, typed: str, start: Position | None) -> Degrees:
    if _MGRS.fullmatch(plain):
        return _of_mgrs(plain, typed)
    if found := _UTM.fullmatch(plain):
        return _of_utm(found, typed)
    if found := _WAY.fullmatch(plain):
        return _of_way(found, typed=typed, start=start)
    return _of_degrees(plain, typed)


def _of_mgrs(plain: str, typed: str) -> Degrees:
    found = degrees_of_mgrs(plain)
    if found is None:
        raise Problem(
            N_("“{text}” is not a square of the military grid. Compare its letters with the map."),
            text=typed,
        )
    return found


def _of_utm(found: re.Match[str], typed: str) -> Degrees:
    zone, band = int(found["zone"]), found["band"]
    east, north = (float(found[part].replace(",", ".")) for part in ("east", "north"))
    if 1 <= zone <= _ZONES and _LEAST_EAST <= east <= _MOST_EAST:
        there = degrees_of(Utm(zone, band >= "N", east, north))
        if _in_band(there, band):
            return there
        if band in "NS":  # some write the half of the globe instead of the band
            return degrees_of(Utm(zone, band == "N", east, north))
    raise Problem(
        N_(
            "“{text}” does not lie in the zone it names. Compare zone, east and north with the map."
        ),
        text=typed,
    )


def _in_band(place: Degrees, band: str) -> bool:
    low = BANDS.index(band) * 8 - 80
    return low - 0.1 <= place.latitude <= low + (12.1 if band == BANDS[-1] else 8.1)


def _of_way(found: re.Match[str], *, typed: str, start: Position | None) -> Degrees:
    bearing, far = (float(found[part].replace(",", ".")) for part in ("bearing", "far"))
    metres = far * (1000 if found["unit"] in _KILOMETRES else 1)
    if bearing > 360 or metres > _FARTHEST_M:
        raise Problem(
            N_("“{text}”: a bearing lies between 0 and 360 degrees, a distance below 1000 km."),
            text=typed,
        )
    if found["start"]:
        before = _found(found["start"].translate(_SIDES).strip(), typed=typed, start=start)
    elif start is not None:
        before = degrees(start)
    else:
        raise Problem(
            N_(
                "“{text}” needs a point to start from. Type it first, such as"
                " 44.53 18.67 120° 350 m."
            ),
            text=typed,
        )
    return reached(before, Way(bearing, metres))


def _of_degrees(plain: str, typed: str) -> Degrees:
    _refuse_two_ways(plain, typed)
    sides = re.findall("[NSEW]", plain)
    figures = _figures(re.sub("[NSEW]", " ", plain))
    half = len(figures) // 2
    if half not in {1, 2, 3} or len(figures) % 2 or "".join(sides) not in _NAMED:
        raise _no_position(typed)
    parts = [_angle(figures[:half], typed), _angle(figures[half:], typed)]
    if not sides:
        return Degrees(*parts)
    if min(parts) < 0:
        raise _no_position(typed)
    signed = [-part if side in "SW" else part for side, part in zip(sides, parts, strict=True)]
    return Degrees(*signed) if sides[0] in "NS" else Degrees(*reversed(signed))


def _refuse_two_ways(plain: str, typed: str) -> None:
    """Ask back for 44,53,18,47: degrees with decimals, or with minutes, far away from there."""
    found = _FOUR.fullmatch(plain.strip(" ,;"))
    if found is None:
        return
    north, more_north, east, more_east = found.groups()
    raise Problem(
        N_("“{text}” can be read in two ways. Type {whole} or {fraction}, whichever is meant."),
        text=typed,
        whole=f"{north}°{more_north}′ {east}°{more_east}′",
        fraction=f"{north}.{more_north} {east}.{more_east}",
    )


def _figures(text: str) -> Sequence[str]:
    """Return the numbers with a point before decimals; a comma is one too where no point is."""
    if "." in text:
        return [part for part in re.split(r"[\s,;]+", text) if part]
    parts = [part.strip(",") for part in re.split(r"[\s;]+", text) if part.strip(",")]
    if len(parts) == 1:
        return parts[0].split(",")
    return [part.replace(",", ".") for part in parts]


def _angle(figures: Sequence[str], typed: str) -> float:
    """Return degrees of one, two or three numbers, of which only the last may have decimals."""
    if any(_FIGURE.fullmatch(figure) is None for figure in figures):
        raise _no_position(typed)
    if any("." in figure for figure in figures[:-1]):
        raise _no_position(typed)
    whole, *smaller = (float(figure) for figure in figures)
    if any(not 0 <= part < 60 for part in smaller):
        raise Problem(N_("“{text}”: minutes and seconds lie between 0 and 60."), text=typed)
    minutes, seconds = (*smaller, 0.0, 0.0)[:2]
    size = abs(whole) + minutes / 60 + seconds / 3600
    return -size if figures[0].startswith("-") else size


def _no_position(typed: str) -> Problem:
    return Problem(
        N_("“{text}” is not a position. Type latitude and longitude, such as 44.53 18.67."),
        text=typed,
    )
