"""Where a word may be divided with a hyphen; only languages with patterns have such places."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

SOFT_HYPHEN = "\u00ad"
"""What a hyphen at the end of a line is read as: not a part of the word."""

_PATTERNS = {
    "bs": "hr_HR",  # none of its own; the rules of the two are the same in Latin letters
    "en": "en_GB",
    "es": "es",
    "fr": "fr",
    "pt": "pt_PT",
    "ru": "ru_RU",
}
_FEWEST_BEFORE, _FEWEST_AFTER = 2, 3  # letters
_LONGEST = 60  # letters; what is longer is no word
_WORD = r"[\W_]*[^\W\d_]+(?:['’][^\W\d_]+)*[\W_]*"
_LETTERS = r"[^\W\d_]+"


def hyphen_positions(text: str, language: str) -> list[int]:
    """Return the places inside the word *text* where a line may end with a hyphen, in characters.

    Figures, addresses, codes and names with capitals inside have none.
    """
    name = _PATTERNS.get(language.replace("-", "_").partition("_")[0].lower())
    if name is None or len(text) > _LONGEST or not re.fullmatch(_WORD, text):
        return []
    return [
        found.start() + position
        for found in re.finditer(_LETTERS, text)
        if found[0][1:].islower()
        for position in _patterns(name).positions(found[0])
    ]


@cache
def _patterns(name: str) -> Any:
    """Return the patterns; they are read when the first word needs them, because that is slow."""
    from pyphen import Pyphen  # noqa: PLC0415

    return Pyphen(lang=name, left=_FEWEST_BEFORE, right=_FEWEST_AFTER)
