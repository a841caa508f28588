"""Small counts are masked so that nobody works them out from what is left."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccmdesk.model.activity import Activity
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.ids import ActivityId, CasualtyCountsId
from ccmdesk.model.values import Absence, Money, People, Quantity
from ccmdesk.model.victims import CasualtyCounts, Device
from ccmdesk.rules.masking import masked
from ccmdesk.rules.plan_count import Count
from ccmdesk.rules.suppression import Equation, suppressed

BELOW = 5
EUR = CurrencyCode("EUR")


def casualties(number: int, **values: object) -> CasualtyCounts:
    return CasualtyCounts(id=CasualtyCountsId(UUID(int=number)), **values)  # type: ignore[arg-type]


def mask(*records: CasualtyCounts, below: int = BELOW) -> tuple[CasualtyCounts, ...]:
    found: tuple[CasualtyCounts, ...] = masked({CasualtyCounts: records}, below=below).records[
        CasualtyCounts
    ]
    return found


def test_large_counts_and_zeros_stay() -> None:
    one = casualties(1, year=2024, killed=0, injured=60, people=People(20, 30, 10, 0, None))
    assert mask(one) == (one,)
    assert masked({CasualtyCounts: (one,)}, below=BELOW).counts == 0


def test_a_small_cell_is_masked_and_says_so() -> None:
    one = casualties(1, year=2024, people=People(20, 30, 3, 9, None))
    (seen,) = mask(one)
    assert seen.people == People(20, 30, None, 9, None)
    assert seen.notes["people"].absence is Absence.MASKED


def test_a_total_takes_a_second_cell_along() -> None:
    one = casualties(1, year=2024, killed=12, injured=50, people=People(20, 30, 3, 9, None))
    (seen,) = mask(one)
    assert seen.people == People(20, 30, None, None, None)
    assert (seen.killed, seen.injured) == (12, 50)


def test_a_small_number_of_killed_is_not_given_back_by_the_split() -> None:
    one = casualties(1, year=2024, killed=2, injured=50, people=People(20, 32, 0, 0, None))
    (seen,) = mask(one)
    assert (seen.killed, seen.injured) == (None, None)
    assert seen.notes["killed"].absence is Absence.MASKED
    assert seen.people == one.people


def test_the_sum_of_all_years_does_not_give_a_year_back() -> None:
    years = [
        casualties(n, year=2020 + n, people=People(women=count, men=40))
        for n, count in enumerate((10, 2, 30), start=1)
    ]
    whole = casualties(9, year=2023, all_years=True, people=People(women=42, men=120))
    seen = {one.id.int: one.people for one in mask(*years, whole)}
    hidden = [n for n, people in seen.items() if people is not None and people.women is None]
    assert 2 in hidden
    assert len(hidden) == 2


def test_two_sums_of_all_years_do_not_give_the_years_between_back() -> None:
    before = casualties(1, year=2024, all_years=True, injured=947)
    after = casualties(2, year=2025, all_years=True, injured=949)
    between = casualties(3, year=2025, injured=2)
    seen = [one.injured for one in mask(before, after, between)]
    assert seen[2] is None
    assert None in seen[:2]
    two_years = [casualties(4, year=2026, injured=3), casualties(5, year=2027, injured=30)]
    last = casualties(6, year=2027, all_years=True, injured=982)
    seen = [one.injured for one in mask(before, after, last, between, *two_years)]
    assert (seen[3], seen[4]) == (None, None)
    assert None in (seen[2], seen[5])


def test_the_sum_of_devices_does_not_give_one_back() -> None:
    mine = casualties(1, year=2024, device=Device.REMNANT, injured=3)
    other = casualties(2, year=2024, device=Device.CLUSTER_MUNITION, injured=40)
    whole = casualties(3, year=2024, injured=43)
    assert [one.injured for one in mask(mine, other, whole)] == [None, None, 43]


def test_a_quantity_that_says_the_same_number_is_masked_with_it() -> None:
    work = Activity(
        id=ActivityId(UUID(int=7)), quantity=Quantity(2, "people"), direct=People(women=2)
    )
    (seen,) = masked({Activity: (work,)}, below=BELOW).records[Activity]
    assert (seen.direct, seen.quantity) == (None, Quantity(None, "people"))
    other = replace(work, quantity=Quantity(14, "villages"))
    (kept,) = masked({Activity: (other,)}, below=BELOW).records[Activity]
    assert (kept.direct, kept.quantity) == (None, Quantity(14, "villages"))


def test_a_cost_and_the_cost_of_one_do_not_give_a_quantity_back() -> None:
    work = Activity(
        id=ActivityId(UUID(int=7)),
        quantity=Quantity(2, "people"),
        unit_cost=Money(800_00, EUR),
        cost=Money(1600_00, EUR),
        direct=People(women=2),
    )
    found = masked({Activity: (work,)}, below=BELOW)
    (seen,) = found.records[Activity]
    assert (seen.quantity.amount, seen.unit_cost, seen.cost) == (None, None, work.cost)
    assert seen.notes["unit_cost"].absence is Absence.MASKED
    assert found.counts == 2
    large = replace(work, quantity=Quantity(20, "people"), direct=People(women=20))
    assert masked({Activity: (large,)}, below=BELOW).records[Activity] == (large,)


def test_masking_twice_masks_no_more() -> None:
    one = casualties(1, year=2024, killed=12, injured=50, people=People(20, 30, 3, 9, None))
    once = mask(one)
    assert mask(*once) == once


COUNTS = st.integers(0, 12)
SPLITS = st.lists(COUNTS, min_size=5, max_size=5)
YEARS = st.lists(st.tuples(SPLITS, st.integers(0, 12)), min_size=1, max_size=4)


SUMS = st.lists(st.integers(1, 4), max_size=3)
"""After how many of the years there is a sum of all years."""


@settings(deadline=None)
@given(YEARS, st.integers(3, 8), SUMS, st.one_of(st.just([0] * 5), SPLITS))
def test_no_masked_count_is_solved_from_the_others(
    years: list[tuple[list[int], int]], below: int, sums: list[int], earlier: list[int]
) -> None:
    each = [_year(n, cells, killed) for n, (cells, killed) in enumerate(years, start=1)]
    before = _year(0, earlier, sum(earlier) // 2)
    totals = [_whole([before, *each[:after]], number=90 + n) for n, after in enumerate(sums)]
    records = [*each, *totals]
    seen = mask(*records, below=below)
    unknown, equations = _as_a_reader_writes_them(records, seen)
    for record in records:
        _require_small_ones_gone(record, seen[records.index(record)], below)
    assert not _solved(unknown, equations) & _small(records, below)


def _year(number: int, cells: Sequence[int], killed: int) -> CasualtyCounts:
    killed = min(killed, sum(cells))
    return casualties(
        number,
        year=2000 + number,
        killed=killed,
        injured=sum(cells) - killed,
        people=People(*cells),
    )


def _whole(records: Sequence[CasualtyCounts], *, number: int) -> CasualtyCounts:
    cells = [sum(column) for column in zip(*(_cells(one) for one in records), strict=True)]
    return casualties(
        number,
        year=records[-1].year,
        all_years=True,
        killed=sum(one.killed or 0 for one in records),
        injured=sum(one.injured or 0 for one in records),
        people=People(*cells),
    )


def _cells(one: CasualtyCounts) -> Sequence[int]:
    assert one.people is not None
    return [cell or 0 for cell in one.people.cells]


def _numbers(one: CasualtyCounts) -> list[int | None]:
    people = one.people or People()
    return [*people.cells, one.killed, one.injured]


def _small(records: Sequence[CasualtyCounts], below: int) -> set[tuple[int, int]]:
    return {
        (row, column)
        for row, one in enumerate(records)
        for column, value in enumerate(_numbers(one))
        if value is not None and 0 < value < below
    }


def _require_small_ones_gone(one: CasualtyCounts, seen: CasualtyCounts, below: int) -> None:
    for before, after in zip(_numbers(one), _numbers(seen), strict=True):
        assert after == before or after is None
        assert after is None or after == 0 or after >= below


Linear = tuple[dict[tuple[int, int], int], int]


def _as_a_reader_writes_them(
    records: Sequence[CasualtyCounts], seen: Sequence[CasualtyCounts]
) -> tuple[list[tuple[int, int]], list[Linear]]:
    """Return the unknowns and every equation a reader can write down: rows, then columns."""
    grid = [_numbers(one) for one in seen]
    unknown = [
        (row, column)
        for row, one in enumerate(records)
        for column, value in enumerate(_numbers(one))
        if value is not None and grid[row][column] is None
    ]
    signs = {column: 1 if column < 5 else -1 for column in range(7)}
    found = [
        _equation(grid, {(row, column): sign for column, sign in signs.items()})
        for row in range(len(grid))
    ]
    true = [_numbers(one) for one in records]
    for rows in _sums_over_years(records):
        if all(sum(sign * (true[r][c] or 0) for r, sign in rows.items()) == 0 for c in range(7)):
            found += [
                _equation(grid, {(row, column): sign for row, sign in rows.items()})
                for column in range(7)
            ]
    return unknown, found


def _sums_over_years(records: Sequence[CasualtyCounts]) -> Iterator[dict[int, int]]:
    """Yield each sum of all years, less an earlier one where there is one, less its years."""
    sums = [row for row, one in enumerate(records) if one.all_years]
    for last, first in itertools.product(sums, [None, *sums]):
        since = 0 if first is None else records[first].year or 0
        until = records[last].year or 0
        years = [
            row
            for row, one in enumerate(records)
            if not one.all_years and since < (one.year or 0) <= until
        ]
        if first != last and since <= until:
            less = years if first is None else [first, *years]
            yield {last: 1, **dict.fromkeys(less, -1)}


def _equation(grid: Sequence[Sequence[int | None]], signs: Mapping[tuple[int, int], int]) -> Linear:
    unknown, right = {}, 0
    for (row, column), sign in signs.items():
        value = grid[row][column]
        if value is None:
            unknown[row, column] = sign
        else:
            right -= sign * value
    return unknown, right


def _solved(
    unknown: Sequence[tuple[int, int]], equations: Sequence[Linear]
) -> set[tuple[int, int]]:
    """Return the unknowns that Gaussian elimination finds, written apart from the program's."""
    rows = [
        [Fraction(left.get(cell, 0)) for cell in unknown] + [Fraction(right)]
        for left, right in equations
    ]
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
    return {
        unknown[row.index(Fraction(1))]
        for row in rows
        if sum(bool(value) for value in row[:-1]) == 1
    }


