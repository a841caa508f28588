"""One moment of the chart as a value: what is drawn, and what lies under a point."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF

from ccmdesk.model.need import Need
from ccmdesk.model.values import Quarter
from ccmdesk.rules.shifting import Part
from ccmdesk.rules.slips import needed_by
from ccmdesk.rules.time_line import Lane, Span
from ccmdesk.ui.timeline.across import Across
from ccmdesk.ui.timeline.bands import Band, Bands
from ccmdesk.ui.timeline.flags import Flag
from ccmdesk.ui.timeline.words import Words

_GRIP = 6
_LEAST_WITH_GRIPS = 20
_BAR = 0.5
POINTER = 3


@dataclass(frozen=True, slots=True)
class Dragged:
    """Where the bar of an activity would be set down now."""

    activity: UUID
    span: Span


@dataclass(frozen=True, slots=True)
class Hit:
    """What lies under a point; *part* is set on a bar only."""

    row: int | None = None
    part: Part | None = None
    need: Need | None = None
    flag: Flag | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """*head* pixels for the axis, below them the bands, of which *scrolled* pixels are above it."""

    lanes: Sequence[Lane]
    words: Words
    across: Across
    bands: Bands
    flags: tuple[Flag, ...]
    head: int
    axis: int
    scrolled: int
    quarters: bool
    current: int
    dragged: Dragged | None = None
    focused: bool = False

    def top(self, band: Band) -> int:
        """Return the y of a band."""
        return self.head + band.top - self.scrolled

    def bar(self, band: Band, span: Span) -> QRectF:
        """Return the rectangle of a bar in its band."""
        high = round(band.height * _BAR)
        top = self.top(band) + (band.height - high) / 2 - 1
        return self.across.bar(span, top=top, height=high)

    def foot(self, band: Band) -> float:
        """Return the y below the bar, where the needs hang."""
        high = round(band.height * _BAR)
        return self.top(band) + (band.height + high) / 2

    def hung(self, lane: Lane) -> Iterator[tuple[float, list[Need]]]:
        """Yield the needs of a lane by the distance they hang at, from the first on."""
        start = self.across.names + 2 * POINTER
        usual = self.across.of(lane.span.start) if lane.span else start
        found: dict[float, list[Need]] = {}
        for need in lane.needs:
            by = needed_by(need, lane.activity)
            distance = usual if by is None else self.across.of(by)
            found.setdefault(distance + POINTER, []).append(need)
        yield from sorted(found.items(), key=lambda one: one[0])

    def ticks(self) -> Iterator[tuple[float, Quarter]]:
        """Yield the beginning of each quarter of the years drawn."""
        quarter, end = Quarter.of(self.across.span.start), self.across.span.end
        while quarter.start <= end:
            yield self.across.of(quarter.start), quarter
            quarter = quarter.after

    def hit(self, at: QPointF) -> Hit:
        """Return what lies under a point."""
        distance = self.across.x(at.x())
        if at.y() < self.head:
            return Hit(flag=self._flag(distance, at.y()))
        band = self.bands.at(int(at.y()) - self.head + self.scrolled)
        if band is None or band.row is None:
            return Hit()
        if distance < self.across.names:
            return Hit(row=band.row)
        lane = self.lanes[band.row]
        need = self._need(lane, distance) if at.y() >= self.foot(band) else None
        return Hit(row=band.row, part=None if need else self._part(band, lane, at), need=need)

    def day(self, day: dt.date) -> float:
        """Return the distance of a day's beginning."""
        return self.across.of(day)

    def _flag(self, distance: float, y: float) -> Flag | None:
        unscrolled = distance + self.across.scrolled
        rows = self.head - self.axis
        for flag in self.flags:
            below = rows - flag.row * self.flag_height
            inside = below - self.flag_height <= y < below
            if inside and flag.start - POINTER <= unscrolled <= flag.end:
                return flag
        return None

    @property
    def flag_height(self) -> float:
        """How high a row of names is."""
        rows = max((flag.row for flag in self.flags), default=-1) + 1
        return (self.head - self.axis) / rows if rows else 0

    def _need(self, lane: Lane, distance: float) -> Need | None:
        """Return the need whose pointer lies there."""
        for start, needs in self.hung(lane):
            if abs(start - distance) <= 2 * POINTER:
                return needs[0]
        return None

    def _part(self, band: Band, lane: Lane, at: QPointF) -> Part | None:
        if lane.span is None:
            return None
        bar = self.bar(band, lane.span)
        if not bar.left() - POINTER <= at.x() <= bar.right() + POINTER:
            return None
        start = self.across.x(self.across.of(lane.span.start))
        end = self.across.x(self.across.after(lane.span.end))
        if bar.width() >= _LEAST_WITH_GRIPS and abs(at.x() - start) <= _GRIP:
            return Part.START
        if bar.width() >= _LEAST_WITH_GRIPS and abs(at.x() - end) <= _GRIP:
            return Part.END
        return Part.WHOLE
