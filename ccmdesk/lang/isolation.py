"""Keeps dates and codes in order inside a sentence that runs from right to left."""

from __future__ import annotations

import re
from functools import lru_cache

FSI, LRI, RLI = "\N{FIRST STRONG ISOLATE}", "\N{LEFT-TO-RIGHT ISOLATE}", "\N{RIGHT-TO-LEFT ISOLATE}"
PDI = "\N{POP DIRECTIONAL ISOLATE}"
_NOTHING = dict.fromkeys(map(ord, FSI + LRI + RLI + PDI))
_PIECE = re.compile(
    r"\{[^}]*\}|[A-Z][a-z]+(?: [A-Z][a-z]+)+"
    r"|(?:--|\*?\.)?[A-Za-z0-9]+(?:(?:\.\.|[-./@=:+_#])[A-Za-z0-9²]+)*(?:=\.\.\.)?"
)
"""A name of several words, such as Natural Earth, stays in one piece."""

_NEEDS_IT = re.compile(r"[A-Za-z]|\d-\d")
"""A number needs nothing; in a date the days and years would change places (UAX 9, rule W2)."""


@lru_cache(maxsize=1 << 12)
def apart(text: str) -> str:
    """Return a translated text with each date and each code of Latin letters isolated.

    What stands for a value is left alone: it is isolated when it is filled in.
    """
    return _PIECE.sub(_isolated, text)


def left_to_right(text: str) -> str:
    """Return *text* so that its parts keep their order, whatever the text around it does."""
    return f"{LRI}{text}{PDI}"


def joined(text: str) -> str:
    """Return *text* without the marks, for a place that holds one short text only."""
    return text.translate(_NOTHING)


def _isolated(match: re.Match[str]) -> str:
    piece = match.group()
    if piece.startswith("{") or not _NEEDS_IT.search(piece):
        return piece
    return left_to_right(piece)
