"""Several programs write to one plan in turn, and nothing that one of them saved is lost.

Ordinarily four of them 15 times each; CCMDESK_FAULTS=1 lets four write 150 times and 30 100 times.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from counters import OPEN_ELSEWHERE, steps_in
from db_cases import add, area, new_store
from killed_writer import COUNTER, SHARE

from ccmdesk.db.check import check_store
from ccmdesk.db.store import open_store

ALL = bool(os.environ.get("CCMDESK_FAULTS"))
FORMS = [(4, 150), (30, 100)] if ALL else [(4, 15)]
SCRIPT = Path(__file__).with_name("counters.py")

pytestmark = pytest.mark.timeout(3600 if ALL else 120)


class Told(NamedTuple):
    """The numbers of the steps that were said to be saved, and how often one found it open."""

    saved: list[int]
    open_elsewhere: int


def _written(plan: Path, *, writers: int, times: int, unlocked: bool = False) -> Told:
    """Let so many writers write so many times, and return what they said."""
    with new_store(plan) as store:
        add(store, area(COUNTER, size_m2=0))
    command = [sys.executable, str(SCRIPT), str(plan), str(times), str(writers)]
    command += ["unlocked"] if unlocked else []
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env)
        for _ in range(writers)
    ]
    said = [line for one in running for line in one.communicate()[0].splitlines()]
    assert [one.returncode for one in running] == [0] * writers
    told = [line for line in said if line.startswith(OPEN_ELSEWHERE)]
    return Told(
        saved=sorted(int(line) for line in said if line not in told),
        open_elsewhere=sum(int(line.split()[-1]) for line in told),
    )


@pytest.mark.parametrize(("writers", "times"), FORMS)
def test_no_step_of_several_writers_is_lost(
    tmp_path: Path, writers: int, times: int, record_property: Any
) -> None:
    plan = tmp_path / "plan.ccmdesk"
    told = _written(plan, writers=writers, times=times)
    with open_store(plan) as store:
        kept, areas, wrong = steps_in(store), store.counts()["hazardous_area"], check_store(store)
    record_property("saved", len(told.saved))
    record_property("lost", len(told.saved) - kept)
    record_property("open elsewhere", told.open_elsewhere)
    assert told.saved == list(range(writers * times))
    assert kept == writers * times
    assert areas == writers * times * SHARE + 1
    assert wrong == []
    assert told.open_elsewhere > 0


def test_without_the_lock_steps_are_lost_and_it_is_seen(
    tmp_path: Path, record_property: Any
) -> None:
    """The control: the writers hold one plan open at once, and write over one another."""
    plan = tmp_path / "plan.ccmdesk"
    told = _written(plan, writers=4, times=3, unlocked=True)
    with open_store(plan) as store:
        kept = steps_in(store)
    record_property("control lost", len(told.saved) - kept)
    assert told.saved.count(0) == 4
    assert kept < len(told.saved)
