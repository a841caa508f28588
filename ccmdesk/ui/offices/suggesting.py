"""Looks beside the window for areas and activities that were entered twice."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from ccmdesk.db.store import Store
from ccmdesk.ui.checking import Checking
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.jobs import Job, Jobs, Running

if TYPE_CHECKING:
    from ccmdesk.actions.join_records import Twice
    from ccmdesk.rules.twice import Pair

LOOK_AFTER_MS = 2_000
"""How long after a check it looks by itself: comparing 10,000 areas takes seconds."""

REST = 5
"""By itself it rests so many times as long as it last took, so that a slow computer has time."""


class Suggesting(QObject):
    """Keeps the pairs that were found last; a write stops the looking, the next check begins it.

    It has a worker of its own, so that neither figures nor an export wait for it.
    """

    done = Signal()
    """What was found is new, and is of the plan as it is."""

    def __init__(self, store: Store, checking: Checking, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self.pairs: tuple[Pair, ...] | None = None
        self._last: Twice | None = None
        self._lane, self._job = Jobs(self), list[Job]()
        self._closed = False
        self._took = QElapsedTimer()
        self._pause = QTimer(self, singleShot=True, interval=LOOK_AFTER_MS)
        self._pause.timeout.connect(self.look)
        checking.done.connect(self._pause.start)

    @property
    def busy(self) -> bool:
        """Whether it is looking now."""
        return self._lane.busy

    @property
    def rest_ms(self) -> int:
        """How long after the next check it looks by itself."""
        return self._pause.interval()

    def look(self) -> Job | None:
        """Look now; return the work, or None when the plan is being closed."""
        if self._closed:
            return None
        self.hold()
        job = self._lane.prepare(_look(self._store, self._last))
        self._job = [job]
        job.done.connect(lambda found: self._take(found) if self._job == [job] else None)
        job.failed.connect(self._fail)
        self._took.start()
        self._lane.start(job)
        return job

    def hold(self) -> None:
        """Something is being written: stop, and wait for the next check."""
        self._pause.stop()
        for job in self._job:
            job.cancel()
        self._job = []

    def drop(self, pair: Pair | None) -> None:
        """Forget a pair that somebody has decided on, until it is looked for again."""
        self.pairs = tuple(one for one in self.pairs or () if one is not pair)

    def close(self) -> None:
        """Stop for good; after this nothing reads the plan."""
        self._closed = True
        self.hold()
        self._lane.stop()

    def _take(self, found: Any) -> None:
        self._job, self._last = [], found
        self.pairs = found.pairs
        self._pause.setInterval(max(LOOK_AFTER_MS, REST * self._took.elapsed()))
        self.done.emit()
        # What check and comparing left goes back to the system only when all is looked through.
        gc.collect()

    def _fail(self, error: Exception) -> None:
        if not self._closed:
            raise_fault(error)


def _look(store: Store, last: Twice | None) -> Callable[[Running], object]:
    def work(running: Running) -> Twice:
        from ccmdesk.actions.join_records import twice

        return twice(store, last, watch=running.go_on)

    return work
