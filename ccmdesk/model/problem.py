"""What a user can mend: raised with one sentence that says what, where and what to do."""

from __future__ import annotations

from types import MappingProxyType

from ccmdesk.model.words import N_, Message


class Problem(Exception):  # noqa: N818 - a problem is the user's word for it
    """Carries an untranslated message; the window and the command line each show it once."""

    def __init__(self, msgid: str, /, **values: object) -> None:
        super().__init__(msgid)
        self.message = Message(msgid, MappingProxyType(values))

    def __str__(self) -> str:
        return self.message.msgid.format(**self.message.values)


class NotSaved(Problem):
    """A Problem of the place where a file is kept: what was typed is not in it yet."""


class NoRoom(NotSaved):
    """A NotSaved of a disk that is full."""


_ASKS = N_(
    "The server {server} asks {user} for a password. Type it when you are asked for it, name a file"
    " that holds it, or keep it in the password file of PostgreSQL."
)
_REFUSES = N_(
    "The server {server} did not let {user} in with this password. Try again, or ask whoever looks"
    " after the server."
)


class PasswordAsked(NotSaved):
    """The *server* of a plan wants the password of *user*; or another one, if it *refused* one."""

    def __init__(self, server: str, user: str, *, refused: bool) -> None:
        super().__init__(_REFUSES if refused else _ASKS, server=server, user=user)
        self.server = server
        self.user = user
        self.refused = refused
