"""Kills deeds while they change something on the disk, or lets the disk be full, at random points.

    python kills.py WORK DEED... --how kill --times N --seed S

With "--how last" they are killed in each of the last N calls, with "--how brim" N limits end just
below the size of the largest file there is afterwards.

WORK is a folder that is emptied. Prints one JSON document for each deed: how many points were
tried, how often the deed came to its end, and what went wrong. Runs with disk.c preloaded.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import alembic.runtime.environment
import alembic.script  # noqa: F401 - once here, and not in every child
import faulty_disk
from all_deeds import KNOWN, prepare_for
from deeds import CARELESS, OLD, Deed
from holdings import (
    either_of,
    holdings,
    known_hash,
    left_for_ever,
    left_over,
    wrong_with,
)
from io_errors import fresh

from ccmdesk.model.problem import Problem

DONE, REFUSED, KILLED, BROKEN = "done", "refused", "killed", "broken"
BRIM = 4_000
"""Bytes from one limit just below the size of a file to the next."""

SIZES = 1.3
"""Limits go to so many times the size of the largest file that the deed writes."""


@dataclass
class Found:
    """What the points of one deed led to."""

    deed: str
    points: int = 0
    ends: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


Holdings = dict[str, str]
Fault = Callable[[], None]
"""What is done to a child before its deed."""


@dataclass(frozen=True)
class Asked:
    """How deeds come to harm, how often, and by which chance."""

    how: str
    times: int
    chance: random.Random


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("deeds", nargs="+", choices=KNOWN)
    parser.add_argument("--how", choices=["kill", "last", "full", "brim"], default="kill")
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    shutil.rmtree(given.work, ignore_errors=True)
    template = given.work / "template"
    template.mkdir(parents=True)
    prepare_for(given.deeds, template)
    chance = random.Random(given.seed)
    for name in given.deeds:
        found = Found(name)
        try_some(given.work, found, Asked(given.how, given.times, chance))
        sys.stdout.write(json.dumps(vars(found)) + "\n")
    return 0


def faults(asked: Asked, *, calls: int, largest: int, made: int) -> Iterator[tuple[str, Fault]]:
    """Yield random faults of a deed of so many calls, with what to call them."""
    for number in range(asked.times):
        if asked.how in {"full", "brim"}:
            below = number * BRIM if asked.how == "brim" else None
            limit = asked.chance.randrange(int(largest * SIZES)) if below is None else made - below
            yield f"no file over {limit}", partial(fill_disk, limit)
        else:
            at = calls - number if asked.how == "last" else asked.chance.randrange(calls) + 1
            yield f"killed in call {at} of {calls}", partial(faulty_disk.kill, at)


def fill_disk(limit: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))


def try_some(work: Path, found: Found, asked: Asked) -> None:
    """Do the deed with each fault; then look as the next start of the program does, and again.

    It is done here once without a fault, so that the children know its statements already.
    """
    deed, folder = KNOWN[found.deed], work / "round"
    before = holdings(fresh(work), deed)
    fresh(work)
    faulty_disk.watch(folder)
    faulty_disk.kill(0)
    deed.does(folder)
    calls = faulty_disk.calls()
    largest = largest_written(work / "template", folder)
    after = holdings(folder, deed)
    made = max(file.stat().st_size for file in folder.iterdir())
    for what, fault in faults(asked, calls=calls, largest=largest, made=made):
        found.points += 1
        end, told = do(deed, fresh(work), fault)
        found.ends.append(end)
        wrong = [told] if end == BROKEN else []
        wrong += wrong_with(folder, either_of(before, after))
        wrong += [f"{name} is left at the next start" for name in left_over(folder)]
        wrong += done_again(deed, folder, before, after)
        wrong += [f"{name} is left for ever" for name in left_for_ever(folder)]
        found.wrong += [f"{what}: {one}" for one in wrong]


def largest_written(before: Path, after: Path) -> int:
    """Return the size of the largest file that is not as it was."""
    changed = (
        file.stat().st_size
        for file in after.rglob("*")
        if file.is_file() and not is_same(file, before / file.relative_to(after))
    )
    return max(changed, default=1)


def is_same(file: Path, other: Path) -> bool:
    return other.exists() and file.read_bytes() == other.read_bytes()


def done_again(deed: Deed, folder: Path, before: Holdings, after: Holdings) -> list[str]:
    """Do the deed once more, without a fault, and return what is not as after doing it once."""
    end, told = do(deed, folder, lambda: None)
    wrong = [told] if end == BROKEN or (deed.again and end != DONE) else []
    wrong += wrong_with(folder, either_of(after if deed.again else before, after))
    return wrong + list(backups_missing(deed, folder, after))


def backups_missing(deed: Deed, folder: Path, after: Holdings) -> Iterator[str]:
    """Yield that an updated plan has no backup of what it was, or one that holds something else."""
    if deed.plan not in OLD.values() or deed in CARELESS.values():
        return
    backups = list(folder.glob(f"{Path(deed.plan).stem}.before-*.ccmdesk"))
    if not backups:
        yield "no backup was made before the update"
    for backup in backups:
        if known_hash(backup) != after[deed.plan]:
            yield "the backup before the update holds something else"


def do(deed: Deed, folder: Path, fault: Fault) -> tuple[str, str]:
    """Do the deed in a child; return how it ended, and what it said."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        end, told = _deed_done(deed, folder, fault)
        os.write(writing, json.dumps([end, told]).encode()[:60_000])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        text = pipe.read()
    _, status = os.waitpid(child, 0)
    if text:
        end, told = json.loads(text)
        return end, told
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return KILLED, ""
    return BROKEN, f"the program died with status {status}"


def _deed_done(deed: Deed, folder: Path, fault: Fault) -> tuple[str, str]:
    faulty_disk.watch(folder)
    fault()
    try:
        deed.does(folder)
    except Problem as problem:
        return REFUSED, str(problem)
    except Exception:  # noqa: BLE001 - whatever else comes out is what is looked for
        return BROKEN, traceback.format_exc()
    return DONE, ""


if __name__ == "__main__":
    sys.exit(main())
