"""What remains at the end of each year: on record, at the pace of the past, and as required."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ccmdesk.model.document import PlanDocument
from ccmdesk.model.state import Article
from ccmdesk.rules.forecast import Forecast, forecast
from ccmdesk.rules.land import closing_m2, land_left, positions
from ccmdesk.rules.stock import left_by_year

MOST_YEARS = 5
"""A pace that ends later than so many years after the deadline is drawn no further."""

_DAYS, _PER = 36_525, 100


def _nothing() -> Mapping[int, int]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Quantities by year: m² or cluster munitions.

    *required* falls evenly from today to the deadline, *expected* at the average pace, *fastest*
    and *slowest* at those of the range. All begin at the last year of *known*.
    """

    known: Mapping[int, int]
    required: Mapping[int, int] = field(default_factory=_nothing)
    expected: Mapping[int, int] = field(default_factory=_nothing)
    fastest: Mapping[int, int] = field(default_factory=_nothing)
    slowest: Mapping[int, int] = field(default_factory=_nothing)

    @property
    def years(self) -> tuple[int, ...]:
        """From the first year that is known to the last of any line."""
        found = {*self.known, *self.required, *self.expected, *self.fastest, *self.slowest}
        return tuple(range(min(found), max(found) + 1)) if found else ()


def course(document: PlanDocument, article: Article, today: dt.date) -> Course:
    """Return how the work under *article*, that of land or of stocks, went and has to go on.

    What may be retained need not go: the lines of stocks end at it and not at zero.
    """
    found = forecast(document, article, today)
    known = _known(document, article, today)
    if found.remaining is None or found.as_of is None or found.is_least:
        return Course(known=known)
    start = found.as_of.year
    last = known.get(max(known, default=start), found.remaining)
    known = {**known, **dict.fromkeys(range(max(known, default=start) + 1, start + 1), last)}
    kept = max(known.setdefault(start, found.remaining) - found.remaining, 0)
    pace = found.pace
    return Course(
        known=known,
        required=_required(found, kept, today),
        expected=_at(found, kept, None if pace is None else (pace.done, len(pace.years))),
        fastest=_at(found, kept, None if pace is None else (pace.fastest, 1)),
        slowest=_at(found, kept, None if pace is None else (pace.slowest, 1)),
    )


def _known(document: PlanDocument, article: Article, today: dt.date) -> dict[int, int]:
    if article is Article.STOCKPILES:
        return left_by_year(document)
    found = ((one.year or 0, closing_m2(one)) for one in positions(document))
    closings = {year: size for year, size in found if size is not None}
    books = land_left(document, today.year)
    return closings if books is None or books.left < 0 else {**closings, **books.by_year}


def _required(found: Forecast, kept: int, today: dt.date) -> Mapping[int, int]:
    assert found.as_of is not None  # noqa: S101 - the caller has looked  # nosec B101
    deadline, quantity = found.deadline, found.remaining or 0
    if deadline is None or deadline <= today or not quantity:
        return _nothing()
    whole = (deadline - today).days

    def left(year: int) -> int:
        days = min(max((deadline - dt.date(year, 12, 31)).days, 0), whole)
        return kept + -(-quantity * days // whole)

    start = found.as_of.year
    years = range(start + 1, deadline.year + 1)
    return {start: kept + quantity} | {year: left(year) for year in years}


def _at(found: Forecast, kept: int, pace: tuple[int, int] | None) -> Mapping[int, int]:
    """Return what is left year by year when *pace*, so much in so many years, goes on."""
    assert found.as_of is not None  # noqa: S101 - the caller has looked  # nosec B101
    as_of, quantity = found.as_of, found.remaining or 0
    if pace is None or not pace[0] or not quantity:
        return _nothing()
    done, years = pace
    farthest = min((found.deadline or as_of).year + MOST_YEARS, dt.MAXYEAR)
    lefts = {as_of.year: kept + quantity}
    for year in range(as_of.year + 1, max(farthest, as_of.year) + 1):
        days = (dt.date(year, 12, 31) - as_of).days
        lefts[year] = kept + max(quantity - done * days * _PER // (_DAYS * years), 0)
        if lefts[year] == kept:
            break
    return lefts
