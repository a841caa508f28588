"""One step of our own with the same records, through the actions that a user asks for.

python bench/exchange_ours.py STEP FOLDER COUNT
"""

from __future__ import annotations

import datetime as dt
import itertools
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

from exchange_cost import step
from exchange_records import edits, flat_record, record_id

from ccmdesk.actions.author import Author
from ccmdesk.actions.create_plan import CreatePlan, create_plan
from ccmdesk.actions.pack_changes import PackChanges, pack_changes
from ccmdesk.actions.take_in_changes import (
    BeginFrom,
    TakeInChanges,
    begin_from,
    open_changes,
    preview_changes,
    take_in_changes,
)
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.db.backup import write_backup
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import Change, StepKind
from ccmdesk.model.codec import DELETED, Flat, flatten
from ccmdesk.model.codes import StateCode
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.packs import load_packs
from ccmdesk.model.resources import resource

NOON = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
AUTHOR = Author("Bench", lambda: NOON)
KIND = BY_RECORD[HazardousArea].name
KEY = SigningKey(bytes(range(32)))
WHY = "It is a bench."
MADE, CENTRE, FIELD = "made.ccmdesk", "centre.ccmdesk", "field.ccmdesk"
WHOLE, DELTA = "whole.ccmb", "delta.ccmb"
_AT_ONCE = 5_000


def make(folder: Path, count: int) -> None:
    """Make the plan of the centre."""
    ask = CreatePlan(
        path=folder / MADE,
        country=StateCode("LAO"),
        first_year=2026,
        last_year=2030,
        office="Centre",
    )
    with create_plan(ask, author=AUTHOR, packs=load_packs(resource("packs"))) as store:
        flats = ((n, {**flat_record(n), DELETED: False}) for n in range(count))
        _write(store, flats, StepKind.IMPORT)


def edit(folder: Path, count: int) -> None:
    """Edit the plan on both sides, and pack for the field what the centre edited."""
    with open_store(folder / FIELD) as field:
        pack(field, folder / "known.ccmb")
        to = field.replica
        sides = ((n, {key: value}) for n, key, value in edits(count, ours=True))
        _write(field, sides, StepKind.EDIT)
    with open_store(folder / CENTRE) as centre:
        take_in(centre, folder / "known.ccmb")
        sides = ((n, {key: value}) for n, key, value in edits(count, ours=False))
        _write(centre, sides, StepKind.EDIT)
        pack(centre, folder / DELTA, to)


def agree(folder: Path, count: int) -> None:
    """Send the merged plan back; require equal hashes, and every edit shown or to be decided."""
    with open_store(folder / FIELD) as field, open_store(folder / CENTRE) as centre:
        pack(field, folder / "back.ccmb", centre.replica)
        take_in(centre, folder / "back.ccmb")
        if field.packages.plan_hash() != centre.packages.plan_hash():
            raise AssertionError("the two plans differ")
        for store in (field, centre):
            _require_every_edit(store, count)


def export(folder: Path, _count: int) -> None:
    with step(), open_store(folder / MADE) as store:
        pack(store, folder / WHOLE)


def begin(folder: Path, _count: int) -> None:
    with step():
        ask = BeginFrom(
            opened=open_changes(folder / WHOLE), path=folder / FIELD, office="Field", why=WHY
        )
        begin_from(ask, author=AUTHOR)


def again(folder: Path, _count: int) -> None:
    with step(), open_store(folder / FIELD) as store:
        take_in(store, folder / WHOLE)


def preview(folder: Path, _count: int) -> None:
    with step(), open_store(folder / FIELD) as store:
        preview_changes(store, open_changes(folder / DELTA))


def backup(folder: Path, _count: int) -> None:
    with step(), open_store(folder / FIELD) as store:
        write_backup(store, folder / "backup.ccmdesk")


def merge(folder: Path, _count: int) -> None:
    with step(), open_store(folder / FIELD) as store:
        take_in(store, folder / DELTA)


def _write(store: Store, flats: Iterable[tuple[int, Flat]], does: StepKind) -> None:
    waiting = iter(flats)
    while part := list(itertools.islice(waiting, _AT_ONCE)):
        changes = [
            Change(KIND, record_id(n), MappingProxyType({}), MappingProxyType(flat))
            for n, flat in part
        ]
        store.apply(changes, AUTHOR.stamp(does))


def pack(store: Store, package: Path, to: UUID | None = None) -> None:
    """Pack for another office what its copy *to* lacks, or all without one."""
    ask = PackChanges(
        office="Bench",
        receiver="the other office",
        folder=package.parent,
        key=KEY,
        to=to,
        file_name=package.name,
    )
    pack_changes(store, ask, author=AUTHOR)


def take_in(store: Store, package: Path) -> None:
    """Take a package of another office in, with the backup before it."""
    backup = package.with_name("before.ccmdesk")
    backup.unlink(missing_ok=True)  # of another office, whose newer work is not written over
    ask = TakeInChanges(opened=open_changes(package), backup=backup, why=WHY)
    take_in_changes(store, ask, author=AUTHOR)


def _require_every_edit(store: Store, count: int) -> None:
    open_ones = {
        (one.shown.record, one.shown.key): {one.shown.new, one.other.new}
        for one in store.disputes()
    }
    for ours in (True, False):
        made = iter(edits(count, ours=ours))
        while part := list(itertools.islice(made, _AT_ONCE)):
            ids = [record_id(n) for n, _, _ in part]
            shown: dict[UUID, Flat] = {
                one.id: flatten(one) for one in store.records(HazardousArea, ids)
            }
            for n, key, value in part:
                record = record_id(n)
                if value not in {shown[record].get(key), *open_ones.get((record, key), ())}:
                    raise AssertionError(f"an edit is lost: record {n}, {key}")


STEPS: dict[str, Callable[[Path, int], None]] = {
    one.__name__: one for one in (make, edit, agree, export, begin, again, preview, backup, merge)
}

if __name__ == "__main__":
    STEPS[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
