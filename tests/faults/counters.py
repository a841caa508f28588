"""Adds steps to one plan in turn with others, as many as told; run by the test of several writers.

    python counters.py PLAN COUNT WRITERS [unlocked]

Begins when all writers are there, and prints the number of each step once it is saved, and at the
end how often it was told that the plan is open elsewhere. Unlocked it leaves out the lock, and all
of them look at the plan before one writes the first step: the control that must be caught.
"""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path
from uuid import UUID, uuid4

from killed_writer import COUNTER, say, write_step

from ccmdesk.db import opening
from ccmdesk.db.beside import beside
from ccmdesk.db.lock import LOCK, Lock
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.problem import Problem

OPEN_ELSEWHERE = "open elsewhere"
LONGEST = 2.0
"""Seconds between two tries: thirty that try more often take the processor from who writes."""


def main() -> None:
    path, count, writers = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    unlocked = len(sys.argv) > 4
    if unlocked:
        vars(opening)["take_lock"] = _no_lock
    told = 0
    _wait_for_all("there", path, writers)
    for done in range(count):
        store, refused = _in_turn(path)
        with store:
            number = steps_in(store)
            if unlocked and done == 0:
                _wait_for_all("looked", path, writers)
            write_step(store, number, step=uuid4())
        say(str(number))
        told += refused
    say(f"{OPEN_ELSEWHERE} {told}")


def _no_lock(plan: Path) -> Lock:
    return Lock(beside(plan, LOCK), os.open(os.devnull, os.O_RDONLY))


def _wait_for_all(mark: str, path: Path, writers: int) -> None:
    path.with_name(f"{mark}-{os.getpid()}").touch()
    while len(list(path.parent.glob(f"{mark}-*"))) < writers:
        time.sleep(0.01)


def steps_in(store: Store) -> int:
    counted = store.get(HazardousArea, UUID(int=COUNTER))
    assert counted is not None
    assert counted.size_m2 is not None
    return counted.size_m2


def _in_turn(path: Path) -> tuple[Store, int]:
    """Return the plan, open for writing, and how often it was said to be open elsewhere before."""
    refused = 0
    while True:
        try:
            return open_store(path), refused
        except Problem as problem:
            if "open in another window" not in str(problem):
                raise
            refused += 1
            time.sleep(random.uniform(0.01, min(0.05 * refused, LONGEST)))


if __name__ == "__main__":
    main()
