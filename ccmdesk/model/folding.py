"""Folds text for searching and sorting, and cleans text before it is kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_COMBINING = dict.fromkeys(range(0x0300, 0x0370))
_DROPPED = dict.fromkeys(
    [
        *range(0x064B, 0x0656),  # Arabic vowel marks, and the madda and hamza of a letter
        0x0670,  # superscript alef
        0x0640,  # tatweel
        0x0621,  # hamza on its own: written or left out at will
        0x00AD,  # soft hyphen
        0x061C,  # direction marks
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x206A),
        0xFEFF,
    ]
)
_SAME: Mapping[int, str] = {
    0x0131: "i",
    0x0671: "\u0627",
    0x0649: "\u064a",
    0x06CC: "\u064a",
    0x06A9: "\u0643",
    0x00A0: " ",
}
_ZEROS = (0x0660, 0x06F0, 0x0E50, 0x0ED0, 0x17E0)
"""Arabic-Indic, Persian, Thai, Lao and Khmer zero; the other nine digits follow each."""

_DIGITS = {zero + digit: str(digit) for zero in _ZEROS for digit in range(10)}
_OTHERS = {
    chr(code): other or "" for code, other in {**_COMBINING, **_DROPPED, **_SAME, **_DIGITS}.items()
}
_OTHER = re.compile(f"[{''.join(map(re.escape, _OTHERS))}]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def fold(text: str) -> str:
    """Return *text* as it is compared: without case, accents, Arabic marks or direction marks.

    Marks of Lao, Thai and Khmer are kept, since they tell words apart. Digits become Latin and
    runs of white space one space. The same fold is used on what is searched and on the question.
    """
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text).casefold()
        text = unicodedata.normalize("NFKC", _OTHER.sub(_other, apart))
    return " ".join(text.casefold().split())


def _other(found: re.Match[str]) -> str:
    """Return what stands for a character; few have one, which str.translate would ask of all."""
    return _OTHERS[found[0]]


def clean(text: str) -> str:
    """Return *text* in NFC without control characters and stray surrogates, as it is kept.

    New line and tab stay; the carriage return before a new line goes.
    """
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _CONTROLS.sub("", text))
