"""Quantities as words: the usual units in the reader's language, others as they were typed."""

from __future__ import annotations

from collections.abc import Iterable

from ccmdesk.lang.formats import AreaUnit
from ccmdesk.lang.lang import Lang
from ccmdesk.model.folding import fold
from ccmdesk.model.units import COUNTED, SQUARE_METRE, UNITS, unit_code
from ccmdesk.model.values import Quantity
from ccmdesk.model.words import C_


def quantity_text(lang: Lang, quantity: Quantity) -> str:
    """Return the amount and its unit, or the one of them that is there."""
    if quantity.amount is None:
        return unit_text(lang, quantity.unit)
    return amount_text(lang, quantity.amount, unit=quantity.unit)


def amount_text(lang: Lang, amount: int, *, unit: str) -> str:
    """Return *amount* with its unit: 1,200,000 m², 24 trainees, 1 package."""
    if unit_code(unit) == SQUARE_METRE:
        return lang.area(amount, unit=AreaUnit.M2)
    figure = lang.number(amount)
    known = COUNTED.get(unit_code(unit) or "")
    if known is not None and known.many is not None:
        return lang.ngettext(known.msgid, known.many, abs(amount), n=figure)
    if not unit:
        return figure
    said = C_("amount and unit", "{amount} {unit}")
    return lang(said, amount=figure, unit=unit_text(lang, unit))


def unit_text(lang: Lang, unit: str) -> str:
    """Return what *unit* is called in this language, else as it was typed."""
    code = unit_code(unit)
    return unit if code is None else lang(UNITS[code])


def unit_of(text: str, *, langs: Iterable[Lang]) -> str:
    """Return the code of a unit typed in one of *langs* or in English, else *text* itself."""
    code = unit_code(text)
    if code is not None or not text:
        return code or text
    wanted = fold(text)
    for lang in langs:
        for known, label in UNITS.items():
            if fold(lang(label)) == wanted:
                return known
    return text
