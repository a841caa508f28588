"""Undo and redo, read from the log: the newest step of this replica that is not taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.derive import read_changes
from ccmdesk.db.history import with_before
from ccmdesk.db.line import read_line, unpack
from ccmdesk.db.rows import read_states
from ccmdesk.db.tables import CHANGE, STEP
from ccmdesk.db.write import Step
from ccmdesk.model.change import Change, StepKind
from ccmdesk.model.codec import DELETED, Flat


def undoable(con: sa.Connection, rep: UUID) -> UUID | None:
    """Return the step of *rep* that undo takes back."""
    taken_back: set[UUID] = set()
    for row in _steps_newest_first(con, rep):
        if row.undoes is not None:
            taken_back.add(row.undoes)
        if row.does != StepKind.UNDO.value and row.id not in taken_back:
            return _uuid(row.id)
    return None


def redoable(con: sa.Connection, rep: UUID) -> UUID | None:
    """Return the undo of *rep* that redo takes back; any other new step ends redo."""
    taken_back: set[UUID] = set()
    for row in _steps_newest_first(con, rep):
        match row.does:
            case StepKind.UNDO.value if row.id not in taken_back:
                return _uuid(row.id)
            case StepKind.UNDO.value:
                pass
            case StepKind.REDO.value:
                taken_back.add(row.undoes)
            case _:
                return None
    return None


def read_step(con: sa.Connection, rep: UUID, step: UUID) -> Step:
    """Return a step with what it changed; raises LookupError when there is none."""
    row = con.execute(sa.select(STEP).where(STEP.c.rep == rep, STEP.c.id == step)).one_or_none()
    if row is None:
        raise LookupError(step)
    changes = _changes(con, rep, step)
    return Step(row.id, StepKind(row.does), row.at, row.by, changes, row.undoes)


def has_step(con: sa.Connection, rep: UUID, step: UUID) -> bool:
    """Whether *rep* has written the step."""
    query = sa.select(STEP.c.id).where(STEP.c.rep == rep, STEP.c.id == step)
    return con.execute(query).one_or_none() is not None


def taking_back(con: sa.Connection, step: Step) -> tuple[Change, ...]:
    """Return the changes that take *step* back where nobody has changed the values since.

    What another office has written meanwhile stays. A record that the step made goes to the bin
    with its values, from where redo brings it back.
    """
    kinds: dict[str, list[UUID]] = {}
    for change in step.changes:
        kinds.setdefault(change.kind, []).append(change.record)
    now = {kind: read_states(con, kind, records) for kind, records in kinds.items()}
    found = []
    for change in reversed(step.changes):
        state = now[change.kind][change.record]
        flat: Flat = {**state.flat, DELETED: state.deleted}
        made_it = change.old.get(DELETED) is True and change.new.get(DELETED) is False
        keys = [DELETED] if made_it else list(change.new)
        kept = [key for key in keys if flat.get(key) == change.new[key]]
        if kept:
            found.append(_only(change.inverse(), kept))
    return tuple(found)


def _only(change: Change, keys: Sequence[str]) -> Change:
    old = MappingProxyType({key: change.old[key] for key in keys})
    new = MappingProxyType({key: change.new[key] for key in keys})
    return Change(change.kind, change.record, old, new)


def _steps_newest_first(con: sa.Connection, rep: UUID) -> Iterator[Any]:
    query = sa.select(STEP.c.id, STEP.c.does, STEP.c.undoes).where(STEP.c.rep == rep)
    with con.execute(query.order_by(STEP.c.seq.desc()).execution_options(yield_per=20)) as rows:
        yield from rows


def _changes(con: sa.Connection, rep: UUID, step: UUID) -> tuple[Change, ...]:
    query = sa.select(CHANGE.c.body).where(CHANGE.c.step == step, CHANGE.c.rep == rep)
    lines = [read_line(unpack(body)) for (body,) in con.execute(query.order_by(CHANGE.c.seq))]
    order = list(dict.fromkeys((line.kind, line.rec) for line in lines))
    by_kind: dict[str, list[UUID]] = {}
    for kind, record in order:
        by_kind.setdefault(kind, []).append(record)
    found: dict[tuple[str, UUID], Change] = {}
    for kind, records in by_kind.items():
        for record, changes in read_changes(con, kind, records):
            for _, line, before in with_before(changes):
                if line.rep == rep and line.step == step:
                    old: Flat = {key: before.get(key) for key in line.set}
                    sides = MappingProxyType(old), MappingProxyType(line.set)
                    found[kind, record] = Change(kind, record, *sides)
    return tuple(found[key] for key in order)


def _uuid(value: Any) -> UUID:
    assert isinstance(value, UUID)  # noqa: S101 - the column type says so
    return value
