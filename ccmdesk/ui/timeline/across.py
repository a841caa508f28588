"""How a day becomes an x and an x a day; right to left is mirrored here and nowhere else."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from ccmdesk.rules.time_line import Span

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Across:
    """Distances are pixels from the side where lines begin; the column of names comes first.

    *wide* is how wide all of *span* is, *scrolled* how much of it has gone under the names.
    """

    span: Span
    names: int
    width: int
    wide: float
    scrolled: int
    rtl: bool

    def x(self, distance: float) -> float:
        """Return the x of a distance; it is its own inverse, for painting and for hits."""
        return self.width - distance if self.rtl else distance

    def of(self, day: dt.date) -> float:
        """Return the distance of the beginning of *day*."""
        return self.names + (day - self.span.start).days * self._per_day - self.scrolled

    def after(self, day: dt.date) -> float:
        """Return the distance of the end of *day*."""
        return self.of(day) + self._per_day

    def days(self, x: float, *, since: float) -> int:
        """Return how many days *x* lies later than the x *since*."""
        return round((self.x(x) - self.x(since)) / self._per_day)

    def box(self, start: float, end: float, *, top: float, height: float) -> QRectF:
        """Return the rectangle between two distances."""
        left = min(self.x(start), self.x(end))
        return QRectF(left, top, end - start, height)

    def bar(self, span: Span, *, top: float, height: float) -> QRectF:
        """Return the rectangle of a bar; a single day can still be seen."""
        start = self.of(span.start)
        return self.box(start, max(self.after(span.end), start + 4), top=top, height=height)

    @property
    def _per_day(self) -> float:
        return self.wide / ((self.span.end - self.span.start + _DAY).days)
