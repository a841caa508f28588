"""The meetings of a plan in their order, and the one that comes next."""

from __future__ import annotations

import datetime as dt

from ccmdesk.model.document import PlanDocument
from ccmdesk.model.meeting import Meeting


def meetings_by_date(document: PlanDocument) -> tuple[Meeting, ...]:
    """Return the meetings by their first day; those without one come last."""
    return tuple(sorted(document.of(Meeting), key=lambda meeting: meeting.start or dt.date.max))


def next_meeting(document: PlanDocument, *, today: dt.date) -> Meeting | None:
    """Return the meeting that is held on *today* or begins next, or None."""
    coming = (meeting for meeting in meetings_by_date(document) if _is_coming(meeting, today))
    return next(coming, None)


def _is_coming(meeting: Meeting, today: dt.date) -> bool:
    days = [day for day in (meeting.start, meeting.end) if day is not None]
    return meeting.start is not None and max(days) >= today
