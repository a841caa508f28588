"""Makes a new plan file from all that can still be read of a damaged one."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from ccmdesk.db.audit import is_whole
from ccmdesk.db.carving import carve_changes, carve_files, carve_waiting
from ccmdesk.db.engine import Access, connect, explained, reading_access
from ccmdesk.db.files import keep_file
from ccmdesk.db.line import read_line, unpack
from ccmdesk.db.log import apply_lines
from ccmdesk.db.misread import SENSELESS
from ccmdesk.db.opened import Opened
from ccmdesk.db.opening import Making, check_identity, make_file
from ccmdesk.db.rebuild import mark_training
from ccmdesk.db.registers_saved import Registers, keep_registers, read_registers
from ccmdesk.db.tables import REPLICA
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_, Message, counted

_REGISTERS_LOST = N_(
    "The list of packages that were sent and received could not be read whole. What the next"
    " package for an office leaves out may be wrong: pack the whole plan for each of them once."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What could be read of a plan: lines by their id, attached files by their SHA-256.

    *waiting* are lines that waited for others. *unproved* are the ids of rows whose bytes are not
    right, *last* is the number of the last row, and *broken* says that a table could not be read to
    its end.
    """

    lines: Mapping[bytes, bytes] = field(default_factory=dict)
    waiting: Mapping[bytes, bytes] = field(default_factory=dict)
    unproved: AbstractSet[bytes] = frozenset()
    files: Mapping[bytes, bytes] = field(default_factory=dict)
    offices: Mapping[UUID | None, str] = field(default_factory=dict)
    registers: Registers = field(default_factory=Registers)
    replica: UUID | None = None
    training: bool = False
    last: int | None = None
    broken: bool = False


def repair_file(
    path: Path,
    *,
    out: Path,
    new_id: Callable[[], UUID],
    at: dt.datetime,
    key: bytes | None = None,
) -> list[Message]:
    """Write every change of *path* whose bytes are right to a new plan *out*; say how many.

    *path* is only read. Where its tables cannot be followed, its bytes are searched. What is lost
    here may come back with the packages of other offices. Raises Problem when nothing of a plan is
    left in *path*, or *out* is taken.
    """
    read, whole = _read_or_carve(path, key), False

    def fill(opened: Opened) -> None:
        nonlocal whole
        with explained(out), opened.engine.begin() as con:
            _fill(con, read)
            whole = keep_registers(con, read.registers)

    office = read.offices.get(read.replica, "")
    make_file(out, Making(office=office, at=at, new_id=new_id, key=key, fill=fill, key_of=path))
    said = _report(len({**read.lines, **read.waiting}), _lost(read))
    return said if whole else [*said, Message(_REGISTERS_LOST)]


def _read_or_carve(path: Path, key: bytes | None) -> _Read:
    """Return what can be read; raises Problem when that is nothing."""
    try:
        check_identity(path, key)
        with explained(path), closing(connect(path, key, _untouched(path))) as con:
            read = _read_tables(con)
    except Problem:
        if not path.is_file():
            raise
        read = _carved(path, key, _Read(broken=True))
        if not read.lines:
            raise
        return read
    return _carved(path, key, read) if read.broken or read.unproved else read


def _read_tables(con: Any) -> _Read:
    changes, all_read = _rows(con, "SELECT id, body FROM change ORDER BY n")
    waiting, all_wait = _rows(con, "SELECT id, body FROM pending")
    files, all_kept = _rows(con, "SELECT sha256, body FROM file")
    return _Read(
        lines={id_: unpack(body) for id_, body in changes if is_whole(id_, body)},
        waiting={id_: unpack(body) for id_, body in waiting if is_whole(id_, body)},
        unproved={id_ for id_, body in (*changes, *waiting) if not is_whole(id_, body)},
        files={name: body for name, body in files if hashlib.sha256(body).digest() == name},
        offices=_offices(con),
        registers=read_registers(con),
        replica=_replica(con),
        training=_is_training(con),
        last=_last_number(con),
        broken=not (all_read and all_wait and all_kept),
    )


def _carved(path: Path, key: bytes | None, read: _Read) -> _Read:
    """Add what the bytes of the file hold beyond what its tables lead to."""
    with explained(path):
        lines = {id_: unpack(body) for id_, body in carve_changes(path, key)}
        waiting = {id_: unpack(body) for id_, body in carve_waiting(path, key)}
        files = {hashlib.sha256(body).digest(): body for body in carve_files(path, key)}
    lines.update(read.lines)
    waiting.update(read.waiting)
    files.update(read.files)
    in_order = sorted(lines.items(), key=lambda item: read_line(item[1]).hlc)
    return replace(read, lines=dict(in_order), waiting=waiting, files=files)


def _lost(read: _Read) -> int:
    """Return how many changes are missing, as far as those that are there tell."""
    numbers: dict[UUID, set[int]] = {}
    for line in map(read_line, read.lines.values()):
        numbers.setdefault(line.rep, set()).add(line.seq)
    gaps = sum(max(some) - len(some) for some in numbers.values())
    unknown_end = read.broken and read.last != len(read.lines)
    unproved = read.unproved - read.lines.keys() - read.waiting.keys()
    return max(gaps, len(unproved), int(unknown_end))


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


def _fill(con: sa.Connection, read: _Read) -> None:
    apply_lines(con, list(read.lines.values()), orphans=True)
    apply_lines(con, list(read.waiting.values()))
    for replica, office in read.offices.items():
        con.execute(sa.update(REPLICA).where(REPLICA.c.id == replica).values(office=office))
    for body in read.files.values():
        keep_file(con, body)
    if read.training:
        mark_training(con)


def _rows(con: Any, query: str) -> tuple[list[tuple[bytes, bytes]], bool]:
    """Return the rows of two columns of bytes that can be read, and whether these are all."""
    found: list[tuple[bytes, bytes]] = []
    try:
        for name, body in con.execute(query):
            found.append((_bytes(name), _bytes(body)))
    except dbapi2.DatabaseError:
        return found, False
    return found, True


def _bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else b""


def _last_number(con: Any) -> int | None:
    try:
        (last,) = con.execute("SELECT max(n) FROM change").fetchone()
    except dbapi2.DatabaseError:
        return None
    return last or 0


def _replica(con: Any) -> UUID | None:
    try:
        (own,) = con.execute("SELECT value FROM meta WHERE key = 'replica'").fetchone()
        return UUID(own)
    except (dbapi2.DatabaseError, *SENSELESS):
        return None


def _is_training(con: Any) -> bool:
    """Whether it is a copy to learn on; one whose mark cannot be read is taken for a plan."""
    try:
        return con.execute("SELECT 1 FROM meta WHERE key = 'training'").fetchone() is not None
    except dbapi2.DatabaseError:
        return False


def _offices(con: Any) -> dict[UUID | None, str]:
    try:
        rows = con.execute("SELECT id, office FROM replica").fetchall()
        return {UUID(bytes=replica): str(office) for replica, office in rows}
    except (dbapi2.DatabaseError, *SENSELESS):
        return {}
