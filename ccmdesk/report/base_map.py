"""The outline of a country and of the land beside it, from the base maps that are shipped."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple, Protocol

from ccmdesk.model.codes import StateCode
from ccmdesk.model.resources import resource
from ccmdesk.report.fine_outlines import Box, fine_outlines
from ccmdesk.report.maps import Place, Ring

_BESIDE = 0.15
"""Share of the country's size that is shown around it."""

_WIDEST = 1.5
"""Around a high country a frame is at most so many times as wide as high; its land is drawn too."""

_LEAST_DEGREES = 0.3
_HALF_ROUND, _ROUND = 180, 360


@dataclass(frozen=True, slots=True)
class BaseMap:
    """The rings of a country, and those of other land that its map shows in part.

    *view* is the part of the world that is shown.
    """

    country: tuple[Ring, ...]
    around: tuple[Ring, ...]
    view: Box


@dataclass(frozen=True, slots=True)
class Room:
    """How much is shown around a country: shares of its size, and of the height of the frame."""

    beside: float = _BESIDE
    widest: float = _WIDEST


PAPER = Room()
WINDOW = Room(beside=1.5, widest=4.0)
"""A map that can be moved shows more of the neighbours."""

NEAR = Room(beside=0.25, widest=1.0)
"""What is seen from near is the country itself, with the land at its borders."""


def base_map(country: StateCode, room: Room = PAPER) -> BaseMap | None:
    """Return the outlines for a map of *country* at 1:50 million; None when it is not there."""
    return _cut_to(room, country, _outlines())


def fine_map(country: StateCode, room: Room = PAPER) -> BaseMap | None:
    """Return the outlines for a map of *country* at 1:10 million; None when it is not there."""
    return _cut_to(room, country, fine_outlines())


def fine_rings(country: StateCode) -> tuple[Ring, ...]:
    """Return the outline of *country* alone at 1:10 million, in one piece at the date line."""
    return _own(country, fine_outlines())


class Outline(Protocol):
    """The rings of one part of the world, with the code of its State, empty for one without."""

    @property
    def state(self) -> str: ...

    @property
    def box(self) -> Box: ...

    def rings(self) -> tuple[Ring, ...]:
        """Return the rings; those of a State that is not asked for stay packed."""
        ...


@dataclass(frozen=True, slots=True)
class _Coarse:
    state: str
    held: tuple[Ring, ...]

    @property
    def box(self) -> Box:
        return _box(self.held)

    def rings(self) -> tuple[Ring, ...]:
        return self.held


def _cut_to(room: Room, country: StateCode, outlines: Sequence[Outline]) -> BaseMap | None:
    rings = _own(country, outlines)
    if not rings:
        return None
    view = _view(rings, room)
    near = (one for one in outlines if one.state != country and _reaches(one.box, view))
    others = (ring for one in near for ring in one.rings())
    if _box(rings)[2] > _HALF_ROUND:
        others = (_unrolled(ring) for ring in others)
    clipped = (_clipped(ring, view) for ring in others if _touches(_box([ring]), view))
    return BaseMap(rings, tuple(ring for ring in clipped if ring), view)


def _own(country: StateCode, outlines: Sequence[Outline]) -> tuple[Ring, ...]:
    """Return the rings of a State; one on both sides of the date line goes on beyond it."""
    rings = tuple(ring for one in outlines if one.state == country for ring in one.rings())
    if not rings:
        return ()
    west, _, east, _ = _box(rings)
    return tuple(_unrolled(ring) for ring in rings) if east - west > _HALF_ROUND else rings


@cache
def _outlines() -> tuple[_Coarse, ...]:
    raw = json.loads(resource("base_map", "countries-50m.json").read_bytes())
    arcs = tuple(_arc(arc, raw["transform"]) for arc in raw["arcs"])
    return tuple(
        _Coarse(state_of(geometry), tuple(_geometry(geometry, arcs)))
        for geometry in raw["objects"]["countries"]["geometries"]
    )


