"""The deadline board: every clock of the Convention with the days left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from ccmdesk.model.codes import Coded
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.edition import TransparencyReport
from ccmdesk.model.meeting import ActionProgress, Meeting, MeetingKind, ProgressStatus
from ccmdesk.model.packs import Packs
from ccmdesk.model.state import Duty, Obligation, ObligationStatus, StateParty
from ccmdesk.model.words import C_, N_, Message
from ccmdesk.rules import deadlines
from ccmdesk.rules.rule import sentence


class ClockKind(Coded):
    """What is due; the order is that of the board among clocks of one day."""

    INITIAL_REPORT = "initial_report", N_("Initial report under Article 7")
    DEADLINE = "deadline", C_("clock", "Deadline of the obligation")
    FILING = "filing", N_("Last day to file an extension request")
    EARLY_WARNING = "early_warning", N_("Time to decide whether an extension is needed")
    ANNUAL_REPORT = "annual_report", N_("Annual report under Article 7")
    ACTION = "action", N_("Action of an action plan")


class ClockState(Coded):
    """How a clock stands; a blank date is not known and never overdue."""

    OVERDUE = "overdue", C_("clock", "Overdue")
    RUNNING = "running", C_("clock", "Running")
    PASSED = "passed", C_("clock", "Passed")
    NOT_KNOWN = "not_known", C_("clock", "Not known")
    NO_END = "no_end", C_("clock", "No end date")
    DONE = "done", C_("clock", "Done")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One line of the board; *record* is what it counts for, *days_left* is negative after it.

    *sourced* says whether the date itself is backed by a source or computed from one that is.
    """

    kind: ClockKind
    state: ClockState
    says: Message
    day: dt.date | None = None
    days_left: int | None = None
    duty: Duty | None = None
    record: UUID | None = None
    sourced: bool = False


_DECIDING = frozenset({MeetingKind.STATES_PARTIES, MeetingKind.REVIEW})


@dataclass(frozen=True, slots=True)
class _Now:
    document: PlanDocument
    packs: Packs
    today: dt.date


def clocks(document: PlanDocument, packs: Packs, today: dt.date) -> tuple[Clock, ...]:
    """Return every clock: those still to come or overdue by date, then the others."""
    now = _Now(document, packs, today)
    found = [
        *(clock for one in document.of(Obligation) for clock in _of_obligation(now, one)),
        *_reports(now),
        *_actions(now),
    ]
    return tuple(sorted(found, key=_place))


def deciding_meeting(document: PlanDocument, deadline: dt.date) -> Meeting | None:
    """Return the last meeting that can still extend *deadline*, within two years before it."""
    opens = deadlines.early_warning(deadline)
    found = [
        (meeting.start, n, meeting)
        for n, meeting in enumerate(document.of(Meeting))
        if meeting.start is not None
        and opens <= meeting.start <= deadline
        and meeting.kind in _DECIDING
    ]
    return max(found, key=lambda one: one[:2])[2] if found else None


def filing_day(document: PlanDocument, deadline: dt.date) -> tuple[dt.date, Meeting | None]:
    """Return the last day to ask for an extension, and the meeting it counts back from.

    Without a meeting on record it counts back from the deadline itself.
    """
    meeting = deciding_meeting(document, deadline)
    start = deadline if meeting is None or meeting.start is None else meeting.start
    return deadlines.latest_filing(start, deadline=deadline), meeting


def _place(clock: Clock) -> tuple[bool, dt.date, int, str]:
    coming = clock.state in {ClockState.OVERDUE, ClockState.RUNNING}
    kind = list(ClockKind).index(clock.kind)
    return (not coming, clock.day or dt.date.max, kind, clock.duty.value if clock.duty else "")


def _of_obligation(now: _Now, obligation: Obligation) -> Iterator[Clock]:
    duty, deadline = obligation.duty, deadlines.running_deadline(now.document, obligation)
    if duty is None:
        return
    clock = Clock(
        kind=ClockKind.DEADLINE,
        state=ClockState.NOT_KNOWN,
        says=sentence(N_("The running deadline is not recorded.")),
        day=deadline,
        duty=duty,
        record=obligation.id,
        sourced=bool(deadlines.deadline_source(now.document, obligation)),
    )
    if duty is Duty.ARTICLE_5:
        says = N_("Article 5 has no end date: assistance is owed for as long as it is needed.")
        yield replace(clock, state=ClockState.NO_END, says=sentence(says))
    elif deadlines.status_today(obligation, now.today) in deadlines.DONE:
        says = N_("The obligation was completed.")
        yield replace(clock, state=ClockState.DONE, says=sentence(says))
    elif deadline is None:
        yield clock
    elif obligation.status is ObligationStatus.OPEN:
        yield from _open(now, clock, obligation, deadline)
    else:
        says = N_("Whether the obligation is still open is not recorded.")
        yield _timed(now, replace(clock, says=sentence(says)))


