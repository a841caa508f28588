"""Criteria 7 and 8: means available apart from means required, and the gap between them."""

from __future__ import annotations

from collections.abc import Callable

from ccmdesk.model.activity import Activity
from ccmdesk.model.budget import BudgetLine
from ccmdesk.model.plan import Plan
from ccmdesk.model.words import N_
from ccmdesk.rules.finding import Reached
from ccmdesk.rules.funding import Amounts
from ccmdesk.rules.specificity.criterion import (
    Case,
    Criterion,
    Verdict,
    missing,
    not_applicable,
    present,
    sourced,
)

MEANS = Criterion(
    number=7, title=N_("Means available and required"), basis=N_("Articles 3.4 and 4.6 (b)")
)
GAP = Criterion(
    number=8,
    title=N_("Funding gap per year"),
    basis=N_("Review of the Vientiane Action Plan, paragraphs 10 and 13"),
)
_STATE_BOTH = N_("Enter what is needed, and what the State and its partners give.")


def means(activity: Activity, case: Case) -> Verdict:
    """Criterion 7: both figures are stated, each with a source."""
    total = case.funding[activity.id].total
    if total.needed is None or (total.national is None and total.external is None):
        says = N_("What is available is not told apart from what is needed.")
        return missing("budget_line", says, todo=_STATE_BOTH)
    if not _has_sources(activity, case):
        says = N_("The amounts have no source.")
        return present("budget_line", says, todo=N_("Name the source of each amount."))
    return sourced("budget_line")


def means_of_plan(plan: Plan, case: Case) -> Verdict:
    """Criterion 7 for a plan: met as far as by its activities."""
    reached = _reached(plan, case, means)
    if not reached:
        return not_applicable("activity", N_("The plan has no activities yet."))
    if reached == {Reached.MISSING}:
        says = N_("The plan does not tell what is available from what is needed.")
        return missing("activity", says, todo=_STATE_BOTH)
    if reached != {Reached.SOURCED}:
        says = N_("For some activities, available and needed means are not stated with sources.")
        return present("activity", says, todo=N_("Complete the budget of these activities."))
    return sourced("activity")


def gap(activity: Activity, case: Case) -> Verdict:
    """Criterion 8: needed less national less pledged can be computed, for every year."""
    funding = case.funding[activity.id]
    if funding.total.gap is None:
        todo = N_("Enter need, national contribution and pledges; zero is an answer.")
        return missing("budget_line", _reason(funding.total), todo=todo)
    if not funding.yearly:
        says = N_("The gap is known for the whole activity, not for each of its years.")
        return present("budget_line", says, todo=N_("Enter all three amounts for each year."))
    return sourced("budget_line")


def gap_of_plan(plan: Plan, case: Case) -> Verdict:
    """Criterion 8 for a plan: one activity whose gap is not known leaves that of the plan open."""
    reached = _reached(plan, case, gap)
    if not reached:
        return not_applicable("activity", N_("The plan has no activities yet."))
    if Reached.MISSING in reached:
        unknown = [
            one for one in case.activities_of(plan) if case.funding[one.id].total.gap is None
        ]
        says = N_(
            "The gap of the plan is not known. Activities that state too little: "
            "{unknown} of {all}."
        )
        todo = N_("Complete the budget of these activities.")
        counts = {"unknown": len(unknown), "all": len(case.activities_of(plan))}
        return missing("activity", says, todo=todo, **counts)
    if Reached.PRESENT in reached:
        says = N_("The gap of the plan is known in total, not for each year.")
        return present("activity", says, todo=N_("Enter all three amounts for each year."))
    return sourced("activity")


def _reached(
    plan: Plan, case: Case, criterion: Callable[[Activity, Case], Verdict]
) -> set[Reached | None]:
    return {criterion(activity, case).reached for activity in case.activities_of(plan)}


def _reason(total: Amounts) -> str:
    if total.needed is None:
        return N_("The gap cannot be computed: what is needed is not stated.")
    if total.national is None:
        return N_("The gap cannot be computed: the national contribution is not stated.")
    if total.external is None:
        return N_("The gap cannot be computed: what partners have pledged is not stated.")
    return N_("The gap cannot be computed: some years or another currency do not fit together.")


def _has_sources(activity: Activity, case: Case) -> bool:
    lines = case.document.children(BudgetLine, "activity", activity.id)
    return all(line.notes["amount"].source for line in lines if line.amount is not None)
