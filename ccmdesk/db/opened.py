"""What is known of a plan that is open, whether it is a file or on a server."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.whereabouts import Whereabouts


class Hold(Protocol):
    """What an open plan keeps until it is closed: the lock of its file, or a seat at a server."""

    def release(self) -> None:
        """Let go of it."""


def _ours(_con: sa.Connection) -> None:
    """Let everything be written: who has the lock of a file cannot lose it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A plan that is open.

    *path* is the file that was opened, which may only lead to a server; *reading* is the engine for
    transactions that write nothing. *explained* turns an error of the database into a Problem. With
    *training* it was marked, before it was opened, as a copy to learn on. *shared* says that others
    write to it meanwhile; *check* raises Problem, in a writing transaction, when its seat was lost.
    *where* is known of a file.
    """

    path: Path
    replica: UUID
    key: bytes | None
    engine: sa.Engine
    reading: sa.Engine
    explained: Callable[[], AbstractContextManager[None]]
    hold: Hold | None
    reads_only: bool
    training: bool
    shared: bool = False
    check: Callable[[sa.Connection], None] = _ours
    where: Whereabouts | None = None
