"""Tells a server that wants another password from one that cannot be reached."""

from __future__ import annotations

import re

import sqlalchemy as sa

from ccmdesk.model.problem import PasswordAsked

_REFUSED = "password authentication failed"


def password_asked(error: sa.exc.DBAPIError) -> PasswordAsked | None:
    """Return what to ask when a connection was refused for its password; None when it was not."""
    con = getattr(error.orig, "pgconn", None)  # of a connection that never came about
    if con is None or not con.used_password:
        return None
    server, user = con.host.decode(errors="replace"), con.user.decode(errors="replace")
    if con.needs_password:
        return PasswordAsked(server, user, refused=False)
    database = con.db.decode(errors="replace")
    if is_refusal(con.error_message.decode(errors="replace"), user=user, database=database):
        return PasswordAsked(server, user, refused=True)
    return None


def is_refusal(told: str, *, user: str, database: str) -> bool:
    """Whether a server that was given a password says that this is why it lets nobody in.

    It says so in its own language, with no code: a wrong password is told by the name of the user,
    what comes after the right one, such as a database that is not there, by that of the database.
    """
    why = told.partition("failed: ")[2]
    return _REFUSED in why or (_names(why, user) and not _names(why, database))


def _names(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
