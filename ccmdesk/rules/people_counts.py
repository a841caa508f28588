"""People counted by year: casualties, and those whom risk reduction education reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from ccmdesk.model.document import PlanDocument
from ccmdesk.model.risk_education import RiskEducation
from ccmdesk.model.values import People
from ccmdesk.model.victims import CasualtyCounts

CELLS = tuple(cell.name for cell in fields(People))


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyYear:
    """The counts of one year, of whatever device; None where no count says so."""

    year: int
    counts: tuple[CasualtyCounts, ...]

    @property
    def killed(self) -> int | None:
        return known_sum(one.killed for one in self.counts)

    @property
    def injured(self) -> int | None:
        return known_sum(one.injured for one in self.counts)

    @property
    def people(self) -> People | None:
        """Killed and injured by sex and age."""
        return added(one.people for one in self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class EducationYear:
    """The education of one year, by the year in which it ended; reached twice is counted twice."""

    year: int | None
    given: tuple[RiskEducation, ...]

    @property
    def sessions(self) -> int | None:
        return known_sum(one.sessions for one in self.given)

    @property
    def direct(self) -> People | None:
        return added(one.direct for one in self.given)

    @property
    def indirect(self) -> People | None:
        return added(one.indirect for one in self.given)


def casualty_years(document: PlanDocument) -> tuple[CasualtyYear, ...]:
    """Return the yearly counts, the oldest first; counts of all years are not added to them."""
    years: dict[int, list[CasualtyCounts]] = {}
    for one in document.of(CasualtyCounts):
        if one.year is not None and not one.all_years:
            years.setdefault(one.year, []).append(one)
    return tuple(
        CasualtyYear(year=year, counts=tuple(counts)) for year, counts in sorted(years.items())
    )


def education_years(document: PlanDocument) -> tuple[EducationYear, ...]:
    """Return the education of each year, the oldest first; what has no date comes last."""
    years: dict[int | None, list[RiskEducation]] = {}
    for one in document.of(RiskEducation):
        period = one.period
        day = None if period is None else period.end or period.start
        years.setdefault(None if day is None else day.year, []).append(one)
    ordered = sorted(years.items(), key=lambda item: (item[0] is None, item[0] or 0))
    return tuple(EducationYear(year=year, given=tuple(given)) for year, given in ordered)


def added(parts: Iterable[People | None]) -> People | None:
    """Return the counts together, cell by cell; a cell that nobody counted stays unknown."""
    found = [part for part in parts if part is not None]
    if not found:
        return None
    return People(**{name: known_sum(getattr(one, name) for one in found) for name in CELLS})


def known_sum(parts: Iterable[int | None]) -> int | None:
    """Return the sum of what is stated; None where nothing is, which is not zero."""
    stated = [part for part in parts if part is not None]
    return sum(stated) if stated else None
