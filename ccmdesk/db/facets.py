"""What the columns of a list hold: whether anything, which values how often, and what sum."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.filled import filled_fields
from ccmdesk.db.filters import LONGEST_PERIOD, cells_of, shown_text
from ccmdesk.db.joins import kept_of, led
from ccmdesk.db.query import ListQuery, id_query, with_joined
from ccmdesk.model.codec import Json
from ccmdesk.model.facts import Field, field_map, item_type
from ccmdesk.model.values import Money, PartialDate, Period, Texts


class Facets:
    """Reads columns of one plan."""

    def __init__(self, reading: Callable[[], AbstractContextManager[sa.Connection]]) -> None:
        self._reading = reading

    def values(self, query: ListQuery, name: str) -> dict[Json, int]:
        """Return how many records of a list have each value of a field, as its filters take it."""
        with self._reading() as con:
            return read_values(con, query, name)

    def sums(self, query: ListQuery, name: str) -> dict[str, int]:
        """Return the sum of a number under "", of money in minor units under its currency."""
        with self._reading() as con:
            return read_sums(con, query, name)

    def filled(self, kind: type, names: Iterable[str], *, quick: bool = False) -> frozenset[str]:
        """Return those fields that have a value or an absence in any live record.

        A *quick* answer knows the first records alone.
        """
        with self._reading() as con:
            return filled_fields(con, kind, names, quick=quick)


def read_values(con: sa.Connection, query: ListQuery, name: str) -> dict[Json, int]:
    """Return how many of the listed records have each value of a field, as filters take them.

    A record counts once for each member of a list and each year of a period.
    """
    field, found = field_map(query.kind)[name], Counter[Json]()
    query, kept = with_joined(con, query), kept_of(con)
    asked = _asked(query, field, con.dialect.name)
    for cells, count in _rows(con, query, asked):
        for value in _values(field, cells):
            found[led(value, kept) if kept else value] += count
    return dict(found)


def read_sums(con: sa.Connection, query: ListQuery, name: str) -> dict[str, int]:
    """Return the sum of a number under "", or of money in minor units by currency."""
    field, sums = field_map(query.kind)[name], Counter[str]()
    query = with_joined(con, query)
    cells = cells_of(query.kind, field)
    asked = cells[:2] if field.type is Money else [cells[0], sa.literal("")]
    if query.only is None:
        total = id_query(query, con.dialect.name).with_only_columns(sa.func.sum(asked[0]), asked[1])
        for number, currency in con.execute(total.group_by(asked[1])):
            sums[currency] += int(number or 0)
    else:
        for (number, currency), count in _rows(con, query, asked):
            sums[currency] += (number or 0) * count
    return {currency: number for currency, number in sums.items() if currency is not None}


def _rows(
    con: sa.Connection, query: ListQuery, cells: Sequence[sa.ColumnElement[Any]]
) -> Iterator[tuple[Sequence[Any], int]]:
    """Yield the different contents of *cells* with how many rows have them."""
    found = id_query(query, con.dialect.name)
    if query.only is None:
        grouped = found.with_only_columns(sa.func.count(), *cells).group_by(*cells)
        for count, *values in con.execute(grouped):
            yield values, count
    else:
        for record, *values in con.execute(found.add_columns(*cells)):
            if record in query.only:
                yield values, 1


def _asked(query: ListQuery, field: Field, dialect: str) -> list[sa.ColumnElement[Any]]:
    cells = cells_of(query.kind, field)
    if field.type is Texts:
        return [shown_text(cells[0], language=query.language, dialect=dialect)]
    if item_type(field.type) is not None:
        return [sa.cast(cells[0], sa.Text())]
    if field.type is PartialDate:
        return [sa.func.substr(cells[0], 1, 4)]
    if field.type in {dt.date, Period}:
        return [sa.extract("year", cell) for cell in cells]
    return list(cells)


def _values(field: Field, cells: Sequence[Any]) -> Sequence[Json]:
    present = [cell for cell in cells if cell is not None]
    if not present:
        return (None,)
    if item_type(field.type) is not None:
        return tuple(json.loads(present[0])) or (None,)
    if field.type in {dt.date, Period, PartialDate}:
        first, last = int(present[0]), int(present[-1])
        return range(first, min(last, first + LONGEST_PERIOD) + 1)
    value = present[0]
    return (str(value) if isinstance(value, UUID) else value,)
