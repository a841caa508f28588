"""The columns of each kind of record as sheet columns, derived from the facts of its fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from ccmdesk.exchange.tables import folded
from ccmdesk.lang.digits import latin_digits
from ccmdesk.lang.isolation import joined
from ccmdesk.lang.lang import Lang
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.codes import Coded
from ccmdesk.model.edition import Edition
from ccmdesk.model.evidence import Attachment
from ccmdesk.model.facts import Field, field_map, fields_of
from ccmdesk.model.kinds import KINDS, Kind
from ccmdesk.model.plan import Plan
from ccmdesk.model.stockpile import MunitionType
from ccmdesk.model.values import Money, People, Period, Position, Quantity, Texts
from ccmdesk.model.words import C_
from ccmdesk.rules.approvals import APPROVED_FIELDS

NOT_IN_SHEETS: frozenset[tuple[type, str]] = frozenset(
    {
        (HazardousArea, "polygon"),
        (MunitionType, "photo"),
        (Plan, "status"),
        *((Plan, name) for name in APPROVED_FIELDS),
    }
)
"""Fields that cannot be typed into cells: outlines, pictures, what only an approval writes."""

NO_SHEET: frozenset[type] = frozenset({Attachment, Edition})
"""Kinds that are never typed: files are attached, editions are made when a plan is submitted."""

SHEET_KINDS: tuple[Kind, ...] = tuple(kind for kind in KINDS if kind.record not in NO_SHEET)

_WITH_PRICE_YEAR = frozenset({"cost", "unit_cost", "yearly_cost"})
"""Estimates, for which the year of the prices matters; what was paid or agreed has its own year."""

ID_KEY = "id"
LONGEST_SHEET_NAME = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))

PARTS: Mapping[Any, tuple[str, ...]] = MappingProxyType(
    {
        Period: ("start", "end"),
        Money: ("amount", "currency", "price_year"),
        People: ("women", "men", "girls", "boys", "unknown"),
        Position: ("latitude", "longitude"),
        Quantity: ("amount", "unit"),
    }
)
PART_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "start": C_("sheet part", "start"),
        "end": C_("sheet part", "end"),
        "amount": C_("sheet part of money", "amount"),
        "currency": C_("sheet part", "currency"),
        "price_year": C_("sheet part", "year of the prices"),
        "women": C_("sheet part", "women"),
        "men": C_("sheet part", "men"),
        "girls": C_("sheet part", "girls"),
        "boys": C_("sheet part", "boys"),
        "unknown": C_("sheet part", "sex or age not known"),
        "latitude": C_("sheet part", "latitude"),
        "longitude": C_("sheet part", "longitude"),
        "unit": C_("sheet part", "unit"),
    }
)

_HOW_MANY = C_("sheet part of a quantity", "number")


class NotePart(Coded):
    """What a sheet can say about a value beside the value."""

    SOURCE = "source", C_("sheet part", "source")
    CONFIDENCE = "confidence", C_("sheet part", "confidence")
    QUALIFIER = "qualifier", C_("sheet part", "qualifier")
    REMARK = "remark", C_("sheet part", "remark")


ROW_NOTE_LABELS: Mapping[NotePart, str] = MappingProxyType(
    {
        NotePart.SOURCE: C_("sheet heading", "Source of the figures of this row"),
        NotePart.CONFIDENCE: C_("sheet heading", "Confidence in the figures of this row"),
        NotePart.QUALIFIER: C_("sheet heading", "Qualifier of the figures of this row"),
        NotePart.REMARK: C_("sheet heading", "Remark on the figures of this row"),
    }
)
ID_LABEL = C_("sheet heading", "Mark of the row (leave as it is)")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    *part* is the part of a value of several cells, or the language of a text. A column with a
    *note* says something about *field*, or, when that is empty, about every figure of the row.
    """

    key: str
    field: str = ""
    part: str = ""
    note: NotePart | None = None


ID_COLUMN = Column(ID_KEY)


def sheet_fields(kind: type) -> tuple[Field, ...]:
    """Return the fields of a record that a sheet has columns for."""
    return tuple(f for f in fields_of(kind) if (kind, f.name) not in NOT_IN_SHEETS)


