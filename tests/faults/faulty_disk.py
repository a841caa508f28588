"""A disk that refuses calls, or kills who makes one, for whoever runs with it preloaded."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("disk.c")
COMPILER = shutil.which("cc") or shutil.which("gcc")
PRELOADED = "CCMDESK_DISK"


def build(folder: Path) -> Path:
    """Compile the library that stands before the disk."""
    assert COMPILER is not None
    library = folder / "disk.so"
    flags = ["-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC"]
    subprocess.run([COMPILER, *flags, "-o", str(library), str(SOURCE), "-ldl"], check=True)
    return library


def run_with(library: Path, script: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a script of this folder with the library before its disk."""
    environment = {
        **os.environ,
        "LD_PRELOAD": str(library),
        PRELOADED: str(library),
        "PYTHONPATH": os.pathsep.join([str(script.parent), *sys.path]),
    }
    command = [sys.executable, str(script), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@cache
def _disk() -> ctypes.CDLL:
    disk = ctypes.CDLL(os.environ[PRELOADED])
    disk.disk_watch.argtypes = [ctypes.c_char_p]
    disk.disk_note_to.argtypes = [ctypes.c_char_p]
    disk.disk_fail.argtypes = [ctypes.c_long, ctypes.c_int, ctypes.c_int]
    disk.disk_kill.argtypes = [ctypes.c_long]
    disk.disk_mark.argtypes = [ctypes.c_long]
    disk.disk_calls.restype = ctypes.c_long
    return disk


def watch(folder: Path) -> None:
    """Count the calls on what is in *folder*."""
    _disk().disk_watch(os.fsencode(folder))


def fail(at: int, *, for_ever: bool, error: int) -> None:
    """Let call number *at* from now on fail, and all that follow it if *for_ever*; 0 for none."""
    _disk().disk_fail(at, int(for_ever), error)


def kill(at: int) -> None:
    """Kill this program in call number *at* from now on that changes something; 0 for never."""
    _disk().disk_kill(at)


def calls() -> int:
    """Return how many calls were counted since `fail` or `kill` was last called."""
    return int(_disk().disk_calls())


def note_to(file: Path) -> None:
    """Note every call that changes something in *file*."""
    _disk().disk_note_to(os.fsencode(file))


def mark(number: int) -> None:
    """Note that somebody was told that *number* is saved."""
    _disk().disk_mark(number)
