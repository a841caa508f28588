"""What lies beside a plan under its name: the journals of the database, and its key."""

from __future__ import annotations

from pathlib import Path

JOURNALS = ("-wal", "-shm", "-journal")
"""What SQLite takes for part of any database that lies beside it under the name."""

KEY = ".key"
"""The wrapped key of an encrypted plan."""

SIDE_FILES = (*JOURNALS, KEY)


def beside(plan: Path, ending: str) -> Path:
    """Return the file beside *plan* that ends so; "" is the plan itself."""
    return plan.with_name(plan.name + ending)


def first_there(plan: Path, *, endings: tuple[str, ...] = ("", *SIDE_FILES)) -> Path | None:
    """Return the first of these files that is there, None when the name is free."""
    return next((file for one in endings if (file := beside(plan, one)).exists()), None)
