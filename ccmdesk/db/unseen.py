"""Builds a save on what its writer had seen, where others have written to the record meanwhile.

The save then knows nothing of theirs, as if it came from another office: where both wrote one
field, a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.fold import Changes, fold, history_of
from ccmdesk.db.line import ChangeId, Line, read_line, unpack
from ccmdesk.db.rows import State, shown_state
from ccmdesk.db.tables import CHANGE, chunks
from ccmdesk.model.change import Change


@dataclass(frozen=True, slots=True)
class View:
    """What *replica* has seen: the log up to change number *newest*, and what it wrote itself.

    Of the records that it *looked* at later it has seen more: up to that number.
    """

    replica: UUID
    newest: int
    looked: Mapping[UUID, int] = field(default_factory=dict)

    def reaches(self, record: UUID) -> int:
        """Return up to which change number it has seen a record."""
        return max(self.newest, self.looked.get(record, 0))


def states_as_seen(
    con: sa.Connection, changes: Iterable[Change], view: View
) -> dict[tuple[str, UUID], State]:
    """Return the state, as *view* has it, of each record that others have written to since."""
    kinds: dict[UUID, list[str]] = {}
    for change in changes:
        kinds.setdefault(change.record, []).append(change.kind)
    found: dict[tuple[str, UUID], State] = {}
    for record in _touched_by_others(con, list(kinds), view):
        for kind in kinds[record]:
            seen = _seen(con, kind, record, view)
            if seen:
                found[kind, record] = _state(kind, seen)
    return found


def _touched_by_others(con: sa.Connection, records: list[UUID], view: View) -> list[UUID]:
    later = sa.and_(CHANGE.c.n > view.newest, CHANGE.c.rep != view.replica)
    query = sa.select(CHANGE.c.rec, sa.func.max(CHANGE.c.n)).where(later).group_by(CHANGE.c.rec)
    return [
        record
        for part in chunks(records)
        for record, last in con.execute(query.where(CHANGE.c.rec.in_(part)))
        if last > view.reaches(record)
    ]


def _seen(con: sa.Connection, kind: str, record: UUID, view: View) -> Changes:
    """Return the changes of a record that *view* has, with all that they build on."""
    every: dict[ChangeId, Line] = {}
    own: list[ChangeId] = []
    query = sa.select(CHANGE.c.n, CHANGE.c.rep, CHANGE.c.id, CHANGE.c.body)
    for n, replica, change, body in con.execute(
        query.where(CHANGE.c.rec == record).order_by(CHANGE.c.n)
    ):
        line = read_line(unpack(body))
        if line.kind == kind:
            every[ChangeId(bytes(change))] = line
            if n <= view.reaches(record) or replica == view.replica:
                own.append(ChangeId(bytes(change)))
    return _with_past(every, own)


def _with_past(every: Mapping[ChangeId, Line], some: list[ChangeId]) -> Changes:
    history = history_of(every)
    known = 0
    for change in some:
        known |= history.bit[change] | history.past[change]
    return {change: every[change] for change in history.order if known & history.bit[change]}


def _state(kind: str, changes: Changes) -> State:
    folded = fold(changes)
    state = State(folded.flat, folded.deleted, folded.heads, len(folded.conflicts))
    return shown_state(kind, state)
