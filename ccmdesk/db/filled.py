"""Which fields of a kind are filled in any record: the columns a list has something to show in."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from ccmdesk.db.columns import shape_of
from ccmdesk.db.tables import row_table
from ccmdesk.model.facts import field_map

_FIRST = 1000
"""Rows that are looked at first: what is filled at all is mostly filled in one of them."""


def filled_fields(
    con: sa.Connection, kind: type, names: Iterable[str], *, quick: bool = False
) -> frozenset[str]:
    """Return those of *names* that have a value, or a word on why there is none, in a live one.

    A *quick* answer knows the first records alone.
    """
    asked = frozenset(names)
    found = _filled(con, kind, asked, most=_FIRST)
    return found if quick else found | _filled(con, kind, asked - found, most=None)


def _filled(
    con: sa.Connection, kind: type, names: Iterable[str], *, most: int | None
) -> frozenset[str]:
    """Look at the first *most* rows, or at all, once for all fields."""
    asked = sorted(names)
    if not asked:
        return frozenset()
    table = row_table(kind)
    marks = [sa.case((_is_filled(kind, name), 1), else_=0).label(name) for name in asked]
    rows = sa.select(*marks).where(table.c._deleted == sa.false()).limit(most).subquery()  # noqa: SLF001
    row = con.execute(sa.select(*(sa.func.max(rows.c[name]) for name in asked))).one()
    return frozenset(name for name, mark in zip(asked, row, strict=True) if mark)


def _is_filled(kind: type, name: str) -> sa.ColumnElement[bool]:
    table = row_table(kind)
    cells = [table.c[name + suffix] for suffix, _ in shape_of(field_map(kind)[name].type).parts]
    is_absent = sa.and_(
        table.c._notes.is_not(None),  # noqa: SLF001 - a column
        table.c._notes[name].as_string().is_not(None),  # noqa: SLF001
    )
    return sa.or_(*(cell.is_not(None) for cell in cells), is_absent)
