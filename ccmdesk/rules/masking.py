"""Masks small counts of people before a plan leaves, with what would give them back.

Counted are victims, those assessed and served, those reached and those who benefit, by sex and age
where they are. Zero is no small count: it tells of nobody. What texts say is not looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import combinations
from typing import Any, NamedTuple
from uuid import UUID

from ccmdesk.model.activity import Activity
from ccmdesk.model.facts import fields_of
from ccmdesk.model.values import Absence, People, Quantity
from ccmdesk.model.victims import CasualtyCounts
from ccmdesk.rules.suppression import Equation, suppressed

LEAST, MOST = 3, 100
"""Below 3 the only small count is known as soon as it is masked; above 100 nothing is left."""

_CELLS = tuple(cell.name for cell in fields(People))
_COUNTS = ("killed", "injured", "with_disability")
_AMOUNTS: Mapping[str, str] = {"quantity": "direct", "value": "people"}
"""Quantities that may say the same number as a count by sex and age, by that count's field."""


class Count(NamedTuple):
    """One count in a plan: of a field, or of one cell of a field by sex and age."""

    record: UUID
    field: str
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Masked:
    """The records with their small counts masked, and how many counts were."""

    records: Mapping[type, tuple[Any, ...]]
    counts: int


def masked(records: Mapping[type, tuple[Any, ...]], *, below: int) -> Masked:
    """Return the records without counts of people from 1 to below *below*, and what tells of them.

    A masked count is absent, and its field says that it was masked.
    """
    every = [record for kept in records.values() for record in kept]
    values = dict(_counts(every))
    small = {one for one, value in values.items() if 0 < value < below and not _is_amount(one)}
    equations = [one for one in _equations(every, values) if _holds(one, values)]
    hidden = suppressed(values, equations, small=small, below=below)
    by_record: dict[UUID, list[Count]] = defaultdict(list)
    for one in (*hidden, *_prices(every, hidden)):
        by_record[one.record].append(one)
    kept = {
        kind: tuple(_without(record, by_record.get(record.id, ())) for record in found)
        for kind, found in records.items()
    }
    return Masked(kept, len(hidden))


def _counts(records: Sequence[Any]) -> Iterator[tuple[Count, int]]:
    for record in records:
        for field in fields_of(type(record)):
            value = getattr(record, field.name)
            if isinstance(value, People):
                for cell in _CELLS:
                    if (count := getattr(value, cell)) is not None:
                        yield Count(record.id, field.name, cell), count
            elif isinstance(record, CasualtyCounts) and field.name in _COUNTS:
                if value is not None:
                    yield Count(record.id, field.name), value
            elif _says_people(record, field.name) and value.amount is not None:
                yield Count(record.id, field.name), value.amount


def _says_people(record: Any, field: str) -> bool:
    return field in _AMOUNTS and isinstance(getattr(record, field), Quantity)


def _is_amount(one: Count) -> bool:
    return one.field in _AMOUNTS


def _equations(records: Sequence[Any], values: Mapping[Count, int]) -> Iterator[Equation[Count]]:
    for record in records:
        yield from _amount_equations(record, values)
    casualties = [record for record in records if isinstance(record, CasualtyCounts)]
    for one in casualties:
        split = _there([Count(one.id, "people", cell) for cell in _CELLS], values)
        yield Equation(_there([Count(one.id, "killed"), Count(one.id, "injured")], values), split)
    yield from _of_devices(casualties, values)
    yield from _of_years(casualties, values)


def _amount_equations(record: Any, values: Mapping[Count, int]) -> Iterator[Equation[Count]]:
    for amount, people in _AMOUNTS.items():
        whole = Count(record.id, amount)
        if whole in values:
            split = _there([Count(record.id, people, cell) for cell in _CELLS], values)
            yield Equation((whole,), split)


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
    columns = [("people", cell) for cell in _CELLS] + [(name, "") for name in _COUNTS]
    for field, cell in columns:
        total = _there([Count(whole.id, field, cell)], values)
        yield Equation(total, _there([Count(part.id, field, cell) for part in parts], values))


def _prices(records: Sequence[Any], hidden: Collection[Count]) -> Iterator[Count]:
    """Yield the cost of one unit where the whole cost, divided by it, gives the quantity back."""
    for record in records:
        priced = isinstance(record, Activity) and None not in {record.unit_cost, record.cost}
        if priced and Count(record.id, "quantity") in hidden:
            yield Count(record.id, "unit_cost")


def _there(counts: Sequence[Count], values: Mapping[Count, int]) -> tuple[Count, ...]:
    return tuple(one for one in counts if one in values)


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
