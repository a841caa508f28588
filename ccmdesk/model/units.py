"""The usual units of quantities: kept by a code, called by its own word in each language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ccmdesk.model.facts import Unit
from ccmdesk.model.words import C_

SQUARE_METRE = "m2"
_ALSO: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("m²", "sq m", "square metres"), SQUARE_METRE)
)

# fmt: off
UNITS: Mapping[str, str] = MappingProxyType({
    "m2": Unit.SQUARE_METRE.label,
    "tasks": C_("unit of quantity", "tasks"),
    "signs": C_("unit of quantity", "signs"),
    "people": C_("unit of quantity", "people"),
    "visits": C_("unit of quantity", "visits"),
    "person-months": C_("unit of quantity", "person-months"),
    "person-days": C_("unit of quantity", "person-days"),
    "items": C_("unit of quantity", "items"),
    "dossier": C_("unit of quantity", "dossier"),
    "depots": C_("unit of quantity", "depots"),
    "munitions": C_("unit of quantity", "munitions"),
    "submunitions": C_("unit of quantity", "submunitions"),
    "packages": C_("unit of quantity", "packages"),
    "households": C_("unit of quantity", "households"),
    "fittings": C_("unit of quantity", "fittings"),
    "sessions": C_("unit of quantity", "sessions"),
    "homes": C_("unit of quantity", "homes"),
    "trainees": C_("unit of quantity", "trainees"),
    "surveys": C_("unit of quantity", "surveys"),
    "exchanges": C_("unit of quantity", "exchanges"),
    "documents": C_("unit of quantity", "documents"),
    "locations": C_("unit of quantity", "locations"),
    "staff": C_("unit of quantity", "staff"),
    "teams": C_("unit of quantity", "teams"),
    "vehicles": C_("unit of quantity", "vehicles"),
    "detectors": C_("unit of quantity", "detectors"),
    "survivors": C_("unit of quantity", "survivors"),
    "families": C_("unit of quantity", "families"),
    "villages": C_("unit of quantity", "villages"),
    "schools": C_("unit of quantity", "schools"),
    "workshops": C_("unit of quantity", "workshops"),
    "courses": C_("unit of quantity", "courses"),
    "prostheses": C_("unit of quantity", "prostheses"),
    "wheelchairs": C_("unit of quantity", "wheelchairs"),
    "reports": C_("unit of quantity", "reports"),
    "days": C_("unit of quantity", "days"),
    "months": C_("unit of quantity", "months"),
    "years": C_("unit of quantity", "years"),
    "per cent": C_("unit of quantity", "per cent"),
    "ha": C_("unit of quantity", "ha"),
    "km": C_("unit of quantity", "km"),
    "kg": C_("unit of quantity", "kg"),
})
# fmt: on
"""Codes, which are English words, with their labels; any other unit is an author's own word."""


def unit_code(text: str) -> str | None:
    """Return the code that *text* is, in any case or spelling; None for an author's own word."""
    wanted = text.strip().casefold()
    return wanted if wanted in UNITS else _ALSO.get(wanted)
