"""Brings the derived tables up to date with changes that were added to the log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.fold import Changes, Conflict, fold
from ccmdesk.db.line import ChangeId, Line, read_line, unpack
from ccmdesk.db.rows import State, read_states, write_states
from ccmdesk.db.search import index_texts
from ccmdesk.db.tables import CHANGE, CONFLICT, STEP, chunks
from ccmdesk.model.codec import DELETED
from ccmdesk.model.kinds import BY_NAME

Added = Sequence[tuple[ChangeId, Line]]
_CHANGES_OF = (
    sa.select(CHANGE.c.rec, CHANGE.c.id, CHANGE.c.body)
    .where(CHANGE.c.rec.in_(sa.bindparam("records", expanding=True)))
    .order_by(CHANGE.c.n)
)
_KNOWN_STEPS = sa.select(STEP.c.rep, STEP.c.id).where(
    STEP.c.id.in_(sa.bindparam("steps", expanding=True))
)


def derive(con: sa.Connection, added: Added) -> None:
    """Write what follows from *added*, which are in the log already, parents before children."""
    _write_steps(con, added)
    by_kind: dict[str, dict[UUID, list[tuple[ChangeId, Line]]]] = {}
    for change, line in added:
        by_kind.setdefault(line.kind, {}).setdefault(line.rec, []).append((change, line))
    for kind, records in by_kind.items():
        if kind in BY_NAME:
            _derive_kind(con, kind, records)


def read_changes(
    con: sa.Connection, kind: str, records: Sequence[UUID]
) -> Iterator[tuple[UUID, Changes]]:
    """Yield each of *records* with all its changes of *kind* in the log."""
    for part in chunks(list(records)):
        found: dict[UUID, dict[ChangeId, Line]] = {}
        for record, change, body in con.execute(_CHANGES_OF, {"records": part}):
            line = read_line(unpack(body))
            if line.kind == kind:
                found.setdefault(record, {})[ChangeId(bytes(change))] = line
        yield from found.items()


def _derive_kind(
    con: sa.Connection, kind: str, records: Mapping[UUID, Sequence[tuple[ChangeId, Line]]]
) -> None:
    states = read_states(con, kind, list(records))
    quick: dict[UUID, State] = {}
    slow: list[UUID] = []
    for record, added in records.items():
        state = _advanced(states.get(record), added)
        if state is None:
            slow.append(record)
        else:
            quick[record] = state
    _write(con, kind, quick)
    if slow:
        _refold(con, kind, slow)


def _advanced(state: State | None, added: Sequence[tuple[ChangeId, Line]]) -> State | None:
    """Return the state after *added*, or None when only the whole history can tell.

    It can be told when each change knew of everything before it, no conflict is open, and none is
    opened again by taking back what had settled it.
    """
    if state is not None and (state.disputes or len(state.heads) != 1):
        return None
    now = state or State({}, deleted=False, heads=(), disputes=0)
    for change, line in added:
        if tuple(line.parents) != now.heads or line.of is not None:
            return None
        flat = {**now.flat, **line.set}
        deleted = flat.pop(DELETED, now.deleted) is True
        filled = {key: value for key, value in flat.items() if value is not None}
        now = replace(now, flat=filled, deleted=deleted, heads=(change,))
    return now


def _refold(con: sa.Connection, kind: str, records: Sequence[UUID]) -> None:
    for part in chunks(list(records)):
        con.execute(sa.delete(CONFLICT).where(CONFLICT.c.rec.in_(part), CONFLICT.c.kind == kind))
    states: dict[UUID, State] = {}
    for record, changes in read_changes(con, kind, records):
        folded = fold(changes)
        states[record] = State(folded.flat, folded.deleted, folded.heads, len(folded.conflicts))
        _write_conflicts(con, kind, record, folded.conflicts)
    _write(con, kind, states)


def _write(con: sa.Connection, kind: str, states: Mapping[UUID, State]) -> None:
    write_states(con, kind, states)
    shown = {record: None if s.deleted else s.flat for record, s in states.items()}
    index_texts(con, kind, shown)


def _write_conflicts(
    con: sa.Connection, kind: str, record: UUID, conflicts: Sequence[Conflict]
) -> None:
    if conflicts:
        rows = [
            {"rec": record, "kind": kind, "field": c.key, "winner": c.winner, "loser": c.loser}
            for c in conflicts
        ]
        con.execute(sa.insert(CONFLICT), rows)


def _write_steps(con: sa.Connection, added: Added) -> None:
    first: dict[tuple[UUID, UUID], Line] = {}
    for _, line in added:
        known = first.setdefault((line.rep, line.step), line)
        if line.seq < known.seq:
            first[line.rep, line.step] = line
    kept = _kept_steps(con, [step for _, step in first])
    rows = [
        {
            "rep": rep,
            "id": step,
            "seq": line.seq,
            "does": line.does,
            "undoes": line.of,
            "by": line.by,
            "at": line.at,
        }
        for (rep, step), line in first.items()
        if (rep, step) not in kept
    ]
    if rows:
        con.execute(sa.insert(STEP), rows)


def _kept_steps(con: sa.Connection, steps: list[UUID]) -> set[tuple[UUID, UUID]]:
    found: set[tuple[UUID, UUID]] = set()
    for part in chunks(steps):
        found |= {(rep, step) for rep, step in con.execute(_KNOWN_STEPS, {"steps": part})}
    return found
