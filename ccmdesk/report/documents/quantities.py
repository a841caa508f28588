"""Quantities in a paper: usual units in its language, an author's own unit marked as such."""

from __future__ import annotations

import re

from ccmdesk.lang.lang import Lang
from ccmdesk.lang.units import amount_text, quantity_text
from ccmdesk.model.units import SQUARE_METRE, unit_code
from ccmdesk.model.values import Quantity
from ccmdesk.report.documents.authors import Told, told_in
from ccmdesk.report.documents.paper import Paper

_DIGITS = re.compile(r"\d+")
_SQUARED = re.compile("([mмم])2(?!\\d)")


def quantity_told(paper: Paper, quantity: Quantity) -> Told:
    """Return the amount and its unit, or the one of them that is there."""
    return _told(paper, quantity_text(paper.lang, quantity), unit=quantity.unit)


def amount_told(paper: Paper, amount: int, *, unit: str) -> Told:
    """Return *amount* with its unit: 1,200,000 m², 24 trainees."""
    return _told(paper, amount_text(paper.lang, amount, unit=unit), unit=unit)


def holding(lang: Lang, text: str, quantity: Quantity) -> str | None:
    """Return *text* with the figure of *quantity* set like all figures, None when it lacks it.

    1200000 m2 suspected becomes 1,200,000 m² suspected, and needs no figure beside it.
    """
    amount = str(quantity.amount)
    if amount not in _DIGITS.findall(text):
        return None
    shown = lang.number(quantity.amount or 0)
    set_like_others = _DIGITS.sub(lambda found: shown if found[0] == amount else found[0], text)
    if unit_code(quantity.unit) != SQUARE_METRE:
        return set_like_others
    return _SQUARED.sub("\\1²", set_like_others)


def _told(paper: Paper, text: str, *, unit: str) -> Told:
    """Mark an author's own unit, which does not say its language: it is taken for the plan's."""
    is_word = any(letter.isalpha() for letter in unit)
    if unit_code(unit) is not None or not is_word:
        return Told(text)
    return told_in(paper, text, language=paper.original)
