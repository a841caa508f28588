"""Makes a plan file and opens one: place, lock, identity, version, update."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.atomic_file import drop_second_names
from ccmdesk.db.before_update import keep_before_update
from ccmdesk.db.cut_off import remove_cut_off
from ccmdesk.db.engine import (
    APPLICATION_ID,
    Access,
    connect,
    disk_error,
    explained,
    not_for_writing,
    open_engine,
    reading_access,
    reads_only,
)
from ccmdesk.db.key_beside import ASK, is_encrypted
from ccmdesk.db.line import NO_CHAIN
from ccmdesk.db.lock import Lock, take_lock
from ccmdesk.db.migrate import check_version, create_tables, is_current, update
from ccmdesk.db.misread import misread
from ccmdesk.db.opened import Opened
from ccmdesk.db.place import check_place, folder_of, refuse_taken
from ccmdesk.db.putting import Coming, put_plan
from ccmdesk.db.rebuild import get_meta, is_training, set_meta
from ccmdesk.db.tables import REPLICA
from ccmdesk.db.whereabouts import Reached, Whereabouts, reached_by
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """A new file: for which office, made when (UTC), and where its replica id comes from.

    *fill* writes what the file begins with; until that is done it has no name. With *key_of* the
    key file of that plan goes with it.
    """

    office: str
    at: dt.datetime
    new_id: Callable[[], UUID]
    key: bytes | None = None
    fill: Callable[[Opened], object] | None = None
    key_of: Path | None = None


def make_file(path: Path, ask: Making) -> None:
    """Make a new plan file, whole or not at all.

    Raises Problem when *path* is taken or is no place for one; what fills it may raise too.
    """
    check_place(path)
    refuse_taken(path)

    def make(part: Path) -> None:
        replica = ask.new_id()
        engine = open_engine(part, ask.key, Access.MAKE)
        try:
            with explained(path), engine.begin() as con:
                con.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
                create_tables(con)
                set_meta(con, "made_at", ask.at.astimezone(dt.UTC).isoformat())
                name_replica(con, replica, ask.office)
        finally:
            engine.dispose()
        if ask.fill is not None:
            with _unnamed(part, replica, path, ask.key) as opened:
                ask.fill(opened)
                _leave_no_journal(opened)

    def check(part: Path) -> None:
        check_identity(part, ask.key, name=path)

    put_plan(path, Coming(make=make, check=check, key_of=ask.key_of))


@contextmanager
def _unnamed(part: Path, replica: UUID, path: Path, key: bytes | None) -> Iterator[Opened]:
    """Yield the plan in *part*, which will be *path*, for writing; nobody else knows of it."""
    engine = open_engine(part, key, Access.WRITE)
    try:
        yield Opened(
            path=path,
            replica=replica,
            key=key,
            engine=engine,
            reading=reads_only(engine),
            explained=partial(misread, path, engine),
            hold=None,
            reads_only=False,
            training=False,
        )
    finally:
        engine.dispose()


def _leave_no_journal(opened: Opened) -> None:
    """Write to the file itself what waits in the journal beside it, which gets no name.

    Closing would do that too, and say nothing where there is no room for it.
    """
    with opened.explained():
        con = opened.engine.raw_connection()
        try:
            busy, *_ = con.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            con.close()
    if busy:
        raise disk_error(opened.path)


def name_replica(con: sa.Connection, replica: UUID, office: str) -> None:
    """Make *replica* the one that writes to this file."""
    row = {"id": replica, "office": office, "seq": 0, "chain": NO_CHAIN, "hlc": ""}
    con.execute(sa.insert(REPLICA), [row])
    set_meta(con, "replica", str(replica))


def open_file(path: Path, key: bytes | None, *, for_reading: bool) -> Opened:
    """Open a plan file, updating it first when an earlier version made it.

    Raises Problem when it is missing, damaged, no plan, from a later version, in use, in a place
    where it can be damaged, or has another key. Nothing is ever made in its stead.
    """
    check_place(path)
    require_file(path)
    with explained(path):
        if key is None and is_encrypted(path):
            raise Problem(ASK, name=path.name)
    if for_reading:
        require_closed(path)
    lock = None if for_reading else take_lock(path)
    try:
        if lock is not None:
            remove_cut_off(path.parent)
            _require_right(path)
            drop_second_names(path)
        return _open(path, key, lock)
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def require_file(path: Path) -> None:
    """Raise Problem where there is no file *path*."""
    if not path.is_file():
        raise Problem(
            N_(
                "There is no plan {name} in {folder}. If it was moved, open it where it is now;"
                " if it was lost, restore a backup."
            ),
            name=path.name,
            folder=folder_of(path),
        )


def find_again(opened: Opened, state: Reached | None) -> Opened | None:
    """Open a plan anew whose drive was put back and is another device now.

    None where its file is still there or nowhere, cannot be opened, or is not in the *state* that
    it was left in.
    """
    if opened.where is None or not opened.where.has_come_back():
        return None
    with suppress(Problem, OSError):
        if _state_at(opened) == state:
            # What closes late takes the journal away by its name, which would be the new one's.
            opened.engine.dispose()
            return open_file(opened.path, opened.key, for_reading=False)
    return None


def _state_at(opened: Opened) -> Reached | None:
    """Return the state of the file at the path of *opened* now; None for that of another copy."""
    there = open_file(opened.path, opened.key, for_reading=True)
    try:
        with there.explained(), there.reading.connect() as con:
            return reached_by(con, opened.replica) if there.replica == opened.replica else None
    finally:
        there.engine.dispose()


def _require_right(path: Path) -> None:
    if not os.access(path, os.W_OK):
        raise not_for_writing(path)


def require_closed(path: Path) -> None:
    """Raise Problem for a plan that was cut off, where the journal beside it cannot be used."""
    wal, shm = (path.with_name(path.name + ending) for ending in ("-wal", "-shm"))
    if wal.exists() and not shm.exists() and not os.access(path.parent, os.W_OK):
        raise Problem(
            N_(
                "The plan {name} in {folder} was not closed before its drive was taken out, and can"
                " only be read there. Copy {name} and {journal} together to a folder of your own,"
                " and open the plan in it."
            ),
            name=path.name,
            folder=folder_of(path),
            journal=wal.name,
        )


def check_identity(path: Path, key: bytes | None, *, name: Path | None = None) -> None:
    """Raise Problem unless *path* is a plan file that *key* opens; *name* is what to call it."""
    called = name or path
    with explained(called):
        con = connect(path, key, reading_access(path))
        try:
            (found,) = con.execute("PRAGMA application_id").fetchone()
            con.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            con.close()
    if found != APPLICATION_ID:
        raise Problem(
            N_(
                "{name} in {folder} is not a plan, or nothing is left of it. Choose another file,"
                " or restore the newest backup."
            ),
            name=called.name,
            folder=folder_of(called),
        )


def _open(path: Path, key: bytes | None, lock: Lock | None) -> Opened:
    check_identity(path, key)
    access = Access.WRITE if lock is not None else reading_access(path)
    engine = open_engine(path, key, access)
    try:
        where = Whereabouts.of(path)
        with misread(path, engine):
            with reads_only(engine).connect() as con:
                check_version(con, path)
                current = is_current(con)
            if not current:
                _update(path, engine, key, writes=lock is not None)
            with reads_only(engine).connect() as con:
                replica = UUID(get_meta(con, "replica"))
                training = is_training(con)
    except BaseException:
        engine.dispose()
        raise
    return Opened(
        path=path,
        replica=replica,
        key=key,
        engine=engine,
        reading=reads_only(engine),
        explained=partial(misread, path, engine),
        hold=lock,
        reads_only=lock is None,
        training=training,
        check=where.require,
        where=where,
    )


def _update(path: Path, engine: sa.Engine, key: bytes | None, *, writes: bool) -> None:
    if not writes:
        raise Problem(
            N_(
                "The plan {name} was made with an earlier version of this program and must be"
                " brought up to date first. Open it for writing once; where that cannot be done,"
                " restore it into a folder of your own, as a backup is restored."
            ),
            name=path.name,
        )
    keep_before_update(path, key)
    with engine.begin() as con:
        update(con)
