"""What is said of the file of a store of the hub when the database refuses it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ccmdesk.db.disk_words import no_room
from ccmdesk.db.engine import ROOM, Busy, Damaged, NotForWriting, explained
from ccmdesk.db.place import folder_of
from ccmdesk.model.problem import NoRoom, NotSaved, Problem
from ccmdesk.model.words import N_


@contextmanager
def file_explained(path: Path) -> Iterator[None]:
    """Turn an error of the database into a Problem about a store; `explained` speaks of plans."""
    try:
        with explained(path):
            yield
    except NoRoom as problem:
        raise no_room(path, needed=ROOM) from problem
    except Damaged as problem:
        raise _damaged(path) from problem
    except NotForWriting as problem:
        raise _not_for_writing(path) from problem
    except Busy as problem:
        raise _busy(path) from problem


def _damaged(path: Path) -> Problem:
    return Problem(
        N_(
            "{name} in {folder} is not the store of a hub, or it is damaged. Go on with the last"
            " copy of the store that you kept, or add the packages to a new store."
        ),
        name=path.name,
        folder=folder_of(path),
    )


def _not_for_writing(path: Path) -> Problem:
    return NotSaved(
        N_(
            "The store {name} in {folder} cannot be opened for writing. Check that the folder is"
            " there and yours to write. Nothing was changed."
        ),
        name=path.name,
        folder=folder_of(path),
    )


def _busy(path: Path) -> Problem:
    return Problem(
        N_("The store {name} is being written by another program. Try again in a moment."),
        name=path.name,
    )
