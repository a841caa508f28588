"""Criteria 1, 2 and 10: what a need serves, what it makes possible, which support it asks for."""

from __future__ import annotations

from ccmdesk.model.activity import Activity
from ccmdesk.model.need import Need
from ccmdesk.model.pack_rows import ModalityKind
from ccmdesk.model.packs import Packs
from ccmdesk.model.words import N_
from ccmdesk.rules.inherit import article_of
from ccmdesk.rules.specificity.criterion import (
    Case,
    Criterion,
    Verdict,
    missing,
    present,
    sourced,
)

ARTICLE = Criterion(
    number=1,
    title=N_("Article named"),
    basis=N_("Article 6.11; review of the Vientiane Action Plan, paragraphs 4 and 7"),
)
ACTIVITY = Criterion(
    number=2,
    title=N_("Need linked to an activity"),
    basis=N_("Review of the Vientiane Action Plan, paragraph 7"),
)
MODALITY = Criterion(
    number=10,
    title=N_("Kind of support"),
    basis=N_("Articles 6.2 to 6.9; review of the Vientiane Action Plan, paragraph 8"),
)


def asks_for_money_alone(need: Need, packs: Packs) -> bool:
    """Whether every kind of support that is asked for is money, so that a reason is wanted."""
    rows = [packs.modalities.get(code) for code in need.modalities]
    return bool(rows) and all(row is not None and row.kind is ModalityKind.MONEY for row in rows)


def article(need: Need, case: Case) -> Verdict:
    """Criterion 1: the article is named, and the State has an obligation on record under it."""
    named = article_of(need, case.document)
    if named is None:
        says = N_("The need does not say which article it serves.")
        return missing("article", says, todo=N_("Choose Article 3, 4 or 5."))
    if named not in case.articles:
        says = N_("No obligation of the State is recorded under this article.")
        return present("article", says, todo=N_("Record the obligation."))
    return sourced("article")


def activity(need: Need, case: Case) -> Verdict:
    """Criterion 2: the need is linked to an activity that has dates and a cost of its own."""
    linked = case.document.get(Activity, need.activity)
    if linked is None:
        says = N_("The need is not linked to an activity of the plan.")
        return missing("activity", says, todo=N_("Choose the activity it makes possible."))
    period = linked.period
    dated = period is not None and period.start is not None and period.end is not None
    if not dated or case.funding[linked.id].total.needed is None:
        says = N_("The activity of the need has no dates or no cost.")
        return present("activity", says, todo=N_("Fill in the dates and the cost there."))
    return sourced("activity")


def modality(need: Need, case: Case) -> Verdict:
    """Criterion 10: at least one kind of support other than money, or why money alone."""
    if not need.modalities:
        says = N_("The need does not say which kind of support is asked for.")
        todo = N_("Choose at least one: money, goods, skills, advice, exchange or services.")
        return missing("modalities", says, todo=todo)
    if asks_for_money_alone(need, case.packs) and not need.money_only_reason:
        says = N_("Only money is asked for.")
        todo = N_("Consider skills, equipment, expertise or exchange, or say why money alone.")
        return present("modalities", says, todo=todo)
    return sourced("modalities")
