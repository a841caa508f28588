"""Undo and redo, read from the log: the newest step of this replica that is not taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.derive import read_changes
from ccmdesk.db.history import step_kind, with_before
from ccmdesk.db.joins import back_along
from ccmdesk.db.line import Line, read_line, unpack
from ccmdesk.db.past import changes_between
from ccmdesk.db.rows import read_states, slot_of
from ccmdesk.db.tables import CHANGE, CONFLICT, PACKAGE, STEP, chunks
from ccmdesk.db.write import Step
from ccmdesk.model.change import Change, StepKind
from ccmdesk.model.codec import DELETED, Flat
from ccmdesk.model.edition import SENT, Edition
from ccmdesk.model.kinds import BY_NAME, BY_RECORD
from ccmdesk.model.sameness import JOINABLE, SAME_AS, is_of_record

EDITION = BY_RECORD[Edition].name
_SENT = frozenset(state.value for state in SENT)
_BRIEFS_KEPT = 2
_TOLD = 20


@dataclass(frozen=True, slots=True)
class Touched:
    """One record that a step changed, and the flat keys of what it changed there."""

    kind: str
    record: UUID
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A step as its user is told of it, however many records it changed.

    *meant* is what the user did at first, which an undo takes back and a redo does again; *count*
    the number of records, *first* the first few of them.
    """

    meant: StepKind
    count: int
    first: tuple[Touched, ...]


class Briefs:
    """Keeps what was read last, since a window says it again in each language."""

    def __init__(self) -> None:
        self._kept: dict[UUID, Brief] = {}

    def of(self, con: sa.Connection, rep: UUID, step: UUID) -> Brief:
        """Return a step in brief."""
        found = self._kept.get(step) or read_brief(con, rep, step)
        newest = [*self._kept.items(), (step, found)][-_BRIEFS_KEPT:]
        self._kept = dict(newest)
        return found

    def forget(self) -> None:
        """Read again what has become more."""
        self._kept = {}


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
        return _merge(con, step)
    changes = _changes(con, rep, step)
    return Step(row.id, StepKind(row.does), row.at, row.by, changes, row.undoes)


def read_brief(con: sa.Connection, rep: UUID, step: UUID) -> Brief:
    """Return a step in brief: reading an import of thousands of records whole would be felt."""
    places = _places_taken_in(con, step)
    if places is not None:
        taken_in = CHANGE.c.n.between(*places)
        count = sa.select(sa.func.count(CHANGE.c.rec.distinct())).where(taken_in)
        lines = (line for _, line in _read_lines(con, taken_in))
        return Brief(
            StepKind.MERGE,
            con.execute(count).scalar_one(),
            tuple(_touched(islice(lines, _TOLD))),
        )
    own = sa.func.count(sa.case((CHANGE.c.rep == rep, CHANGE.c.rec)).distinct())
    number = con.execute(sa.select(own).where(CHANGE.c.step == step)).scalar_one()
    first = tuple(_touched(islice(_lines(con, rep, step), _TOLD)))
    return Brief(meant_by(con, rep, step), number, first)


def _places_taken_in(con: sa.Connection, step: UUID) -> tuple[int, int] | None:
    """Return the part of the log that a package brought, or None for any other step."""
    query = sa.select(PACKAGE.c.first, PACKAGE.c.last).where(PACKAGE.c.step == step)
    row = con.execute(query).one_or_none()
    return None if row is None else (row.first, row.last)


def _merge(con: sa.Connection, step: UUID) -> Step:
    """Return what a package changed when it was taken in; raises LookupError when it was not."""
    row = con.execute(sa.select(PACKAGE).where(PACKAGE.c.step == step)).one_or_none()
    if row is None:
        raise LookupError(step)
    changes = tuple(changes_between(con, row.first, row.last))
    return Step(row.step, StepKind.MERGE, row.at, row.by, changes, None)


def has_step(con: sa.Connection, rep: UUID, step: UUID) -> bool:
    """Whether *rep* has written the step."""
    query = sa.select(STEP.c.id).where(STEP.c.rep == rep, STEP.c.id == step)
    return con.execute(query).one_or_none() is not None


def taking_back(con: sa.Connection, step: Step, *, beside: UUID | None) -> tuple[Change, ...]:
    """Return the changes that take *step* back where nobody has changed the values since.

    What another office has written meanwhile stays, and what only a later version of the program
    can read. A record that the step made goes to the bin with its values, from where redo brings
    it back. With a record that comes out of a join comes what was joined along with it since. A
    submission that was received stays: its package may be in other hands, and the next one must not
    get the same number. Where others write *beside* this replica, a record that the step made stays
    when they have written to it, and so does a field that is in conflict with theirs.
    """
    kinds: dict[str, list[UUID]] = {}
    known = [change for change in step.changes if change.kind in BY_NAME]
    for change in known:
        kinds.setdefault(change.kind, []).append(change.record)
    now = {kind: read_states(con, kind, records) for kind, records in kinds.items()}
    stays = _of_others(con, [change.record for change in known], beside)
    found = []
    for change in reversed(known):
        state = now[change.kind][change.record]
        flat: Flat = {**state.flat, DELETED: state.deleted}
        if step.does is StepKind.MERGE and _is_sent(change, flat):
            continue
        made_it = change.old.get(DELETED) is True and change.new.get(DELETED) is False
        all_keys = [key for key in change.new if _reads(change, key)]
        keys = [key for key in all_keys if is_of_record(key)] if made_it else all_keys
        if made_it and (change.record, DELETED) in stays:
            continue
        same = (key for key in keys if flat.get(key) == change.new[key])
        kept = [key for key in same if (change.record, key) not in stays]
        if kept:
            found.append(_only(change.inverse(), kept))
    return (*found, *_back_along(con, found))


