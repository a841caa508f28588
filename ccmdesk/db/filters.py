"""Which rows have one of the chosen values in a column: a condition for the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from orjson import dumps

from ccmdesk.db.columns import shape_of
from ccmdesk.db.tables import row_table
from ccmdesk.model.codec import Json
from ccmdesk.model.codes import Coded
from ccmdesk.model.facts import Field, field_map, is_reference, item_type
from ccmdesk.model.values import PartialDate, Period, Texts

_EACH_TEXT: Mapping[str, str] = {"sqlite": "json_each", "postgresql": "jsonb_each_text"}
LONGEST_PERIOD = 100
"""Years; an end date typed wrongly must not make a list of thousands of them."""

_YEARS = frozenset({dt.date, PartialDate, Period})


@dataclass(frozen=True, slots=True)
class Filter:
    """Records that have one of *values* in the field *name*; None stands for not filled.

    A value is a code, yes or no, a number, the id of a record as text or one member of a list. Of
    a date or a period it is a year, of an author's text what a list shows of it.
    """

    name: str
    values: frozenset[Json]


def has_values(field: Field) -> bool:
    """Whether a column is of a type whose values repeat, so that a list can be narrowed by them."""
    kind = item_type(field.type) or field.type
    plain = getattr(kind, "__supertype__", kind)
    is_choice = isinstance(plain, type) and issubclass(plain, Coded)
    is_code = plain is str and kind is not str
    return is_choice or is_code or is_reference(kind) or plain in {bool, Texts} or has_years(field)


def has_years(field: Field) -> bool:
    """Whether the values of a column are years, or lie in years."""
    return field.type in _YEARS or (field.type is int and field.name == "year")


def condition(kind: type, asked: Filter, *, language: str, dialect: str) -> sa.ColumnElement[bool]:
    """Return what is true of the rows with one of the values."""
    field = field_map(kind)[asked.name]
    cells = cells_of(kind, field)
    wanted = [value for value in asked.values if value is not None]
    parts = [_is(field, cells, value) for value in wanted if field.type is not Texts]
    if field.type is Texts and wanted:
        parts.append(shown_text(cells[0], language=language, dialect=dialect).in_(wanted))
    if None in asked.values:
        parts.append(sa.and_(*(cell.is_(None) for cell in cells)))
    return sa.or_(sa.false(), *parts)


def cells_of(kind: type, field: Field) -> list[sa.Column[Any]]:
    """Return the columns a field is kept in."""
    table = row_table(kind)
    return [table.c[field.name + suffix] for suffix, _ in shape_of(field.type).parts]


def shown_text(cell: sa.Column[Any], *, language: str, dialect: str) -> sa.ColumnElement[Any]:
    """Return what a list shows of an author's text: in *language*, in English, or the first."""
    each = _EACH_TEXT[dialect]
    first: sa.ColumnElement[Any] = sa.literal_column(
        f"(SELECT value FROM {each}({cell.table.name}.{cell.name}) LIMIT 1)"  # noqa: S608 - own names  # nosec B608
    )
    return sa.func.coalesce(cell[language].as_string(), cell["en"].as_string(), first)


def has_member(cell: sa.Column[Any], value: Json) -> sa.ColumnElement[bool]:
    """Return what is true of a list that holds *value*.

    It is sought with what stands before it, as both databases write that: else a comma would be
    found between any two members.
    """
    text, member = sa.cast(cell, sa.Text()), dumps(value).decode()
    return sa.or_(*(text.contains(f"{start}{member}", autoescape=True) for start in _BEFORE))


_BEFORE = ("[", ",", ", ")


def _is(field: Field, cells: list[sa.Column[Any]], value: Any) -> sa.ColumnElement[bool]:
    if item_type(field.type) is not None:
        return has_member(cells[0], value)
    if field.type is PartialDate:
        return cells[0].startswith(f"{value:04}")
    if field.type in _YEARS:
        first, last = dt.date(value, 1, 1), dt.date(value, 12, 31)
        earliest = dt.date(max(value - LONGEST_PERIOD, dt.MINYEAR), 1, 1)
        begins = sa.func.coalesce(cells[0], cells[-1])
        ends = sa.func.coalesce(cells[-1], cells[0])
        return sa.and_(begins.between(earliest, last), ends >= first)
    (wanted,) = shape_of(field.type).spread(value)
    return cells[0] == wanted
