"""What a user can mend: raised with one sentence that says what, where and what to do."""

from __future__ import annotations

from types import MappingProxyType

from ccmdesk.model.words import Message


class Problem(Exception):  # noqa: N818 - a problem is the user's word for it
    """Carries an untranslated message; the window and the command line each show it once."""

    def __init__(self, msgid: str, /, **values: object) -> None:
        super().__init__(msgid)
        self.message = Message(msgid, MappingProxyType(values))

    def __str__(self) -> str:
        return self.message.msgid.format(**self.message.values)


class NotSaved(Problem):
    """A Problem of the place where a file is kept: what was typed is not in it yet."""
