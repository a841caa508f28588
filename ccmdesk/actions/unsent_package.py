"""Keeps a package from being sent before the plan knows of it: until then it has another name."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ccmdesk.actions.chosen_file import refuse_folder
from ccmdesk.db.atomic_file import Verify, make_folder, move_file, write_file
from ccmdesk.db.place import folder_of, refuse_plan
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

UNSENT = ".unsent"
"""What the name of a package ends with while it is not recorded, also after the power went."""


def unsent(package: Path) -> Path:
    """Return under which name *package* is until it is recorded."""
    target = _target(package)
    return target.with_name(target.name + UNSENT)


def write_unsent(
    package: Path, write: Callable[[BinaryIO], object], *, verify: Verify | None = None
) -> None:
    """Write *package* under its name of before it is recorded; raises Problem as `write_file`."""
    make_folder(package.parent, name=package.name)
    refuse_folder(package)
    refuse_plan(_target(package))
    write_file(unsent(package), write, verify=verify)


@contextmanager
def until_recorded(package: Path) -> Iterator[Callable[[], None]]:
    """Yield what gives *package* its name, to be called when all but the recording is done.

    A package that the plan does not know of must not be sent: when it cannot be recorded, it is
    deleted. Raises Problem where the disk refuses that.
    """
    written = [unsent(package)]

    def name() -> None:
        move_file(written[0], _target(package))
        written.append(_target(package))

    try:
        yield name
    except BaseException:
        _delete(written[-1])
        raise


def delete_unsent(package: Path) -> None:
    """Delete *package*, which is not going to be recorded; raises Problem as `until_recorded`."""
    _delete(unsent(package))


def _delete(written: Path) -> None:
    try:
        written.unlink(missing_ok=True)
    except OSError as error:
        raise Problem(
            N_(
                "The package {name} in {folder} is not recorded in the plan, and it could not be"
                " deleted. Do not send it: delete it by hand, then pack again."
            ),
            name=written.name,
            folder=folder_of(written),
        ) from error


def _target(package: Path) -> Path:
    """Return where the file really is: a link stays a link."""
    return Path(os.path.realpath(package))
