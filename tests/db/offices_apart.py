"""Plan files of several offices that are begun anew in a moment, to try thousands of histories."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from db_cases import new_id, new_store
from offices_by_definition import Differs, Seen
from orjson import loads

from ccmdesk.db.engine import Access, connect
from ccmdesk.db.line import NO_CHAIN, ChangeId, Line, change_id, read_line, unpack
from ccmdesk.db.store import Store
from ccmdesk.db.tables import TRIGRAMS

AREA, RELEASE = "hazardous_area", "land_release"

_MEMORY = Path("/dev/shm")  # noqa: S108 - only speed depends on it
_ROWS = {AREA: ("code", "priority", "name", "remark"), RELEASE: ("area", "year")}
TABLES = (
    *("change", "pending", "package", "replica", "step", "conflict", "words"),
    *(f"row_{kind}" for kind in _ROWS),
)
_TRIGRAMS_ANEW = (
    f"INSERT INTO {TRIGRAMS}({TRIGRAMS}) VALUES('delete-all')",
    f"INSERT INTO {TRIGRAMS}(rowid, folded) SELECT n, folded FROM words",  # noqa: S608
)
Row = Sequence[Any]
_REPLICA = "INSERT OR IGNORE INTO replica (id, office, seq, chain, hlc) VALUES (?, ?, ?, ?, ?)"


class Office:
    """The file of an office, and a connection of the test's own that only looks into it."""

    def __init__(self, path: Path) -> None:
        self.store = new_store(path, office="")
        self._writing = connect(path, None, Access.WRITE)
        self._looking = connect(path, None, Access.LOOK)

    def look(self, query: str) -> Iterable[Row]:
        """Return rows in the way SQLite has them."""
        rows: Iterable[Row] = self._looking.execute(query)
        return rows

    def rows(self, table: str) -> list[Row]:
        """Return a whole table."""
        return list(self.look(f"SELECT * FROM {table}"))  # noqa: S608 - a name from here

    def begin_anew(self, past: Office, *, name: str, replica: UUID | None = None) -> None:
        """Hold what *past* holds from now on, and write as *replica*, or as a new one."""
        writer = replica or new_id()
        self._writing.execute("BEGIN IMMEDIATE")
        for table in TABLES:
            rows = past.rows(table)
            self._writing.execute(f"DELETE FROM {table}")  # noqa: S608
            if rows:
                places = ", ".join("?" * len(rows[0]))
                self._writing.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608
        for statement in _TRIGRAMS_ANEW:
            self._writing.execute(statement)
        self._writing.execute(_REPLICA, (writer.bytes, name, 0, NO_CHAIN, ""))
        self._writing.execute("UPDATE meta SET value = ? WHERE key = 'replica'", (str(writer),))
        self._writing.execute("COMMIT")
        self.store = Store(replace(self.store.opened, replica=writer))

    def lines(self) -> list[bytes]:
        """Return the lines of the log, parents before children."""
        return self._bodies("SELECT body FROM change ORDER BY n")

    def every_line(self) -> set[bytes]:
        """Return all lines that the file holds, those that wait too."""
        return {*self.lines(), *self._bodies("SELECT body FROM pending")}

    def _bodies(self, query: str) -> list[bytes]:
        return [_unpacked(body) for (body,) in self.look(query)]

    def shown(self) -> dict[UUID, Seen]:
        """Return each record as the tables show it."""
        disputes: dict[UUID, set[Differs]] = {}
        query = "SELECT rec, field, winner, loser FROM conflict"
        for record, field, winner, loser in self.look(query):
            disputes.setdefault(UUID(bytes=record), set()).add((field, winner, loser))
        return {
            record: (values, deleted, disputes.get(record, set()))
            for kind in _ROWS
            for record, values, deleted in self._rows(kind)
        }

    def _rows(self, kind: str) -> Iterator[tuple[UUID, dict[str, Any], bool]]:
        names = _ROWS[kind]
        query = f"SELECT id, _deleted, _notes, {', '.join(names)} FROM row_{kind}"  # noqa: S608
        for record, deleted, notes, *cells in self.look(query):
            values = dict(
                pair
                for name, cell in zip(names, cells, strict=True)
                for pair in _values(name, cell)
            )
            filled = {name: value for name, value in values.items() if value is not None}
            yield UUID(bytes=record), {**filled, **loads(notes or "{}")}, bool(deleted)


def _values(name: str, cell: Any) -> Iterator[tuple[str, Any]]:
    """Yield what a cell says by its keys: a name has one for each language."""
    if name == "name":
        yield from ((f"{name}@{language}", text) for language, text in loads(cell or "{}").items())
    else:
        yield name, str(UUID(bytes=cell)) if isinstance(cell, bytes) else cell


def offices(count: int) -> list[Office]:
    """Return *count* offices with new files, in memory where the machine has such a folder."""
    folder = Path(tempfile.mkdtemp(dir=_MEMORY if _MEMORY.is_dir() else None))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return [Office(folder / f"{number}.ccmdesk") for number in range(count)]


@lru_cache(4096)
def named(raw: bytes) -> tuple[ChangeId, Line]:
    """Return a line with the name of its change; every office has the same bytes."""
    return change_id(raw), read_line(raw)


@lru_cache(4096)
def _unpacked(body: bytes) -> bytes:
    return unpack(body)
