"""The plan as it was at an earlier point of its log, whole or where it has changed since."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.document import held_document
from ccmdesk.db.fold import fold
from ccmdesk.db.joins import Kept, ends, led_to_kept
from ccmdesk.db.line import ChangeId, Line, read_line, unpack
from ccmdesk.db.rows import State, shown_state
from ccmdesk.db.tables import CHANGE, chunks
from ccmdesk.model.change import Change
from ccmdesk.model.codec import DELETED, Json, unflatten
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.sameness import JOINABLE, SAME_AS

_Changes = dict[ChangeId, Line]
_ByRecord = dict[str, dict[UUID, _Changes]]
_States = Mapping[str, Mapping[UUID, State]]


def document_before(con: sa.Connection, record: UUID) -> PlanDocument | None:
    """Return the plan just before *record* was first written here; None when it never was.

    What another office wrote before but sent later is not in it: it was not known here then.
    """
    first = con.execute(sa.select(sa.func.min(CHANGE.c.n)).where(CHANGE.c.rec == record)).scalar()
    if first is None:
        return None
    states = _states_before(con, first)
    kept = _kept_then(states)
    found = {
        BY_NAME[kind].record: tuple(_live_then(kind, records, kept))
        for kind, records in states.items()
    }
    return held_document(con, found)


def _states_before(con: sa.Connection, first: int) -> _States:
    """Return each record as the changes above *first* in the log make it, by kind and id."""
    return {
        kind: {record: _state(kind, changes) for record, changes in sorted(records.items())}
        for kind, records in _changes_before(con, first).items()
    }


def _changes_before(con: sa.Connection, first: int) -> _ByRecord:
    """Return every change above *first* in the log, by kind and record."""
    found: _ByRecord = {}
    query = sa.select(CHANGE.c.rec, CHANGE.c.id, CHANGE.c.body).where(CHANGE.c.n < first)
    for rec, change, body in con.execute(query.order_by(CHANGE.c.n)):
        line = read_line(unpack(body))
        if line.kind in BY_NAME:
            records = found.setdefault(line.kind, {})
            records.setdefault(rec, {})[ChangeId(bytes(change))] = line
    return found


def _kept_then(states: _States) -> Kept:
    """Return what was kept of each record that was joined with another by then."""
    joined = ((rec, one) for kind in JOINABLE for rec, one in states.get(kind, {}).items())
    named = {rec: one.flat.get(SAME_AS) for rec, one in joined if one.deleted}
    return ends({rec: UUID(str(same_as)) for rec, same_as in named.items() if same_as})


def _live_then(kind: str, states: Mapping[UUID, State], kept: Kept) -> Iterator[Any]:
    """Yield the records that were not in the bin, led to what was *kept* as they are read now."""
    for record, state in states.items():
        if not state.deleted:
            flat = led_to_kept(kind, record, state.flat, kept=kept)
            yield unflatten(BY_NAME[kind].record, record, flat)


def changes_back(
    con: sa.Connection, place: int, *, watch: Callable[[], object]
) -> Iterator[Change]:
    """Yield what must be written so that every record is as it was at *place* of the log.

    What this program cannot read stays as it is. A record that was made since goes to the bin with
    its values. *watch* is called now and then, and stops the work by raising.
    """
    query = sa.select(CHANGE.c.rec).where(CHANGE.c.n > place).distinct()
    for part in chunks([record for (record,) in con.execute(query)]):
        watch()
        for (kind, record), (then, now) in _then_and_now(con, part, place).items():
            change = _back(kind, record, then=_state(kind, then), now=_state(kind, now))
            if change is not None:
                yield change


def changes_between(con: sa.Connection, first: int, last: int) -> Iterator[Change]:
    """Yield what the changes from place *first* to *last* of the log did to each record."""
    query = sa.select(CHANGE.c.rec).where(CHANGE.c.n.between(first, last)).distinct()
    for part in chunks([record for (record,) in con.execute(query)]):
        before = _then_and_now(con, part, first - 1)
        after = _then_and_now(con, part, last)
        for (kind, record), (then, _) in after.items():
            was = _state(kind, before[kind, record][0])
            change = _back(kind, record, then=_state(kind, then), now=was)
            if change is not None:
                yield change


def _then_and_now(
    con: sa.Connection, records: list[UUID], place: int
) -> dict[tuple[str, UUID], tuple[_Changes, _Changes]]:
    """Return the changes of each record up to *place*, and all of them."""
    found: dict[tuple[str, UUID], tuple[_Changes, _Changes]] = {}
    query = sa.select(CHANGE.c.n, CHANGE.c.rec, CHANGE.c.id, CHANGE.c.body)
    for n, record, change, body in con.execute(
        query.where(CHANGE.c.rec.in_(records)).order_by(CHANGE.c.n)
    ):
        line = read_line(unpack(body))
        if line.kind in BY_NAME:
            then, now = found.setdefault((line.kind, record), ({}, {}))
            now[ChangeId(bytes(change))] = line
            if n <= place:
                then[ChangeId(bytes(change))] = line
    return found


def _back(kind: str, record: UUID, *, then: State, now: State) -> Change | None:
    if then.deleted:
        made_since: Mapping[str, Json] = {} if now.deleted else {DELETED: False}
        return _change(kind, record, old=made_since, new=dict.fromkeys(made_since, True))
    keys = [key for key in {**now.flat, **then.flat} if now.flat.get(key) != then.flat.get(key)]
    old: dict[str, Json] = {key: now.flat.get(key) for key in sorted(keys)}
    new: dict[str, Json] = {key: then.flat.get(key) for key in sorted(keys)}
    if now.deleted:
        old[DELETED], new[DELETED] = True, False
    return _change(kind, record, old=old, new=new)


def _change(
    kind: str, record: UUID, *, old: Mapping[str, Json], new: Mapping[str, Json]
) -> Change | None:
    sides = MappingProxyType(dict(old)), MappingProxyType(dict(new))
    return Change(kind, record, *sides) if new else None


def _state(kind: str, changes: _Changes) -> State:
    """Return a record as *changes* make it; without any it is not there."""
    if not changes:
        return State({}, deleted=True, heads=(), disputes=0)
    folded = fold(changes)
    state = State(folded.flat, folded.deleted, folded.heads, len(folded.conflicts))
    return shown_state(kind, state)
