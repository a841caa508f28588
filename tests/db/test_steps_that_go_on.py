"""A page of questions is one step, however often it was saved meanwhile."""

from __future__ import annotations

from pathlib import Path

from db_cases import BOTH, NOON, add, area, new_id, new_store, stamp

from ccmdesk.db.backup import restore_backup, write_backup
from ccmdesk.db.repair import repair_file
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import difference

ENGINES = BOTH


def test_one_undo_takes_back_all_of_a_step_that_went_on(store: Store) -> None:
    add(store, area(1))
    whole = store.document().content_hash
    first = store.apply(difference(area(1), area(1, size_m2=5)), stamp())
    assert first is not None
    more = store.go_on(
        difference(area(1, size_m2=5), area(1, size_m2=6, code="X")), stamp(), step=first.id
    )
    assert more is not None
    assert more.id == first.id
    brief = store.next_undo()
    assert brief is not None
    assert brief.count == 1
    assert set(brief.first[0].keys) == {"size_m2", "code"}
    store.undo(stamp())
    assert store.document().content_hash == whole
    store.redo(stamp())
    assert store.get(HazardousArea, area(1).id) == area(1, size_m2=6, code="X")


def test_a_step_that_went_on_is_read_with_all_that_it_changed(store: Store) -> None:
    add(store, area(1))
    first = store.apply(difference(area(1), area(1, size_m2=5)), stamp())
    assert first is not None
    store.go_on(
        difference(area(1, size_m2=5), area(1, size_m2=5, code="X")), stamp(), step=first.id
    )
    step = store.undoable()
    assert step is not None
    (change,) = step.changes
    assert change.old == {"size_m2": 1001, "code": "HA-1"}
    assert change.new == {"size_m2": 5, "code": "X"}


def test_a_step_goes_on_only_while_it_is_the_newest(store: Store) -> None:
    add(store, area(1))
    first = store.apply(difference(area(1), area(1, size_m2=5)), stamp())
    assert first is not None
    add(store, area(2))
    later = store.go_on(difference(area(1, size_m2=5), area(1, size_m2=6)), stamp(), step=first.id)
    assert later is not None
    assert later.id != first.id
    store.undo(stamp())
    assert store.get(HazardousArea, area(1).id) == area(1, size_m2=5)


def test_a_step_that_was_taken_back_does_not_go_on(store: Store) -> None:
    add(store, area(1))
    first = store.apply(difference(area(1), area(1, size_m2=5)), stamp())
    assert first is not None
    store.undo(stamp())
    later = store.go_on(difference(area(1), area(1, code="Y")), stamp(), step=first.id)
    assert later is not None
    assert later.id != first.id


def test_steps_that_went_on_are_the_same_after_rebuilding(store: Store) -> None:
    add(store, area(1))
    first = store.apply(difference(area(1), area(1, size_m2=5)), stamp())
    assert first is not None
    store.go_on(difference(area(1, size_m2=5), area(1, code="Z")), stamp(), step=first.id)
    whole = store.document().content_hash
    store.rebuild()
    assert store.document().content_hash == whole
    store.undo(stamp())
    assert store.get(HazardousArea, area(1).id) == area(1)


def test_the_mark_of_a_training_copy_stays_in_every_copy_of_it(tmp_path: Path) -> None:
    file = tmp_path / "training.ccmdesk"
    with new_store(file) as store:
        assert not store.document().training
        store.mark_training()
        assert store.is_training
        assert store.document().training
        write_backup(store, tmp_path / "copy.ccmdesk")
    restored = tmp_path / "restored.ccmdesk"
    restore_backup(tmp_path / "copy.ccmdesk", out=restored, new_id=new_id, at=NOON)
    repaired = tmp_path / "repaired.ccmdesk"
    repair_file(file, out=repaired, new_id=new_id, at=NOON)
    for copy in (file, restored, repaired):
        with open_store(copy) as store:
            assert store.is_training
            assert store.document().training
