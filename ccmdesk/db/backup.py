"""Makes backups, and restores one as a plan that writes under a new replica id."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.contained import Former, former_at, reading
from ccmdesk.db.copying import check_copy, copy_pages, copy_plan
from ccmdesk.db.engine import Access, open_engine
from ccmdesk.db.history import now
from ccmdesk.db.key_beside import is_of_another_key
from ccmdesk.db.lock import refuse_in_use, take_lock
from ccmdesk.db.migrate import check_version, is_current
from ccmdesk.db.misread import misread
from ccmdesk.db.opening import check_identity, name_replica, require_closed, require_file
from ccmdesk.db.place import (
    check_place,
    folder_of,
    is_a_plan,
    no_right,
    refuse_link,
    refuse_taken,
)
from ccmdesk.db.putting import Coming, put_plan
from ccmdesk.db.rebuild import get_meta, rebuild_tables, set_meta
from ccmdesk.db.server.copying import copy_to_file
from ccmdesk.db.store import Store
from ccmdesk.db.tables import REPLICA
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Restoring:
    """How to restore: the key of the backup, and whether an older state is wanted knowingly."""

    key: bytes | None = None
    over_newer: bool = False


_PLAINLY = Restoring()


def write_backup(store: Store, to: Path) -> Path | None:
    """Write a checked copy of the plan, with the same key, to *to*; an older copy is replaced.

    Return where what was at *to* is now when it could not be compared. The copy of a plan on a
    server is a file like any other. Raises Problem when there is no room, the plan or the copy
    turns out to be damaged, or *to* is in use, is the plan itself, leads to a server or has what
    the copy lacks.
    """
    sets_aside = _gives_way(store, to)
    if store.is_shared:
        return copy_to_file(store.opened, to, sets_aside=sets_aside)
    return copy_plan(store.path, to, store.opened.key, sets_aside=sets_aside)


def _gives_way(store: Store, to: Path) -> bool:
    """Whether what is at *to* has to be set aside for a copy; raises Problem when it may not go."""
    _refuse_unfit(to)
    if not store.is_shared and to.exists() and to.samefile(store.path):
        raise is_a_plan(to)
    refuse_in_use(to)
    with store.opened.explained():
        former = former_at(to, store.opened.reading, store.opened.key)
    if former is Former.NEWER:
        raise Problem(
            N_(
                "The plan {name} in {folder} has changes that this copy lacks. Nothing was changed."
                " Write the copy under another name."
            ),
            name=to.name,
            folder=folder_of(to),
        )
    return former is Former.UNKNOWN


def _refuse_unfit(place: Path) -> None:
    refuse_link(place)
    if place.exists() and not place.is_file():
        refuse_taken(place)


def holds_all(store: Store, copy: Path) -> bool:
    """Whether the backup *copy* has every change that the open plan has; raises Problem."""
    kept = _reached(copy, store.opened.key)
    return all(kept.get(replica, 0) >= seq for replica, seq in store.now().reached.items())


def restore_backup(
    copy: Path,
    *,
    out: Path,
    new_id: Callable[[], UUID],
    at: dt.datetime,
    how: Restoring = _PLAINLY,
) -> Path | None:
    """Restore *copy* to *out*; return where the plan that was there before is now, if any was.

    A plan that is at *out* is renamed, never lost. The restored plan writes under a new replica id,
    so that it can take in again what other offices have of its former self. Raises Problem when the
    backup is damaged, or the plan at *out* is in use, or has changes that the backup lacks or may
    have them, and where *out* leads to a server.
    """
    check_place(out)
    _refuse_unfit(out)
    _require_sound(copy, how.key)
    lock = take_lock(out)
    try:
        if out.exists() and not how.over_newer:
            _refuse_newer(copy, out, how.key)

        def make(part: Path) -> None:
            copy_pages(copy, part, how.key, called=out)
            with _writing(part, how.key, called=out) as con:
                check_version(con, out)
                _make_tables_anew(con)
                _make_own(con, new_id(), at)

        return put_plan(
            out,
            Coming(
                make=make,
                check=lambda part: check_copy(part, how.key, name=out),
                key_of=copy,
                sets_aside=True,
            ),
        )
    finally:
        lock.release()


def _require_sound(copy: Path, key: bytes | None) -> None:
    """Raise Problem unless the backup *copy* is there, can be read and is whole."""
    try:
        require_file(copy)
        if not os.access(copy, os.R_OK):
            raise no_right(copy)
        require_closed(copy)
        check_identity(copy, key)
        check_copy(copy, key, name=copy)
    except PermissionError as error:
        raise no_right(copy) from error


@contextmanager
def _writing(part: Path, key: bytes | None, *, called: Path) -> Iterator[sa.Connection]:
    """Yield a transaction on *part*, which will be *called* so."""
    engine = open_engine(part, key, Access.MAKE)
    try:
        with misread(called, engine), engine.begin() as con:
            yield con
    finally:
        engine.dispose()


def _make_tables_anew(con: sa.Connection) -> None:
    """Let the history decide what is shown: a bit that turned over in a row is not restored.

    A plan of an earlier version gets new tables when it is opened first.
    """
    if is_current(con):
        rebuild_tables(con)
    else:
        set_meta(con, "derived", "")


def _make_own(con: sa.Connection, replica: UUID, at: dt.datetime) -> None:
    former = UUID(get_meta(con, "replica"))
    office = con.execute(sa.select(REPLICA.c.office).where(REPLICA.c.id == former)).scalar()
    name_replica(con, replica, office or "")
    set_meta(con, "restored_at", at.astimezone(dt.UTC).isoformat())


def _refuse_newer(copy: Path, out: Path, key: bytes | None) -> None:
    """Raise Problem when the plan that is there has, or may have, what the backup lacks."""
    with reading(copy, key) as coming:
        former = former_at(out, coming, key)
    if former is Former.UNKNOWN and is_of_another_key(out, key):
        raise Problem(
            N_(
                "The plan {name} in {folder} is encrypted, and the key of the backup does not open"
                " it, so that it cannot be compared. Restore the backup under another name, or say"
                " that the older state is wanted (--older on the command line)."
            ),
            name=out.name,
            folder=folder_of(out),
        )
    if former is Former.NEWER:
        raise Problem(
            N_(
                "The plan {name} in {folder} has changes that the backup of it lacks. Restore the"
                " backup under another name, or say that the older state is wanted (--older on the"
                " command line)."
            ),
            name=out.name,
            folder=folder_of(out),
        )


def _reached(path: Path, key: bytes | None) -> dict[UUID, int]:
    with reading(path, key) as engine, engine.connect() as con:
        return dict(now(con).reached)
