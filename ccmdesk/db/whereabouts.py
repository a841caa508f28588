"""Whether the file of an open plan is still at its path, and in which state it was left."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.place import folder_of
from ccmdesk.db.tables import CHANGE, REPLICA
from ccmdesk.model.problem import NotSaved
from ccmdesk.model.words import N_


@dataclass(frozen=True, slots=True)
class Reached:
    """How many changes a plan has, and the check value of those of the copy that writes."""

    newest: int
    chain: bytes


def reached_by(con: sa.Connection, replica: UUID) -> Reached:
    """Return the state of the plan, in which every change of *replica* is counted."""
    newest = sa.select(sa.func.coalesce(sa.func.max(CHANGE.c.n), 0)).scalar_subquery()
    row = con.execute(sa.select(newest, REPLICA.c.chain).where(REPLICA.c.id == replica)).first()
    return Reached(0, b"") if row is None else Reached(*row)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Which file and which folder were at *path* when a plan was opened."""

    path: Path
    file: os.stat_result
    folder: os.stat_result

    @classmethod
    def of(cls, path: Path) -> Self:
        """Return what is at *path* now."""
        return cls(path, path.stat(), path.parent.stat())

    def is_there(self) -> bool:
        """Whether the file that was opened is still the one at the path."""
        with suppress(OSError):
            return os.path.samestat(self.path.stat(), self.file)
        return False

    def has_come_back(self) -> bool:
        """Whether a file of this name is in another folder now, as on a drive that was put back.

        In the same folder the journal beside it may belong to the file that was opened.
        """
        with suppress(OSError):
            same = os.path.samestat(self.path.parent.stat(), self.folder)
            return self.path.is_file() and not same and not self.is_there()
        return False

    def require(self, _con: sa.Connection) -> None:
        """Raise NotSaved when the file that is open is not the one at the path any more.

        The system would let it be written to all the same, and nobody could open it again.
        """
        if not self.is_there():
            raise NotSaved(
                N_(
                    "The plan {name} is not in {folder} any more: its drive was taken out, or the"
                    " file was moved or replaced. The last change was not saved; everything before"
                    " it is in the file. Connect the drive or find the file, then open the plan"
                    " again."
                ),
                name=self.path.name,
                folder=folder_of(self.path),
            )
