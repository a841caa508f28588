"""Sums of the forms of an Article 7 report: by column, and by column and year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ccmdesk.model.area import LandRelease
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.values import Absence, Money
from ccmdesk.rules.form_content import Entry, FilledPart, FormRow, years_of
from ccmdesk.rules.land import stated_release_m2, unsplit_m2

_KINDS = frozenset({"cancelled_m2", "reduced_m2", "cleared_m2"})
_ITEMS = frozenset({"submunitions_destroyed", "other_items_destroyed"})

Sum = tuple[int | Money, ...]
"""A number, or an amount for each currency, since they are never added; empty: none was stated."""


@dataclass(frozen=True, slots=True)
class YearSums:
    """The sums of one year, one for each column; None: of what does not say its year.

    *lacks*: a row states no number for the column.
    """

    year: int | None
    sums: tuple[Sum, ...]
    lacks: tuple[bool, ...]


def column_sums(filled: FilledPart) -> tuple[Sum, ...]:
    """Return the sum of each column of a part that asks for one; none for the others."""
    summed = [column.summed for column in filled.part.columns]
    sums = _sums(filled.rows, len(summed))
    return tuple(one if asked else () for one, asked in zip(sums, summed, strict=True))


def lacking(filled: FilledPart) -> tuple[bool, ...]:
    """Return for each column whether a row states no number, which makes its sum a least one."""
    return _lacks(filled.rows, len(filled.part.columns))


def sums_by_year(filled: FilledPart) -> tuple[YearSums, ...]:
    """Return the sums of each year, the oldest first; a period counts for the year it ends in.

    What has no year comes last, so that the rows add up to the sum of all of them.
    """
    by_year: dict[int | None, list[FormRow]] = {}
    for row in filled.rows:
        years = years_of(row.record)
        by_year.setdefault(years[-1] if years else None, []).append(row)
    count = len(filled.part.columns)
    return tuple(
        YearSums(year, _sums(by_year[year], count), _lacks(by_year[year], count))
        for year in sorted(by_year, key=lambda year: (year is None, year or 0))
    )


def _lacks(rows: Sequence[FormRow], columns: int) -> tuple[bool, ...]:
    return tuple(any(_is_missing(row.cells[n]) for row in rows) for n in range(columns))


def _is_missing(entries: Sequence[Entry]) -> bool:
    """Whether a number should be here and is not; what does not apply is none that is missing."""
    if any(entry.value is not None for entry in entries):
        return False
    return not all(_is_none(entry) for entry in entries)


def _is_none(entry: Entry) -> bool:
    """Whether a blank is not missing: it does not apply, or the release is told by other kinds."""
    record, name = entry.record, entry.name
    if record.notes[name].absence is Absence.NOT_APPLICABLE:
        return True
    if not isinstance(record, LandRelease) or name not in _KINDS | _ITEMS:
        return False
    if stated_release_m2(record) is None or unsplit_m2(record):
        return False
    # Nothing is dug up where land was only taken off the list.
    return name in _KINDS or (record.reduced_m2, record.cleared_m2) == (None, None)


def _sums(rows: Sequence[FormRow], columns: int) -> tuple[Sum, ...]:
    return tuple(_sum(entry for row in rows for entry in row.cells[n]) for n in range(columns))


def _sum(entries: Iterable[Entry]) -> Sum:
    values: list[Any] = [entry.value for entry in entries if entry.value is not None]
    numbers = [value for value in values if isinstance(value, int)]
    if numbers:
        return (sum(numbers),)
    amounts: dict[CurrencyCode, int] = {}
    for value in values:
        if isinstance(value, Money):
            amounts[value.currency] = amounts.get(value.currency, 0) + value.minor
    return tuple(Money(minor, currency) for currency, minor in amounts.items())
