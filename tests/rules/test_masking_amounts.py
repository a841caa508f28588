"""Quantities in persons are masked like counts of people, with what would give them back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccmdesk.model.activity import Activity, Milestone
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.document import document_of
from ccmdesk.model.ids import (
    ActivityId,
    BudgetLineId,
    IndicatorId,
    MeasurementId,
    MilestoneId,
    NeedId,
    ObjectiveId,
)
from ccmdesk.model.indicator import Indicator, Measurement
from ccmdesk.model.kinds import kind_of
from ccmdesk.model.need import Need
from ccmdesk.model.plan import Objective
from ccmdesk.model.values import Absence, Money, People, Quantity
from ccmdesk.rules.masking import masked

BELOW = 5
WORK = ActivityId(UUID(int=1))
GOAL = ObjectiveId(UUID(int=2))
EUR = CurrencyCode("EUR")


def work(quantity: Quantity | None, **values: Any) -> Activity:
    return Activity(id=WORK, objective=GOAL, quantity=quantity, **values)


def milestone(number: int, planned: int | None, achieved: int | None = None) -> Milestone:
    return Milestone(
        id=MilestoneId(UUID(int=number)),
        activity=WORK,
        year=2000 + number,
        planned=planned,
        achieved=achieved,
    )


def mask(*records: Any, below: int = BELOW) -> list[Any]:
    """Return the records as they leave, in their order."""
    seen = masked(document_of(records).records, below=below).records
    by_id = {record.id: record for found in seen.values() for record in found}
    return [by_id[record.id] for record in records]


@pytest.mark.parametrize(
    "unit", ["people", "Survivors", "trainees", "staff", "families", "households"]
)
def test_a_small_quantity_of_persons_is_masked_wherever_it_stands(unit: str) -> None:
    few = Quantity(2, unit)
    seen = mask(
        work(few, unit_cost=Money(800_00, EUR)),
        milestone(3, 2, 1),
        Need(id=NeedId(UUID(int=4)), activity=WORK, quantity=few),
        Objective(id=GOAL, target=few),
        Indicator(id=IndicatorId(UUID(int=5)), activity=WORK, baseline_value=few, target=few),
        Measurement(id=MeasurementId(UUID(int=6)), indicator=IndicatorId(UUID(int=5)), value=few),
        BudgetLine(
            id=BudgetLineId(UUID(int=7)),
            activity=WORK,
            role=BudgetRole.NEEDED,
            amount=Money(1600_00, EUR),
        ),
    )
    away = [(kind_of(one).name, name) for one in seen for name, _note in one.notes]
    assert away == [
        ("activity", "quantity"),
        ("activity", "unit_cost"),
        ("milestone", "achieved"),
        ("milestone", "planned"),
        ("need", "quantity"),
        ("objective", "target"),
        ("indicator", "baseline_value"),
        ("indicator", "target"),
        ("measurement", "value"),
    ]
    assert {note.absence for one in seen for _name, note in one.notes} == {Absence.MASKED}
    assert all(_amount(one, name) is None for one in seen for name, _note in one.notes)


def test_amounts_of_things_and_large_ones_stay() -> None:
    kept = [
        work(Quantity(2, "villages"), unit_cost=Money(800_00, EUR), direct=People(women=40)),
        milestone(3, 2, 0),
        Indicator(id=IndicatorId(UUID(int=5)), activity=WORK, target=Quantity(2, "villages")),
        Objective(id=GOAL, target=Quantity(40, "people")),
    ]
    assert mask(*kept) == kept


def test_milestones_and_their_sum_do_not_give_one_back() -> None:
    seen = mask(work(Quantity(42, "people")), milestone(3, 2), milestone(4, 30), milestone(5, 10))
    assert [_amount(one, name) for one, name in zip(seen, NAMES, strict=True)] == [
        42,
        None,
        30,
        None,
    ]


def test_what_was_achieved_as_planned_does_not_give_it_back() -> None:
    planned = [milestone(3, 2, None), milestone(4, 40, 40)]
    _, first, second = mask(work(Quantity(42, "people")), *planned)
    assert (first.planned, second.planned, second.achieved) == (None, None, None)


def test_a_target_that_says_the_quantity_once_more_is_masked_with_it() -> None:
    target = Indicator(id=IndicatorId(UUID(int=5)), activity=WORK, target=Quantity(9, "sessions"))
    seen, aim = mask(work(Quantity(9, "sessions"), direct=People(women=9)), target, below=10)
    assert (seen.direct, seen.quantity.amount, aim.target.amount) == (None, None, None)


def test_what_was_measured_of_an_objective_does_not_give_its_target_back() -> None:
    number, aim = Quantity(9, "sessions"), IndicatorId(UUID(int=5))
    people = People(women=9)
    seen, _, actual = mask(
        Objective(id=GOAL, target=number),
        Indicator(id=aim, objective=GOAL),
        Measurement(id=MeasurementId(UUID(int=6)), indicator=aim, value=number, people=people),
        below=10,
    )
    assert (seen.target.amount, actual.value.amount, actual.people) == (None, None, None)


NAMES = ("quantity", "planned", "planned", "planned")


def _amount(record: Any, name: str) -> Any:
    value = getattr(record, name)
    return value.amount if isinstance(value, Quantity) else value


SPLIT = st.lists(st.integers(0, 9), min_size=5, max_size=5)
PARTS = st.lists(st.integers(0, 9), min_size=1, max_size=4)


@settings(deadline=None)
@given(SPLIT, PARTS, st.lists(st.booleans(), min_size=5, max_size=5), st.integers(3, 8))
def test_no_masked_amount_is_solved_from_the_others(
    split: list[int], parts: list[int], told: list[bool], below: int
) -> None:
    records = list(_plan(split, parts, told))
    seen = mask(*records, below=below)
    true, shown = _numbers(records), _numbers(seen)
    for cell, value in shown.items():
        assert value == true[cell]
        assert value == 0 or value >= below
    unknown = [cell for cell in true if cell not in shown]
    rules = [rule for rule in _rules(records) if _is_true(rule, true)]
    small = {cell for cell, value in true.items() if 0 < value < below}
    assert not _solved(unknown, [_row(rule, shown) for rule in rules]) & small


def _plan(split: Sequence[int], parts: Sequence[int], told: Sequence[bool]) -> Iterator[Any]:
    """Yield a work for survivors: its quantity may be its split or the sum of its milestones."""
    by_split, with_split, with_target, done, kept_up = told
    number = Quantity(sum(split) if by_split else sum(parts), "survivors")
    yield work(number, direct=People(*split) if with_split else None)
    for n, part in enumerate(parts, start=10):
        yield milestone(n, part, part if kept_up else (part + 1) if done else None)
    if with_target:
        target = IndicatorId(UUID(int=5))
        yield Indicator(id=target, activity=WORK, target=number)
        people = People(*split)
        yield Measurement(
            id=MeasurementId(UUID(int=6)), indicator=target, value=number, people=people
        )


Cell = tuple[UUID, str]


def _numbers(records: Sequence[Any]) -> dict[Cell, int]:
    """Return every number that is there, by its record and a name."""
    found: dict[Cell, int | None] = {}
    for one in records:
        for name in ("quantity", "planned", "achieved", "target", "value"):
            if hasattr(one, name):
                found[one.id, name] = _amount(one, name)
        people = getattr(one, "direct", None) or getattr(one, "people", None) or People()
        found |= {(one.id, str(n)): cell for n, cell in enumerate(people.cells)}
    return {cell: value for cell, value in found.items() if value is not None}


def _rules(records: Sequence[Any]) -> Iterator[dict[Cell, int]]:
    """Yield what a reader may think is equal: each number with its sign, together zero."""
    steps = [one for one in records if isinstance(one, Milestone)]
    same = [(one.id, name) for one in records for name in ("quantity", "target", "value")]
    same = [cell for cell in same if cell in _numbers(records)]
    yield from ({one: 1, other: -1} for one in same for other in same if one < other)
    for one in records:
        for cell in same:
            yield {cell: 1, **{(one.id, str(n)): -1 for n in range(5)}}
    for name in ("planned", "achieved"):
        yield {(WORK, "quantity"): 1, **{(step.id, name): -1 for step in steps}}
    for step in steps:
        yield {(step.id, "planned"): 1, (step.id, "achieved"): -1}


def _is_true(rule: Mapping[Cell, int], true: Mapping[Cell, int]) -> bool:
    known = {cell: sign for cell, sign in rule.items() if cell in true}
    both = {1, -1} <= set(known.values())
    return both and sum(sign * true[cell] for cell, sign in known.items()) == 0


def _row(rule: Mapping[Cell, int], shown: Mapping[Cell, int]) -> dict[Cell, int]:
    return {cell: sign for cell, sign in rule.items() if cell not in shown}


def _solved(unknown: Sequence[Cell], rules: Sequence[Mapping[Cell, int]]) -> set[Cell]:
    """Return the unknowns that Gaussian elimination finds, written apart from the program's."""
    rows = [[Fraction(rule.get(cell, 0)) for cell in unknown] for rule in rules]
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
