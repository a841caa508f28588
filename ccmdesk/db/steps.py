"""Reads the steps of a plan as a list, newest first, however long it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db import past
from ccmdesk.db.history import Entry, Offices, entries_of, last_written, offices_of, step_kind
from ccmdesk.db.line import Line, read_line, unpack
from ccmdesk.db.tables import CHANGE, STEP, chunks
from ccmdesk.db.undo import Brief, Touched, meant_by
from ccmdesk.model.change import Change, StepKind
from ccmdesk.model.kinds import BY_NAME

_BACK_AND_FORTH = frozenset({StepKind.UNDO, StepKind.REDO})
_RECORDS_TOLD = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class StepQuery:
    """Which steps: by whom, of what sort, from *since* on and before *until* (UTC); None for all.

    *does* is the stored name of the sort of step.
    """

    by: str | None = None
    does: str | None = None
    since: dt.datetime | None = None
    until: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step: *place* is where it ends in the log of this file, a point to go back to.

    *does* is None for something a later version does; *brief* tells the rest in short.
    """

    place: int
    step: UUID
    at: dt.datetime
    by: str
    office: str
    does: StepKind | None
    brief: Brief


@dataclass(frozen=True, slots=True)
class StepChanges:
    """The changes of one step, field by field; *records* counts all records it changed."""

    entries: tuple[Entry, ...]
    records: int


class Steps:
    """The steps of an open plan; every method reads, from whatever thread."""

    def __init__(self, reading: Callable[[], AbstractContextManager[sa.Connection]]) -> None:
        self._reading = reading

    def places(self, query: StepQuery) -> Sequence[int]:
        """Return where the steps that *query* asks for end in the log, newest first."""
        ends = sa.select(sa.func.max(CHANGE.c.n)).where(CHANGE.c.step == STEP.c.id)
        place = ends.scalar_subquery().label("place")
        found = sa.select(place).select_from(STEP).where(*_conditions(query)).order_by(place.desc())
        with self._reading() as con:
            return [row.place for row in con.execute(found) if row.place is not None]

    def lines(self, places: Sequence[int]) -> list[StepLine]:
        """Return the steps that end at *places*, in that order."""
        found: dict[int, StepLine] = {}
        with self._reading() as con:
            offices = offices_of(con)
            for part in chunks(list(places)):
                found.update((line.place, line) for line in _lines_at(con, part, offices))
        return [found[place] for place in places if place in found]

    def last_written(self, kind: str, key: str, records: Sequence[UUID]) -> dict[UUID, dt.datetime]:
        """Return when the value *key* of each of *records* of a kind was written last."""
        with self._reading() as con:
            return last_written(con, kind, key, records)

    def people(self) -> list[str]:
        """Return the names of all who made a step, in order."""
        with self._reading() as con:
            query = sa.select(STEP.c.by).distinct().order_by(STEP.c.by)
            return [by for (by,) in con.execute(query) if by]

    def changes(self, step: UUID) -> StepChanges:
        """Return what one step changed, the first records of a very large one."""
        query = sa.select(CHANGE.c.body).where(CHANGE.c.step == step).order_by(CHANGE.c.n)
        with self._reading() as con:
            rows = con.execute(query.limit(_RECORDS_TOLD))
            lines = [read_line(unpack(body)) for (body,) in rows]
            told = [line for line in lines if line.kind in BY_NAME]
            return StepChanges(tuple(entries_of(con, told)), _counts(con, [step])[step])

    def place(self, step: UUID) -> int | None:
        """Return where one step ends in the log; None when it is not there."""
        with self._reading() as con:
            query = sa.select(sa.func.max(CHANGE.c.n)).where(CHANGE.c.step == step)
            return con.execute(query).scalar()

    def changes_back(
        self, place: int, *, watch: Callable[[], object] = lambda: None
    ) -> tuple[Change, ...]:
        """Return what must be written so that the plan is as it was at *place* of the log."""
        with self._reading() as con:
            return tuple(past.changes_back(con, place, watch=watch))

    def last(self) -> StepLine | None:
        """Return the step that was written last, by whomever; None for an empty log."""
        with self._reading() as con:
            place = con.execute(sa.select(sa.func.max(CHANGE.c.n))).scalar()
            return None if place is None else next(_lines_at(con, [place], offices_of(con)), None)


def _conditions(query: StepQuery) -> Iterator[sa.ColumnElement[bool]]:
    if query.by is not None:
        yield STEP.c.by == query.by
    if query.does is not None:
        yield STEP.c.does == query.does
    if query.since is not None:
        yield STEP.c.at >= query.since
    if query.until is not None:
        yield STEP.c.at < query.until


def _lines_at(con: sa.Connection, places: Sequence[int], offices: Offices) -> Iterator[StepLine]:
    joined = sa.and_(STEP.c.id == CHANGE.c.step, STEP.c.rep == CHANGE.c.rep)
    query = sa.select(CHANGE.c.n, CHANGE.c.body, STEP).join(STEP, joined)
    rows = con.execute(query.where(CHANGE.c.n.in_(places))).all()
    counts = _counts(con, (row.id for row in rows))
    for row in rows:
        last = read_line(unpack(row.body))
        yield _line(con, row, last, office=offices.get(row.rep, ""), count=counts[row.id])


def _line(con: sa.Connection, row: Any, last: Line, *, office: str, count: int) -> StepLine:
    does = step_kind(row.does)
    meant = meant_by(con, row.rep, row.id) if does in _BACK_AND_FORTH else does
    first = Touched(last.kind, last.rec, tuple(last.set))
    return StepLine(
        place=row.n,
        step=row.id,
        at=row.at,
        by=row.by,
        office=office,
        does=does,
        brief=Brief(meant or StepKind.EDIT, count, (first,)),
    )


def _counts(con: sa.Connection, steps: Iterable[UUID]) -> dict[UUID, int]:
    counted = sa.select(CHANGE.c.step, sa.func.count()).group_by(CHANGE.c.step)
    rows = con.execute(counted.where(CHANGE.c.step.in_(list(steps))))
    return {row.step: row[1] for row in rows}
