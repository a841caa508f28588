"""Which meeting a paper is made for when nobody has chosen one."""

from __future__ import annotations

import datetime as dt

from ccmdesk.actions.author import new_id
from ccmdesk.model.ids import MeetingId
from ccmdesk.model.meeting import Meeting
from ccmdesk.rules.meetings import meetings_by_date, next_meeting

TODAY = dt.date(2026, 9, 16)
DAY = dt.timedelta(days=1)


def _meeting(start: dt.date | None, end: dt.date | None = None) -> Meeting:
    return Meeting(id=MeetingId(new_id()), start=start, end=end)


def test_the_next_meeting_begins_today_or_later_and_is_the_first_of_them() -> None:
    past, later, undated = _meeting(TODAY - DAY), _meeting(TODAY + 9 * DAY), _meeting(None)
    today = _meeting(TODAY)
    assert next_meeting([past, later, today, undated], today=TODAY) is today
    assert next_meeting([past, later, undated], today=TODAY) is later
    assert next_meeting([past, undated], today=TODAY) is None


def test_a_meeting_is_the_next_one_until_its_last_day() -> None:
    held, later = _meeting(TODAY - 2 * DAY, TODAY), _meeting(TODAY + 9 * DAY)
    document = [later, held]
    assert next_meeting(document, today=TODAY) is held
    assert next_meeting(document, today=TODAY + DAY) is later


def test_meetings_are_listed_by_date_and_those_without_one_last() -> None:
    undated, second, first = _meeting(None), _meeting(TODAY + DAY), _meeting(TODAY)
    assert meetings_by_date([undated, second, first]) == (first, second, undated)
