"""Deadline arithmetic: all vectors, extensions, and which deadline binds an activity."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from bih_plan import bih_document, en, identity, noted
from hypothesis import given, settings
from hypothesis import strategies as st

from ccmdesk.model.document import document_of
from ccmdesk.model.ids import ExtensionId, ObligationId
from ccmdesk.model.packs import Packs
from ccmdesk.model.state import (
    Article,
    Duty,
    Extension,
    ExtensionStatus,
    Obligation,
    ObligationStatus,
)
from ccmdesk.model.values import NO_NOTES, FieldNote, Notes, PartialDate, Period
from ccmdesk.rules import deadlines

VECTORS = Path(__file__).parents[1] / "data" / "deadline_vectors.csv"
iso = dt.date.fromisoformat


def _day(text: str, name: str) -> dt.date:
    found = re.search(rf"{name}=(\d{{4}}-\d\d-\d\d)", text)
    assert found is not None
    return iso(found[1])


def _number(text: str, name: str) -> int:
    found = re.search(rf"{name}=(\d+)", text)
    assert found is not None
    return int(found[1])


COMPUTED: dict[str, Callable[[str], dt.date | None]] = {
    "entry_into_force": lambda t: deadlines.entry_into_force(_day(t, "deposited")),
    "initial_report_due": lambda t: deadlines.initial_report_due(_day(t, "eif")),
    "annual_report_due": lambda t: deadlines.annual_report_due(_number(t, "report_year")),
    "article3_deadline": lambda t: deadlines.article3_deadline(_day(t, "eif")),
    "article4a_deadline": lambda t: deadlines.article4a_deadline(_day(t, "eif")),
    "article4b_deadline": lambda t: deadlines.article4b_deadline(_day(t, "hostilities_end")),
    "extended_deadline": lambda t: deadlines.extended_deadline(
        _day(t, "previous"), months=_number(t, "months")
    ),
    "extension_max_end": lambda t: deadlines.extension_max_end(
        _day(t, "previous"), article=Article.STOCKPILES if "art3" in t else Article.CLEARANCE
    ),
    "latest_filing": lambda t: deadlines.latest_filing(_day(t, "meeting_start")),
    "clarification_due": lambda t: deadlines.clarification_due(_day(t, "request_received")),
    "withdrawal_effective": lambda t: deadlines.withdrawal_effective(_day(t, "received")),
    "va_focal_point_due": lambda t: deadlines.action_due("eif+6m", year=2011, entry=_day(t, "eif")),
}


def _vectors() -> list[tuple[str, str, str]]:
    with VECTORS.open(encoding="utf-8", newline="") as lines:
        return [(r["function"], r["input"], r["expected"]) for r in csv.DictReader(lines)]


def test_there_are_forty_six_vectors() -> None:
    assert len(_vectors()) == 46


@pytest.mark.parametrize(("function", "given_", "expected"), _vectors())
def test_every_vector_holds(function: str, given_: str, expected: str) -> None:
    assert COMPUTED[function](given_) == iso(expected)


def test_entry_into_force_agrees_with_the_pack_of_states(packs: Packs) -> None:
    dated = [row for row in packs.states.values() if row.deposited is not None]
    assert [
        row.code
        for row in dated
        if row.deposited and deadlines.entry_into_force(row.deposited) != row.entry_into_force
    ] == []


def test_hostilities_that_continue_start_no_clock() -> None:
    assert deadlines.article4b_deadline(None) is None


def test_an_armed_conflict_holds_back_a_withdrawal() -> None:
    assert deadlines.withdrawal_effective(dt.date(2024, 9, 6), in_conflict=True) is None


def test_article_5_cannot_be_extended() -> None:
    with pytest.raises(KeyError):
        deadlines.extension_max_end(dt.date(2020, 1, 1), article=Article.VICTIMS)


def test_filing_is_never_later_than_the_running_deadline() -> None:
    meeting, deadline = dt.date(2026, 9, 1), dt.date(2025, 11, 1)
    assert deadlines.latest_filing(meeting, deadline=deadline) == deadline
    assert deadlines.latest_filing(meeting, deadline=dt.date(2027, 1, 1)) == dt.date(2025, 12, 1)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("none", None),
        ("next_msp", dt.date(2026, 9, 1)),
        ("fixed:2016-12-31", dt.date(2016, 12, 31)),
        ("annual:04-30", dt.date(2026, 4, 30)),
        ("eif+1y", dt.date(2012, 3, 1)),
        ("eif+10y", dt.date(2021, 3, 1)),
        ("eif+18m", dt.date(2012, 9, 1)),
    ],
)
def test_actions_fall_due_by_their_rule(rule: str, expected: dt.date | None) -> None:
    found = deadlines.action_due(
        rule, year=2026, entry=dt.date(2011, 3, 1), next_meeting=dt.date(2026, 9, 1)
    )
    assert found == expected


def test_without_entry_into_force_its_rules_have_no_date() -> None:
    assert deadlines.action_due("eif+6m", year=2026) is None


@pytest.mark.parametrize("rule", ["someday", "eif+6w", "eif"])
def test_an_unknown_rule_is_refused(rule: str) -> None:
    with pytest.raises(ValueError, match=rule.replace("+", r"\+")):
        deadlines.action_due(rule, year=2026)


@settings(max_examples=50)
@given(st.dates(dt.date(1950, 1, 1), dt.date(2150, 1, 1)), st.integers(-240, 240))
def test_months_keep_the_day_or_clamp_to_the_end(day: dt.date, months: int) -> None:
    moved = deadlines.add_months(day, months)
    assert (moved.year - day.year) * 12 + moved.month - day.month == months
    assert moved.day == day.day or (moved.day < day.day and (moved + dt.timedelta(1)).day == 1)


def test_a_partial_date_has_a_first_and_a_last_day() -> None:
    spans = {
        "2012": (dt.date(2012, 1, 1), dt.date(2012, 12, 31)),
        "2020-02": (dt.date(2020, 2, 1), dt.date(2020, 2, 29)),
        "2019-11": (dt.date(2019, 11, 1), dt.date(2019, 11, 30)),
        "2023-09-01": (dt.date(2023, 9, 1), dt.date(2023, 9, 1)),
    }
    for text, (first, last) in spans.items():
        date = PartialDate(text)
        assert (deadlines.first_day(date), deadlines.last_day(date)) == (first, last)


@pytest.mark.parametrize("text", ["0000", "0000-01"])
def test_a_year_before_the_calendar_counts_as_its_first(text: str) -> None:
    assert deadlines.first_day(PartialDate(text)) == dt.date.min
    assert deadlines.last_day(PartialDate(text)).year == dt.MINYEAR


def test_what_falls_due_after_the_end_of_the_calendar_falls_due_at_its_end() -> None:
    end, before = dt.date.max, dt.date(9999, 12, 3)
    assert deadlines.add_months(before, 1) == deadlines.article4a_deadline(before) == end
    assert deadlines.add_months(dt.date(1, 1, 5), -1) == dt.date.min
    assert deadlines.initial_report_due(before) == deadlines.clarification_due(end) == end


CLEARANCE = Obligation(
    id=ObligationId(identity(1)),
    duty=Duty.ARTICLE_4A,
    status=ObligationStatus.OPEN,
    deadline=dt.date(2021, 3, 1),
    notes=noted("deadline"),
)


def _extension(number: int, until: dt.date | None, status: ExtensionStatus | None) -> Extension:
    return Extension(
        id=ExtensionId(identity(10 + number)),
        obligation=CLEARANCE.id,
        status=status,
        granted_until=until,
    )


def test_the_latest_granted_extension_is_current() -> None:
    document = document_of(
        [
            CLEARANCE,
            _extension(1, dt.date(2023, 9, 1), ExtensionStatus.GRANTED),
            _extension(2, dt.date(2022, 9, 1), None),
            _extension(3, dt.date(2028, 9, 1), ExtensionStatus.REFUSED),
            _extension(4, None, ExtensionStatus.REQUESTED),
        ]
    )
    assert deadlines.running_deadline(document, CLEARANCE) == dt.date(2023, 9, 1)
    assert deadlines.deadline_source(document, CLEARANCE) != ""


def test_without_an_extension_the_first_deadline_runs() -> None:
    document = document_of([CLEARANCE])
    assert deadlines.running_deadline(document, CLEARANCE) == CLEARANCE.deadline
    unsourced = replace(CLEARANCE, notes=NO_NOTES)
    assert deadlines.deadline_source(document, unsourced) == ""


def test_the_source_of_the_deadline_is_that_of_the_extension_else_that_of_the_first() -> None:
    decision = Notes.of({"granted_until": FieldNote(source="decision of the meeting")})
    first = _extension(1, dt.date(2022, 9, 1), ExtensionStatus.GRANTED)
    second = replace(_extension(2, dt.date(2023, 9, 1), ExtensionStatus.GRANTED), notes=decision)
    for extensions in (
        [second],
        [first, second],
        [_extension(3, dt.date(2022, 5, 1), None), first, second],
    ):
        document = document_of([CLEARANCE, *extensions])
        assert deadlines.running_deadline(document, CLEARANCE) == dt.date(2023, 9, 1)
        assert deadlines.deadline_source(document, CLEARANCE) == "decision of the meeting"
    unsourced = document_of([CLEARANCE, first])
    assert deadlines.deadline_source(unsourced, CLEARANCE) == CLEARANCE.notes["deadline"].source


@pytest.mark.parametrize(
    ("article", "period", "expected"),
    [
        (Article.CLEARANCE, Period(None, dt.date(2021, 3, 2)), CLEARANCE.deadline),
        (Article.CLEARANCE, Period(dt.date(2020, 1, 1), dt.date(2021, 3, 1)), None),
        (Article.CLEARANCE, Period(dt.date(2020, 1, 1), None), None),
        (Article.CLEARANCE, None, None),
        (Article.STOCKPILES, Period(dt.date(2020, 1, 1), dt.date(2031, 1, 1)), None),
        (None, Period(dt.date(2020, 1, 1), dt.date(2031, 1, 1)), None),
    ],
)
def test_work_misses_the_deadline_of_its_article_when_it_ends_after_it(
    article: Article | None, period: Period | None, expected: dt.date | None
) -> None:
    assert deadlines.missed_deadline(document_of([CLEARANCE]), article, period) == expected


def test_work_that_begins_after_the_duty_was_completed_misses_nothing() -> None:
    completed = replace(CLEARANCE, completed_on=PartialDate("2020-05-03"))
    document = document_of([completed])
    for start, expected in ((dt.date(2020, 5, 3), CLEARANCE.deadline), (dt.date(2020, 5, 4), None)):
        work = Period(start, dt.date(2022, 1, 1))
        assert deadlines.missed_deadline(document, Article.CLEARANCE, work) == expected


def test_preparing_a_request_should_begin_two_years_before_the_deadline() -> None:
    assert deadlines.early_warning(dt.date(2028, 2, 29)) == dt.date(2026, 2, 28)


def test_article_5_has_no_deadline_whatever_is_typed() -> None:
    typed = Obligation(
        id=ObligationId(identity(2)), duty=Duty.ARTICLE_5, deadline=dt.date(2030, 1, 1)
    )
    assert deadlines.running_deadline(document_of([typed]), typed) is None


def test_a_duty_completed_before_work_starts_binds_it_no_more() -> None:
    document = bih_document()
    assert deadlines.deadline_for(document, Article.STOCKPILES, dt.date(2021, 6, 1)) is None
    late = deadlines.deadline_for(document, Article.CLEARANCE, dt.date(2022, 4, 1))
    assert late == dt.date(2023, 9, 1)
    assert deadlines.deadline_for(document, Article.CLEARANCE, dt.date(2023, 9, 2)) is None
    assert deadlines.deadline_for(document, Article.VICTIMS, dt.date(2022, 1, 1)) is None


def test_without_a_start_or_with_a_start_in_the_year_of_completion_the_deadline_stays() -> None:
    document = bih_document()
    assert deadlines.deadline_for(document, Article.STOCKPILES, None) == dt.date(2019, 3, 1)
    during = dt.date(2012, 12, 1)
    assert deadlines.deadline_for(document, Article.STOCKPILES, during) == dt.date(2019, 3, 1)


def test_completed_without_a_date_means_over() -> None:
    done = Obligation(
        id=ObligationId(identity(3)), duty=Duty.ARTICLE_3, status=ObligationStatus.RETAINS
    )
    assert deadlines.was_over(done, dt.date(2021, 1, 1))


def test_of_two_running_clocks_the_earlier_binds() -> None:
    later = Obligation(
        id=ObligationId(identity(4)),
        duty=Duty.ARTICLE_4B,
        status=ObligationStatus.OPEN,
        conflict=en("A conflict"),
        deadline=dt.date(2030, 1, 1),
    )
    document = document_of([later, CLEARANCE, Obligation(id=ObligationId(identity(5)))])
    found = deadlines.deadline_for(document, Article.CLEARANCE, dt.date(2020, 1, 1))
    assert found == CLEARANCE.deadline
