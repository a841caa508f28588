"""Which columns each type of field has, and how its JSON value is spread over them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from typing import Any, TypeAlias
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from ccmdesk.db.column_types import JSON_VALUE, RecordId
from ccmdesk.model.codec import Json, decode
from ccmdesk.model.codes import Coded
from ccmdesk.model.facts import Field, is_reference, item_type
from ccmdesk.model.values import (
    Money,
    PartialDate,
    People,
    Period,
    Polygon,
    Position,
    Quantity,
    Texts,
)

Cell: TypeAlias = "bool | int | str | dt.date | UUID | list[Json] | dict[str, Json] | None"
Cells: TypeAlias = Sequence[Any]

LARGEST = 2**53 - 1
"""The largest whole number that every JSON reader keeps exactly."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of one type.

    *parts* are (suffix of the name, column type). *spread* turns a JSON value into their cells,
    *gather* turns them back; all cells None is a value that is not there.
    """

    parts: tuple[tuple[str, TypeEngine[Any]], ...]
    spread: Callable[[Any], tuple[Cell, ...]]
    gather: Callable[[Cells], Json]


@cache
def shape_of(kind: Any) -> Shape:
    """Return the columns of a field type; raises KeyError for a type it does not know."""
    if is_reference(kind):
        return _SHAPES[UUID]
    if item_type(kind) is not None:
        return _SHAPES[tuple]
    plain = getattr(kind, "__supertype__", kind)
    return _SHAPES[Coded if isinstance(plain, type) and issubclass(plain, Coded) else plain]


def columns_of(field: Field) -> list[sa.Column[Any]]:
    """Return the columns of a field, all nullable: a record may be unfinished."""
    indexed = is_reference(field.type)
    return [
        sa.Column(field.name + suffix, type_, index=indexed or None)
        for suffix, type_ in shape_of(field.type).parts
    ]


def check_of(column: sa.Column[Any]) -> sa.CheckConstraint | None:
    """Return the check of a column.

    Checks hold what a column can carry; what is plausible is for the rules to say, and nothing
    that another office has sent may be refused here.
    """
    if not isinstance(column.type, sa.BigInteger):
        return None
    return sa.CheckConstraint(column.between(-LARGEST, LARGEST), name=f"{column.name}_range")


@cache
def check_value(kind: Any) -> Callable[[Json], bool]:
    """Return the test of whether a JSON value is one of *kind* in this version of the records."""
    plain = getattr(kind, "__supertype__", kind)
    if isinstance(plain, type) and issubclass(plain, Coded):
        codes = frozenset(member.value for member in plain)
        return lambda value: isinstance(value, str) and value in codes
    if plain is str:
        return lambda value: isinstance(value, str) and "\x00" not in value
    if plain is bool:
        return lambda value: isinstance(value, bool)
    if plain is int:
        return lambda value: type(value) is int and -LARGEST <= value <= LARGEST
    return partial(_is_readable, kind)


def _is_readable(kind: Any, value: Json) -> bool:
    try:
        decode(kind, value)
    except (ValueError, TypeError, KeyError):
        return False
    return is_storable(value)


def is_storable(value: Json) -> bool:
    """Whether both databases can carry *value*: no NUL, no number beyond 2^53."""
    if isinstance(value, str):
        return "\x00" not in value
    if isinstance(value, int):
        return -LARGEST <= value <= LARGEST
    if isinstance(value, list):
        return all(is_storable(part) for part in value)
    if isinstance(value, dict):
        return all(is_storable(key) and is_storable(part) for key, part in value.items())
    return True


def tidy(kind: Any, value: Json) -> Json:
    """Return *value* as it is read back: a compound value of which nothing is filled is None."""
    if value is None or value in ("", []):
        return None
    shape = shape_of(kind)
    return value if len(shape.parts) == 1 else shape.gather(shape.spread(value))


def _same(type_: TypeEngine[Any]) -> Shape:
    return Shape((("", type_),), lambda value: (value,), lambda cells: cells[0])


def _list(*parts: tuple[str, TypeEngine[Any]]) -> Shape:
    """Return the shape of a fixed list of plain values; all of them missing is no value."""
    return Shape(
        parts,
        tuple,
        lambda cells: None if all(c is None for c in cells) else list(cells),
    )


def _day(value: str | None) -> dt.date | None:
    return None if value is None else dt.date.fromisoformat(value)


def _iso(value: dt.date | None) -> str | None:
    return None if value is None else value.isoformat()


def _gather_period(cells: Cells) -> Json:
    return None if cells[0] is cells[1] is None else [_iso(cells[0]), _iso(cells[1])]


def _gather_quantity(cells: Cells) -> Json:
    amount, unit = cells
    return None if amount is None and not unit else [amount, unit or ""]


_WHOLE = sa.BigInteger()
_TEXT = sa.Text()
_DAY = sa.Date()

_SHAPES: Mapping[Any, Shape] = {
    bool: _same(sa.Boolean()),
    int: _same(_WHOLE),
    str: _same(_TEXT),
    Coded: _same(_TEXT),
    PartialDate: _same(_TEXT),
    Decimal: _same(_TEXT),
    Texts: _same(JSON_VALUE),
    Polygon: _same(JSON_VALUE),
    tuple: _same(JSON_VALUE),
    UUID: Shape(
        (("", RecordId()),),
        lambda value: (UUID(value),),
        lambda cells: None if cells[0] is None else str(cells[0]),
    ),
    dt.date: Shape((("", _DAY),), lambda value: (_day(value),), lambda cells: _iso(cells[0])),
    Period: Shape(
        (("_start", _DAY), ("_end", _DAY)),
        lambda value: (_day(value[0]), _day(value[1])),
        _gather_period,
    ),
    Money: _list(("_minor", _WHOLE), ("_currency", _TEXT), ("_year", _WHOLE)),
    People: _list(
        ("_women", _WHOLE),
        ("_men", _WHOLE),
        ("_girls", _WHOLE),
        ("_boys", _WHOLE),
        ("_unknown", _WHOLE),
    ),
    Position: _list(("_latitude_e7", _WHOLE), ("_longitude_e7", _WHOLE)),
    Quantity: Shape((("_amount", _WHOLE), ("_unit", _TEXT)), tuple, _gather_quantity),
}
