"""Packages are taken in as one step that undo takes back, once, whatever arrives twice."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from db_cases import BOTH, add, area, edit, new_store, stamp
from office_packages import KEY, sent, take_in

from ccmdesk.db.check import check_store
from ccmdesk.db.outgoing import Have, Need
from ccmdesk.db.packages import Arrival, Awaited, Sender, Way
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import StepKind
from ccmdesk.model.problem import Problem

ENGINES = BOTH


@pytest.fixture
def offices(tmp_path: Path) -> tuple[Store, Store]:
    centre = new_store(tmp_path / "centre.ccmdesk", office="Centre")
    field = new_store(tmp_path / "field.ccmdesk", office="")
    add(centre, area(1), area(2))
    take_in(field, sent(centre))
    return centre, field


def test_a_package_is_registered_on_both_sides(offices: tuple[Store, Store]) -> None:
    centre, field = offices
    (out,), (received,) = centre.packages.all(), field.packages.all()
    assert (out.way, received.way) == (Way.SENT, Way.RECEIVED)
    assert (out.manifest, out.sender) == (received.manifest, received.sender)
    assert received.by == "Amina"
    assert received.reach == centre.packages.reach()
    assert field.packages.last_reach(centre.replica) == centre.packages.reach()
    assert centre.packages.next_number() == 2
    assert field.packages.next_number() == 1


def test_the_second_package_holds_what_is_new(offices: tuple[Store, Store]) -> None:
    centre, field = offices
    edit(centre, area(1, size_m2=5_000))
    second = sent(centre, to=field)
    assert len(list(second.lines)) == 1
    take_in(field, second)
    assert field.document().content_hash == centre.document().content_hash


def test_twice_changes_nothing(offices: tuple[Store, Store]) -> None:
    centre, field = offices
    arrival = sent(centre)
    for _ in range(2):
        take_in(field, arrival)
    assert len(field.packages.all()) == 2
    assert field.lines() == centre.lines()


def test_undo_takes_back_what_a_package_brought(offices: tuple[Store, Store]) -> None:
    centre, field = offices
    edit(field, area(2, priority=1))
    before = field.document().content_hash
    edit(centre, area(1, size_m2=5_000))
    add(centre, area(3))
    take_in(field, sent(centre))
    step, brief = field.undoable(), field.next_undo()
    assert step is not None
    assert brief is not None
    assert (step.does, brief.meant, brief.count) == (StepKind.MERGE, StepKind.MERGE, 2)
    undone = field.undo(stamp())
    assert undone.undoes == step.id
    assert field.document().content_hash == before
    redo = field.next_redo()
    assert redo is not None
    assert redo.meant is StepKind.MERGE
    field.redo(stamp())
    assert field.get(HazardousArea, area(3).id) == area(3)
    assert check_store(field) == []


def test_undo_goes_back_through_own_steps_and_packages_in_turn(
    offices: tuple[Store, Store],
) -> None:
    """But for the package that the plan began with: without it there is no plan."""
    centre, field = offices
    edit(field, area(2, priority=1))
    add(centre, area(3))
    take_in(field, sent(centre, to=field))
    edit(field, area(2, priority=2))
    undone = [field.undo(stamp()) for _ in range(3)]
    assert [{change.record.int for change in step.changes} for step in undone] == [{2}, {3}, {2}]
    assert {one.id.int for one in field.document().of(HazardousArea)} == {1, 2}
    with pytest.raises(Problem, match="nothing to take back"):
        field.undo(stamp())


def test_what_was_changed_since_stays_when_a_package_is_taken_back(
    offices: tuple[Store, Store],
) -> None:
    centre, field = offices
    edit(centre, area(1, size_m2=5_000, priority=1))
    take_in(field, sent(centre, to=field))
    edit(field, area(1, size_m2=6_000, priority=1))
    take_in(field, sent(centre))
    step = field.undoable()
    assert step is not None
    assert step.does is StepKind.EDIT


def test_the_register_and_its_undo_are_there_after_closing(
    offices: tuple[Store, Store],
) -> None:
    centre, field = offices
    add(centre, area(3))
    take_in(field, sent(centre, to=field))
    field.close()
    with open_store(field.path) as again:
        again.rebuild()
        assert {one.id.int for one in again.document().of(HazardousArea)} == {1, 2, 3}
        again.undo(stamp())
        assert {one.id.int for one in again.document().of(HazardousArea)} == {1, 2}
        assert [package.number for package in _senders(again)] == [1, 2]


def _senders(store: Store) -> list[Sender]:
    return [package.sender for package in store.packages.all()]


def test_offices_get_the_names_they_give_themselves(offices: tuple[Store, Store]) -> None:
    centre, field = offices
    parts = {part.replica: part.office for part in field.packages.parts_beyond({})}
    assert parts == {centre.replica: "Centre", field.replica: ""}
    named = Arrival(
        manifest=bytes(32),
        public_key=KEY,
        sender=Sender(replica=UUID(int=7), office="B", person="", number=1),
        reach={},
        needs={},
        offices={centre.replica: "Another name"},
        lines=(),
    )
    take_in(field, named)
    assert {part.office for part in field.packages.parts_beyond({})} == {"Centre", ""}


def test_a_package_that_has_not_come_is_named(offices: tuple[Store, Store]) -> None:
    centre, field = offices
    edit(centre, area(1, size_m2=5_000))
    second = sent(centre, to=field)
    late = centre.packages.reach()
    edit(centre, area(1, size_m2=6_000))
    third = _beyond(sent(centre), centre, late)
    take_in(field, third)
    assert field.packages.awaited() == [Awaited(office="Centre", number=2)]
    assert len(field.packages.waiting()) == 1
    take_in(field, second)
    assert field.packages.awaited() == []
    assert field.packages.waiting() == []
    assert field.document().content_hash == centre.document().content_hash


def _beyond(arrival: Arrival, store: Store, have: Have) -> Arrival:
    """Return the package as for an office that has *have*, though it was never told so."""
    parts = store.packages.parts_beyond(have)
    needs = {
        part.replica: Need(part.after, store.packages.number_with(part.replica, part.after.seq))
        for part in parts
    }
    return replace(arrival, lines=list(store.packages.lines_beyond(parts)), needs=needs)


def test_a_file_that_was_copied_writes_under_a_name_of_its_own_once_it_is_noticed(
    offices: tuple[Store, Store], tmp_path: Path
) -> None:
    centre, field = offices
    field.close()
    shutil.copyfile(field.path, tmp_path / "copy.ccmdesk")
    with open_store(field.path) as kept, open_store(tmp_path / "copy.ccmdesk") as copied:
        edit(kept, area(1, priority=1))
        edit(copied, area(2, priority=2))
        former = kept.replica
        assert copied.replica == former
        take_in(centre, sent(kept))
        take_in(centre, sent(copied))
        take_in(copied, sent(centre))
        assert copied.replica != former
        edit(copied, area(1, priority=3))
        step = copied.undoable()
        assert step is not None
        assert [change.new for change in step.changes] == [{"priority": 3}]
        copied.undo(stamp())
        take_in(centre, sent(copied))
        take_in(kept, sent(centre))
        hashes = {store.document().content_hash for store in (centre, kept, copied)}
        assert len(hashes) == 1
    with open_store(tmp_path / "copy.ccmdesk") as again:
        assert again.replica != former


def test_an_older_copy_put_back_by_hand_is_noticed(
    offices: tuple[Store, Store], tmp_path: Path
) -> None:
    centre, field = offices
    field.close()
    older = field.path.read_bytes()
    with open_store(field.path) as kept:
        edit(kept, area(1, priority=1))
        take_in(centre, sent(kept))
    field.path.write_bytes(older)
    with open_store(field.path) as back:
        former = back.replica
        take_in(back, sent(centre))
        assert back.replica != former
        assert back.document().content_hash == centre.document().content_hash
        edit(back, area(1, priority=4))
        take_in(centre, sent(back, to=centre))
        assert centre.document().content_hash == back.document().content_hash
        assert check_store(centre) == []
