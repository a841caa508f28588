"""Reads the whole plan as one immutable value, and keeps up with the log without reading it all."""

from __future__ import annotations

import gc
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.joins import Kept, kept_of, referring
from ccmdesk.db.line import read_line, unpack
from ccmdesk.db.rebuild import is_training
from ccmdesk.db.rows import live, live_among, read_records
from ccmdesk.db.tables import CHANGE, ROWS, chunks
from ccmdesk.model.content import content_hash
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.kinds import BY_NAME

_FEW = 500
Watch = Callable[[], object]
"""Called again and again while a plan is read; it stops the reading by raising."""


def go_on() -> None:
    """Let a plan be read to its end."""


class StoredDocument(PlanDocument):
    """A document whose content hash is worked out when it is first asked for."""

    def __init__(self, records: Mapping[type, tuple[Any, ...]], *, training: bool) -> None:
        object.__setattr__(self, "records", MappingProxyType(dict(records)))
        object.__setattr__(self, "training", training)

    @cached_property
    def content_hash(self) -> str:
        """The content hash of all records together."""
        return content_hash(record for records in self.records.values() for record in records)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The plan as the log has it up to change number *newest*, and what was joined by then."""

    newest: int
    document: PlanDocument
    kept: Kept


def read_snapshot(con: sa.Connection, last: Snapshot | None, *, watch: Watch) -> Snapshot:
    """Return the plan as it is now; what *last* has of it and no later change touched is kept."""
    newest = con.execute(sa.select(sa.func.max(CHANGE.c.n))).scalar_one() or 0
    if last is not None and last.newest == newest:
        return last
    kept = kept_of(con)
    if last is None or newest - last.newest > _FEW:
        with _unswept():
            found = {BY_NAME[kind].record: _live(con, kind, (kept, watch)) for kind in ROWS}
        return Snapshot(newest, held_document(con, found), kept)
    records = dict(last.document.records)
    touched_ids = _touched(con, last.newest)
    for kind, led in _led_elsewhere(last, kept):
        touched_ids.setdefault(kind, set()).add(led)
    for kind, touched in touched_ids.items():
        record = BY_NAME[kind].record
        fresh = _fresh(con, kind, (kept, touched))
        records[record] = _patched(records.get(record, ()), touched, fresh)
    return Snapshot(newest, held_document(con, records), kept)


def _led_elsewhere(last: Snapshot, kept: Kept) -> Iterator[tuple[str, UUID]]:
    """Yield what names a record that was joined, or taken apart, since *last* was read."""
    moved = {one for pair in set(last.kept.items()) ^ set(kept.items()) for one in pair}
    for kind in BY_NAME if moved else ():
        records = last.document.of(BY_NAME[kind].record)
        yield from ((kind, record) for record in referring(kind, records, moved))


def held_document(con: sa.Connection, records: Mapping[type, tuple[Any, ...]]) -> StoredDocument:
    """Return the document of *records*; kinds without any are left out."""
    held = {kind: found for kind, found in records.items() if found}
    return StoredDocument(held, training=is_training(con))


@contextmanager
def _unswept() -> Iterator[None]:
    """Keep the garbage collector from what is read, which holds no circles.

    Looking through it again and again takes a third of the time of reading, and later, whenever
    enough has piled up, stops every thread for a tenth of a second in a plan of 10,000 areas.
    It lasts until `sweep_again`, since it holds whatever else there is at this moment.
    """
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


def sweep_again() -> None:
    """Let the garbage collector take what is left of a plan that was closed."""
    gc.unfreeze()


def _live(con: sa.Connection, kind: str, how: tuple[Kept, Watch]) -> tuple[Any, ...]:
    kept, watch = how
    found = []
    for record in read_records(kind, con.execute(live(kind)), kept):
        watch()
        found.append(record)
    return tuple(found)


def _touched(con: sa.Connection, after: int) -> dict[str, set[UUID]]:
    found: dict[str, set[UUID]] = {}
    for (body,) in con.execute(sa.select(CHANGE.c.body).where(CHANGE.c.n > after)):
        line = read_line(unpack(body))
        if line.kind in ROWS:
            found.setdefault(line.kind, set()).add(line.rec)
    return found


def _fresh(con: sa.Connection, kind: str, what: tuple[Kept, set[UUID]]) -> dict[UUID, Any]:
    kept, touched = what
    return {
        record.id: record
        for part in chunks(list(touched))
        for record in read_records(kind, con.execute(live_among(kind), {"ids": part}), kept)
    }


def _patched(
    known: tuple[Any, ...], touched: set[UUID], fresh: Mapping[UUID, Any]
) -> tuple[Any, ...]:
    """Return the records in the order they were made, the touched ones as they are now."""
    records = list(known)
    for record in touched:
        place = bisect_left(records, record, key=lambda known: known.id)
        after = place + (place < len(records) and records[place].id == record)
        records[place:after] = [fresh[record]] if record in fresh else []
    return tuple(records)
