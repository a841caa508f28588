"""One row of a sheet, read cell by cell and made into a record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from ccmdesk.exchange.absences import Absent, Said, absence_in, is_dash, value_said
from ccmdesk.exchange.cells import Reading, assemble, read_part
from ccmdesk.exchange.headings import Heading, Layout
from ccmdesk.exchange.import_plan import Fault
from ccmdesk.exchange.keys import key_fields
from ccmdesk.exchange.sheets import ID_COLUMN, NotePart
from ccmdesk.exchange.tables import CellValue, column_letter, folded, is_blank, text_of
from ccmdesk.exchange.workbook_errors import refuse_error
from ccmdesk.model.facts import Field, field_map, is_reference, item_type
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import (
    NO_NOTE,
    NO_NOTES,
    Confidence,
    FieldNote,
    Money,
    Notes,
    PartialDate,
    People,
    Period,
    Position,
    Qualifier,
    Quantity,
    Texts,
)
from ccmdesk.model.words import Message

FIGURES: frozenset[Any] = frozenset(
    {int, Decimal, Money, Quantity, People, Position, Period, PartialDate, dt.date}
)
"""What the source of a whole row speaks of; fields that tell records apart are left out."""


@dataclass(frozen=True, slots=True)
class RowParts:
    """What the cells of one row say: parts of values, absent parts, notes, and faults of cells.

    References and sources are still the texts that were typed.
    """

    parts: dict[str, dict[str, Any]] = field(default_factory=dict)
    absent: dict[str, dict[str, Absent]] = field(default_factory=dict)
    notes: dict[tuple[str, NotePart], Any] = field(default_factory=dict)
    marks: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether no known column of the row holds anything."""
        return not (self.parts or self.absent or self.notes or self.faults)

    def has(self, name: str) -> bool:
        """Whether the row says something of that field, even that it has no value."""
        return name in self.parts or name in self.absent

    def of(self, name: str) -> Said:
        """Return what the row says of one field."""
        return Said(self.parts.get(name, {}), self.absent.get(name, {}))


def read_row(cells: Sequence[CellValue], layout: Layout, reading: Reading) -> RowParts:
    """Return what one row says; what cannot be read is among its faults, and goes on."""
    row = RowParts()
    facts = field_map(layout.kind.record)
    for heading in layout.headings:
        cell = cells[heading.index] if heading.index < len(cells) else None
        if is_blank(cell):
            continue
        try:
            _read_cell(row, heading, cell, facts=facts, reading=reading)
        except Problem as problem:
            row.faults.append(fault_at(heading, problem.message))
    return row


def fault_at(heading: Heading | None, says: Message) -> Fault:
    """Return a fault of the cell below *heading*, or of the whole row."""
    if heading is None:
        return Fault(says)
    return Fault(says, heading.shown, column_letter(heading.index), heading.index)


@dataclass(frozen=True, slots=True)
class Subject:
    """The record a row is about: its kind and id, and what it was before, None for a new one."""

    kind: Any
    id: UUID
    before: Any | None

    def was(self, field: Field) -> Any:
        """Return the value of a field before the row."""
        return field.default if self.before is None else getattr(self.before, field.name)


def build(
    subject: Subject, row: RowParts, reading: Reading, *, links: Mapping[str, Any]
) -> tuple[Any, list[tuple[str, Message]]]:
    """Return the record with what *row* says of it, and what could not be put together.

    *links* are the fields that refer to other records, and ``field#source``, as ids; a reference
    that is not among them is left as it was.
    """
    filled = _Filled(row)
    faults = list(_fill(filled, subject, reading, links=links))
    notes = _notes(subject, filled, links)
    if subject.before is None:
        return subject.kind(id=subject.id, notes=notes, **filled.values), faults
    return replace(subject.before, notes=notes, **filled.values), faults


def key_of_row(
    kind: type, row: RowParts, reading: Reading, *, links: Mapping[str, Any], names: Sequence[str]
) -> list[Any]:
    """Return the values of the fields *names* as the row gives them, None where it gives none."""
    facts, references = field_map(kind), links_of(kind)
    return [
        links.get(name) if name in references else _key_value(facts[name], row, reading)
        for name in names
    ]


def keep_spelling(row: RowParts, before: Any, names: Sequence[str]) -> None:
    """Let the texts a row was found by stay as the plan spells them: a4-01 is A4-01."""
    for name in names:
        was = getattr(before, name)
        parts = row.parts.get(name, {})
        known = {str(tag): text for tag, text in was} if isinstance(was, Texts) else {"": was}
        for part, text in known.items():
            said = parts.get(part)
            if isinstance(text, str) and isinstance(said, str) and folded(said) == folded(text):
                parts[part] = text


