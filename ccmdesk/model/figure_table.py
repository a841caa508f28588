"""A table of figures before it is put into the words of a language, for a workbook or a paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from ccmdesk.model.values import Money, Texts
from ccmdesk.model.words import Message


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a pack, such as a State or a language, named in the language of the reader."""

    kind: Any
    value: Any


@dataclass(frozen=True, slots=True)
class Named:
    """What an author called a record, behind its number where it has one."""

    number: str
    title: Texts


@dataclass(frozen=True, slots=True)
class Sentences:
    """Whole sentences, one after the other."""

    told: tuple[Message, ...]


Value = (
    str | int | dt.date | Message | Money | Code | Named | Sentences | tuple["Value", ...] | None
)
"""What a cell may hold; a tuple is a list of several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTable:
    """One table: what it is called, what should be known of it, its columns and rows.

    *by_name* says that the rows are in the order of their first cell in the language of the reader.
    *empty* stands where there are no rows. *numbers* are the columns that hold numbers, *wide*
    those that hold long texts. *anchor* is a short name, the same in every language.
    """

    anchor: str
    title: str
    about: str
    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    empty: str = ""
    by_name: bool = False
    numbers: frozenset[int] = frozenset()
    wide: frozenset[int] = frozenset()
