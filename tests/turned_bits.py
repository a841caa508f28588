"""A bit of a plan's file that the disk changes, in the row of a record and not in its history."""

from __future__ import annotations

from pathlib import Path

SIZE = 123_456_789
TURNED = 119_262_485


def turn_size(path: Path) -> None:
    """Let the row of the one area of *SIZE* square metres say *TURNED*; SQLite reads it well."""
    raw = bytearray(path.read_bytes())
    places = [at for at in range(len(raw)) if raw[at : at + 4] == SIZE.to_bytes(4, "big")]
    assert len(places) == 1
    raw[places[0] : places[0] + 4] = TURNED.to_bytes(4, "big")
    path.write_bytes(raw)
