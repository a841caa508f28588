"""What is done to a text before it is set."""

from __future__ import annotations

import re
import unicodedata

_NOT_SET = {
    **dict.fromkeys(range(0x20)),
    0x09: " ",
    0x0A: "\n",
    0x0D: None,
    0x7F: None,
    0xAD: None,  # soft hyphen: words are not hyphenated
    0x200B: None,  # stands in texts shown by Qt only; breaks come from the language here
    0xFEFF: None,
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),  # half a UTF-16 pair is no character
}
_STEERING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]")


def cleaned(text: str) -> str:
    """Return *text* in NFC without control characters and invisible break marks."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", text.translate(_NOT_SET))


def copied(text: str) -> str:
    """Return *text* as a reader should copy it: in one line, without marks that steer direction."""
    return text if text.isascii() else unsteered(text).replace("\n", " ")


def unsteered(text: str) -> str:
    """Return *text* without the marks that only steer direction."""
    return _STEERING.sub("", text)
