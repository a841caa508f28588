"""Stockpiles in figures: held, destroyed and left, by type of munition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ccmdesk.model.codes import MunitionCode
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.stockpile import Destruction, Retention, Stock


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much it is at least, and at most; None where no number says how much at most."""

    least: int = 0
    most: int | None = None

    @property
    def exact(self) -> int | None:
        return self.least if self.least == self.most else None


@dataclass(frozen=True, slots=True, kw_only=True)
class StockBalance:
    """Items of one type; munitions and submunitions are counted apart and never added.

    What was held and destroyed is the sum of what is stated; *lacking* names the sums to which a
    record without a number belongs, so that they are at least so much. What was held is None where
    no stock of the type states a number, what was destroyed where only events without a number
    are; *retained* is the latest year's quantity under Article 3.6 and part of what is left. What
    was acquired or transferred is no part of it.
    """

    munition: MunitionCode | None
    held: int | None
    destroyed: int | None
    submunitions_held: int | None
    submunitions_destroyed: int | None
    retained: int | None
    lacking: frozenset[str] = frozenset()

    @property
    def left(self) -> int | None:
        """Cluster munitions held and not destroyed; below zero when the figures disagree.

        None where a number is missing without which it is not known.
        """
        return self._left("held", "destroyed")

    @property
    def submunitions_left(self) -> int | None:
        return self._left("submunitions_held", "submunitions_destroyed")

    @property
    def bounds(self) -> Bounds:
        """How many cluster munitions are left, as far as the numbers that are there say so."""
        return self._bounds("held", "destroyed")

    @property
    def submunitions_bounds(self) -> Bounds:
        return self._bounds("submunitions_held", "submunitions_destroyed")

    @property
    def to_destroy(self) -> Bounds:
        """What is left beyond that which may be retained."""
        kept, found = self.retained or 0, self.bounds
        most = None if found.most is None else max(found.most - kept, 0)
        return Bounds(least=max(found.least - kept, 0), most=most)

    def _left(self, had: str, lost: str) -> int | None:
        held, gone = self._figures(had, lost)
        if held is None or gone is None or had in self.lacking:
            return None
        # No event destroys more than was held: what is all gone stays so, whatever is missing.
        if lost in self.lacking and gone < held:
            return None
        return held - gone

    def _bounds(self, had: str, lost: str) -> Bounds:
        held, gone = self._figures(had, lost)
        if held is None:
            return Bounds()
        left = max(held - (gone or 0), 0)
        return Bounds(
            least=0 if lost in self.lacking else left,
            most=None if had in self.lacking else left,
        )

    def _figures(self, had: str, lost: str) -> tuple[int | None, int | None]:
        return getattr(self, had), getattr(self, lost)


def stock_balances(document: PlanDocument) -> tuple[StockBalance, ...]:
    """Return one balance per type, in the order in which types first appear."""
    stocks: dict[MunitionCode | None, list[Stock]] = {}
    for stock in document.of(Stock):
        stocks.setdefault(stock.munition, []).append(stock)
    gone: dict[MunitionCode | None, list[Destruction]] = {}
    for event in document.of(Destruction):
        gone.setdefault(munition_of(document, event), []).append(event)
    retained: dict[MunitionCode | None, list[Retention]] = {}
    for line in kept(document):
        retained.setdefault(line.munition, []).append(line)
    return tuple(
        _balance(code, stocks.get(code, []), gone.get(code, []), retained.get(code, []))
        for code in dict.fromkeys([*stocks, *gone])
    )


def _balance(
    code: MunitionCode | None,
    stocks: list[Stock],
    gone: list[Destruction],
    retained: list[Retention],
) -> StockBalance:
    parts = {
        "held": [stock.quantity for stock in stocks],
        "destroyed": [event.quantity for event in gone],
        "submunitions_held": [stock.submunitions for stock in stocks],
        "submunitions_destroyed": [event.submunitions for event in gone],
    }
    return StockBalance(
        munition=code,
        held=_sum(parts["held"]),
        destroyed=_gone(parts["destroyed"]),
        submunitions_held=_sum(parts["submunitions_held"]),
        submunitions_destroyed=_gone(parts["submunitions_destroyed"]),
        retained=_retained(retained),
        lacking=frozenset(name for name, stated in parts.items() if None in stated),
    )


def munition_of(document: PlanDocument, event: Destruction) -> MunitionCode | None:
    """Return the type that was destroyed: as stated, else that of the stock it came from."""
    if event.munition is not None:
        return event.munition
    stock = document.get(Stock, event.stock)
    return None if stock is None else stock.munition


def held(document: PlanDocument) -> int | None:
    """Return all cluster munitions on record as held, or None when a stock has no number."""
    stated = [stock.quantity for stock in document.of(Stock)]
    return None if None in stated else _sum(stated)


