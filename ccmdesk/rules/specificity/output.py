"""Criteria 5, 12, 15 and 20: quantity, baseline, milestones, indicator."""

from __future__ import annotations

from collections.abc import Sequence

from ccmdesk.model.activity import Activity, Milestone
from ccmdesk.model.indicator import Indicator
from ccmdesk.model.need import Need
from ccmdesk.model.words import N_
from ccmdesk.rules.specificity.criterion import (
    Case,
    Criterion,
    Verdict,
    is_masked,
    missing,
    present,
    sourced,
)

QUANTITY = Criterion(
    number=5,
    title=N_("Quantity and unit"),
    basis=N_("Article 7.1 (i); review of the Vientiane Action Plan, paragraph 10"),
)
BASELINE = Criterion(
    number=12, title=N_("Baseline with date and method"), basis=N_("Articles 4.2 (a) and 4.6 (d)")
)
MILESTONES = Criterion(
    number=15, title=N_("Milestones per year"), basis=N_("Articles 3.4 (f) and 4.6 (f)")
)
INDICATOR = Criterion(
    number=20,
    title=N_("Indicator and verification"),
    basis=N_("Review of the Vientiane Action Plan, paragraph 10"),
)


def quantity(activity: Activity, case: Case) -> Verdict:
    """Criterion 5: quantity and unit, tied to an area, a needs assessment or a source."""
    if not _has_quantity(activity):
        says = N_("The activity has no quantity or no unit.")
        return missing("quantity", says, todo=N_("Say how much is to be produced, and of what."))
    needs = case.document.children(Need, "activity", activity.id)
    tied = activity.areas or any(need.assessment for need in needs)
    if not tied and not activity.notes["quantity"].source:
        says = N_("The quantity is not tied to areas, to an assessment or to a source.")
        todo = N_("Link the areas or the assessment it comes from, or name its source.")
        return present("quantity", says, todo=todo)
    return sourced("quantity")


def baseline(activity: Activity, case: Case) -> Verdict:
    """Criterion 12: the best baseline among the indicators: value, date, method, source."""
    found = [
        one
        for one in case.document.children(Indicator, "activity", activity.id)
        if (one.baseline or one.baseline_value) and one.baseline_date
    ]
    if not found:
        says = N_("No baseline with its date is given.")
        todo = N_("Say how things stand before the work starts, and as of when.")
        return missing("indicator", says, todo=todo)
    if any(one.baseline_method and _baseline_source(one) for one in found):
        return sourced("indicator")
    says = N_("The baseline has no method or no source.")
    return present("indicator", says, todo=N_("Say how it was found, and name its source."))


def milestones(activity: Activity, case: Case) -> Verdict:
    """Criterion 15: a milestone for every active year; together they are the target."""
    found = [
        one
        for one in case.document.children(Milestone, "activity", activity.id)
        if _is_stated(one, "planned", amount=one.planned)
    ]
    if not found:
        says = N_("The activity has no yearly milestones.")
        return missing("milestone", says, todo=N_("Say what is to be produced in each year."))
    total = sum(one.planned or 0 for one in found)
    years = () if activity.period is None else activity.period.years
    if not _come_to_target(found, activity):
        says = N_("The milestones add up to {total}, which is not the quantity of the activity.")
        todo = N_("Correct the milestones or the quantity.")
        return present("milestone", says, todo=todo, total=total)
    if not set(years) <= {one.year for one in found}:
        says = N_("Some years of the activity have no milestone.")
        return present("milestone", says, todo=N_("Give each year a milestone; zero is one."))
    return sourced("milestone")


def indicator(activity: Activity, case: Case) -> Verdict:
    """Criterion 20: an indicator, how it is verified, and when it is looked at next."""
    found = [one for one in case.document.children(Indicator, "activity", activity.id) if one.title]
    if not found:
        says = N_("The activity has no indicator.")
        return missing("indicator", says, todo=N_("Say what will be counted or observed."))
    if any(one.verification and one.monitoring_date for one in found):
        return sourced("indicator")
    says = N_("The indicator has no means of verification or no monitoring date.")
    return present("indicator", says, todo=N_("Say how and when it will be verified."))


def _has_quantity(activity: Activity) -> bool:
    stated = activity.quantity
    if stated is None or not stated.unit:
        return False
    return _is_stated(activity, "quantity", amount=stated.amount)


def _come_to_target(found: Sequence[Milestone], activity: Activity) -> bool:
    """Whether the milestones add up to the quantity; what is masked is not held against them."""
    if is_masked(activity, "quantity") or any(is_masked(one, "planned") for one in found):
        return True
    target = None if activity.quantity is None else activity.quantity.amount
    return target is not None and sum(one.planned or 0 for one in found) == target


def _is_stated(record: Activity | Milestone, field: str, *, amount: int | None) -> bool:
    return amount is not None or is_masked(record, field)


def _baseline_source(one: Indicator) -> str:
    return one.notes["baseline"].source or one.notes["baseline_value"].source
