"""Adds steps to one plan in turn with others, as many as told; run by the test of several writers.

    python counters.py PLAN COUNT [WRITERS]

Prints the number of each step. Told how many writers there are it is early: it reads the number
before it has the plan, and begins when all of them have. That is the control that must be caught.
"""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path
from uuid import UUID, uuid4

from killed_writer import COUNTER, say, write_step

from ccmdesk.db.store import Store, open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.problem import Problem


def main() -> None:
    path, count, early = Path(sys.argv[1]), int(sys.argv[2]), [int(all_) for all_ in sys.argv[3:]]
    for _ in range(count):
        number = -1
        if early:
            with open_store(path, reads_only=True) as store:
                number = steps_in(store)
            _wait_until_all_looked(path, early[0])
        with _in_turn(path) as store:
            if not early:
                number = steps_in(store)
            write_step(store, number, step=uuid4())
        say(str(number))


def _wait_until_all_looked(path: Path, writers: int) -> None:
    path.with_name(f"looked-{os.getpid()}").touch()
    while len(list(path.parent.glob("looked-*"))) < writers:
        time.sleep(0.01)


def steps_in(store: Store) -> int:
    counted = store.get(HazardousArea, UUID(int=COUNTER))
    assert counted is not None
    assert counted.size_m2 is not None
    return counted.size_m2


def _in_turn(path: Path) -> Store:
    while True:
        try:
            return open_store(path)
        except Problem as problem:
            if "open in another window" not in str(problem):
                raise
            time.sleep(random.uniform(0.01, 0.1))


if __name__ == "__main__":
    main()
