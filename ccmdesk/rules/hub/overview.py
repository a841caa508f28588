"""The figures of all States together: counted by the hub, as the review of 2015 counted by hand."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ccmdesk.model.codes import CurrencyCode, LanguageTag, ModalityCode, StateCode
from ccmdesk.model.packs import Packs
from ccmdesk.model.regions import Region
from ccmdesk.model.state import Article, Standing
from ccmdesk.rules.clocks import Clock
from ccmdesk.rules.hub.country import CountryFigures, Ending, FlaggedNeed, Gap
from ccmdesk.rules.hub.filed import Filed
from ccmdesk.rules.hub.offers import Fit, fits

Key = TypeVar("Key", bound=Hashable)
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCount:
    """The States with a present or past obligation, and those of them that flagged a need."""

    article: Article
    obliged: tuple[StateCode, ...]
    flagged: tuple[StateCode, ...]


@dataclass(frozen=True, slots=True)
class Count(Generic[Key]):
    """How many needs of how many States were flagged under *key*; None is not stated."""

    key: Key
    needs: int
    states: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GapSum:
    """What is known to be missing in one currency; it is never added to another one.

    In *states* it is known, and None where it is in none; of *unknown* activities it is not.
    """

    currency: CurrencyCode
    minor: int | None
    states: int
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StateFigures:
    """One State: its flagged needs by article, None where none is stated, and its known gaps."""

    filed: Filed
    needs: Mapping[Article | None, int]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Of(Generic[T]):
    """Something of one State."""

    country: StateCode
    what: T


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """All that the hub reports on one day.

    *missing* are the States Parties of which nothing is here, *uncounted* the States whose
    submission is here and whose values cannot be worked with. *examples* count, and are told to
    be no plans of the State.
    """

    today: dt.date
    packs: str
    parties: int
    states: tuple[StateFigures, ...]
    counted: tuple[Filed, ...]
    uncounted: tuple[Filed, ...]
    missing: tuple[StateCode, ...]
    articles: tuple[ArticleCount, ...]
    giving: tuple[StateCode, ...]
    examples: tuple[StateCode, ...]
    needs: int
    by_modality: tuple[Count[ModalityCode | None], ...]
    by_year: tuple[Count[int | None], ...]
    by_region: tuple[Count[Region | None], ...]
    by_language: tuple[Count[LanguageTag | None], ...]
    gaps: tuple[GapSum, ...]
    vague: tuple[Of[FlaggedNeed], ...]
    fits: tuple[Fit, ...]
    endings: tuple[Of[Ending], ...]
    clocks: tuple[Of[Clock], ...]

    @property
    def filed(self) -> tuple[Filed, ...]:
        """The submissions of all States that have one here."""
        return tuple(sorted((*self.counted, *self.uncounted), key=lambda one: one.country))


def overview(
    figures: Sequence[CountryFigures],
    *,
    packs: Packs,
    today: dt.date,
    uncounted: Sequence[Filed] = (),
) -> Overview:
    """Return the figures of all States, each table in its own order."""
    here = {one.country for one in figures} | {filed.country for filed in uncounted}
    parties = [row.code for row in packs.states.values() if row.standing is Standing.PARTY]
    needs = [Of(one.country, need) for one in figures for need in one.needs]
    languages = {one.country: one.languages for one in figures}
    ends = (Of(one.country, ending) for one in figures for ending in one.endings)
    times = (Of(one.country, clock) for one in figures for clock in one.clocks)
    return Overview(
        today=today,
        packs=packs.record,
        parties=len(parties),
        states=tuple(map(_state, figures)),
        counted=tuple(one.filed for one in figures),
        uncounted=tuple(uncounted),
        missing=tuple(sorted(code for code in parties if code not in here)),
        articles=tuple(_article(article, figures) for article in Article),
        giving=tuple(one.country for one in figures if one.gives),
        examples=tuple(one.country for one in figures if one.example),
        needs=len(needs),
        by_modality=_most(_counts(needs, lambda one: one.what.modalities)),
        by_year=_ordered(_counts(needs, lambda one: one.what.years)),
        by_region=_most(_counts(needs, lambda one: _regions(one.country, packs))),
        by_language=_most(_counts(needs, lambda one: languages[one.country])),
        gaps=_gaps(figures),
        vague=tuple(one for one in needs if one.what.vague),
        fits=fits(figures, today=today),
        endings=tuple(sorted(ends, key=lambda one: (one.what.end, one.country))),
        clocks=tuple(sorted(times, key=lambda one: (one.what.day or today, one.country))),
    )


def _article(article: Article, figures: Sequence[CountryFigures]) -> ArticleCount:
    return ArticleCount(
        article=article,
        obliged=tuple(one.country for one in figures if article in one.obliged),
        flagged=tuple(one.country for one in figures if article in one.flagged),
    )


def _state(one: CountryFigures) -> StateFigures:
    needs = Counter(need.article for need in one.needs)
    return StateFigures(filed=one.filed, needs=needs, gaps=one.gaps)


def _regions(country: StateCode, packs: Packs) -> tuple[Region, ...]:
    row = packs.states.get(country)
    return () if row is None or row.region is None else (row.region,)


def _counts(
    needs: Iterable[Of[FlaggedNeed]], keys: Callable[[Of[FlaggedNeed]], Iterable[Key]]
) -> list[Count[Key | None]]:
    """Count the needs under each of their keys; one with several counts under each of them."""
    found: dict[Key | None, list[StateCode]] = {}
    for need in needs:
        for key in tuple(dict.fromkeys(keys(need))) or (None,):
            found.setdefault(key, []).append(need.country)
    return [Count(key, len(states), len(set(states))) for key, states in found.items()]


def _most(counts: list[Count[Key | None]]) -> tuple[Count[Key | None], ...]:
    """Return what was flagged most at first, what is not stated last."""
    return tuple(sorted(counts, key=lambda one: (one.key is None, -one.needs, str(one.key))))


def _ordered(counts: list[Count[int | None]]) -> tuple[Count[int | None], ...]:
    return tuple(sorted(counts, key=lambda one: (one.key is None, one.key or 0)))


def _gaps(figures: Iterable[CountryFigures]) -> tuple[GapSum, ...]:
    found: dict[CurrencyCode, list[Gap]] = {}
    for one in figures:
        for gap in one.gaps:
            found.setdefault(gap.currency, []).append(gap)
    return tuple(_gap_sum(code, found[code]) for code in sorted(found))


def _gap_sum(currency: CurrencyCode, gaps: Sequence[Gap]) -> GapSum:
    known = [gap.minor for gap in gaps if gap.minor is not None]
    return GapSum(
        currency=currency,
        minor=sum(known) if known else None,
        states=len(known),
        unknown=sum(gap.unknown for gap in gaps),
    )
