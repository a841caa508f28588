"""A rule as it is declared once: its name, the field it points at, what to do, what asks for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ccmdesk.model.facts import Record
from ccmdesk.model.kinds import kind_of
from ccmdesk.model.words import C_, Message, counted
from ccmdesk.rules.finding import Finding, Level


def sentence(msgid: str, /, **values: object) -> Message:
    """Return a marked sentence with the values it names; years are given as text."""
    return Message(msgid, MappingProxyType(values)) if values else _plain(msgid)


@cache
def _plain(msgid: str) -> Message:
    """Return the one value of a sentence without values; thousands of findings share it."""
    return Message(msgid)


def square_metres(size_m2: int) -> Message:
    """Return an area as a value of a sentence."""
    return sentence(C_("unit", "{number} m²"), number=size_m2)


MOST_NAMES = 12
"""A sentence that names more records than that is not read to its end."""


def called(records: Iterable[Record]) -> tuple[object, ...]:
    """Return the numbers of records as one value of a sentence; their names where they have none.

    Of many only the first are named, and how many more there are.
    """
    names = [_name(record) for record in records]
    more = len(names) - MOST_NAMES
    if more <= 1:
        return tuple(names)
    return (*names[:MOST_NAMES], counted("{n} more", "{n} more", more))


def _name(record: Record) -> object:
    kind = kind_of(record)
    fields = (*([kind.code] if kind.code else []), *kind.title)
    unnamed = sentence(C_("record without a name", "Not named yet"))
    return next((value for field in fields if (value := getattr(record, field))), unnamed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """*todo* and *basis* are translatable; *field* may name a kind of record that is a child."""

    name: str
    field: str
    todo: str
    basis: str
    level: Level = Level.STRONGER

    def about(self, record: Record, says: Message) -> Finding:
        """Return the finding that *says* so of *record*."""
        return Finding(
            record=record.id,
            kind=kind_of(record).name,
            field=self.field,
            level=self.level,
            rule=self.name,
            says=says,
            todo=sentence(self.todo),
            basis=self.basis,
        )


def explained(record: Record, field: str) -> bool:
    """Whether the note of *field* says why it is as it is: an absence or a remark."""
    note = record.notes[field]
    return note.absence is not None or bool(note.remark)
