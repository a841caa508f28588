"""A QR code as a value: dark and light squares, what stands above it, what is said instead."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class QrCode:
    """Rows of squares from the top, true where dark; the pale margin around is not among them."""

    caption: str
    alternative: str
    rows: tuple[tuple[bool, ...], ...]


def qr_rows(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the squares of a QR code (ISO/IEC 18004) that is read with a quarter of it lost."""
    import segno  # noqa: PLC0415 - only a key card needs it

    code = segno.make(text, error="q", micro=False)
    return tuple(tuple(bool(square) for square in row) for row in code.matrix)
