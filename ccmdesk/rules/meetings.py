"""The meetings of a plan in their order, and the one that comes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ccmdesk.model.meeting import Meeting


def meetings_by_date(meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """Return the meetings by their first day; those without one come last."""
    return tuple(sorted(meetings, key=lambda meeting: meeting.start or dt.date.max))


def next_meeting(meetings: Iterable[Meeting], *, today: dt.date) -> Meeting | None:
    """Return the meeting that is held on *today* or begins next, or None."""
    coming = (meeting for meeting in meetings_by_date(meetings) if _is_coming(meeting, today))
    return next(coming, None)


def _is_coming(meeting: Meeting, today: dt.date) -> bool:
    days = [day for day in (meeting.start, meeting.end) if day is not None]
    return meeting.start is not None and max(days) >= today
