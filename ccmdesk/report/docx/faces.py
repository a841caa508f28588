"""Fonts and language marks by language: names only, of fonts that every Windows brings."""

from __future__ import annotations

from types import MappingProxyType

from ccmdesk.lang.scripts import script_of

LATIN = "Arial"
HAN = "Microsoft YaHei"
_COMPLEX = MappingProxyType(dict.fromkeys(("Laoo", "Khmr", "Thai"), "Leelawadee UI"))
"""Fonts of the scripts that Word calls complex, where Arial has no letters of theirs."""

_REGIONS = MappingProxyType(
    {"ar": "ar-SA", "en": "en-GB", "es": "es-ES", "fr": "fr-FR", "ru": "ru-RU", "zh": "zh-CN"}
)
"""Languages of the United Nations as Word's proofing tools name them, in its own spelling."""

_CJK = frozenset({"Hans", "Hant", "Jpan", "Kore"})
_COMPLEX_SCRIPTS = frozenset({"Arab", "Hebr", "Syrc", "Thaa", *_COMPLEX})


def tag_of(language: str) -> str:
    """Return the tag Word knows *language* by."""
    return _REGIONS.get(language, language.replace("_", "-"))


def slot_of(language: str) -> str:
    """Return the attribute of w:lang that holds *language*; Word keeps three kinds apart."""
    script = script_of(language)
    if script in _CJK:
        return "w:eastAsia"
    return "w:bidi" if script in _COMPLEX_SCRIPTS else "w:val"


def complex_font(language: str) -> str:
    """Return the font of complex scripts in a text in *language*."""
    return _COMPLEX.get(script_of(language), LATIN)
