"""Which offers fit which needs, and why; what is asked for and not offered, and the reverse."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ccmdesk.model.activity import Activity
from ccmdesk.model.codes import LanguageTag, ModalityCode
from ccmdesk.model.cooperation import AgreementStatus, Organisation
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.folding import fold
from ccmdesk.model.need import FollowUp, Need, Offer
from ccmdesk.model.state import Article, StateParty
from ccmdesk.model.values import NO_TEXTS, Period, Texts
from ccmdesk.rules.asking import is_asked_for
from ccmdesk.rules.inherit import article_of
from ccmdesk.rules.partners import is_national
from ccmdesk.rules.periods import common_days, lie_apart

_ANSWERED = frozenset({FollowUp.DELIVERED, FollowUp.REFUSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An offer of what a need asks for, under its article.

    *period* is what both have in common, *place* that of the need when the offer names it,
    *languages* those of the offer that the State works in. Against it speak *ended* and *over*, the
    last days of the offer and of the need when they have passed, *apart*, dates that do not meet,
    and *foreign*, other languages.
    """

    need: Need
    offer: Offer
    article: Article | None
    kinds: tuple[ModalityCode, ...]
    period: Period | None
    place: Texts
    languages: tuple[LanguageTag, ...]
    ended: dt.date | None
    over: dt.date | None
    apart: bool
    foreign: bool

    @property
    def fits(self) -> bool:
        """Whether nothing speaks against it."""
        return not (self.ended or self.over or self.apart or self.foreign)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """All needs that are not answered yet beside all offers of others; *own* are the State's."""

    matches: tuple[Match, ...]
    nearly: tuple[Match, ...]
    not_offered: tuple[Need, ...]
    not_asked: tuple[Offer, ...]
    own: tuple[Offer, ...]


def matching(document: PlanDocument, *, today: dt.date) -> Matching:
    """Put needs and offers beside each other; the best reasons come first within a need."""
    needs = [
        need
        for need in document.of(Need)
        if need.follow_up not in _ANSWERED and is_asked_for(need, document)
    ]
    own = tuple(offer for offer in document.of(Offer) if _is_own(offer, document))
    others = [offer for offer in document.of(Offer) if offer not in own]
    state = document.first(StateParty)
    case = _Case(document, today, () if state is None else state.languages)
    found = list(_found(needs, others, case))
    met = {match.need.id for match in found if match.fits}
    asked = {match.offer.id for match in found if match.fits}
    return Matching(
        matches=tuple(match for match in found if match.fits),
        nearly=tuple(match for match in found if not match.fits),
        not_offered=tuple(need for need in needs if need.id not in met),
        not_asked=tuple(offer for offer in others if offer.id not in asked),
        own=own,
    )


def agreement_values(match: Match) -> Mapping[str, Any]:
    """Return what an agreement that is made of a match starts with."""
    offer, need = match.offer, match.need
    return {
        "title": need.title or offer.title,
        "members": () if offer.organisation is None else (offer.organisation,),
        "article": match.article,
        "status": AgreementStatus.DRAFT,
        "period": match.period or need.period or offer.period,
    }


@dataclass(frozen=True, slots=True)
class _Case:
    """What all needs and offers are looked at with; *spoken* are the languages of the State."""

    document: PlanDocument
    today: dt.date
    spoken: tuple[LanguageTag, ...]


def _found(needs: list[Need], offers: list[Offer], case: _Case) -> Iterator[Match]:
    by_kind: dict[ModalityCode, list[Offer]] = {}
    for offer in offers:
        for kind in offer.modalities:
            by_kind.setdefault(kind, []).append(offer)
    for need in needs:
        kin = {offer.id: offer for kind in need.modalities for offer in by_kind.get(kind, ())}
        article = article_of(need, case.document)
        matches = [
            _match(need, offer, case)
            for offer in kin.values()
            if offer.article in {None, article} or article is None
        ]
        yield from sorted(matches, key=lambda match: -_strength(match))


def _match(need: Need, offer: Offer, case: _Case) -> Match:
    wanted, place = when_and_where(need, case.document)
    given = offer.period
    shared = tuple(tag for tag in offer.languages if tag in case.spoken)
    return Match(
        need=need,
        offer=offer,
        article=article_of(need, case.document) or offer.article,
        kinds=tuple(kind for kind in need.modalities if kind in offer.modalities),
        period=common_days(wanted, given) if wanted and given else None,
        place=place if _names(offer, place) else NO_TEXTS,
        languages=shared,
        ended=_passed(given, case.today),
        over=_passed(wanted, case.today),
        apart=bool(wanted and given and lie_apart(wanted, given)),
        foreign=bool(offer.languages and case.spoken and not shared),
    )


def when_and_where(need: Need, document: PlanDocument) -> tuple[Period | None, Texts]:
    """Return when and where a need is to be met, its own or those of its activity."""
    activity = document.get(Activity, need.activity)
    if activity is None:
        return need.period, need.place
    return need.period or activity.period, need.place or activity.place


def _passed(period: Period | None, today: dt.date) -> dt.date | None:
    """Return the last day of a period that is over."""
    end = None if period is None else period.end
    return end if end is not None and end < today else None


def _strength(match: Match) -> int:
    reasons = (match.fits, match.offer.article, match.period, match.place, match.languages)
    return len(match.kinds) + sum(bool(reason) for reason in reasons)


def _is_own(offer: Offer, document: PlanDocument) -> bool:
    giver = document.get(Organisation, offer.organisation)
    return giver is not None and is_national(giver)


def _names(offer: Offer, place: Texts) -> bool:
    """Whether the offer speaks of the place, in any language."""
    texts = (*offer.title, *offer.description, *offer.conditions)
    said = " ".join(fold(text) for _, text in texts)
    return any(fold(name) in said for _, name in place)
