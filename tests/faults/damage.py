"""Spoils the bytes of a file as disks, sticks and cables do, at places that a seed chooses."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle, islice

SECTOR, PAGE = 512, 4096


def _bit(raw: bytearray, chance: random.Random) -> None:
    raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)


def _noise(raw: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(raw) // SECTOR) * SECTOR
    raw[at : at + SECTOR] = chance.randbytes(SECTOR)


def _zeros(raw: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(raw) // PAGE) * PAGE
    raw[at : at + PAGE] = bytes(PAGE)


def _cut(raw: bytearray, chance: random.Random) -> None:
    del raw[chance.randrange(1, len(raw)) :]


def _empty(raw: bytearray, _chance: random.Random) -> None:
    raw.clear()


def _magic(raw: bytearray, chance: random.Random) -> None:
    raw[:16] = chance.randbytes(16)


WAYS: dict[str, Callable[[bytearray, random.Random], None]] = {
    "bit": _bit,
    "sector": _noise,
    "page": _zeros,
    "truncation": _cut,
    "magic": _magic,
    "emptied": _empty,
}
_SHARES = ("bit", "sector", "page", "truncation") * 6 + ("magic", "emptied")
"""The last two have few outcomes: they are tried less often."""


@dataclass(frozen=True)
class Damage:
    """One way to spoil a file, at the places its seed chooses."""

    way: str
    seed: int

    def done_to(self, raw: bytes) -> bytes:
        """Return *raw* as it is after the damage."""
        spoiled = bytearray(raw)
        WAYS[self.way](spoiled, random.Random(f"{self.way} {self.seed}"))
        return bytes(spoiled)


def damages(count: int, *, seed: int) -> list[Damage]:
    """Return *count* damages: some of every way, all from one seed."""
    ways = random.Random(seed).sample(_SHARES, len(_SHARES))
    return [Damage(way, seed + n) for n, way in enumerate(islice(cycle(ways), count))]
