"""Deadline arithmetic of the Convention: dates without time or zone, pure functions only."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from ccmdesk.model.document import PlanDocument
from ccmdesk.model.state import (
    Article,
    Duty,
    Extension,
    ExtensionStatus,
    Obligation,
    ObligationStatus,
    StateParty,
)
from ccmdesk.model.values import PartialDate, Period

THIRTIETH_INSTRUMENT = dt.date(2010, 2, 16)
FIRST_ENTRY_INTO_FORCE = dt.date(2010, 8, 1)
FILING_MONTHS = 9
EARLY_WARNING_MONTHS = 24
DONE = frozenset({ObligationStatus.COMPLETED, ObligationStatus.RETAINS})
EXTENSION_YEARS: Mapping[Article, int] = MappingProxyType(
    {Article.STOCKPILES: 4, Article.CLEARANCE: 5}
)


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day *months* later, or the last day of a shorter month.

    Where the calendar ends before, which 9999-12-31 for "no end" brings about, it is its end.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return dt.date.max if months > 0 else dt.date.min
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def add_days(day: dt.date, days: int) -> dt.date:
    """Return the day *days* later, or the end of the calendar where that comes before."""
    return day + min(dt.timedelta(days), dt.date.max - day)


def entry_into_force(deposited: dt.date) -> dt.date:
    """Article 17: the first day of the sixth month after the month of the deposit."""
    if deposited <= THIRTIETH_INSTRUMENT:
        return FIRST_ENTRY_INTO_FORCE
    return add_months(deposited.replace(day=1), 6)


def initial_report_due(entry: dt.date) -> dt.date:
    """Article 7.1: 180 days, counted in days, after entry into force."""
    return add_days(entry, 180)


def annual_report_due(year: int) -> dt.date:
    """Article 7.2: 30 April of the year after the one reported on; Article 3.8 has the same."""
    return dt.date(year + 1, 4, 30)


def article3_deadline(entry: dt.date) -> dt.date:
    """Article 3.2: eight years after entry into force."""
    return add_months(entry, 8 * 12)


def article4a_deadline(entry: dt.date) -> dt.date:
    """Article 4.1 (a): ten years after entry into force."""
    return add_months(entry, 10 * 12)


def article4b_deadline(hostilities_end: dt.date | None) -> dt.date | None:
    """Article 4.1 (b): ten years after the end of hostilities; None while they continue."""
    return None if hostilities_end is None else add_months(hostilities_end, 10 * 12)


def first_deadline(duty: Duty | None, start: dt.date) -> dt.date | None:
    """Return the deadline before any extension; None under Article 5, which has no end date."""
    match duty:
        case Duty.ARTICLE_3:
            return article3_deadline(start)
        case Duty.ARTICLE_4A:
            return article4a_deadline(start)
        case Duty.ARTICLE_4B:
            return article4b_deadline(start)
    return None


def clock_start(document: PlanDocument, obligation: Obligation) -> dt.date | None:
    """Return the day from which an obligation counts: without it, that of entry into force.

    Only the end of hostilities starts the clock of Article 4.1 (b).
    """
    if obligation.base_date is not None or obligation.duty is Duty.ARTICLE_4B:
        return obligation.base_date
    party = document.first(StateParty)
    return None if party is None else party.entry_into_force


def extended_deadline(previous: dt.date, *, months: int) -> dt.date:
    """Return the end of an extension granted for a number of months."""
    return add_months(previous, months)


def extension_max_end(previous: dt.date, *, article: Article) -> dt.date:
    """Articles 3.3 and 4.5: at most four or five years; raises KeyError for Article 5."""
    return add_months(previous, 12 * EXTENSION_YEARS[article])


def latest_filing(meeting_start: dt.date, *, deadline: dt.date | None = None) -> dt.date:
    """Articles 3.4 and 4.6: nine months before the meeting, never after the running deadline."""
    filing = add_months(meeting_start, -FILING_MONTHS)
    return filing if deadline is None else min(filing, deadline)


def early_warning(deadline: dt.date) -> dt.date:
    """Return the day on which preparing a request should begin: 24 months before."""
    return add_months(deadline, -EARLY_WARNING_MONTHS)


def clarification_due(received: dt.date) -> dt.date:
    """Article 8.2: 28 days after a request for clarification."""
    return add_days(received, 28)


def withdrawal_effective(received: dt.date, *, in_conflict: bool = False) -> dt.date | None:
    """Article 20: six months after receipt; None while an armed conflict holds it back."""
    return None if in_conflict else add_months(received, 6)


def action_due(
    rule: str, *, year: int, entry: dt.date | None = None, next_meeting: dt.date | None = None
) -> dt.date | None:
    """Return when an action is due by its rule; None when it has no date or it is not known.

    *year* is that of the yearly rules. Raises ValueError for a rule that is not known.
    """
    if rule == "none":
        return None
    if rule == "next_msp":
        return next_meeting
    name, _, value = rule.partition(":")
    if name == "fixed":
        return dt.date.fromisoformat(value)
    if name == "annual":
        return dt.date.fromisoformat(f"{year}-{value}")
    head, _, span = rule.partition("+")
    if head != "eif" or span[-1:] not in {"m", "y"}:
        raise ValueError(rule)
    months = int(span[:-1]) * (12 if span[-1] == "y" else 1)
    return None if entry is None else add_months(entry, months)


def granted_extensions(document: PlanDocument, obligation: Obligation) -> tuple[Extension, ...]:
    """Return the extensions that were granted, earliest end first."""
    found = [
        (extension.granted_until, n, extension)
        for n, extension in enumerate(
            document.children(Extension, "obligation", obligation.id),
        )
        if extension.granted_until and extension.status in {ExtensionStatus.GRANTED, None}
    ]
    return tuple(extension for _, _, extension in sorted(found, key=lambda one: one[:2]))


def running_deadline(document: PlanDocument, obligation: Obligation) -> dt.date | None:
    """Return the end of the latest granted extension, else the first deadline; None: not known.

    Article 5 has no end date.
    """
    if obligation.duty is Duty.ARTICLE_5:
        return None
    granted = granted_extensions(document, obligation)
    return granted[-1].granted_until if granted else obligation.deadline


def filed_on(
    document: PlanDocument, obligation: Obligation, *, deadline: dt.date
) -> dt.date | None:
    """Return when a request to move *deadline* was filed that no meeting has decided yet."""
    return min(
        (
            extension.requested_on
            for extension in document.children(Extension, "obligation", obligation.id)
            if extension.status is ExtensionStatus.REQUESTED
            and extension.requested_on is not None
            and (extension.requested_until is None or extension.requested_until > deadline)
        ),
        default=None,
    )


def deadline_source(document: PlanDocument, obligation: Obligation) -> str:
    """Return the source noted for the running deadline or for the first one, or nothing."""
    granted = granted_extensions(document, obligation)
    latest = granted[-1].notes["granted_until"].source if granted else ""
    return latest or obligation.notes["deadline"].source


def last_day(date: PartialDate) -> dt.date:
    """Return the last day a partial date can mean: 2012 is 31 December 2012."""
    if date.date is not None:
        return date.date
    year, month = _known_year(date), int(date.iso[5:] or "12")
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def first_day(date: PartialDate) -> dt.date:
    """Return the first day a partial date can mean: 2012 is 1 January 2012."""
    return date.date or dt.date(_known_year(date), int(date.iso[5:] or "1"), 1)


def _known_year(date: PartialDate) -> int:
    """Return the year, or the first of the calendar for 0000, which older plans may hold."""
    return max(date.year, dt.MINYEAR)


def obligations_of(document: PlanDocument, article: Article) -> tuple[Obligation, ...]:
    """Return the obligations under *article*; Article 4 can have two and more."""
    return tuple(
        one
        for one in document.of(Obligation)
        if one.duty is not None and one.duty.article is article
    )


def was_over(obligation: Obligation, starting: dt.date | None) -> bool:
    """Whether the obligation was completed before work that begins on *starting*."""
    if obligation.completed_on is None:
        return obligation.status in DONE
    return starting is not None and last_day(obligation.completed_on) < starting


def is_over(obligation: Obligation, today: dt.date) -> bool:
    """Whether the obligation is completed *today*; in which month is often not on record.

    The day on which it was completed says so, also where its status was left open.
    """
    done = obligation.completed_on
    return obligation.status in DONE if done is None else first_day(done) <= today


def status_today(obligation: Obligation, today: dt.date) -> ObligationStatus | None:
    """Return the status of the obligation: completed where it is, whatever was left in the field.

    Article 5 has no end, so that no day completes it.
    """
    over = obligation.duty is not Duty.ARTICLE_5 and is_over(obligation, today)
    return (
        ObligationStatus.COMPLETED if over and obligation.status not in DONE else obligation.status
    )


def deadline_today(document: PlanDocument, article: Article, today: dt.date) -> dt.date | None:
    """Return the deadline under *article* that ends first of those not completed today."""
    running = (
        running_deadline(document, one)
        for one in obligations_of(document, article)
        if not is_over(one, today)
    )
    return min((one for one in running if one is not None), default=None)


def binding_obligation(
    document: PlanDocument, article: Article, starting: dt.date | None
) -> Obligation | None:
    """Return the obligation of *article* whose deadline binds work that begins on *starting*.

    It is the one that ends first among those not completed before the work begins.
    """
    running = [
        (deadline, n, obligation)
        for n, obligation in enumerate(obligations_of(document, article))
        if not was_over(obligation, starting)
        and (deadline := running_deadline(document, obligation)) is not None
    ]
    return min(running, key=lambda one: one[:2])[2] if running else None


def deadline_for(
    document: PlanDocument, article: Article, starting: dt.date | None
) -> dt.date | None:
    """Return the running deadline that binds work under *article*, or None when none does."""
    obligation = binding_obligation(document, article, starting)
    return None if obligation is None else running_deadline(document, obligation)


def missed_deadline(
    document: PlanDocument, article: Article | None, period: Period | None
) -> dt.date | None:
    """Return the deadline that binds work under *article* and that it ends after, or None."""
    if article is None or period is None or period.end is None:
        return None
    deadline = deadline_for(document, article, period.start)
    return deadline if deadline is not None and period.end > deadline else None
