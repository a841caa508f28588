"""What a need takes over from its activity when it does not say otherwise itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ccmdesk.model.activity import Activity
from ccmdesk.model.cooperation import Organisation
from ccmdesk.model.document import PlanDocument, natural
from ccmdesk.model.need import FollowUp, Need
from ccmdesk.model.state import Article
from ccmdesk.model.values import Money, Period, Quantity, Texts
from ccmdesk.rules.asking import goes_on
from ccmdesk.rules.funding import funding_of

INHERITED = ("article", "place", "period", "quantity", "cost", "contact")


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveNeed:
    """A need with the values that count for it; *inherited* names those of its activity.

    *cost* is its own, else the gap of the activity, which only one of its needs asks for, else
    None. *funded* says that nothing is missing for the activity of a need without an own cost.
    *told_with* is the need under which the gap is told, where that is another one.
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
    funded: bool = False
    told_with: Need | None = None


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
    gap, siblings = _gap(document, activity), _needs_of(document, activity) or [need]
    found = EffectiveNeed(
        need=need,
        activity=activity,
        article=need.article or activity.article,
        place=need.place or activity.place,
        period=need.period or activity.period,
        quantity=need.quantity or activity.quantity,
        cost=need.cost or _asked(gap, need, siblings),
        contact=need.contact or _contact(document, activity),
        inherited=frozenset(),
        funded=need.cost is None and gap is not None and gap.minor <= 0,
        told_with=None if siblings[0].id == need.id else siblings[0],
    )
    taken = (name for name in INHERITED if getattr(found, name) and not getattr(need, name))
    return replace(found, inherited=frozenset(taken))


def article_of(need: Need, document: PlanDocument) -> Article | None:
    """Return the article of *need*, its own or that of its activity."""
    activity = document.get(Activity, need.activity)
    return need.article or (None if activity is None else activity.article)


def _needs_of(document: PlanDocument, activity: Activity) -> list[Need]:
    """Return the needs of *activity*: first the one that asks for its gap, if any does.

    What is still wanted and states no cost comes before the others, then the number counts.
    """
    return sorted(document.children(Need, "activity", activity.id), key=_place)


def _place(need: Need) -> tuple[bool, bool, tuple[object, ...]]:
    stated = need.cost is not None or need.notes["cost"].absence is not None
    return need.follow_up is FollowUp.DELIVERED, stated, natural(need.code)


def _asked(gap: Money | None, need: Need, siblings: Sequence[Need]) -> Money | None:
    """Return the gap where *need* asks for all of it: no other need states a part of it."""
    if gap is None or gap.minor <= 0 or siblings[0].id != need.id:
        return None
    wanted = [one for one in siblings if one.follow_up is not FollowUp.DELIVERED]
    return None if any(one.cost and one.cost.minor for one in wanted) else gap


def _gap(document: PlanDocument, activity: Activity) -> Money | None:
    """Return what is missing for an activity; for one that is over, nothing is asked any more."""
    funding = funding_of(document, activity)
    if funding.total.gap is None or funding.currency is None or not goes_on(activity):
        return None
    return Money(funding.total.gap, funding.currency)


def _contact(document: PlanDocument, activity: Activity) -> str:
    responsible = document.get(Organisation, activity.responsible)
    return "" if responsible is None else responsible.contact
