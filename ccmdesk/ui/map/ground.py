"""What the map is made of, prepared by the worker: the base map, and the areas on it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from ccmdesk.actions.country_border import country_border
from ccmdesk.db.query import ListQuery
from ccmdesk.db.store import Store
from ccmdesk.model.activity import Activity
from ccmdesk.model.area import AreaKind, AreaStatus, HazardousArea
from ccmdesk.model.codes import StateCode
from ccmdesk.model.state import StateParty
from ccmdesk.model.words import N_
from ccmdesk.report.base_map import NEAR, WINDOW, base_map, fine_map
from ccmdesk.report.charts import Ink
from ccmdesk.report.documents.sections.area_map import CLOSED, ink_of, outline_of
from ccmdesk.report.maps import Ring
from ccmdesk.rules.border import Border
from ccmdesk.ui.jobs import Running
from ccmdesk.ui.map.flat import Flat

USUAL_ORDER = "code"
FINE_NOTE = N_(
    "Outlines: Natural Earth, 1:10 million. The lines and names on this map do not"
    " express an opinion on the legal status of a territory or its boundaries."
)
"""What the map carries from near, instead of the note of the coarser outlines."""

_AT_ONCE = 500
_TIMES, _LEAST_M, _MOST_M = 3.0, 2_500.0, 60_000.0
"""A shape is seen with so many times its own extent around it, and within these metres."""

_LETTERS = {AreaKind.SUSPECTED: "S", AreaKind.CONFIRMED: "C", None: "?"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The country and the land around it; *border* is None where the base map has no country."""

    country: StateCode | None
    flat: Flat
    home: QRectF
    land: QPainterPath
    around: QPainterPath
    border: Border | None
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class Fine:
    """The same land at 1:10 million; *room* is the part of the scene it is known in."""

    land: QPainterPath
    around: QPainterPath
    room: QRectF


@dataclass(frozen=True, slots=True)
class Room:
    """A box in plain numbers, which thousands are compared with."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def of(cls, box: QRectF) -> Room:
        """Return the room of a box."""
        return cls(box.left(), box.top(), box.right(), box.bottom())

    def meets(self, other: Room) -> bool:
        """Whether two rooms share a point."""
        return (
            self.left <= other.right
            and self.right >= other.left
            and self.top <= other.bottom
            and self.bottom >= other.top
        )

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """An area on the map: its ring in the scene, and how it is told apart.

    *x* and *y* are the middle once more, and *extent* is the longer side of its box, in metres.
    """

    id: UUID
    code: str
    kind: AreaKind | None
    status: AreaStatus | None
    size_m2: int | None
    ink: Ink
    letter: str
    ring: QPolygonF
    box: QRectF
    middle: QPointF
    room: Room
    x: float
    y: float
    extent: float
    outside: bool


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything there is to draw, in the usual order.

    *left_out* counts the areas without outline and position.
    """

    ground: Ground
    shapes: tuple[Shape, ...]
    left_out: int


def load(store: Store, running: Running, *, known: Ground | None) -> Loaded:
    """Read all areas and, unless it is *known*, the base map of the country of the plan."""
    state = next(iter(store.records(StateParty, store.ids(ListQuery(kind=StateParty)))), None)
    country = None if state is None else state.country
    running.go_on()
    areas: list[HazardousArea] = []
    ids = store.ids(ListQuery(kind=HazardousArea, sort=USUAL_ORDER))
    for first in range(0, len(ids), _AT_ONCE):
        running.go_on()
        areas += store.records(HazardousArea, ids[first : first + _AT_ONCE])
    fits = known is not None and known.country == country and known.border is not None
    ground = known if known is not None and fits else ground_of(country, areas)
    running.go_on()
    shapes = tuple(shapes_of(areas, ground))
    return Loaded(ground, shapes, len(areas) - len(shapes))


def ground_of(country: StateCode | None, areas: Iterable[HazardousArea]) -> Ground:
    """Return the base map; without a country the map is as large as its areas."""
    base = None if country is None else base_map(country, WINDOW)
    rings = base.country if base else tuple(filter(None, (outline_of(area) for area in areas)))
    flat = Flat.around(rings)
    return Ground(
        country=country,
        flat=flat,
        home=flat.box(rings),
        land=flat.path(base.country if base else ()),
        around=flat.path(base.around if base else ()),
        border=None if country is None else country_border(country),
        rings=rings,
    )


def fine_of(ground: Ground) -> Fine | None:
    """Return the finer outlines in the projection of *ground*; None without a country."""
    base = None if ground.country is None else fine_map(ground.country, NEAR)
    if base is None:
        return None
    flat, (west, south, east, north) = ground.flat, base.view
    room = QRectF(flat.point((west, south)), flat.point((east, north))).normalized()
    return Fine(flat.path(base.country), flat.path(base.around), room)


def shapes_of(areas: Iterable[HazardousArea], ground: Ground) -> Iterable[Shape]:
    """Yield the shapes of the areas that have an outline or a position."""
    for area in areas:
        shape = shape_of(area, ground)
        if shape is not None:
            yield shape


def shape_of(area: HazardousArea, ground: Ground) -> Shape | None:
    """Return an area as it is drawn; None without an outline and a position."""
    outline = outline_of(area)
    if not outline:
        return None
    ring = ground.flat.polygon(outline)
    box = ring.boundingRect()
    points = area.polygon.points if area.polygon else (area.position,) if area.position else ()
    return Shape(
        id=area.id,
        code=area.code,
        kind=area.kind,
        status=area.status,
        size_m2=area.size_m2,
        ink=ink_of(area),
        letter=letter_of(area.kind, area.status),
        ring=ring,
        box=box,
        middle=box.center(),
        room=Room.of(box),
        x=box.center().x(),
        y=box.center().y(),
        extent=max(box.width(), box.height()),
        outside=ground.border is not None and ground.border.leaves_out_any(points),
    )


def pin_of(work: Activity, ground: Ground) -> Shape | None:
    """Return the place of an activity as it is drawn among the areas; None without a position."""
    if work.position is None:
        return None
    at = ground.flat.at(work.position)
    return Shape(
        id=work.id,
        code=work.code,
        kind=None,
        status=None,
        size_m2=None,
        ink=Ink.BARRED,
        letter="",
        ring=QPolygonF([at]),
        box=QRectF(at, at),
        middle=at,
        room=Room(at.x(), at.y(), at.x(), at.y()),
        x=at.x(),
        y=at.y(),
        extent=0.0,
        outside=False,
    )


def surroundings(own: Shape, others: Iterable[Shape]) -> QRectF:
    """Return the square in which a shape is seen whole, with its nearest neighbour if it can be."""
    away = min(
        (math.hypot(one.x - own.x, one.y - own.y) for one in others if one.id != own.id),
        default=0.0,
    )
    high = max(own.extent * _TIMES, _LEAST_M, min(away * _TIMES, _MOST_M))
    seen = QRectF(0, 0, high, high)
    seen.moveCenter(own.middle)
    return seen


def letter_of(kind: AreaKind | None, status: AreaStatus | None) -> str:
    """Return S for suspected, C for confirmed; in brackets what is closed or handed over."""
    letter = _LETTERS[kind]
    return f"({letter})" if status in CLOSED else letter
