"""Takes away the unfinished files of writers that were cut off."""

from __future__ import annotations

import os
import re
import sys
import time
from contextlib import suppress
from pathlib import Path

PART = ".ccmdesk-part"
"""How an unfinished file ends; one that is left over was cut off, and goes at the next writing."""

_UNFINISHED = re.compile(
    rf"(?P<part>\..+\.\d+{re.escape(PART)})(?P<beside>|-journal|-wal|-shm)", re.DOTALL
)
"""The name of an unfinished file, or of what a database puts beside it."""

_ON_ITS_WAY = 600
"""Seconds for which a file that Windows has closed may still get its name."""


def remove_cut_off(folder: Path) -> None:
    """Remove the unfinished files in *folder* whose writers are gone, and the journals beside them.

    One stays that is being written, is another user's, or is on a disk that cannot tell; on Windows
    also one that was written in the last ten minutes.
    """
    with suppress(OSError):
        there = [(file, _UNFINISHED.fullmatch(file.name)) for file in folder.iterdir()]
        for file, named in there:
            if named and not named["beside"]:
                _take_away(file)
        for file, named in there:
            if named and not file.with_name(named["part"]).exists():
                file.unlink(missing_ok=True)


def note_alive(part: Path) -> None:
    """Let an unfinished file that is about to be closed and renamed be known as a live one."""
    os.utime(part)


def _take_away(part: Path) -> None:
    """Remove an unfinished file unless its writer holds it, or on Windows has just let go of it.

    Windows removes no file that is open, but has to have it closed to rename it.
    """
    if sys.platform == "win32":
        with suppress(OSError):
            if abs(time.time() - part.stat().st_mtime) > _ON_ITS_WAY:
                part.unlink(missing_ok=True)
        return
    import fcntl  # noqa: PLC0415 - exists on this system only

    with suppress(OSError):
        descriptor = os.open(part, os.O_RDWR)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            part.unlink(missing_ok=True)
        finally:
            os.close(descriptor)
