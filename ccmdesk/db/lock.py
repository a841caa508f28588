"""One writer for a plan file at a time: a lock file beside it."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ccmdesk.db.beside import beside
from ccmdesk.db.disk_words import FAILING, problem_of
from ccmdesk.db.engine import disk_error
from ccmdesk.db.place import folder_of
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

LOCK = ".lock"


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock that is held until it is released or its process ends."""

    path: Path
    descriptor: int

    def release(self) -> None:
        """Let the next writer in; a lock file that a failing disk keeps is nobody's lock."""
        with suppress(OSError):
            if sys.platform != "win32" and _is_same(self.path, self.descriptor):
                self.path.unlink(missing_ok=True)
        os.close(self.descriptor)


def take_lock(plan: Path) -> Lock:
    """Lock *plan* for writing; raises Problem while somebody else writes to it."""
    path = beside(plan, LOCK)
    while True:
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            problem = _why_not(error, plan)
            if problem is None:
                raise
            raise problem from error
        if not _try_lock(descriptor):
            os.close(descriptor)
            raise _in_use(plan)
        if _is_same(path, descriptor):
            return Lock(path, descriptor)
        os.close(descriptor)


def refuse_in_use(plan: Path) -> None:
    """Raise Problem while somebody writes to *plan*, which another file is to replace.

    Whoever does has the lock file there. None is made to find out: backups lie on sticks and
    shares that may know no locks.
    """
    if beside(plan, LOCK).exists():
        take_lock(plan).release()


def _why_not(error: OSError, plan: Path) -> Problem | None:
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return Problem(
            N_(
                "The plan {name} cannot be changed in {folder}, because the folder is read-only"
                " for you. Copy the plan to a folder of your own with a backup, or open it for"
                " reading only."
            ),
            name=plan.name,
            folder=folder_of(plan),
        )
    return disk_error(plan) if error.errno in FAILING else problem_of(error, plan, needed=0)


def _in_use(plan: Path) -> Problem:
    return Problem(
        N_(
            "The plan {name} is open in another window or by another user. Close it there, or open"
            " it for reading only."
        ),
        name=plan.name,
    )


def _is_same(path: Path, descriptor: int) -> bool:
    """Whether the locked file is still the one at *path*: a writer that ends removes its own.

    Nobody removes one on Windows, where not every disk numbers its files in one way.
    """
    if sys.platform == "win32":
        return True
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except (FileNotFoundError, NotADirectoryError):
        return False


def _try_lock(descriptor: int) -> bool:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - exists on this system only

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
    else:
        import fcntl  # noqa: PLC0415 - exists on this system only

        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
    return True
