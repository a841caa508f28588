"""What fails while a plan comes to a place leaves what was there, under its name, with its key."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from db_cases import NOON, add, area, new_id, new_store

from ccmdesk.db.backup import Restoring, restore_backup, write_backup
from ccmdesk.db.encrypting import decrypt_file, encrypt_file
from ccmdesk.db.key_beside import key_file, unwrap_key
from ccmdesk.db.store import open_store
from ccmdesk.model.problem import Problem

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="folders are not settled there")

OLD, NEW = "seven quiet green hills", "nine other loud rivers"
KEYS = {"both": (OLD, NEW), "none": ("", ""), "new": ("", NEW), "old": (OLD, "")}
"""The passphrases of the plan that is there, and of the backup that is to come."""


def _content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _plan(path: Path, passphrase: str, *, areas: int) -> bytes | None:
    with new_store(path) as store:
        add(store, *(area(number) for number in range(1, areas + 1)))
    return encrypt_file(path, passphrase) if passphrase else None


def _restore_over(folder: Path, key: bytes | None) -> Path | None:
    return restore_backup(
        folder / "copy.ccmdesk",
        out=folder / "plan.ccmdesk",
        new_id=new_id,
        at=NOON,
        how=Restoring(key=key, over_newer=True),
    )


def _fails_to_settle(patch: pytest.MonkeyPatch, ending: str, number: int) -> None:
    """Let the disk refuse to settle the unfinished file of what ends so."""
    settle = os.fsync

    def failing(descriptor: int) -> None:
        name = str(Path(f"/proc/self/fd/{descriptor}").readlink())
        if f"{ending}." in name and name.endswith("-part"):
            raise OSError(number, os.strerror(number))
        settle(descriptor)

    patch.setattr(os, "fsync", failing)


def _fails_to_rename(patch: pytest.MonkeyPatch, name: str) -> None:
    """Let the disk refuse to give a file this name, once; it knows no second names."""
    _knows_one_name(patch)
    rename, refused = os.replace, list[Path]()

    def failing(source: Path, target: Path) -> None:
        if Path(target).name == name and not refused:
            refused.append(Path(target))
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        rename(source, target)

    patch.setattr(os, "replace", failing)


def _knows_one_name(patch: pytest.MonkeyPatch) -> None:
    """Let the disk be one that gives a file one name only, as that of a stick."""

    def refuse(source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM), str(source), None, str(target))

    patch.setattr(os, "link", refuse)


def _fails_afterwards(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let the disk refuse to settle the folder once the new plan has its name."""
    settle, before = os.fsync, (folder / "plan.ccmdesk").stat().st_ino
    refused: list[int] = []

    def failing(descriptor: int) -> None:
        plan = folder / "plan.ccmdesk"
        if plan.exists() and plan.stat().st_ino != before and not refused:
            refused.append(descriptor)
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        settle(descriptor)

    patch.setattr(os, "fsync", failing)


@pytest.fixture(params=[*KEYS.values()], ids=[*KEYS])
def backup(tmp_path: Path, request: pytest.FixtureRequest) -> bytes | None:
    """The key of a backup that lies beside a plan with one area."""
    old, new = request.param
    _plan(tmp_path / "plan.ccmdesk", old, areas=1)
    return _plan(tmp_path / "copy.ccmdesk", new, areas=2)


@posix_only
def test_a_key_that_finds_no_room_leaves_the_plan_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _plan(tmp_path / "plan.ccmdesk", OLD, areas=1)
    key = _plan(tmp_path / "copy.ccmdesk", NEW, areas=2)
    before = _content(tmp_path)
    _fails_to_settle(monkeypatch, ".key", errno.ENOSPC)
    with pytest.raises(Problem, match="Nothing was changed"):
        _restore_over(tmp_path, key)
    assert _content(tmp_path) == before


