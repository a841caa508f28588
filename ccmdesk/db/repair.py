"""Makes a new plan file from all that can still be read of a damaged one."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from ccmdesk.db.audit import is_whole
from ccmdesk.db.engine import Access, connect, explained, open_engine, reading_access
from ccmdesk.db.files import keep_file
from ccmdesk.db.key_beside import copy_key_file
from ccmdesk.db.line import unpack
from ccmdesk.db.log import apply_lines
from ccmdesk.db.opening import Making, check_identity, make_file
from ccmdesk.db.rebuild import mark_training
from ccmdesk.db.tables import REPLICA
from ccmdesk.model.words import Message, counted

_AT_ONCE = 100
_PATIENCE = 2_000
"""How many numbers in a row may be unreadable when the last one is not known."""


def repair_file(
    path: Path,
    *,
    out: Path,
    new_id: Callable[[], UUID],
    at: dt.datetime,
    key: bytes | None = None,
) -> list[Message]:
    """Write every change of *path* whose bytes are right to a new plan *out*; say how many.

    *path* is only read. What is lost here may come back with the packages of other offices. Raises
    Problem when *path* is so broken that it is no plan at all, or *out* is taken.
    """
    check_identity(path, key)
    with explained(path), closing(connect(path, key, _untouched(path))) as con:
        found = list(_changes(con))
        offices = _offices(con)
        office = offices.get(_replica(con), "")
        files = list(_files(con))
        training = _is_training(con)
    lines = [unpack(body) for change, body in found if is_whole(change, body)]
    make_file(out, Making(office=office, at=at, new_id=new_id, key=key))
    copy_key_file(path, out)
    _fill(out, key, lines, offices)
    _keep_files(out, key, files)
    if training:
        _mark_training(out, key)
    return _report(len(lines), len(found) - len(lines))


def _untouched(path: Path) -> Access:
    """Return how to read a damaged file: closing it must not write what its journal holds."""
    return Access.READ if reading_access(path) is Access.LOOK else reading_access(path)


def _report(kept: int, lost: int) -> list[Message]:
    said = [counted("{n} change was saved.", "{n} changes were saved.", kept)]
    if lost:
        said.append(
            counted(
                "{n} change or more could not be read. Receive the packages of others again.",
                "{n} changes or more could not be read. Receive the packages of others again.",
                lost,
            )
        )
    return said


def _fill(
    to: Path, key: bytes | None, lines: list[bytes], offices: Mapping[UUID | None, str]
) -> None:
    engine = open_engine(to, key, Access.WRITE)
    try:
        with explained(to), engine.begin() as con:
            apply_lines(con, lines, orphans=True)
            for replica, office in offices.items():
                con.execute(sa.update(REPLICA).where(REPLICA.c.id == replica).values(office=office))
    finally:
        engine.dispose()


def _keep_files(to: Path, key: bytes | None, files: list[bytes]) -> None:
    engine = open_engine(to, key, Access.WRITE)
    try:
        with explained(to), engine.begin() as con:
            for body in files:
                keep_file(con, body)
    finally:
        engine.dispose()


def _mark_training(to: Path, key: bytes | None) -> None:
    engine = open_engine(to, key, Access.WRITE)
    try:
        with explained(to), engine.begin() as con:
            mark_training(con)
    finally:
        engine.dispose()


def _files(con: Any) -> Iterator[bytes]:
    """Yield the attached files that can be read whole."""
    try:
        names = [name for (name,) in con.execute("SELECT sha256 FROM file").fetchall()]
    except dbapi2.DatabaseError:
        return
    for name in names:
        try:
            (body,) = con.execute("SELECT body FROM file WHERE sha256 = ?", (name,)).fetchone()
        except dbapi2.DatabaseError:
            continue
        if hashlib.sha256(body).digest() == name:
            yield body


def _changes(con: Any) -> Iterator[tuple[bytes, bytes]]:
    """Yield (id, body) of every change that can be read; an unreadable one has empty bytes."""
    last = _last_number(con)
    number, unreadable = 0, 0
    while number < last if last is not None else unreadable < _PATIENCE:
        rows = _read(con, "n > ? ORDER BY n LIMIT ?", (number, _AT_ONCE))
        if rows:
            yield from ((change, body) for _, change, body in rows)
            number, unreadable = rows[-1][0], 0
            continue
        if rows is not None:
            return
        number, unreadable = number + 1, unreadable + 1
        one = _read(con, "n = ?", (number,))
        if one is None:
            yield b"", b""
        for _, change, body in one or ():
            unreadable = 0
            yield change, body


def _last_number(con: Any) -> int | None:
    try:
        (last,) = con.execute("SELECT max(n) FROM change").fetchone()
    except dbapi2.DatabaseError:
        return None
    return last or 0


def _read(con: Any, where: str, values: tuple[int, ...]) -> list[tuple[int, bytes, bytes]] | None:
    """Return the rows, or None when the pages they are on cannot be read."""
    try:
        found = con.execute(f"SELECT n, id, body FROM change WHERE {where}", values).fetchall()  # noqa: S608 - two fixed conditions
    except dbapi2.DatabaseError:
        return None
    return [(n, _bytes(change), _bytes(body)) for n, change, body in found]


def _bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else b""


def _replica(con: Any) -> UUID | None:
    try:
        (own,) = con.execute("SELECT value FROM meta WHERE key = 'replica'").fetchone()
    except (dbapi2.DatabaseError, TypeError):
        return None
    return UUID(own)


def _is_training(con: Any) -> bool:
    """Whether it is a copy to learn on; one whose mark cannot be read is taken for a plan."""
    try:
        return con.execute("SELECT 1 FROM meta WHERE key = 'training'").fetchone() is not None
    except dbapi2.DatabaseError:
        return False


def _offices(con: Any) -> dict[UUID | None, str]:
    try:
        rows = con.execute("SELECT id, office FROM replica").fetchall()
    except dbapi2.DatabaseError:
        return {}
    return {UUID(bytes=replica): office for replica, office in rows if len(replica) == 16}
