"""Meetings in the time line of a plan that has many, or names them at length."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from plan_paper import paper, texts
from small_plan import records

from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.ids import MeetingId
from ccmdesk.model.meeting import Meeting, MeetingKind
from ccmdesk.model.values import Texts
from ccmdesk.report.charts import TimeLine


def time_line_of(plan: PlanDocument) -> TimeLine:
    (found,) = [block for block in paper(plan).blocks if isinstance(block, TimeLine)]
    return found


def test_of_many_meetings_the_next_are_drawn_and_the_others_told() -> None:
    meetings = [
        Meeting(
            id=MeetingId(UUID(int=70 + n)),
            title=Texts.of({"en": f"Meeting {n}"}),
            start=dt.date(2022, 1 + n, 3),
        )
        for n in range(1, 11)
    ]
    plan = document_of([*records(), *meetings])
    drawn = [m.label for m in time_line_of(plan).marks if m.label.startswith("Meeting")]
    assert [label.split(":")[0] for label in drawn] == [f"Meeting {n}" for n in range(5, 11)]
    (told,) = [text for text in texts(paper(plan)) if text.startswith("Further meetings")]
    assert all(f"Meeting {n}:" in told for n in range(1, 5))


def test_a_meeting_with_a_long_title_is_drawn_by_its_kind() -> None:
    meeting = Meeting(
        id=MeetingId(UUID(int=77)),
        title=Texts.of({"en": "Long title " * 20}),
        kind=MeetingKind.REVIEW,
        start=dt.date(2022, 9, 5),
    )
    marks = time_line_of(document_of([*records(), meeting])).marks
    assert "Review Conference: 5 Sept 2022" in [mark.label for mark in marks]
