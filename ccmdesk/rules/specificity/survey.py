"""Criteria 13, 17 and 18: data told apart, survey before clearance, the low-cost option."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from ccmdesk.model.activity import Activity, ActivityType
from ccmdesk.model.area import AreaKind, HazardousArea
from ccmdesk.model.ids import HazardousAreaId
from ccmdesk.model.plan import Plan
from ccmdesk.model.state import Article
from ccmdesk.model.words import N_
from ccmdesk.rules.land import known_positions
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
from ccmdesk.rules.stock import held

SPLIT = Criterion(
    number=13,
    title=N_("Suspected apart from confirmed, remnants apart from mines"),
    basis=N_("Article 7.1 (h); practice of those who review requests"),
)
SURVEY = Criterion(
    number=17,
    title=N_("Survey before clearance"),
    basis=N_("Article 4.2 (a); review of the Vientiane Action Plan, paragraph 12"),
)
LOW_COST = Criterion(
    number=18,
    title=N_("Low-cost option for a small stockpile"),
    basis=N_("Review of the Vientiane Action Plan, paragraph 12"),
    asks=True,
)
SMALL_STOCK = 1_000
"""Cluster munitions; below it the question is asked (a default of this program)."""

SURVEYS = frozenset({ActivityType.NON_TECHNICAL_SURVEY, ActivityType.TECHNICAL_SURVEY})
DESTROYING = frozenset({ActivityType.STOCKPILE_DESTRUCTION, ActivityType.OTHER, None})


def split(plan: Plan, case: Case) -> Verdict:
    """Criterion 13: figures split in the records, the way they are split told, with evidence."""
    served = {activity.article for activity in case.activities_of(plan)}
    if Article.CLEARANCE not in {*plan.articles, *served}:
        return not_applicable("data_split", N_("The plan does not serve Article 4."))
    in_records, backed = _split_in_records(case)
    if not in_records and not plan.data_split:
        says = N_("Suspected and confirmed land, or remnants and mines, are one figure.")
        todo = N_("Record the areas by kind, and say how the data are kept apart.")
        return missing("data_split", says, todo=todo)
    if not (in_records and backed and plan.data_split):
        says = N_("The data are told apart, but not in records with evidence.")
        todo = N_("Record evidence or sources of the areas, and say how the data are kept apart.")
        return present("data_split", says, todo=todo)
    return sourced("data_split")


def survey(plan: Plan, case: Case) -> Verdict:
    """Criterion 17: land that is only suspected is surveyed before it is cleared."""
    activities = case.activities_of(plan)
    clearance = [one for one in activities if one.type is ActivityType.CLEARANCE]
    if not clearance:
        return not_applicable("activity", N_("No clearance is planned."))
    on_suspected = [one for one in clearance if not _only_confirmed(one, case)]
    if not on_suspected:
        return not_applicable("activity", N_("Clearance is planned on confirmed land only."))
    surveys = [one for one in activities if one.type in SURVEYS]
    if not surveys:
        says = N_(
            "Clearance is planned on land that may only be suspected, without a survey:"
            " {activities}."
        )
        todo = N_("Plan a survey first, or link confirmed areas.")
        found = missing("areas", says, todo=todo, activities=called(on_suspected))
        return at_first(on_suspected, found)
    ends = _first_ends(surveys)
    early = [work for work in on_suspected if not _starts_after(work, ends)]
    if not early:
        return sourced("activity")
    says = N_("A survey is planned, but clearance starts before any has ended: {activities}.")
    todo = N_("Let clearance start after the survey, or link the confirmed areas to it.")
    return at_first(early, present("period", says, todo=todo, activities=called(early)))


def low_cost(activity: Activity, case: Case) -> Verdict:
    """Criterion 18: for a small stock, a person says whether a simple method was considered."""
    if activity.article is not Article.STOCKPILES or activity.type not in DESTROYING:
        return not_applicable("low_cost_option", N_("Only stockpile destruction raises this."))
    stock = held(case.document)
    if stock is None:
        stock = None if activity.quantity is None else activity.quantity.amount
    if stock is None or stock >= SMALL_STOCK:
        says = N_("The stockpile is not small, or its size is not known.")
        return not_applicable("low_cost_option", says)
    if not activity.low_cost_option:
        says = N_("Was a low-cost method considered for this small stockpile?")
        return missing("low_cost_option", says, todo=N_("Answer the question."))
    if activity.method is None:
        says = N_("The method that was chosen is not named.")
        return present("method", says, todo=N_("Choose the destruction method."))
    return sourced("low_cost_option")


def _split_in_records(case: Case) -> tuple[bool, bool]:
    """Return whether the records tell suspected from confirmed, and whether evidence backs it."""
    areas = case.document.of(HazardousArea)
    if areas:
        known = all(area.kind is not None for area in areas)
        return known, known and all(area.evidence is not None for area in areas)
    latest = known_positions(case.document)[-1:]
    known = any(None not in {one.suspected_m2, one.confirmed_m2} for one in latest)
    names = ("suspected_m2", "confirmed_m2")
    return known, known and all(one.notes[name].source for one in latest for name in names)


def _only_confirmed(activity: Activity, case: Case) -> bool:
    """Whether the activity is linked to areas and all of them are confirmed."""
    areas = [case.document.get(HazardousArea, area) for area in activity.areas]
    return bool(areas) and all(
        area is not None and area.kind is AreaKind.CONFIRMED for area in areas
    )


def _first_ends(surveys: Iterable[Activity]) -> Mapping[HazardousAreaId | None, dt.date]:
    """Return the first day on which a survey of each area ends; None for those that name none."""
    ends: dict[HazardousAreaId | None, dt.date] = {}
    for survey in surveys:
        end = None if survey.period is None else survey.period.end
        if end is not None:
            for area in survey.areas or (None,):
                ends[area] = min(end, ends.get(area, end))
    return ends


def _starts_after(work: Activity, ends: Mapping[HazardousAreaId | None, dt.date]) -> bool:
    """Whether a survey ends before *work* starts; where both name areas, they must share one."""
    start = None if work.period is None else work.period.start
    of_work = (None, *work.areas) if work.areas else tuple(ends)
    return start is not None and any(ends[area] < start for area in of_work if area in ends)
