"""A plan goes on where its drive was put back as another device, in the state it was left in."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from db_cases import add, area, new_store, stamp

from ccmdesk.db.check import check_store
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import StepKind
from ccmdesk.model.problem import NotSaved, Problem

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no open file can be moved there")
PLAN = "plan.ccmdesk"
KEY = bytes(range(32))


def pull(folder: Path) -> None:
    """The place where a drive was is an empty folder then."""
    folder.rename(folder.with_name("drive"))
    folder.mkdir()


def put_back(folder: Path) -> None:
    """What the drive holds is there again, as other files: it is another device now."""
    folder.rmdir()
    shutil.copytree(folder.with_name("drive"), folder)


def _codes(path: Path, key: bytes | None = None) -> set[str]:
    with open_store(path, key=key, reads_only=True) as store:
        return {one.code for one in store.document().of(HazardousArea) if one.code}


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_a_plan_whose_drive_was_put_back_is_saved_again(tmp_path: Path, key: bytes | None) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    with new_store(folder / PLAN, key=key) as store:
        add(store, area(1))
        pull(folder)
        with pytest.raises(NotSaved):
            add(store, area(2))
        put_back(folder)
        assert not store.is_there
        for number in (2, 3):
            add(store, area(number))
        assert store.is_there
        assert check_store(store) == []
        with pytest.raises(Problem, match="open in another window"):
            open_store(folder / PLAN, key=key)
    assert _codes(folder / PLAN, key) == {"HA-1", "HA-2", "HA-3"}
    assert _codes(folder.with_name("drive") / PLAN, key) == {"HA-1"}


def _worked_in(folder: Path) -> None:
    with open_store(folder / PLAN) as other:
        add(other, area(7))


def _older(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    shutil.copyfile(folder.with_name("older.ccmdesk"), folder / PLAN)


def _of_another(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    with new_store(folder / PLAN) as other:
        add(other, area(1))


@pytest.mark.parametrize("differs", [_worked_in, _older, _of_another])
def test_a_plan_in_another_state_is_not_gone_on_with(
    tmp_path: Path, differs: Callable[[Path], None]
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    new_store(folder / PLAN).close()
    shutil.copyfile(folder / PLAN, tmp_path / "older.ccmdesk")
    with open_store(folder / PLAN) as store:
        add(store, area(1))
        pull(folder)
        put_back(folder)
        differs(folder)
        before = _codes(folder / PLAN)
        for _ in range(2):
            with pytest.raises(NotSaved, match="then open the plan again"):
                add(store, area(2))
        assert not store.is_there
    assert _codes(folder / PLAN) == before


def _sees(store: Store) -> set[str]:
    return {one.code for one in store.document().of(HazardousArea) if one.code}


def test_what_is_read_after_the_drive_was_put_back_is_what_was_saved(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    with new_store(folder / PLAN) as store:
        add(store, area(1))
        pull(folder)
        put_back(folder)
        add(store, area(2))
        assert _sees(store) == {"HA-1", "HA-2"}
        store.undo(stamp(StepKind.UNDO))
        assert _sees(store) == {"HA-1"}
