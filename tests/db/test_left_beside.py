"""What a plan left beside its place never gets into the plan that comes to that place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from db_cases import NOON, add, area, new_id, new_store

from ccmdesk.actions.demo import PLAN_FILE, _make_room
from ccmdesk.actions.restore_plan import free_name_beside
from ccmdesk.db.backup import restore_backup, write_backup
from ccmdesk.db.check import check_store
from ccmdesk.db.hub.place import open_place
from ccmdesk.db.place import refuse_taken
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.problem import Problem


@pytest.fixture
def copy(store: Store, tmp_path: Path) -> Path:
    """A backup of a plan with one area."""
    add(store, area(1))
    write_backup(store, tmp_path / "copy.ccmdesk")
    return tmp_path / "copy.ccmdesk"


def _leave_journal(beside: Path) -> bytes:
    """Leave what a plan with areas had beside it at a power cut, and not the plan."""
    with new_store(beside.with_name("other.ccmdesk")) as other:
        add(other, *(area(n) for n in range(1, 40)))
        wal = other.path.with_name(other.path.name + "-wal").read_bytes()
    assert len(wal) > 50_000
    beside.with_name(beside.name + "-wal").write_bytes(wal)
    return wal


def _areas(plan: Path) -> int:
    with open_store(plan) as store:
        assert check_store(store) == []
        return store.counts()["hazardous_area"]


def _old(plan: Path, number: int = 1) -> Path:
    return plan.with_name(f"{plan.stem}.old-{number}{plan.suffix}-wal")


def test_a_restored_plan_is_that_of_the_backup(copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "again.ccmdesk"
    wal = _leave_journal(out)
    restore_backup(copy, out=out, new_id=new_id, at=NOON)
    assert _areas(out) == 1
    assert _old(out).read_bytes() == wal


def test_nothing_is_overwritten_by_what_is_set_aside_twice(copy: Path, tmp_path: Path) -> None:
    out, found = tmp_path / "again.ccmdesk", []
    for _ in range(2):
        found.append(_leave_journal(out))
        tmp_path.joinpath("other.ccmdesk").unlink()
        restore_backup(copy, out=out, new_id=new_id, at=NOON)
        out.unlink()
    assert [_old(out, number).read_bytes() for number in (1, 2)] == found


def test_a_key_that_was_left_alone_is_kept(copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "again.ccmdesk"
    out.with_name("again.ccmdesk.key").write_bytes(b"of the plan that was moved away")
    assert restore_backup(copy, out=out, new_id=new_id, at=NOON) is None
    kept = tmp_path / "again.old-1.ccmdesk.key"
    assert kept.read_bytes() == b"of the plan that was moved away"


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal", ".key"])
def test_a_new_plan_does_not_begin_beside_what_another_left(tmp_path: Path, ending: str) -> None:
    left = tmp_path / f"new.ccmdesk{ending}"
    left.write_bytes(b"x")
    with pytest.raises(Problem, match="already") as raised:
        new_store(tmp_path / "new.ccmdesk")
    assert raised.value.message.values["name"] == left.name
    assert [path.name for path in tmp_path.iterdir()] == [left.name]


def test_the_window_names_a_copy_beside_which_nothing_lies(tmp_path: Path) -> None:
    plan = tmp_path / "plan.ccmdesk"
    _leave_journal(free_name_beside(plan, NOON))
    refuse_taken(free_name_beside(plan, NOON))


def test_the_demonstration_begins_anew(tmp_path: Path) -> None:
    _leave_journal(tmp_path / PLAN_FILE)
    _make_room(tmp_path / PLAN_FILE)
    refuse_taken(tmp_path / PLAN_FILE)
    assert _old(tmp_path / PLAN_FILE).exists()


def test_a_backup_over_a_copy_that_was_opened_and_cut_off_is_the_backup(
    store: Store, copy: Path, tmp_path: Path
) -> None:
    opened = tmp_path / "opened.ccmdesk"
    shutil.copyfile(copy, opened)
    add(store, area(2))
    with open_store(opened) as there:
        there.receive(store.lines())
        for ending in ("", "-wal"):
            shutil.copyfile(f"{opened}{ending}", f"{copy}{ending}")
    write_backup(store, copy)
    with open_store(copy, reads_only=True) as found:
        assert found.document().content_hash == store.document().content_hash
        assert found.get(HazardousArea, area(1).id) == area(1)
        assert check_store(found) == []


def test_a_new_store_of_the_hub_begins_empty(tmp_path: Path) -> None:
    hub = tmp_path / "hub.ccmhub"
    _leave_journal(hub)
    open_place(str(hub), make_at=NOON).engine.dispose()
    assert _old(hub).exists()
    assert not hub.with_name("hub.ccmhub-wal").exists()
