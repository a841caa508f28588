"""Criteria 3 and 4: the dates of an activity, inside the plan and before the deadline."""

from __future__ import annotations

import datetime as dt

from ccmdesk.model.activity import Activity
from ccmdesk.model.plan import Plan
from ccmdesk.model.state import Article
from ccmdesk.model.values import Period
from ccmdesk.model.words import N_
from ccmdesk.rules import deadlines
from ccmdesk.rules.approvals import is_approved
from ccmdesk.rules.specificity.criterion import (
    Case,
    Criterion,
    Verdict,
    missing,
    not_applicable,
    present,
    sourced,
)

DATES = Criterion(
    number=3,
    title=N_("Start and end"),
    basis=N_("Article 5.2 (c); review of the Vientiane Action Plan, paragraphs 7 and 9"),
)
DEADLINE = Criterion(
    number=4, title=N_("Inside plan and deadline"), basis=N_("Articles 3.2 and 4.1")
)


def dates(activity: Activity, case: Case) -> Verdict:
    """Criterion 3: start and end are given, in order, and inside an approved plan."""
    both = _both(activity.period)
    if both is None:
        says = N_("The activity has no start or no end date.")
        return missing("period", says, todo=N_("Enter the first and the last day."))
    if both[1] < both[0]:
        says = N_("The activity ends before it starts.")
        return missing("period", says, todo=N_("Correct the dates."))
    plan = case.plan_of(activity)
    if plan is None or not is_approved(plan) or not _inside(both, plan):
        says = N_("The dates are not inside an approved plan.")
        todo = N_("Have the plan approved, or move the activity into its dates.")
        return present("period", says, todo=todo)
    return sourced("period")


def deadline(activity: Activity, case: Case) -> Verdict:
    """Criterion 4: the activity ends inside the plan and not after the running deadline."""
    both = _both(activity.period)
    if both is None:
        return not_applicable("period", N_("Without dates there is nothing to compare."))
    late = _late(activity, case, both)
    if late is not None:
        return late
    plan = case.plan_of(activity)
    if plan is None or _both(plan.period) is None:
        says = N_("There are no dates of a plan to compare with.")
        return present("period", says, todo=N_("Enter the first and the last day of the plan."))
    return _backed(activity, case, both[0])


def _late(activity: Activity, case: Case, both: tuple[dt.date, dt.date]) -> Verdict | None:
    """Return what is said of dates outside the plan or after the deadline, or None."""
    plan, until = case.plan_of(activity), None
    if activity.article is not None:
        until = deadlines.deadline_for(case.document, activity.article, both[0])
    after = until is not None and both[1] > until
    if not after and (plan is None or _inside(both, plan)):
        return None
    if activity.deadline_note:
        says = N_("The dates lie outside the plan or after the deadline; this is explained.")
        todo = N_("Record the extension of the deadline, or plan the work within it.")
        return present("deadline_note", says, todo=todo)
    todo = N_("Move the end, or explain why the work goes on.")
    if after:
        says = N_("The activity ends on {end}, after the deadline, {deadline}.")
        return missing("deadline_note", says, todo=todo, end=both[1], deadline=until)
    says = N_("The activity lies outside the dates of the plan.")
    return missing("deadline_note", says, todo=todo)


def _backed(activity: Activity, case: Case, start: dt.date) -> Verdict:
    """Return whether the deadline the activity keeps to is on record and has a source."""
    article = activity.article
    if article is Article.VICTIMS:
        return sourced("period")
    duties = () if article is None else deadlines.obligations_of(case.document, article)
    if article is None or not duties:
        says = N_("No obligation with a deadline is recorded under the article.")
        return present("article", says, todo=N_("Record the obligation and its deadline."))
    if all(deadlines.was_over(obligation, start) for obligation in duties):
        return sourced("period")
    bound = deadlines.binding_obligation(case.document, article, start)
    if bound is None or not deadlines.deadline_source(case.document, bound):
        says = N_("The running deadline is not recorded or has no source.")
        return present("period", says, todo=N_("Name the source of the deadline."))
    return sourced("period")


def _both(period: Period | None) -> tuple[dt.date, dt.date] | None:
    if period is None or period.start is None or period.end is None:
        return None
    return period.start, period.end


def _inside(both: tuple[dt.date, dt.date], plan: Plan) -> bool:
    """Whether both days are within the plan; a plan without dates has no outside."""
    start = plan.period.start if plan.period is not None else None
    end = plan.period.end if plan.period is not None else None
    return (start is None or start <= both[0]) and (end is None or both[1] <= end)
