"""Packs streams small: of the thousands of short objects in a paper, what is alike stands together.

Flate finds what was said before and counts how often each letter comes. So the index, whose letters
are digits, and each large group of like objects get a count of their own. Cells stand column by
column at places that follow from their numbers: from one cell to the next only the end of a number
and the digit of its place beside it change, and all between two changes was said a column ago.
Other objects end at a multiple of so many letters, which leaves fewer digits to change in the
index. All that makes a tagged paper of many rows a sixth smaller, in about the same time.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

IN_ONE_STREAM = 1_500
ROW = 10
"""A row of a table has a number that is a multiple of this, and its cells the numbers behind it."""
_LEVEL = 7
_EVEN = 50
_SHORT = 3 * _EVEN
_LARGE = 1_000
"""Like objects are a group from so many letters on."""
_CELL = "<</S/TD/"
_ROWS_BESIDE = 20
"""So many rows stand together: with _EVEN letters to a cell, a column of them takes 1,000."""


class _Part(NamedTuple):
    """Objects one behind the other: where each starts, by number, and all their letters."""

    starts: Mapping[int, int]
    text: str


def packed_stream(entries: str, parts: Sequence[bytes]) -> bytes:
    """Return a compressed stream with further dictionary *entries*; parts are counted apart."""
    flate = zlib.compressobj(_LEVEL)
    packed = b"".join(_flated(flate, parts)) + flate.flush()
    head = f"<<{entries}/Filter/FlateDecode/Length {len(packed)}>>stream\n"
    return head.encode("ascii") + packed + b"\nendstream"


def object_stream(bodies: Mapping[int, str]) -> tuple[list[int], bytes]:
    """Return the numbers in the order they stand in, and the object stream."""
    cells = {number: body for number, body in bodies.items() if _is_cell(body)}
    others = {number: body for number, body in bodies.items() if number not in cells}
    parts = [_columns(cells)] if cells else []
    parts += [_line(group) for group in _groups(others)]
    index: dict[int, int] = {}
    size = 0
    for part in parts:
        index |= {number: size + start for number, start in part.starts.items()}
        size += len(part.text)
    first = " ".join(f"{number} {start}" for number, start in index.items()) + "\n"
    entries = f"/Type/ObjStm/N {len(index)}/First {len(first)}"
    texts = [first, *(part.text for part in parts)]
    return list(index), packed_stream(entries, [text.encode("ascii") for text in texts])


def _flated(flate: zlib._Compress, parts: Iterable[bytes]) -> Iterator[bytes]:
    for place, part in enumerate(parts):
        if place:
            yield flate.flush(zlib.Z_BLOCK)
        yield flate.compress(part)


def _is_cell(body: str) -> bool:
    return body.startswith(_CELL) and len(body) < _EVEN


def _columns(cells: Mapping[int, str]) -> _Part:
    """Return cells by rows that stand together and by last digit, each at its own place.

    The first stands at 0: poppler 22 loses its way in a stream that begins with white space.
    """
    rows = {row: nth for nth, row in enumerate(sorted({number // ROW for number in cells}))}
    places = {number: _place(rows[number // ROW], number % ROW) for number in cells}
    first = min(places.values())
    ordered = sorted((place - first, number) for number, place in places.items())
    ends = [*(place for place, _ in ordered[1:]), ordered[-1][0] + _EVEN]
    texts = (
        cells[number].ljust(end - start) for (start, number), end in zip(ordered, ends, strict=True)
    )
    return _Part({number: start for start, number in ordered}, "".join(texts))


def _place(row: int, digit: int) -> int:
    block, within = divmod(row, _ROWS_BESIDE)
    return ((block * ROW + digit) * _ROWS_BESIDE + within) * _EVEN


def _line(bodies: Mapping[int, str]) -> _Part:
    """Return objects with white space behind short ones, in their own order."""
    starts: dict[int, int] = {}
    texts = [_evened(body) for body in bodies.values()]
    size = 0
    for number, text in zip(bodies, texts, strict=True):
        starts[number] = size
        size += len(text)
    return _Part(starts, "".join(texts))


def _groups(bodies: Mapping[int, str]) -> list[Mapping[int, str]]:
    """Return the large groups of like objects, and what is left as the last one."""
    kinds = {number: _kind(body) for number, body in bodies.items()}
    letters: Counter[str] = Counter()
    for number, kind in kinds.items():
        letters[kind] += len(bodies[number])
    groups: dict[str, dict[int, str]] = {kind: {} for kind, n in letters.items() if n >= _LARGE}
    rest: dict[int, str] = {}
    for number, kind in kinds.items():
        groups.get(kind, rest)[number] = bodies[number]
    return [group for group in (*groups.values(), rest) if group]


def _kind(body: str) -> str:
    """Return how an object begins: <</S/TD of a cell."""
    return body[: max(body.find("/", 5), 1)]


def _evened(body: str) -> str:
    """Return a body with the white space behind it; only a short one is made longer."""
    size = len(body) + 1
    return body + "\n" + " " * (-size % _EVEN if size <= _SHORT else 0)
