"""Offices of which some work on a plan on a server, begun anew as those with files are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import sqlalchemy as sa
from db_cases import new_id
from offices_apart import TABLES, Office, Row
from sqlalchemy.dialects import sqlite

from ccmdesk.db.line import NO_CHAIN
from ccmdesk.db.store import Store, open_store
from ccmdesk.db.tables import METADATA, REPLICA
from server_plans import copied_to_server, link_to

_SQLITE = sqlite.dialect()


class ServerOffice(Office):
    """A plan on a server; *blank* is an empty plan in a file, of which it begins as a copy."""

    def __init__(self, blank: Path, server: str) -> None:
        address = copied_to_server(blank, server)
        self.store = open_store(link_to(address, blank.with_name(f"{new_id()}.ccmdesk")))

    def look(self, query: str) -> Iterable[Row]:
        """Return rows in the way SQLite has them."""
        with self.store.opened.reading.connect() as con:
            return [[_as_in_file(cell) for cell in row] for row in con.exec_driver_sql(query)]

    def rows(self, table: str) -> list[Row]:
        """Return a whole table in the way SQLite has it."""
        columns = METADATA.tables[table].c
        kept = [one.type.dialect_impl(_SQLITE).bind_processor(_SQLITE) for one in columns]
        with self.store.opened.reading.connect() as con:
            found = con.execute(sa.select(*columns)).all()
        return [
            [cell if keep is None else keep(cell) for keep, cell in zip(kept, row, strict=True)]
            for row in found
        ]

    def begin_anew(self, past: Office, *, name: str, replica: UUID | None = None) -> None:
        """Hold what *past* holds from now on, and write as *replica*, or as a new one."""
        writer = replica or new_id()
        with past.store.opened.reading.connect() as con, self.store.opened.engine.begin() as there:
            for table in TABLES:
                _hold_the_same(METADATA.tables[table], con, there)
            if there.scalar(sa.select(REPLICA.c.id).where(REPLICA.c.id == writer)) is None:
                row = {"id": writer, "office": name, "seq": 0, "chain": NO_CHAIN, "hlc": ""}
                there.execute(sa.insert(REPLICA), [row])
        self.store = Store(replace(self.store.opened, replica=writer))


def _hold_the_same(table: sa.Table, con: sa.Connection, there: sa.Connection) -> None:
    there.execute(sa.delete(table))
    rows = [dict(row) for row in con.execute(sa.select(table)).mappings()]
    if rows:
        there.execute(sa.insert(table), rows)
    if "n" in table.c:
        last = sa.select(sa.func.coalesce(sa.func.max(table.c.n), 0) + 1).scalar_subquery()
        number = sa.func.pg_get_serial_sequence(table.name, "n")
        there.execute(sa.select(sa.func.setval(number, last, sa.false())))


def _as_in_file(cell: Any) -> Any:
    match cell:
        case UUID():
            return cell.bytes
        case dict() | list():
            return orjson.dumps(cell)
        case memoryview():
            return bytes(cell)
    return cell
