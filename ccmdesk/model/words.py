"""Marks for translatable text, and a sentence with the values it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

CONTEXT_GLUE = "\x04"
"""What gettext itself puts between a context and its message."""


def N_(msgid: str) -> str:
    """Mark *msgid* for extraction; it is translated where it is shown."""
    return msgid


def C_(context: str, msgid: str) -> str:
    """Mark *msgid* in a *context*, for words that differ by place, such as Open."""
    return f"{context}{CONTEXT_GLUE}{msgid}"


class ItemLetter(str):
    """The letter of an item, such as (a), which languages write in their own ways."""

    __slots__ = ()


def bare(msgid: str) -> str:
    """Return the English text of a message, without its context."""
    return msgid.rpartition(CONTEXT_GLUE)[2]


@dataclass(frozen=True, slots=True)
class Message:
    """One whole sentence, untranslated, with the named values it holds.

    With *many* it is a plural message that is chosen by *count*.
    """

    msgid: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    many: str | None = None
    count: int | None = None


def counted(one: str, many: str, count: int, /, **values: object) -> Message:
    """Return a sentence about *count* things, which it names as {n}; both forms are extracted."""
    return Message(one, MappingProxyType(values), many, count)
