"""Times thirty people who work in one plan on a server: nothing may be lost, and a save is quick.

Each is a process of its own that saves a field every one to two seconds and asks each second what
others saved. The server writes to the disk as it would in an office. Afterwards every save that was
acknowledged is looked for in the log.
"""

from __future__ import annotations

import argparse
import datetime as dt
import multiprocessing as mp
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.synchronize import Barrier
from pathlib import Path
from uuid import UUID, uuid4

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from store import areas

import postgres_server
from ccmdesk.actions.plan_on_server import put_on_server
from ccmdesk.db.check import check_store
from ccmdesk.db.line import read_line
from ccmdesk.db.server.address import read_address
from ccmdesk.db.server.link import write_link
from ccmdesk.db.server.opening import no_address
from ccmdesk.db.store import Store, create_store, open_address, open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import Change, Stamp, StepKind, difference

NOON = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
LIMIT_MS = 100.0
RECORDS = 2_000
_PAUSE_S = (1.0, 2.0)
_LOOK_S = 1.0


_BEGIN: Barrier | None = None
"""Set in each process, where everybody waits until all have opened the plan."""


@dataclass
class Day:
    """What one person did: the steps that were acknowledged, and how long all took, in seconds."""

    steps: list[UUID] = field(default_factory=list)
    saves: list[float] = field(default_factory=list)
    looks: list[float] = field(default_factory=list)


def main() -> int:
    """Print the figures; 1 when a save was lost or too slow."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--people", type=int, default=30)
    ask.add_argument("--seconds", type=float, default=300)
    given = ask.parse_args()
    if not postgres_server.PROGRAMS:
        print(postgres_server.MISSING)
        return 0
    with postgres_server.server(durable=True) as address, tempfile.TemporaryDirectory() as folder:
        records = _make_plan(address, Path(folder))
        tasks = [(n, address, folder, records, given.seconds) for n in range(given.people)]
        spawning = mp.get_context("spawn")
        begin = spawning.Barrier(given.people)
        with spawning.Pool(given.people, initializer=_wait_for, initargs=(begin,)) as pool:
            days = pool.starmap(work, tasks, chunksize=1)
        lost, findings = _lost(address, days)
    return _told(days, lost, findings)


def _make_plan(address: str, folder: Path) -> list[UUID]:
    path = folder / "plan.ccmdesk"
    found = list(areas(RECORDS))
    with create_store(path, office="Centre", at=NOON, new_id=uuid4) as store:
        store.apply([c for area in found for c in difference(None, area)], _stamp("Centre"))
        put_on_server(store, address)
    return [area.id for area in found]


def _stamp(by: str) -> Stamp:
    return Stamp(by=by, at=dt.datetime.now(dt.UTC), step=uuid4(), does=StepKind.EDIT)


def _wait_for(begin: Barrier) -> None:
    global _BEGIN  # noqa: PLW0603 - set once in each process
    _BEGIN = begin


def work(number: int, address: str, folder: str, records: Sequence[UUID], seconds: float) -> Day:
    """Do one person's work for so long, from when everybody has opened the plan."""
    link = Path(folder) / f"{number}.ccmdesk"
    write_link(link, read_address(address, no_address()), uuid4)
    chance, day = random.Random(number), Day()  # noqa: S311 - the same day each time
    with open_store(link) as store:
        if _BEGIN is not None:
            _BEGIN.wait()
        ends = time.monotonic() + seconds
        due, look = time.monotonic() + chance.uniform(*_PAUSE_S), time.monotonic() + _LOOK_S
        while time.monotonic() < ends:
            time.sleep(max(0.0, min(due, look) - time.monotonic()))
            begun = time.monotonic()
            if begun >= due:
                _save(store, day, (chance.choice(records), chance.randrange(1, 10**9)))
                due = begun + chance.uniform(*_PAUSE_S)
            if begun >= look:
                _look(store, day)
                look = begun + _LOOK_S
    return day


def _save(store: Store, day: Day, what: tuple[UUID, int]) -> None:
    record, size = what
    begun, stamp = time.monotonic(), _stamp("Officer")
    before = store.get(HazardousArea, record)
    old = None if before is None else before.size_m2
    change = Change("hazardous_area", record, {"size_m2": old}, {"size_m2": size})
    if store.apply([change], stamp) is not None:
        day.steps.append(stamp.step)
        day.saves.append(time.monotonic() - begun)


def _look(store: Store, day: Day) -> None:
    begun = time.monotonic()
    news = store.news()
    if news is not None:
        store.saw(news)
    day.looks.append(time.monotonic() - begun)


def _lost(address: str, days: Sequence[Day]) -> tuple[int, int]:
    with open_address(address, reads_only=True) as store:
        kept = {read_line(raw).step for raw in store.lines()}
        return sum(step not in kept for day in days for step in day.steps), len(check_store(store))


def _told(days: Sequence[Day], lost: int, findings: int) -> int:
    saves = sorted(1000 * one for day in days for one in day.saves)
    looks = sorted(1000 * one for day in days for one in day.looks)
    print(f"{len(days)} people, {len(saves)} saves, {lost} lost, {findings} findings of the check")
    for name, times in (("a save", saves), ("what is new", looks)):
        p50, p95 = times[len(times) // 2], times[len(times) * 95 // 100]
        print(f"{name}: p50 {p50:.0f} ms, p95 {p95:.0f} ms, longest {times[-1]:.0f} ms")
    slow = saves[len(saves) * 95 // 100] > LIMIT_MS
    print(f"p95 of a save at most {LIMIT_MS:.0f} ms: {'MISSED' if slow else 'kept'}")
    return int(slow or lost > 0 or findings > 0)


if __name__ == "__main__":
    sys.exit(main())
