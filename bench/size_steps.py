"""One step of work on a plan of some size, and what it took.

python bench/size_steps.py STEP FOLDER COUNT
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from desktop_plan import make_plan
from exchange_cost import step
from exchange_ours import AUTHOR, KIND, NOON, WHY, pack, take_in

from ccmdesk.actions.check_plan import plan_findings
from ccmdesk.actions.restore_plan import RestorePlan, restore_plan
from ccmdesk.actions.take_in_changes import BeginFrom, begin_from, open_changes
from ccmdesk.db.backup import write_backup
from ccmdesk.db.check import check_store
from ccmdesk.db.query import ListQuery
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import Change, StepKind
from ccmdesk.model.packs import load_packs
from ccmdesk.model.resources import resource

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
        pack(store, folder / WHOLE)


def begin(folder: Path, _count: int) -> None:
    with step():
        opened = open_changes(folder / WHOLE)
        begin_from(
            BeginFrom(opened=opened, path=folder / OFFICE, office="Field", why=WHY),
            author=AUTHOR,
        )


def edit(folder: Path, count: int) -> None:
    """Edit one record in a hundred on both sides, and pack what the office lacks."""
    with open_store(folder / OFFICE) as office:
        to = office.replica
        pack(office, folder / "known.ccmb")
        _edit(office, range(0, count, EDITED), "priority", 3)
    with open_store(folder / PLAN) as plan:
        take_in(plan, folder / "known.ccmb")
        _edit(plan, range(EDITED // 2, count, EDITED), "priority", 4)
        pack(plan, folder / DELTA, to)


def merge(folder: Path, _count: int) -> None:
    with step(), open_store(folder / OFFICE) as store:
        take_in(store, folder / DELTA)


def _edit(store: Store, numbers: list[int] | range, key: str, value: int) -> None:
    first = store.ids(ListQuery(HazardousArea))
    changes = [Change(KIND, first[n], {key: None}, {key: value}) for n in numbers]
    store.apply(changes, AUTHOR.stamp(StepKind.EDIT))


STEPS: dict[str, Callable[[Path, int], None]] = {
    one.__name__.rstrip("_"): one
    for one in (
        *(make, open_, list_, find, save, missing, check, backup, restore),
        *(export, begin, edit, merge),
    )
}

if __name__ == "__main__":
    STEPS[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
