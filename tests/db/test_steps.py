"""The steps of a plan as a list, and the way back to any of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from db_cases import BOTH, NOON, add, area, delete, edit, new_id, new_store, stamp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ccmdesk.db.steps import StepLine, StepQuery
from ccmdesk.db.store import Store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import StepKind
from ccmdesk.model.values import Texts

ENGINES = BOTH


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_store(tmp_path / "plan.ccmdesk") as made:
        yield made


def _lines(store: Store, query: StepQuery | None = None) -> list[StepLine]:
    return store.steps.lines(store.steps.places(query or StepQuery()))


def _content(store: Store) -> dict[UUID, HazardousArea]:
    return {found.id: found for found in store.document().of(HazardousArea)}


def test_every_step_is_listed_newest_first_with_who_what_and_how_many(store: Store) -> None:
    add(store, area(1), area(2))
    edit(store, area(1, size_m2=5), minute=1)
    store.undo(stamp(StepKind.UNDO, minute=2))
    delete(store, area(2))
    lines = _lines(store)
    assert [line.does for line in lines] == [
        StepKind.DELETE, StepKind.UNDO, StepKind.EDIT, StepKind.ADD,
    ]  # fmt: skip
    assert [line.brief.count for line in lines] == [1, 1, 1, 2]
    assert lines[1].brief.meant is StepKind.EDIT
    assert lines[2].brief.first[0].keys == ("size_m2",)
    assert {(line.by, line.office) for line in lines} == {("Amina", "Centre")}
    assert store.steps.last() == lines[0]


def test_an_empty_plan_has_no_steps(store: Store) -> None:
    assert _lines(store) == []
    assert store.steps.last() is None
    assert store.steps.people() == []


def test_steps_are_narrowed_by_person_sort_and_day(store: Store) -> None:
    add(store, area(1))
    edit(store, area(1, size_m2=5), minute=60 * 24)
    before = store.get(HazardousArea, area(1).id)
    assert before is not None
    from ccmdesk.model.change import difference

    later = stamp(minute=60 * 24 * 2, by="Keo")
    store.apply(difference(before, replace(before, size_m2=9)), later)
    assert store.steps.people() == ["Amina", "Keo"]
    assert [line.by for line in _lines(store, StepQuery(by="Keo"))] == ["Keo"]
    (added,) = _lines(store, StepQuery(does="add"))
    assert added.does is StepKind.ADD
    day = NOON + dt.timedelta(days=1)
    (found,) = _lines(store, StepQuery(since=day, until=day + dt.timedelta(hours=1)))
    assert found.at >= day


def test_the_changes_of_a_step_are_told_with_both_values(store: Store) -> None:
    add(store, area(1))
    edit(store, area(1, size_m2=5, name=Texts.of({"en": "Area 1", "fr": "Zone 1"})))
    found = store.steps.changes(_lines(store)[0].step)
    assert found.records == 1
    told = {entry.key: (entry.old, entry.new) for entry in found.entries}
    assert told == {"size_m2": (1001, 5), "name@fr": (None, "Zone 1")}


def test_a_very_large_step_is_told_in_part_and_counted_whole(store: Store) -> None:
    add(store, *(area(number) for number in range(1, 301)))
    (line,) = _lines(store)
    found = store.steps.changes(line.step)
    assert line.brief.count == found.records == 300
    assert len({entry.record for entry in found.entries}) == 200


def test_going_back_changes_only_what_differs_and_binned_records_come_back(store: Store) -> None:
    add(store, area(1), area(2), area(3))
    place = store.steps.places(StepQuery())[0]
    edit(store, area(1, size_m2=5))
    delete(store, area(2))
    add(store, area(4))
    edit(store, area(3, size_m2=7))
    edit(store, area(3))
    before = _content(store)
    changes = {change.record: change for change in store.steps.changes_back(place)}
    assert set(changes) == {area(n).id for n in (1, 2, 4)}
    assert changes[area(1).id].new == {"size_m2": 1001}
    assert changes[area(4).id].new == {"_deleted": True}
    step = store.apply(tuple(changes.values()), stamp(StepKind.RETURN))
    assert step is not None
    assert step.does is StepKind.RETURN
    assert _content(store) == {area(n).id: area(n) for n in (1, 2, 3)}
    store.undo(stamp(StepKind.UNDO))
    assert _content(store) == before


def test_going_back_to_where_the_plan_is_changes_nothing(store: Store) -> None:
    add(store, area(1))
    assert store.steps.changes_back(store.steps.places(StepQuery())[0]) == ()


def test_the_work_of_going_back_can_be_stopped(store: Store) -> None:
    add(store, area(1))

    def stop() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        store.steps.changes_back(0, watch=stop)


_DOINGS = st.lists(
    st.tuples(st.sampled_from(["edit", "delete", "add", "undo"]), st.integers(1, 3)),
    min_size=1,
    max_size=12,
)


@given(_DOINGS, st.integers(0, 11))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_going_back_gives_every_point_as_it_was(
    tmp_path: Path, doings: list[tuple[str, int]], chosen: int
) -> None:
    with new_store(tmp_path / f"{new_id()}.ccmdesk") as store:
        states: dict[int, dict[UUID, HazardousArea]] = {}
        for turn, (what, number) in enumerate(doings):
            _do(store, what, number, turn)
            places = store.steps.places(StepQuery())
            states[places[0] if places else 0] = _content(store)
        point = sorted(states)[chosen % len(states)]
        store.apply(store.steps.changes_back(point), stamp(StepKind.RETURN))
        assert _content(store) == states[point]


def _do(store: Store, what: str, number: int, turn: int) -> None:
    record = store.get(HazardousArea, area(number).id)
    match what:
        case "undo" if store.undoable():
            store.undo(stamp(StepKind.UNDO))
        case "delete" if record:
            delete(store, record)
        case "edit" if record:
            edit(store, replace(record, size_m2=10_000 + turn))
        case "add" if area(number).id not in {found for _, found in store.deleted()}:
            if record is None:
                add(store, area(number))
