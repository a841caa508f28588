"""Lets each call on the disk fail, once or from then on, while a deed is done.

    python io_errors.py WORK DEED... --error EIO [--for-ever] [--every N] [--seed S]

WORK is a folder that is emptied. Prints one JSON document for each deed: how many points were
tried, how often it was done all the same or refused, and what went wrong. Runs with disk.c
preloaded.
"""

from __future__ import annotations

import argparse
import errno
import hashlib
import json
import os
import random
import shutil
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import faulty_disk
from deeds import CARELESS, COPY, DEEDS, PASSPHRASE, Deed, prepare

from ccmdesk.actions.updates.kept import read_kept
from ccmdesk.actions.updates.packs_in_use import packs_in_use
from ccmdesk.actions.updates.used_programs import whole_programs
from ccmdesk.bundle.update_manifest import UpdateKind
from ccmdesk.db.check import check_store
from ccmdesk.db.key_beside import is_encrypted, unwrap_key
from ccmdesk.db.store import open_store
from ccmdesk.model.problem import Problem

DONE, REFUSED, BROKEN = 0, 10, 70
CUT_OFF = ("-wal", "-journal", ".lock")
"""What lies beside a plan that nobody has closed."""

_KNOWN: dict[bytes, str] = {}
MADE = ("new.ccmdesk", "restored.ccmdesk", "begun.ccmdesk", "saved.ccmdesk", COPY)
"""What a deed makes anew: there whole, or not there."""


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
    parser.add_argument("deeds", nargs="+", choices=[*DEEDS, *CARELESS])
    parser.add_argument("--error", default="EIO")
    parser.add_argument("--for-ever", action="store_true")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, help="only so many calls, from the first")
    given = parser.parse_args()
    shutil.rmtree(given.work, ignore_errors=True)
    template = given.work / "template"
    template.mkdir(parents=True)
    prepare(template)
    first = random.Random(given.seed).randrange(given.every) + 1
    asked = Asked(getattr(errno, given.error), given.for_ever, given.every, first, given.first)
    for name in given.deeds:
        found = Found(name)
        try_all(given.work, found, asked)
        sys.stdout.write(json.dumps(vars(found)) + "\n")
    return 0


def try_all(work: Path, found: Found, asked: Asked) -> None:
    """Try the deed without a fault, then with one at each point that is asked for."""
    deed, folder = {**DEEDS, **CARELESS}[found.deed], work / "round"
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


def holdings(folder: Path, deed: Deed) -> dict[str, str]:
    """Return what the plan of a deed and the files it makes hold."""
    names = {deed.plan, *MADE}
    return {name: hash_of(folder / name) for name in names if (folder / name).exists()}


def either_of(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, set[str]]:
    """Return what each file may hold once the deed was begun."""
    names = before.keys() | after.keys()
    return {name: {some[name] for some in (before, after) if name in some} for name in names}


def wrong_with(folder: Path, wanted: Mapping[str, set[str]]) -> Iterator[str]:
    """Yield which files are there and hold neither what was there nor what was to be there."""
    for name, hashes in wanted.items():
        if (folder / name).exists() or name not in MADE:
            with _told(name) as told:
                if known_hash(folder / name) not in hashes:
                    told.append("holds neither what was there nor what was to be there")
            yield from told


@contextmanager
def _told(name: str) -> Iterator[list[str]]:
    told: list[str] = []
    try:
        yield told
    except Problem as problem:
        told.append(f"cannot be opened: {problem}")
    except AssertionError as found:
        told.append(f"is not sound: {found}")
    told[:] = [f"{name}: {one}" for one in told]


def known_hash(path: Path) -> str:
    """Return the same without opening a file that has the very bytes of one that was opened.

    One that was cut off is opened in any case, as a person would: that takes away what lies there.
    """
    cut_off = any(path.with_name(path.name + ending).exists() for ending in CUT_OFF)
    if path.is_dir() or cut_off:
        return hash_of(path)
    bytes_there = hashlib.sha256(path.read_bytes()).digest()
    if bytes_there not in _KNOWN:
        _KNOWN[bytes_there] = hash_of(path)
    return _KNOWN[bytes_there]


def hash_of(path: Path) -> str:
    """Open a plan as a person would next, and return what it holds once it is found whole."""
    if path.is_dir():
        return in_use(path)
    key = unwrap_key(path, PASSPHRASE) if is_encrypted(path) else None
    with open_store(path, key=key) as store:
        found = check_store(store)
        assert found == [], [one.msgid for one in found]
        return store.document().content_hash


def in_use(folder: Path) -> str:
    """Return what a start takes of the updates in a data folder, which must be whole."""
    found = packs_in_use(folder)
    assert found.trouble is None, found.trouble
    kept = read_kept(folder, UpdateKind.PROGRAM)
    assert whole_programs(folder) == kept
    return f"{found.packs.record} {kept.in_use[-1]}"


if __name__ == "__main__":
    sys.exit(main())