def columns_of(
    kind: Kind, *, languages: Sequence[str], extra: Iterable[Column] = ()
) -> tuple[Column, ...]:
    """Return the columns of one kind in the order of its fields.

    *languages* are those in which authors' texts are asked for; *extra* are columns of notes,
    each put behind the columns of its field.
    """
    notes: dict[str, list[Column]] = {}
    for column in extra:
        notes.setdefault(column.field, []).append(column)
    columns: list[Column] = []
    for field in sheet_fields(kind.record):
        columns += _columns_of_field(field, languages)
        columns += notes.get(field.name, [])
    return (*columns, *notes.get("", [note_column("", NotePart.SOURCE)]))


def note_column(field: str, note: NotePart) -> Column:
    """Return the column that holds *note* of *field*, or of every figure of a row."""
    return Column(f"{field}#{note.value}", field, note=note)


def column_of_key(kind: type, key: str, *, language: str) -> Column | None:
    """Return the column a machine key stands for, or None; a bare text is in *language*."""
    if key == ID_KEY:
        return ID_COLUMN
    found = _plain_columns(kind).get(key)
    if found is not None:
        return found
    name, at, tag = key.partition("@")
    field = field_map(kind).get(name)
    if field is None or field.type is not Texts or (at and not tag):
        return None
    spoken = tag or language
    return Column(f"{name}@{spoken}", name, spoken)


def heading(kind: type, column: Column, *, lang: Lang) -> str:
    """Return what stands above a column, in the language of the sheet."""
    if column == ID_COLUMN:
        return lang(ID_LABEL)
    if not column.field and column.note is not None:
        return lang(ROW_NOTE_LABELS[column.note])
    field = field_map(kind)[column.field]
    label = joined(lang(field.spec.label))
    if column.note is not None:
        return _of_part(lang, label, lang(column.note.label))
    if field.type is Texts:
        return _shown(
            lang(C_("sheet heading", "{field} [{language}]"), field=label, language=column.part)
        )
    return _of_part(lang, label, lang(_part_label(field, column.part))) if column.part else label


def _part_label(field: Field, part: str) -> str:
    """Return what a part is called; the amount of a quantity is no sum of money."""
    return _HOW_MANY if field.type is Quantity and part == "amount" else PART_LABELS[part]


def sheet_names(kinds: Sequence[Kind], *, lang: Lang) -> Mapping[Kind, str]:
    """Return the name of the sheet of each kind: at most 31 characters, no two alike."""
    names: dict[Kind, str] = {}
    taken: set[str] = set()
    for kind in kinds:
        names[kind] = free_sheet_name(lang(kind.many), taken)
    return names


def free_sheet_name(wanted: str, taken: set[str]) -> str:
    """Return *wanted* as a name a sheet may have that is not *taken* yet, and take it."""
    plain = " ".join(latin_digits(joined(wanted)).translate(_NOT_IN_NAMES).split())
    name, number = plain[:LONGEST_SHEET_NAME].strip(), 1
    while folded(name) in taken:
        number += 1
        mark = f" ({number})"
        name = plain[: LONGEST_SHEET_NAME - len(mark)].strip() + mark
    taken.add(folded(name))
    return name


@cache
def _plain_columns(kind: type) -> Mapping[str, Column]:
    """Return every column of a kind that needs no language, by its key."""
    columns = [note_column("", note) for note in NotePart]
    for field in sheet_fields(kind):
        columns += _columns_of_field(field, ())
        columns += [note_column(field.name, note) for note in NotePart]
    return MappingProxyType({column.key: column for column in columns})


def _columns_of_field(field: Field, languages: Sequence[str]) -> Iterator[Column]:
    if field.type is Texts:
        yield from (Column(f"{field.name}@{tag}", field.name, tag) for tag in languages)
    elif field.type in PARTS:
        for part in PARTS[field.type]:
            if part != "price_year" or field.name in _WITH_PRICE_YEAR:
                yield Column(f"{field.name}.{part}", field.name, part)
    else:
        yield Column(field.name, field.name)


def _of_part(lang: Lang, label: str, part: str) -> str:
    return _shown(lang(C_("sheet heading", "{field}: {part}"), field=label, part=part))


def _shown(text: str) -> str:
    """Drop the marks that keep values apart in a sentence; a cell holds one heading only."""
    return joined(text)
