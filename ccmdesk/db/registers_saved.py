"""Carries the registers of packages and receipts over from a damaged plan to a repaired one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from ccmdesk.db.misread import SENSELESS
from ccmdesk.db.packages import read_packages
from ccmdesk.db.receipts import read_receipts
from ccmdesk.db.tables import PACKAGE, RECEIPT

_Reads = Callable[[sa.Connection], Iterator[Any]]
_READ_BY: Mapping[sa.Table, _Reads] = MappingProxyType(
    {PACKAGE: read_packages, RECEIPT: read_receipts}
)
_NO_LINES = MappingProxyType({"seq": 0, "first": 1, "last": 0})
"""Where a package stood in the log of the damaged plan is nowhere in that of the new one."""


@dataclass(frozen=True, slots=True)
class Registers:
    """Rows as they were stored, by their table; *whole* says that these are all there were."""

    rows: Mapping[sa.Table, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    whole: bool = False


def read_registers(con: Any) -> Registers:
    """Return what a driver connection to a plan can still read of them."""
    found = {table: _rows(con, table.name) for table in _READ_BY}
    return Registers(
        {table: rows for table, (rows, _) in found.items()},
        whole=all(whole for _, whole in found.values()),
    )


def keep_registers(con: sa.Connection, found: Registers) -> bool:
    """Write to the new plan what makes sense, and say whether that was all."""
    kept = [
        _is_kept(con, table, {**row, **(_NO_LINES if table is PACKAGE else {})})
        for table, rows in found.rows.items()
        for row in rows
    ]
    return found.whole and all(kept)


def _rows(con: Any, name: str) -> tuple[list[Mapping[str, Any]], bool]:
    found: list[Mapping[str, Any]] = []
    try:
        there = con.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone()
        if there is None:
            return found, True  # a plan of before there was such a register
        cursor = con.execute(f"SELECT * FROM {name}")  # noqa: S608 - our own name of a table  # nosec B608
        names = [column[0] for column in cursor.description]
        found.extend(dict(zip(names, row, strict=True)) for row in cursor)  # up to a damaged one
    except dbapi2.DatabaseError:
        return found, False
    return found, True


def _is_kept(con: sa.Connection, table: sa.Table, row: Mapping[str, Any]) -> bool:
    """Keep one row, unless the table refuses it or nothing can be read from it."""
    names = [column.name for column in table.columns if column.name in row]
    columns, places = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    statement = f"INSERT OR IGNORE INTO {table.name} ({columns}) VALUES ({places})"  # noqa: S608 - our own names  # nosec B608
    if not con.exec_driver_sql(statement, tuple(row[name] for name in names)).rowcount:
        return False
    try:
        list(_READ_BY[table](con))
    except SENSELESS:
        con.exec_driver_sql(f"DELETE FROM {table.name} WHERE rowid = last_insert_rowid()")  # noqa: S608 - our own name  # nosec B608
        return False
    return True
