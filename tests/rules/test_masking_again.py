"""Two masked submissions together do not give a count back that each of them masks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from ccmdesk.model.ids import CasualtyCountsId
from ccmdesk.model.victims import CasualtyCounts, Device
from ccmdesk.rules.masking import masked
from ccmdesk.rules.told import NOTHING_TOLD, Told

BELOW = 5


def casualties(
    number: int, device: Device | None, injured: int, *, year: int = 2025
) -> CasualtyCounts:
    identity = CasualtyCountsId(UUID(int=number))
    return CasualtyCounts(id=identity, year=year, device=device, injured=injured)


MINE = casualties(1, Device.REMNANT, 2)
OTHER = casualties(2, Device.NOT_SEPARATED, 40)
ALL = casualties(3, None, 42)


def send(*submissions: Sequence[CasualtyCounts], below: int = BELOW) -> list[dict[int, int | None]]:
    """Return what each submission tells of the injured, by record, masked one after the other."""
    told: Told = NOTHING_TOLD
    seen = []
    for records in submissions:
        found = masked({CasualtyCounts: tuple(records)}, below=below, earlier=told)
        told = found.told
        seen.append({one.id.int: one.injured for one in found.records[CasualtyCounts]})
    return seen


def test_what_is_hidden_along_stays_hidden_when_its_sum_is_gone() -> None:
    with_sum, without, still_without = send([MINE, OTHER, ALL], [MINE, OTHER], [MINE, OTHER])
    assert with_sum == {1: None, 2: None, 3: 42}
    assert without == still_without == {1: None, 2: None}
    changed = replace(OTHER, injured=50)
    assert send([MINE, OTHER, ALL], [MINE, changed])[1] == {1: None, 2: 50}


def test_a_sum_that_is_added_later_is_hidden_where_the_rest_is_known() -> None:
    assert send([MINE, OTHER], [MINE, OTHER, ALL]) == [
        {1: None, 2: 40},
        {1: None, 2: 40, 3: None},
    ]


def test_a_small_count_that_is_added_is_not_what_a_sum_has_grown_by() -> None:
    three = casualties(4, Device.CLUSTER_MUNITION, 3)
    before = [MINE, three, OTHER, casualties(3, None, 45)]
    after = [MINE, three, OTHER, casualties(5, Device.REMNANT, 1), casualties(3, None, 46)]
    assert send(before, after) == [
        {1: None, 4: None, 2: 40, 3: 45},
        {1: None, 4: None, 2: 40, 5: None, 3: None},
    ]


def test_a_count_is_not_given_back_by_numbers_of_which_each_was_told_before() -> None:
    first = [casualties(1, Device.REMNANT, 30), casualties(3, None, 30)]
    second = [casualties(2, Device.NOT_SEPARATED, 28)]
    third = [casualties(1, Device.REMNANT, 2), *second, casualties(3, None, 30)]
    assert send(first, second, third)[2] == {1: None, 2: None, 3: 30}


def test_the_same_plan_is_masked_the_same_again() -> None:
    first, second = send([MINE, OTHER, ALL], [MINE, OTHER, ALL])
    assert first == second


Cell = tuple[int, int]
"""A record and the number it has; with another number it is another unknown."""

NUMBERS = st.lists(st.integers(0, 12), min_size=3, max_size=3)
KEPT = st.lists(st.booleans(), min_size=4, max_size=4)


@settings(deadline=None)
@given(st.lists(st.tuples(NUMBERS, KEPT, st.booleans()), min_size=2, max_size=4), st.integers(3, 8))
def test_no_count_is_solved_from_several_submissions(
    drawn: list[tuple[list[int], list[bool], bool]], below: int
) -> None:
    submissions: list[list[CasualtyCounts]] = []
    before: list[int] = []
    for numbers, kept, is_new in drawn:
        before = numbers if is_new or not before else [*before[:2], numbers[2]]
        submissions.append(list(_table(before, kept)))
    shown: set[Cell] = set()
    rows: list[dict[Cell, int]] = []
    for records, told in zip(submissions, send(*submissions, below=below), strict=True):
        now = {_cell(one) for one in records if told[one.id.int] is not None}
        assert all(number == 0 or number >= below for _, number in now)
        alone = list(_sums(records))
        rows += alone
        assert not _small_solved(alone, now, below)
        # What numbers that were told before give away by themselves nobody can hide any more.
        assert _small_solved(rows, shown | now, below) <= _small_solved(rows, shown, below)
        shown |= now


def _small_solved(
    rows: Sequence[Mapping[Cell, int]], shown: Collection[Cell], below: int
) -> set[Cell]:
    unknown = sorted({cell for row in rows for cell in row} - set(shown))
    return {cell for cell in _solved(unknown, rows) if 0 < cell[1] < below}


def _cell(one: CasualtyCounts) -> Cell:
    return one.id.int, one.injured or 0


def _table(numbers: Sequence[int], kept: Sequence[bool]) -> Iterator[CasualtyCounts]:
    devices = zip(Device, numbers, strict=True)
    parts = [casualties(n, device, injured) for n, (device, injured) in enumerate(devices, start=1)]
    there = [one for one, is_kept in zip(parts, kept[:3], strict=True) if is_kept]
    yield from there
    if kept[3]:
        yield casualties(4, None, sum(one.injured or 0 for one in there))


def _sums(records: Sequence[CasualtyCounts]) -> Iterator[dict[Cell, int]]:
    """Yield that the parts are the sum, where a submission has both."""
    cells = {_cell(one): -1 if one.device is None else 1 for one in records}
    if {1, -1} <= set(cells.values()):
        yield cells


def _solved(unknown: Sequence[Cell], sums: Sequence[Mapping[Cell, int]]) -> set[Cell]:
    """Return the unknowns that Gaussian elimination finds, written apart from the program's."""
    rows = [[Fraction(one.get(cell, 0)) for cell in unknown] for one in sums]
    at = 0
    for column in range(len(unknown)):
        pivot = next((r for r in range(at, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [value / rows[at][column] for value in rows[at]]
        for r, row in enumerate(rows):
            if r != at and row[column]:
                rows[r] = [a - row[column] * b for a, b in zip(row, rows[at], strict=True)]
        at += 1
    found = (row for row in rows if sum(bool(value) for value in row) == 1)
    return {unknown[row.index(Fraction(1))] for row in found}
