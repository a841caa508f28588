"""Criteria 21, 22 and 23: people by sex and age, assessed needs, a national framework."""

from __future__ import annotations

from ccmdesk.model.activity import Activity, ActivityType
from ccmdesk.model.plan import Plan
from ccmdesk.model.state import Article
from ccmdesk.model.victims import NeedsAssessment
from ccmdesk.model.words import N_
from ccmdesk.rules.specificity.criterion import (
    Case,
    Criterion,
    Verdict,
    is_masked,
    missing,
    not_applicable,
    present,
    sourced,
)

PEOPLE = Criterion(
    number=21,
    title=N_("People by sex and age"),
    basis=N_("Articles 5.1 and 6.7; review of the Vientiane Action Plan, paragraph 14"),
    excusable=True,
)
ASSESSMENT = Criterion(
    number=22, title=N_("Needs assessed, victims consulted"), basis=N_("Article 5.2 (a) and (f)")
)
FRAMEWORK = Criterion(
    number=23,
    title=N_("National framework for victim assistance"),
    basis=N_("Article 5.2 (c); review of the Vientiane Action Plan, paragraph 14"),
)
WITHOUT_PEOPLE = frozenset(
    {
        ActivityType.NON_TECHNICAL_SURVEY,
        ActivityType.TECHNICAL_SURVEY,
        ActivityType.DISPOSAL,
        ActivityType.MARKING,
        ActivityType.QUALITY,
        ActivityType.INFORMATION,
        ActivityType.EQUIPMENT,
        ActivityType.COMPLETION,
        ActivityType.VERIFICATION,
        ActivityType.STOCKPILE_DESTRUCTION,
        ActivityType.ADVICE,
        ActivityType.COORDINATION,
    }
)
"""Kinds of work that serve nobody directly, so that counting people makes no sense."""


def people(activity: Activity, _case: Case) -> Verdict:
    """Criterion 21: direct beneficiaries by sex and age, indirect ones apart, with a source."""
    if activity.type in WITHOUT_PEOPLE:
        return not_applicable("direct", N_("This kind of work has no direct beneficiaries."))
    if is_masked(activity, "direct"):
        return sourced("direct")
    if activity.direct is None or not activity.direct.is_split:
        says = N_("The people who benefit are not counted by sex and age.")
        todo = N_("Enter women, men, girls and boys; zero means none counted.")
        return missing("direct", says, todo=todo)
    apart = activity.indirect is not None or is_masked(activity, "indirect")
    if not apart or not activity.notes["direct"].source:
        says = N_("Indirect beneficiaries are not stated apart, or the counts have no source.")
        todo = N_("Enter indirect beneficiaries, and name the source of the counts.")
        return present("indirect", says, todo=todo)
    return sourced("direct")


def assessment(plan: Plan, case: Case) -> Verdict:
    """Criterion 22: a dated needs assessment, and victims were consulted; both with a source."""
    served = {activity.article for activity in case.activities_of(plan)}
    if Article.VICTIMS not in {*plan.articles, *served}:
        return not_applicable("needs_assessment", N_("The plan does not serve Article 5."))
    found = case.document.of(NeedsAssessment)
    dated = [one for one in found if one.assessed_on is not None]
    consulted = [one for one in found if one.consultation]
    if not dated and not consulted:
        says = N_("No dated needs assessment and no consultation of victims is recorded.")
        todo = N_("Record the latest assessment and how victims took part.")
        return missing("needs_assessment", says, todo=todo)
    if not dated or not consulted:
        says = N_("Either the needs assessment or the consultation of victims is not recorded.")
        return present("needs_assessment", says, todo=N_("Record the other of the two."))
    if not _with_source(dated) or not _with_source(consulted):
        says = N_("The needs assessment or the consultation has no source.")
        return present("needs_assessment", says, todo=N_("Name the source of the assessment."))
    return sourced("needs_assessment")


def framework(activity: Activity, _case: Case) -> Verdict:
    """Criterion 23: victim assistance inside a named framework, handed over, without an end."""
    if activity.article is not Article.VICTIMS:
        return not_applicable("framework", N_("Only victim assistance needs such a framework."))
    if not activity.framework:
        says = N_("The activity does not belong to a named national framework.")
        todo = N_("Name the disability, health, education or social policy it belongs to.")
        return missing("framework", says, todo=todo)
    if not activity.handover:
        says = N_("No national service is named that carries the work on.")
        return present("handover", says, todo=N_("Name the service, and from when."))
    return sourced("framework")


def _with_source(found: list[NeedsAssessment]) -> bool:
    return any(note.source for one in found for _, note in one.notes)
