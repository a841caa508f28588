"""Marks of fixed size, a shape for each ink, so that a small place is told apart without colour."""

from __future__ import annotations

from collections.abc import Iterable

from ccmdesk.report.charts import Ink
from ccmdesk.report.pdf.inks import mark_fill

_HALF = 2.6  # half the height of a mark in points
_SHAPES = {
    Ink.SOLID: ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    Ink.OPEN: ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    Ink.HATCHED: ((-1.1, -0.9), (1.1, -0.9), (0.0, 1.1)),
    Ink.BARRED: ((-1.1, 0.9), (1.1, 0.9), (0.0, -1.1)),
    Ink.DOTTED: ((0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)),
    Ink.CROSSED: (
        (0.0, -0.45), (0.65, -1.1), (1.1, -0.65), (0.45, 0.0), (1.1, 0.65), (0.65, 1.1),
        (0.0, 0.45), (-0.65, 1.1), (-1.1, 0.65), (-0.45, 0.0), (-1.1, -0.65), (-0.65, -1.1),
    ),
}  # fmt: skip
"""Corners in halves of the height."""

_EDGE = "0.15 G 0.5 w"


def marks(ink: Ink, places: Iterable[tuple[float, float]]) -> str:
    """Return the operators that draw a mark at each place; those on the same spot are one."""
    spots = dict.fromkeys((round(x * 2) / 2, round(y * 2) / 2) for x, y in places)
    paths = " ".join(_path(ink, x, y) for x, y in spots)
    colour = "1 g" if ink is Ink.OPEN else mark_fill(ink)
    return f"{colour} {_EDGE} {paths} B"


def _path(ink: Ink, x: float, y: float) -> str:
    (first, *others) = ((x + _HALF * dx, y + _HALF * dy) for dx, dy in _SHAPES[ink])
    lines = " ".join(f"{place[0]:.1f} {place[1]:.1f} l" for place in others)
    return f"{first[0]:.1f} {first[1]:.1f} m {lines} h"
