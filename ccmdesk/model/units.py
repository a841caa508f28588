"""The usual units of quantities: kept by a code, called by its own word in each language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ccmdesk.model.facts import Unit
from ccmdesk.model.words import C_, Message, counted

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
"""Codes, which are English words, with their labels; any other unit is an author's own word."""

COUNTED: Mapping[str, Message] = MappingProxyType({
    "tasks": counted("{n} task", "{n} tasks", 0),
    "signs": counted("{n} sign", "{n} signs", 0),
    "people": counted("{n} person", "{n} people", 0),
    "visits": counted("{n} visit", "{n} visits", 0),
    "person-months": counted("{n} person-month", "{n} person-months", 0),
    "person-days": counted("{n} person-day", "{n} person-days", 0),
    "items": counted("{n} item", "{n} items", 0),
    "dossier": counted("{n} dossier", "{n} dossiers", 0),
    "depots": counted("{n} depot", "{n} depots", 0),
    "munitions": counted("{n} munition", "{n} munitions", 0),
    "submunitions": counted("{n} submunition", "{n} submunitions", 0),
    "packages": counted("{n} package", "{n} packages", 0),
    "households": counted("{n} household", "{n} households", 0),
    "fittings": counted("{n} fitting", "{n} fittings", 0),
    "sessions": counted("{n} session", "{n} sessions", 0),
    "homes": counted("{n} home", "{n} homes", 0),
    "trainees": counted("{n} trainee", "{n} trainees", 0),
    "surveys": counted("{n} survey", "{n} surveys", 0),
    "exchanges": counted("{n} exchange", "{n} exchanges", 0),
    "documents": counted("{n} document", "{n} documents", 0),
    "locations": counted("{n} location", "{n} locations", 0),
    "staff": counted("{n} member of staff", "{n} members of staff", 0),
    "teams": counted("{n} team", "{n} teams", 0),
    "vehicles": counted("{n} vehicle", "{n} vehicles", 0),
    "detectors": counted("{n} detector", "{n} detectors", 0),
    "survivors": counted("{n} survivor", "{n} survivors", 0),
    "families": counted("{n} family", "{n} families", 0),
    "villages": counted("{n} village", "{n} villages", 0),
    "schools": counted("{n} school", "{n} schools", 0),
    "workshops": counted("{n} workshop", "{n} workshops", 0),
    "courses": counted("{n} course", "{n} courses", 0),
    "prostheses": counted("{n} prosthesis", "{n} prostheses", 0),
    "wheelchairs": counted("{n} wheelchair", "{n} wheelchairs", 0),
    "reports": counted("{n} report", "{n} reports", 0),
    "days": counted("{n} day", "{n} days", 0),
    "months": counted("{n} month", "{n} months", 0),
    "years": counted("{n} year", "{n} years", 0),
})
# fmt: on
"""How so many of a unit are told, with the form of the word that goes with their number.

The other units have the same word or sign for every number.
"""


def unit_code(text: str) -> str | None:
    """Return the code that *text* is, in any case or spelling; None for an author's own word."""
    wanted = text.strip().casefold()
    return wanted if wanted in UNITS else _ALSO.get(wanted)
