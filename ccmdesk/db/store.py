"""The store: one plan, read as values and written by steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self, TypeVar
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db import undo as log_undo
from ccmdesk.db.document import sweep_again
from ccmdesk.db.engine import explained
from ccmdesk.db.files import Files
from ccmdesk.db.log import Received, apply_lines
from ccmdesk.db.news import News, newest_change, read_news
from ccmdesk.db.opened import Opened
from ccmdesk.db.opening import Making, find_again, make_file, open_file
from ccmdesk.db.packages import Packages
from ccmdesk.db.place import no_right
from ccmdesk.db.reading import PlanReading
from ccmdesk.db.rebuild import mark_training, rebuild_tables
from ccmdesk.db.server.link import is_link
from ccmdesk.db.still import StillPlan, still
from ccmdesk.db.undo import Brief
from ccmdesk.db.unseen import View
from ccmdesk.db.whereabouts import Reached, reached_by
from ccmdesk.db.write import Step, Writing, write_step
from ccmdesk.model.change import Change, Stamp, StepKind
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

_SENT = N_(
    "A submission cannot be taken back, because its package may have been sent."
    " To correct it, change the plan, then pack again."
)
_CHANGED_SINCE = N_(
    "The last step cannot be taken back, because another office or a later version"
    " of the program has changed the same fields. Change them by hand there."
)
_STEPS_KEPT = 8
Filled = TypeVar("Filled")
Look = Callable[[StillPlan], object]


def _no_look(_plan: StillPlan) -> None:
    """Look at nothing."""


class Store(PlanReading):
    """An open plan; close it, or use it in a ``with`` block.

    Every method raises Problem when the file turns out to be damaged, full or not writable. It may
    be used from several threads; writes happen one after another. *opened* is for this room only.
    """

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened)
        self.path = opened.path
        self.reads_only = opened.reads_only
        self.is_shared = opened.shared
        self.is_training = opened.training
        self._hold = opened.hold
        self._guard = RLock()
        self._steps: dict[UUID, Step] = {}
        self._briefs = log_undo.Briefs()
        self._seen = self._newest() if opened.shared else None
        self._looked: Mapping[UUID, int] = {}
        self._told: frozenset[UUID] = frozenset()
        self.files = Files(self._reading, self._writing)
        self.packages = Packages(self._reading, self._writing, opened.replica)
        self._state = self._read_state()

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

    @property
    def is_there(self) -> bool:
        """Whether the open file is still the one at its path; a server is asked with each save."""
        return self.opened.where is None or self.opened.where.is_there()

    def close(self) -> None:
        """Close the file and let the next writer in; closing twice does nothing."""
        with self._guard:
            self.opened.engine.dispose()
            if self._hold is not None:
                self._hold.release()
                self._hold = None
        sweep_again()

    # ---- writing ------------------------------------------------------------------------------

    def apply(
        self, changes: Sequence[Change], stamp: Stamp, *, first: Look = _no_look
    ) -> Step | None:
        """Write *changes* as one step in one transaction and return what really changed.

        None, and nothing is written, when nothing differs and nothing is confirmed. Writing the
        shown value of a field in conflict decides the conflict. *first* looks at the plan when
        nobody else can write any more, and raises Problem to refuse. Raises KeyError for an unknown
        kind and ValueError for a value that its field cannot have.
        """
        ask = Writing(rep=self.replica, stamp=stamp, changes=changes, seen=self._view)
        return self._write(ask, first=first)

    def still(self) -> AbstractContextManager[StillPlan]:
        """Return the plan as it is now, for work that takes long while others write."""
        return still(self.opened, self.replica)

    def go_on(self, changes: Sequence[Change], stamp: Stamp, *, step: UUID | None) -> Step | None:
        """Write *changes* as more of *step*, so that one undo takes back all of it.

        They are a step of their own when undo would take back another one now, or *step* is None.
        What is returned holds only what this call changed.
        """
        with self._reading() as con:
            if step is None or log_undo.undoable(con, self.replica) != step:
                return self.apply(changes, stamp)
        stamp = replace(stamp, step=step)
        more = Writing(rep=self.replica, stamp=stamp, changes=changes, seen=self._view)
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
            raise Problem(_SENT)
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
            received = apply_lines(con, lines)
        self.saw_all()
        return received

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

    # ---- others, where several write to one plan ----------------------------------------------

    def news(self) -> News | None:
        """Return what others have saved since `saw` was last said; None when there is nothing.

        Nobody but this program writes to the file of a plan: what others saved comes in packages.
        """
        view = self._view
        if view is None or self._newest() == view.newest:
            return None
        with self._reading() as con:
            return read_news(con, view, told=self._told)

    def saw(self, news: News) -> None:
        """Say that what others did is shown: what is saved from now on is built on it."""
        self._seen = seen = max(self._seen or 0, news.newest)
        self._looked = {one: n for one, n in self._looked.items() if n > seen}

    def looked_at(self, record: UUID) -> None:
        """Say that *record* is shown as it is now: what is saved of it is built on that."""
        if self._seen is not None:
            self._looked = {**self._looked, record: self._newest()}

    def saw_all(self) -> None:
        """Say that the plan is shown as it is now."""
        if self._seen is not None:
            self._seen = self._newest()

    def keep_in_sight(self) -> None:
        """Say that somebody has the plan in sight as it is now, before a package comes in.

        What it brings is seen once `saw` is said, also where the plan is in a file.
        """
        if self._seen is None:
            self._seen = self._newest()

    def told(self, merge: UUID) -> None:
        """Say that the step is told by which a package is taken in: it will be no news."""
        self._told |= {merge}

    @property
    def _view(self) -> View | None:
        return None if self._seen is None else View(self.replica, self._seen, self._looked)

    def _newest(self) -> int:
        with self._reading() as con:
            return newest_change(con)

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
        with self._guard:
            self._find_again()
            with self.opened.explained(), self.opened.engine.begin() as con:
                self.opened.check(con)
                yield con
                state = None if self.opened.where is None else reached_by(con, self.replica)
            self._state = state

    def _find_again(self) -> None:
        """Go on with the plan on a drive that was put back."""
        found = find_again(self.opened, self._state)
        if found is not None:
            self.close()
            self.opened, self._hold = found, found.hold

    def _read_state(self) -> Reached | None:
        if self.reads_only or self.opened.where is None:
            return None
        with self._reading() as con:
            return reached_by(con, self.replica)

    def _write(self, ask: Writing, *, first: Look = _no_look) -> Step | None:
        step = None
        try:
            with self._writing() as con:
                if log_undo.has_step(con, self.replica, ask.stamp.step):
                    return log_undo.read_step(con, self.replica, ask.stamp.step)
                first(StillPlan(self.opened, con, self.replica))
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
            beside = self.replica if self.is_shared else None
            changes = log_undo.taking_back(con, step, beside=beside)
        written = self._write(
            Writing(rep=self.replica, stamp=stamp, changes=changes, undoes=step.id)
        )
        if written is None:
            received = step.does is StepKind.MERGE
            sent = received and any(change.kind == log_undo.EDITION for change in step.changes)
            raise Problem(_SENT if sent else _CHANGED_SINCE)
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


def create_filled(path: Path, making: Making, fill: Callable[[Store], Filled]) -> Filled:
    """Make a new plan file that *fill* writes to before it has its name; return what *fill* does.

    There is no file when *fill* raises, or is cut off. Raises Problem as `create_store` does.
    """
    filled: list[Filled] = []
    make_file(path, replace(making, fill=lambda opened: filled.append(fill(Store(opened)))))
    return filled[0]


def open_store(
    path: Path, *, key: bytes | None = None, reads_only: bool = False, password: str = ""
) -> Store:
    """Open a plan file, or the plan on a server that a file leads to, which may want a *password*.

    Raises Problem when it cannot be opened, and never makes a new one.
    """
    try:
        with explained(path):
            leads_elsewhere = is_link(path)
        if not leads_elsewhere:
            return Store(open_file(path, key, for_reading=reads_only))
    except PermissionError as error:
        raise no_right(path) from error
    from ccmdesk.db.server.opening import open_link  # noqa: PLC0415 - a file needs none of it

    return Store(open_link(path, for_reading=reads_only, password=password))


def open_address(
    address: str, *, reads_only: bool = False, password: str = "", person: str = ""
) -> Store:
    """Open the plan on a server by its address, such as postgresql://USER@SERVER/DATABASE.

    Undo takes back what *person* did by the address from this computer.
    """
    from ccmdesk.db.server.opening import open_by_address  # noqa: PLC0415 - a file needs none of it

    opened = open_by_address(address, for_reading=reads_only, password=password, person=person)
    return Store(opened)
