"""A text in English where the language asked for has no words of its own yet."""

from __future__ import annotations


class Borrowed(str):
    """English in place of a missing translation; it reads as text and still says what it is.

    A paper marks it, so that nothing falls back silently.
    """

    __slots__ = ()
