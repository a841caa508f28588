"""One step of work on a plan of some size, and what it took.

python bench/size_steps.py STEP FOLDER COUNT
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from desktop_plan import make_plan
from exchange_cost import step

from ccmdesk.actions.author import Author
from ccmdesk.actions.check_plan import plan_findings
from ccmdesk.actions.pack_changes import PackChanges, pack_changes
from ccmdesk.actions.restore_plan import RestorePlan, restore_plan
from ccmdesk.actions.take_in_changes import (
    BeginFrom,
    TakeInChanges,
    begin_from,
    open_changes,
    take_in_changes,
)
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.db.backup import write_backup
from ccmdesk.db.check import check_store
from ccmdesk.db.query import ListQuery
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import Change, StepKind
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.packs import load_packs
from ccmdesk.model.resources import resource

NOON = dt.datetime(2026, 7, 2, 12, tzinfo=dt.UTC)
AUTHOR = Author("Bench", lambda: NOON)
KIND = BY_RECORD[HazardousArea].name
KEY = SigningKey(bytes(range(32)))
PLAN, OFFICE, BACKUP = "plan.ccmdesk", "office.ccmdesk", "backup.ccmdesk"
WHOLE, DELTA = "whole.ccmb", "delta.ccmb"
PAGE = 128
EDITED = 100
"""One record in so many is edited between two packages."""


def make(folder: Path, count: int) -> None:
    with step():
        make_plan(folder / PLAN, count)


def open_(folder: Path, _count: int) -> None:
    with step(), open_store(folder / PLAN):
        pass


def list_(folder: Path, _count: int) -> None:
    with open_store(folder / PLAN, reads_only=True) as store, step():
        ids = store.ids(ListQuery(HazardousArea, sort="name", language="en"))
        middle = len(ids) // 2
        store.records(HazardousArea, ids[middle : middle + PAGE])


def find(folder: Path, _count: int) -> None:
    with open_store(folder / PLAN, reads_only=True) as store, step():
        store.find("lighthouse keeper")


def save(folder: Path, count: int) -> None:
    with open_store(folder / PLAN) as store:
        _edit(store, [count // 2], "priority", 1)
        with step():
            _edit(store, [count // 3], "priority", 2)


def missing(folder: Path, _count: int) -> None:
    with step(), open_store(folder / PLAN, reads_only=True) as store:
        packs = load_packs(resource("packs"))
        plan_findings(store.document(), packs=packs, today=NOON.date())


def check(folder: Path, _count: int) -> None:
    with step(), open_store(folder / PLAN, reads_only=True) as store:
        if found := check_store(store):
            raise AssertionError(found)


def backup(folder: Path, _count: int) -> None:
    with step(), open_store(folder / PLAN) as store:
        write_backup(store, folder / BACKUP)


def restore(folder: Path, _count: int) -> None:
    with step():
        ask = RestorePlan(copy=folder / BACKUP, out=folder / "restored.ccmdesk", key=None)
        restore_plan(ask, author=AUTHOR)


def export(folder: Path, _count: int) -> None:
    with step(), open_store(folder / PLAN) as store:
        _pack(store, folder / WHOLE)


def begin(folder: Path, _count: int) -> None:
    with step():
        opened = open_changes(folder / WHOLE)
        begin_from(
            BeginFrom(opened=opened, path=folder / OFFICE, office="Field", why="A bench."),
            author=AUTHOR,
        )


def edit(folder: Path, count: int) -> None:
    """Edit one record in a hundred on both sides, and pack what the office lacks."""
    with open_store(folder / OFFICE) as office:
        to = office.replica
        _pack(office, folder / "known.ccmb")
        _edit(office, range(0, count, EDITED), "priority", 3)
    with open_store(folder / PLAN) as plan:
        _take_in(plan, folder / "known.ccmb")
        _edit(plan, range(EDITED // 2, count, EDITED), "priority", 4)
        _pack(plan, folder / DELTA, to)


def merge(folder: Path, _count: int) -> None:
    with step(), open_store(folder / OFFICE) as store:
        _take_in(store, folder / DELTA)


def _edit(store: Store, numbers: list[int] | range, key: str, value: int) -> None:
    first = store.ids(ListQuery(HazardousArea))
    changes = [Change(KIND, first[n], {key: None}, {key: value}) for n in numbers]
    store.apply(changes, AUTHOR.stamp(StepKind.EDIT))


def _pack(store: Store, package: Path, to: UUID | None = None) -> None:
    ask = PackChanges(
        office="Bench",
        receiver="the other office",
        folder=package.parent,
        key=KEY,
        to=to,
        file_name=package.name,
    )
    pack_changes(store, ask, author=AUTHOR)


def _take_in(store: Store, package: Path) -> None:
    backup = package.with_name("before.ccmdesk")
    ask = TakeInChanges(opened=open_changes(package), backup=backup, why="A bench.")
    take_in_changes(store, ask, author=AUTHOR)


STEPS: dict[str, Callable[[Path, int], None]] = {
    one.__name__.rstrip("_"): one
    for one in (
        *(make, open_, list_, find, save, missing, check, backup, restore),
        *(export, begin, edit, merge),
    )
}

if __name__ == "__main__":
    STEPS[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
