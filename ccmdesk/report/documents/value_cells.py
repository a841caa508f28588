"""One field of a record as the cell of a table: its value, or why there is none."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from ccmdesk.lang.formats import AreaUnit, DateStyle
from ccmdesk.lang.prices import priced
from ccmdesk.model.facts import Field, Unit, field_map, is_reference, item_type
from ccmdesk.model.values import (
    Absence,
    Confidence,
    FieldNote,
    Money,
    PartialDate,
    Period,
    Qualifier,
    Quantity,
    Texts,
)
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Cell, Tint
from ccmdesk.report.documents.authors import Told, told
from ccmdesk.report.documents.paper import Paper
from ccmdesk.report.documents.quantities import quantity_told
from ccmdesk.report.documents.titles import reference

_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def is_filled(record: Any, name: str) -> bool:
    """Whether the field has a value; zero is one."""
    value = getattr(record, name)
    return value is not None and value not in {"", ()} and value != Texts()


def says_something(record: Any, name: str) -> bool:
    """Whether the field has a value or says why it has none."""
    return is_filled(record, name) or record.notes[name].absence is not None


def field_cell(paper: Paper, record: Any, name: str, *, areas: AreaUnit = AreaUnit.M2) -> Cell:
    """Return the value as printed, or in words that it is not known, not filled, not applicable."""
    value, note = getattr(record, name), record.notes[name]
    if not is_filled(record, name) or is_unit_of_masked(value, note):
        return Cell(absent_text(paper, note), tint=Tint.QUIET)
    field = field_map(type(record))[name]
    if field.spec.unit is Unit.SQUARE_METRE:
        return Cell(with_note(paper, paper.lang.area(value, unit=areas), note))
    said = value_told(paper, field, value)
    return Cell(with_note(paper, said.text, note), language=said.language)


def is_unit_of_masked(value: object, note: FieldNote) -> bool:
    """Whether nothing but the unit is left of a quantity that was masked."""
    left = isinstance(value, Quantity) and value.amount is None
    return left and note.absence is Absence.MASKED


def absent_text(paper: Paper, note: FieldNote) -> str:
    """Return in words why a field has no value."""
    if note.absence is None:
        return paper.lang(C_("absent value", "Not yet filled"))
    if note.absence is Absence.NOT_APPLICABLE and note.reason:
        return paper.lang(C_("absent value", "Does not apply: {reason}"), reason=note.reason)
    return paper.lang(note.absence.label)


def with_note(paper: Paper, text: str, note: FieldNote) -> str:
    """Return *text* with what the source says of it: More than 140, 140 (estimated)."""
    if note.qualifier is not None and note.qualifier is not Qualifier.EXACT:
        text = paper.lang(
            C_("qualifier before a number", "{qualifier} {number}"),
            qualifier=paper.lang(note.qualifier.label),
            number=text,
        )
    if note.confidence is Confidence.ESTIMATED:
        text = paper.lang(C_("figure", "{number} (estimated)"), number=text)
    if note.absence is Absence.MASKED:
        text = paper.lang(C_("figure", "{number} (others masked)"), number=text)
    return text


def value_told(paper: Paper, field: Field, value: object) -> Told:
    """Return one present value as words; texts and names of records say which language they are."""
    match value:
        case Texts():
            return told(paper, value) or Told("")
        case Quantity():
            return quantity_told(paper, value)
        case UUID():
            return reference(paper, value)
        case tuple() if is_reference(item_type(field.type)):
            return _joined(paper, [reference(paper, part) for part in value])
    return Told(value_text(paper, field, value))


def value_text(paper: Paper, field: Field, value: object) -> str:
    """Return one present value that is no author's text, with short dates to save room."""
    match value:
        case Money():
            return priced(paper.lang, value)
        case Period():
            return paper.lang.period(value, style=DateStyle.MEDIUM)
        case dt.date():
            return paper.lang.date(value, style=DateStyle.MEDIUM)
        case PartialDate() if value.date is not None:
            return paper.lang.date(value.date, style=DateStyle.MEDIUM)
    return paper.show.value(field.type, value, unit=field.spec.unit, year=_is_year(field))


def _joined(paper: Paper, names: list[Told]) -> Told:
    languages = [name.language for name in names if name.language]
    text = paper.lang.join([name.text for name in names])
    return Told(text, languages[0] if languages else None)


def heading_of(paper: Paper, kind: type, name: str) -> str:
    """Return the label of a field with its unit where the cells do not carry it."""
    spec = field_map(kind)[name].spec
    label = paper.lang(spec.label)
    if spec.unit not in {Unit.CENTIMETRE, Unit.GRAM}:
        return label
    return paper.lang(
        C_("heading with unit", "{label} ({unit})"), label=label, unit=paper.lang(spec.unit.label)
    )


def source_marks(paper: Paper, record: Any) -> str:
    """Return the numbers of the sources the figures of *record* come from."""
    sources = [note.source for _name, note in record.notes if note.source]
    return join_marks(paper, sources)


def join_marks(paper: Paper, sources: list[str]) -> str:
    """Return source numbers of the annex in brackets; what nobody has opened is said to be so."""
    numbers = sorted({paper.source_numbers[s] for s in sources if s in paper.source_numbers})
    return paper.lang.join([_mark(paper, number) for number in numbers])


def _mark(paper: Paper, number: int) -> str:
    if paper.sources[number - 1].checked:
        return paper.lang(C_("source mark", "[{number}]"), number=str(number))
    return paper.lang(N_("[{number}] unverified"), number=str(number))


def _is_year(field: Field) -> bool:
    limits = field.spec.limits
    return (
        field.type is int
        and field.spec.unit is None
        and limits is not None
        and limits[0] >= _FIRST_YEAR
        and limits[1] <= _LAST_YEAR
    )
