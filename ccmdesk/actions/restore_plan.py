"""Make a plan file from a backup copy."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from ccmdesk.actions.author import Author, new_id
from ccmdesk.db.backup import Restoring, restore_backup
from ccmdesk.db.beside import first_there


@dataclass(frozen=True, slots=True, kw_only=True)
class RestorePlan:
    """The backup, and the file it is restored into; a plan that is there is renamed."""

    copy: Path
    out: Path
    key: bytes | None = None
    """The key of an encrypted backup."""
    over_newer: bool = False
    """Whether the plan that is there may have what the backup lacks."""


def restore_plan(ask: RestorePlan, *, author: Author) -> Path | None:
    """Restore the backup; return where the plan that was there before is now, if any was.

    Raises Problem when the backup is damaged or no plan, or the plan at its place is in use, or has
    or may have changes that the backup lacks.
    """
    how = Restoring(key=ask.key, over_newer=ask.over_newer)
    return restore_backup(ask.copy, out=ask.out, new_id=new_id, at=author.clock(), how=how)


def free_name_beside(plan: Path, at: dt.datetime) -> Path:
    """Return a name that no file has yet, beside *plan*, for its state of the moment *at*."""
    stem = f"{plan.stem}-{at:%Y-%m-%d-%H%M}"
    names = (f"{stem}-{number}" if number > 1 else stem for number in count(1))
    return next(file for name in names if first_there(file := plan.with_stem(name)) is None)
