"""Changes bytes as a fuzzer does: bits, pieces, numbers, and words that parsers stumble over."""

from __future__ import annotations

import random
from collections.abc import Iterator

WORDS = (
    b"\x00",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"NaN",
    b"1e999",
    b"-0",
    b"9" * 400,
    b"[" * 400,
    b"{" * 40,
    b'"',
    b"\\ud800",
    b"&#x0;",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"null",
    b"=1+1",
    b"\r",
    b",",
    b"-",
    b"2026-02-30",
    "١٢".encode(),
    "\u202e".encode(),
)


def mutations(samples: tuple[bytes, ...], count: int, *, seed: str) -> Iterator[bytes]:
    """Yield *count* changed copies of *samples*, always the same for a seed."""
    chance = random.Random(seed)
    for _ in range(count):
        raw = bytearray(chance.choice(samples))
        for _ in range(chance.choice((1, 1, 1, 2, 4))):
            _change(raw, chance)
        yield bytes(raw)


def _change(raw: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(raw) + 1)
    end = min(len(raw), at + chance.choice((1, 2, 4, 16, 64)))
    match chance.randrange(6):
        case 0 if at < len(raw):
            raw[at] ^= 1 << chance.randrange(8)
        case 1:
            del raw[at:end]
        case 2:
            raw[at:at] = raw[at:end]
        case 3:
            raw[at:end] = chance.choice(WORDS)
        case 4:
            raw[at:at] = chance.choice(WORDS)
        case _:
            raw[at:end] = chance.randbytes(end - at)