@cache
def links_of(kind: Any) -> frozenset[str]:
    """Return the fields of a kind that refer to other records, one or several."""
    return frozenset(
        field.name
        for field in field_map(kind).values()
        if is_reference(field.type) or is_reference(item_type(field.type))
    )


def _key_value(field: Field, row: RowParts, reading: Reading) -> Any:
    if field.name not in row.parts:
        return field.default
    return assemble(field, row.parts[field.name], field.default, reading)


def _read_cell(
    row: RowParts,
    heading: Heading,
    cell: CellValue,
    *,
    facts: Mapping[str, Field],
    reading: Reading,
) -> None:
    column = heading.column
    refuse_error(cell)
    if column == ID_COLUMN:
        row.marks.append(text_of(cell))
    elif column.note is not None:
        row.notes[column.field, column.note] = _read_note(column.note, cell, reading)
    else:
        facts_of_field = facts[column.field]
        if is_dash(facts_of_field, cell):
            return
        absent = absence_in(facts_of_field, cell, reading) if isinstance(cell, str) else None
        if absent is not None:
            row.absent.setdefault(column.field, {})[column.part] = absent
        else:
            value = read_part(facts_of_field, column.part, cell, reading)
            row.parts.setdefault(column.field, {})[column.part] = value


def _read_note(note: NotePart, cell: CellValue, reading: Reading) -> Any:
    match note:
        case NotePart.CONFIDENCE:
            return reading.words.code(Confidence, text_of(cell))
        case NotePart.QUALIFIER:
            return reading.words.code(Qualifier, text_of(cell))
        case NotePart.SOURCE | NotePart.REMARK:
            return text_of(cell)


@dataclass(frozen=True, slots=True)
class _Filled:
    """A row with the values it gives, and why others are absent."""

    row: RowParts
    values: dict[str, Any] = field(default_factory=dict)
    absent: dict[str, Absent] = field(default_factory=dict)


def _fill(
    filled: _Filled, subject: Subject, reading: Reading, *, links: Mapping[str, Any]
) -> Iterator[tuple[str, Message]]:
    """Put the values of a row together, and yield what could not be."""
    row, facts, references = filled.row, field_map(subject.kind), links_of(subject.kind)
    for name in {**row.parts, **row.absent}:
        if name in references and name in row.parts:
            filled.values.update({name: links[name]} if name in links else {})
            continue
        try:
            value, why = value_said(facts[name], row.of(name), subject.was(facts[name]), reading)
        except Problem as problem:
            yield name, problem.message
            continue
        if value is not None or why:  # a currency without an amount says nothing
            filled.values[name] = value
            filled.absent.update({name: why} if why else {})


def _notes(subject: Subject, filled: _Filled, links: Mapping[str, Any]) -> Notes:
    was = NO_NOTES if subject.before is None else subject.before.notes
    row, values = filled.row, filled.values
    unsaid = not row.notes and not filled.absent
    if unsaid and not any(_may_end(note) for name, note in was if name in values):
        return was
    notes = dict(was.by_field)
    for name in values:
        notes[name] = _note(subject, name, filled, links)
    for name in {name for name, _ in row.notes if name}:
        notes[name] = _with_note(notes.get(name, NO_NOTE), name, row, links)
    return Notes.of(notes)


def _may_end(note: FieldNote) -> bool:
    """Whether a value can take away something of *note*."""
    return note.absence is not None or note.confidence is Confidence.CARRIED_OVER


def _note(subject: Subject, name: str, filled: _Filled, links: Mapping[str, Any]) -> FieldNote:
    """Return what is known of a field that the row fills: also what it says of all its figures."""
    kind, row = subject.kind, filled.row
    was = NO_NOTE if subject.before is None else subject.before.notes[name]
    told = _told(subject.was(field_map(kind)[name]), was, name, filled)
    if name in row.parts and field_map(kind)[name].type in FIGURES and name not in key_fields(kind):
        return _with_note(told, "", row, links)
    return told


def _told(before: Any, was: FieldNote, name: str, filled: _Filled) -> FieldNote:
    """Return the note *was* as the value leaves it; a word alone keeps the reason there was."""
    absent = filled.absent.get(name)
    if absent is None:
        return was.beside(filled.values[name], before=before)
    kept = was.reason if was.absence is absent.absence else ""
    return replace(was, absence=absent.absence, reason=absent.reason or kept)


def _with_note(was: FieldNote, name: str, row: RowParts, links: Mapping[str, Any]) -> FieldNote:
    said = {part: value for (of, part), value in row.notes.items() if of == name}
    source = links.get(f"{name}#{NotePart.SOURCE.value}")
    return replace(
        was,
        source=str(source) if source else was.source,
        confidence=said.get(NotePart.CONFIDENCE, was.confidence),
        qualifier=said.get(NotePart.QUALIFIER, was.qualifier),
        remark=said.get(NotePart.REMARK, was.remark),
    )
