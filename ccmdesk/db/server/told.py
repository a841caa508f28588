"""Says in plain words what went wrong between this program and the server of a plan."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from ccmdesk.db.server.password import password_asked
from ccmdesk.model.problem import NotSaved, Problem
from ccmdesk.model.words import N_

_WAITED = "LockNotAvailable"
_RIGHTS = frozenset({"InsufficientPrivilege", "ReadOnlySqlTransaction"})
_FULL = "DiskFull"


@contextmanager
def server_explained(name: str) -> Iterator[None]:
    """Turn an error of the server that a person can mend into a Problem about the plan *name*."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        known = password_asked(error)
        problem = known or _problem(type(error.orig).__name__, error, name)
        if problem is None:
            raise
        raise problem from error


def _problem(kind: str, error: sa.exc.DBAPIError, name: str) -> Problem | None:
    if kind == _WAITED:
        return Problem(
            N_("The plan {name} is being written by another program. Try again in a moment."),
            name=name,
        )
    if kind == _FULL:
        return NotSaved(
            N_(
                "The server has no room to save the plan {name}. The last change was not saved;"
                " everything before it is. Tell whoever looks after the server."
            ),
            name=name,
        )
    if kind in _RIGHTS:
        return NotSaved(
            N_(
                "The server does not let you write to the plan {name}. Ask whoever looks after the"
                " server for the right to use its tables."
            ),
            name=name,
        )
    if isinstance(error, sa.exc.OperationalError | sa.exc.InterfaceError):
        return NotSaved(
            N_(
                "The server of the plan {name} cannot be reached. What was saved before is kept."
                " Check the network, the address and that you may use the database, then try again."
            ),
            name=name,
        )
    return None
