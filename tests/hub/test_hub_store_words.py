"""A store of the hub that is damaged, busy or not ours to write is told as a store, not a plan."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from db_cases import NOON

from ccmdesk.db.hub.store import open_hub
from ccmdesk.model.problem import Problem

FILE = bytes(range(32))
MEGABYTE = bytes(2**20)
NOBODY = 65534
WRITES = """
import sqlite3, sys
con = sqlite3.connect(sys.argv[1], isolation_level=None)
con.execute("BEGIN EXCLUSIVE")
print("writes", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "states.ccmhub"
    with open_hub(str(path), make_at=NOON, writes=True) as hub, hub.writing() as desk:
        desk.keep_file(FILE, [MEGABYTE])
    return path


def used(path: Path, *, writes: bool) -> None:
    with open_hub(str(path), writes=writes) as hub:
        if writes:
            with hub.writing() as desk:
                desk.keep_file(bytes(32), [MEGABYTE])
        else:
            with hub.reading() as kept:
                list(kept.pieces(FILE))


def told(path: Path, *, writes: bool = False) -> Problem:
    with pytest.raises(Problem) as problem:
        used(path, writes=writes)
    said = str(problem.value)
    assert "plan" not in said.replace(str(path.parent), "")
    assert path.name in said
    return problem.value


def test_a_damaged_store_says_how_to_go_on(store: Path) -> None:
    raw = bytearray(store.read_bytes())
    raw[4096:-4096] = b"\x55" * (len(raw) - 8192)
    store.write_bytes(raw)
    assert "add the packages to a new store" in str(told(store))


def test_a_file_that_is_no_database_is_no_store(store: Path) -> None:
    store.write_bytes(b"no database" * 1000)
    assert "is not the store of a hub, or it is damaged" in str(told(store))


def test_a_store_that_another_program_writes_is_busy(store: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITES, str(store)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"writes\n"
        said = str(told(store, writes=True))
        other.communicate()
    assert "is being written by another program" in said


@pytest.mark.skipif(sys.platform == "win32", reason="rights of another kind")
def test_a_store_that_is_not_ours_to_write_may_still_be_read() -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        path = folder / "states.ccmhub"
        open_hub(str(path), make_at=NOON).close()
        path.chmod(0o444)
        said = _as_nobody(lambda: told(path, writes=True), lambda: open_hub(str(path)).close())
    assert "cannot be opened for writing" in said


def _as_nobody(does: Callable[[], Problem], then: Callable[[], None]) -> str:
    """Return what is said to a user without rights; "" when what is done then fails."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        try:
            if os.geteuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            said = str(does())
            then()
            os.write(writing, said.encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as end:
        said = end.read()
    os.wait()
    return said
