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
    ExtensionId,
    MeetingId,
    ObligationId,
    StatePartyId,
    TransparencyReportId,
)
from ccmdesk.model.meeting import ActionProgress, Meeting, MeetingKind, ProgressStatus
from ccmdesk.model.packs import Packs
from ccmdesk.model.state import (
    Duty,
    Extension,
    ExtensionStatus,
    Obligation,
    ObligationStatus,
    StateParty,
)
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
    assert [one.day for one in _of(board, ClockKind.ANNUAL_REPORT)] == [dt.date(2027, 4, 30)]


@pytest.mark.parametrize(
    ("entry", "today", "days"),
    [
        ((2025, 11, 1), (2026, 6, 1), [(2027, 4, 30)]),
        ((2026, 3, 1), (2026, 4, 1), [(2027, 4, 30)]),
        ((2026, 5, 1), (2026, 6, 1), [(2027, 4, 30)]),
        ((2026, 9, 1), (2026, 11, 30), [(2027, 4, 30)]),
        ((2026, 12, 1), (2026, 12, 15), []),
        ((2026, 12, 1), (2027, 2, 1), [(2028, 4, 30)]),
    ],
)
def test_the_first_annual_report_comes_after_the_initial_one(
    packs: Packs,
    entry: tuple[int, int, int],
    today: tuple[int, int, int],
    days: list[tuple[int, int, int]],
) -> None:
    party = StateParty(id=PARTY.id, entry_into_force=dt.date(*entry))
    board = _board(packs, party, today=dt.date(*today))
    assert [one.day for one in _of(board, ClockKind.ANNUAL_REPORT)] == [dt.date(*d) for d in days]


def test_a_draft_beside_a_submitted_report_does_not_make_it_late(packs: Packs) -> None:
    sent = _report(1, year=2025, submitted_on=dt.date(2026, 4, 20))
    first = _report(2, initial=True, submitted_on=dt.date(2011, 8, 1))
    drafts = (_report(3, year=2025), _report(4, initial=True))
    for reports in ((*drafts, sent, first), (sent, first, *drafts)):
        states = {(one.kind, one.day): one.state for one in _board(packs, PARTY, *reports)}
        assert states[ClockKind.ANNUAL_REPORT, dt.date(2026, 4, 30)] is ClockState.DONE
        assert states[ClockKind.INITIAL_REPORT, dt.date(2011, 8, 28)] is ClockState.DONE


def _request(**fields: Any) -> Extension:
    known = {
        "obligation": ObligationId(identity(2)),
        "status": ExtensionStatus.REQUESTED,
        "requested_on": dt.date(2026, 5, 1),
        "requested_until": dt.date(2032, 9, 1),
    }
    return Extension(id=ExtensionId(identity(60)), **{**known, **fields})


def test_a_request_that_was_filed_is_not_asked_for_again(packs: Packs) -> None:
    (filing,) = _of(_board(packs, _duty(), _request()), ClockKind.FILING)
    assert (filing.state, filing.days_left) == (ClockState.DONE, None)
    assert filing.day == dt.date(2027, 12, 1)


@pytest.mark.parametrize(
    "fields",
    [
        {"status": ExtensionStatus.DRAFT},
        {"status": ExtensionStatus.REFUSED},
        {"requested_on": None},
        {"requested_on": dt.date(2026, 9, 1)},
        {"requested_until": dt.date(2028, 9, 1)},
    ],
    ids=["in-preparation", "not-granted", "no-day", "to-come", "for-an-earlier-deadline"],
)
def test_another_request_does_not_stop_the_clock(packs: Packs, fields: dict[str, Any]) -> None:
    (filing,) = _of(_board(packs, _duty(), _request(**fields)), ClockKind.FILING)
    assert filing.state is ClockState.RUNNING


def test_the_next_meeting_of_states_parties_is_no_preparatory_one(packs: Packs) -> None:
    board = _board(
        packs,
        _progress(2, "lap-2021/13", ProgressStatus.IN_PROGRESS),
        Meeting(
            id=MeetingId(identity(40)), kind=MeetingKind.PREPARATORY, start=dt.date(2026, 7, 1)
        ),
        Meeting(
            id=MeetingId(identity(41)), kind=MeetingKind.STATES_PARTIES, start=dt.date(2026, 9, 1)
        ),
    )
    assert [one.day for one in board] == [dt.date(2026, 9, 1)]


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