@pytest.mark.parametrize("name", ["plan.ccmdesk", "plan.ccmdesk.key", "plan.old-1.ccmdesk"])
def test_a_name_that_cannot_be_given_leaves_the_plan_in_its_place(
    tmp_path: Path, backup: bytes | None, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    before = _content(tmp_path)
    with monkeypatch.context() as patch:
        _fails_to_rename(patch, name)
        if name.endswith(".key") and backup is None:
            pytest.skip("no key comes with this backup")
        with pytest.raises(Problem, match="Nothing was changed"):
            _restore_over(tmp_path, backup)
    assert _content(tmp_path) == before
    assert _restore_over(tmp_path, backup) == tmp_path / "plan.old-1.ccmdesk"
    with open_store(tmp_path / "plan.ccmdesk", key=backup) as store:
        assert store.counts()["hazardous_area"] == 2


def test_a_plan_is_kept_beside_where_a_file_can_have_one_name_only(
    tmp_path: Path, backup: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (tmp_path / "plan.ccmdesk").read_bytes()
    _knows_one_name(monkeypatch)
    aside = _restore_over(tmp_path, backup)
    assert aside == tmp_path / "plan.old-1.ccmdesk"
    assert aside.read_bytes() == before
    with open_store(tmp_path / "plan.ccmdesk", key=backup) as store:
        assert store.counts()["hazardous_area"] == 2


@posix_only
def test_a_folder_that_does_not_settle_at_the_very_end_leaves_the_plan(
    tmp_path: Path, backup: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _content(tmp_path)
    with monkeypatch.context() as patch:
        _fails_afterwards(patch, tmp_path)
        with pytest.raises(Problem, match="reported an error"):
            _restore_over(tmp_path, backup)
    assert _content(tmp_path) == before


def test_a_journal_comes_back_with_its_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _plan(tmp_path / "copy.ccmdesk", "", areas=2)
    _plan(tmp_path / "whole.ccmdesk", "", areas=1)
    with open_store(tmp_path / "whole.ccmdesk") as store:
        add(store, area(7))
        for ending in ("", "-wal"):
            shutil.copyfile(f"{store.path}{ending}", tmp_path / f"plan.ccmdesk{ending}")
    for name in ("plan.old-1.ccmdesk-wal", "plan.ccmdesk"):
        with monkeypatch.context() as patch:
            _fails_to_rename(patch, name)
            with pytest.raises(Problem, match="Nothing was changed"):
                _restore_over(tmp_path, None)
    with open_store(tmp_path / "plan.ccmdesk") as store:
        assert store.counts()["hazardous_area"] == 2
        assert store.find("HA-7")


@pytest.mark.parametrize("name", ["usb.ccmdesk", "usb.ccmdesk.key"])
def test_a_backup_that_fails_leaves_no_key_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    key = _plan(tmp_path / "plan.ccmdesk", OLD, areas=1)
    with open_store(tmp_path / "plan.ccmdesk", key=key) as store:
        with monkeypatch.context() as patch:
            _fails_to_rename(patch, name)
            with pytest.raises(Problem, match="Nothing was changed"):
                write_backup(store, tmp_path / "usb.ccmdesk")
        assert [path for path in tmp_path.iterdir() if "usb" in path.name] == []
        write_backup(store, tmp_path / "usb.ccmdesk")
    assert unwrap_key(tmp_path / "usb.ccmdesk", OLD) == key


def _restored(folder: Path, out: Path) -> None:
    restore_backup(folder / "copy.ccmdesk", out=out, new_id=new_id, at=NOON)


def _backed_up(folder: Path, out: Path) -> None:
    with open_store(folder / "copy.ccmdesk", reads_only=True) as store:
        write_backup(store, out)


def test_a_plan_is_plain_again_though_the_disk_keeps_its_key(tmp_path: Path) -> None:
    """A folder stands for a file that the disk does not let go: it cannot be unlinked either."""
    plan = tmp_path / "plan.ccmdesk"
    key = _plan(plan, OLD, areas=3)
    assert key is not None
    key_file(plan).unlink()
    key_file(plan).mkdir()
    decrypt_file(plan, key)
    with open_store(plan) as store:
        assert store.counts()["hazardous_area"] == 3


@pytest.mark.parametrize("does", [_restored, _backed_up])
def test_a_folder_is_not_replaced(tmp_path: Path, does: Callable[[Path, Path], None]) -> None:
    _plan(tmp_path / "copy.ccmdesk", "", areas=2)
    papers = tmp_path / "MyPapers"
    papers.mkdir()
    (papers / "letter.txt").write_text("Dear Sir")
    with pytest.raises(Problem, match="MyPapers"):
        does(tmp_path, papers)
    assert [path.name for path in papers.iterdir()] == ["letter.txt"]
    assert not key_file(papers).exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["MyPapers", "copy.ccmdesk"]


@posix_only
def test_a_plan_behind_a_link_is_kept_beside_itself(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    _plan(tmp_path / "copy.ccmdesk", "", areas=2)
    _plan(tmp_path / "disk" / "real.ccmdesk", "", areas=1)
    (tmp_path / "plan.ccmdesk").symlink_to(tmp_path / "disk" / "real.ccmdesk")
    assert _restore_over(tmp_path, None) == tmp_path / "disk" / "real.old-1.ccmdesk"
    assert (tmp_path / "plan.ccmdesk").is_symlink()
    for name, areas in (("real.ccmdesk", 2), ("real.old-1.ccmdesk", 1)):
        with open_store(tmp_path / "disk" / name, reads_only=True) as store:
            assert store.counts()["hazardous_area"] == areas
