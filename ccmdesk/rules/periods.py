"""What two spans of days have in common; an open end sets no limit."""

from __future__ import annotations

import datetime as dt

from ccmdesk.model.values import Period


def common_days(one: Period, other: Period) -> Period | None:
    """Return the days that two periods have in common, None when there are none."""
    if lie_apart(one, other):
        return None
    starts = [day for day in (one.start, other.start) if day is not None]
    ends = [day for day in (one.end, other.end) if day is not None]
    return Period(max(starts, default=None), min(ends, default=None))


def lie_apart(one: Period, other: Period) -> bool:
    """Whether one of two periods is over before the other begins."""
    return _is_before(one.end, other.start) or _is_before(other.end, one.start)


def _is_before(day: dt.date | None, other: dt.date | None) -> bool:
    return day is not None and other is not None and day < other
