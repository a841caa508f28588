"""A plan that may not be written, or read, or is taken away while it is open: told in plain words.

Nothing is ever made in its stead, and nothing is said to be saved that nobody finds again.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from db_cases import add, area, new_store

from ccmdesk.db.lock import take_lock
from ccmdesk.db.store import open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.problem import NotSaved, Problem

PLAN = "plan.ccmdesk"
OF_EARLIER = Path(__file__).parents[1] / "data" / "schema-0003.ccmdesk.gz"
SCRIPT = Path(__file__).with_name("without_rights.py")
FOLDER_ONLY_READ = "the folder is read-only for you"
NOT_CLOSED = "was not closed before its drive was taken out"
EARLIER = 3
"""How many areas the plan of an earlier version has."""

NO_RIGHT = "You have no right to read"
EXPECTED: dict[str, list[Any]] = {
    "folder-only-read": [FOLDER_ONLY_READ, 1, 1],
    "file-only-read": ["cannot be opened for writing", 1, 1],
    "both-only-read": [FOLDER_ONLY_READ, 1, 1],
    "cut-off-and-only-read": [FOLDER_ONLY_READ, NOT_CLOSED, NOT_CLOSED],
    "of-an-earlier-version": [FOLDER_ONLY_READ, "restore it into a folder of your own", EARLIER],
    "file-closed": [NO_RIGHT, NO_RIGHT, NO_RIGHT],
    "folder-closed": [NO_RIGHT, NO_RIGHT, NO_RIGHT],
    "new": ["cannot be written in"],
    "backup": ["cannot be written in"],
    "table": [NO_RIGHT],
}
RIGHTS = {
    "folder-only-read": (0o555, 0o666),
    "file-only-read": (0o777, 0o444),
    "both-only-read": (0o555, 0o444),
    "cut-off-and-only-read": (0o555, 0o444),
    "of-an-earlier-version": (0o555, 0o444),
    "file-closed": (0o777, 0o000),
    "folder-closed": (0o600, 0o666),
}
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="rights of another kind")


@pytest.fixture(scope="module")
def told() -> Iterator[dict[str, list[Any]]]:
    """What a user without rights is told in each case."""
    with tempfile.TemporaryDirectory() as made:
        base = Path(made)
        base.chmod(0o755)
        whole, cut_off = _plans(base / "plans")
        for case, (folder_mode, file_mode) in RIGHTS.items():
            folder = base / "cases" / case
            shutil.copytree(cut_off if case.startswith("cut-off") else whole, folder)
            if case == "of-an-earlier-version":
                (folder / PLAN).write_bytes(gzip.decompress(OF_EARLIER.read_bytes()))
            (folder / PLAN).chmod(file_mode)
            folder.chmod(folder_mode)
        new, table, own = base / "new", base / "table.csv", base / "own"
        own.mkdir()
        own.chmod(0o777)
        new.mkdir()
        new.chmod(0o555)
        table.write_text("code\nA-1\n", encoding="utf-8")
        table.chmod(0o000)
        given = (whole / PLAN, base / "cases", new, table, own)
        command = [sys.executable, str(SCRIPT), *map(str, given)]
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert list(new.iterdir()) == []
        yield json.loads(done.stdout)
        for folder in [new, *(base / "cases").iterdir()]:
            folder.chmod(0o755)


def _plans(base: Path) -> tuple[Path, Path]:
    """Return a folder with a plan that was closed, and one with a plan that was cut off."""
    whole, cut_off = base / "whole", base / "cut-off"
    whole.mkdir(parents=True)
    with new_store(whole / PLAN) as store:
        add(store, area(1))
        shutil.copytree(whole, cut_off)
    for ending in (".lock", "-shm"):
        (cut_off / (PLAN + ending)).unlink()
    return whole, cut_off


@posix_only
@pytest.mark.parametrize("case", EXPECTED)
def test_who_has_no_right_is_told_so_and_reads_what_can_be_read(
    told: dict[str, list[Any]], case: str
) -> None:
    for said, expected in zip(told[case], EXPECTED[case], strict=True):
        assert said == expected or str(expected) in str(said)


def _gone(folder: Path) -> None:
    shutil.rmtree(folder)


def _moved(folder: Path) -> None:
    folder.rename(folder.with_name("moved"))


def _pulled_out(folder: Path) -> None:
    """The place where a drive was is an empty folder then."""
    folder.rename(folder.with_name("drive"))
    folder.mkdir()


def _file_gone(folder: Path) -> None:
    (folder / PLAN).unlink()


def _replaced(folder: Path) -> None:
    shutil.copyfile(folder / PLAN, folder / "other")
    (folder / "other").replace(folder / PLAN)


def _folder_is_a_file(folder: Path) -> None:
    folder.rename(folder.with_name("moved"))
    folder.write_bytes(b"a file")


@posix_only
@pytest.mark.parametrize(
    "happens", [_gone, _moved, _pulled_out, _file_gone, _replaced, _folder_is_a_file]
)
def test_a_plan_that_is_taken_away_while_it_is_open_takes_nothing_more_in(
    tmp_path: Path, happens: Callable[[Path], None]
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    with new_store(folder / PLAN) as store:
        add(store, area(1))
        happens(folder)
        for _ in range(2):
            with pytest.raises(NotSaved, match="taken out, or the file was moved or replaced"):
                add(store, area(2))
        assert store.get(HazardousArea, area(1).id) == area(1)
    if happens is not _replaced:
        with pytest.raises(Problem):
            open_store(folder / PLAN)
        assert not (folder / PLAN).exists()


@posix_only
def test_the_lock_of_who_came_after_is_left_alone(tmp_path: Path) -> None:
    """A plan is closed whose drive was taken out, while another one is open in the same place."""
    folder = tmp_path / "stick"
    folder.mkdir()
    first = take_lock(folder / PLAN)
    _pulled_out(folder)
    second = take_lock(folder / PLAN)
    first.release()
    with pytest.raises(Problem, match="open in another window"):
        take_lock(folder / PLAN)
    second.release()


@posix_only
def test_a_plan_that_is_brought_back_opens_with_all_that_was_saved(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    with new_store(folder / PLAN) as store:
        add(store, area(1))
        _pulled_out(folder)
        with pytest.raises(NotSaved):
            add(store, area(2))
        folder.rmdir()
        folder.with_name("drive").rename(folder)
        add(store, area(3))
    with open_store(folder / PLAN) as again:
        assert [one.code for one in again.document().of(HazardousArea)] == ["HA-1", "HA-3"]
