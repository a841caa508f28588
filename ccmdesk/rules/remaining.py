"""What remains to be done under each article, and what was done in each past year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ccmdesk.model.document import PlanDocument
from ccmdesk.model.stockpile import Destruction, Stock
from ccmdesk.model.values import People
from ccmdesk.model.victims import NeedsAssessment, Service
from ccmdesk.model.words import N_, Message, counted
from ccmdesk.rules.land import (
    LandLeft,
    land_left,
    open_areas,
    open_areas_m2,
    released_by_year,
    stated_releases,
)
from ccmdesk.rules.rule import sentence, square_metres
from ccmdesk.rules.stock import Bounds, destroyed_by_year, left_to_destroy
from ccmdesk.rules.victim_services import latest_assessed


@dataclass(frozen=True, slots=True, kw_only=True)
class Remaining:
    """A quantity as of a day, the work of past years, and why a quantity is not known.

    *besides* says how it was worked out, and what is on record and yet no part of it. Where a part
    has no figure, it *is_least*; in *unstated* years work is on record without one.
    """

    quantity: int | None
    as_of: dt.date | None
    by_year: Mapping[int, int]
    why: Message
    besides: tuple[Message, ...] = ()
    is_least: bool = False
    unstated: frozenset[int] = frozenset()


def area_remaining(document: PlanDocument, today: dt.date) -> Remaining:
    """Return the land left in m²: the latest yearly position less what was released after it.

    Without a position it is the areas that are open.
    """
    done = {one.year: one.released for one in stated_releases(document)}
    unstated = frozenset(one.year for one in released_by_year(document) if one.lacks)
    why = sentence(N_("Neither a yearly position nor the size of an open area is recorded."))
    books = land_left(document, today.year)
    if books is not None:
        return replace(_by_the_books(books, done, today), unstated=unstated)
    return Remaining(
        quantity=open_areas_m2(document),
        as_of=today,
        by_year=done,
        why=why,
        besides=unsized_areas(document),
        is_least=bool(unsized_areas(document)),
        unstated=unstated,
    )


def _by_the_books(books: LandLeft, done: Mapping[int, int], today: dt.date) -> Remaining:
    why = sentence(
        N_("More was released after {year} than remained then, so what remains is not known."),
        year=str(books.year),
    )
    last = max(books.by_year, default=books.year)
    return Remaining(
        quantity=None if books.left < 0 else books.left,
        as_of=min(dt.date(last, 12, 31), today),
        by_year=done,
        why=why,
        besides=() if books.left < 0 or not books.by_year else (_since_then(books),),
    )


def _since_then(books: LandLeft) -> Message:
    """Say how what is left was worked out from an earlier position."""
    says = N_(
        "{closing} remained at the end of {year}. {released} released since then are taken off;"
        " what was newly identified since then is not recorded, and not added."
    )
    values = {"closing": books.closing, "released": books.released}
    if books.new is not None:
        says = N_(
            "{closing} remained at the end of {year}. {released} released since then are taken"
            " off, and {new} newly identified are added."
        )
        values["new"] = books.new
    shown = {name: square_metres(size) for name, size in values.items()}
    return sentence(says, year=str(books.year), **shown)


def stock_remaining(document: PlanDocument, today: dt.date) -> Remaining:
    """Return the cluster munitions left; those retained under Article 3.6 need not go."""
    left = left_to_destroy(document)
    why = N_("No stock is recorded, so what remains is not known.")
    if document.of(Stock):
        why = N_("Of some types a number is missing, so what is left of them is not known.")
    return Remaining(
        quantity=left.exact,
        as_of=today,
        by_year=destroyed_by_year(document),
        why=sentence(why),
        besides=tuple(_between(left)),
        unstated=frozenset(
            event.destroyed_on.year
            for event in document.of(Destruction)
            if event.quantity is None and event.destroyed_on is not None
        ),
    )


def _between(left: Bounds) -> Iterator[Message]:
    """Yield how much is left at least and at most, where it is not known how much it is."""
    if left.exact is None and left.least:
        yield sentence(N_("What is left to destroy comes to at least {number}."), number=left.least)
    if left.exact is None and left.most is not None:
        yield sentence(N_("What is left to destroy comes to at most {number}."), number=left.most)


def unsized_areas(document: PlanDocument) -> tuple[Message, ...]:
    """Say how many open areas state no size, so that no sum of sizes is taken for all of them."""
    unsized = sum(area.size_m2 is None for area in open_areas(document))
    if not unsized or open_areas_m2(document) is None:
        return ()
    return (
        counted(
            "{n} open area without a size is not counted.",
            "{n} open areas without a size are not counted.",
            unsized,
        ),
    )


def people_remaining(document: PlanDocument, today: dt.date) -> Remaining:
    """Return the people of the latest assessment less those served since it was made."""
    why = sentence(N_("No dated needs assessment with a number of people is recorded."))
    done, latest = _served(document, today), latest_assessed(document)
    if latest is None or latest.assessed_on is None:
        return Remaining(quantity=None, as_of=None, by_year=done, why=why)
    day, people = latest.assessed_on, _total(latest.people) or 0
    since = sum(number for year, number in done.items() if year > day.year)
    last = max([year for year in done if year > day.year], default=None)
    as_of = day if last is None else min(dt.date(last, 12, 31), today)
    return Remaining(
        quantity=max(people - since, 0),
        as_of=as_of,
        by_year=done,
        why=why,
        besides=people_in_words(document),
        unstated=_years_without_people(document, today),
    )


def people_in_words(document: PlanDocument) -> tuple[Message, ...]:
    """Say which assessment counts, how the served are counted, and who is not taken off."""
    return (
        *_other_assessments(document),
        *_spread_in_words(document),
        *_served_without_a_year(document),
    )


def _other_assessments(document: PlanDocument) -> Iterator[Message]:
    latest = latest_assessed(document)
    if latest is None:
        return
    counting = [one for one in document.of(NeedsAssessment) if _total(one.people) is not None]
    if len(counting) > 1:
        yield counted(
            "Only the needs assessment of {day} counts here. {n} other is not added: it may have"
            " counted the same people.",
            "Only the needs assessment of {day} counts here. {n} others are not added: they may"
            " have counted the same people.",
            len(counting) - 1,
            day=latest.assessed_on,
        )


def _spread_in_words(document: PlanDocument) -> Iterator[Message]:
    periods = [
        one.period
        for one in document.of(Service)
        if _total(one.served) and one.period is not None and one.period.end is not None
    ]
    if any(one.start is not None and len(one.years) > 1 for one in periods):
        yield sentence(
            N_("People served over several years are spread evenly over the time of the service.")
        )
    if any(one.start is None for one in periods):
        yield sentence(
            N_("People served by services without a start date count in the year of their end.")
        )


def _served_without_a_year(document: PlanDocument) -> tuple[Message, ...]:
    """Say how many people services that still run have served; nobody knows in which year."""
    served = sum(
        _total(service.served) or 0
        for service in document.of(Service)
        if service.period is None or service.period.end is None
    )
    if not served:
        return ()
    return (
        counted(
            "{n} person served by services without an end date is not taken off: in which year is"
            " not recorded, and one person may use several services.",
            "{n} people served by services without an end date are not taken off: in which year is"
            " not recorded, and one person may use several services.",
            served,
        ),
    )


def _served(document: PlanDocument, today: dt.date) -> Mapping[int, int]:
    """Return the people served per year, spread over the time of each service.

    A service that goes on has served its people by *today*, whenever it is to end; one without a
    start did so in its last year.
    """
    years: dict[int, int] = {}
    for service in document.of(Service):
        total, period = _total(service.served), service.period
        if total is None or period is None or period.end is None:
            continue
        stop = min(period.end, today)
        for year, share in _spread(total, period.start or stop, stop):
            years[year] = years.get(year, 0) + share
    return years


def _years_without_people(document: PlanDocument, today: dt.date) -> frozenset[int]:
    """Return the years of services of which no figure says how many people they served."""
    years: set[int] = set()
    for service in document.of(Service):
        period = service.period
        if _total(service.served) is None and period is not None and period.end is not None:
            start = period.start or period.end
            years.update(range(start.year, min(period.end, today).year + 1))
    return frozenset(years)


def _spread(total: int, start: dt.date, stop: dt.date) -> Iterator[tuple[int, int]]:
    """Yield the share of each year by its days; the shares together are the *total*."""
    start = min(start, stop)
    whole, before = (stop - start).days + 1, 0
    for year in range(start.year, stop.year + 1):
        days = (min(dt.date(year, 12, 31), stop) - start).days + 1
        # Rounded up, so that a year in which few were served is not one in which nothing was done.
        so_far = -(-total * days // whole)
        yield year, so_far - before
        before = so_far


def _total(people: People | None) -> int | None:
    return None if people is None else people.total
