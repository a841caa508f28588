"""Makes backups, and restores one as a plan that writes under a new replica id."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.atomic_file import put_file, set_aside
from ccmdesk.db.beside import SIDE_FILES, first_there
from ccmdesk.db.copying import check_copy, copy_pages, copy_plan
from ccmdesk.db.engine import Access, explained, open_engine, reading_access, reads_only
from ccmdesk.db.history import now
from ccmdesk.db.key_beside import copy_key_file
from ccmdesk.db.lock import take_lock
from ccmdesk.db.migrate import check_version
from ccmdesk.db.misread import misread
from ccmdesk.db.opening import check_identity, name_replica
from ccmdesk.db.place import check_place, folder_of
from ccmdesk.db.rebuild import get_meta, set_meta
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


def write_backup(store: Store, to: Path) -> None:
    """Write a checked copy of the plan, with the same key, to *to*; an older copy is replaced.

    The copy of a plan on a server is a file like any other. Raises Problem when there is no room,
    or the plan or the copy turns out to be damaged.
    """
    if store.is_shared:
        copy_to_file(store.opened, to)
    else:
        copy_plan(store.path, to, store.opened.key)


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
    backup is damaged, or the plan at *out* is in use or has changes that the backup lacks.
    """
    check_place(out)
    check_identity(copy, how.key)
    check_copy(copy, how.key, name=copy)
    lock = take_lock(out)
    try:
        if out.exists() and not how.over_newer:
            _refuse_newer(copy, out, how.key)
        aside: list[Path] = []

        def make(part: Path) -> None:
            copy_pages(copy, part, how.key, called=out)
            with explained(out):
                _make_own(part, how.key, new_id(), at)

        def verify(part: Path) -> None:
            check_copy(part, how.key, name=out)
            had = out.exists()
            if first_there(out):
                former = set_aside(out, sides=SIDE_FILES)
                aside.extend([former] if had else [])
            copy_key_file(copy, out)

        put_file(out, make, verify=verify)
    finally:
        lock.release()
    return aside[0] if aside else None


def _make_own(part: Path, key: bytes | None, replica: UUID, at: dt.datetime) -> None:
    engine = open_engine(part, key, Access.MAKE)
    try:
        with misread(part, engine), engine.begin() as con:
            check_version(con, part)
            former = UUID(get_meta(con, "replica"))
            office = con.execute(sa.select(REPLICA.c.office).where(REPLICA.c.id == former)).scalar()
            name_replica(con, replica, office or "")
            set_meta(con, "restored_at", at.astimezone(dt.UTC).isoformat())
    finally:
        engine.dispose()


def _refuse_newer(copy: Path, out: Path, key: bytes | None) -> None:
    """Raise Problem when the plan that is there can be read and has what the backup lacks."""
    try:
        there = _reached(out, key)
    except Problem:
        return
    kept = _reached(copy, key)
    if any(seq > kept.get(replica, 0) for replica, seq in there.items()):
        raise Problem(
            N_(
                "The plan {name} in {folder} has changes that the backup of it lacks. Restore the"
                " backup under another name, or say that the older state is wanted."
            ),
            name=out.name,
            folder=folder_of(out),
        )


def _reached(path: Path, key: bytes | None) -> dict[UUID, int]:
    check_identity(path, key)
    engine = open_engine(path, key, reading_access(path))
    try:
        with misread(path, engine), reads_only(engine).connect() as con:
            return dict(now(con).reached)
    finally:
        engine.dispose()
