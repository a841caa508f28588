"""Begins the Article 7 report for the next year from the last one."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from ccmdesk.actions.author import Author, new_id
from ccmdesk.db.query import ListQuery
from ccmdesk.db.store import Store
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.edition import TransparencyReport
from ccmdesk.model.ids import TransparencyReportId
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import NO_NOTES
from ccmdesk.model.words import N_


def begin_next_report(store: Store, *, author: Author) -> UUID:
    """Write the report for the year after the last one and return its id.

    Its texts and the forms that do not apply are taken over; which forms changed is left to be
    compared (Article 7.2: reports are annual, for the calendar year before).
    """
    last, year = _last(store)
    if year >= author.today.year:
        raise Problem(
            N_("The report for {year} cannot be begun before {year} has."), year=str(year + 1)
        )
    following = replace(
        last,
        id=TransparencyReportId(new_id()),
        year=year + 1,
        initial=False,
        submitted_on=None,
        unchanged_since=None,
        changed_forms="",
        notes=NO_NOTES,
    )
    store.apply(difference(None, following), author.stamp(StepKind.ADD))
    return UUID(bytes=following.id.bytes)


def _last(store: Store) -> tuple[TransparencyReport, int]:
    reports = store.records(TransparencyReport, store.ids(ListQuery(kind=TransparencyReport)))
    by_year = [(report, report.year) for report in reports if report.year is not None]
    if not by_year:
        raise Problem(
            N_("There is no report with a year to begin from. Enter the first report by hand.")
        )
    return max(by_year, key=lambda pair: pair[1])
