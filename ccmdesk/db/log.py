"""Adds raw lines to the change log: merging is the union of two sets of changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
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
_ADVANCED = (
    sa.update(REPLICA)
    .where(REPLICA.c.id == sa.bindparam("replica"))
    .values(seq=sa.bindparam("reached"), chain=sa.bindparam("checked"))
)


@dataclass(frozen=True, slots=True)
class Received:
    """What adding lines did: changes new to the log, and changes that now wait for others."""

    new: int
    waiting: int


@dataclass(frozen=True, slots=True)
class _Arrival:
    id: ChangeId
    raw: bytes
    line: Line


def apply_lines(con: sa.Connection, lines: Iterable[bytes], *, orphans: bool = False) -> Received:
    """Add *lines* in any order to the log and bring the tables up to date.

    Lines that are there already change nothing. A line whose parents are not here waits until they
    come; with *orphans*, when a damaged file is saved, it is taken without them. Raises NotAChange
    for bytes that are no line. The caller holds the one transaction.
    """
    arrived = _unknown(con, lines)
    if not arrived:
        return Received(0, 0)
    queue = {**_pending(con), **arrived}
    ready, waiting = (list(queue.values()), []) if orphans else _sorted_out(con, queue)
    _append(con, ready)
    _keep_waiting(con, waiting)
    _note_replicas(con, arrived.values())
    _advance(con, {arrival.line.rep for arrival in ready})
    derive(con, [(arrival.id, arrival.line) for arrival in ready])
    return Received(len(ready), len(waiting))


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


def _unknown(con: sa.Connection, lines: Iterable[bytes]) -> dict[ChangeId, _Arrival]:
    raw_lines = {change_id(raw): raw for raw in lines}
    known = present(con, CHANGE, raw_lines) | present(con, PENDING, raw_lines)
    return {
        change: _Arrival(change, raw, read_line(raw))
        for change, raw in raw_lines.items()
        if change not in known
    }


def _pending(con: sa.Connection) -> dict[ChangeId, _Arrival]:
    found = {}
    for change, body in con.execute(sa.select(PENDING.c.id, PENDING.c.body)):
        raw = unpack(body)
        found[ChangeId(bytes(change))] = _Arrival(ChangeId(bytes(change)), raw, read_line(raw))
    return found


def _sorted_out(
    con: sa.Connection, queue: dict[ChangeId, _Arrival]
) -> tuple[list[_Arrival], list[tuple[_Arrival, list[ChangeId]]]]:
    """Return what can be added, parents first, and the rest with the parents each misses."""
    asked = {parent for arrival in queue.values() for parent in arrival.line.parents}
    have = present(con, CHANGE, asked - queue.keys())
    missing = {
        arrival.id: {p for p in arrival.line.parents if p not in have} for arrival in queue.values()
    }
    children: dict[ChangeId, list[ChangeId]] = {}
    for change, parents in missing.items():
        for parent in parents:
            children.setdefault(parent, []).append(change)
    ready = [change for change, parents in missing.items() if not parents]
    for change in ready:  # grows while it is read
        for child in children.get(change, ()):
            missing[child].discard(change)
            if not missing[child]:
                ready.append(child)
    done = set(ready)
    waiting = [(queue[c], sorted(parents)) for c, parents in missing.items() if c not in done]
    return [queue[change] for change in ready], waiting


def _append(con: sa.Connection, ready: Sequence[_Arrival]) -> None:
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


def _keep_waiting(con: sa.Connection, waiting: Sequence[tuple[_Arrival, list[ChangeId]]]) -> None:
    con.execute(sa.delete(PENDING))
    rows = [
        {"id": arrival.id, "body": pack(arrival.raw), "missing": b"".join(parents)}
        for arrival, parents in waiting
    ]
    if rows:
        con.execute(sa.insert(PENDING), rows)


def _note_replicas(con: sa.Connection, arrived: Iterable[_Arrival]) -> None:
    """Keep the latest clock seen from each replica, and make new ones known."""
    known = {row.id: row for row in con.execute(sa.select(REPLICA))}
    clocks: dict[UUID, str] = {}
    for arrival in arrived:
        rep = arrival.line.rep
        before = known[rep].hlc if rep in known else ""
        clocks[rep] = max(arrival.line.hlc, clocks.get(rep, before))
    rows: list[dict[str, Any]] = []
    for rep, hlc in clocks.items():
        row = known.get(rep)
        office, seq, chain = ("", 0, NO_CHAIN) if row is None else (row.office, row.seq, row.chain)
        rows.append({"id": rep, "office": office, "seq": seq, "chain": chain, "hlc": hlc})
    con.execute(upsert(REPLICA, con.dialect.name), rows)


def _advance(con: sa.Connection, replicas: Iterable[UUID]) -> None:
    """Follow each replica's changes as far as there is no gap."""
    known = heads_of_replicas(con)
    for rep in replicas:
        before, chain, _ = known[rep]
        seq = before
        for number, change in con.execute(_BEYOND, {"replica": rep, "reached": before}):
            if number == seq + 1:
                seq, chain = number, next_link(chain, ChangeId(bytes(change)))
        if seq != before:
            con.execute(_ADVANCED, {"replica": rep, "reached": seq, "checked": chain})
