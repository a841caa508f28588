"""Adds raw lines to the change log: merging is the union of two sets of changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.derive import derive
from ccmdesk.db.line import (
    NO_CHAIN,
    ChangeId,
    Line,
    change_id,
    next_link,
    pack,
    read_line,
    unpack,
)
from ccmdesk.db.rows import upsert
from ccmdesk.db.tables import CHANGE, PENDING, REPLICA, chunks

_HEADS = sa.select(REPLICA.c.id, REPLICA.c.seq, REPLICA.c.chain, REPLICA.c.hlc)
_BEYOND = (
    sa.select(CHANGE.c.seq, CHANGE.c.id)
    .where(CHANGE.c.rep == sa.bindparam("replica"), CHANGE.c.seq > sa.bindparam("reached"))
    .order_by(CHANGE.c.seq, CHANGE.c.n)
)
_AT_ONCE = 1_000
"""So many lines are held in memory at a time, beside those that wait."""


@dataclass(frozen=True, slots=True)
class Received:
    """What adding lines did: changes new to the log, and changes that now wait for others."""

    new: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """A line that came, with its name."""

    id: ChangeId
    raw: bytes
    line: Line


class Queue:
    """Lines that are not in the log yet: those kept in the file at first, and what comes on top."""

    def __init__(self, con: sa.Connection) -> None:
        self.waiting: dict[ChangeId, Arrival] = {}
        self._con = con
        self._free: list[ChangeId] = []
        self._missing: dict[ChangeId, set[ChangeId]] = {}
        self._children: dict[ChangeId, list[ChangeId]] = {}
        self._wait(_pending(con))

    def unknown(self, lines: Iterable[bytes]) -> dict[ChangeId, Arrival]:
        """Return those of *lines* that are neither in the log nor here."""
        raw_lines = {change_id(raw): raw for raw in lines}
        known = present(self._con, CHANGE, raw_lines) | self.waiting.keys()
        return {
            change: Arrival(change, raw, read_line(raw))
            for change, raw in raw_lines.items()
            if change not in known
        }

    def ready(self, arrived: Mapping[ChangeId, Arrival]) -> list[Arrival]:
        """Return what can be added to the log once *arrived* are here, parents first.

        The rest waits here on. What is returned must be in the log before this is asked again.
        """
        self._wait(arrived)
        found, self._free = self._free, []
        for change in found:  # grows while it is read
            for child in self._children.pop(change, ()):
                self._missing[child].discard(change)
                if not self._missing[child]:
                    found.append(child)
        return [self._leave(change) for change in found]

    def all(self, arrived: Mapping[ChangeId, Arrival]) -> list[Arrival]:
        """Return all that waits, and *arrived*, whatever they build on."""
        self._wait(arrived)
        self._free = []
        return [self._leave(change) for change in list(self.waiting)]

    def missing(self) -> Iterator[tuple[Arrival, list[ChangeId]]]:
        """Yield what waits, with the parents each misses."""
        for change, arrival in self.waiting.items():
            yield arrival, sorted(self._missing[change])

    def _wait(self, arrived: Mapping[ChangeId, Arrival]) -> None:
        parents = {change: arrival.line.parents for change, arrival in arrived.items()}
        asked = {parent for some in parents.values() for parent in some}
        have = present(self._con, CHANGE, asked - arrived.keys() - self.waiting.keys())
        for change, some in parents.items():
            self._missing[change] = {parent for parent in some if parent not in have}
            for parent in self._missing[change]:
                self._children.setdefault(parent, []).append(change)
            if not self._missing[change]:
                self._free.append(change)
        self.waiting.update(arrived)

    def _leave(self, change: ChangeId) -> Arrival:
        del self._missing[change]
        return self.waiting.pop(change)


def apply_lines(con: sa.Connection, lines: Iterable[bytes], *, orphans: bool = False) -> Received:
    """Add *lines* in any order to the log and bring the tables up to date, some at a time.

    Lines that are there already change nothing. A line whose parents are not here waits until they
    come; with *orphans*, when a damaged file is saved, it is taken without them. Raises NotAChange
    for bytes that are no line. The caller holds the one transaction.
    """
    queue, clocks, new = Queue(con), dict[UUID, str](), 0
    written: set[UUID] = set()
    waited = bool(queue.waiting)
    for part in _parts(lines):
        arrived = queue.unknown(part)
        if not arrived:
            continue
        ready = queue.all(arrived) if orphans else queue.ready(arrived)
        _append(con, ready)
        derive(con, [(arrival.id, arrival.line) for arrival in ready])
        new += len(ready)
        written |= {arrival.line.rep for arrival in ready}
        for line in (arrival.line for arrival in arrived.values()):
            clocks[line.rep] = max(line.hlc, clocks.get(line.rep, ""))
    if not clocks:
        return Received(0, 0)
    if waited or queue.waiting:
        _keep_waiting(con, queue)
    _note_replicas(con, clocks, written)
    return Received(new, len(queue.waiting))


def _parts(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    left = iter(lines)
    while part := list(islice(left, _AT_ONCE)):
        yield part


def heads_of_replicas(con: sa.Connection) -> dict[UUID, tuple[int, bytes, str]]:
    """Return (highest number without a gap, chain, latest clock) of every replica."""
    return {rep: (seq, bytes(chain), hlc) for rep, seq, chain, hlc in con.execute(_HEADS)}


def present(con: sa.Connection, table: sa.Table, ids: Iterable[ChangeId]) -> set[ChangeId]:
    """Return those of *ids* that *table* holds."""
    found: set[ChangeId] = set()
    for part in chunks(list(ids)):
        rows = con.execute(_among(table), {"ids": part})
        found |= {ChangeId(bytes(change)) for (change,) in rows}
    return found


@cache
def _among(table: sa.Table) -> sa.Select[Any]:
    return sa.select(table.c.id).where(table.c.id.in_(sa.bindparam("ids", expanding=True)))


def _pending(con: sa.Connection) -> dict[ChangeId, Arrival]:
    found = {}
    for change, body in con.execute(sa.select(PENDING.c.id, PENDING.c.body)):
        raw = unpack(body)
        if change_id(raw) != bytes(change):
            raise ValueError(bytes(change).hex())
        found[change_id(raw)] = Arrival(change_id(raw), raw, read_line(raw))
    return found


def _append(con: sa.Connection, ready: Sequence[Arrival]) -> None:
    rows = [
        {
            "id": arrival.id,
            "rec": arrival.line.rec,
            "rep": arrival.line.rep,
            "seq": arrival.line.seq,
            "step": arrival.line.step,
            "body": pack(arrival.raw),
        }
        for arrival in ready
    ]
    if rows:
        con.execute(sa.insert(CHANGE), rows)


def _keep_waiting(con: sa.Connection, queue: Queue) -> None:
    con.execute(sa.delete(PENDING))
    rows = [
        {"id": arrival.id, "body": pack(arrival.raw), "missing": b"".join(parents)}
        for arrival, parents in queue.missing()
    ]
    if rows:
        con.execute(sa.insert(PENDING), rows)


def _note_replicas(
    con: sa.Connection, clocks: Mapping[UUID, str], written: Collection[UUID]
) -> None:
    """Keep the latest clock seen from each replica, and how far its changes are without a gap.

    Those that were *written* to have more changes than before; new ones become known.
    """
    known = {row.id: row for row in con.execute(sa.select(REPLICA))}
    rows: list[dict[str, Any]] = []
    for rep in {*clocks, *written}:
        row, hlc = known.get(rep), clocks.get(rep, "")
        office, seq, chain = ("", 0, NO_CHAIN) if row is None else (row.office, row.seq, row.chain)
        latest = hlc if row is None else max(hlc, row.hlc)
        if rep in written:
            seq, chain = _reached(con, rep, (seq, bytes(chain)))
        rows.append({"id": rep, "office": office, "seq": seq, "chain": chain, "hlc": latest})
    con.execute(upsert(REPLICA, con.dialect.name), rows)


def _reached(con: sa.Connection, rep: UUID, before: tuple[int, bytes]) -> tuple[int, bytes]:
    """Follow a replica's changes beyond *before* as far as there is no gap."""
    seq, chain = before
    for number, change in con.execute(_BEYOND, {"replica": rep, "reached": seq}):
        if number == seq + 1:
            seq, chain = number, next_link(chain, ChangeId(bytes(change)))
    return seq, chain
