"""A writer that is killed loses nothing it had said was saved, and leaves no half step.

Ordinarily 20 kills; CCMDESK_KILLS sets another number.
"""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from db_cases import add, area, new_store
from killed_writer import COUNTER, SHARE

from ccmdesk.db.check import check_store
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.area import HazardousArea

KILLS = int(os.environ.get("CCMDESK_KILLS", "20"))
WRITER = Path(__file__).with_name("killed_writer.py")

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="kill -9"),
    pytest.mark.timeout(60 + 10 * KILLS),
]


@pytest.fixture
def writers() -> Iterator[subprocess.Popen[str]]:
    """The program that starts writers."""
    with subprocess.Popen(
        [sys.executable, str(WRITER)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as program:
        yield program
        program.communicate(timeout=30)


def _run_and_kill(
    writers: subprocess.Popen[str], order: tuple[Path, int, str], chance: random.Random
) -> int:
    """Let a writer run a while, kill it, and return the last number it printed."""
    assert writers.stdin is not None
    assert writers.stdout is not None
    writers.stdin.write("\t".join(map(str, order)) + "\n")
    writers.stdin.flush()
    said: list[int] = []
    writer = 0
    while not (writer and said):
        line = writers.stdout.readline().split()
        if line[0] == "writer":
            writer = int(line[1])
        else:
            said.append(int(line[0]))
    select.select([], [], [], chance.uniform(0, 0.1))
    os.kill(writer, signal.SIGKILL)
    while (text := writers.stdout.readline().strip()) != "end":
        said.append(int(text))
    return said[-1]


def _steps_in(store: Store) -> int:
    """Return how many steps are in the file; each is whole."""
    counted = store.get(HazardousArea, UUID(int=COUNTER))
    assert counted is not None
    assert counted.size_m2 is not None
    assert store.counts()["hazardous_area"] == counted.size_m2 * SHARE + 1
    return counted.size_m2


def _begin(path: Path) -> None:
    with new_store(path) as store:
        add(store, area(COUNTER, size_m2=0))


def test_killed_writers_lose_nothing_that_was_saved(
    tmp_path: Path, writers: subprocess.Popen[str]
) -> None:
    path, chance = tmp_path / "plan.ccmdesk", random.Random(20260701)
    _begin(path)
    steps = 0
    for _ in range(KILLS):
        last = _run_and_kill(writers, (path, steps, ""), chance)
        with open_store(path) as store:
            steps = _steps_in(store)
            assert last + 1 <= steps <= last + 2
    with open_store(path) as store:
        assert check_store(store) == []
        before = store.document().content_hash
        store.rebuild()
        assert store.document().content_hash == before


def test_a_writer_that_speaks_too_early_is_caught(
    tmp_path: Path, writers: subprocess.Popen[str]
) -> None:
    path, chance = tmp_path / "plan.ccmdesk", random.Random(1)
    _begin(path)
    caught = steps = 0
    for _ in range(200):
        last = _run_and_kill(writers, (path, steps, "early"), chance)
        with open_store(path) as store:
            steps = _steps_in(store)
            caught += last + 1 > steps
        if caught:
            return
    pytest.fail("the control was never caught")
