"""Backs the open plan up beside the window: once a day, and when it is closed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from ccmdesk.model.problem import Problem
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.jobs import Running, Work

if TYPE_CHECKING:
    from ccmdesk.actions.keep_backups import BackUp, Backup
    from ccmdesk.db.store import Store
    from ccmdesk.model.words import Message

_LOOK_EVERY_MS = 3_600_000
GIVE_TIME_MS = 60_000
"""A backup that is due waits so long after the plan was opened: the user comes first."""

_A_DAY = dt.timedelta(days=1)
_FOLDER = "backups"


class Backups(QObject):
    """Knows the backups of the open plan, or the Problem that kept one from being made."""

    changed = Signal()
    failed = Signal(object)
    """The Problem of a backup that was not made."""

    differing = Signal(object)
    """What the check of the tables found: records that are not as their history says."""

    def __init__(self, desk: Desk, *, folder: Path) -> None:
        super().__init__(desk)
        self._desk = desk
        self.own_folder = folder / _FOLDER
        self.all: tuple[Backup, ...] = ()
        self.newest: Backup | None = None
        self.problem: Problem | None = None
        self.known = False
        self._compared: dt.datetime | None = None
        self._left: Path | None = None
        self._key: bytes | None = None
        self._due = QTimer(self, singleShot=True, interval=GIVE_TIME_MS)
        self._due.timeout.connect(self.back_up)
        self._clock = QTimer(self, interval=_LOOK_EVERY_MS)
        self._clock.timeout.connect(self.look)
        desk.plan_changed.connect(self._plan_changed)

    @property
    def folder(self) -> Path:
        """Where the backups are kept."""
        chosen = self._desk.state.backups
        return Path(chosen) if chosen else self.own_folder

    def look(self) -> None:
        """Find the backups; make one when the newest is a day old, or there is none."""
        plan = self._desk.plan
        if plan is None:
            return
        store, folder = plan.store, self.folder

        def work(_running: Running) -> tuple[Backup, ...]:
            from ccmdesk.actions.keep_backups import backups_of

            return tuple(backups_of(store, folder))

        self._beside(work, self._looked)

    def back_up(self) -> None:
        """Back the open plan up now."""
        plan = self._desk.plan
        if plan is not None:
            store, ask = plan.store, self._ask()
            self._beside(lambda _: _back_up(store, ask), self._backed_up)
            if self._is_to_compare(store, ask.at):
                self._beside(lambda _: _differing(store), self._tell_differing)

    def finish(self) -> None:
        """Back up the plan that was closed, when the window is gone; remember what went wrong."""
        state = self._desk.state
        file = Path(state.plan) if state.plan else None
        if file is None or not state.backs_up or not file.is_file():
            return
        try:
            _back_up_file(file, self._ask(), key=self._key)
        except Problem as problem:
            self._desk.remember(not_backed_up=self._desk.lang.say(problem.message))

    def _is_to_compare(self, store: Store, at: dt.datetime) -> bool:
        """Whether the tables were not compared today; each page of an encrypted plan is checked."""
        if store.is_shared or store.opened.key is not None:
            return False
        due = self._compared is None or at - self._compared >= _A_DAY
        self._compared = at if due else self._compared
        return due

    def _tell_differing(self, found: list[Message]) -> None:
        if found:
            self.differing.emit(found)

    def _ask(self) -> BackUp:
        from ccmdesk.actions.keep_backups import BackUp
        from ccmdesk.ui.opening import now

        own = not self._desk.state.backups
        return BackUp(folder=self.folder, at=now(), make_folder=own)

    def _plan_changed(self) -> None:
        """Look after the plan that was opened, and back up the one it took the place of."""
        left, self._left = self._left, self._desk.file
        left_key, self._key = self._key, _key_of(self._desk)
        self.all, self.newest, self.problem, self.known = (), None, None, False
        self._compared = None
        self._due.stop()
        self.changed.emit()
        if self._desk.plan is None:
            self._clock.stop()
            return
        self._clock.start()
        if left is not None and left != self._desk.file and self._desk.state.backs_up:
            ask = self._ask()
            self._beside(lambda _: _back_up_file(left, ask, key=left_key), lambda _: None)
        self.look()

    def _looked(self, found: tuple[Backup, ...]) -> None:
        from ccmdesk.ui.opening import now

        # One of a moment that is still to come was made when a clock was wrong.
        newest = next((one for one in found if one.at <= now()), None)
        self.all, self.newest, self.known = found, newest, True
        self.changed.emit()
        plan = self._desk.plan
        writable = plan is not None and not plan.store.reads_only
        old = newest is None or now() - newest.at >= _A_DAY
        if writable and old and self._desk.state.backs_up:
            self._due.start()

    def _backed_up(self, done: Any) -> None:
        self.newest, self.problem, self.known = done.newest, None, True
        self.changed.emit()
        self.look()

    def _refused(self, problem: Problem) -> None:
        self.problem, self.known = problem, True
        self.changed.emit()
        self.failed.emit(problem)

    def _beside(self, work: Work, then: Any) -> None:
        plan = self._desk.plan
        assert plan is not None  # noqa: S101 - without a plan nothing is looked for  # nosec B101
        job = plan.reading.prepare(work)
        job.done.connect(then)
        job.refused.connect(self._refused)
        job.failed.connect(raise_fault)
        plan.reading.start(job)


def _back_up(store: Store, ask: BackUp) -> object:
    from ccmdesk.actions.keep_backups import back_up

    return back_up(store, ask)


def _differing(store: Store) -> list[Message]:
    from ccmdesk.db.check import differing

    return differing(store)


def _key_of(desk: Desk) -> bytes | None:
    """Return the key of the open plan, which its backup after closing needs."""
    if desk.plan is None:
        return None
    from ccmdesk.actions.plan_key import key_of_store

    return key_of_store(desk.plan.store)


def _back_up_file(file: Path, ask: BackUp, *, key: bytes | None) -> object:
    from ccmdesk.db.store import open_store

    with open_store(file, key=key, reads_only=True) as store:
        return _back_up(store, ask)
