"""What to tell a user when the disk refuses to write a file."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ccmdesk.db.place import folder_of
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

HELD_BY_OTHERS = {5, 32, 33}
"""Windows error numbers while a virus scanner or an indexer holds a file."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {errno.EROFS, errno.EACCES, errno.EPERM}
_NO_NAME = {errno.ENAMETOOLONG, errno.EINVAL}
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ESTALE}

FAILING = frozenset({errno.EIO, errno.ENXIO})
"""Error numbers of a disk that fails."""


@contextmanager
def explained(target: Path, needed: int) -> Iterator[None]:
    """Turn what a user can mend into a Problem; *needed* is in bytes."""
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        problem = problem_of(error, target, needed=needed)
        if problem is None:
            raise
        raise problem from error


def no_room(target: Path, *, needed: int) -> Problem:
    """Return what to say where a new file *target*, of *needed* bytes or more, finds no room."""
    return Problem(
        N_(
            "There is no room for {name} in {folder}: it needs at least {needed} bytes."
            " Nothing was changed. Free some space or choose another folder."
        ),
        name=target.name,
        folder=folder_of(target),
        needed=needed,
    )


def problem_of(error: OSError, target: Path, *, needed: int) -> Problem | None:
    """Return what to tell the user about *error* while writing *target*, or None."""
    folder, name = folder_of(target), target.name
    if error.errno in _FULL:
        return no_room(target, needed=needed)
    if getattr(error, "winerror", None) in HELD_BY_OTHERS:
        return Problem(
            N_(
                "{name} in {folder} is in use by another program. Nothing was changed. Close that"
                " program and try again."
            ),
            name=name,
            folder=folder,
        )
    if error.errno == errno.EISDIR:
        return Problem(N_("{file} is a folder. Choose a file."), file=str(target))
    if error.errno in _NO_NAME:
        return Problem(
            N_(
                "{name} cannot be the name of a file in {folder}: it is too long, or has signs that"
                " this disk does not take. Nothing was changed. Choose a shorter and plainer name."
            ),
            name=name,
            folder=folder,
        )
    if error.errno in _REFUSED:
        return Problem(
            N_(
                "{name} cannot be written in {folder}, because the folder is read-only for you."
                " Nothing was changed. Choose another folder."
            ),
            name=name,
            folder=folder,
        )
    if error.errno in _GONE:
        return Problem(
            N_(
                "The folder {folder} for {name} is not there. Nothing was changed. Connect the"
                " drive again or choose another folder."
            ),
            name=name,
            folder=folder,
        )
    if error.errno in FAILING:
        return Problem(
            N_(
                "The disk of {folder} reported an error while {name} was written. Do not rely on"
                " that file. Check that the drive is connected, then try again or choose another"
                " folder."
            ),
            name=name,
            folder=folder,
        )
    return None
