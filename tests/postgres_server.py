"""A PostgreSQL server of the tests' own: a fresh folder, a socket in it, no network port."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
"""Where Debian's package postgresql puts initdb and pg_ctl, which are on no path."""

MISSING = "PostgreSQL is not installed here: the package postgresql of Debian has it"
WITH_PASSWORD = "amina"
"""The user of the server who needs a password; everybody else is trusted."""

_OWNERS = ("postgres", "nobody")
_MEMORY = Path("/dev/shm")  # noqa: S108 - only speed depends on it
_ROOM = 3 * 1024**3
_OPTIONS = "-c listen_addresses='' -c max_connections=200 -c unix_socket_directories="
_FORGETS = " -c fsync=off -c full_page_writes=off"


@contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """Start a server and give the address of its database; stop it and delete it at the end.

    What it is told is on the disk when it says so only where it is *durable*; tests need no more.
    A database is three hundred files, which a disk takes a minute to remove for forty of them.
    """
    owner = _owner()
    where = None if durable or not _has_room(_MEMORY) else _MEMORY
    folder = Path(
        tempfile.mkdtemp(prefix="ccmdesk-pg-", dir=where)
    )  # a socket's path must be short
    try:
        if owner is not None:
            shutil.chown(folder, owner)
        data = folder / "data"
        _run("initdb", "-D", data, "-U", "hub", "-A", "trust", "-E", "UTF8", "-N", owner=owner)
        rules = data / "pg_hba.conf"
        guarded = f"local all {WITH_PASSWORD} scram-sha-256\n"
        rules.write_text(guarded + rules.read_text("utf-8"), "utf-8")
        options = f"{_OPTIONS}{folder}{'' if durable else _FORGETS}"
        _run("pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start", owner=owner)
        try:
            yield f"postgresql://hub@/postgres?host={quote(str(folder), safe='')}"
        finally:
            _run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop", owner=owner)
    finally:
        shutil.rmtree(folder)


def _has_room(folder: Path) -> bool:
    return folder.is_dir() and shutil.disk_usage(folder).free > _ROOM


def _owner() -> str | None:
    """Return who is to run the server: not root, who may not; None for ourselves."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name for user in pwd.getpwall()}
    return next(name for name in _OWNERS if name in known)


def _run(program: str, *arguments: object, owner: str | None) -> None:
    become = [] if owner is None else ["runuser", "-u", owner, "--"]
    command = [*become, str(PROGRAMS[-1] / program), *map(str, arguments)]
    subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL)
