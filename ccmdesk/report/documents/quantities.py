"""Quantities with their units: usual units in the paper's language, others as they were typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from ccmdesk.lang.formats import AreaUnit
from ccmdesk.lang.lang import Lang
from ccmdesk.model.values import Quantity
from ccmdesk.model.words import C_

_DIGITS = re.compile(r"\d+")
_SQUARED = re.compile("([mмم])2(?!\\d)")
_SQUARE_METRES = frozenset({"m2", "m²", "sq m", "square metres"})

# fmt: off
_USUAL: Mapping[str, str] = MappingProxyType({
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
    "per cent": C_("unit of quantity", "per cent"),
})
# fmt: on


def quantity_text(lang: Lang, quantity: Quantity) -> str:
    """Return the amount and its unit, or the one of them that is there."""
    if quantity.amount is None:
        return unit_text(lang, quantity.unit)
    return amount_text(lang, quantity.amount, unit=quantity.unit)


def amount_text(lang: Lang, amount: int, *, unit: str) -> str:
    """Return *amount* with its unit: 1,200,000 m², 24 trainees."""
    if unit.casefold() in _SQUARE_METRES:
        return lang.area(amount, unit=AreaUnit.M2)
    return lang(
        C_("amount and unit", "{amount} {unit}"),
        amount=lang.number(amount),
        unit=unit_text(lang, unit),
    ).strip()


def holding(lang: Lang, text: str, quantity: Quantity) -> str | None:
    """Return *text* with the figure of *quantity* set like all figures, None when it lacks it.

    1200000 m2 suspected becomes 1,200,000 m² suspected, and needs no figure beside it.
    """
    amount = str(quantity.amount)
    if amount not in _DIGITS.findall(text):
        return None
    shown = lang.number(quantity.amount or 0)
    set_like_others = _DIGITS.sub(lambda found: shown if found[0] == amount else found[0], text)
    if quantity.unit.casefold() not in _SQUARE_METRES:
        return set_like_others
    return _SQUARED.sub("\\1²", set_like_others)


def unit_text(lang: Lang, unit: str) -> str:
    """Return what *unit* is called in the paper's language, else as it was typed."""
    usual = _USUAL.get(unit.casefold())
    return lang(usual) if usual else unit
