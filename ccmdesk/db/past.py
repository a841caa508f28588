"""The plan as it was when a record, such as an edition, was first written."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.document import held_document
from ccmdesk.db.fold import fold
from ccmdesk.db.line import ChangeId, Line, read_line, unpack
from ccmdesk.db.rows import State, shown_state
from ccmdesk.db.tables import CHANGE
from ccmdesk.model.codec import unflatten
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.kinds import BY_NAME

_ByRecord = dict[str, dict[UUID, dict[ChangeId, Line]]]


def document_before(con: sa.Connection, record: UUID) -> PlanDocument | None:
    """Return the plan just before *record* was first written here; None when it never was.

    What another office wrote before but sent later is not in it: it was not known here then.
    """
    first = con.execute(sa.select(sa.func.min(CHANGE.c.n)).where(CHANGE.c.rec == record)).scalar()
    if first is None:
        return None
    found: dict[type, tuple[Any, ...]] = {}
    for kind, records in _changes_before(con, first).items():
        live = [_record(kind, rec, changes) for rec, changes in sorted(records.items())]
        found[BY_NAME[kind].record] = tuple(one for one in live if one is not None)
    return held_document(con, found)


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


def _record(kind: str, record: UUID, changes: dict[ChangeId, Line]) -> Any | None:
    folded = fold(changes)
    if folded.deleted:
        return None
    state = State(folded.flat, folded.deleted, folded.heads, len(folded.conflicts))
    return unflatten(BY_NAME[kind].record, record, shown_state(kind, state).flat)
