"""Backups in a folder: one when something changed, checked, and the old ones thinned out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.edit_record import SetField, set_field
from ccmdesk.actions.keep_backups import BackUp, back_up, backups_of
from ccmdesk.db.backup import restore_backup
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.activity import Activity
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def _change(demo: Store, code: str, author: Author, packs: Packs) -> None:
    activity = demo.document().of(Activity)[0]
    ask = SetField(kind=Activity, record=activity.id, field="code", value=code)
    set_field(demo, ask, author=author, packs=packs)


def _ask(folder: Path, day: int = 0) -> BackUp:
    return BackUp(folder=folder, at=NOON + dt.timedelta(days=day), make_folder=True)


def test_a_backup_is_written_only_when_something_changed(
    demo: Store, tmp_path: Path, author: Author, packs: Packs
) -> None:
    folder = tmp_path / "own" / "backups"
    first = back_up(demo, _ask(folder))
    assert first.written
    again = back_up(demo, _ask(folder, day=1))
    assert (again.written, again.newest) == (False, first.newest)
    _change(demo, "X-1", author, packs)
    second = back_up(demo, _ask(folder, day=2))
    assert second.written
    assert [one.at for one in backups_of(demo, folder)] == [second.newest.at, NOON]
    with open_store(second.newest.file, reads_only=True) as copy:
        assert copy.document().content_hash == demo.document().content_hash


def test_a_backup_can_be_restored_to_another_file(demo: Store, tmp_path: Path) -> None:
    made = back_up(demo, _ask(tmp_path / "backups"))
    restored = tmp_path / "restored.ccmdesk"
    restore_backup(made.newest.file, out=restored, new_id=new_id, at=NOON)
    with open_store(restored, reads_only=True) as store:
        assert store.document().content_hash == demo.document().content_hash


def test_old_backups_are_thinned_out_and_other_files_stay(
    demo: Store, tmp_path: Path, author: Author, packs: Packs
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    other = folder / "other-00000000-20200101T000000Z.ccmdesk"
    other.write_bytes(b"of another plan")
    for day in range(12):
        _change(demo, f"X-{day}", author, packs)
        done = back_up(demo, _ask(folder, day=day))
    assert done.removed == 1
    assert len(backups_of(demo, folder)) == 7
    assert other.exists()


def test_a_damaged_backup_is_no_backup(demo: Store, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    first = back_up(demo, _ask(folder))
    first.newest.file.write_bytes(b"damaged")
    assert back_up(demo, _ask(folder, day=1)).written


def test_a_folder_that_is_gone_is_told_and_nothing_is_made(demo: Store, tmp_path: Path) -> None:
    gone = tmp_path / "stick" / "backups"
    ask = BackUp(folder=gone, at=NOON)
    with pytest.raises(Problem) as caught:
        back_up(demo, ask)
    assert "Connect the drive again" in str(caught.value)
    assert not gone.parent.exists()
