"""One step is one transaction; it can be taken back, done again, and read in the history."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from db_cases import BOTH, NOON, add, area, delete, edit, new_id, new_store, stamp, write_value

from ccmdesk.db.query import ListQuery
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import Change, StepKind, deletion, difference
from ccmdesk.model.codec import DELETED
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import Texts

ENGINES = BOTH


def test_a_save_that_changes_nothing_writes_nothing(store: Store) -> None:
    add(store, area(1))
    before = store.lines()
    assert store.apply(difference(area(1), area(1)), stamp()) is None
    same = Change("hazardous_area", area(1).id, {"size_m2": 7}, {"size_m2": 1001})
    assert store.apply([same], stamp()) is None
    assert store.apply([], stamp()) is None
    assert store.lines() == before


def test_a_step_tells_what_it_really_changed(store: Store) -> None:
    add(store, area(1))
    believed = Change("hazardous_area", area(1).id, {"size_m2": 7, "code": ""}, {"size_m2": 8})
    step = store.apply([believed], stamp(StepKind.IMPORT, by="Bo"))
    assert step is not None
    (change,) = step.changes
    assert (dict(change.old), dict(change.new)) == ({"size_m2": 1001}, {"size_m2": 8})
    assert (step.does, step.by, step.at, step.undoes) == (StepKind.IMPORT, "Bo", NOON, None)
    assert store.undoable() == step


def test_text_is_kept_clean_and_composed(store: Store) -> None:
    add(store, area(1, remark="e\u0301\x00\r\n"))
    kept = store.get(HazardousArea, area(1).id)
    assert kept is not None
    assert kept.remark == "é\n"


def test_a_value_the_field_cannot_have_is_refused_whole(store: Store) -> None:
    wrong = Change("hazardous_area", UUID(int=9), {}, {"kind": "no such kind"})
    with pytest.raises(ValueError, match="no such kind"):
        store.apply([*difference(None, area(1)), wrong], stamp())
    with pytest.raises(ValueError, match="colour"):
        write_value(store, UUID(int=9), "colour", "red")
    with pytest.raises(KeyError):
        store.apply([Change("no_such_kind", UUID(int=9), {}, {"code": "x"})], stamp())
    assert store.lines() == []
    assert store.counts()["hazardous_area"] == 0


def test_one_record_may_be_changed_twice_in_one_step(store: Store) -> None:
    add(store, area(1))
    hash_before = store.document().content_hash
    first = difference(area(1), area(1, size_m2=5))
    second = difference(area(1, size_m2=5), area(1, size_m2=6, code="X"))
    store.apply([*first, *second], stamp())
    assert store.get(HazardousArea, area(1).id) == area(1, size_m2=6, code="X")
    store.undo(stamp())
    assert store.document().content_hash == hash_before


def test_the_same_step_twice_is_written_once(store: Store) -> None:
    once = stamp(StepKind.ADD)
    store.apply(difference(None, area(1)), once)
    lines = store.lines()
    again = store.apply(difference(None, area(2)), once)
    assert again is not None
    assert again.id == once.step
    assert store.lines() == lines


def test_change_then_undo_gives_the_same_content(store: Store) -> None:
    add(store, area(1), area(2))
    hash_before = store.document().content_hash
    step = store.apply(difference(area(1), area(1, size_m2=None, name=Texts())), stamp())
    assert step is not None
    assert store.document().content_hash != hash_before
    undone = store.undo(stamp())
    assert (undone.does, undone.undoes) == (StepKind.UNDO, step.id)
    assert store.document().content_hash == hash_before
    assert store.get(HazardousArea, area(1).id) == area(1)


def test_undo_and_redo_walk_the_steps_in_order(store: Store) -> None:
    add(store, area(1))
    hashes = [store.document().content_hash]
    for size in (10, 20, 30):
        edit(store, area(1, size_m2=size))
        hashes.append(store.document().content_hash)
    for expected in (hashes[2], hashes[1]):
        store.undo(stamp())
        assert store.document().content_hash == expected
    store.redo(stamp())
    assert store.document().content_hash == hashes[2]
    store.undo(stamp())
    store.undo(stamp())
    assert store.document().content_hash == hashes[0]
    for expected in hashes[1:]:
        store.redo(stamp())
        assert store.document().content_hash == expected
    assert store.redoable() is None
    store.undo(stamp())
    assert store.document().content_hash == hashes[2]


def test_a_new_edit_ends_redo_but_not_undo(store: Store) -> None:
    add(store, area(1))
    edit(store, area(1, size_m2=10))
    store.undo(stamp())
    assert store.redoable() is not None
    edit(store, area(1, size_m2=11))
    assert store.redoable() is None
    with pytest.raises(Problem, match="nothing to do again"):
        store.redo(stamp())
    store.undo(stamp())
    assert store.get(HazardousArea, area(1).id) == area(1)


def test_undo_of_adding_and_deleting(store: Store) -> None:
    add(store, area(1))
    delete(store, area(1))
    store.undo(stamp())
    assert store.get(HazardousArea, area(1).id) == area(1)
    store.undo(stamp())
    assert store.deleted() == [("hazardous_area", area(1).id)]
    assert store.undoable() is None
    with pytest.raises(Problem, match="nothing to take back"):
        store.undo(stamp())
    store.redo(stamp())
    assert store.get(HazardousArea, area(1).id) == area(1)


def test_a_record_whose_adding_was_undone_comes_back_from_the_bin_with_its_values(
    store: Store,
) -> None:
    add(store, area(1))
    store.undo(stamp())
    back = Change("hazardous_area", area(1).id, {DELETED: True}, {DELETED: False})
    assert store.apply([back], stamp()) is not None
    assert store.get(HazardousArea, area(1).id) == area(1)


def test_undo_and_redo_work_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "plan.ccmdesk"
    with new_store(path) as store:
        add(store, area(1))
        before = store.document().content_hash
        step = store.apply(difference(area(1), area(1, size_m2=7)), stamp())
    with open_store(path) as store:
        assert store.undoable() == step
        store.undo(stamp())
        assert store.document().content_hash == before
    with open_store(path) as store:
        undone = store.redoable()
        assert step is not None
        assert undone is not None
        assert undone.undoes == step.id
        store.redo(stamp())
        assert store.get(HazardousArea, area(1).id) == area(1, size_m2=7)
        assert store.document().content_hash != before


def test_a_whole_import_is_one_step_to_take_back(store: Store) -> None:
    add(store, area(1))
    before = store.document().content_hash
    changes = [c for n in range(2, 700) for c in difference(None, area(n))]
    changes += [*difference(area(1), area(1, size_m2=2)), deletion(area(2))]
    store.apply(changes, stamp(StepKind.IMPORT))
    assert store.counts()["hazardous_area"] == 698
    store.undo(stamp())
    assert store.document().content_hash == before


def test_history_tells_who_changed_what_when_newest_first(store: Store) -> None:
    add(store, area(1, name=Texts.of({"fr": "Nord"})))
    edit(store, area(1, name=Texts.of({"fr": "Sud"})), minute=1)
    store.undo(replace(stamp(minute=2, by="Bo"), why="Wrong place"))
    entries = store.history(area(1).id)
    told = [(e.key, e.old, e.new, e.does, e.by) for e in entries[:2]]
    assert told == [
        ("name@fr", "Sud", "Nord", StepKind.UNDO, "Bo"),
        ("name@fr", "Nord", "Sud", StepKind.EDIT, "Amina"),
    ]
    assert entries[0].why == "Wrong place"
    assert entries[0].office == "Centre"
    assert (entries[0].at - NOON).total_seconds() == 120
    made = {(e.key, e.old, e.new) for e in entries[2:]}
    assert {("_deleted", True, False), ("code", None, "HA-1")} <= made
    assert store.history(new_id()) == []


def test_when_a_value_was_written_last_is_told_for_each_record(store: Store) -> None:
    add(store, area(1, size_m2=5))
    add(store, area(2))
    edit(store, area(1, size_m2=6), minute=3)
    edit(store, area(1, size_m2=6, code="HA-9"), minute=4)
    written = store.steps.last_written(
        "hazardous_area", "size_m2", store.ids(ListQuery(kind=HazardousArea))
    )
    assert {record: (at - NOON).total_seconds() for record, at in written.items()} == {
        area(1).id: 180,
        area(2).id: 0,
    }
    assert store.steps.last_written("hazardous_area", "purpose", list(written)) == {}


def test_what_changed_since_a_moment_does_not_depend_on_clocks(store: Store) -> None:
    add(store, area(1))
    then = store.now()
    assert store.changed_since(then) == []
    edit(store, area(1, size_m2=5), minute=-10_000)
    add(store, area(2))
    keys = {(e.record, e.key, e.new) for e in store.changed_since(then)}
    assert (area(1).id, "size_m2", 5) in keys
    assert (area(1).id, "code", "HA-1") not in keys
    assert (area(2).id, "code", "HA-2") in keys
    assert len(store.lines(then)) == 2


def test_a_rebuild_from_the_log_changes_nothing(store: Store) -> None:
    add(store, *(area(n) for n in range(1, 40)))
    edit(store, area(3, size_m2=None))
    delete(store, area(4))
    store.undo(stamp())
    delete(store, area(5))
    before = (store.document(), store.document().content_hash, store.deleted(), store.undoable())
    store.rebuild()
    after = (store.document(), store.document().content_hash, store.deleted(), store.undoable())
    assert after == before


def test_the_clock_of_a_save_never_goes_back(store: Store) -> None:
    add(store, area(1))
    edit(store, area(1, size_m2=1), minute=60)
    edit(store, area(1, size_m2=2), minute=-60)
    assert [e.new for e in store.history(area(1).id) if e.key == "size_m2"] == [2, 1, 1001]


def test_what_undo_takes_back_is_told_in_brief(store: Store) -> None:
    assert (store.next_undo(), store.next_redo()) == (None, None)
    changes = [c for n in range(1, 60) for c in difference(None, area(n))]
    store.apply(changes, stamp(StepKind.IMPORT))
    told = store.next_undo()
    assert told is not None
    assert (told.meant, told.count) == (StepKind.IMPORT, 59)
    assert [one.record for one in told.first] == [area(n).id for n in range(1, 21)]
    edit(store, area(1, size_m2=7))
    told = store.next_undo()
    assert told is not None
    (touched,) = told.first
    assert (told.meant, told.count, touched.keys) == (StepKind.EDIT, 1, ("size_m2",))
    assert (touched.kind, touched.record) == ("hazardous_area", area(1).id)


def test_however_often_it_went_back_and_forth_the_first_deed_is_told(store: Store) -> None:
    add(store, area(1))
    for _ in range(3):
        store.undo(stamp())
        told = store.next_redo()
        assert told is not None
        assert (told.meant, told.count) == (StepKind.ADD, 1)
        store.redo(stamp())
        told = store.next_undo()
        assert told is not None
        assert (told.meant, told.count) == (StepKind.ADD, 1)
