"""The outlines at 1:10 million: packed in one small file, unpacked one State at a time."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from ccmdesk.model.resources import resource
from ccmdesk.report.maps import Place, Ring

FILE = "countries-10m.zip"
INDEX, STEPS = "outlines.json", "steps.bin"
Box = tuple[float, float, float, float]
"""West, south, east, north; degrees."""

_MORE, _LOW = 0x80, 0x7F


@dataclass(frozen=True, slots=True)
class Arcs:
    """Lines that outlines are made of, as they are packed: where each starts among the *steps*.

    Places are whole steps of a grid: *scale* degrees wide and high, from *first* on.
    """

    starts: tuple[int, ...]
    steps: bytes
    scale: Place
    first: Place

    def line(self, number: int) -> tuple[Place, ...]:
        """Return the places of one arc; ~number is the same one backwards."""
        if number < 0:
            return self.line(~number)[::-1]
        steps = list(unpacked(self.steps[self.starts[number] : self.starts[number + 1]]))
        (wide, high), (west, south) = self.scale, self.first
        pairs = zip(accumulate(steps[0::2]), accumulate(steps[1::2]), strict=True)
        return tuple((x * wide + west, y * high + south) for x, y in pairs)


@dataclass(frozen=True, slots=True)
class FineOutline:
    """One outline: the code of its State, empty for none; its box; the arcs of each ring."""

    state: str
    box: Box
    parts: tuple[tuple[int, ...], ...]
    arcs: Arcs

    def rings(self) -> tuple[Ring, ...]:
        """Return the rings, also those of holes: in them is another State."""
        return tuple(self._ring(part) for part in self.parts)

    def _ring(self, part: tuple[int, ...]) -> Ring:
        places: list[Place] = []
        for number in part:
            line = self.arcs.line(number)
            places += line[1:] if places else line
        return tuple(places)


@cache
def fine_outlines() -> tuple[FineOutline, ...]:
    """Return every outline; its rings are unpacked when they are asked for."""
    with resource("base_map", FILE).open("rb") as file, zipfile.ZipFile(file) as found:
        index, steps = json.loads(found.read(INDEX)), found.read(STEPS)
    starts = tuple(accumulate(index["lengths"], initial=0))
    arcs = Arcs(starts, steps, tuple(index["scale"]), tuple(index["first"]))
    return tuple(
        FineOutline(one["state"], tuple(one["box"]), tuple(map(tuple, one["rings"])), arcs)
        for one in index["outlines"]
    )


def packed(numbers: Iterable[int]) -> bytes:
    """Return whole numbers in as few bytes as they need: seven bits a byte, the sign lowest."""
    out = bytearray()
    for number in numbers:
        rest = number * 2 if number >= 0 else -number * 2 - 1
        while rest > _LOW:
            out.append(rest & _LOW | _MORE)
            rest >>= 7
        out.append(rest)
    return bytes(out)


def unpacked(held: bytes) -> Iterator[int]:
    """Yield the numbers that were packed."""
    number = shift = 0
    for byte in held:
        number |= (byte & _LOW) << shift
        shift += 7
        if not byte & _MORE:
            yield -(number >> 1) - 1 if number & 1 else number >> 1
            number = shift = 0
