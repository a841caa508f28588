"""Opens a plan file with the settings that keep it whole."""

from __future__ import annotations

import os
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path, PurePath
from typing import Any

import sqlalchemy as sa
from orjson import dumps, loads
from sqlcipher3 import dbapi2

from ccmdesk.db.disk_words import FAILING
from ccmdesk.db.place import folder_of
from ccmdesk.db.statements import KEPT
from ccmdesk.model.problem import NoRoom, NotSaved, Problem
from ccmdesk.model.words import N_

APPLICATION_ID = 0x63636D64
"""``ccmd``: marks a plan file among other databases."""

ROOM = 4_096_000
"""Bytes that saving needs at least: 1000 pages wait in the journal before they go to the file."""

_DISK_ERRORS = ("disk I/O error", "vtable constructor failed")
"""The index of words says only that it could not be read."""

_FIRST_AFFECTED = (3, 7, 0)
_FIRST_MENDED = (3, 51, 3)
_MENDED_LINES = {(3, 50): 7, (3, 44): 6}
_SETTINGS = (
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "busy_timeout=5000",
    "cache_size=-2000",  # KiB of each connection for as long as it is open; the driver takes 8000
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
)


class Access(Enum):
    """What a connection may do to the file, as SQLite is told; LOOK is a WRITE that never does."""

    MAKE = "rwc"
    WRITE = "rw"
    LOOK = "rw&cache=private"
    READ = "ro"
    READ_ONLY_MEDIUM = "ro&immutable=1"


