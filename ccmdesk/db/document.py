"""Reads the whole plan as one immutable value, and keeps up with the log without reading it all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.line import read_line, unpack
from ccmdesk.db.rows import read_records
from ccmdesk.db.tables import CHANGE, ROWS, chunks
from ccmdesk.model.content import content_hash
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.kinds import BY_NAME

_FEW = 500


class StoredDocument(PlanDocument):
    """A document whose content hash is worked out when it is first asked for."""

    def __init__(self, records: Mapping[type, tuple[Any, ...]]) -> None:
        object.__setattr__(self, "records", MappingProxyType(dict(records)))

    @cached_property
    def content_hash(self) -> str:
        """The content hash of all records together."""
        return content_hash(record for records in self.records.values() for record in records)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The plan as the log has it up to change number *newest*."""

    newest: int
    document: PlanDocument


def read_snapshot(con: sa.Connection, last: Snapshot | None) -> Snapshot:
    """Return the plan as it is now; what *last* has of it and no later change touched is kept."""
    newest = con.execute(sa.select(sa.func.max(CHANGE.c.n))).scalar_one() or 0
    if last is not None and last.newest == newest:
        return last
    if last is None or newest - last.newest > _FEW:
        found = {BY_NAME[kind].record: _live(con, kind) for kind in ROWS}
        return Snapshot(newest, StoredDocument({k: r for k, r in found.items() if r}))
    records = dict(last.document.records)
    for kind, touched in _touched(con, last.newest).items():
        record = BY_NAME[kind].record
        records[record] = _patched(con, kind, records.get(record, ()), touched)
    return Snapshot(newest, StoredDocument({k: r for k, r in records.items() if r}))


def _live(con: sa.Connection, kind: str) -> tuple[Any, ...]:
    table = ROWS[kind]
    live = sa.select(table).where(table.c._deleted == sa.false())  # noqa: SLF001
    return tuple(read_records(con, kind, live.order_by(table.c.id)))


def _touched(con: sa.Connection, after: int) -> dict[str, set[UUID]]:
    found: dict[str, set[UUID]] = {}
    for (body,) in con.execute(sa.select(CHANGE.c.body).where(CHANGE.c.n > after)):
        line = read_line(unpack(body))
        if line.kind in ROWS:
            found.setdefault(line.kind, set()).add(line.rec)
    return found


def _patched(
    con: sa.Connection, kind: str, known: Iterable[Any], touched: set[UUID]
) -> tuple[Any, ...]:
    """Return the records of *kind* in the order they were made, the touched ones read again."""
    table = ROWS[kind]
    records = {record.id: record for record in known if record.id not in touched}
    for part in chunks(list(touched)):
        query = sa.select(table).where(table.c.id.in_(part), table.c._deleted == sa.false())  # noqa: SLF001
        records |= {record.id: record for record in read_records(con, kind, query)}
    return tuple(records[record] for record in sorted(records))
