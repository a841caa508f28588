"""The time line: which activities are drawn, how they move, and what slips without a need."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from balance_records import need, obligation
from bih_plan import identity

from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.activity import Activity, ActivityStatus, Milestone
from ccmdesk.model.document import document_of
from ccmdesk.model.ids import ActivityId, MeetingId, MilestoneId
from ccmdesk.model.meeting import Meeting
from ccmdesk.model.need import FollowUp
from ccmdesk.model.state import Article, Duty, ObligationStatus
from ccmdesk.model.values import (
    Absence,
    FieldNote,
    Notes,
    PartialDate,
    Period,
    Quantity,
    Quarter,
    Texts,
)
from ccmdesk.rules.shifting import Part, by_days, by_months, dragged, nearest_quarter
from ccmdesk.rules.slips import slip_says
from ccmdesk.rules.time_line import (
    Span,
    deadline_days,
    lanes,
    nearest_first,
    progress_of,
    span_around,
    span_of,
    whole_years,
    with_coming,
    with_dates,
)

TODAY = dt.date(2026, 6, 1)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def span(start: str, end: str) -> Span:
    return Span(day(start), day(end))


def activity(number: int, **values: Any) -> Activity:
    known = {"code": f"A4-{number}", "article": Article.CLEARANCE}
    return Activity(id=ActivityId(identity(7000 + number)), **{**known, **values})


@pytest.mark.parametrize(
    ("before", "months", "part", "after"),
    [
        (("2026-01-01", "2026-12-31"), 1, Part.WHOLE, ("2026-02-01", "2027-01-31")),
        (("2026-01-01", "2026-06-30"), 1, Part.WHOLE, ("2026-02-01", "2026-07-31")),
        (("2026-01-01", "2026-03-31"), -1, Part.END, ("2026-01-01", "2026-02-28")),
        (("2026-01-31", "2026-03-15"), 1, Part.START, ("2026-02-28", "2026-03-15")),
        (("2026-01-01", "2026-01-31"), -1, Part.END, ("2026-01-01", "2026-01-31")),
        (("2100-12-01", "2100-12-31"), 1, Part.WHOLE, ("2100-12-01", "2100-12-31")),
    ],
)
def test_months_keep_first_and_last_days(
    before: tuple[str, str], months: int, part: Part, after: tuple[str, str]
) -> None:
    assert by_months(span(*before), months, part=part) == span(*after)


def test_days_move_one_end_or_both_and_never_turn_a_span_round() -> None:
    one = span("2026-03-01", "2026-03-02")
    assert by_days(one, 2, part=Part.WHOLE) == span("2026-03-03", "2026-03-04")
    assert by_days(one, 1, part=Part.START) == span("2026-03-02", "2026-03-02")
    assert by_days(one, 2, part=Part.START) == one
    assert by_days(one, -1, part=Part.END) == span("2026-03-01", "2026-03-01")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-01-01", "2026-01-01"),
        ("2026-02-14", "2026-01-01"),
        ("2026-02-16", "2026-04-01"),
        ("2026-12-20", "2027-01-01"),
    ],
)
def test_the_nearest_quarter_is_found_across_years(text: str, expected: str) -> None:
    assert nearest_quarter(day(text)) == day(expected)


def test_a_drag_is_set_down_on_quarters() -> None:
    year = span("2026-01-01", "2026-12-31")
    assert dragged(year, 100, part=Part.WHOLE) == span("2026-04-01", "2027-03-31")
    assert dragged(year, 730, part=Part.WHOLE) == span("2028-01-01", "2028-12-31")
    assert dragged(year, 40, part=Part.START) == year
    assert dragged(year, 80, part=Part.START) == span("2026-04-01", "2026-12-31")
    assert dragged(year, -100, part=Part.END) == span("2026-01-01", "2026-09-30")


def test_an_end_dragged_over_the_other_leaves_one_quarter() -> None:
    year = span("2026-01-01", "2026-12-31")
    assert dragged(year, 900, part=Part.START) == span("2026-10-01", "2026-12-31")
    assert dragged(year, -900, part=Part.END) == span("2026-01-01", "2026-03-31")


@pytest.mark.parametrize("part", Part)
def test_a_span_at_the_end_of_the_calendar_stays_as_it_is(part: Part) -> None:
    unending = span("2026-01-01", "9999-12-31")
    assert by_months(unending, 1, part=part) == unending
    assert by_days(unending, 5, part=part) == unending
    assert dragged(unending, 100, part=part) == unending


def test_a_span_that_begins_within_a_month_keeps_its_days() -> None:
    odd = span("2026-01-15", "2026-02-10")
    moved = dragged(odd, 80, part=Part.WHOLE)
    assert moved == span("2026-04-01", "2026-04-27")


def test_a_quarter_knows_its_days() -> None:
    assert Quarter.of(day("2027-06-30")) == Quarter(2027, 2)
    assert Quarter(2027, 4).after == Quarter(2028, 1)
    assert Quarter(2027, 2).start == day("2027-04-01")
    assert ENGLISH.value(Quarter(2027, 2)) == "Q2 2027"


@pytest.mark.parametrize(
    "period",
    [
        None,
        Period(None, day("2026-01-01")),
        Period(day("2026-01-01"), None),
        Period(day("2026-02-01"), day("2026-01-01")),
    ],
)
def test_dates_that_are_missing_or_reversed_are_not_drawn(period: Period | None) -> None:
    assert span_of(period) is None
    assert span_around([]) is None


def test_the_years_drawn_reach_to_what_is_still_to_come() -> None:
    drawn = span("2024-03-01", "2025-05-01")
    assert whole_years(drawn) == span("2024-01-01", "2025-12-31")
    days = [day("2019-03-01"), day("2027-09-06"), day("2090-01-01")]
    assert with_coming(drawn, days, today=TODAY) == span("2024-01-01", "2027-12-31")
    early = span("2030-03-01", "2031-05-01")
    assert with_coming(early, [], today=TODAY) == span("2026-01-01", "2031-12-31")
    unending = span("2026-01-01", "9999-12-31")
    assert with_coming(unending, [], today=TODAY) == unending


def test_lanes_stand_by_article_and_number() -> None:
    records = [
        activity(10),
        activity(2),
        activity(3, article=None),
        activity(4, article=Article.STOCKPILES),
    ]
    codes = [lane.activity.code for lane in lanes(document_of(records))]
    assert codes == ["A4-4", "A4-2", "A4-10", "A4-3"]


def test_a_lane_that_ends_after_the_deadline_names_it() -> None:
    bound = obligation(duty=Duty.ARTICLE_4A, deadline=day("2027-03-01"))
    on_time = activity(1, period=Period(day("2026-01-01"), day("2027-03-01")))
    late = activity(2, period=Period(day("2026-01-01"), day("2027-03-02")))
    document = document_of([bound, on_time, late])
    assert [lane.missed for lane in lanes(document)] == [None, day("2027-03-01")]
    drawn = list(deadline_days(document, [bound], today=TODAY))
    assert drawn == [(Duty.ARTICLE_4A, day("2027-03-01"))]


def test_article_5_has_no_deadline_line() -> None:
    victims = obligation(duty=Duty.ARTICLE_5, deadline=None)
    assert list(deadline_days(document_of([victims]), [victims], today=TODAY)) == []


def test_a_completed_obligation_has_no_deadline_line_any_more() -> None:
    bound = obligation(duty=Duty.ARTICLE_3, deadline=day("2027-03-01"))
    done = replace(bound, completed_on=PartialDate("2025"))
    retains = replace(bound, status=ObligationStatus.RETAINS)
    to_come = replace(bound, completed_on=PartialDate("2026-07"))
    for one, drawn in ((bound, 1), (done, 0), (retains, 0), (to_come, 1)):
        assert len(list(deadline_days(document_of([one]), [one], today=TODAY))) == drawn


def test_progress_is_what_milestones_achieved_of_the_quantity() -> None:
    one = activity(1, quantity=Quantity(1000, "m2"), status=ActivityStatus.IN_PROGRESS)
    first = _milestone(1, one, planned=400, achieved=300)
    second = _milestone(2, one, planned=600, achieved=None)
    document = document_of([one, first, second])
    assert progress_of(document, one) == 300
    without = replace(one, quantity=None)
    assert progress_of(document_of([without, first, second]), without) == 300
    unplanned = replace(second, planned=None)
    assert progress_of(document_of([without, first, unplanned]), without) is None
    assert progress_of(document_of([one]), one) is None
    assert progress_of(document_of([one]), replace(one, status=ActivityStatus.COMPLETED)) == 1000


def test_progress_is_not_known_where_something_achieved_is_masked() -> None:
    one = activity(1, quantity=Quantity(42, "people"), status=ActivityStatus.IN_PROGRESS)
    first = _milestone(1, one, planned=40, achieved=20)
    few = replace(
        _milestone(2, one, planned=2, achieved=None),
        notes=Notes.of({"achieved": FieldNote(absence=Absence.MASKED)}),
    )
    assert progress_of(document_of([one, first, few]), one) is None


def _milestone(number: int, of: Activity, *, planned: int, achieved: int | None) -> Milestone:
    return Milestone(
        id=MilestoneId(identity(7100 + number)),
        activity=of.id,
        year=2025 + number,
        planned=planned,
        achieved=achieved,
    )


def test_the_next_meeting_comes_first_then_the_last() -> None:
    days = ["2026-05-01", "2027-09-06", "2026-09-01", "2020-01-01"]
    meetings = [
        Meeting(id=MeetingId(identity(7200 + n)), start=day(text)) for n, text in enumerate(days)
    ]
    undated = Meeting(id=MeetingId(identity(7299)))
    found = [start for start, _ in nearest_first([*meetings, undated], today=TODAY)]
    assert found == [day(days[2]), day(days[1]), day(days[0]), day(days[3])]


FUTURE = Period(day("2027-04-15"), day("2027-12-31"))
PAST = Period(day("2026-02-15"), day("2027-12-31"))


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (FUTURE, "Without N-1 Two teams by Q2 2027, A4-1 slips."),
        (PAST, "N-1 Two teams has been needed since Q1 2026; until it comes, A4-1 slips."),
        (None, "Without N-1 Two teams, A4-1 slips."),
    ],
)
def test_what_slips_without_a_need_is_said_with_its_quarter(
    period: Period | None, expected: str
) -> None:
    assert _sentences([activity(1, period=period)]) == [expected]


def test_what_starts_after_it_slips_too_each_once() -> None:
    first = activity(1, period=FUTURE)
    second, third = activity(2, after=(first.id,)), activity(3, after=(first.id,))
    last = activity(4, after=(second.id, third.id))
    over = activity(5, after=(first.id,), status=ActivityStatus.COMPLETED)
    (says,) = _sentences([first, second, third, last, over])
    assert says.endswith("slips, and so does what starts after it: A4-2, A4-3, A4-4.")


def test_activities_that_wait_for_each_other_do_not_hang() -> None:
    first = activity(1, period=FUTURE)
    second = activity(2, after=(first.id,))
    assert _sentences([replace(first, after=(second.id,)), second])[0].endswith(": A4-2.")


def test_moving_a_need_changes_the_sentence() -> None:
    one = activity(1, period=FUTURE)
    assert "by Q4 2026," in _sentences([one], period=Period(day("2026-10-01"), None))[0]
    assert "by Q2 2027," in _sentences([one], period=Period(None, day("2026-10-01")))[0]


def test_a_need_that_is_met_and_an_activity_that_is_over_let_nothing_slip() -> None:
    assert _sentences([activity(1)], follow_up=FollowUp.DELIVERED) == []
    assert _sentences([activity(1, status=ActivityStatus.STOPPED)]) == []


def test_a_need_is_called_by_what_it_has() -> None:
    one = activity(1, code="", title=Texts.of({"en": "Survey"}), period=None)
    assert _sentences([one], code="") == ["Without Two teams, Survey slips."]
    assert _sentences([one], code="", title=Texts()) == ["Without Not named yet, Survey slips."]


def test_other_dates_of_one_activity_change_its_lane_alone() -> None:
    first, second = activity(1, period=FUTURE), activity(2, period=PAST)
    asked = replace(need(), activity=first.id, code="N-1", follow_up=None)
    before = lanes(document_of([first, second, asked]))
    moved = replace(first, period=PAST)
    document = document_of([moved, second, asked])
    assert with_dates(before, document, first.id) == lanes(document)
    assert with_dates(before, document, first.id)[1] is before[1]


def _sentences(activities: list[Activity], **values: Any) -> list[str]:
    """Return what the first activity says of its one need."""
    title = Texts.of({"en": "Two teams"})
    asked = replace(
        need(), activity=activities[0].id, code="N-1", title=title, period=None, follow_up=None
    )
    asked = replace(asked, **values)
    lane = lanes(document_of([*activities, asked]))[0]
    found = [slip for slip in lane.slips if slip is not None]
    return [ENGLISH.say(slip_says(slip, today=TODAY)) for slip in found]
