"""Finds what is kept otherwise than the changes of the log make it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.audit import damage, message
from ccmdesk.db.derive import changes_by_kind
from ccmdesk.db.fold import Changes, Conflict, fold
from ccmdesk.db.line import ChangeId, Line, read_line, unpack
from ccmdesk.db.rows import State, read_states, shown_state
from ccmdesk.db.search import folded_text, indexed
from ccmdesk.db.tables import CHANGE, CONFLICT, ROWS, STEP, chunks
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.words import N_, Message


def table_findings(con: sa.Connection) -> list[Message]:
    """Return the steps, and the records, that are not kept as the changes make them."""
    said = N_("A record of kind {kind} is not as its history says. Repair the plan.")
    return [
        *(damage(f"{STEP.name} {step}") for step in _wrong_steps(con)),
        *(
            message(said, kind=Message(BY_NAME[kind].one), record=str(record))
            for kind, record in chain(_without_history(con), _differing(con))
        ),
    ]


def _wrong_steps(con: sa.Connection) -> Iterator[UUID]:
    """Yield the steps of which no change says the same, and those that are missing."""
    first = (CHANGE.c.rep == STEP.c.rep, CHANGE.c.seq == STEP.c.seq, CHANGE.c.step == STEP.c.id)
    kept = sa.select(STEP, CHANGE.c.body).select_from(STEP).outerjoin(CHANGE, sa.and_(*first))
    for step in con.execute(kept):
        if step.body is None or not _says(read_line(unpack(step.body)), step):
            yield step.id
    among = sa.exists().where(STEP.c.rep == CHANGE.c.rep, STEP.c.id == CHANGE.c.step)
    missing = sa.select(CHANGE.c.step).distinct().where(~among)
    yield from con.execute(missing).scalars()


def _says(line: Line, step: sa.Row[Any]) -> bool:
    told = (line.does, line.of, line.by, line.at)
    return told == (step.does, step.undoes, step.by, step.at)


def _without_history(con: sa.Connection) -> Iterator[tuple[str, UUID]]:
    """Yield kind and id of rows that no change speaks of."""
    for kind in BY_NAME:
        row = ROWS[kind].c.id
        for (record,) in con.execute(sa.select(row).where(row.not_in(sa.select(CHANGE.c.rec)))):
            yield kind, record


def _differing(con: sa.Connection) -> Iterator[tuple[str, UUID]]:
    """Yield kind and id of the records that are not what their changes make."""
    records = sorted({rec for (rec,) in con.execute(sa.select(CHANGE.c.rec).distinct())})
    filled = {kind for kind in BY_NAME if con.execute(sa.select(ROWS[kind].c.id).limit(1)).first()}
    for part in chunks(records):
        changes = changes_by_kind(con, part)
        for kind in (one for one in BY_NAME if one in filled or one in changes):
            kept = _kept(con, kind, part)
            made = {record: _made(kind, found) for record, found in changes.get(kind, {}).items()}
            yield from ((kind, one) for one in {**kept, **made} if kept.get(one) != made.get(one))


@dataclass(frozen=True, slots=True)
class _Derived:
    """All that is kept of a record beside its changes: row, what waits for a decision, words."""

    state: State
    conflicts: frozenset[Conflict]
    words: str | None


def _kept(con: sa.Connection, kind: str, records: list[UUID]) -> dict[UUID, _Derived]:
    among = sa.select(CONFLICT).where(CONFLICT.c.kind == kind, CONFLICT.c.rec.in_(records))
    open_: dict[UUID, set[Conflict]] = {}
    for row in con.execute(among):
        found = Conflict(row.field, ChangeId(bytes(row.winner)), ChangeId(bytes(row.loser)))
        open_.setdefault(row.rec, set()).add(found)
    words = indexed(con, kind, records)
    return {
        record: _Derived(state, frozenset(open_.get(record, ())), words.get(record))
        for record, state in read_states(con, kind, records).items()
    }


def _made(kind: str, changes: Changes) -> _Derived:
    folded = fold(changes)
    state = State(folded.flat, folded.deleted, folded.heads, len(folded.conflicts))
    words = None if folded.deleted else folded_text(kind, folded.flat)
    return _Derived(shown_state(kind, state), frozenset(folded.conflicts), words)
