"""Work of partners that overlaps, or that has no place in the plan; support that has run out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ccmdesk.model.activity import Activity, ActivityType
from ccmdesk.model.cooperation import Agreement, AgreementStatus, Organisation
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.folding import fold
from ccmdesk.model.ids import HazardousAreaId, OrganisationId
from ccmdesk.model.plan import Objective
from ccmdesk.model.state import Article
from ccmdesk.model.values import Period
from ccmdesk.model.words import N_
from ccmdesk.rules import deadlines
from ccmdesk.rules.finding import Finding
from ccmdesk.rules.partners import doer_of, is_national
from ccmdesk.rules.periods import lie_apart
from ccmdesk.rules.rule import Rule, called, explained, sentence

_BASIS = N_("Review of the Vientiane Action Plan, paragraph 11")
OVERLAP = Rule(
    name="activities-overlap",
    field="place",
    todo=N_("Agree who does what, or write in a remark why both are needed."),
    basis=_BASIS,
)
OBJECTIVE = Rule(
    name="partner-without-objective",
    field="objective",
    todo=N_("Choose the objective it serves, or write in a remark why there is none."),
    basis=_BASIS,
)
OBLIGATION = Rule(
    name="partner-without-obligation",
    field="article",
    todo=N_("Record the obligation, or correct the article."),
    basis=_BASIS,
)
ENDED = Rule(
    name="agreement-ended",
    field="period",
    todo=N_("Record the agreement that follows, or write in a remark why none is needed."),
    basis=N_("Article 6.12"),
)
RULES = (OVERLAP, OBJECTIVE, OBLIGATION, ENDED)

_ALONGSIDE = frozenset(
    {
        ActivityType.QUALITY,
        ActivityType.INFORMATION,
        ActivityType.COORDINATION,
        ActivityType.ADVICE,
        ActivityType.COMPLETION,
    }
)
"""Work that is done beside that of others by its nature: no overlap."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Site:
    """Where activities of one article are: areas, and the names of the place as words."""

    article: Article
    areas: frozenset[HazardousAreaId]
    names: tuple[str, ...]


_Doing = tuple[Activity, Organisation]


def partner_findings(document: PlanDocument, today: dt.date) -> Iterator[Finding]:
    """Yield overlaps, activities of partners without a place in the plan, agreements that ended."""
    yield from _overlaps(document)
    for activity in document.of(Activity):
        partner = document.get(Organisation, doer_of(activity))
        if partner is not None and not is_national(partner):
            yield from _orphan(activity, partner, document)
    for agreement in document.of(Agreement):
        yield from _ended(agreement, document, today)


def _overlaps(document: PlanDocument) -> Iterator[Finding]:
    """Yield each activity that overlaps with earlier ones, once for each other organisation."""
    sites: dict[_Site, list[_Doing]] = {}
    for activity in document.of(Activity):
        site, doer = _site(activity), document.get(Organisation, doer_of(activity))
        if site is None or doer is None:
            continue
        near = [one for known, doings in sites.items() if _is_near(site, known) for one in doings]
        met: dict[OrganisationId, list[_Doing]] = {}
        for earlier, other in near:
            if other.id != doer.id and _meet(activity.period, earlier.period):
                met.setdefault(other.id, []).append((earlier, other))
        sites.setdefault(site, []).append((activity, doer))
        yield from (_overlap(activity, doings) for doings in met.values())


def _overlap(activity: Activity, doings: list[_Doing]) -> Finding:
    """Return that one other organisation does these things in the same place."""
    says = N_(
        "{partner} works in the same place, under the same article and at the same time:"
        " {activity}."
    )
    works = called([work for work, _ in doings])
    return OVERLAP.about(activity, sentence(says, partner=called([doings[0][1]]), activity=works))


def _site(activity: Activity) -> _Site | None:
    """Return where an activity is, None for one that overlaps with nothing."""
    alone = activity.type in _ALONGSIDE or explained(activity, "place")
    if activity.article is None or alone:
        return None
    names = (" ".join(_WORD.findall(fold(text))) for _, text in activity.place)
    named = tuple(name for name in names if name)
    return _Site(activity.article, frozenset(activity.areas), named)


def _is_near(one: _Site, other: _Site) -> bool:
    return one.article is other.article and (
        not one.areas.isdisjoint(other.areas) or _same_place(one.names, other.names)
    )


def _meet(one: Period | None, other: Period | None) -> bool:
    """Whether two periods have a day in common; nothing is known of one without both dates."""
    if one is None or other is None or not one.years or not other.years:
        return False
    return not lie_apart(one, other)


def _same_place(places: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether a place is named within the other, in any language: Tuzla within Tuzla Canton."""
    return any(f" {a} " in f" {b} " or f" {b} " in f" {a} " for a in places for b in others)


def _orphan(activity: Activity, partner: Organisation, document: PlanDocument) -> Iterator[Finding]:
    objective = document.get(Objective, activity.objective)
    if objective is None and not explained(activity, "objective"):
        says = N_("{partner} carries this out, but it serves no objective of the plan.")
        yield OBJECTIVE.about(activity, sentence(says, partner=called([partner])))
    article = activity.article
    if article is not None and not deadlines.obligations_of(document, article):
        says = N_("{partner} carries this out, but no obligation is recorded under its article.")
        yield OBLIGATION.about(activity, sentence(says, partner=called([partner])))


def _ended(agreement: Agreement, document: PlanDocument, today: dt.date) -> Iterator[Finding]:
    end = None if agreement.period is None else agreement.period.end
    is_over = agreement.status is AgreementStatus.ENDED or (end is not None and end < today)
    if not is_over or explained(agreement, "period") or _is_done(agreement, document, today):
        return
    partners = _partners(agreement, document)
    if not partners or _is_followed(agreement, document, after=end or today):
        return
    says = N_("The agreement with {partners} ended on {end}, and none follows it.")
    if end is None:
        says = N_("The agreement with {partners} has ended, and none follows it.")
    values = {"partners": called(partners), **({} if end is None else {"end": end})}
    yield ENDED.about(agreement, sentence(says, **values))


def _is_done(agreement: Agreement, document: PlanDocument, today: dt.date) -> bool:
    """Whether every obligation under its article is met, so that nothing need follow."""
    if agreement.article is None:
        return False
    found = deadlines.obligations_of(document, agreement.article)
    return bool(found) and all(deadlines.is_over(one, today) for one in found)


def _is_followed(agreement: Agreement, document: PlanDocument, *, after: dt.date) -> bool:
    """Whether one with a partner in common lasts longer than to the day *after*."""
    here = _ids(agreement, document)
    return any(
        other.id != agreement.id
        and other.status is not AgreementStatus.ENDED
        and len({agreement.article, other.article} - {None}) < 2
        and (other.period is None or other.period.end is None or other.period.end > after)
        and not here.isdisjoint(_ids(other, document))
        for other in document.of(Agreement)
    )


def _partners(agreement: Agreement, document: PlanDocument) -> list[Organisation]:
    found = (document.get(Organisation, member) for member in agreement.members)
    return [one for one in found if one is not None and not is_national(one)]


def _ids(agreement: Agreement, document: PlanDocument) -> set[OrganisationId]:
    return {one.id for one in _partners(agreement, document)}
