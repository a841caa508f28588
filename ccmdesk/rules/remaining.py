"""What remains to be done under each article, and what was done in each past year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ccmdesk.model.document import PlanDocument
from ccmdesk.model.stockpile import Stock
from ccmdesk.model.values import People
from ccmdesk.model.victims import NeedsAssessment, Service
from ccmdesk.model.words import N_, Message, counted
from ccmdesk.rules.land import (
    LandLeft,
    land_left,
    open_areas,
    open_areas_m2,
    stated_releases,
)
from ccmdesk.rules.rule import sentence, square_metres
from ccmdesk.rules.stock import Bounds, destroyed_by_year, left_to_destroy


@dataclass(frozen=True, slots=True, kw_only=True)
class Remaining:
    """A quantity as of a day, the work of past years, and why a quantity is not known.

    *besides* says how it was worked out, and what is on record and yet no part of it. Where a part
    has no figure, it *is_least*.
    """

    quantity: int | None
    as_of: dt.date | None
    by_year: Mapping[int, int]
    why: Message
    besides: tuple[Message, ...] = ()
    is_least: bool = False


def area_remaining(document: PlanDocument, today: dt.date) -> Remaining:
    """Return the land left in m²: the latest yearly position less what was released after it.

    Without a position it is the areas that are open.
    """
    done = {one.year: one.released for one in stated_releases(document)}
    why = sentence(N_("Neither a yearly position nor the size of an open area is recorded."))
    books = land_left(document, today.year)
    if books is not None:
        return _by_the_books(books, done, today)
    return Remaining(
        quantity=open_areas_m2(document),
        as_of=today,
        by_year=done,
        why=why,
        besides=unsized_areas(document),
        is_least=bool(unsized_areas(document)),
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
    done = _served(document, today)
    assessed = [
        (one.assessed_on, total)
        for one in document.of(NeedsAssessment)
        if one.assessed_on is not None and (total := _total(one.people)) is not None
    ]
    if not assessed:
        return Remaining(quantity=None, as_of=None, by_year=done, why=why)
    day, people = max(assessed)
    since = sum(number for year, number in done.items() if year > day.year)
    last = max([year for year in done if year > day.year], default=None)
    as_of = day if last is None else min(dt.date(last, 12, 31), today)
    return Remaining(
        quantity=max(people - since, 0),
        as_of=as_of,
        by_year=done,
        why=why,
        besides=_served_without_a_year(document),
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
    """Return the people served per year, by the year in which the service was counted.

    A service that goes on has served its people by *today*, whenever it is to end.
    """
    years: dict[int, int] = {}
    for service in document.of(Service):
        total = _total(service.served)
        end = None if service.period is None else service.period.end
        if total is not None and end is not None:
            year = min(end, today).year
            years[year] = years.get(year, 0) + total
    return years


def _total(people: People | None) -> int | None:
    return None if people is None else people.total
