"""Letters of paragraphs and items, (a) to (n), as the Convention has them in a language."""

from __future__ import annotations

import re

_LETTERS = "abcdefghijklmn"
_LETTER = re.compile(r"\(([a-n])\)")

_ARABIC = dict(
    zip(
        _LETTERS,
        ["أ", "ب", "ج", "د", "هـ", "و", "ز", "ح", "ط", "ي", "ك", "ل", "م", "ن"],
        strict=True,
    )
)
"""Documents of the United Nations in Arabic count by these: (أ), (ب)."""

_HALF_OPEN = frozenset({"es", "fr", "pt", "ru"})
"""Languages that close a letter only: a)."""


def item_letters(language: str, text: str) -> str:
    """Return *text* with each letter in brackets as *language* writes it."""
    if language == "ar":
        return _LETTER.sub(lambda match: f"({_ARABIC[match[1]]})", text)
    return _LETTER.sub(r"\1)", text) if language in _HALF_OPEN else text
