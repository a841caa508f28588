"""Lets each call on the disk fail, once or from then on, while a deed is done.

    python io_errors.py WORK DEED... --error EIO [--for-ever] [--every N] [--seed S]

WORK is a folder that is emptied. Prints one JSON document for each deed: how many points were
tried, how often it was done all the same or refused, and what went wrong. Runs with disk.c
preloaded.
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import random
import shutil
import sys
import traceback
from dataclasses import dataclass, field
from pathlib import Path

import faulty_disk
from all_deeds import KNOWN, prepare_for
from deeds import Deed
from holdings import either_of, holdings, wrong_with

from ccmdesk.model.problem import Problem

DONE, REFUSED, BROKEN = 0, 10, 70


@dataclass
class Found:
    """What the points of one deed led to."""

    deed: str
    points: int = 0
    done: int = 0
    refused: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Asked:
    """How calls fail."""

    error: int
    for_ever: bool
    every: int
    seed: int
    first: int | None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("deeds", nargs="+", choices=KNOWN)
    parser.add_argument("--error", default="EIO")
    parser.add_argument("--for-ever", action="store_true")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, help="only so many calls, from the first")
    given = parser.parse_args()
    shutil.rmtree(given.work, ignore_errors=True)
    template = given.work / "template"
    template.mkdir(parents=True)
    prepare_for(given.deeds, template)
    first = random.Random(given.seed).randrange(given.every) + 1
    asked = Asked(getattr(errno, given.error), given.for_ever, given.every, first, given.first)
    for name in given.deeds:
        found = Found(name)
        try_all(given.work, found, asked)
        sys.stdout.write(json.dumps(vars(found)) + "\n")
    return 0


def try_all(work: Path, found: Found, asked: Asked) -> None:
    """Try the deed without a fault, then with one at each point that is asked for."""
    deed, folder = KNOWN[found.deed], work / "round"
    before = holdings(fresh(work), deed)
    outcome, total, told = _do(deed, fresh(work), at=0, asked=asked)
    assert outcome == DONE, told
    after = holdings(folder, deed)
    either = either_of(before, after)
    chance = random.Random(asked.seed)
    first = chance.randrange(min(asked.every, total)) + 1
    last = total if asked.first is None else asked.first
    for at in range(first, last + 1, asked.every):
        outcome, _, told = _do(deed, fresh(work), at=at, asked=asked)
        found.points += 1
        found.done += outcome == DONE
        found.refused += outcome == REFUSED
        wrong = [told] if outcome == BROKEN else []
        wanted = either | ({deed.plan: {after[deed.plan]}} if outcome == DONE else {})
        wrong += wrong_with(folder, wanted)
        found.wrong += [f"call {at} of {total}: {one}" for one in wrong]


def fresh(work: Path) -> Path:
    folder = work / "round"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(work / "template", folder)
    return folder


def _do(deed: Deed, folder: Path, *, at: int, asked: Asked) -> tuple[int, int, str]:
    """Do the deed in a child; return what came of it, how many calls it made, and what it said."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        outcome, told = _deed_done(deed, folder, at=at, asked=asked)
        answer = json.dumps([outcome, faulty_disk.calls(), told]).encode()
        os.write(writing, answer[:60_000])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as end:
        text = end.read()
    _, status = os.waitpid(child, 0)
    if not text:
        return BROKEN, 0, f"the program died with status {status}"
    outcome, calls, told = json.loads(text)
    return outcome, calls, told


def _deed_done(deed: Deed, folder: Path, *, at: int, asked: Asked) -> tuple[int, str]:
    faulty_disk.watch(folder)
    faulty_disk.fail(at, for_ever=asked.for_ever, error=asked.error)
    try:
        deed.does(folder)
    except Problem as problem:
        return REFUSED, str(problem)
    except Exception:  # noqa: BLE001 - whatever else comes out is what is looked for
        return BROKEN, traceback.format_exc()
    return DONE, ""


if __name__ == "__main__":
    sys.exit(main())
