"""Budget lines that do not add up to the cost they belong to."""

from __future__ import annotations

from collections.abc import Iterator

from ccmdesk.model.activity import Activity
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.values import Money
from ccmdesk.model.words import N_
from ccmdesk.rules.finding import Finding
from ccmdesk.rules.funding import ActivityFunding, funding_of
from ccmdesk.rules.rule import Rule, explained, sentence

COST = Rule(
    name="budget-cost",
    field="cost",
    todo=N_("Correct the total cost or the budget lines, or write a remark why they differ."),
    basis=N_("Article 6.11 (b)"),
)
PRODUCT = Rule(
    name="budget-unit-cost",
    field="unit_cost",
    todo=N_("Correct quantity, cost per unit or total, or explain the cost per unit."),
    basis=N_("Review of the Vientiane Action Plan, paragraph 12"),
)
SURPLUS = Rule(
    name="budget-surplus",
    field="cost",
    todo=N_("Correct the contributions, or use the surplus for another activity."),
    basis=N_("Article 6.11 (b)"),
)
CURRENCY = Rule(
    name="budget-currency",
    field="budget_line",
    todo=N_("State need and contributions in one currency, so that the gap can be computed."),
    basis=N_("Article 6.11 (b)"),
)


def money_findings(document: PlanDocument) -> Iterator[Finding]:
    """Yield sums that differ; a remark on the field or the explanation there silences them."""
    for activity in document.of(Activity):
        yield from _cost(document, activity)
        funding = funding_of(document, activity)
        yield from _product(funding)
        yield from _surplus(funding)
        yield from _currency(document, activity)


def _cost(document: PlanDocument, activity: Activity) -> Iterator[Finding]:
    if activity.cost is None or explained(activity, "cost"):
        return
    needed = _needed(document, activity, activity.cost)
    if needed is not None and needed != activity.cost.minor:
        says = sentence(
            N_("The budget lines add up to {lines}, but the total cost is {cost}."),
            lines=Money(needed, activity.cost.currency),
            cost=activity.cost,
        )
        yield COST.about(activity, says)


def _needed(document: PlanDocument, activity: Activity, cost: Money) -> int | None:
    """Return the sum of the yearly lines of what is needed, else of those without a year."""
    lines = [
        line
        for line in document.children(BudgetLine, "activity", activity.id)
        if line.role is BudgetRole.NEEDED
        and line.amount is not None
        and line.amount.currency == cost.currency
    ]
    yearly = [line for line in lines if line.year is not None] or lines
    return sum(line.amount.minor for line in yearly if line.amount) if yearly else None


def _product(funding: ActivityFunding) -> Iterator[Finding]:
    activity = funding.activity
    unit, quantity = activity.unit_cost, activity.quantity
    if unit is None or quantity is None or quantity.amount is None:
        return
    needed, product = funding.total.needed, unit.minor * quantity.amount
    told = bool(activity.unit_cost_note) or explained(activity, "unit_cost")
    if funding.currency == unit.currency and needed is not None and needed != product and not told:
        says = sentence(
            N_("Quantity times cost per unit gives {product}, but {needed} are needed."),
            product=Money(product, unit.currency),
            needed=Money(needed, unit.currency),
        )
        yield PRODUCT.about(activity, says)


def _surplus(funding: ActivityFunding) -> Iterator[Finding]:
    activity, gap = funding.activity, funding.total.gap
    if gap is not None and gap < 0 and funding.currency is not None:
        if explained(activity, "cost"):
            return
        says = sentence(
            N_("The contributions exceed what is needed by {surplus}."),
            surplus=Money(-gap, funding.currency),
        )
        yield SURPLUS.about(activity, says)


def _currency(document: PlanDocument, activity: Activity) -> Iterator[Finding]:
    currencies = {
        line.amount.currency
        for line in document.children(BudgetLine, "activity", activity.id)
        if line.amount is not None and line.amount.minor
    }
    currencies |= set() if activity.cost is None else {activity.cost.currency}
    if len(currencies) > 1:
        says = N_("The activity has amounts in more than one currency; they are not added up.")
        yield CURRENCY.about(activity, sentence(says))
