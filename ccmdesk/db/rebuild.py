"""Drops the derived tables and builds them again from the log."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from ccmdesk.db.derive import derive
from ccmdesk.db.line import ChangeId, read_line, unpack
from ccmdesk.db.tables import CHANGE, DERIVED, META, METADATA, TRIGRAMS, derived_code

_AT_ONCE = 2_000
_TRAINING = "training"


def rebuild_tables(con: sa.Connection, *, watch: Callable[[], object] | None = None) -> None:
    """Build the derived tables of this version from the log, whatever tables there were.

    *watch* is called now and then, and stops it by raising.
    """
    _drop(con)
    METADATA.create_all(con, tables=list(DERIVED))
    last = 0
    while True:
        query = sa.select(CHANGE.c.n, CHANGE.c.id, CHANGE.c.body).where(CHANGE.c.n > last)
        rows = con.execute(query.order_by(CHANGE.c.n).limit(_AT_ONCE)).all()
        if not rows:
            break
        if watch is not None:
            watch()
        derive(con, [(ChangeId(bytes(i)), read_line(unpack(body))) for _, i, body in rows])
        last = rows[-1].n
    set_meta(con, "derived", derived_code())


def set_meta(con: sa.Connection, key: str, value: str) -> None:
    """Keep one fact about the file."""
    con.execute(sa.delete(META).where(META.c.key == key))
    con.execute(sa.insert(META), [{"key": key, "value": value}])


def get_meta(con: sa.Connection, key: str) -> str:
    """Return one fact about the file; raises LookupError when it is missing."""
    value = con.execute(sa.select(META.c.value).where(META.c.key == key)).scalar_one_or_none()
    if value is None:
        raise LookupError(key)
    return str(value)


def mark_training(con: sa.Connection) -> None:
    """Say of the file, for good, that it is a copy to learn on."""
    set_meta(con, _TRAINING, "yes")


def is_training(con: sa.Connection) -> bool:
    """Whether the file is a copy to learn on."""
    query = sa.select(META.c.key).where(META.c.key == _TRAINING)
    return con.execute(query).one_or_none() is not None


def _drop(con: sa.Connection) -> None:
    """Drop what other versions derived too, by what the file itself holds."""
    if con.dialect.name == "sqlite":
        con.exec_driver_sql(f"DROP TABLE IF EXISTS {TRIGRAMS}")
    ours = {table.name for table in DERIVED}
    for name in sa.inspect(con).get_table_names():
        if name in ours or name.startswith("row_"):
            sa.Table(name, sa.MetaData()).drop(con)
