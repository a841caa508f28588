"""Holds the process that looks through a file, as one that takes long would stand there."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

import pytest

TASKS = Path("/proc/self/task")
NEEDS_PROCESSES = pytest.mark.skipif(not TASKS.exists(), reason="no list of processes")


def children() -> list[int]:
    """Return the processes that this one started and has not seen the end of."""
    return [child for task in TASKS.iterdir() for child in _started_by(task)]


def _started_by(task: Path) -> list[int]:
    with suppress(OSError):  # a thread may have ended meanwhile
        return [int(child) for child in task.joinpath("children").read_text().split()]
    return []


def _reads(child: int) -> bool:
    """Whether it is that process, which is still this program in its first moment."""
    with suppress(OSError):
        return b"looking.child" in Path(f"/proc/{child}/cmdline").read_bytes()
    return False


@contextmanager
def held_reader() -> Iterator[Event]:
    """Stop the next one that is started; the event is set once it stands still."""
    over, held = Event(), Event()

    def hold() -> None:
        while not over.is_set():
            for child in filter(_reads, children()):
                os.kill(child, signal.SIGSTOP)
                held.set()
                return
            time.sleep(0.001)

    holding = Thread(target=hold)
    holding.start()
    try:
        yield held
    finally:
        over.set()
        holding.join()
        for child in filter(_reads, children()):
            os.kill(child, signal.SIGCONT)  # else a test that failed would wait for it
