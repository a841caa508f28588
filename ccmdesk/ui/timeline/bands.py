"""Where the lanes of the chart lie, one below the other, with a heading above each article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QFontMetrics

from ccmdesk.rules.time_line import Lane
from ccmdesk.ui.timeline.words import Words

_LEAST, _AROUND, _HEAD_AROUND = 26, 6, 8


@dataclass(frozen=True, slots=True)
class Band:
    """A strip over the whole width: the lane of *row*, or a *heading* where that is None."""

    top: int
    height: int
    row: int | None
    heading: str = ""


class Bands:
    """All strips from top to bottom."""

    def __init__(self, lanes: Sequence[Lane], words: Words, metrics: QFontMetrics) -> None:
        high = max(metrics.height() + _AROUND, _LEAST)
        self.all: list[Band] = []
        self.of_row: list[Band] = []
        top, before = 0, object()
        for row, lane in enumerate(lanes):
            if lane.activity.article is not before:
                before = lane.activity.article
                text = words.heading(lane)
                self.all.append(Band(top, metrics.height() + _HEAD_AROUND, None, text))
                top += self.all[-1].height
            self.of_row.append(Band(top, high, row))
            self.all.append(self.of_row[-1])
            top += high
        self.height = top
        self._tops = [band.top for band in self.all]

    def at(self, y: int) -> Band | None:
        """Return the strip at a height, or None below the last one."""
        if not 0 <= y < self.height:
            return None
        return self.all[bisect_right(self._tops, y) - 1]

    def between(self, top: int, bottom: int) -> Sequence[Band]:
        """Return the strips that can be seen between two heights."""
        first = max(bisect_right(self._tops, top) - 1, 0)
        return self.all[first : bisect_right(self._tops, bottom)]
