"""Says what taking in the changes of another office would do, without doing it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.derive import Outcome, grouped, outcomes
from ccmdesk.db.line import read_line
from ccmdesk.db.log import Arrival, Queue, Received
from ccmdesk.db.rows import State, shown_state
from ccmdesk.db.tables import CONFLICT, chunks
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


def preview(con: sa.Connection, lines: Iterable[bytes]) -> Preview:
    """Return what `apply_lines` would do; nothing is written. *lines* are read twice.

    Raises NotAChange for bytes that are no line.
    """
    queue = Queue(con)
    arrived = queue.unknown(lines)
    touched = _touched(lines, queue)
    ready = queue.ready(arrived) if arrived else []
    waiting = len(queue.waiting) if arrived else 0
    found = _outcomes(con, ready)
    differing = [_change(key, found[key]) for key in touched if key in found]
    disputes = {(*key, c.key) for key, one in found.items() for c in one.conflicts or ()}
    return Preview(
        received=Received(len(ready), waiting),
        made=tuple(c for c in differing if c is not None and _appears(c)),
        changed=tuple(c for c in differing if c is not None and DELETED not in c.new),
        removed=tuple(c for c in differing if c is not None and c.new.get(DELETED) is True),
        disputes=tuple(sorted(disputes - _disputed(con, list(found)), key=str)),
        unknown=sum(kind not in BY_NAME for kind, _ in touched),
    )


def _touched(lines: Iterable[bytes], queue: Queue) -> list[_Key]:
    """Return every record that the lines, and those that wait for them, speak of."""
    came = (read_line(raw) for raw in lines)
    waiting = (arrival.line for arrival in queue.waiting.values())
    return list(dict.fromkeys((line.kind, line.rec) for line in chain(came, waiting)))


def _outcomes(con: sa.Connection, ready: Sequence[Arrival]) -> dict[_Key, Outcome]:
    by_kind = grouped((arrival.id, arrival.line) for arrival in ready)
    return {
        (kind, record): one
        for kind, records in by_kind.items()
        if kind in BY_NAME
        for part in outcomes(con, kind, records)
        for record, one in part.items()
    }


def _disputed(con: sa.Connection, touched: Sequence[_Key]) -> _Disputes:
    """Return what a person has to decide already."""
    found: set[tuple[str, UUID, str]] = set()
    for part in chunks([record for _, record in touched]):
        query = sa.select(CONFLICT.c.kind, CONFLICT.c.rec, CONFLICT.c.field)
        found |= {(k, r, f) for k, r, f in con.execute(query.where(CONFLICT.c.rec.in_(part)))}
    return frozenset(found)


def _change(key: _Key, outcome: Outcome) -> Change | None:
    """Return what differs, or None; a record that was not there counts as deleted before."""
    kind, record = key
    old, new = _flat(outcome.before), _flat(shown_state(kind, outcome.after))
    keys = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    if not keys:
        return None
    return Change(
        kind, record, {name: old.get(name) for name in keys}, {name: new.get(name) for name in keys}
    )


def _flat(state: State | None) -> Flat:
    flat: Flat = {} if state is None or state.deleted else dict(state.flat)
    return {**flat, DELETED: state is None or state.deleted}


def _appears(change: Change) -> bool:
    return change.new.get(DELETED) is False