def _arc(steps: Sequence[Sequence[int]], transform: dict[str, list[float]]) -> tuple[Place, ...]:
    """Undo the delta coding of TopoJSON."""
    (scale_x, scale_y), (first_x, first_y) = transform["scale"], transform["translate"]
    x = y = 0
    places = []
    for step_x, step_y, *_ in steps:
        x, y = x + step_x, y + step_y
        places.append((x * scale_x + first_x, y * scale_y + first_y))
    return tuple(places)


def _geometry(geometry: dict[str, Any], arcs: Sequence[tuple[Place, ...]]) -> Iterator[Ring]:
    """Yield the outer rings; lakes and holes are left out."""
    found = geometry["arcs"]
    polygons = [found] if geometry["type"] == "Polygon" else found
    for polygon in polygons:
        yield _ring(polygon[0], arcs)


def _ring(parts: Sequence[int], arcs: Sequence[tuple[Place, ...]]) -> Ring:
    places: list[Place] = []
    for part in parts:
        arc = arcs[part] if part >= 0 else arcs[~part][::-1]
        places += arc[1:] if places else arc
    return tuple(places)


def state_of(geometry: dict[str, Any]) -> str:
    """Return the code of the State an outline of the base map is drawn with, or nothing."""
    import icu  # noqa: PLC0415 - a plan is open before its country is drawn

    number = geometry.get("id")
    if number is None:
        return _drawn_with().get(geometry["properties"]["name"], "")
    try:
        region = icu.Region.getInstance(int(number))
    except icu.ICUError:
        return ""
    return str(icu.Locale("", region.getRegionCode()).getISO3Country())


@cache
def _drawn_with() -> dict[str, str]:
    with resource("base_map", "drawn_with.csv").open(encoding="utf-8", newline="") as lines:
        return {row["name"]: row["state"] for row in csv.DictReader(lines)}


def _view(rings: Sequence[Ring], room: Room) -> Box:
    """Return what a frame around the country may show: beside a high one that is much more.

    Degrees of longitude are as much shorter as they are on the middle latitude, as on the map.
    """
    west, south, east, north = _box(rings)
    along = max((north - south) * room.beside, _LEAST_DEGREES)
    high = north - south + 2 * along
    wide = high * room.widest / math.cos(math.radians((south + north) / 2))
    across = max((east - west) * room.beside, _LEAST_DEGREES, (wide - (east - west)) / 2)
    return west - across, south - along, east + across, north + along


def _box(rings: Sequence[Ring]) -> Box:
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    return min(xs), min(ys), max(xs), max(ys)


def _unrolled(ring: Ring) -> Ring:
    """Move what is west of Greenwich beyond the date line, for countries on both its sides."""
    return tuple((x + _ROUND if x < 0 else x, y) for x, y in ring)


class Edge(NamedTuple):
    """One side of a view: what is *above* its limit on an axis, or below it, is inside."""

    axis: int
    limit: float
    above: bool


def _clipped(ring: Ring, view: Box) -> Ring:
    """Return the part of a ring inside the view (Sutherland and Hodgman 1974)."""
    west, south, east, north = view
    for axis, limit, above in (
        (0, west, True),
        (1, south, True),
        (0, east, False),
        (1, north, False),
    ):
        ring = _cut(ring, Edge(axis, limit, above))
    return ring


def _cut(ring: Ring, edge: Edge) -> Ring:
    axis, limit, above = edge
    kept: list[Place] = []
    for before, place in zip((ring[-1:] + ring), ring, strict=False):
        was_in = (before[axis] >= limit) is above
        is_in = (place[axis] >= limit) is above
        if was_in is not is_in:
            share = (limit - before[axis]) / (place[axis] - before[axis])
            kept.append(
                (
                    before[0] + share * (place[0] - before[0]),
                    before[1] + share * (place[1] - before[1]),
                )
            )
        if is_in:
            kept.append(place)
    return tuple(kept)


def _reaches(box: Box, view: Box) -> bool:
    """Whether a box touches a view, also one that goes on beyond the date line."""
    west, south, east, north = box
    beyond = west + _ROUND, south, east + _ROUND, north
    return _touches(box, view) or _touches(beyond, view)


def _touches(box: Box, view: Box) -> bool:
    return box[0] <= view[2] and box[2] >= view[0] and box[1] <= view[3] and box[3] >= view[1]
