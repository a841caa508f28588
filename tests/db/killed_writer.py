"""Writes to a plan until it is killed; run by the test of killed writers, never by hand.

Reads orders ``path first how`` and starts a writer for each, as a fork so that nothing is imported
again. A writer prints a number after each step that is saved, or before it when told to be
``early``: the control that must be caught.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from db_cases import area, ids, stamp

from ccmdesk.db.store import Store, open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import difference

SHARE = 5
"""Areas that every step writes: all of them or none."""

COUNTER = 10**9


def say(text: str) -> None:
    os.write(sys.stdout.fileno(), f"{text}\n".encode())


def write_for_ever(path: Path, first: int, *, early: bool) -> None:
    """Write steps numbered from *first*; each adds areas and counts itself in one area."""
    fresh = ids((first + 1) * 10**12)
    with open_store(path) as store:
        for number in range(first, first + 10_000):
            if early:
                say(str(number))
            write_step(store, number, step=fresh())
            if not early:
                say(str(number))


def write_step(store: Store, number: int, *, step: UUID) -> None:
    """Write the step of that number: areas of its own, and the area that counts the steps."""
    changes = [
        change for n in range(SHARE) for change in difference(None, area(number * SHARE + n + 1))
    ]
    counted = store.get(HazardousArea, UUID(int=COUNTER))
    changes += difference(counted, area(COUNTER, size_m2=number + 1))
    store.apply(changes, replace(stamp(), step=step))


def main() -> None:
    for order in sys.stdin:
        path, first, how = order.split("\t")
        writer = os.fork()
        if writer == 0:
            write_for_ever(Path(path), int(first), early=how.strip() == "early")
        say(f"writer {writer}")
        os.waitpid(writer, 0)
        say("end")


if __name__ == "__main__":
    main()
