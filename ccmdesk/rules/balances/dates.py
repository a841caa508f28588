"""Parts of the plan that lie outside what they belong to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ccmdesk.model.activity import Activity, Milestone
from ccmdesk.model.budget import BudgetLine
from ccmdesk.model.cooperation import Agreement, AssistanceFlow
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.facts import Record
from ccmdesk.model.need import Need
from ccmdesk.model.plan import Objective, Plan
from ccmdesk.model.values import Period
from ccmdesk.model.words import N_
from ccmdesk.rules.approvals import is_approved
from ccmdesk.rules.finding import Finding
from ccmdesk.rules.rule import Rule, explained, sentence

_MOVE = N_("Correct the dates of one of the two, or write why they differ.")
_TIME_FRAMES = N_("Article 6.11 (c)")
OBJECTIVE = Rule(name="objective-outside-plan", field="period", todo=_MOVE, basis=_TIME_FRAMES)
ACTIVITY = Rule(name="activity-outside-objective", field="period", todo=_MOVE, basis=_TIME_FRAMES)
NEED = Rule(name="need-outside-activity", field="period", todo=_MOVE, basis=_TIME_FRAMES)
MILESTONE = Rule(name="milestone-outside-activity", field="year", todo=_MOVE, basis=_TIME_FRAMES)
BUDGET = Rule(name="budget-outside-activity", field="year", todo=_MOVE, basis=_TIME_FRAMES)
FLOW = Rule(name="flow-outside-agreement", field="year", todo=_MOVE, basis=N_("Article 6.12"))
ORDER = Rule(
    name="activity-order",
    field="after",
    todo=N_("Move one of the two activities, or drop the dependence."),
    basis=_TIME_FRAMES,
)
OBJECTIVES = Rule(
    name="plan-objectives",
    field="status",
    todo=N_("Add at least one objective with a target."),
    basis=N_("Review of the Vientiane Action Plan, paragraph 1"),
)


def date_findings(document: PlanDocument) -> Iterator[Finding]:
    """Yield parts outside their parents, activities out of order, plans without objectives."""
    yield from _plans(document)
    for objective in document.of(Objective):
        plan = document.get(Plan, objective.plan)
        if plan is not None and _outside(objective.period, plan.period):
            says = N_("The objective lies outside the dates of the plan.")
            yield from _told(OBJECTIVE, objective, says)
    for activity in document.of(Activity):
        yield from _activity(document, activity)
    for need in document.of(Need):
        parent = document.get(Activity, need.activity)
        if parent is not None and _outside(need.period, parent.period):
            yield from _told(NEED, need, N_("The need lies outside the dates of its activity."))
    yield from _flows(document)


def _plans(document: PlanDocument) -> Iterator[Finding]:
    for plan in document.of(Plan):
        if is_approved(plan) and not document.children(Objective, "plan", plan.id):
            says = N_("The plan is approved but has no objective.")
            yield OBJECTIVES.about(plan, sentence(says))


def _activity(document: PlanDocument, activity: Activity) -> Iterator[Finding]:
    objective = document.get(Objective, activity.objective)
    if objective is not None and _outside(activity.period, objective.period):
        says = N_("The activity lies outside the dates of its objective.")
        yield from _told(ACTIVITY, activity, says)
    for before in activity.after:
        first = document.get(Activity, before)
        if first is not None and _starts_too_early(activity.period, first.period):
            says = N_("The activity starts before the one it waits for has ended.")
            yield ORDER.about(activity, sentence(says))
            break
    for milestone in document.children(Milestone, "activity", activity.id):
        if _year_outside(milestone.year, activity.period):
            says = N_("The milestone lies outside the dates of its activity.")
            yield from _told(MILESTONE, milestone, says)
    for line in document.children(BudgetLine, "activity", activity.id):
        amount = 0 if line.amount is None else line.amount.minor
        if amount and _year_outside(line.year, activity.period):
            says = N_("The budget line lies outside the dates of its activity.")
            yield from _told(BUDGET, line, says)


def _flows(document: PlanDocument) -> Iterator[Finding]:
    for flow in document.of(AssistanceFlow):
        agreement = document.get(Agreement, flow.agreement)
        if agreement is not None and _year_outside(flow.year, agreement.period):
            yield from _told(FLOW, flow, N_("The year lies outside the dates of the agreement."))


def _told(rule: Rule, record: Record, says: str) -> Iterator[Finding]:
    note = isinstance(record, Activity) and bool(record.deadline_note)
    if not note and not explained(record, rule.field):
        yield rule.about(record, sentence(says))


def _outside(child: Period | None, parent: Period | None) -> bool:
    """Whether a date of *child* lies before the start or after the end of *parent*."""
    if child is None or parent is None:
        return False
    return any(
        _before(day, parent.start) or _before(parent.end, day) for day in (child.start, child.end)
    )


def _before(day: dt.date | None, other: dt.date | None) -> bool:
    return day is not None and other is not None and day < other


def _starts_too_early(period: Period | None, first: Period | None) -> bool:
    return (period is not None and first is not None and first.end is not None) and _before(
        period.start, first.end
    )


def _year_outside(year: int | None, parent: Period | None) -> bool:
    if year is None or parent is None:
        return False
    early = parent.start is not None and year < parent.start.year
    return early or (parent.end is not None and year > parent.end.year)
