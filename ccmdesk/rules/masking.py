"""Masks small counts of people before a plan leaves, with what would give them back.

Counted are victims, those assessed and served, those reached and those who benefit, by sex and age
where they are, and every quantity in a unit of persons. Zero is no small count: it tells
of nobody. What texts say is not looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any
from uuid import UUID

from ccmdesk.model.document import PlanDocument
from ccmdesk.model.facts import fields_of
from ccmdesk.model.values import Absence, People, Quantity
from ccmdesk.model.victims import CasualtyCounts
from ccmdesk.rules.masked_amounts import Amounts
from ccmdesk.rules.plan_count import CELLS, Count, there
from ccmdesk.rules.suppression import Equation
from ccmdesk.rules.told import NOTHING_TOLD, Told, left_out

LEAST, MOST = 3, 100
"""Below 3 the only small count is known as soon as it is masked; above 100 nothing is left."""

_COUNTS = ("killed", "injured", "with_disability")


@dataclass(frozen=True, slots=True)
class Masked:
    """The records with their small counts masked, how many counts were, and what is told then."""

    records: Mapping[type, tuple[Any, ...]]
    counts: int
    told: Told


def masked(
    records: Mapping[type, tuple[Any, ...]], *, below: int, earlier: Told = NOTHING_TOLD
) -> Masked:
    """Return the records without counts of people from 1 to below *below*, and what tells of them.

    A masked count is absent, and its field says that it was masked. *earlier* is what masked
    submissions before it told; together they must not give a count back either.
    """
    every = [record for kept in records.values() for record in kept]
    amounts = Amounts(PlanDocument(records))
    people = dict(_counts(every))
    values = {**people, **{one.count: one.value for one in amounts}}
    counted = {*people, *(one.count for one in amounts if one.is_of_people)}
    small = {one for one in counted if 0 < values[one] < below}
    sums = (*_equations(every, values), *amounts.equations(values))
    equations = [one for one in sums if _holds(one, values)]
    hidden, told = left_out(values, equations, small=small, below=below, earlier=earlier)
    by_record: dict[UUID, list[Count]] = defaultdict(list)
    for one in (*hidden, *amounts.prices(hidden)):
        by_record[one.record].append(one)
    kept = {
        kind: tuple(_without(record, by_record.get(record.id, ())) for record in found)
        for kind, found in records.items()
    }
    return Masked(kept, len(hidden), told)


def _counts(records: Sequence[Any]) -> Iterator[tuple[Count, int]]:
    for record in records:
        for field in fields_of(type(record)):
            value = getattr(record, field.name)
            if isinstance(value, People):
                for cell in CELLS:
                    if (count := getattr(value, cell)) is not None:
                        yield Count(record.id, field.name, cell), count
            elif _is_count(record, field.name) and value is not None:
                yield Count(record.id, field.name), value


def _is_count(record: Any, field: str) -> bool:
    return isinstance(record, CasualtyCounts) and field in _COUNTS


def _equations(records: Sequence[Any], values: Mapping[Count, int]) -> Iterator[Equation[Count]]:
    casualties = [record for record in records if isinstance(record, CasualtyCounts)]
    for one in casualties:
        split = there([Count(one.id, "people", cell) for cell in CELLS], values)
        yield Equation(there([Count(one.id, "killed"), Count(one.id, "injured")], values), split)
    yield from _of_devices(casualties, values)
    yield from _of_years(casualties, values)


def _of_devices(
    casualties: Sequence[CasualtyCounts], values: Mapping[Count, int]
) -> Iterator[Equation[Count]]:
    """Yield that a count of all devices is the sum of those of each, in one year."""
    for whole in (one for one in casualties if one.device is None):
        parts = [
            one
            for one in casualties
            if one.device is not None and (one.year, one.all_years) == (whole.year, whole.all_years)
        ]
        yield from _column_sums(whole, parts, values)


def _of_years(
    casualties: Sequence[CasualtyCounts], values: Mapping[Count, int]
) -> Iterator[Equation[Count]]:
    """Yield that a count of all years is the sum of the years up to it, of one device.

    Two such counts differ by the years between them, whether or not the years before are on record.
    """
    wholes = [one for one in casualties if one.all_years and one.year is not None]
    for whole in wholes:
        yield from _column_sums(whole, _years_of(whole, casualties), values)
    ordered = sorted(wholes, key=lambda one: one.year or 0)
    for before, whole in combinations(ordered, 2):
        if before.device is whole.device:
            since = _years_of(whole, casualties, after=before.year or 0)
            yield from _column_sums(whole, (before, *since), values)


def _years_of(
    whole: CasualtyCounts, casualties: Sequence[CasualtyCounts], *, after: int = 0
) -> list[CasualtyCounts]:
    """Return the counts of single years up to that of *whole*, of its device."""
    last = whole.year or 0
    return [
        one
        for one in casualties
        if not one.all_years
        and one.device is whole.device
        and one.year is not None
        and after < one.year <= last
    ]


def _column_sums(
    whole: CasualtyCounts, parts: Sequence[CasualtyCounts], values: Mapping[Count, int]
) -> Iterator[Equation[Count]]:
    columns = [("people", cell) for cell in CELLS] + [(name, "") for name in _COUNTS]
    for field, cell in columns:
        total = there([Count(whole.id, field, cell)], values)
        yield Equation(total, there([Count(part.id, field, cell) for part in parts], values))


def _holds(equation: Equation[Count], values: Mapping[Count, int]) -> bool:
    """Whether both sides are there and equal; a sum that is wrong gives nothing back."""
    left, right = (sum(values[c] for c in side) for side in (equation.left, equation.right))
    return bool(equation.left and equation.right) and left == right


def _without(record: Any, hidden: Sequence[Count]) -> Any:
    changes: dict[str, Any] = {}
    notes = record.notes
    for one in sorted(hidden):
        value = changes.get(one.field, getattr(record, one.field))
        changes[one.field] = _emptied(value, one.cell)
        notes = notes.put(one.field, replace(notes[one.field], absence=Absence.MASKED, reason=""))
    return replace(record, **changes, notes=notes) if changes else record


def _emptied(value: Any, cell: str) -> Any:
    match value:
        case People():
            left = replace(value, **{cell: None})
            return left if any(count is not None for count in left.cells) else None
        case Quantity():
            return replace(value, amount=None)
        case _:
            return None
