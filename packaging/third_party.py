"""What THIRD_PARTY.md says of the parts of others: files that are shipped, libraries beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FILE = "THIRD_PARTY.md"
_SHIPPED = "part"
_LIBRARY = "library"
"""The first headings of the two kinds of table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedPart:
    """Files of others; *text* is the file with the licence, empty where none is asked for."""

    name: str
    files: tuple[Path, ...]
    licence: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """A library beside the program; *licence* is an SPDX expression."""

    name: str
    licence: str


def shipped_parts(root: Path) -> tuple[ShippedPart, ...]:
    """Return what is shipped, with the files that are there."""
    return tuple(
        ShippedPart(
            name=name,
            files=tuple(_files(root, where.strip("`"))),
            licence=licence,
            text=text.strip("`") if text.startswith("`") else "",
        )
        for name, where, licence, text, _ in _rows(root, _SHIPPED)
    )


def libraries(root: Path) -> tuple[Library, ...]:
    """Return the libraries that are installed beside the program, the optional ones last."""
    return tuple(Library(name=name, licence=licence) for name, licence, _ in _rows(root, _LIBRARY))


def _files(root: Path, pattern: str) -> Iterator[Path]:
    yield from sorted(path for path in root.glob(pattern) if path.is_file())


def _rows(root: Path, first: str) -> Iterator[list[str]]:
    inside = False
    for line in (root / FILE).read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line[:1] == "|" else []
        if not cells or cells[0] == first:
            inside = bool(cells)
        elif inside and cells[0].strip("-"):
            yield cells
