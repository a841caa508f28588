"""Criteria 24 and 25: the way to self-reliance, risks, what happens unfunded, and partners."""

from __future__ import annotations

from ccmdesk.model.plan import Plan
from ccmdesk.model.words import N_
from ccmdesk.rules.funding_totals import external_share_falls, totals
from ccmdesk.rules.specificity.criterion import (
    Case,
    Criterion,
    Verdict,
    missing,
    present,
    sourced,
)

TRANSITION = Criterion(
    number=24,
    title=N_("Transition to national support"),
    basis=N_("Review of the Vientiane Action Plan, paragraph 14"),
    asks=True,
)
RISKS = Criterion(
    number=25,
    title=N_("Risks, effect if unfunded, facilitation, partners"),
    basis=N_(
        "Articles 4.6 (g), 4.6 (h) and 6.10; review of the Vientiane Action Plan, paragraphs 9 to"
        " 11 and 15"
    ),
    asks=True,
)


def transition(plan: Plan, case: Case) -> Verdict:
    """Criterion 24: how support passes to national institutions, in words and in numbers."""
    if not plan.transition:
        says = N_("How will the national share rise and national capacity be built?")
        return missing("transition", says, todo=N_("Answer the question."))
    funding = [case.funding[activity.id] for activity in case.activities_of(plan)]
    found = totals(case.document, funding)
    if not found or not all(external_share_falls(one) for one in found):
        says = N_("The external share does not fall in the figures of the budget.")
        todo = N_("Plan a rising national share, or say why it cannot rise.")
        return present("transition", says, todo=todo)
    return sourced("transition")


def risks(plan: Plan, _case: Case) -> Verdict:
    """Criterion 25: four questions a partner asks before giving support."""
    answers = {
        "risks": plan.risks,
        "if_unfunded": plan.if_unfunded,
        "facilitation": plan.facilitation,
        "partners": plan.partners,
    }
    blank = [name for name, text in answers.items() if not text]
    if len(blank) > 2:
        says = N_("Risks, effect if unfunded, facilitation and partners are not described.")
        return missing(blank[0], says, todo=N_("Describe at least two of the four."))
    if blank:
        says = N_("Not all of risks, effect if unfunded, facilitation and partners are described.")
        return present(blank[0], says, todo=N_("Describe all four."))
    return sourced("risks")
