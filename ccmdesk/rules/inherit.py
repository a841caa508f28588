"""What a need takes over from its activity when it does not say otherwise itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ccmdesk.model.activity import Activity
from ccmdesk.model.cooperation import Organisation
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.need import Need
from ccmdesk.model.state import Article
from ccmdesk.model.values import Money, Period, Quantity, Texts
from ccmdesk.rules.asking import goes_on
from ccmdesk.rules.funding import funding_of

INHERITED = ("article", "place", "period", "quantity", "cost", "contact")


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveNeed:
    """A need with the values that count for it; *inherited* names those of its activity.

    *cost* is its own, else the gap of the activity, else None: not known.
    """

    need: Need
    activity: Activity | None
    article: Article | None
    place: Texts
    period: Period | None
    quantity: Quantity | None
    cost: Money | None
    contact: str
    inherited: frozenset[str]


def effective(need: Need, document: PlanDocument) -> EffectiveNeed:
    """Return *need* with article, place, period, quantity, cost and contact of its activity."""
    activity = document.get(Activity, need.activity)
    if activity is None:
        return EffectiveNeed(
            need=need,
            activity=None,
            article=need.article,
            place=need.place,
            period=need.period,
            quantity=need.quantity,
            cost=need.cost,
            contact=need.contact,
            inherited=frozenset(),
        )
    found = EffectiveNeed(
        need=need,
        activity=activity,
        article=need.article or activity.article,
        place=need.place or activity.place,
        period=need.period or activity.period,
        quantity=need.quantity or activity.quantity,
        cost=need.cost or _gap(document, activity),
        contact=need.contact or _contact(document, activity),
        inherited=frozenset(),
    )
    taken = (name for name in INHERITED if getattr(found, name) and not getattr(need, name))
    return replace(found, inherited=frozenset(taken))


def article_of(need: Need, document: PlanDocument) -> Article | None:
    """Return the article of *need*, its own or that of its activity."""
    activity = document.get(Activity, need.activity)
    return need.article or (None if activity is None else activity.article)


def _gap(document: PlanDocument, activity: Activity) -> Money | None:
    """Return what is missing for an activity; for one that is over, nothing is asked any more."""
    funding = funding_of(document, activity)
    if funding.total.gap is None or funding.currency is None or not goes_on(activity):
        return None
    return Money(max(funding.total.gap, 0), funding.currency)


def _contact(document: PlanDocument, activity: Activity) -> str:
    responsible = document.get(Organisation, activity.responsible)
    return "" if responsible is None else responsible.contact
