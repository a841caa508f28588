"""Opens, starts and closes the plan of a window; nothing heavy is imported before it is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ccmdesk.ui.desk import Desk
from ccmdesk.ui.jobs import Running

if TYPE_CHECKING:
    from ccmdesk.actions.author import Author
    from ccmdesk.actions.take_in_changes import BeginFrom
    from ccmdesk.actions.updates.packs_in_use import PacksInUse
    from ccmdesk.db.store import Store
    from ccmdesk.model.packs import Packs
    from ccmdesk.model.words import Message


SUFFIX = ".ccmdesk"
"""How the names of plan files end."""

PACKAGE_SUFFIX = ".ccmb"
"""How the names of packages end."""

SEALED_SUFFIX = ".ccmb.age"
"""How the names of packages end that are encrypted."""

RECEIPT_SUFFIX = ".ccmr"
"""How the names of receipts end."""

LIST_SUFFIX = ".ccmt"
"""How the names of lists of trusted keys end."""

CONTINUED = (SUFFIX, PACKAGE_SUFFIX, SEALED_SUFFIX, RECEIPT_SUFFIX)
"""How the names of files end that can be gone on with."""

UPDATE_SUFFIX = ".ccmu"
"""How the names of updates end."""

_FOLDERS: list[Path] = []
"""Where this process keeps updates, once it was said."""

_IN_USE: list[PacksInUse] = []
"""The packs of this process, once they were read; an update waits for the next start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlan:
    """What the first screen asks: where the file goes, whose plan, and which years."""

    file: Path
    country: str
    first_year: int
    last_year: int


def now() -> dt.datetime:
    """Return the clock of this computer in UTC: the one place in the window that reads it."""
    return dt.datetime.now(dt.UTC)


def author_of(desk: Desk) -> Author:
    """Return who works here, as the settings say."""
    from ccmdesk.actions.author import Author
    from ccmdesk.actions.time_words import day_here

    return Author(name=desk.state.person, clock=now, role=desk.state.role, day_of=day_here)


def use_packs_of(folder: Path) -> None:
    """Use the packs of updates that are kept in *folder*, once packs are asked for."""
    _IN_USE.clear()
    _FOLDERS[:] = [folder]


def packs() -> Packs:
    """Return the reference packs in use: those of the program, and newer ones of updates."""
    return _in_use().packs


def trouble_with_packs() -> Message | None:
    """Return what to tell where packs came by an update and cannot be read."""
    from ccmdesk.actions.updates.packs_in_use import PACK_LIST

    updated = any((folder / PACK_LIST).exists() for folder in _FOLDERS)
    return _in_use().trouble if updated else None


def _in_use() -> PacksInUse:
    from ccmdesk.actions.updates.packs_in_use import packs_in_use

    if not _IN_USE:
        _IN_USE.append(packs_in_use(_FOLDERS[0] if _FOLDERS else None))
    return _IN_USE[0]


def is_named(desk: Desk, file: Path) -> bool:
    """Whether the plan on the desk was opened from the place of *file*."""
    return desk.file is not None and file.exists() and desk.file.samefile(file)


def is_open(desk: Desk, file: Path) -> bool:
    """Whether the plan in *file* is on the desk already; not one that went from its place."""
    return is_named(desk, file) and desk.plan is not None and desk.plan.store.is_there


def open_file(desk: Desk, file: Path, *, key: bytes | None = None, password: str = "") -> None:
    """Put the plan in *file* on the desk, where it may be already; raises Problem."""
    if is_open(desk, file):
        return
    from ccmdesk.db.store import open_store

    if is_named(desk, file) and desk.plan is not None:
        desk.plan.store.close()  # Nothing can be saved there; its lock would keep us out.
    _put(desk, open_store(file, key=key, password=password), file)


def start_plan(desk: Desk, ask: NewPlan) -> None:
    """Make a plan for a country and put it on the desk; raises Problem."""
    from ccmdesk.actions.create_plan import CreatePlan, create_plan
    from ccmdesk.model.codes import StateCode

    request = CreatePlan(
        path=ask.file,
        country=StateCode(ask.country),
        first_year=ask.first_year,
        last_year=ask.last_year,
        office=desk.state.office,
    )
    _put(desk, create_plan(request, author=author_of(desk), packs=packs()), ask.file)


def restoring(
    desk: Desk, copy: Path, out: Path, *, key: bytes | None = None
) -> Callable[[Running], Path]:
    """Return the work of restoring a backup into a new file; it raises Problem for one that is."""
    author = author_of(desk)

    def work(_running: Running) -> Path:
        from ccmdesk.actions.restore_plan import RestorePlan, restore_plan
        from ccmdesk.db.place import refuse_taken

        refuse_taken(out)
        restore_plan(RestorePlan(copy=copy, out=out, key=key), author=author)
        return out

    return work


def beginning(desk: Desk, ask: BeginFrom) -> Callable[[Running], Path]:
    """Return the work of beginning a plan from a package; it raises Problem for a file that is."""
    author = author_of(desk)

    def work(_running: Running) -> Path:
        from ccmdesk.actions.take_in_changes import begin_from

        begin_from(ask, author=author)
        return ask.path

    return work


def making_sample(desk: Desk, file: Path) -> Callable[[Running], Path]:
    """Return the work of making the sample plan; *file* is there only when it is complete."""
    author = author_of(desk)

    def work(_running: Running) -> Path:
        from ccmdesk.actions.demo import make_training_copy
        from ccmdesk.db.atomic_file import move_file

        unfinished = file.with_stem(f"{file.stem}-unfinished")
        unfinished.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        make_training_copy(unfinished, author=author, packs=packs()).close()
        move_file(unfinished, file)
        return file

    return work


def _put(desk: Desk, store: Store, file: Path) -> None:
    from ccmdesk.ui.open_plan import OpenPlan

    plan = OpenPlan(store, packs=packs(), author=author_of(desk), lang=desk.lang)
    desk.open(plan, file)
