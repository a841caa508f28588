"""The hazardous areas on the outline of the country."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from ccmdesk.model.area import AreaKind, AreaStatus, HazardousArea
from ccmdesk.model.values import E7, Position
from ccmdesk.model.words import C_, N_
from ccmdesk.report.base_map import base_map
from ccmdesk.report.blocks import Block
from ccmdesk.report.charts import Ink
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import note
from ccmdesk.report.maps import AreaMap, MapArea, Place, Ring

MOST_LABELS = 20
"""So many numbers of areas can still be read beside their marks."""

_KM_PER_DEGREE = 111.32
_SCALE_SHARE = 0.25
CLOSED = frozenset({AreaStatus.CLOSED, AreaStatus.HANDED_OVER})
LEGEND = (
    (N_("Suspected hazardous area (SHA)"), Ink.HATCHED),
    (N_("Confirmed hazardous area (CHA)"), Ink.SOLID),
    (C_("map", "Closed or handed over"), Ink.OPEN),
    (C_("map", "Kind not stated"), Ink.DOTTED),
)


BOUNDARY_NOTE = N_(
    "Outlines: Natural Earth, 1:50 million. The lines and names on this map do not"
    " express an opinion on the legal status of a territory or its boundaries."
)
"""Every map carries it, on paper and in the window."""


def area_map(desk: Desk) -> Iterator[Block]:
    """Yield the map and which areas are not on it; nothing where it is not wanted.

    It needs a country with an outline and at least one area with an outline or a position.
    """
    state = desk.paper.state
    if not desk.ask.with_map or state is None or state.country is None:
        return
    base = base_map(state.country)
    found = desk.paper.of(HazardousArea)
    placed = [one for one in found if one.polygon is not None or one.position is not None]
    if base is None or not placed:
        return
    yield _map(desk, (base.country, base.around), placed)
    left = len(found) - len(placed)
    if left:
        yield note(
            desk.lang.ngettext(
                "{n} area has no outline and no position and is not on the map.",
                "{n} areas have no outline and no position and are not on the map.",
                left,
            )
        )


def _map(
    desk: Desk, outlines: tuple[Sequence[Ring], Sequence[Ring]], placed: list[HazardousArea]
) -> AreaMap:
    lang, (country, around) = desk.lang, outlines
    caption = lang(N_("Hazardous areas on the map"))
    inks = {ink_of(one) for one in placed}
    labelled = len(placed) <= MOST_LABELS
    kilometres = scale_km(country)
    return AreaMap(
        caption=caption,
        alternative=_in_words(desk, caption, placed),
        note=lang(BOUNDARY_NOTE),
        country=tuple(country),
        around=tuple(around),
        areas=tuple(
            MapArea(outline_of(one), ink_of(one), one.code if labelled else "") for one in placed
        ),
        legend=tuple((lang(text), ink) for text, ink in LEGEND if ink in inks),
        scale=(kilometres, lang(C_("map", "{number} km"), number=lang.number(kilometres))),
    )


def ink_of(area: HazardousArea) -> Ink:
    """Return how an area is told apart: what is closed first, else suspected or confirmed."""
    if area.status in CLOSED:
        return Ink.OPEN
    match area.kind:
        case AreaKind.SUSPECTED:
            return Ink.HATCHED
        case AreaKind.CONFIRMED:
            return Ink.SOLID
        case None:
            return Ink.DOTTED


def outline_of(area: HazardousArea) -> Ring:
    """Return the outline of an area, or its one position."""
    if area.polygon is not None:
        return tuple(_place(point) for point in area.polygon.points)
    return () if area.position is None else (_place(area.position),)


def scale_km(country: Sequence[Ring]) -> int:
    """Return a round length of about a quarter of the country's width."""
    xs = [x for ring in country for x, _ in ring]
    ys = [y for ring in country for _, y in ring]
    middle = math.radians((min(ys) + max(ys)) / 2)
    width = (max(xs) - min(xs)) * _KM_PER_DEGREE * math.cos(middle)
    wanted = max(width * _SCALE_SHARE, 1.0)
    power = 10 ** math.floor(math.log10(wanted))
    return int(max(step * power for step in (1, 2, 5) if step * power <= wanted))


def _place(position: Position) -> Place:
    return position.longitude_e7 / E7, position.latitude_e7 / E7


def _in_words(desk: Desk, caption: str, placed: Sequence[HazardousArea]) -> str:
    """Tell readers who hear it how many areas of each kind are shown, and where they are listed."""
    lang = desk.lang
    counts = [
        lang(
            C_("map in words", "{kind}: {number}"),
            kind=lang(text),
            number=lang.number(sum(ink_of(one) is ink for one in placed)),
        )
        for text, ink in LEGEND
        if any(ink_of(one) is ink for one in placed)
    ]
    return lang(
        N_("{caption}. {counts}. Every area is listed in the annex."),
        caption=caption,
        counts=lang.join(counts),
    )
