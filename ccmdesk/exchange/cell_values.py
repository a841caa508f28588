"""Values of records as cells: the way back of what an import reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from ccmdesk.exchange.absences import WRITTEN
from ccmdesk.exchange.sheets import ID_COLUMN, PARTS, Column, NotePart, note_column
from ccmdesk.exchange.tables import CellValue
from ccmdesk.exchange.words import Words, choices, has_list
from ccmdesk.lang.lang import Lang
from ccmdesk.model.currencies import minor_digits
from ccmdesk.model.facts import Field, field_map, is_reference, item_type
from ccmdesk.model.values import E7, Absence, FieldNote, Money, PartialDate, Texts, decimal_text

_DIGITS = 15
_LARGEST_NUMBER = 10**_DIGITS
"""A spreadsheet keeps 15 digits; a longer number is written as text."""

_FIRST_DAY = dt.date(1900, 3, 1)
"""Spreadsheets disagree about earlier days."""


class Called(Protocol):
    """Finds records, and knows what each is called in a cell."""

    def find(self, record: UUID) -> Any | None: ...

    def call(self, record: Any, *, language: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Writing:
    """What cells are written with: the language of words, and what records are called."""

    lang: Lang
    words: Words
    index: Called
    _labels: dict[Any, Mapping[object, str]] = field(default_factory=dict, compare=False)

    def label(self, kind: Any, value: object) -> str:
        """Return the word for a code, if reading it gives that code again, else the code."""
        if kind not in self._labels:
            found = choices(kind, lang=self.lang, packs=self.words.packs)
            self._labels[kind] = {
                known: label
                for known, label in found
                if ";" not in label and self.words.meaning(kind, label) == known
            }
        return self._labels[kind].get(value, str(getattr(value, "value", value)))


def cells_of(record: Any, columns: Sequence[Column], writing: Writing) -> list[CellValue]:
    """Return the cells of one record, one for each of *columns*."""
    facts = field_map(type(record))
    return [_cell(record, column, facts, writing) for column in columns]


def note_columns(records: Iterable[Any]) -> tuple[Column, ...]:
    """Return the columns that are needed to say all that is noted about fields of *records*."""
    used = {
        (name, part)
        for record in records
        for name, note in record.notes
        for part in NotePart
        if _of_note(note, part)
    }
    ordered = [note_column(name, part) for part in NotePart for name, p in used if p is part]
    row_level = [note_column("", NotePart.SOURCE)]
    return (*sorted(ordered, key=lambda column: column.key), *row_level)


def _cell(record: Any, column: Column, facts: Mapping[str, Field], writing: Writing) -> CellValue:
    if column == ID_COLUMN:
        return str(record.id)
    if column.note is not None:
        return _note_cell(record.notes[column.field], column.note, writing)
    kind = facts[column.field].type
    value = getattr(record, column.field)
    if value is None or value in {"", ()} or value == Texts():
        return _absence_cell(record.notes[column.field], kind, column, writing)
    if kind is Texts:
        return _text(value.get(column.part))
    if kind in PARTS:
        return _PARTS[column.part](value)
    return _whole_cell(kind, value, writing)


def _whole_cell(kind: Any, value: Any, writing: Writing) -> CellValue:
    items = item_type(kind)
    if items is not None:
        return "; ".join(str(_whole_cell(items, part, writing)) for part in value)
    if is_reference(kind):
        return _reference(value, writing)
    if has_list(kind):
        return writing.label(kind, value)
    match value:
        case int():
            return _number(value)
        case dt.date():
            return _date(value)
        case PartialDate():
            return value.iso
        case Decimal():
            return _decimal(value)
        case str():
            return _text(value)
    raise TypeError(kind)


def _reference(value: UUID, writing: Writing) -> str:
    record = writing.index.find(value)
    return str(value) if record is None else writing.index.call(record, language=writing.lang.code)


def _absence_cell(note: FieldNote, kind: Any, column: Column, writing: Writing) -> CellValue:
    """Return why there is no value, in the first cell of the field only."""
    first = PARTS[kind][0] if kind in PARTS else ""
    spoken = kind is Texts and column.part == writing.lang.code
    if note.absence is None or not (column.part == first or spoken):
        return None
    label = writing.lang(note.absence.label)
    if note.absence is Absence.UNKNOWN and kind in WRITTEN:
        return label  # a text that begins so would be read as one
    if note.reason or writing.words.meaning(kind, label) is not None:
        return f"{label}: {note.reason}".rstrip()
    return label


def _note_cell(note: FieldNote, part: NotePart, writing: Writing) -> CellValue:
    value = _of_note(note, part)
    if not value:
        return None
    if part is NotePart.SOURCE:
        return _reference(UUID(str(value)), writing)
    return str(value) if part is NotePart.REMARK else writing.label(type(value), value)


def _of_note(note: FieldNote, part: NotePart) -> object:
    return {
        NotePart.SOURCE: note.source,
        NotePart.CONFIDENCE: note.confidence,
        NotePart.QUALIFIER: note.qualifier,
        NotePart.REMARK: note.remark,
    }[part]


def _decimal(value: Decimal) -> float | str:
    """Return a number with the 15 digits a spreadsheet keeps; a longer one as text."""
    fits = len(value.normalize().as_tuple().digits) <= _DIGITS
    return float(value) if fits else decimal_text(value)


def _number(value: int | None) -> int | str | None:
    return value if value is None or abs(value) < _LARGEST_NUMBER else str(value)


def _amount(money: Money) -> CellValue:
    digits = minor_digits(money.currency)
    if digits == 0 or abs(money.minor) >= _LARGEST_NUMBER:
        return _number(money.minor) if digits == 0 else _exact(money.minor, digits)
    return float(money.minor) / float(10**digits)


def _exact(minor: int, digits: int) -> str:
    whole, rest = divmod(abs(minor), 10**digits)
    return f"{'-' if minor < 0 else ''}{whole}.{rest:0{digits}}"


def _date(day: dt.date | None) -> CellValue:
    return day if day is None or day >= _FIRST_DAY else day.isoformat()


def _text(text: str | None) -> CellValue:
    return text or None


_PARTS: Mapping[str, Callable[[Any], CellValue]] = {
    "start": lambda period: _date(period.start),
    "end": lambda period: _date(period.end),
    "currency": lambda money: money.currency,
    "price_year": lambda money: money.price_year,
    "women": lambda people: _number(people.women),
    "men": lambda people: _number(people.men),
    "girls": lambda people: _number(people.girls),
    "boys": lambda people: _number(people.boys),
    "unknown": lambda people: _number(people.unknown),
    "latitude": lambda position: position.latitude_e7 / E7,
    "longitude": lambda position: position.longitude_e7 / E7,
    "unit": lambda quantity: _text(quantity.unit),
    "amount": lambda value: _amount(value) if isinstance(value, Money) else _number(value.amount),
}
