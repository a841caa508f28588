"""The store: one plan file, read as values and written by steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Lock, RLock
from types import TracebackType
from typing import Self, TypeVar
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db import history as log_history
from ccmdesk.db import past
from ccmdesk.db import undo as log_undo
from ccmdesk.db.document import Snapshot, Watch, go_on, read_snapshot
from ccmdesk.db.engine import reads_only as for_reading
from ccmdesk.db.facets import Facets
from ccmdesk.db.files import Files
from ccmdesk.db.history import Dispute, Entry, Moment
from ccmdesk.db.id_list import IdList
from ccmdesk.db.joins import Joins, kept_of
from ccmdesk.db.log import Received, apply_lines
from ccmdesk.db.misread import misread
from ccmdesk.db.opening import Making, Opened, make_file, open_file
from ccmdesk.db.order import Orders
from ccmdesk.db.out_of_date import OutOfDate, read_out_of_date
from ccmdesk.db.packages import Packages
from ccmdesk.db.query import ListQuery, read_ids
from ccmdesk.db.rebuild import mark_training, rebuild_tables
from ccmdesk.db.rows import live, read_live, read_records
from ccmdesk.db.search import Hit, hits
from ccmdesk.db.steps import Steps
from ccmdesk.db.tables import ROWS, row_table
from ccmdesk.db.undo import Brief
from ccmdesk.db.write import Step, Writing, write_step
from ccmdesk.model.change import Change, Stamp, StepKind
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_
from ccmdesk.rules.translations import Changed

R = TypeVar("R")
_STEPS_KEPT = 8


class Store:
    """An open plan file; close it, or use it in a ``with`` block.

    Every method raises Problem when the file turns out to be damaged, full or not writable. It may
    be used from several threads; writes happen one after another. *opened* is for this room only.
    """

    def __init__(self, opened: Opened) -> None:
        self.path = opened.path
        self.reads_only = opened.lock is None
        self.is_training = opened.training
        self.opened = opened
        self._lock = opened.lock
        self._engine = opened.engine
        self._readers = for_reading(opened.engine)
        self._guard = RLock()
        self._whole = Lock()
        self._snapshot: Snapshot | None = None
        self._out_of_date: OutOfDate | None = None
        self._orders = Orders()
        self._steps: dict[UUID, Step] = {}
        self._briefs = log_undo.Briefs()
        self.steps = Steps(self._reading)
        self.facets = Facets(self._reading)
        self.joins = Joins(self._reading)
        self.files = Files(self._reading, self._writing)
        self.packages = Packages(self._reading, self._writing, opened.replica)

    @property
    def replica(self) -> UUID:
        """As which of the plan's copies this file writes."""
        return self.packages.replica

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and let the next writer in; closing twice does nothing."""
        with self._guard:
            self._engine.dispose()
            if self._lock is not None:
                self._lock.release()
                self._lock = None

    def get(self, kind: type[R], record: UUID) -> R | None:
        """Return the live record, or None when there is none of that kind."""
        found = self.records(kind, [record])
        return found[0] if found else None

    def first(self, kind: type[R]) -> R | None:
        """Return the live record of *kind* that was made first, or None."""
        name = BY_RECORD[kind].name
        with self._reading() as con:
            return next(read_records(name, con.execute(live(name).limit(1)), kept_of(con)), None)

    def records(self, kind: type[R], ids: Sequence[UUID]) -> list[R]:
        """Return the live ones of *ids*, in that order."""
        with self._reading() as con:
            return read_live(con, BY_RECORD[kind].name, ids)

    def ids(self, query: ListQuery) -> IdList:
        """Return the ids of a list, to be read a page at a time with `records`."""
        with self._reading() as con:
            return read_ids(con, query, self._orders)

    def find(self, text: str, *, limit: int = 50) -> list[Hit]:
        """Return up to *limit* records of any kind that hold every word of *text*."""
        with self._reading() as con:
            return list(hits(con, text, limit))

    def document(self, *, watch: Watch = go_on) -> PlanDocument:
        """Return the whole plan; the same value until something is written.

        Reading it for the first time takes a while, and holds up nobody who writes. *watch* is
        called meanwhile, and stops it by raising.
        """
        with self._whole, self._reading() as con:
            self._snapshot = read_snapshot(con, self._snapshot, watch=watch)
            return self._snapshot.document

    def counts(self, kinds: Iterable[str] = ROWS) -> dict[str, int]:
        """Return the number of live records of *kinds*, or of every kind, by stored name."""
        with self._reading() as con:
            return {
                kind: con.execute(
                    sa.select(sa.func.count()).where(ROWS[kind].c._deleted == sa.false())  # noqa: SLF001
                ).scalar_one()
                for kind in kinds
            }

    def has_more(self, kind: type, *, than: int) -> bool:
        """Whether there are more records of *kind*, in the bin too, without counting them all."""
        some = sa.select(row_table(kind).c.id).offset(than).limit(1)
        with self._reading() as con:
            return con.execute(some).first() is not None

    def deleted(self) -> list[tuple[str, UUID]]:
        """Return what is in the bin, as (kind, id)."""
        with self._reading() as con:
            return [
                (kind, record)
                for kind, table in ROWS.items()
                for (record,) in con.execute(
                    sa.select(table.c.id).where(table.c._deleted == sa.true()).order_by(table.c.id)  # noqa: SLF001
                )
            ]

    # ---- writing ------------------------------------------------------------------------------

    def apply(self, changes: Sequence[Change], stamp: Stamp) -> Step | None:
        """Write *changes* as one step in one transaction and return what really changed.

        None, and nothing is written, when nothing differs and nothing is confirmed. Writing the
        shown value of a field in conflict decides the conflict. Raises KeyError for an unknown
        kind and ValueError for a value that its field cannot have.
        """
        return self._write(Writing(rep=self.replica, stamp=stamp, changes=changes))

    def go_on(self, changes: Sequence[Change], stamp: Stamp, *, step: UUID | None) -> Step | None:
        """Write *changes* as more of *step*, so that one undo takes back all of it.

        They are a step of their own when undo would take back another one now, or *step* is None.
        What is returned holds only what this call changed.
        """
        with self._reading() as con:
            if step is None or log_undo.undoable(con, self.replica) != step:
                return self.apply(changes, stamp)
        more = Writing(rep=self.replica, stamp=replace(stamp, step=step), changes=changes)
        with self._writing() as con:
            self._steps.pop(step, None)
            self._briefs.forget()
            return write_step(con, more)

    def undoable(self) -> Step | None:
        """Return the step that undo takes back, or None."""
        with self._reading() as con:
            return self._step(con, log_undo.undoable(con, self.replica))

    def redoable(self) -> Step | None:
        """Return the undo that redo takes back, or None."""
        with self._reading() as con:
            return self._step(con, log_undo.redoable(con, self.replica))

    def next_undo(self) -> Brief | None:
        """Return in brief what undo takes back, or None."""
        with self._reading() as con:
            return self._brief(con, log_undo.undoable(con, self.replica))

    def next_redo(self) -> Brief | None:
        """Return in brief what redo does again, or None."""
        with self._reading() as con:
            return self._brief(con, log_undo.redoable(con, self.replica))

    def undo(self, stamp: Stamp) -> Step:
        """Take back the newest step of this office's copy; raises Problem when there is none.

        A submission is not taken back: its package may be in other hands, and the next one must
        not get the same number.
        """
        step = self.undoable()
        if step is None:
            raise Problem(N_("There is nothing to take back."))
        if step.does is StepKind.SUBMIT:
            raise Problem(
                N_(
                    "A submission cannot be taken back, because its package may have been sent."
                    " To correct it, change the plan, then pack again."
                )
            )
        return self._take_back(step, replace(stamp, does=StepKind.UNDO))

    def redo(self, stamp: Stamp) -> Step:
        """Do again what the last undo took back; raises Problem when there is nothing."""
        step = self.redoable()
        if step is None:
            raise Problem(N_("There is nothing to do again."))
        return self._take_back(step, replace(stamp, does=StepKind.REDO))

    def receive(self, lines: Sequence[bytes]) -> Received:
        """Add the changes of another office, in any order, in one transaction.

        Raises NotAChange (ValueError) for bytes that are none.
        """
        with self._writing() as con:
            return apply_lines(con, lines)

    def mark_training(self) -> None:
        """Say, for good, that this file is a copy to learn on: it is never packed or sent."""
        with self._whole, self._writing() as con:
            mark_training(con)
            self.is_training, self._snapshot = True, None

    def rebuild(self) -> None:
        """Build all tables again from the log."""
        with self._writing() as con:
            rebuild_tables(con)
            self._orders.forget()
        with self._whole:
            self._snapshot = None

    # ---- history ------------------------------------------------------------------------------

    def history(self, record: UUID) -> list[Entry]:
        """Return every change of every field of a record, newest first."""
        with self._reading() as con:
            return log_history.history(con, record)

    def changed_since(self, moment: Moment) -> list[Entry]:
        """Return what was changed after *moment*, newest first."""
        with self._reading() as con:
            return log_history.changed_since(con, moment)

    def now(self) -> Moment:
        """Return the point the log has reached, to ask later what changed since."""
        with self._reading() as con:
            return log_history.now(con)

    def document_before(self, record: UUID) -> PlanDocument | None:
        """Return the plan just before *record* was first written here; None when it never was."""
        with self._reading() as con:
            return past.document_before(con, record)

    def lines(self, since: Moment | None = None) -> list[bytes]:
        """Return the lines of the log after *since*, or all, parents before children."""
        with self._reading() as con:
            return list(log_history.lines_since(con, since or Moment({})))

    def out_of_date(self) -> Changed:
        """Return the translations whose source was changed since, each with the source of then.

        The first time the whole log is read, later only what was written since.
        """
        with self._reading() as con:
            self._out_of_date = read_out_of_date(con, self._out_of_date)
            return self._out_of_date.changed

    def disputes(self, of: Collection[UUID] | None = None) -> list[Dispute]:
        """Return the fields that need a decision; with *of* only those of these records."""
        with self._reading() as con:
            return log_history.disputes(con, of)

    def disputed_fields(self) -> int:
        """Return how many fields need a decision."""
        with self._reading() as con:
            return log_history.disputed_fields(con)

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with misread(self.path, self._engine), self._readers.connect() as con:
            yield con

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        if self.reads_only:
            raise Problem(
                N_(
                    "The plan {name} is open for reading only. Close it where it is being written,"
                    " then open it again to change it."
                ),
                name=self.path.name,
            )
        with self._guard, misread(self.path, self._engine), self._engine.begin() as con:
            yield con

    def _write(self, ask: Writing) -> Step | None:
        step = None
        try:
            with self._writing() as con:
                if log_undo.has_step(con, self.replica, ask.stamp.step):
                    return log_undo.read_step(con, self.replica, ask.stamp.step)
                step = write_step(con, ask)
        except Problem:
            # A commit that reports an error may have happened: what the file says counts.
            if step is None or not self._has(step.id):
                raise
        if step is not None:
            self._keep(step)
        return step

    def _take_back(self, step: Step, stamp: Stamp) -> Step:
        with self._reading() as con:
            changes = log_undo.taking_back(con, step)
        written = self._write(
            Writing(rep=self.replica, stamp=stamp, changes=changes, undoes=step.id)
        )
        if written is None:
            raise Problem(
                N_(
                    "The last step cannot be taken back, because another office or a later version"
                    " of the program has changed the same fields. Change them by hand there."
                )
            )
        return written

    def _has(self, step: UUID) -> bool:
        with self._reading() as con:
            return log_undo.has_step(con, self.replica, step)

    def _step(self, con: sa.Connection, step: UUID | None) -> Step | None:
        if step is None:
            return None
        found = self._steps.get(step) or log_undo.read_step(con, self.replica, step)
        self._keep(found)
        return found

    def _brief(self, con: sa.Connection, step: UUID | None) -> Brief | None:
        return None if step is None else self._briefs.of(con, self.replica, step)

    def _keep(self, step: Step) -> None:
        """Remember the last steps, since a window asks for the newest one after every write."""
        with self._guard:
            self._steps.pop(step.id, None)
            self._steps[step.id] = step
            while len(self._steps) > _STEPS_KEPT:
                del self._steps[next(iter(self._steps))]


def create_store(
    path: Path,
    *,
    office: str,
    at: dt.datetime,
    new_id: Callable[[], UUID],
    key: bytes | None = None,
) -> Store:
    """Make a new plan file for *office* and open it; *key* is 32 bytes, or None for a plain file.

    Raises Problem when *path* is taken, or is a place where a plan can be damaged.
    """
    make_file(path, Making(office=office, at=at, new_id=new_id, key=key))
    return open_store(path, key=key)


def open_store(path: Path, *, key: bytes | None = None, reads_only: bool = False) -> Store:
    """Open a plan file; raises Problem when it cannot be, and never makes a new one."""
    return Store(open_file(path, key, for_reading=reads_only))
