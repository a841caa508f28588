"""Several programs write to one plan in turn, and nothing that one of them saved is lost.

Ordinarily two of them 20 times each; CCMDESK_FAULTS=1 lets four write 150 times.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from counters import steps_in
from db_cases import add, area, new_store
from killed_writer import COUNTER, SHARE

from ccmdesk.db.check import check_store
from ccmdesk.db.store import open_store

ALL = bool(os.environ.get("CCMDESK_FAULTS"))
WRITERS, TIMES = (4, 150) if ALL else (2, 20)
SCRIPT = Path(__file__).with_name("counters.py")

pytestmark = pytest.mark.timeout(1800 if ALL else 120)


def _written(plan: Path, times: int, *how: str) -> list[int]:
    """Let them all write, and return the numbers of the steps that they said were saved."""
    with new_store(plan) as store:
        add(store, area(COUNTER, size_m2=0))
    command = [sys.executable, str(SCRIPT), str(plan), str(times), *how]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    writers = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env)
        for _ in range(WRITERS)
    ]
    said = [writer.communicate()[0] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * WRITERS
    return sorted(int(number) for text in said for number in text.split())


def test_no_step_of_several_writers_is_lost(tmp_path: Path) -> None:
    plan = tmp_path / "plan.ccmdesk"
    assert _written(plan, TIMES) == list(range(WRITERS * TIMES))
    with open_store(plan) as store:
        assert steps_in(store) == WRITERS * TIMES
        assert store.counts()["hazardous_area"] == WRITERS * TIMES * SHARE + 1
        assert check_store(store) == []


def test_writers_that_look_too_early_are_caught(tmp_path: Path) -> None:
    """The control: they lose steps of one another, and it is seen."""
    said = _written(tmp_path / "plan.ccmdesk", 6, str(WRITERS))
    assert len(set(said)) < len(said)
