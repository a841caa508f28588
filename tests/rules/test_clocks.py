"""The deadline board: what runs, what is late, and that blank is never late."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from bih_plan import bih_document, identity, noted

from ccmdesk.model.codes import ActionCode
from ccmdesk.model.document import document_of
from ccmdesk.model.edition import TransparencyReport
from ccmdesk.model.ids import (
    ActionProgressId,
    MeetingId,
    ObligationId,
    StatePartyId,
    TransparencyReportId,
)
from ccmdesk.model.meeting import ActionProgress, Meeting, MeetingKind, ProgressStatus
from ccmdesk.model.packs import Packs
from ccmdesk.model.state import Duty, Obligation, ObligationStatus, StateParty
from ccmdesk.model.values import PartialDate
from ccmdesk.rules.clocks import Clock, ClockKind, ClockState, clocks

TODAY = dt.date(2026, 6, 1)
PARTY = StateParty(id=StatePartyId(identity(1)), entry_into_force=dt.date(2011, 3, 1))


def _duty(**fields: Any) -> Obligation:
    known = {
        "duty": Duty.ARTICLE_4A,
        "status": ObligationStatus.OPEN,
        "deadline": dt.date(2028, 9, 1),
        "notes": noted("deadline"),
    }
    return Obligation(id=ObligationId(identity(2)), **{**known, **fields})


def _board(packs: Packs, *records: Any, today: dt.date = TODAY) -> tuple[Clock, ...]:
    return clocks(document_of(records), packs, today)


def _of(board: tuple[Clock, ...], kind: ClockKind) -> list[Clock]:
    return [clock for clock in board if clock.kind is kind]


def test_an_open_duty_shows_deadline_filing_and_early_warning(packs: Packs) -> None:
    board = _board(packs, _duty())
    assert [(one.kind, one.day, one.state) for one in board] == [
        (ClockKind.EARLY_WARNING, dt.date(2026, 9, 1), ClockState.RUNNING),
        (ClockKind.FILING, dt.date(2027, 12, 1), ClockState.RUNNING),
        (ClockKind.DEADLINE, dt.date(2028, 9, 1), ClockState.RUNNING),
    ]
    assert (board[0].days_left, board[0].sourced) == (92, True)


def test_filing_counts_back_from_the_last_deciding_meeting_before_the_deadline(
    packs: Packs,
) -> None:
    def meeting(number: int, start: dt.date | None, kind: MeetingKind) -> Meeting:
        return Meeting(id=MeetingId(identity(10 + number)), start=start, kind=kind)

    board = _board(
        packs,
        _duty(),
        meeting(1, dt.date(2026, 9, 15), MeetingKind.REVIEW),
        meeting(2, dt.date(2027, 9, 14), MeetingKind.STATES_PARTIES),
        meeting(3, dt.date(2028, 4, 14), MeetingKind.INTERSESSIONAL),
        meeting(4, dt.date(2028, 9, 14), MeetingKind.STATES_PARTIES),
        meeting(5, None, MeetingKind.STATES_PARTIES),
        meeting(6, dt.date(2020, 9, 14), MeetingKind.STATES_PARTIES),
    )
    (filing,) = _of(board, ClockKind.FILING)
    assert filing.day == dt.date(2026, 12, 14)


def test_an_open_duty_past_its_deadline_is_overdue(packs: Packs) -> None:
    board = _board(packs, _duty(deadline=dt.date(2025, 1, 1)))
    (deadline,) = _of(board, ClockKind.DEADLINE)
    assert (deadline.state, deadline.days_left) == (ClockState.OVERDUE, -516)
    assert board[0] is deadline
    assert _of(board, ClockKind.FILING)[0].state is ClockState.PASSED


@pytest.mark.parametrize("status", [ObligationStatus.OPEN, ObligationStatus.UNKNOWN, None])
def test_a_duty_with_a_day_of_completion_is_done_whatever_its_status(
    packs: Packs, status: ObligationStatus | None
) -> None:
    done = PartialDate(str(TODAY.year))
    late = _duty(deadline=dt.date(2025, 1, 1), status=status, completed_on=done)
    (clock,) = _board(packs, late)
    assert (clock.kind, clock.state) == (ClockKind.DEADLINE, ClockState.DONE)
    to_come = _duty(deadline=dt.date(2025, 1, 1), completed_on=PartialDate(str(TODAY.year + 1)))
    assert _of(_board(packs, to_come), ClockKind.DEADLINE)[0].state is ClockState.OVERDUE


def test_article_5_is_never_done_by_a_day(packs: Packs) -> None:
    (clock,) = _board(packs, _duty(duty=Duty.ARTICLE_5, completed_on=PartialDate("2020")))
    assert clock.state is ClockState.NO_END


def test_blank_is_never_overdue(packs: Packs) -> None:
    (clock,) = _board(packs, _duty(deadline=None))
    assert (clock.state, clock.day) == (ClockState.NOT_KNOWN, None)
    (clock,) = _board(packs, _duty(status=None, deadline=dt.date(2020, 1, 1)))
    assert clock.state is ClockState.NOT_KNOWN
    assert _board(packs, _duty(duty=None)) == ()


def test_completed_and_endless_duties_come_last(packs: Packs) -> None:
    states = [clock.state for clock in clocks(bih_document(), packs, TODAY)]
    assert states[0] is ClockState.RUNNING
    assert states.count(ClockState.DONE) == 2
    assert states[-1] is ClockState.NO_END


def _report(number: int, **fields: Any) -> TransparencyReport:
    return TransparencyReport(id=TransparencyReportId(identity(20 + number)), **fields)


def test_a_new_party_sees_its_initial_report_first(packs: Packs) -> None:
    party = StateParty(id=PARTY.id, entry_into_force=dt.date(2026, 3, 1))
    board = _board(packs, party, _duty())
    assert (board[0].kind, board[0].day) == (ClockKind.INITIAL_REPORT, dt.date(2026, 8, 28))
    assert len(_of(board, ClockKind.ANNUAL_REPORT)) == 2


def test_before_the_first_year_no_annual_report_is_due(packs: Packs) -> None:
    party = StateParty(id=PARTY.id, entry_into_force=dt.date(2026, 5, 1))
    assert _of(_board(packs, party), ClockKind.ANNUAL_REPORT) == []


def test_a_report_on_record_but_not_submitted_is_overdue(packs: Packs) -> None:
    board = _board(packs, PARTY, _report(1, year=2025), _report(2, initial=True, year=2011))
    states = {(one.kind, one.day): one.state for one in board}
    assert states == {
        (ClockKind.INITIAL_REPORT, dt.date(2011, 8, 28)): ClockState.OVERDUE,
        (ClockKind.ANNUAL_REPORT, dt.date(2026, 4, 30)): ClockState.OVERDUE,
        (ClockKind.ANNUAL_REPORT, dt.date(2027, 4, 30)): ClockState.RUNNING,
    }


def test_a_submitted_report_is_done_and_one_without_record_is_not_known(packs: Packs) -> None:
    board = _board(packs, PARTY, _report(1, year=2025, submitted_on=dt.date(2026, 4, 1)))
    states = {(one.kind, one.day): one.state for one in board}
    assert states[ClockKind.ANNUAL_REPORT, dt.date(2026, 4, 30)] is ClockState.DONE
    assert states[ClockKind.INITIAL_REPORT, dt.date(2011, 8, 28)] is ClockState.NOT_KNOWN


def test_before_30_april_only_last_years_report_runs(packs: Packs) -> None:
    board = _board(packs, PARTY, today=dt.date(2026, 4, 30))
    (annual,) = _of(board, ClockKind.ANNUAL_REPORT)
    assert (annual.state, annual.days_left) == (ClockState.RUNNING, 0)


def test_without_entry_into_force_no_report_is_counted(packs: Packs) -> None:
    assert _board(packs, StateParty(id=PARTY.id)) == ()


def _progress(number: int, action: str | None, status: ProgressStatus) -> ActionProgress:
    code = None if action is None else ActionCode(action)
    return ActionProgress(id=ActionProgressId(identity(30 + number)), action=code, status=status)


def test_actions_with_a_due_date_run_until_they_are_completed(packs: Packs) -> None:
    board = _board(
        packs,
        _progress(1, "dap-2015/4/focal-point", ProgressStatus.DELAYED),
        _progress(2, "lap-2021/13", ProgressStatus.IN_PROGRESS),
        _progress(3, "dap-2015/4/national-plan", ProgressStatus.COMPLETED),
        _progress(4, "vap-2010/8", ProgressStatus.IN_PROGRESS),
        _progress(5, "lap-2021/14", ProgressStatus.IN_PROGRESS),
        _progress(6, None, ProgressStatus.IN_PROGRESS),
        Meeting(id=MeetingId(identity(40)), start=dt.date(2026, 9, 1)),
        Meeting(id=MeetingId(identity(41)), start=dt.date(2027, 9, 1)),
        Meeting(id=MeetingId(identity(42))),
    )
    assert [(one.day, one.state) for one in board] == [
        (dt.date(2016, 12, 31), ClockState.OVERDUE),
        (dt.date(2026, 9, 1), ClockState.RUNNING),
    ]
