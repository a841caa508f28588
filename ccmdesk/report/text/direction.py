"""Which way each character runs, and the order in which a line shows its pieces (UAX 9)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

import icu

from ccmdesk.report.text.utf16 import per_character

_RTL = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


class Levelled(Protocol):
    """Anything with an embedding level."""

    @property
    def level(self) -> int: ...


P = TypeVar("P", bound=Levelled)


def embedding_levels(text: str, *, rtl: bool) -> Sequence[int] | None:
    """Return a level per character; None when all of *text* runs from left to right."""
    if not text or (not rtl and (text.isascii() or not _RTL.search(text))):
        return None
    bidi = icu.Bidi()
    bidi.setPara(icu.UnicodeString(text), 1 if rtl else 0)
    return per_character(bidi.getLevels(), text)


def visual_order(pieces: list[P]) -> list[P]:
    """Return the pieces of one line from left to right (rule L2)."""
    levels = {piece.level for piece in pieces}
    if levels <= {0}:
        return pieces
    ordered = list(pieces)
    for level in range(max(levels), min(level | 1 for level in levels) - 1, -1):
        _reverse_runs(ordered, level)
    return ordered


def _reverse_runs(pieces: list[P], level: int) -> None:
    """Reverse each run of pieces at *level* or above, in place."""
    start = 0
    while start < len(pieces):
        end = start
        while end < len(pieces) and pieces[end].level >= level:
            end += 1
        pieces[start:end] = pieces[start:end][::-1]
        start = end + 1
