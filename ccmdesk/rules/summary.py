"""The figures of page one: problem, end, cost, national share, gap, urgent needs, deadlines."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ccmdesk.model.codes import ModalityCode
from ccmdesk.model.document import PlanDocument, natural
from ccmdesk.model.need import FollowUp, Need, Priority
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import Plan
from ccmdesk.model.state import Obligation
from ccmdesk.model.values import Money
from ccmdesk.model.words import N_, Message
from ccmdesk.rules import deadlines
from ccmdesk.rules.asking import is_asked_for
from ccmdesk.rules.forecast import Forecast, forecast
from ccmdesk.rules.funding import funding_of
from ccmdesk.rules.inherit import EffectiveNeed, effective
from ccmdesk.rules.money_summary import MoneySummary, money_summaries
from ccmdesk.rules.rule import sentence

MOST_URGENT = 3
_PRIORITY = (*Priority, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentNeed:
    """A need with what it takes over from its activity, and the gap of that activity."""

    need: EffectiveNeed
    gap: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModalityNeeds:
    """The needs that ask for one kind of support, by number; None: no kind is named."""

    modality: ModalityCode | None
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationLine:
    """One obligation: its running deadline, whether that has a source, and the forecast."""

    obligation: Obligation
    deadline: dt.date | None
    sourced: bool
    forecast: Forecast | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a reader must know after one page; *end* is the last day of the plan."""

    plan: Plan | None
    end: dt.date | None
    money: tuple[MoneySummary, ...]
    urgent: tuple[UrgentNeed, ...]
    by_modality: tuple[ModalityNeeds, ...]
    obligations: tuple[ObligationLine, ...]
    says: tuple[Message, ...]


def summary(document: PlanDocument, packs: Packs, today: dt.date) -> Summary:
    """Return the figures of page one; the problem stands in each obligation's own text."""
    plan = document.first(Plan)
    end = None if plan is None or plan.period is None else plan.period.end
    return Summary(
        plan=plan,
        end=end,
        money=money_summaries(document),
        urgent=most_urgent(document),
        by_modality=needs_by_modality(document, packs),
        obligations=tuple(_obligation(document, one, today) for one in document.of(Obligation)),
        says=(_about_end(end),),
    )


def most_urgent(document: PlanDocument) -> tuple[UrgentNeed, ...]:
    """Return the three needs first in priority, then earliest start, then largest gap.

    What was delivered, is fully funded or hangs on work that is over is not urgent any more.
    """
    asked = (need for need in document.of(Need) if is_asked_for(need, document))
    needs = (_urgent(document, need) for need in asked)
    pressing = [one for one in needs if _is_open(one)]
    return tuple(sorted(pressing, key=_urgency)[:MOST_URGENT])


def needs_by_modality(document: PlanDocument, packs: Packs) -> tuple[ModalityNeeds, ...]:
    """Return the needs by kind of support, in the order of the pack; one may stand in several.

    What hangs on work that is over is not asked for any more.
    """
    still = (need for need in document.of(Need) if is_asked_for(need, document))
    needs = sorted(still, key=lambda need: natural(need.code))
    asked = {code for need in needs for code in need.modalities}
    codes = [*packs.modalities, *sorted(asked - set(packs.modalities))]
    found = [
        ModalityNeeds(modality=code, needs=tuple(n for n in needs if code in n.modalities))
        for code in codes
        if code in asked
    ]
    unnamed = tuple(need for need in needs if not need.modalities)
    if unnamed:
        found.append(ModalityNeeds(modality=None, needs=unnamed))
    return tuple(found)


def _urgent(document: PlanDocument, need: Need) -> UrgentNeed:
    found, gap = effective(need, document), None
    if found.activity is not None:
        funding = funding_of(document, found.activity)
        if funding.currency is not None and funding.total.gap is not None:
            gap = Money(funding.total.gap, funding.currency)
    return UrgentNeed(need=found, gap=gap)


def _is_open(one: UrgentNeed) -> bool:
    funded = one.gap is not None and one.gap.minor <= 0
    return one.need.need.follow_up is not FollowUp.DELIVERED and not funded


def _urgency(one: UrgentNeed) -> tuple[int, dt.date, int, object]:
    period = one.need.period
    start = None if period is None else period.start
    gap = 0 if one.gap is None else one.gap.minor
    priority = _PRIORITY.index(one.need.need.priority)
    return priority, start or dt.date.max, -gap, natural(one.need.need.code)


def _about_end(end: dt.date | None) -> Message:
    if end is None:
        return sentence(N_("The plan has no end date yet."))
    return sentence(N_("The plan runs until {end}."), end=end)


def _obligation(document: PlanDocument, obligation: Obligation, today: dt.date) -> ObligationLine:
    duty = obligation.duty
    return ObligationLine(
        obligation=obligation,
        deadline=deadlines.running_deadline(document, obligation),
        sourced=bool(deadlines.deadline_source(document, obligation)),
        forecast=None if duty is None else forecast(document, duty.article, today),
    )
