"""Says what taking in the changes of another office would do, without doing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.line import Line, read_line, unpack
from ccmdesk.db.log import Received, apply_lines
from ccmdesk.db.rows import State, read_states
from ccmdesk.db.tables import CONFLICT, PENDING, chunks
from ccmdesk.model.change import Change
from ccmdesk.model.codec import DELETED, Flat
from ccmdesk.model.kinds import BY_NAME

_Key = tuple[str, UUID]
_Disputes = frozenset[tuple[str, UUID, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would become of the plan.

    *made*, *changed* and *removed* hold each record once, with its values before and after;
    *disputes* are the (kind, record, field) that a person would have to decide; *unknown* counts
    records of kinds that only a later version of the program knows: they are kept and passed on.
    """

    received: Received
    made: tuple[Change, ...]
    changed: tuple[Change, ...]
    removed: tuple[Change, ...]
    disputes: tuple[tuple[str, UUID, str], ...]
    unknown: int


def preview(con: sa.Connection, lines: Sequence[bytes]) -> Preview:
    """Return what `apply_lines` would do; the trial is taken back before this returns.

    Raises NotAChange for bytes that are no line.
    """
    touched = _touched(con, lines)
    before, disputed = _states(con, touched), _disputes(con, touched)
    trial = con.begin_nested()
    try:
        received = apply_lines(con, lines)
        after, disputes = _states(con, touched), _disputes(con, touched)
    finally:
        trial.rollback()
    differing = [_change(key, before.get(key), after[key]) for key in touched if key in after]
    return Preview(
        received=received,
        made=tuple(c for c in differing if c is not None and _appears(c)),
        changed=tuple(c for c in differing if c is not None and DELETED not in c.new),
        removed=tuple(c for c in differing if c is not None and c.new.get(DELETED) is True),
        disputes=tuple(sorted(disputes - disputed, key=str)),
        unknown=sum(kind not in BY_NAME for kind, _ in touched),
    )


def _touched(con: sa.Connection, lines: Sequence[bytes]) -> list[_Key]:
    """Return every record that the lines, and those that wait for them, speak of."""
    waiting = (unpack(body) for (body,) in con.execute(sa.select(PENDING.c.body)))
    found = dict.fromkeys((line.kind, line.rec) for line in _read([*lines, *waiting]))
    return list(found)


def _read(lines: Iterable[bytes]) -> Iterator[Line]:
    return map(read_line, lines)


def _states(con: sa.Connection, touched: Sequence[_Key]) -> dict[_Key, State]:
    by_kind: dict[str, list[UUID]] = {}
    for kind, record in touched:
        by_kind.setdefault(kind, []).append(record)
    return {
        (kind, record): state
        for kind, records in by_kind.items()
        if kind in BY_NAME
        for record, state in read_states(con, kind, records).items()
    }


def _disputes(con: sa.Connection, touched: Sequence[_Key]) -> _Disputes:
    found: set[tuple[str, UUID, str]] = set()
    for part in chunks([record for _, record in touched]):
        query = sa.select(CONFLICT.c.kind, CONFLICT.c.rec, CONFLICT.c.field)
        found |= {(k, r, f) for k, r, f in con.execute(query.where(CONFLICT.c.rec.in_(part)))}
    return frozenset(found)


def _change(key: _Key, before: State | None, after: State) -> Change | None:
    """Return what differs, or None; a record that was not there counts as deleted before."""
    old, new = _flat(before), _flat(after)
    keys = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    if not keys:
        return None
    return Change(
        *key, {name: old.get(name) for name in keys}, {name: new.get(name) for name in keys}
    )


def _flat(state: State | None) -> Flat:
    flat: Flat = {} if state is None or state.deleted else dict(state.flat)
    return {**flat, DELETED: state is None or state.deleted}


def _appears(change: Change) -> bool:
    return change.new.get(DELETED) is False
