"""Long work beside the window: results come back as signals; every job can be cancelled."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from ccmdesk.model.problem import Problem
from ccmdesk.report.cancel import Cancelled

_PATIENCE_MS = 10_000


@dataclass(frozen=True, slots=True)
class Running:
    """What the work is given: *progress* tells how far it is, and raises Cancelled to stop it."""

    progress: Callable[[int, int], None]
    cancelled: Callable[[], bool]

    def go_on(self) -> None:
        """Raise Cancelled when the work is to stop."""
        if self.cancelled():
            raise Cancelled


Work = Callable[[Running], object]


class Job(QObject):
    """One piece of work; exactly one of *done*, *refused*, *failed* and *stopped* comes back.

    *refused* carries a Problem that the user can mend, *failed* any other error. Work that was done
    before it noticed the wish to stop is done.
    """

    progressed = Signal(int, int)
    done = Signal(object)
    refused = Signal(object)
    failed = Signal(object)
    stopped = Signal()
    ended = Signal()

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._cancelled = threading.Event()
        self._outcome.connect(self._come_back)

    _outcome = Signal(object, object)

    def cancel(self) -> None:
        """Ask the work to stop; it leaves the old state."""
        self._cancelled.set()

    def run(self) -> None:
        """Do the work; only the worker thread calls this."""
        running = Running(self._progress, self._cancelled.is_set)
        try:
            running.go_on()
            result = self._work(running)
        except Exception as error:  # noqa: BLE001 - a job's bug must reach the window, not vanish
            self._outcome.emit(None, error)
        else:
            self._outcome.emit(result, None)

    def _progress(self, done: int, steps: int) -> None:
        if self._cancelled.is_set():
            raise Cancelled
        self.progressed.emit(done, steps)

    @Slot(object, object)
    def _come_back(self, result: object, error: Exception | None) -> None:
        if error is None:
            self.done.emit(result)
        elif isinstance(error, Cancelled):
            self.stopped.emit()
        elif isinstance(error, Problem):
            self.refused.emit(error)
        else:
            self.failed.emit(error)
        self.ended.emit()
        self.deleteLater()


class Jobs(QObject):
    """One worker thread; jobs run one after the other."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)
        self._live: set[Job] = set()

    @property
    def busy(self) -> bool:
        """Whether any job has not come back yet."""
        return bool(self._live)

    def prepare(self, work: Work) -> Job:
        """Return a job that is not started yet, so that its signals can be connected first."""
        job = Job(work, self)
        self._live.add(job)
        job.ended.connect(lambda: self._live.discard(job))
        return job

    def start(self, job: Job) -> None:
        """Put *job* at the end of the line."""
        # Many a QRunnable written in Python would stay for ever, and its job with it.
        self._pool.start(job.run)

    def stop(self) -> None:
        """Cancel all jobs and wait for the one that runs; after this none reads or writes."""
        for job in self._live:
            job.cancel()
        self._pool.waitForDone(_PATIENCE_MS)