def is_wal_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite keeps committed data in WAL mode with two connections.

    3.7.0 to 3.51.2 do not, save 3.50.7 and 3.44.6 onwards of their lines (sqlite.org/wal.html).
    """
    if version < _FIRST_AFFECTED or version >= _FIRST_MENDED:
        return True
    mended = _MENDED_LINES.get((version[0], version[1]))
    return mended is not None and version[2] >= mended


JOURNAL = "WAL" if is_wal_safe(dbapi2.sqlite_version_info) else "TRUNCATE"


def connect(path: Path, key: bytes | None, access: Access) -> Any:
    """Return a driver connection; the file is never made unless *access* says so."""
    address = f"{file_address(path.resolve())}?mode={access.value}"
    con = dbapi2.connect(
        address, uri=True, timeout=5, isolation_level=None, check_same_thread=False
    )
    with _closed_when_refused(con):
        if key is not None:
            con.execute(f"PRAGMA key=\"x'{key.hex()}'\"")  # must be the first statement
            con.execute("PRAGMA cipher_log_level=NONE")  # what is damaged is told in our own words
        for setting in _SETTINGS:
            con.execute(f"PRAGMA {setting}")
        if access is Access.LOOK:
            con.execute("PRAGMA query_only=ON")
    return con


@contextmanager
def _closed_when_refused(con: Any) -> Iterator[None]:
    """Close a connection to what turns out to be no plan: Windows moves no file that is open."""
    try:
        yield
    except BaseException:
        con.close()
        raise


def file_address(path: PurePath) -> str:
    """Return how SQLite is told of a whole path: a server of Windows stands in the path for it."""
    address = path.as_uri()
    if path.drive.startswith("\\\\"):
        return f"file:////{address.removeprefix('file:').lstrip('/')}"
    return address


def reading_access(path: Path) -> Access:
    """Return how to read *path*: a finished copy on a read-only medium needs no side files.

    Elsewhere the side files that reading needs are made, and taken away by whoever closes last: for
    that SQLite wants a connection that could write, so this one is told never to.
    """
    side_file = path.with_name(path.name + "-wal")
    if os.access(path.parent, os.W_OK):
        return Access.LOOK if os.access(path, os.W_OK) else Access.READ
    return Access.READ if side_file.exists() else Access.READ_ONLY_MEDIUM


def open_engine(path: Path, key: bytes | None, access: Access) -> sa.Engine:
    """Return an engine whose writing transactions take the write lock at once.

    While a file is made it keeps a rollback journal with synchronous=EXTRA, since an undone removal
    of the first journal would bring back an empty file; then it is WAL with synchronous=FULL.
    """
    engine = sa.create_engine(
        "sqlite+plan://",
        module=dbapi2,
        creator=lambda: _configured(connect(path, key, access), access),
        poolclass=sa.QueuePool,
        json_serializer=lambda value: dumps(value).decode(),
        json_deserializer=loads,
        execution_options={"compiled_cache": KEPT},
    )
    sa.event.listen(engine, "begin", _begin)
    return engine


def reads_only(engine: sa.Engine) -> sa.Engine:
    """Return the same engine for transactions that never write."""
    return engine.execution_options(reads_only=True)


def _configured(con: Any, access: Access) -> Any:
    with _closed_when_refused(con):
        match access:
            case Access.MAKE:
                con.execute("PRAGMA journal_mode=DELETE")
                con.execute("PRAGMA synchronous=EXTRA")
            case Access.WRITE:
                con.execute(f"PRAGMA journal_mode={JOURNAL}")
                con.execute("PRAGMA synchronous=FULL")
            case Access.READ | Access.READ_ONLY_MEDIUM:
                con.execute("PRAGMA query_only=ON")
            case Access.LOOK:
                pass  # connect() has told it never to write
    return con


def _begin(con: sa.Connection) -> None:
    only_reads = con.get_execution_options().get("reads_only", False)
    con.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")


class Damaged(Problem):
    """A Problem of a file that cannot be read rightly, or is no database at all."""


class Busy(Problem):
    """A Problem of a file that another program is writing."""


class NotForWriting(NotSaved):
    """A NotSaved of a file that may only be read."""


@contextmanager
def explained(path: Path, *, writing: Path | None = None) -> Iterator[None]:
    """Turn a database error that the user can mend into a Problem about *path*.

    When *path* is read and another file is written, *writing* is that one.
    """
    try:
        yield
    except (sa.exc.DBAPIError, dbapi2.Error) as error:
        problem = _problem(str(getattr(error, "orig", error)), path, writing or path)
        if problem is None:
            raise
        raise problem from error
    except OSError as error:
        if error.errno not in FAILING:
            raise
        raise disk_error(writing or path) from error
    except (zlib.error, UnicodeDecodeError) as error:
        # The driver cannot spell even its own message where that quotes a damaged table.
        raise damaged(path) from error


def damaged(path: Path) -> Problem:
    """Return what to say of a plan that cannot be read rightly."""
    return Damaged(
        N_(
            "The plan {name} in {folder} is damaged. Restore the newest backup, or repair the plan:"
            " a new file is made from all that can still be read."
        ),
        name=path.name,
        folder=folder_of(path),
    )


def not_for_writing(written: Path) -> Problem:
    """Return what to say of a plan that may only be read."""
    return NotForWriting(
        N_(
            "The plan {name} in {folder} cannot be opened for writing. Check that the folder is"
            " there and yours to write, or open the plan for reading only."
        ),
        name=written.name,
        folder=str(written.parent),
    )


def disk_error(written: Path) -> Problem:
    """Return what to say when the disk of a plan fails."""
    return NotSaved(
        N_(
            "The disk of {folder} reported an error while {name} was read or written. What was"
            " saved before is kept. Check that the drive is connected and has room, and try"
            " again. If that fails, make a backup to another disk or restore the newest one."
        ),
        name=written.name,
        folder=str(written.parent),
    )


def _not_saved(written: Path) -> Problem:
    return NoRoom(
        N_(
            "There is no room to save the plan {name} in {folder}: it needs at least {needed}"
            " bytes. The last change was not saved; everything before it is. Free some space"
            " and try again."
        ),
        name=written.name,
        folder=str(written.parent),
        needed=ROOM,
    )


def _lacks_room(folder: Path) -> bool:
    """Whether the disk of *folder* is full: SQLite calls it a failing one for a file it shares."""
    try:
        return shutil.disk_usage(folder).free < ROOM
    except OSError:
        return False


def _problem(text: str, path: Path, written: Path) -> Problem | None:
    names = {"name": path.name, "folder": str(path.parent)}
    if "not a database" in text or "hmac check failed" in text:
        return Damaged(
            N_(
                "{name} in {folder} is not a plan, is damaged, or has another passphrase. Check the"
                " file and the passphrase; otherwise restore the newest backup."
            ),
            **names,
        )
    if any(word in text for word in ("malformed", "corrupt", "Could not decode")):
        return damaged(path)
    if any(word in text for word in _DISK_ERRORS):
        return _not_saved(written) if _lacks_room(written.parent) else disk_error(written)
    if "is full" in text:
        return _not_saved(written)
    if "readonly" in text or "unable to open" in text:
        return not_for_writing(written)
    if "locked" in text:
        return Busy(
            N_("The plan {name} is being written by another program. Try again in a moment."),
            **names,
        )
    return None
