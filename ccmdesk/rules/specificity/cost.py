"""Criteria 6, 9, 11 and 16: cost per year, national share, several years, cost per unit."""

from __future__ import annotations

from ccmdesk.model.activity import Activity
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.values import Money
from ccmdesk.model.words import N_
from ccmdesk.rules.specificity.criterion import (
    Case,
    Criterion,
    Verdict,
    is_masked,
    missing,
    not_applicable,
    present,
    price_of,
    sourced,
)

YEARLY = Criterion(
    number=6,
    title=N_("Cost per year"),
    basis=N_("Article 5.2 (c); Lausanne Action Plan"),
)
NATIONAL = Criterion(number=9, title=N_("National share"), basis=N_("Article 7.1 (m)"))
SEVERAL = Criterion(
    number=11,
    title=N_("Several budget years"),
    basis=N_("Lausanne Action Plan; review of the Vientiane Action Plan, paragraph 10"),
)
UNIT_COST = Criterion(
    number=16,
    title=N_("Cost per unit within the usual range"),
    basis=N_("Article 3.4 (f)"),
    excusable=True,
)
FEWEST_PRICES = 3
"""Fewer sourced costs of the same work make no range."""


def yearly(activity: Activity, case: Case) -> Verdict:
    """Criterion 6: an amount for each active year; a lump sum for nothing in particular is none."""
    funding = case.funding[activity.id]
    years = set(() if activity.period is None else activity.period.years)
    stated = {
        year for year, amounts in funding.by_year if year is not None and amounts.needed is not None
    }
    if years and years <= stated:
        return sourced("budget_line")
    priced = activity.unit_cost is not None or is_masked(activity, "unit_cost")
    if stated or (funding.total.needed is not None and priced):
        says = N_("The cost is given as a total, not for each year of the activity.")
        return present("budget_line", says, todo=N_("Enter what is needed in each year."))
    says = (
        N_("The activity has no cost.")
        if funding.total.needed is None
        else N_("The cost is a lump sum without years and without a cost per unit.")
    )
    return missing("cost", says, todo=N_("Enter the cost per unit and what is needed each year."))


def national(activity: Activity, case: Case) -> Verdict:
    """Criterion 9: the national share, zero allowed, and the budget it comes from."""
    lines = [
        line
        for line in case.document.children(BudgetLine, "activity", activity.id)
        if line.role is BudgetRole.NATIONAL and line.amount is not None
    ]
    if not lines:
        says = N_("The national contribution is not stated.")
        todo = N_("Enter what the State pays itself; zero is an answer.")
        return missing("budget_line", says, todo=todo)
    paying = [line for line in lines if line.amount is not None and line.amount.minor]
    if all(line.funder or line.organisation for line in paying):
        return sourced("budget_line")
    says = N_("The national contribution does not name the budget it comes from.")
    return present("budget_line", says, todo=N_("Name the budget."))


def several(activity: Activity, case: Case) -> Verdict:
    """Criterion 11: two or more budget years, or a reason for one, and an agreement on record."""
    funding = case.funding[activity.id]
    years = [year for year, amounts in funding.by_year if year is not None and amounts.needed]
    if len(years) < 2 and not activity.single_year_reason:
        says = N_("The budget does not cover two years or more.")
        todo = N_("Plan for several years, or say why one year is enough.")
        return missing("single_year_reason", says, todo=todo)
    lines = case.document.children(BudgetLine, "activity", activity.id)
    if not any(line.agreement for line in lines):
        says = N_("No agreement backs the budget.")
        todo = N_("Link the agreement with the partner, once there is one.")
        return present("budget_line", says, todo=todo)
    return sourced("budget_line")


def unit_cost(activity: Activity, case: Case) -> Verdict:
    """Criterion 16: the cost per unit lies within what the same work cost elsewhere in the plan."""
    price, cost = price_of(activity), activity.unit_cost
    if is_masked(activity, "unit_cost"):
        return sourced("unit_cost")
    if cost is None:
        says = N_("The cost per unit is not given.")
        return missing("unit_cost", says, todo=N_("Enter what one unit of the output costs."))
    known = () if price is None else case.unit_costs.get(price, ())
    others = len(known) - bool(price is not None and activity.notes["unit_cost"].source)
    if others < FEWEST_PRICES:
        says = N_("Too few sourced costs of the same work are on record to compare with.")
        return not_applicable("unit_cost", says)
    # Its own cost is not compared with itself, so the second of each end may be the outermost.
    ends = [minor for minor, other in (*known[:2], *known[-2:]) if other != activity.id]
    if ends[0] <= cost.minor <= ends[-1]:
        return sourced("unit_cost")
    least, most = Money(ends[0], cost.currency), Money(ends[-1], cost.currency)
    if activity.unit_cost_note:
        says = N_("The cost per unit lies outside {least} to {most}; this is explained.")
        todo = N_("Name a source for the explanation.")
        return present("unit_cost_note", says, todo=todo, least=least, most=most)
    says = N_("The cost per unit lies outside {least} to {most}.")
    todo = N_("Correct the cost per unit, or explain it.")
    return missing("unit_cost_note", says, todo=todo, least=least, most=most)