def _open(now: _Now, clock: Clock, obligation: Obligation, deadline: dt.date) -> Iterator[Clock]:
    says = N_("The obligation has to be completed by this day.")
    yield _timed(now, replace(clock, state=ClockState.OVERDUE, says=sentence(says)))
    clock = replace(clock, state=ClockState.PASSED)
    says = N_("From this day on, less than two years remain before the deadline.")
    warning = replace(clock, kind=ClockKind.EARLY_WARNING, says=sentence(says))
    yield _timed(now, replace(warning, day=deadlines.early_warning(deadline)))
    filed = deadlines.filed_on(now.document, obligation, deadline=deadline)
    if filed is None or filed > now.today:
        yield _filing(now, clock, deadline)
    else:
        yield _filed(now, clock, deadline, filed)


def _filed(now: _Now, clock: Clock, deadline: dt.date, filed: dt.date) -> Clock:
    day, _ = filing_day(now.document, deadline)
    says = sentence(N_("The request was filed on {date}."), date=filed)
    return replace(clock, kind=ClockKind.FILING, state=ClockState.DONE, says=says, day=day)


def _filing(now: _Now, clock: Clock, deadline: dt.date) -> Clock:
    day, meeting = filing_day(now.document, deadline)
    says = (
        N_("No meeting is recorded before the deadline: counted back from the deadline itself.")
        if meeting is None
        else N_("Nine months before the meeting that decides.")
    )
    return _timed(now, replace(clock, kind=ClockKind.FILING, says=sentence(says), day=day))


def _timed(now: _Now, clock: Clock) -> Clock:
    """Return the clock with its days left; until its day has passed it is running."""
    assert clock.day is not None  # noqa: S101 - only dated clocks are timed  # nosec B101
    left = (clock.day - now.today).days
    return replace(clock, days_left=left, state=ClockState.RUNNING if left >= 0 else clock.state)


def _reports(now: _Now) -> Iterator[Clock]:
    party = now.document.first(StateParty)
    if party is None or party.entry_into_force is None:
        return
    reports = now.document.of(TransparencyReport)
    first = deadlines.initial_report_due(party.entry_into_force)
    initial = _furthest(report for report in reports if report.initial)
    yield _report(now, initial, ClockKind.INITIAL_REPORT, first)
    for year in (now.today.year - 1, now.today.year):
        due = deadlines.annual_report_due(year)
        if due <= first:
            continue  # a yearly report brings the initial one up to date
        of_year = (one for one in reports if not one.initial and one.year == year)
        clock = _report(now, _furthest(of_year), ClockKind.ANNUAL_REPORT, due)
        yield clock
        if clock.state is ClockState.RUNNING:
            return


def _furthest(reports: Iterable[TransparencyReport]) -> TransparencyReport | None:
    """Return the report that was submitted, before any draft beside it."""
    return min(reports, key=lambda one: one.submitted_on or dt.date.max, default=None)


def _report(now: _Now, report: TransparencyReport | None, kind: ClockKind, due: dt.date) -> Clock:
    record = None if report is None else report.id
    if report is not None and report.submitted_on is not None:
        says = sentence(N_("The report was submitted on {date}."), date=report.submitted_on)
        return Clock(kind=kind, state=ClockState.DONE, says=says, day=due, record=record)
    if report is None:
        says = sentence(N_("Whether the report was submitted is not recorded."))
        late = ClockState.NOT_KNOWN
    else:
        says = sentence(N_("The report is being prepared."))
        late = ClockState.OVERDUE
    return _timed(now, Clock(kind=kind, state=late, says=says, day=due, record=record))


def _actions(now: _Now) -> Iterator[Clock]:
    party, meeting = now.document.first(StateParty), _coming_meeting(now)
    entry = None if party is None else party.entry_into_force
    for progress in now.document.of(ActionProgress):
        row = None if progress.action is None else now.packs.actions.get(progress.action)
        if row is None or progress.status is ProgressStatus.COMPLETED:
            continue
        year = now.today.year
        day = deadlines.action_due(row.due_rule, year=year, entry=entry, next_meeting=meeting)
        if day is not None:
            clock = Clock(
                kind=ClockKind.ACTION,
                state=ClockState.OVERDUE,
                says=sentence(row.label),
                day=day,
                record=progress.id,
                sourced=row.verified,
            )
            yield _timed(now, clock)


def _coming_meeting(now: _Now) -> dt.date | None:
    """Return the first day of the next Meeting of States Parties or Review Conference."""
    coming = [
        meeting.start
        for meeting in now.document.of(Meeting)
        if meeting.start is not None
        and meeting.start >= now.today
        and meeting.kind in {*_DECIDING, None}
    ]
    return min(coming, default=None)
