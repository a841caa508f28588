"""Does deeds on a real disk that has a little too little room, and once more when it has enough.

    unshare -m python small_disk.py WORK DEED... --times N --seed S

WORK is a folder that is emptied; a file system of its own is mounted below it, which nobody else
sees. Prints one JSON document for each deed: the bytes that were free each time, whether it was
done or refused, and what went wrong.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import random
import re
import shutil
import sys
import time
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

from all_deeds import KNOWN, prepare_for
from deeds import Deed
from holdings import either_of, holdings, left_for_ever, left_over, wrong_with

from ccmdesk.model.problem import Problem

DONE, REFUSED, BROKEN = "done", "refused", "broken"
PAGE = 4096
BRIM = 8
"""Half of the sizes lack at most so many pages."""

ROOMY = 1 << 28
_REMOUNT = 32
_BYTES_NEEDED = re.compile(r"\b\d+ bytes")


@dataclass
class Found:
    """What the sizes of one deed led to."""

    deed: str
    free: list[int] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Trial:
    """A deed, its folder on the small disk, and what that holds before and after it."""

    deed: Deed
    folder: Path
    before: Mapping[str, str]
    after: Mapping[str, str]
    names: frozenset[str]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("deeds", nargs="+", choices=KNOWN)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    shutil.rmtree(given.work, ignore_errors=True)
    template, disk = given.work / "template", given.work / "disk"
    for folder in (template, disk):
        folder.mkdir(parents=True)
    prepare_for(given.deeds, template)
    mount(disk, ROOMY)
    for name in given.deeds:
        found = Found(name)
        try_sizes(given.work, found, times=given.times, seed=given.seed)
        sys.stdout.write(json.dumps(vars(found)) + "\n")
    return 0


def mount(disk: Path, size: int, *, again: bool = False) -> None:
    """Let *disk* be a file system with so many bytes; *again* changes those of the one there."""
    how = (b"tmpfs", os.fsencode(disk), b"tmpfs", _REMOUNT if again else 0, b"size=%d" % size)
    if ctypes.CDLL(None, use_errno=True).mount(*how):
        raise OSError(ctypes.get_errno(), "the disk cannot be mounted", str(disk))


def try_sizes(work: Path, found: Found, *, times: int, seed: int) -> None:
    """Do the deed with room enough, then with random bytes too little."""
    deed, folder = KNOWN[found.deed], work / "disk" / "round"
    before = holdings(fresh(work), deed)
    fresh(work)
    with _most_used(folder) as needed:
        deed.does(folder)
    after = holdings(folder, deed)
    names = frozenset(file.name for file in folder.rglob("*"))
    trial = Trial(deed, folder, before, after, names)
    chance = random.Random(f"{seed} {found.deed}")
    for _ in range(times):
        free = max(_free(needed[0], chance), 0)
        end, wrong = _tried(trial, work, free)
        found.free.append(free)
        found.ends.append(end)
        found.wrong += [f"{free} bytes free of {needed[0]}: {one}" for one in wrong]


def _free(needed: int, chance: random.Random) -> int:
    if chance.random() < 0.5:
        return needed - chance.randint(1, BRIM) * PAGE
    return chance.randrange(0, needed, PAGE)


def fresh(work: Path) -> Path:
    """Return the folder as the deed finds it, on a disk with room."""
    folder = work / "disk" / "round"
    mount(work / "disk", ROOMY, again=True)
    shutil.rmtree(folder, ignore_errors=True)
    return shutil.copytree(work / "template", folder)


def used(folder: Path) -> int:
    state = os.statvfs(folder)
    return (state.f_blocks - state.f_bfree) * state.f_frsize


@contextmanager
def _most_used(folder: Path) -> Iterator[list[int]]:
    """Look again and again how many bytes more are used, and tell the most that there were."""
    found, done, at_first = [PAGE], Event(), used(folder)

    def look() -> None:
        while not done.is_set():
            found[0] = max(found[0], used(folder) - at_first)
            time.sleep(0.0005)

    looking = Thread(target=look)
    looking.start()
    try:
        yield found
    finally:
        done.set()
        looking.join()


def _tried(trial: Trial, work: Path, free: int) -> tuple[str, list[str]]:
    """Try it in a child that goes on when there is room; return how it ended and what is wrong."""
    disk = work / "disk"
    fresh(work)
    mount(disk, used(disk) + free, again=True)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        told = _too_little_then_enough(trial, disk)
        os.write(writing, json.dumps(told).encode()[:60_000])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        text = pipe.read()
    _, status = os.waitpid(child, 0)
    if not text:
        return BROKEN, [f"the program died with status {status}"]
    end, wrong = json.loads(text)
    return end, wrong


def _too_little_then_enough(trial: Trial, disk: Path) -> tuple[str, list[str]]:
    end, said = _done(trial)
    mount(disk, ROOMY, again=True)
    wrong = [said] if end == BROKEN else []
    if end == REFUSED:
        wrong += _not_told(trial, said)
    after = {name: {holds} for name, holds in trial.after.items()}
    wrong += wrong_with(
        trial.folder, either_of(trial.before, trial.after) if end != DONE else after
    )
    wrong += [f"{name} is left at the next start" for name in left_over(trial.folder)]
    if trial.deed.again or holdings(trial.folder, trial.deed) != trial.after:
        again, said = _done(trial)
        wrong += [] if again == DONE else [f"with room it does not go on: {said}"]
        wrong += wrong_with(trial.folder, after)
    wrong += [f"{name} is left for ever" for name in left_for_ever(trial.folder)]
    return end, wrong


def _done(trial: Trial) -> tuple[str, str]:
    try:
        trial.deed.does(trial.folder)
    except Problem as problem:
        return REFUSED, str(problem)
    except Exception:  # noqa: BLE001 - whatever else comes out is what is looked for
        return BROKEN, traceback.format_exc()
    return DONE, ""


def _not_told(trial: Trial, said: str) -> list[str]:
    """Return what a sentence about a full disk does not tell."""
    wrong = []
    if not any(name in said for name in trial.names):
        wrong.append(f"no file is named: {said}")
    if not _BYTES_NEEDED.search(said):
        wrong.append(f"how many bytes are needed is not told: {said}")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
