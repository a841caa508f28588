"""Keeps a copy of a plan beside it before a version changes the file; one for equal content."""

from __future__ import annotations

import glob
import itertools
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from ccmdesk.db.beside import first_there
from ccmdesk.db.copying import check_copy, copy_plan
from ccmdesk.db.engine import connect, reading_access
from ccmdesk.db.key_beside import key_file
from ccmdesk.db.migrate import HEAD
from ccmdesk.db.misread import SENSELESS
from ccmdesk.db.tables import DERIVED, META, TRIGRAMS
from ccmdesk.model.problem import Problem

_NO_COPY = (Problem, OSError, dbapi2.Error, *SENSELESS)
"""What comes out where a file is no whole copy."""


def keep_before_update(path: Path, key: bytes | None) -> None:
    """Copy the plan *path*, unless the newest such copy is whole and holds the same.

    Going back and forth between versions that only derive other tables would leave a copy each
    time. None is ever taken away. Raises Problem when there is no room, or the plan is damaged.
    """
    newest = _newest(path)
    if newest is None or not _is_copy(newest, path, key):
        copy_plan(path, _free_name(path), key)


def _newest(path: Path) -> Path | None:
    kept = path.parent.glob(f"{glob.escape(path.stem)}.before-{HEAD}*{glob.escape(path.suffix)}")
    return max(kept, key=lambda copy: copy.stat().st_mtime, default=None)


def _free_name(path: Path) -> Path:
    """Return a name for the copy: plan.before-0001.ccmdesk."""
    names = (
        path.with_name(f"{path.stem}.before-{HEAD}{'' if n == 0 else f'-{n}'}{path.suffix}")
        for n in itertools.count()
    )
    return next(name for name in names if first_there(name) is None)


def _is_copy(copy: Path, path: Path, key: bytes | None) -> bool:
    """Whether *copy* is whole, opens with the passphrase of the plan and holds what that holds."""
    try:
        if _key_beside(copy) != _key_beside(path):
            return False
        check_copy(copy, key, name=copy)
        with (
            closing(connect(copy, key, reading_access(copy))) as there,
            closing(connect(path, key, reading_access(path))) as here,
        ):
            both = itertools.zip_longest(_holds(there), _holds(here))
            return all(one == other for one, other in both)
    except _NO_COPY:
        return False


def _key_beside(plan: Path) -> bytes:
    file = key_file(plan)
    return file.read_bytes() if file.exists() else b""


def _holds(con: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a plan, but for what is derived from its log, each after its columns."""
    own = {table.name for table in DERIVED}
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name"
    for name, made_so in con.execute(query).fetchall():
        if name not in own and not name.startswith(("sqlite_", "row_", TRIGRAMS)):
            yield name, made_so
            yield from _rows(con, name)


def _rows(con: Any, name: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table in the order of its key."""
    columns = con.execute("SELECT name, pk FROM pragma_table_info(?)", (name,)).fetchall()
    keys = [column for column, place in sorted(columns, key=lambda one: one[1]) if place]
    order = ", ".join(f'"{column}"' for column in keys or [column for column, _ in columns])
    rows = con.execute(f'SELECT * FROM "{name}" ORDER BY {order}')  # noqa: S608 - its own names # nosec B608
    yield from (row for row in rows if name != META.name or row[0] != "derived")