def left(document: PlanDocument) -> Bounds | None:
    """Return the cluster munitions left of all types, or None when nothing is on record.

    More destroyed than held of one type leaves no fewer of another.
    """
    balances = stock_balances(document)
    return _together(balances, [one.bounds for one in balances]) if balances else None


def left_to_destroy(document: PlanDocument) -> Bounds:
    """Return the cluster munitions left of all types beyond those that may be retained."""
    balances = stock_balances(document)
    return _together(balances, [one.to_destroy for one in balances])


def _together(balances: Sequence[StockBalance], parts: Sequence[Bounds]) -> Bounds:
    """Return the bounds of all types; what was destroyed of no known type may be of any."""
    stated = [one.most for one in parts]
    loose = [one for one in balances if one.munition is None and one.held is None]
    least = sum(one.least for one in parts) - sum(one.destroyed or 0 for one in loose)
    is_open = any("destroyed" in one.lacking for one in loose)
    return Bounds(
        least=0 if is_open else max(least, 0),
        most=None if None in stated else _sum(stated),
    )


def destroyed(document: PlanDocument) -> int | None:
    """Return all cluster munitions destroyed, also on a day that is not known."""
    return _sum([event.quantity for event in document.of(Destruction)])


def destroyed_undated(document: PlanDocument) -> int | None:
    """Return what was destroyed of which no date says in which year, or None."""
    events = document.of(Destruction)
    return _sum([event.quantity for event in events if event.destroyed_on is None])


def destroyed_by_year(document: PlanDocument) -> dict[int, int]:
    """Return the cluster munitions destroyed in each year on record."""
    years: dict[int, int] = {}
    for event in document.of(Destruction):
        if event.destroyed_on is not None and event.quantity is not None:
            year = event.destroyed_on.year
            years[year] = years.get(year, 0) + event.quantity
    return dict(sorted(years.items()))


def left_by_year(document: PlanDocument) -> dict[int, int]:
    """Return what was left at the end of each year, from the first to the last destruction.

    The last is what the balances say is left. What was destroyed on a day that is not known was
    gone from the beginning. Empty while nothing is on record as held or as destroyed, and where a
    number is missing without which it is not known what is left of all types.
    """
    balances, dated = stock_balances(document), destroyed_by_year(document)
    known = {one.munition: one.held or 0 for one in balances}
    if not dated or any(one.left is None for one in balances):
        return {}
    years = range(min(dated), max(dated) + 1)
    gone = _gone_by_type(document, undated=years[0])
    lefts = dict.fromkeys(years, 0)
    for code, had in known.items():
        so_far = accumulate(gone[code, year] for year in years)
        for year, lost in zip(years, so_far, strict=True):
            lefts[year] += max(had - lost, 0)
    return lefts


def kept(document: PlanDocument) -> tuple[Retention, ...]:
    """Return what is on record as retained, which an acquisition or a transfer is not."""
    return tuple(line for line in document.of(Retention) if line.transfer is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionYear:
    """What each line says was retained in one year; None where it does not say."""

    year: int | None
    lines: tuple[Retention, ...]

    @property
    def munitions(self) -> tuple[int | None, ...]:
        return tuple(line.quantity for line in self.lines)

    @property
    def submunitions(self) -> tuple[int | None, ...]:
        return tuple(line.submunitions for line in self.lines)

    @property
    def used(self) -> tuple[int | None, ...]:
        return tuple(line.used for line in self.lines)


def retention_years(document: PlanDocument) -> tuple[RetentionYear, ...]:
    """Return what was kept and used in each year, the latest first; what has no year comes last."""
    years: dict[int | None, list[Retention]] = {}
    for line in kept(document):
        years.setdefault(line.year, []).append(line)
    ordered = sorted(years.items(), key=lambda item: item[0] or 0, reverse=True)
    return tuple(RetentionYear(year=year, lines=tuple(lines)) for year, lines in ordered)


def _gone_by_type(
    document: PlanDocument, *, undated: int
) -> Counter[tuple[MunitionCode | None, int]]:
    """Return what was destroyed of each type in each year; *undated* is the year of the rest."""
    gone: Counter[tuple[MunitionCode | None, int]] = Counter()
    for event in document.of(Destruction):
        year = undated if event.destroyed_on is None else event.destroyed_on.year
        gone[munition_of(document, event), year] += event.quantity or 0
    return gone


def _retained(lines: Iterable[Retention]) -> int | None:
    found = [
        (line.year, line.quantity)
        for line in lines
        if line.year is not None and line.quantity is not None
    ]
    latest = max((year for year, _ in found), default=None)
    return _sum([quantity for year, quantity in found if year == latest])


def _gone(parts: list[int | None]) -> int | None:
    """Return what was destroyed: nothing where no event is on record."""
    return _sum(parts) if parts else 0


def _sum(parts: list[int | None]) -> int | None:
    stated = [part for part in parts if part is not None]
    return sum(stated) if stated else None
