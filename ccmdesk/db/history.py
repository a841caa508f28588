"""Reads the log: what happened to a record, and what changed since a moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.derive import read_changes
from ccmdesk.db.fold import Changes, History, fold, history_of
from ccmdesk.db.joins import kept_in_conflict
from ccmdesk.db.line import ChangeId, Line, read_line, unpack
from ccmdesk.db.tables import CHANGE, CONFLICT, REPLICA
from ccmdesk.model.change import StepKind
from ccmdesk.model.codec import DELETED, Flat, Json
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.sameness import is_of_record

Offices = Mapping[UUID, str]
_FEW = 100
"""Records that a query may name one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One field of one record as one save changed it; *at* is UTC by the clock of its writer.

    *old* is the value the writer saw. *does* is None for something a later version does.
    """

    at: dt.datetime
    by: str
    role: str = ""
    office: str
    does: StepKind | None
    why: str
    step: UUID
    kind: str
    record: UUID
    key: str
    old: Json
    new: Json


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in the log: how far each replica's changes were there; independent of clocks."""

    reached: Mapping[UUID, int]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field that two offices wrote without knowing of each other; *shown* is used meanwhile.

    Where *other* was written to a record that had been joined with another, *shown* is the value of
    the kept one, which is another record.
    """

    shown: Entry
    other: Entry


def now(con: sa.Connection) -> Moment:
    """Return the point the log has reached."""
    rows = con.execute(sa.select(REPLICA.c.id, REPLICA.c.seq))
    return Moment({row.id: row.seq for row in rows})


def lines_since(con: sa.Connection, moment: Moment) -> Iterator[bytes]:
    """Yield the lines that are later than *moment*, parents before children."""
    query = sa.select(CHANGE.c.rep, CHANGE.c.seq, CHANGE.c.body).order_by(CHANGE.c.n)
    for rep, seq, body in con.execute(query.where(_later(moment))):
        if seq > moment.reached.get(rep, 0):
            yield unpack(body)


def changed_since(con: sa.Connection, moment: Moment) -> list[Entry]:
    """Return what was changed after *moment*, newest first."""
    return entries_of(con, [read_line(raw) for raw in lines_since(con, moment)])


def entries_of(con: sa.Connection, lines: Iterable[Line]) -> list[Entry]:
    """Return what each of *lines* changed, newest first."""
    fresh: dict[str, dict[UUID, None]] = {}
    wanted: set[tuple[UUID, int]] = set()
    for line in lines:
        wanted.add((line.rep, line.seq))
        fresh.setdefault(line.kind, {})[line.rec] = None
    entries: list[tuple[str, int, Entry]] = []
    offices = offices_of(con)
    for kind, records in fresh.items():
        for _, changes in read_changes(con, kind, list(records)):
            entries += _entries(changes, offices, wanted)
    return _newest_first(entries)


def history(con: sa.Connection, record: UUID) -> list[Entry]:
    """Return every change of every field of a record, newest first."""
    entries: list[tuple[str, int, Entry]] = []
    offices = offices_of(con)
    for kind in BY_NAME:
        for _, changes in read_changes(con, kind, [record]):
            entries += _entries(changes, offices, None)
    return _newest_first(entries)


def last_written(
    con: sa.Connection, kind: str, key: str, records: Sequence[UUID]
) -> dict[UUID, dt.datetime]:
    """Return when *key* of each of *records* was written last, by the clock of its writer."""
    found: dict[UUID, dt.datetime] = {}
    for record, changes in read_changes(con, kind, records):
        times = [(line.hlc, line.at) for line in changes.values() if key in line.set]
        if times:
            found[record] = max(times)[1]
    return found


def with_before(changes: Changes) -> Iterator[tuple[ChangeId, Line, Flat]]:
    """Yield each change of a record, parents first, with the values its writer saw.

    A record that was not there yet has ``_deleted`` True.
    """
    past = history_of(changes)
    linear = past.is_linear
    seen: Flat = {DELETED: True}
    for change in past.order:
        line = changes[change]
        yield change, line, dict(seen) if linear else _seen(past, change)
        seen |= {DELETED: seen[DELETED] and bool(past.past[change]), **line.set}


def disputes(con: sa.Connection, of: Collection[UUID] | None = None) -> list[Dispute]:
    """Return the fields that need a decision, records in the order they were made.

    With *of* only those of these records.
    """
    query = sa.select(CONFLICT).order_by(CONFLICT.c.rec, CONFLICT.c.field)
    kept = kept_in_conflict(con)
    asked = None if of is None else {*of, *(one for one, end in kept.items() if end in of)}
    if asked is not None and len(asked) <= _FEW:
        query = query.where(CONFLICT.c.rec.in_(asked))
    rows = [row for row in con.execute(query) if asked is None or row.rec in asked]
    offices, sides = offices_of(con), _sides(con, rows)
    found = []
    for row in rows:
        shown = _entry(row.field, *sides[ChangeId(bytes(row.winner))], offices)
        other = _entry(row.field, *sides[ChangeId(bytes(row.loser))], offices)
        if row.rec in kept and not is_of_record(row.field):
            shown = _entry_of_kept(con, replace(shown, record=kept[row.rec], new=None), offices)
        found.append(Dispute(shown, other))
    return found


def _entry_of_kept(con: sa.Connection, joined: Entry, offices: Offices) -> Entry:
    """Return who wrote the value that a kept record shows; *joined* where nobody wrote any."""
    found = joined
    for _, changes in read_changes(con, joined.kind, [joined.record]):
        past = history_of(changes)
        tops = past.latest([one for one in past.order if joined.key in changes[one].set])
        newest = max(tops, key=lambda one: (changes[one].hlc, one), default=None)
        if newest is not None:
            found = _entry(joined.key, changes[newest], _seen(past, newest), offices)
    return found


def disputed_fields(con: sa.Connection) -> int:
    """Return how many fields need a decision."""
    fields = sa.select(CONFLICT.c.rec, CONFLICT.c.field).distinct().subquery()
    return con.execute(sa.select(sa.func.count()).select_from(fields)).scalar_one()


def _sides(con: sa.Connection, rows: Iterable[Any]) -> dict[ChangeId, tuple[Line, Flat]]:
    """Return the changes that *rows* name, each with the values its writer saw."""
    records: dict[str, dict[UUID, None]] = {}
    wanted: set[ChangeId] = set()
    for row in rows:
        records.setdefault(row.kind, {})[row.rec] = None
        wanted |= {ChangeId(bytes(row.winner)), ChangeId(bytes(row.loser))}
    return {
        change: (line, before)
        for kind, some in records.items()
        for _, changes in read_changes(con, kind, list(some))
        for change, line, before in with_before(changes)
        if change in wanted
    }


def _later(moment: Moment) -> sa.ColumnElement[bool]:
    known = [
        sa.and_(CHANGE.c.rep == rep, CHANGE.c.seq > seq) for rep, seq in moment.reached.items()
    ]
    return sa.or_(CHANGE.c.rep.not_in(list(moment.reached)), *known)


def _seen(past: History, change: ChangeId) -> Flat:
    before = past.before(change)
    if not before:
        return {DELETED: True}
    folded = fold(before)
    return {**folded.flat, DELETED: folded.deleted}


def _entries(
    changes: Changes, offices: Offices, wanted: set[tuple[UUID, int]] | None
) -> Iterator[tuple[str, int, Entry]]:
    for place, (_, line, before) in enumerate(with_before(changes)):
        if wanted is None or (line.rep, line.seq) in wanted:
            for key in line.set:
                yield line.hlc, place, _entry(key, line, before, offices)


def _entry(key: str, line: Line, before: Flat, offices: Offices) -> Entry:
    return Entry(
        at=line.at,
        by=line.by,
        role=line.role,
        office=offices.get(line.rep, ""),
        does=step_kind(line.does),
        why=line.why,
        step=line.step,
        kind=line.kind,
        record=line.rec,
        key=key,
        old=before.get(key),
        new=line.set.get(key),
    )


def step_kind(code: str) -> StepKind | None:
    """Return what a step does; None for something a later version does."""
    return StepKind(code) if code in {kind.value for kind in StepKind} else None


def offices_of(con: sa.Connection) -> Offices:
    """Return what each office that ever wrote here is called, by its copy of the plan."""
    rows = con.execute(sa.select(REPLICA.c.id, REPLICA.c.office))
    return {row.id: row.office for row in rows}


def copies_beside(con: sa.Connection, replica: UUID) -> frozenset[UUID]:
    """Return *replica*, and the other copies of the plan that the same office has or had."""
    known = offices_of(con)
    own = known.get(replica)
    return frozenset([replica, *(one for one, name in known.items() if own and name == own)])


def _newest_first(entries: Iterable[tuple[str, int, Entry]]) -> list[Entry]:
    ordered = sorted(entries, key=lambda entry: (entry[0], entry[1]), reverse=True)
    return [entry for _, _, entry in ordered]
