"""Texts on their way to a translator and back, whatever the format of the file."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from ccmdesk.lang.lang import Lang
from ccmdesk.model.words import Message
from ccmdesk.rules.translations import LanguagePair, TextState

_SHORT = 8
_SHORTER = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One text to translate.

    *key* is that of the passage, *record* and *field* say in words what it is, *longest* how many
    characters may stand there.
    """

    key: str
    record: str
    field: str
    help: str
    longest: int | None
    source: str
    target: str
    state: TextState


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One file for a translator: its languages, its texts, and *lang*, which speaks to people."""

    pair: LanguagePair
    title: str
    units: tuple[Unit, ...]
    lang: Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """One text as a file brings it back.

    *key* is that of the passage, or its short form. *was* is the short form of the translation the
    file was written with, empty for none, None when the file does not say. *done* says that the
    translator declared it finished. *where* is the line or row; *fault* is why it cannot be read.
    """

    key: str
    pair: LanguagePair
    source: str
    target: str
    was: str | None
    done: bool
    where: int
    fault: Message | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedFile:
    """A file that came back; *notices* say what was noticed about it as a whole."""

    name: str
    texts: tuple[Returned, ...]
    notices: tuple[Message, ...] = ()


def short_key(key: str) -> str:
    """Return the short form of a passage's key, such as 7F2K-9QXM."""
    text = _digest(key, _SHORT)
    return f"{text[:4]}-{text[4:]}"


def short_text(text: str) -> str:
    """Return a short form of a text, to see whether it was changed; empty for an empty one."""
    return _digest(" ".join(text.split()), _SHORTER) if text.strip() else ""


def _digest(text: str, letters: int) -> str:
    code = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(code).decode("ascii")[:letters]