@settings(deadline=None)
@given(st.lists(st.integers(0, 9), min_size=2, max_size=3), st.integers(3, 6))
def test_a_row_with_a_total_leaves_several_whole_numbers_open(parts: list[int], below: int) -> None:
    names = "abcd"[: len(parts)]
    values = {**dict(zip(names, parts, strict=True)), "sum": sum(parts)}
    equation = Equation(tuple(names), ("sum",))
    small = {name for name, value in values.items() if 0 < value < below}
    hidden = suppressed(values, [equation], small=small, below=below)
    answers = _answers(values, names, hidden)
    for name in small:
        assert len({answer[name] for answer in answers}) > 1, (values, hidden)


def _answers(
    values: Mapping[str, int], names: str, hidden: Collection[str]
) -> list[dict[str, int]]:
    """Return every row of whole numbers that agrees with what is shown."""
    ranges = [range(28) if name in hidden else [values[name]] for name in names]
    rows = (dict(zip(names, row, strict=True)) for row in itertools.product(*map(list, ranges)))
    if "sum" in hidden:
        return [{**row, "sum": sum(row.values())} for row in rows]
    return [{**row, "sum": values["sum"]} for row in rows if sum(row.values()) == values["sum"]]


GRIDS = """
import random
from ccmdesk.rules.suppression import Equation, suppressed

for seed in range(40, 60):
    chance = random.Random(seed)
    lines = ["ab cd ef gh".split(), "ik lm no pq".split(), "rs tu vw xy".split(), "1 2 3 4".split()]
    values = {name: chance.choice([0, 1, 2, 3, 5, 9, 12]) for line in lines for name in line}
    equations = []
    for line in [*lines, *zip(*lines)]:
        values["sum of " + line[0] + line[1]] = sum(values[name] for name in line)
        equations.append(Equation(tuple(line), ("sum of " + line[0] + line[1],)))
    small = {name for name, value in values.items() if 0 < value < 4}
    print(sorted(suppressed(values, equations, small=small, below=4)))
"""


def test_the_same_counts_are_left_out_in_every_run_of_the_program() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", GRIDS],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in range(4)
    }
    assert len(said) == 1


def test_counts_are_named_by_record_field_and_cell() -> None:
    assert Count(UUID(int=1), "people", "women") != Count(UUID(int=1), "people", "men")


@pytest.mark.parametrize("note", ["killed", "injured"])
def test_a_source_of_a_masked_count_is_kept(note: str) -> None:
    one = casualties(1, year=2024, killed=2, injured=50, people=People(20, 32))
    (seen,) = mask(one)
    assert seen.notes[note].absence is Absence.MASKED