def _back_along(con: sa.Connection, found: Sequence[Change]) -> Iterator[Change]:
    """Yield what brings back what was joined along with a record since, and belongs to it."""
    known = {change.record for change in found}
    joined = (one for one in found if one.kind in JOINABLE and one.old.get(SAME_AS) is not None)
    for record in [one.record for one in joined if one.new.get(DELETED) is False]:
        yield from (change for change in back_along(con, record) if change.record not in known)


def _is_sent(change: Change, flat: Flat) -> bool:
    return change.kind == EDITION and flat.get("state") in _SENT


def _of_others(
    con: sa.Connection, records: list[UUID], beside: UUID | None
) -> set[tuple[UUID, str]]:
    """Return the fields in conflict, and as deleted the records that others have written to."""
    found: set[tuple[UUID, str]] = set()
    for part in chunks(records) if beside is not None else ():
        disputed = sa.select(CONFLICT.c.rec, CONFLICT.c.field).where(CONFLICT.c.rec.in_(part))
        found |= {(record, key) for record, key in con.execute(disputed)}
        theirs = sa.select(CHANGE.c.rec).where(CHANGE.c.rec.in_(part), CHANGE.c.rep != beside)
        found |= {(record, DELETED) for record in con.scalars(theirs.distinct())}
    return found


def _reads(change: Change, key: str) -> bool:
    return is_of_record(key) or slot_of(change.kind, key) is not None


def _touched(lines: Iterable[Line]) -> Iterator[Touched]:
    """Yield each record once, with all that was written to it while the step went on."""
    keys: dict[tuple[str, UUID], dict[str, None]] = {}
    for line in lines:
        keys.setdefault((line.kind, line.rec), {}).update(dict.fromkeys(line.set))
    for (kind, record), touched in keys.items():
        yield Touched(kind, record, tuple(touched))


def meant_by(con: sa.Connection, rep: UUID, step: UUID) -> StepKind:
    """Return what was done by the step at the root of undoing and doing again.

    A repaired file may have lost the root, and a later version may do what this one does not know:
    both are a change like any other.
    """
    steps = sa.select(STEP.c.id, STEP.c.does, STEP.c.undoes).where(STEP.c.rep == rep)
    chain = steps.where(STEP.c.id == step).cte("chain", recursive=True)
    chain = chain.union(steps.where(STEP.c.id == chain.c.undoes))
    back_and_forth = [StepKind.UNDO.value, StepKind.REDO.value]
    root = sa.select(chain.c.does).where(chain.c.does.not_in(back_and_forth))
    package = sa.select(PACKAGE.c.step).join(chain, PACKAGE.c.step == chain.c.undoes)
    if con.execute(package).first() is not None:
        return StepKind.MERGE
    return step_kind(con.execute(root).scalar() or "") or StepKind.EDIT


def _only(change: Change, keys: Sequence[str]) -> Change:
    old = MappingProxyType({key: change.old[key] for key in keys})
    new = MappingProxyType({key: change.new[key] for key in keys})
    return Change(change.kind, change.record, old, new)


def _steps_newest_first(con: sa.Connection, rep: UUID) -> Iterator[Any]:
    """Yield the steps of *rep*, and the packages it took in between them.

    What the plan began with is none of them: without it there is no plan.
    """
    begun = sa.select(sa.func.min(CHANGE.c.n)).scalar_subquery()
    own = sa.select(
        STEP.c.id, STEP.c.does, STEP.c.undoes, STEP.c.seq, sa.literal(0).label("last")
    ).where(STEP.c.rep == rep)
    none = sa.cast(sa.null(), STEP.c.undoes.type)
    merges = sa.select(
        PACKAGE.c.step, sa.literal(StepKind.MERGE.value), none, PACKAGE.c.seq, PACKAGE.c.last
    ).where(PACKAGE.c.own == rep, PACKAGE.c.last >= PACKAGE.c.first, PACKAGE.c.first > begun)
    both = own.union_all(merges).subquery()
    query = sa.select(both).order_by(both.c.seq.desc(), both.c.last.desc())
    with con.execute(query.execution_options(yield_per=20)) as rows:
        yield from rows


def _lines(con: sa.Connection, rep: UUID, step: UUID) -> Iterator[Line]:
    """Yield the lines of a step.

    The replica is compared here, since SQLite, asked for it, looks through all that it ever wrote.
    """
    return (line for writer, line in _read_lines(con, CHANGE.c.step == step) if writer == rep)


def _read_lines(con: sa.Connection, where: sa.ColumnElement[bool]) -> Iterator[tuple[UUID, Line]]:
    query = sa.select(CHANGE.c.rep, CHANGE.c.body).where(where).order_by(CHANGE.c.n)
    with con.execute(query.execution_options(yield_per=_TOLD)) as rows:
        for writer, body in rows:
            yield writer, read_line(unpack(body))


def _changes(con: sa.Connection, rep: UUID, step: UUID) -> tuple[Change, ...]:
    lines = sorted(_lines(con, rep, step), key=lambda line: line.seq)
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
                    found[kind, record] = _more(found.get((kind, record)), line, old)
    return tuple(found[key] for key in order)


def _more(known: Change | None, line: Line, old: Flat) -> Change:
    """Return *known* with what a later line of the same step wrote to the same record."""
    first = {} if known is None else known.old
    new = {} if known is None else known.new
    sides = MappingProxyType({**old, **first}), MappingProxyType({**new, **line.set})
    return Change(line.kind, line.rec, *sides)


def _uuid(value: Any) -> UUID:
    assert isinstance(value, UUID)  # noqa: S101 - the column type says so  # nosec B101
    return value
