"""The time line of the paper: its bars, its lines, and what lies outside its years."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import UUID

from plan_paper import TODAY, paper, texts
from small_plan import changed, records, small_plan

from ccmdesk.model.activity import Activity
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.ids import MeetingId
from ccmdesk.model.meeting import Meeting
from ccmdesk.model.state import Obligation
from ccmdesk.model.values import Texts
from ccmdesk.report.charts import TimeLine


def time_line_of(plan: PlanDocument) -> TimeLine:
    (found,) = [b for b in paper(plan).blocks if isinstance(b, TimeLine)]
    return found


def test_one_time_line_holds_all_articles_and_the_day_of_the_paper() -> None:
    found = time_line_of(changed(Activity, code="A4-09"))
    assert [bar.label for group in found.groups for bar in group.bars] == [
        "A4-02 Survey of the ridge",
        "A4-09 Clearance of the valley",
    ]
    assert [(mark.day, mark.label) for mark in found.marks] == [(TODAY, "This paper: 1 Jun 2022")]
    assert "This paper: 1 Jun 2022" in found.alternative


def test_a_deadline_after_the_years_drawn_is_said_beneath() -> None:
    said = "Before or after the years drawn: Deadline of Article 4.1 (a): 1 May 2026."
    assert said in texts(paper(small_plan()))


def test_work_that_ends_after_its_deadline_is_called_late() -> None:
    plan = changed(Obligation, deadline=dt.date(2023, 3, 1))
    found = time_line_of(plan)
    marks = {mark.label: mark.strong for mark in found.marks}
    assert marks == {
        "Deadline of Article 4.1 (a): 1 Mar 2023": True,
        "This paper: 1 Jun 2022": False,
    }
    assert {bar.text for group in found.groups for bar in group.bars} == {"late"}
    said = "2 activities end after the deadline that binds them: A4-01, A4-02."
    assert said in texts(paper(plan))
    assert {b.text for g in time_line_of(small_plan()).groups for b in g.bars} == {""}


def test_a_meeting_is_drawn_in_its_year_and_else_told_with_its_date() -> None:
    meeting = Meeting(
        id=MeetingId(UUID(int=77)), title=Texts.of({"en": "Meeting"}), start=dt.date(2022, 9, 5)
    )
    inside = time_line_of(document_of([*records(), meeting]))
    assert "Meeting: 5 Sept 2022" in [mark.label for mark in inside.marks]
    later = replace(meeting, start=dt.date(2027, 9, 6))
    said = [text for text in texts(paper(document_of([*records(), later]))) if "drawn" in text]
    assert said[0].endswith("Meeting: 6 Sept 2027.")


def test_activities_without_dates_are_named_under_the_time_line() -> None:
    document = paper(changed(Activity, period=None))
    said = "1 activity has no usable dates and is not drawn: A4-01."
    assert said in texts(document)
