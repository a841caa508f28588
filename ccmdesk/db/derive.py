"""Brings the derived tables up to date with changes that were added to the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.fold import Changes, Conflict, fold
from ccmdesk.db.line import ChangeId, Line, read_line, unpack
from ccmdesk.db.rows import State, read_states, write_states
from ccmdesk.db.search import index_texts, texts_of
from ccmdesk.db.tables import CHANGE, CONFLICT, STEP, chunks
from ccmdesk.model.codec import DELETED, Flat
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
    for kind, records in grouped(added).items():
        if kind in BY_NAME:
            _derive_kind(con, kind, records)


def grouped(
    added: Iterable[tuple[ChangeId, Line]],
) -> dict[str, dict[UUID, list[tuple[ChangeId, Line]]]]:
    """Return changes by the kind and the record that they are of."""
    by_kind: dict[str, dict[UUID, list[tuple[ChangeId, Line]]]] = {}
    for change, line in added:
        by_kind.setdefault(line.kind, {}).setdefault(line.rec, []).append((change, line))
    return by_kind


def read_changes(
    con: sa.Connection, kind: str, records: Sequence[UUID]
) -> Iterator[tuple[UUID, Changes]]:
    """Yield each of *records* with all its changes of *kind* in the log."""
    for part in chunks(list(records)):
        yield from changes_by_kind(con, part).get(kind, {}).items()


def changes_by_kind(
    con: sa.Connection, records: Sequence[UUID]
) -> dict[str, dict[UUID, dict[ChangeId, Line]]]:
    """Return all changes of some *records*, by the kind that they are of."""
    found: dict[str, dict[UUID, dict[ChangeId, Line]]] = {}
    for record, change, body in con.execute(_CHANGES_OF, {"records": records}):
        line = read_line(unpack(body))
        of_kind = found.setdefault(line.kind, {})
        of_kind.setdefault(record, {})[ChangeId(bytes(change))] = line
    return found


@dataclass(frozen=True, slots=True)
class Outcome:
    """A record before and after more changes.

    *conflicts* are all that it has afterwards; None when there was none and none can have come.
    """

    before: State | None
    after: State
    conflicts: tuple[Conflict, ...] | None


def outcomes(
    con: sa.Connection, kind: str, records: Mapping[UUID, Added]
) -> Iterator[dict[UUID, Outcome]]:
    """Yield, for some records at a time, what more changes make of each; nothing is written.

    The changes may be in the log already.
    """
    for part in chunks(list(records)):
        before = read_states(con, kind, part)
        now = {record: _advanced(before.get(record), records[record]) for record in part}
        slow = [record for record, state in now.items() if state is None]
        known = dict(read_changes(con, kind, slow))
        found: dict[UUID, Outcome] = {}
        for record, state in now.items():
            if state is None:
                folded = fold({**known.get(record, {}), **dict(records[record])})
                after = State(folded.flat, folded.deleted, folded.heads, len(folded.conflicts))
                found[record] = Outcome(before.get(record), after, folded.conflicts)
            else:
                found[record] = Outcome(before.get(record), state, None)
        yield found


def _derive_kind(con: sa.Connection, kind: str, records: Mapping[UUID, Added]) -> None:
    for found in outcomes(con, kind, records):
        _write_conflicts(con, kind, found)
        write_states(con, kind, {record: outcome.after for record, outcome in found.items()})
        index_texts(con, kind, dict(_said_anew(kind, found)))


def _said_anew(kind: str, found: Mapping[UUID, Outcome]) -> Iterator[tuple[UUID, Flat | None]]:
    """Yield what is to be found by another text than before, None by none any more."""
    for record, outcome in found.items():
        before, after = _shown(outcome.before), _shown(outcome.after)
        if before is None or after is None or texts_of(kind, before) != texts_of(kind, after):
            yield record, after


def _shown(state: State | None) -> Flat | None:
    return None if state is None or state.deleted else state.flat


def _advanced(state: State | None, added: Added) -> State | None:
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


def _write_conflicts(con: sa.Connection, kind: str, found: Mapping[UUID, Outcome]) -> None:
    folded = {r: one.conflicts for r, one in found.items() if one.conflicts is not None}
    if folded:
        among = CONFLICT.c.rec.in_(list(folded))
        con.execute(sa.delete(CONFLICT).where(among, CONFLICT.c.kind == kind))
    rows = [
        {"rec": record, "kind": kind, "field": c.key, "winner": c.winner, "loser": c.loser}
        for record, conflicts in folded.items()
        for c in conflicts
    ]
    if rows:
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
