"""Contaminated land in figures: what was released each year and what the books say remained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from ccmdesk.model.area import AnnualPosition, AreaStatus, HazardousArea, LandRelease
from ccmdesk.model.document import PlanDocument, natural


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseYear:
    """Square metres released in one year, by kind; None where nothing was stated.

    *unsplit* was released in all without it being known as what. Where a release of the year states
    nothing, it *lacks* a figure, and its sums are at least so much.
    """

    year: int
    cancelled: int | None = None
    reduced: int | None = None
    cleared: int | None = None
    unsplit: int | None = None
    lacks: bool = False

    @property
    def released(self) -> int:
        """Cancelled plus reduced plus cleared, and what is not split into them."""
        return sum(part or 0 for part in self._parts)

    @property
    def is_stated(self) -> bool:
        """Whether any figure says so; else nothing released is not known to be nothing."""
        return any(part is not None for part in self._parts)

    @property
    def in_all(self) -> tuple[int | None, ...]:
        """What was released, and None beside it where more was released than is known."""
        whole = self.released if self.is_stated else None
        return (whole, None) if self.lacks else (whole,)

    def of_kind(self, stated: int | None) -> tuple[int | None, ...]:
        """Return a kind as stated, and None beside it where there may be more of it."""
        return (stated, None) if self.lacks or self.unsplit else (stated,)

    @property
    def _parts(self) -> tuple[int | None, ...]:
        return self.cancelled, self.reduced, self.cleared, self.unsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class LandBalance:
    """The books of one year in square metres.

    *difference* is closing less (opening plus newly identified less released): what is not
    explained by the other figures.
    """

    position: AnnualPosition
    opening: int
    new: int | None
    released: int
    closing: int

    @property
    def implied_new(self) -> int:
        """What must have been newly identified for the books to balance."""
        return self.closing - self.opening + self.released

    @property
    def difference(self) -> int:
        return self.implied_new - (self.new or 0)


def release_year(release: LandRelease) -> int | None:
    """Return the year of a release: as stated, else that in which its period ends."""
    if release.year is not None or release.period is None or release.period.end is None:
        return release.year
    return release.period.end.year


def parts_of(release: LandRelease) -> tuple[int | None, int | None, int | None]:
    """Return what was cancelled, reduced and cleared."""
    return release.cancelled_m2, release.reduced_m2, release.cleared_m2


def unsplit_m2(release: LandRelease) -> int | None:
    """Return what was released in all beyond the stated parts; None where nothing is said of it."""
    if release.released_m2 is None or None not in parts_of(release):
        return None
    return max(release.released_m2 - (_sum(list(parts_of(release))) or 0), 0)


def released_of(release: LandRelease) -> int:
    """Return the land of one release: the sum of its parts and what is not split into them."""
    return stated_release_m2(release) or 0


def stated_release_m2(release: LandRelease) -> int | None:
    """Return the land of one release, or None where nothing is said of it, which is not zero."""
    return _sum([*parts_of(release), unsplit_m2(release)])


def released_by_year(document: PlanDocument) -> tuple[ReleaseYear, ...]:
    """Return the land released in each year on record; sums of a whole programme do not count."""
    years: dict[int, list[LandRelease]] = {}
    for release in document.of(LandRelease):
        year = release_year(release)
        if year is not None and not release.whole_programme:
            years.setdefault(year, []).append(release)
    return tuple(
        ReleaseYear(
            year=year,
            cancelled=_sum([release.cancelled_m2 for release in years[year]]),
            reduced=_sum([release.reduced_m2 for release in years[year]]),
            cleared=_sum([release.cleared_m2 for release in years[year]]),
            unsplit=_sum([unsplit_m2(release) for release in years[year]]),
            lacks=None in [stated_release_m2(release) for release in years[year]],
        )
        for year in sorted(years)
    )


def stated_releases(document: PlanDocument) -> tuple[ReleaseYear, ...]:
    """Return the years of which a figure says what was released."""
    return tuple(one for one in released_by_year(document) if one.is_stated)


def closing_m2(position: AnnualPosition) -> int | None:
    """Return what remained at the end of the year: suspected plus confirmed, else the total."""
    if position.suspected_m2 is not None and position.confirmed_m2 is not None:
        return position.suspected_m2 + position.confirmed_m2
    return position.closing_m2


def positions(document: PlanDocument) -> tuple[AnnualPosition, ...]:
    """Return the yearly positions that have a year, the oldest first."""
    dated = [one for one in document.of(AnnualPosition) if one.year is not None]
    return tuple(sorted(dated, key=lambda one: one.year or 0))


def known_positions(document: PlanDocument) -> tuple[AnnualPosition, ...]:
    """Return the yearly positions that say what remained, the oldest first.

    That of a year which has only begun states no more than what it opened with.
    """
    return tuple(one for one in positions(document) if closing_m2(one) is not None)


def land_balances(document: PlanDocument) -> tuple[LandBalance, ...]:
    """Return the books of every year whose opening and closing are known."""
    released = {one.year: one.released for one in released_by_year(document)}
    closings = {one.year: closing_m2(one) for one in positions(document)}
    found = []
    for position in positions(document):
        year, closing = position.year or 0, closing_m2(position)
        opening = position.opening_m2
        if opening is None:
            opening = closings.get(year - 1)
        if opening is not None and closing is not None:
            balance = LandBalance(
                position=position,
                opening=opening,
                new=position.new_m2,
                released=released.get(year, 0),
                closing=closing,
            )
            found.append(balance)
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class LandLeft:
    """What remained at the end of *year*, the latest with a position, and what is left since.

    *released* and *new* are of the years after it; what was newly identified is None where no
    position states it. *by_year* is what is left at the end of each of these years on record.
    """

    year: int
    closing: int
    released: int
    new: int | None
    by_year: Mapping[int, int]

    @property
    def left(self) -> int:
        """What is left in the last year on record; below zero when the figures disagree."""
        return self.closing + (self.new or 0) - self.released


def land_left(document: PlanDocument, last: int) -> LandLeft | None:
    """Return what is left of the latest position after the work up to the year *last*."""
    known = [(one.year, closing_m2(one)) for one in positions(document)]
    stated = [(year, size) for year, size in known if year is not None and size is not None]
    if not stated:
        return None
    year, closing = stated[-1]
    later = range(year + 1, last + 1)
    new = {one.year: one.new_m2 for one in positions(document) if one.year in later}
    found = {year: size for year, size in new.items() if year is not None and size is not None}
    gone = _released_since(document, later, found)
    years = sorted({*found, *gone})
    changes = [found.get(one, 0) - gone.get(one, 0) for one in years]
    return LandLeft(
        year=year,
        closing=closing,
        released=sum(gone.values()),
        new=sum(found.values()) if found else None,
        by_year=dict(zip(years, list(accumulate(changes, initial=closing))[1:], strict=True)),
    )


def _released_since(
    document: PlanDocument, years: range, found: Mapping[int, int]
) -> Mapping[int, int]:
    """Return what was released in each of *years* of the land that the books have.

    They have none of an area found in these years, unless they say what was *found* in that year.
    """
    gone: dict[int, int] = {}
    for release in document.of(LandRelease):
        year, size = release_year(release), stated_release_m2(release)
        if year not in years or year is None or size is None or release.whole_programme:
            continue
        area = document.get(HazardousArea, release.area)
        since = None if area is None or area.found_on is None else area.found_on.year
        if since not in years or since in found:
            gone[year] = gone.get(year, 0) + size
    return gone


def open_areas(document: PlanDocument) -> tuple[HazardousArea, ...]:
    """Return the areas that are neither closed nor handed over, by their number."""
    done = {AreaStatus.CLOSED, AreaStatus.HANDED_OVER}
    found = [area for area in document.of(HazardousArea) if area.status not in done]
    return tuple(sorted(found, key=lambda area: natural(area.code)))


def open_areas_m2(document: PlanDocument) -> int | None:
    """Return the size of all areas still open, or None when no area has a size."""
    return _sum([area.size_m2 for area in open_areas(document)])


def _sum(parts: list[int | None]) -> int | None:
    stated = [part for part in parts if part is not None]
    return sum(stated) if stated else None
