"""Where a word may be divided with a hyphen; only languages with patterns have such places.

The patterns are the dictionaries that pyphen ships, read as Liang's algorithm asks: a figure
between letters is the weight of a break there, the highest counts, and odd ones allow it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

SOFT_HYPHEN = "\u00ad"
"""What a hyphen at the end of a line is read as: not a part of the word."""

_DICTIONARIES = {
    "bs": "hr_HR",  # none of its own; the rules of the two are the same in Latin letters
    "en": "en_GB",
    "es": "es",
    "fr": "fr",
    "pt": "pt_PT",
    "ru": "ru_RU",
}
_FEWEST_BEFORE, _FEWEST_AFTER = 3, 3  # letters
_LONGEST = 60  # letters; what is longer is no word
_WORD = r"[\W_]*[^\W\d_]+(?:['’][^\W\d_]+)*[\W_]*"
_LETTERS = r"[^\W\d_]+"


class _Patterns(NamedTuple):
    """Patterns by their letters, and how many letters the longest has."""

    by_letters: Mapping[str, str]
    longest: int


def hyphen_positions(text: str, language: str) -> list[int]:
    """Return the places inside the word *text* where a line may end with a hyphen, in characters.

    Figures, addresses, codes and names with capitals inside have none.
    """
    name = _DICTIONARIES.get(language.replace("-", "_").partition("_")[0].lower())
    if name is None or len(text) > _LONGEST or not re.fullmatch(_WORD, text):
        return []
    return [
        found.start() + position
        for found in re.finditer(_LETTERS, text)
        if found[0][1:].islower()
        for position in _positions(found[0].lower(), name)
    ]


@cache
def _positions(word: str, name: str) -> tuple[int, ...]:
    patterns = _read(name)
    edged = f".{word}."
    weights = [0] * (len(edged) + 1)
    for start in range(len(edged)):
        for end in range(start + 1, min(start + patterns.longest, len(edged)) + 1):
            for offset, weight in _weights(patterns.by_letters.get(edged[start:end], "")):
                weights[start + offset] = max(weights[start + offset], weight)
    last = len(word) - _FEWEST_AFTER
    return tuple(at for at in range(_FEWEST_BEFORE, last + 1) if weights[at + 1] % 2)


def _weights(pattern: str) -> Iterator[tuple[int, int]]:
    """Yield the weights of a pattern with the number of letters before each."""
    letters = 0
    for char in pattern:
        if char.isdigit():
            yield letters, int(char)
        else:
            letters += 1


@cache
def _read(name: str) -> _Patterns:
    """Return the patterns of a dictionary; each is taken apart only when a word has its letters.

    That takes a tenth of the time of pyphen's own reading, which a paper would notice.
    """
    spec = find_spec("pyphen")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("pyphen")
    file = Path(spec.origin).parent / "dictionaries" / f"hyph_{name}.dic"
    encoding, text = file.read_bytes().split(b"\n", maxsplit=1)
    lines = text.decode(encoding.decode("ascii").strip())
    letters = re.sub("[0-9]", "", lines)
    by_letters = dict(zip(letters.split("\n"), lines.split("\n"), strict=True))
    return _Patterns(by_letters, max(map(len, by_letters)))
