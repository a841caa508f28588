"""Cuts a text where direction, font or script changes, because a shaper takes one of each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import icu

from ccmdesk.report.text.face import REPLACEMENT, Face

COMMON = "Zyyy"
_LATIN = "Latn"
_LETTER = re.compile("[A-Za-z]")
_SHARED = frozenset({COMMON, "Zinh"})


class Item(NamedTuple):
    """A stretch of a text that one font shapes in one direction and one script."""

    text: str
    level: int
    face: Face
    script: str


@cache
def script_of(char: str) -> str:
    """Return the ISO 15924 script of a character; shared ones such as digits give Zyyy."""
    name = str(icu.Script.getScript(char).getShortName())
    return COMMON if name in _SHARED else name


def itemised(text: str, levels: Sequence[int] | None, faces: Sequence[Face]) -> Iterator[Item]:
    """Yield the items of *text* in reading order; shared characters go with their neighbours."""
    if text.isascii() and not levels and all(map(faces[0].has, text)):
        yield Item(text, 0, faces[0], _LATIN if _LETTER.search(text) else COMMON)
        return
    start = 0
    level, face, script = levels[0] if levels else 0, _face_of(text[0], faces), script_of(text[0])
    for index, char in enumerate(text):
        own_level = levels[index] if levels else 0
        own_face = face if _stays(char, face) else _face_of(char, faces)
        own_script = script_of(char)
        if script == COMMON:
            script = own_script
        elif own_script == COMMON:
            own_script = script
        if (own_level, own_face, own_script) != (level, face, script):
            yield Item(text[start:index], level, face, script)
            start, level, face, script = index, own_level, own_face, own_script
    yield Item(text[start:], level, face, script)


def _face_of(char: str, faces: Sequence[Face]) -> Face:
    """Return the first face that draws *char*, else the first with a sign for what is missing."""
    for wanted in (char, REPLACEMENT):
        for face in faces:
            if face.has(wanted):
                return face
    return faces[0]


def _stays(char: str, face: Face) -> bool:
    """Whether *char* belongs to what is before it: marks, and what is never drawn."""
    category = unicodedata.category(char)
    return category == "Cf" or (category[0] == "M" and face.has(char))
