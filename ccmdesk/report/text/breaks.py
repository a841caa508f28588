"""Where a line may end."""

from __future__ import annotations

import re
from typing import Any

import icu

from ccmdesk.report.text.utf16 import to_characters

_LETTER = "A-Za-z0-9\u00c0-\u024f\u0400-\u04ff"
_TOKEN = re.compile(rf"[{_LETTER}]+(?:[/.,:-][{_LETTER}]+)+")
_SYMBOL = re.compile(r"\d|[^\W\d_a-z\u00df-\u00ff\u0430-\u045f]{2}")
"""A figure or two capitals make a token a symbol, a date or a type name: it stays whole."""

_LONGEST = 30
"""Characters; what is longer is an address, and would leave no room for the columns beside it."""


def line_breaker(language: str) -> Any:
    """Return ICU's line rules of *language*: dictionaries where words are not spaced."""
    return icu.BreakIterator.createLineInstance(icu.Locale(language.replace("-", "_")))


def break_positions(text: str, breaker: Any) -> list[int]:
    """Return the ends of the unbreakable parts of *text*, in characters, the last its length.

    No break falls inside CCM/MSP/2026/WP.3, BLU-26 or 2026-03, but an address may break. Nothing
    is put into the text for that: a word joiner would be copied with it, and a search for BLU-26
    would fail.
    """
    breaker.setText(text)
    ends = to_characters(breaker, text)
    inside = {
        position
        for token in _TOKEN.finditer(text)
        if len(token[0]) <= _LONGEST and _SYMBOL.search(token[0])
        for position in range(token.start() + 1, token.end())
    }
    return [end for end in ends if end not in inside] if inside else ends


def graphemes(text: str) -> list[str]:
    """Cut *text* into what a reader calls letters."""
    breaker = icu.BreakIterator.createCharacterInstance(icu.Locale.getRoot())
    breaker.setText(text)
    ends = to_characters(breaker, text)
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]
