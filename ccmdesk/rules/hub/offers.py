"""Offers of all States beside the needs of each: what fits is listed, a person decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from ccmdesk.model.codes import LanguageTag, ModalityCode, StateCode
from ccmdesk.model.cooperation import Organisation
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.need import Offer
from ccmdesk.model.values import Period, Texts
from ccmdesk.rules.hub.country import CountryFigures
from ccmdesk.rules.matches import Match, matching

MOST = 5
"""Of the offers that fit one need, the best; more are not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """An offer that fits a need of *country*; *offered_in* is the State whose submission has it.

    *giver* names the organisation where one is named.
    """

    country: StateCode
    code: str
    need: Texts
    offered_in: StateCode
    offer: Texts
    giver: Texts
    kinds: tuple[ModalityCode, ...]
    period: Period | None
    languages: tuple[LanguageTag, ...]


@dataclass(frozen=True, slots=True)
class _Offered:
    offer: Offer
    country: StateCode
    giver: Texts


def fits(figures: Iterable[CountryFigures], *, today: dt.date) -> tuple[Fit, ...]:
    """Return what fits the needs of each State, by its own partners' offers and other States'."""
    every = tuple(figures)
    offered: dict[UUID, _Offered] = {}
    for one in every:
        for offer in one.trading.of(Offer):
            offered.setdefault(offer.id, _offered(offer, one))
    return tuple(fit for one in every for fit in _of(one, offered, today))


def _offered(offer: Offer, one: CountryFigures) -> _Offered:
    giver = one.trading.get(Organisation, offer.organisation)
    return _Offered(offer, one.country, Texts() if giver is None else giver.name)


def _of(one: CountryFigures, offered: Mapping[UUID, _Offered], today: dt.date) -> Iterator[Fit]:
    """Yield what fits the needs of one State; its own offers are for others."""
    records = dict(one.trading.records)
    own = {offer.id for offer in one.trading.of(Offer)}
    foreign = tuple(found.offer for key, found in offered.items() if key not in own)
    records[Offer] = (*one.trading.of(Offer), *foreign)
    shown: dict[UUID, int] = {}
    for match in matching(PlanDocument(MappingProxyType(records)), today=today).matches:
        shown[match.need.id] = shown.get(match.need.id, 0) + 1
        if shown[match.need.id] <= MOST:
            yield _fit(one.country, match, offered[match.offer.id])


def _fit(country: StateCode, match: Match, found: _Offered) -> Fit:
    return Fit(
        country=country,
        code=match.need.code,
        need=match.need.title,
        offered_in=found.country,
        offer=match.offer.title,
        giver=found.giver,
        kinds=match.kinds,
        period=match.period,
        languages=match.languages,
    )
