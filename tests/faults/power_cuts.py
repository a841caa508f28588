"""Cuts the power of a disk at a point by chance, and looks at what a person finds after it."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from disk_notes import Disk, Model, Note
from killed_writer import COUNTER, SHARE
from noted_writers import PAPER, PLAN, paper

from ccmdesk.db.check import check_store
from ccmdesk.db.store import open_store

WHOLE = 50
"""One plan of so many is opened by the program and looked through whole."""

_OF_NAMES = frozenset("CRLUM")
"""Kinds of calls after which another file is there, or somebody was told."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a cut left in *folder* when step *told* had been said to be saved."""

    folder: Path
    told: int
    whole: bool


Look = Callable[[Found], Iterator[str]]


@dataclass
class Cuts:
    """What so many cuts led to: *wrong* names the cut by its number and its seed."""

    tried: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Power:
    """The files as they were at first, what was noted since, and how the disk behaves.

    With *at_names* every second cut is next to a call that made, gave or took away a name: of all
    calls that write a large file these are few.
    """

    first: Path
    notes: list[Note]
    model: Model
    lies: bool = False
    at_names: bool = False

    def place(self, seed: int) -> int:
        """Return after how many calls the power goes."""
        chance = random.Random(seed)
        named = [number for number, one in enumerate(self.notes) if one.kind in _OF_NAMES]
        if self.at_names and seed % 2:
            return chance.choice(named) + chance.randint(0, 1)
        return chance.randint(0, len(self.notes))


def cut(power: Power, look: Look, found: Path, *, seeds: range) -> Cuts:
    """Cut the power once for each of *seeds*; the same seed cuts at the same place."""
    cuts, where = Cuts(), dict[int, list[int]]()
    for seed in seeds:
        where.setdefault(power.place(seed), []).append(seed)
    disk = Disk(power.first, power.model, lies=power.lies)
    for done in range(len(power.notes) + 1):
        for seed in where.get(done, ()):
            chance = random.Random(seed ^ 0x5EED)
            put_back(found, disk.after_a_cut(chance))
            cuts.tried += 1
            wrong = look(Found(found, disk.told, seed % WHOLE == 0))
            cuts.wrong += [f"seed {seed}, {power.model.value}, call {done}: {w}" for w in wrong]
        if done < len(power.notes):
            disk.do(power.notes[done])
    return cuts


def put_back(found: Path, files: dict[tuple[str, ...], bytes]) -> None:
    """Write the files that the cut left into *found*, each under all its names."""
    shutil.rmtree(found, ignore_errors=True)
    found.mkdir()
    for (name, *more), raw in files.items():
        (found / name).parent.mkdir(exist_ok=True)
        (found / name).write_bytes(raw)
        for other in more:
            (found / other).hardlink_to(found / name)


def look_at_plan(found: Found) -> Iterator[str]:
    """Yield what is wrong with a plan; with *whole* the program opens it too."""
    plan = found.folder / PLAN
    if not plan.exists():
        yield "there is no plan"
        return
    try:
        with closing(sqlite3.connect(plan)) as con:
            (state,) = con.execute("PRAGMA quick_check").fetchone()
            count = "SELECT size_m2 FROM row_hazardous_area WHERE id = ?"
            (steps,) = con.execute(count, [COUNTER.to_bytes(16, "big")]).fetchone()
            (areas,) = con.execute("SELECT count(*) FROM row_hazardous_area").fetchone()
    except (sqlite3.DatabaseError, TypeError) as error:
        yield f"the plan cannot be read: {error}"
        return
    if state != "ok":
        yield state
    if steps < found.told + 1:
        yield f"step {found.told} was said to be saved, and {steps - 1} is the last one there"
    if areas != steps * SHARE + 1:
        yield f"{areas} areas of {steps} steps: a step is there in part"
    if found.whole:
        with open_store(plan) as store:
            yield from (one.msgid for one in check_store(store))


def look_at_paper(found: Found) -> Iterator[str]:
    """Yield what is wrong with a paper that was written again and again."""
    path, told = found.folder / PAPER, found.told
    if not path.exists() or path.read_bytes() not in {paper(told), paper(told + 1)}:
        yield f"the paper is neither the one of {told} nor the next one"
