"""Which fields of a kind are filled in any record: the columns a list has something to show in."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from ccmdesk.db.columns import shape_of
from ccmdesk.db.tables import row_table
from ccmdesk.model.facts import field_map


def filled_fields(con: sa.Connection, kind: type, names: Iterable[str]) -> frozenset[str]:
    """Return those of *names* that have a value, or a word on why there is none, in a live one."""
    return frozenset(name for name in names if con.execute(_is_filled(kind, name)).scalar())


def _is_filled(kind: type, name: str) -> sa.Select[tuple[bool]]:
    table = row_table(kind)
    cells = [table.c[name + suffix] for suffix, _ in shape_of(field_map(kind)[name].type).parts]
    has_value = sa.or_(*(cell.is_not(None) for cell in cells))
    live = table.c._deleted == sa.false()  # noqa: SLF001
    is_absent = table.c._notes[name].as_string().is_not(None)  # noqa: SLF001
    return sa.select(
        sa.or_(
            sa.exists().where(live, has_value),
            sa.exists().where(live, table.c._notes.is_not(None), is_absent),  # noqa: SLF001
        )
    )
