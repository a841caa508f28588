"""Backups in a folder: one when something changed, checked, and the old ones thinned out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.edit_record import SetField, set_field
from ccmdesk.actions.keep_backups import BackUp, back_up, backups_of
from ccmdesk.db.backup import Restoring, restore_backup, write_backup
from ccmdesk.db.check import check_store
from ccmdesk.db.encrypting import encrypt_file
from ccmdesk.db.key_beside import unwrap_key
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


def test_a_plan_of_a_long_name_is_backed_up_and_found_again(
    demo: Store, tmp_path: Path, author: Author, packs: Packs
) -> None:
    called = "\N{LAO LETTER PHO SUNG}" * 72  # 216 of the 255 bytes that a name may have
    plan = tmp_path / f"{called}.ccmdesk"
    write_backup(demo, plan)
    with open_store(plan) as store:
        first = back_up(store, _ask(tmp_path / "backups"))
        _change(store, "X-1", author, packs)
        second = back_up(store, _ask(tmp_path / "backups", day=1))
        assert [one.file for one in backups_of(store, tmp_path / "backups")] == [
            second.newest.file,
            first.newest.file,
        ]
        assert second.newest.file.name.startswith(called[:50])


def test_a_backup_can_be_restored_to_another_file(demo: Store, tmp_path: Path) -> None:
    made = back_up(demo, _ask(tmp_path / "backups"))
    restored = tmp_path / "restored.ccmdesk"
    restore_backup(made.newest.file, out=restored, new_id=new_id, at=NOON)
    with open_store(restored, reads_only=True) as store:
        assert store.document().content_hash == demo.document().content_hash


def test_a_restored_plan_knows_the_backups_from_before_and_removes_none(
    demo: Store, tmp_path: Path, author: Author, packs: Packs
) -> None:
    folder = tmp_path / "backups"
    first = back_up(demo, _ask(folder)).newest
    _change(demo, "X-1", author, packs)
    second = back_up(demo, _ask(folder, day=1)).newest
    restored = tmp_path / "restored.ccmdesk"
    restore_backup(first.file, out=restored, new_id=new_id, at=NOON)
    with open_store(restored) as store:
        _change(store, "X-2", author, packs)
        for day in range(2, 12):
            third = back_up(store, _ask(folder, day=day)).newest
            _change(store, f"X-{day}", author, packs)
        assert {first, second, third} <= set(backups_of(store, folder))


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


def test_an_old_backup_that_the_disk_keeps_stays_and_the_new_one_is_made(
    demo: Store, tmp_path: Path, author: Author, packs: Packs
) -> None:
    """A folder stands for a file that the disk does not let go: it cannot be unlinked either."""
    folder = tmp_path / "backups"
    folder.mkdir()
    for day in range(12):
        _change(demo, f"X-{day}", author, packs)
        if day == 11:
            oldest = backups_of(demo, folder)[-1].file
            oldest.unlink()
            oldest.mkdir()
        done = back_up(demo, _ask(folder, day=day))
    assert (done.written, done.removed) == (True, 0)
    assert oldest.is_dir()


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


def test_a_clock_that_is_years_off_costs_no_backup(
    demo: Store, tmp_path: Path, author: Author, packs: Packs
) -> None:
    folder = tmp_path / "backups"
    for month in range(14):
        _change(demo, f"X-{month}", author, packs)
        back_up(demo, _ask(folder, day=31 * month))
    for number, years in enumerate((-10, 10, 0), start=1):
        _change(demo, f"Y-{number}", author, packs)
        done = back_up(demo, _ask(folder, day=31 * 14 + 365 * years))
        assert done.written
        with open_store(done.newest.file, reads_only=True) as copy:
            assert copy.document().content_hash == demo.document().content_hash
    again = back_up(demo, _ask(folder, day=31 * 14))
    assert (again.written, again.newest) == (False, done.newest)


def test_a_week_with_a_clock_ahead_takes_no_day_of_the_next_week(
    demo: Store, tmp_path: Path, author: Author, packs: Packs
) -> None:
    folder = tmp_path / "backups"
    for day in (*range(3650, 3658), *range(9)):
        _change(demo, f"X-{day}", author, packs)
        done = back_up(demo, _ask(folder, day=day))
    there = [one.at for one in backups_of(demo, folder) if one.at <= done.newest.at]
    assert {(done.newest.at - at).days for at in there} >= set(range(7))


def test_the_drill_the_newest_backup_of_an_encrypted_plan_is_closed_and_restores_all_of_it(
    demo: Store, tmp_path: Path
) -> None:
    plan, folder = tmp_path / "secret.ccmdesk", tmp_path / "backups"
    write_backup(demo, plan)
    key = encrypt_file(plan, "five words that are long")
    with open_store(plan, key=key) as store:
        made = back_up(store, _ask(folder)).newest.file
        expected = store.document()
        (first, *_) = expected.of(Activity)
    raw = made.read_bytes()
    assert first.title is not None
    readable = [b"SQLite format", b"CREATE TABLE", b"hazardous_area", str(first.id).encode()]
    readable += [text.encode() for _, text in first.title]
    assert not any(text in raw for text in readable)
    unlocked = unwrap_key(made, "five words that are long")
    restored = tmp_path / "restored.ccmdesk"
    how = Restoring(key=unlocked)
    restore_backup(made, out=restored, new_id=new_id, at=NOON, how=how)
    with open_store(restored, key=unlocked, reads_only=True) as store:
        assert store.document().content_hash == expected.content_hash
        assert check_store(store) == []
