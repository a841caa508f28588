"""Keeps backups of a plan in a folder: writes one when something changed, drops the old ones."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from ccmdesk.db.backup import holds_all, write_backup
from ccmdesk.db.disk_words import problem_of
from ccmdesk.db.key_beside import key_file
from ccmdesk.db.store import Store
from ccmdesk.model.problem import Problem
from ccmdesk.rules.retention import kept

_CODE = 8
_STAMP = "%Y%m%dT%H%M%SZ"
_LONGEST_STEM = 160
"""Bytes: a name of 255 has room for the code, the time, and what unfinished files end with."""

_NAME = re.compile(r".+-([0-9a-f]{8})-(\d{8}T\d{6}Z)\.ccmdesk")


@dataclass(frozen=True, slots=True, kw_only=True)
class BackUp:
    """Where to, and when by the clock (UTC); *make_folder* for one that is the program's own."""

    folder: Path
    at: dt.datetime
    make_folder: bool = False


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup, when it was made, in UTC, and how large its file is."""

    file: Path
    at: dt.datetime
    size_bytes: int = 0


@dataclass(frozen=True, slots=True)
class BackedUp:
    """The newest backup, whether it was *written* now, and how many old ones were *removed*."""

    newest: Backup
    written: bool
    removed: int


def backups_of(store: Store, folder: Path) -> list[Backup]:
    """Return the backups of this plan in *folder*, newest first, whatever the plan was called.

    Those are among them that were made before it was restored.
    """
    return _found(folder, store.packages.own_copies())


def back_up(store: Store, ask: BackUp) -> BackedUp:
    """Write a checked copy unless the newest has all that the plan has; drop what is too old.

    One of a moment that is still to come, when a clock was wrong, is not the newest. Raises Problem
    when the folder is not there or cannot be written, or there is no room.
    """
    _check_folder(ask, store.path)
    own = {store.replica}
    there = [one for one in _found(ask.folder, own) if one.at <= ask.at]
    if there and _is_current(store, there[0]):
        return BackedUp(there[0], written=False, removed=0)
    file = ask.folder / _name(store, ask.at)
    write_backup(store, file)
    made = Backup(file, ask.at.replace(microsecond=0), file.stat().st_size)
    others = [one for one in _found(ask.folder, own) if one.file != file]
    return BackedUp(made, written=True, removed=_drop_old(others, made))


def _name(store: Store, at: dt.datetime) -> str:
    """Return the name of a backup: of the plan's name as much as leaves room for what follows."""
    stem = store.path.stem.encode("utf-8", "surrogateescape")[:_LONGEST_STEM]
    return (
        f"{stem.decode('utf-8', 'ignore')}-{_code(store.replica)}"
        f"-{at.astimezone(dt.UTC):{_STAMP}}.ccmdesk"
    )


def _is_current(store: Store, backup: Backup) -> bool:
    """Whether a backup can be read and lacks nothing; a damaged one is none."""
    try:
        return holds_all(store, backup.file)
    except Problem:
        return False


def _drop_old(there: list[Backup], made: Backup) -> int:
    """Remove the backups that are not kept, never the one just *made*, whatever the clock says.

    A file that is in use, or that the disk keeps, stays until the next time. Those of moments still
    to come, when a clock was wrong, take no place of the others.
    """
    moments = [one.at for one in (*there, made)]
    wanted = kept(at for at in moments if at <= made.at) | kept(
        at for at in moments if at > made.at
    )
    removed = 0
    for one in there:
        if one.at not in wanted:
            try:
                one.file.unlink()
                key_file(one.file).unlink(missing_ok=True)
                removed += 1
            except OSError:
                continue
    return removed


def _check_folder(ask: BackUp, plan: Path) -> None:
    try:
        ask.folder.mkdir(parents=ask.make_folder, exist_ok=True)
    except OSError as error:
        problem = problem_of(error, ask.folder / plan.name, needed=0)
        if problem is None:
            raise
        raise problem from error


def _found(folder: Path, copies: Collection[UUID]) -> list[Backup]:
    """Return the backups that these copies of the plan made, newest first."""
    codes = {_code(copy) for copy in copies}
    found = []
    for file in folder.iterdir() if folder.is_dir() else ():
        named = _NAME.fullmatch(file.name)
        if named is not None and named[1] in codes:
            at = dt.datetime.strptime(named[2], _STAMP).replace(tzinfo=dt.UTC)
            found.append(Backup(file, at, file.stat().st_size))
    return sorted(found, key=lambda one: one.at, reverse=True)


def _code(copy: UUID) -> str:
    """Return what tells a copy of the plan from others with the same file name."""
    return copy.hex[-_CODE:]
