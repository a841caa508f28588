"""A text in English where the language asked for has no words of its own yet."""

from __future__ import annotations

import gettext

from ccmdesk.model.words import bare


class Borrowed(str):
    """English in place of a missing translation; it reads as text and still says what it is.

    A paper marks it, so that nothing falls back silently.
    """

    __slots__ = ()


class English(gettext.NullTranslations):
    """What a catalogue that lacks a message turns to."""

    def gettext(self, message: str) -> str:
        """Return the message itself, without its context."""
        return Borrowed(bare(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form for *n* things by the rule of English."""
        return Borrowed(msgid1 if n == 1 else msgid2)
