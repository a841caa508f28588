"""What lies beside a plan under its name: the journals of the database, and its key."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

JOURNALS = ("-wal", "-shm", "-journal")
"""What SQLite takes for part of any database that lies beside it under the name."""

KEY = ".key"
"""The wrapped key of an encrypted plan."""

SIDE_FILES = (*JOURNALS, KEY)

MAGIC = b"SQLite format 3\0"
"""How a plain plan begins, as any database of SQLite."""

KEY_MARK = b"ccmdesk-plan-key"
"""What stands in the key file of an encrypted plan."""

LINK_MARK = b'{"ccmdesk_server":'
"""How a file begins that leads to a plan on a server."""

_MOST_OF_A_KEY = 4096


def beside(plan: Path, ending: str) -> Path:
    """Return the file beside *plan* that ends so; "" is the plan itself."""
    return plan.with_name(plan.name + ending)


def first_there(plan: Path, *, endings: tuple[str, ...] = ("", *SIDE_FILES)) -> Path | None:
    """Return the first of these files that is there, None when the name is free."""
    return next((file for one in endings if (file := beside(plan, one)).exists()), None)


def is_database(file: Path) -> bool:
    """Whether a file begins like a plan, or has the key of an encrypted one beside it."""
    with suppress(OSError):
        if _start(file, len(MAGIC)) == MAGIC:
            return True
        return file.is_file() and KEY_MARK in _start(beside(file, KEY), _MOST_OF_A_KEY)
    return False


def leads_to_server(file: Path) -> bool:
    """Whether a file leads to a plan on a server, as far as it can be read."""
    with suppress(OSError):
        return _start(file, len(LINK_MARK)) == LINK_MARK
    return False


def _start(file: Path, size: int) -> bytes:
    with file.open("rb") as source:
        return source.read(size)
