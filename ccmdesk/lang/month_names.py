"""Dates whose month is written by its name, turned into figures: 1 March 2026, 1er mars 2026."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.formats import babel_locale
from ccmdesk.model.folding import fold

_FIGURES = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W\d_]+")
_CHINESE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日?)?")
_BESIDE = frozenset(
    [
        "de",
        "del",
        "d",
        "er",
        "a",
        "o",
        "st",
        "nd",
        "rd",
        "th",
        "of",
        "г",
        "года",
        "год",
        "god",
        "godine",
        "سنه",
        "عام",
        "年",
        "日",
    ]
)
"""What stands beside the day, the month or the year and says nothing: 1er, 2nd, de, г."""

_LEAST = 3
"""So many letters of a name may stand for it: Sep, janv."""

_WRITTEN = (*SHIPPED, "ar_LB")
"""English comes first; in the Levant months have their Syriac names."""

_THIS_CENTURY = 50
"""A year of two digits from here on is of the century before: records reach back to 1945."""


def whole_year(figures: str) -> int:
    """Return the year that *figures* stand for; two of them leave out the century."""
    year = int(figures)
    if len(figures) != len("26"):
        return year
    return year + (2000 if year < _THIS_CENTURY else 1900)


def in_figures(text: str) -> str:
    """Return *text* as 2026-3-1 or 2026-3 when its month is a name of a shipped language.

    Any other text comes back as it is. Digits must be Latin already.
    """
    if match := _CHINESE.fullmatch(text):
        return "-".join(part for part in match.groups() if part)
    words = [word for word in _WORDS.findall(fold(text)) if word not in _BESIDE]
    month = month_named(" ".join(words)) if words else None
    if month is None:
        return text
    match _FIGURES.findall(text):
        case [year] if len(year) == len("2026"):
            return f"{year}-{month}"
        case [day, year] if len(day) <= len("31") and len(year) in {len("26"), len("2026")}:
            return f"{whole_year(year)}-{month}-{day}"
        case [year, day] if len(year) == len("2026") and len(day) <= len("31"):
            return f"{year}-{month}-{day}"
    return text


def month_named(name: str) -> int | None:
    """Return the month from 1 to 12 of which *name* is the name, or begins it, in one language."""
    for language in _WRITTEN:
        names = _names(language)
        found = {month for known, month in names.items() if known.startswith(name)}
        if name in names:
            return names[name]
        if len(name) >= _LEAST and len(found) == 1:
            return found.pop()
    return None


@cache
def _names(language: str) -> Mapping[str, int]:
    """Return the folded names, whole and short, of the months in a language."""
    months = babel_locale(language).months
    return {
        " ".join(_WORDS.findall(fold(name))): number
        for use in ("stand-alone", "format")
        for width in ("abbreviated", "wide")
        for number, name in months[use][width].items()
        if not _FIGURES.search(name)
    }
