"""Copies an open plan file into a single file that travels, checked before it gets its name."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from ccmdesk.db.audit import log_findings
from ccmdesk.db.disk_words import no_room
from ccmdesk.db.engine import (
    Access,
    connect,
    damaged,
    explained,
    open_engine,
    reading_access,
    reads_only,
)
from ccmdesk.db.migrate import check_version
from ccmdesk.db.misread import SENSELESS
from ccmdesk.db.putting import Coming, put_plan
from ccmdesk.model.problem import NoRoom


def copy_plan(path: Path, to: Path, key: bytes | None, *, sets_aside: bool = False) -> Path | None:
    """Write the saved state of the plan *path*, open or not, to *to*, with the same key.

    The copy opens from a read-only medium. It is checked, page by page and change by change, before
    it takes its place; raises Problem when that fails or there is no room. With *sets_aside* what
    was at *to* is kept, and where it is now is returned.
    """

    def make(part: Path) -> None:
        copy_pages(path, part, key, called=to)

    def check(part: Path) -> None:
        with explained(to), closing(connect(part, key, Access.WRITE)) as con:
            con.execute("PRAGMA journal_mode=DELETE")
        check_copy(part, key, name=to)

    return put_plan(to, Coming(make=make, check=check, key_of=path, sets_aside=sets_aside))


def copy_pages(path: Path, part: Path, key: bytes | None, *, called: Path) -> None:
    """Write the pages of *path* to the empty file *part*, which will be *called* so."""
    try:
        with (
            explained(path, writing=called),
            closing(connect(path, key, reading_access(path))) as con,
        ):
            con.execute("PRAGMA query_only=OFF")  # the copy counts as writing, *path* stays so
            con.execute("VACUUM INTO ?", (str(part),))
    except NoRoom as problem:
        raise no_room(called, needed=path.stat().st_size) from problem


def check_copy(path: Path, key: bytes | None, *, name: Path) -> None:
    """Raise Problem unless every page and every change of a finished copy is right.

    One of a later version is told as that.
    """
    engine = open_engine(path, key, reading_access(path))
    try:
        with explained(name), reads_only(engine).connect() as con:
            check_version(con, name)
            if log_findings(con):
                raise damaged(name)
    except SENSELESS as error:
        raise damaged(name) from error
    finally:
        engine.dispose()
