"""All that is written is written too where no open file may be moved, replaced or removed."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

import pytest
import windows_disk
from all_deeds import DEEDS, prepare_for
from deeds import COPY, MAI, NORTH, PASSPHRASE, PLAN, Deed

from ccmdesk.actions.restore_plan import RestorePlan, restore_plan
from ccmdesk.db.atomic_file import write_file
from ccmdesk.db.backup import write_backup
from ccmdesk.db.cut_off import PART
from ccmdesk.db.encrypting import decrypt_file, encrypt_file
from ccmdesk.db.repair import repair_file
from ccmdesk.db.store import open_store
from ccmdesk.model.problem import Problem

pytestmark = windows_disk.can_tell


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    prepare_for(DEEDS, folder)
    return folder


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(template, tmp_path / "here")


@pytest.fixture
def windows(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with monkeypatch.context() as patch:
        windows_disk.like_windows(patch)
        yield folder


def _put(path: Path, text: bytes) -> None:
    def write(out: BinaryIO) -> None:
        out.write(text)

    write_file(path, write)


def _left_over(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if PART in path.name]


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_a_deed_is_done_where_no_open_file_can_be_moved(windows: Path, deed: Deed) -> None:
    for _ in range(2 if deed.again else 1):
        deed.does(windows)
    assert _left_over(windows) == []


def test_a_paper_takes_the_place_of_an_older_one(windows: Path) -> None:
    for text in (b"old", b"new"):
        _put(windows / "a.pdf", text)
    assert (windows / "a.pdf").read_bytes() == b"new"
    assert _left_over(windows) == []


def test_a_plan_is_restored_encrypted_and_made_plain_in_its_place(windows: Path) -> None:
    with open_store(windows / PLAN) as store:
        there = store.counts()
    shutil.copyfile(windows / PLAN, windows / COPY)
    assert restore_plan(RestorePlan(copy=windows / COPY, out=windows / PLAN), author=MAI)
    decrypt_file(windows / PLAN, encrypt_file(windows / PLAN, PASSPHRASE))
    with open_store(windows / PLAN) as store:
        assert store.counts() == there


def test_a_copy_that_cannot_be_compared_gives_way_to_a_backup(windows: Path) -> None:
    (windows / COPY).write_bytes(b"noise" * 1000)
    with open_store(windows / PLAN) as store:
        aside = write_backup(store, windows / COPY)
    assert aside is not None
    assert aside.read_bytes() == b"noise" * 1000


def test_a_damaged_plan_gives_way_to_its_backup(windows: Path) -> None:
    (windows / PLAN).write_bytes(b"noise" * 1000)
    aside = restore_plan(RestorePlan(copy=windows / COPY, out=windows / PLAN), author=MAI)
    assert aside is not None
    assert aside.read_bytes() == b"noise" * 1000


def test_a_file_that_is_no_plan_can_be_moved_once_it_was_refused(windows: Path) -> None:
    (windows / PLAN).write_bytes(b"noise" * 1000)
    with pytest.raises(Problem, match="is not a plan") as refused:
        open_store(windows / PLAN)
    (windows / PLAN).rename(windows / "aside")
    assert refused.value is not None


def test_a_damaged_plan_is_repaired(windows: Path) -> None:
    raw = bytearray((windows / NORTH).read_bytes())
    raw[8192:12288] = bytes(4096)
    (windows / NORTH).write_bytes(raw)
    out = windows / "saved.ccmdesk"
    repair_file(windows / NORTH, out=out, new_id=uuid4, at=MAI.clock())
    open_store(out).close()


def test_a_second_window_is_told_and_the_next_one_opens(windows: Path) -> None:
    with open_store(windows / PLAN), pytest.raises(Problem, match="open in another window"):
        open_store(windows / PLAN)
    open_store(windows / PLAN).close()


def test_a_file_that_another_program_has_open_stays_and_this_is_said(windows: Path) -> None:
    _put(windows / "a.pdf", b"old")
    with (windows / "a.pdf").open("rb"), pytest.raises(Problem, match="in use by another program"):
        _put(windows / "a.pdf", b"new")
    assert (windows / "a.pdf").read_bytes() == b"old"
    assert _left_over(windows) == []


def test_a_file_that_may_only_be_read_leaves_nothing_unfinished(windows: Path) -> None:
    _put(windows / "a.pdf", b"old")
    (windows / "a.pdf").chmod(0o444)
    with pytest.raises(Problem):
        _put(windows / "a.pdf", b"new")
    assert _left_over(windows) == []


def test_what_was_written_just_now_may_be_on_its_way_to_its_name(windows: Path) -> None:
    """Windows has it closed for that, so only its age tells it from one that was cut off."""
    part = windows / f".b.pdf.0{PART}"
    part.write_bytes(b"another writer is about to rename it")
    _put(windows / "a.pdf", b"x")
    assert _left_over(windows) == [part]
    long_ago = time.time() - 3600
    os.utime(part, (long_ago, long_ago))
    _put(windows / "a.pdf", b"x")
    assert _left_over(windows) == []


def test_the_disk_refuses_what_windows_refuses(windows: Path) -> None:
    """The control: with a file open, nothing above would pass by chance."""
    for name in ("a", "b"):
        (windows / name).write_bytes(b"x")
    with (windows / "a").open("rb"):
        for move in (os.replace, os.rename):
            for source, target in (("a", "c"), ("b", "a")):
                with pytest.raises(PermissionError):
                    move(windows / source, windows / target)
        with pytest.raises(PermissionError):
            (windows / "a").unlink()
        with pytest.raises(PermissionError):
            windows.rename(windows.with_name("there"))
    with pytest.raises(PermissionError):
        os.open(windows, os.O_RDONLY)
    (windows / "b").replace(windows / "a")
