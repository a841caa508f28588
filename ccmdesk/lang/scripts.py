"""Direction, fonts and leading of each language: plain data for window and paper alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

from ccmdesk.model.resources import resource


class Direction(Enum):
    """Which way lines of a language run."""

    LTR = "ltr"
    RTL = "rtl"


@dataclass(frozen=True, slots=True)
class FontFiles:
    """A shipped family: its name as Qt lists it, and its files (static TrueType, OFL 1.1).

    Scripts that know no italics have none; their regular file stands in.
    """

    family: str
    regular: Path
    bold: Path
    italic: Path


_ARABIC = "Arab"
_HAN = "Hans"
_RTL_SCRIPTS = frozenset({_ARABIC, "Hebr", "Syrc", "Thaa"})
_TALL_SCRIPTS = frozenset({_ARABIC, "Laoo", "Khmr"})
_SCRIPT_OF_LANGUAGE = {
    **dict.fromkeys(("ar", "ckb", "fa", "prs", "ps", "ur"), _ARABIC),
    **dict.fromkeys(("bg", "mk", "ru", "sr", "tg", "uk"), "Cyrl"),
    "he": "Hebr",
    "km": "Khmr",
    "lo": "Laoo",
    "zh": _HAN,
}
_FAMILIES = {
    "NotoSans": "Noto Sans",
    "NotoSansKhmer": "Noto Sans Khmer",
    "NotoSansLao": "Noto Sans Lao",
    "Vazirmatn": "Vazirmatn",
    "NotoSansSC": "Noto Sans SC",
}
_FILES_FIRST = {
    _ARABIC: "Vazirmatn",
    _HAN: "NotoSansSC",
    "Khmr": "NotoSansKhmer",
    "Laoo": "NotoSansLao",
}
_SLANTED = frozenset({"NotoSans"})
_SUBTAG = re.compile(r"[-_]")


def script_of(language: str) -> str:
    """Return the ISO 15924 script *language* is written in; a tag such as sr-Latn decides itself.

    A language not known here is written in Latin letters.
    """
    first, *rest = _SUBTAG.split(language)
    named = next((tag.title() for tag in rest if len(tag) == 4 and tag.isalpha()), None)
    return named or _SCRIPT_OF_LANGUAGE.get(first.lower(), "Latn")


def direction_of(language: str) -> Direction:
    """Return which way *language* (BCP 47, or with underscores) runs."""
    return Direction.RTL if script_of(language) in _RTL_SCRIPTS else Direction.LTR


@cache
def is_rtl(language: str) -> bool:
    """Whether *language* runs from right to left."""
    return direction_of(language) is Direction.RTL


def fonts_of(language: str) -> tuple[FontFiles, ...]:
    """Return every shipped family, best for *language* first; the others fill single characters."""
    first = _FILES_FIRST.get(script_of(language), "NotoSans")
    return tuple(_family(stem) for stem in sorted(_FAMILIES, key=lambda stem: stem != first))


def leading_factor(language: str) -> float:
    """Return baseline to baseline as a multiple of the size; marks collide below it."""
    return 1.7 if script_of(language) in _TALL_SCRIPTS else 1.35


def _family(stem: str) -> FontFiles:
    return FontFiles(
        _FAMILIES[stem],
        resource("fonts", f"{stem}-Regular.ttf"),
        resource("fonts", f"{stem}-Bold.ttf"),
        resource("fonts", f"{stem}-Italic.ttf" if stem in _SLANTED else f"{stem}-Regular.ttf"),
    )
