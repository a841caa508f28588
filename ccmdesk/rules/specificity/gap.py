"""Criteria 7 and 8: means available apart from means required, and the gap between them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

from ccmdesk.model.activity import Activity
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.plan import Plan
from ccmdesk.model.words import N_
from ccmdesk.rules.asking import goes_on
from ccmdesk.rules.finding import Reached
from ccmdesk.rules.funding import Amounts
from ccmdesk.rules.funding_totals import amount_of
from ccmdesk.rules.other_currencies import ABROAD
from ccmdesk.rules.rule import called
from ccmdesk.rules.specificity.criterion import (
    Case,
    Criterion,
    Verdict,
    at_first,
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
NOT_TOGETHER = N_("The gap cannot be computed: some years or another currency do not fit together.")
_STATE_BOTH = N_("Enter what is needed, and what the State and its partners give.")


def means(activity: Activity, case: Case) -> Verdict:
    """Criterion 7: both figures are stated, each with a source."""
    total = case.funding[activity.id].total
    if total.needed is None or not _means_stated(total):
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
    if set(reached.values()) == {Reached.MISSING}:
        says = N_("The plan does not tell what is available from what is needed.")
        return missing("activity", says, todo=_STATE_BOTH)
    weak = _with(reached, Reached.MISSING, Reached.PRESENT, case=case)
    if weak:
        says = N_("Available and needed means are not stated with sources for {activities}.")
        todo = N_("Complete the budget of these activities.")
        return at_first(weak, present("budget_line", says, todo=todo, activities=called(weak)))
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
    unknown = _with(reached, Reached.MISSING, case=case)
    if unknown:
        says = N_(
            "The gap of the plan is not known, because too little is stated for {activities}."
        )
        todo = N_("Complete the budget of these activities.")
        return at_first(
            unknown, missing("budget_line", says, todo=todo, activities=called(unknown))
        )
    undated = _with(reached, Reached.PRESENT, case=case)
    if undated:
        says = N_("The gap is known in total, not for each year, for {activities}.")
        todo = N_("Enter all three amounts for each year.")
        return at_first(
            undated, present("budget_line", says, todo=todo, activities=called(undated))
        )
    return sourced("activity")


def _reached(
    plan: Plan, case: Case, criterion: Callable[[Activity, Case], Verdict]
) -> dict[UUID, Reached | None]:
    """Return how far each activity of the plan meets the criterion, in their order.

    The money of what is over is no part of the plan's, unless all of it is over.
    """
    every = case.activities_of(plan)
    counted = [one for one in every if goes_on(one)] or every
    return {one.id: criterion(one, case).reached for one in counted}


def _with(
    reached: Mapping[UUID, Reached | None], *levels: Reached, case: Case
) -> tuple[Activity, ...]:
    """Return the activities that reach only one of these levels."""
    found = (case.document.get(Activity, one) for one, level in reached.items() if level in levels)
    return tuple(one for one in found if one is not None)


def _means_stated(total: Amounts) -> bool:
    """Whether the State or others say what they give, in whatever currency."""
    return _states(total, (BudgetRole.NATIONAL, *ABROAD))


def _states(total: Amounts, roles: Collection[BudgetRole]) -> bool:
    own = any(amount_of(total, role) is not None for role in roles)
    return own or any(one.role in roles for one in total.others)


def _reason(total: Amounts) -> str:
    if total.needed is None:
        return N_("The gap cannot be computed: what is needed is not stated.")
    if not _states(total, (BudgetRole.NATIONAL,)):
        return N_("The gap cannot be computed: the national contribution is not stated.")
    if not _states(total, ABROAD):
        return N_("The gap cannot be computed: what partners have pledged is not stated.")
    return NOT_TOGETHER


def _has_sources(activity: Activity, case: Case) -> bool:
    lines = case.document.children(BudgetLine, "activity", activity.id)
    return all(line.notes["amount"].source for line in lines if line.amount is not None)
