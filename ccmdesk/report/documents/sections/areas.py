"""Annex: the hazardous areas on record, in square metres."""

from __future__ import annotations

from collections.abc import Iterator

from ccmdesk.model.area import HazardousArea
from ccmdesk.model.document import natural
from ccmdesk.model.words import N_
from ccmdesk.report.blocks import Block, Paragraph
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import sentences
from ccmdesk.report.documents.record_tables import Register, register
from ccmdesk.rules.land import open_areas_m2
from ccmdesk.rules.remaining import unsized_areas

AREAS = ("code", "name", "province", "district", "kind", "status", "size_m2", "priority")
AREA_DETAILS = (
    "code",
    "evidence",
    "found_on",
    "closed_on",
    "munitions",
    "used_when",
    "position",
    "polygon",
    "marked",
    "impact",
)


def areas(desk: Desk) -> Iterator[Block]:
    """Yield every area, then what is known of each beyond its size."""
    lang = desk.lang
    found = sorted(desk.paper.of(HazardousArea), key=lambda area: natural(area.code))
    if not found:
        yield Paragraph(lang(N_("No single hazardous area is entered.")))
        return
    size = open_areas_m2(desk.document)
    if size is not None:
        text = lang(N_("The areas still open have {area} together."), area=lang.area(size))
        without = (lang.say(says) for says in unsized_areas(desk.document))
        yield Paragraph(sentences(lang, [text, *without]))
    caption = lang(N_("Hazardous areas"))
    yield from register(desk.paper, Register(HazardousArea, found, AREAS, caption, sourced=True))
    caption = lang(N_("Hazardous areas: evidence, position and use"))
    yield from register(desk.paper, Register(HazardousArea, found, AREA_DETAILS, caption))
