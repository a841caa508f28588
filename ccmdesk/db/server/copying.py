"""Copies a plan between a file and a server, with its whole history."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.copying import check_copy
from ccmdesk.db.document import Watch, go_on
from ccmdesk.db.engine import APPLICATION_ID, Access, explained, open_engine
from ccmdesk.db.migrate import create_tables
from ccmdesk.db.opened import Opened
from ccmdesk.db.opening import name_replica
from ccmdesk.db.place import check_place
from ccmdesk.db.plan_hash import plan_hash
from ccmdesk.db.putting import Coming, put_plan
from ccmdesk.db.rebuild import get_meta, rebuild_tables, set_meta
from ccmdesk.db.server.opening import Server, make_tables
from ccmdesk.db.server.seats import OFFICE
from ccmdesk.db.tables import CHANGE, FILE, META, PACKAGE, PENDING, RECEIPT, REPLICA
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

_COPIED = (CHANGE, PENDING, REPLICA, PACKAGE, RECEIPT, FILE)
_AT_ONCE = 500
_MADE_AT = "made_at"
_OF_THE_COPY = frozenset({"replica", OFFICE, "derived", "records", "needs"})
"""Facts that each copy has of its own."""


def copy_to_server(source: Opened, server: Server, *, watch: Watch = go_on) -> None:
    """Copy the open plan *source* to the empty database of *server*, in one transaction.

    Raises Problem when there is a plan already, or the copy is not the same; *watch* is called
    meanwhile, and stops it by raising. Nothing is left then.
    """
    with (
        source.explained(),
        source.reading.connect() as con,
        server.explained(),
        server.engine.begin() as there,
    ):
        office = con.scalar(sa.select(REPLICA.c.office).where(REPLICA.c.id == source.replica))
        make_tables(there, office or "", get_meta(con, _MADE_AT))
        _copy(con, there, watch)
        _count_on(there)
        _require_same(con, there)


def copy_to_file(
    source: Opened, to: Path, *, watch: Watch = go_on, sets_aside: bool = False
) -> Path | None:
    """Copy the plan on a server to the file *to*, which writes as a replica of its own.

    A file that is there already is replaced once the copy was checked; with *sets_aside* it is
    kept, and where it is now is returned. *watch* stops the copying by raising. Raises Problem when
    there is no room.
    """
    check_place(to)

    def make(part: Path) -> None:
        engine = open_engine(part, None, Access.MAKE)
        try:
            with (
                source.explained(),
                source.reading.connect() as con,
                explained(to),
                engine.begin() as there,
            ):
                there.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
                create_tables(there)
                set_meta(there, _MADE_AT, get_meta(con, _MADE_AT))
                _copy(con, there, watch)
                name_replica(there, _new_replica(con), get_meta(con, OFFICE))
                _require_same(con, there)
        finally:
            engine.dispose()

    coming = Coming(
        make=make, check=lambda part: check_copy(part, None, name=to), sets_aside=sets_aside
    )
    return put_plan(to, coming)


def _copy(con: sa.Connection, there: sa.Connection, watch: Callable[[], object]) -> None:
    for table in _COPIED:
        for rows in _rows(con, table):
            watch()
            there.execute(sa.insert(table), rows)
    facts = con.execute(sa.select(META.c.key, META.c.value)).all()
    known = set(there.scalars(sa.select(META.c.key)))
    for key, value in facts:
        if key not in _OF_THE_COPY | known:
            set_meta(there, key, value)
    rebuild_tables(there, watch=watch)


def _rows(con: sa.Connection, table: sa.Table) -> Iterator[list[dict[str, Any]]]:
    some = 1 if table is FILE else _AT_ONCE  # an attached file can be large
    query = sa.select(table).order_by(*table.primary_key)
    found = con.execute(query.execution_options(yield_per=some))
    for part in found.mappings().partitions(some):
        yield [dict(row) for row in part]


def _count_on(con: sa.Connection) -> None:
    """Let the next change have the number after the last one that was copied."""
    last = sa.select(sa.func.coalesce(sa.func.max(CHANGE.c.n), 0) + 1).scalar_subquery()
    name = sa.func.pg_get_serial_sequence(CHANGE.name, CHANGE.c.n.name)
    con.execute(sa.select(sa.func.setval(name, last, sa.false())))


def _new_replica(con: sa.Connection) -> UUID:
    made: UUID = con.execute(sa.select(sa.func.gen_random_uuid())).scalar_one()
    return made


def _require_same(con: sa.Connection, there: sa.Connection) -> None:
    if plan_hash(con) != plan_hash(there):
        raise Problem(
            N_(
                "The copy of the plan is not the same as the plan, so it was not kept. Check the"
                " plan for damage, then try again."
            )
        )
