"""The ids of a list: of one kind, narrowed, and in an order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from types import MappingProxyType
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.columns import shape_of
from ccmdesk.db.filters import Filter, condition, has_member
from ccmdesk.db.search import matching
from ccmdesk.db.tables import WORDS, row_table
from ccmdesk.lang.collation import sort_key
from ccmdesk.model.codec import Json, is_absent, split_key
from ccmdesk.model.codes import Coded
from ccmdesk.model.document import natural
from ccmdesk.model.facts import Field, field_map, is_reference, item_type
from ccmdesk.model.folding import fold
from ccmdesk.model.kinds import BY_ID_TYPE, BY_RECORD, Kind
from ccmdesk.model.values import Money, People, Period, Polygon, Texts


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Which records of *kind* to list, and in which order.

    *sort* is the name of a field; text sorts as *language* orders its words, with 2 before 10, a
    number in the plan by its parts, a choice by its declared order, a reference by what it points
    to. What is not filled comes last, equal ones in the order they were made. *where* asks for
    equal values by flat key: None for not filled, one member for a list. Every one of *filters*
    must be true as well; of what then is left *only* these ids are listed, when it is given.
    """

    kind: type
    sort: str | None = None
    descending: bool = False
    search: str = ""
    where: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))
    language: str = "en"
    filters: tuple[Filter, ...] = ()
    only: frozenset[UUID] | None = None


def read_ids(con: sa.Connection, query: ListQuery) -> list[UUID]:
    """Return the ids of the live records; raises KeyError for a field it does not know."""
    found = _all_ids(con, query)
    return found if query.only is None else [record for record in found if record in query.only]


def _all_ids(con: sa.Connection, query: ListQuery) -> list[UUID]:
    if query.sort is None:
        return list(con.scalars(_ordered(query, [], con.dialect.name)).all())
    sorted_by = field_map(query.kind)[query.sort]
    columns = _order_columns(query.kind, sorted_by)
    if columns is not None:
        return list(con.scalars(_ordered(query, columns, con.dialect.name)).all())
    return _sorted_here(con, query, sorted_by)


def id_query(query: ListQuery, dialect: str, *more: Any) -> sa.Select[Any]:
    """Return the query for the ids, not yet in an order."""
    table = row_table(query.kind)
    found = sa.select(table.c.id, *more).where(table.c._deleted == sa.false())  # noqa: SLF001
    for key, value in query.where.items():
        found = found.where(_equals(query.kind, key, value))
    for asked in query.filters:
        found = found.where(condition(query.kind, asked, language=query.language, dialect=dialect))
    numbers = matching(query.search, dialect)
    if numbers is not None:
        records = sa.select(WORDS.c.rec).where(WORDS.c.n.in_(numbers))
        found = found.where(table.c.id.in_(records))
    return found


def _ordered(
    query: ListQuery, columns: list[sa.ColumnElement[Any]], dialect: str
) -> sa.Select[Any]:
    table = row_table(query.kind)
    order = [(c.desc() if query.descending else c.asc()).nulls_last() for c in columns]
    return id_query(query, dialect).order_by(*order, table.c.id)


def _order_columns(kind: type, sorted_by: Field) -> list[sa.ColumnElement[Any]] | None:
    """Return what the database sorts by; None for text and references, which are sorted here."""
    table, type_ = row_table(kind), sorted_by.type
    cells = [table.c[sorted_by.name + suffix] for suffix, _ in shape_of(type_).parts]
    plain = getattr(type_, "__supertype__", type_)
    if is_reference(type_) or plain in {str, Texts}:
        return None
    if item_type(type_) is not None or plain is Polygon:
        return [sa.cast(cells[0], sa.Text())]
    if isinstance(plain, type) and issubclass(plain, Coded):
        return [sa.case({code.value: n for n, code in enumerate(plain)}, value=cells[0])]
    if plain is People:
        return [_total(cells)]
    if plain is Period:
        return [sa.func.coalesce(*cells), cells[1]]
    return [cells[1], cells[0], cells[2]] if plain is Money else list(cells)


def _total(cells: list[sa.Column[Any]]) -> sa.ColumnElement[Any]:
    counted = sum((sa.func.coalesce(cell, 0) for cell in cells[1:]), sa.func.coalesce(cells[0], 0))
    return sa.case((sa.func.coalesce(*cells).is_(None), None), else_=counted)


def _equals(kind: type, key: str, value: Json) -> sa.ColumnElement[bool]:
    name, language, is_note = split_key(key)
    asked, table = field_map(kind)[name], row_table(kind)
    if is_note or is_absent(value):
        raise ValueError(key)
    if language is not None:
        text: sa.ColumnElement[Any] = table.c[name][language].as_string()
        return text.is_not_distinct_from(value)
    shape = shape_of(asked.type)
    cells = [table.c[name + suffix] for suffix, _ in shape.parts]
    if value is None:
        return sa.and_(*(cell.is_(None) for cell in cells))
    if item_type(asked.type) is not None:
        return has_member(cells[0], value)
    wanted = shape.spread(value)
    return sa.and_(*(c.is_not_distinct_from(w) for c, w in zip(cells, wanted, strict=True)))


def _sorted_here(con: sa.Connection, query: ListQuery, sorted_by: Field) -> list[UUID]:
    """Sort by text, which no two databases order alike."""
    table = row_table(query.kind)
    column = table.c[sorted_by.name]
    found = con.execute(id_query(query, con.dialect.name, column).order_by(table.c.id)).all()
    if is_reference(sorted_by.type):
        kind = BY_ID_TYPE[sorted_by.type]
        name = kind.code or kind.title[0]
        names = _names(con, kind, query.language)
        texts = [(record, names.get(value, "")) for record, value in found]
    else:
        kind, name = BY_RECORD[query.kind], sorted_by.name
        texts = [(record, _text(value, query.language)) for record, value in found]
    key = _number_key if name == kind.number else sort_key(query.language)
    keyed = [(key(text), record) for record, text in texts if text]
    keyed.sort(key=itemgetter(0), reverse=query.descending)
    return [record for _, record in keyed] + [record for record, text in texts if not text]


@lru_cache(maxsize=1 << 15)
def _number_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return the key of a number such as A4-2, kept for the next time the same list is sorted."""
    return natural(fold(text))


def _names(con: sa.Connection, kind: Kind, language: str) -> dict[UUID, str]:
    """Return what each record of *kind* is called, by its number where it has one."""
    table = row_table(kind.record)
    name = kind.code or kind.title[0]
    suffix, _ = shape_of(field_map(kind.record)[name].type).parts[0]
    rows = con.execute(sa.select(table.c.id, table.c[name + suffix]))
    return {record: _text(value, language) for record, value in rows}


def _text(value: Any, language: str) -> str:
    if isinstance(value, dict):
        return str(value.get(language) or value.get("en") or next(iter(value.values()), ""))
    return "" if value is None else str(value)
