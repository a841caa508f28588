"""ICU counts UTF-16 units and Python counts characters; here the one becomes the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

_BMP_END = "\uffff"
V = TypeVar("V")


def is_bmp(text: str) -> bool:
    """Whether both count *text* alike."""
    return text.isascii() or max(text, default="") <= _BMP_END


def to_characters(positions: Iterable[int], text: str) -> list[int]:
    """Turn positions in UTF-16 units into positions in characters."""
    if is_bmp(text):
        return list(positions)
    character_at = [index for index, char in enumerate(text) for _ in range(_units(char))]
    character_at.append(len(text))
    return [character_at[position] for position in positions]


def per_character(values: Sequence[V], text: str) -> Sequence[V]:
    """Turn one value per UTF-16 unit into one per character."""
    if is_bmp(text):
        return values
    taken: list[V] = []
    unit = 0
    for char in text:
        taken.append(values[unit])
        unit += _units(char)
    return taken


def _units(char: str) -> int:
    return 2 if char > _BMP_END else 1
