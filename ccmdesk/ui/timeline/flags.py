"""The names of the days that cross all bars: each hides no other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtGui import QFontMetrics

from ccmdesk.ui.direction import elided
from ccmdesk.ui.timeline.across import Across
from ccmdesk.ui.timeline.scene import Mark

GAP = 3
_BETWEEN = 8


@dataclass(frozen=True, slots=True)
class Flag:
    """A name from *start* to *end*, in a row counted from below."""

    mark: Mark
    text: str
    start: float
    end: float
    row: int


def flags(marks: Iterable[Mark], across: Across, metrics: QFontMetrics) -> tuple[Flag, ...]:
    """Give each name the lowest row in which it hides no other, beginning with the last.

    A name stands after its line, and before it where there is no room after it.
    """
    placed: list[Flag] = []
    room = across.width - across.names - 2 * GAP
    last = across.names + across.wide - across.scrolled
    for mark in sorted(marks, key=lambda mark: mark.day, reverse=True):
        text = elided(mark.label, metrics, room)
        width = metrics.horizontalAdvance(text) + 1
        start = across.of(mark.day) + GAP
        if start + width > last:
            start = max(across.of(mark.day) - GAP - width, across.names - across.scrolled)
        taken = {
            one.row
            for one in placed
            if one.start - _BETWEEN < start + width and start < one.end + _BETWEEN
        }
        row = next(row for row in range(len(placed) + 1) if row not in taken)
        placed.append(Flag(mark, text, start, start + width, row))
    return tuple(placed)
