"""The ids of a list: of one kind, narrowed, and in an order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from operator import itemgetter
from types import MappingProxyType
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.columns import shape_of
from ccmdesk.db.filters import Filter, condition, has_member
from ccmdesk.db.id_list import IdList
from ccmdesk.db.joins import Kept, kept_of, references
from ccmdesk.db.order import By, Orders, raw_ids, raw_rows
from ccmdesk.db.search import matching
from ccmdesk.db.tables import WORDS, row_table
from ccmdesk.model.codec import Json, is_absent, split_key
from ccmdesk.model.codes import Coded
from ccmdesk.model.facts import Field, field_map, is_reference, item_type
from ccmdesk.model.kinds import BY_ID_TYPE, BY_RECORD
from ccmdesk.model.values import Money, People, Period, Polygon, Texts


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Which records of *kind* to list, and in which order.

    *sort* is the name of a field; text sorts as *language* orders its words, with 2 before 10, a
    number in the plan by its parts, a choice by its declared order, a reference by what it points
    to. What is not filled comes last, equal ones in the order they were made. *where* asks for
    equal values by flat key: None for not filled, one member for a list. Every one of *filters*
    must be true as well; of what then is left *only* these ids are listed, when it is given. In the
    order they were made, the first are found at once: with *most* no more are read than so many.
    """

    kind: type
    sort: str | None = None
    descending: bool = False
    search: str = ""
    where: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))
    language: str = "en"
    filters: tuple[Filter, ...] = ()
    only: frozenset[UUID] | None = None
    most: int | None = None

    @property
    def narrows(self) -> bool:
        """Whether the database is to leave out some of the kind."""
        return bool(self.search or self.where or self.filters)

    @property
    def follows_language(self) -> bool:
        """Whether another language can give other ids, or another order of them."""
        names = [each.name for each in self.filters] + ([self.sort] if self.sort else [])
        types = [field_map(self.kind)[name].type for name in names]
        plain = {getattr(each, "__supertype__", each) for each in types}
        return bool(plain & {str, Texts}) or any(map(is_reference, types))


def read_ids(con: sa.Connection, query: ListQuery, orders: Orders) -> IdList:
    """Return the ids of the live records; raises KeyError for a field it does not know."""
    found = IdList(b"".join(_all_ids(con, with_joined(con, query), orders)))
    return found if query.only is None else found.within({one.bytes for one in query.only})


def with_joined(con: sa.Connection, query: ListQuery) -> ListQuery:
    """Return *query* so that it finds what refers to joined records too.

    The database holds references as they were written, and what is asked for are kept records.
    """
    names = references(BY_RECORD[query.kind].name)
    kept = kept_of(con) if names and query.narrows else {}
    if not kept:
        return query
    alike = {key: value for key, value in query.where.items() if key in names and value is not None}
    asked = [*query.filters, *(Filter(key, frozenset({one})) for key, one in alike.items())]
    filters = tuple(_meaning_joined(one, kept) if one.name in names else one for one in asked)
    where = {key: value for key, value in query.where.items() if key not in alike}
    return replace(query, filters=filters, where=MappingProxyType(where))


def _meaning_joined(asked: Filter, kept: Kept) -> Filter:
    joined = {str(record) for record, end in kept.items() if str(end) in asked.values}
    return replace(asked, values=asked.values | joined)


def _all_ids(con: sa.Connection, query: ListQuery, orders: Orders) -> Iterable[bytes]:
    """Yield the ids in their order, one or some at a time."""
    dialect = con.dialect.name
    if query.sort is None:
        return raw_ids(con, _ordered(query, [], dialect).limit(query.most))
    sorted_by = field_map(query.kind)[query.sort]
    if is_reference(sorted_by.type):
        return _by_reference(con, query, sorted_by, orders)
    columns = _order_columns(query.kind, sorted_by)
    if columns is not None:
        return raw_ids(con, _ordered(query, columns, dialect))
    by = By(query.kind, sorted_by.name, query.language)
    ordered = orders.of(con, by).ids(descending=query.descending)
    if not query.narrows:
        return ordered
    found = frozenset(IdList(b"".join(raw_ids(con, id_query(query, dialect)))).parts())
    return (record for record in ordered if record in found)


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
    """Return what the database sorts by; None for text, which no two databases order alike."""
    table, type_ = row_table(kind), sorted_by.type
    cells = [table.c[sorted_by.name + suffix] for suffix, _ in shape_of(type_).parts]
    plain = getattr(type_, "__supertype__", type_)
    if plain in {str, Texts}:
        return None
    if item_type(type_) is not None or plain is Polygon:
        return [sa.cast(cells[0], sa.Text())]
    if plain is Decimal:
        return [sa.cast(cells[0], sa.Numeric(30, 15))]
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


def _by_reference(
    con: sa.Connection, query: ListQuery, sorted_by: Field, orders: Orders
) -> Iterator[bytes]:
    """Yield the ids by what the records they point to are called, or by the numbers of those."""
    kind = BY_ID_TYPE[sorted_by.type]
    by = By(kind.record, kind.code or kind.title[0], query.language)
    ranks = orders.of(con, by).ranks()
    column = row_table(query.kind).c[sorted_by.name]
    kept = {joined.bytes: end.bytes for joined, end in kept_of(con).items()}
    found = raw_rows(con, id_query(query, con.dialect.name, column))
    rows = sorted(((record, kept.get(to, to)) for record, to in found), key=itemgetter(0))
    named = [(ranks[to], record) for record, to in rows if to in ranks]
    named.sort(key=itemgetter(0), reverse=query.descending)
    yield from (record for _, record in named)
    yield from (record for record, to in rows if to not in ranks)
