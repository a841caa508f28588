"""A disk that refuses what Windows refuses: to move, replace or remove a file that is open.

Windows lets a file that was opened by `os.open`, `open` or SQLite be neither renamed nor removed,
and nothing be put in its place, until everybody has closed it. Folders cannot be opened and settled
there. The open files of this process are looked up in /proc, so nobody else's are seen.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

SHARING_VIOLATION, ACCESS_DENIED = 32, 5
_OPEN_FILES = Path("/proc/self/fd")
_FIXED_DRIVE = 3
_NON_BLOCKING = 2

can_tell = pytest.mark.skipif(not _OPEN_FILES.is_dir(), reason="open files cannot be looked up")


def like_windows(patch: pytest.MonkeyPatch) -> None:
    """Let the disk, and what tells the system, be those of Windows until *patch* is undone."""
    patch.setattr(sys, "platform", "win32")
    patch.setattr(os, "replace", _moving(os.replace))
    patch.setattr(os, "rename", _moving(os.rename))
    for name in ("unlink", "remove"):
        patch.setattr(os, name, _removing(getattr(os, name)))
    patch.setattr(os, "open", _opening(os.open))
    patch.setattr(shutil, "_use_fd_functions", False)  # no folder is opened to empty it either
    patch.setattr(ctypes, "windll", _drives(), raising=False)
    patch.setitem(sys.modules, "msvcrt", _locks())
    patch.setitem(sys.modules, "fcntl", None)


def _moving(move: Callable[..., None]) -> Callable[..., None]:
    def moved(source: Any, target: Any, **more: Any) -> None:
        if _is_open(source):
            raise _refused(SHARING_VIOLATION, source)
        if _is_open(target) or _is_read_only(target):
            raise _refused(ACCESS_DENIED, target)
        move(source, target, **more)

    return moved


def _removing(remove: Callable[..., None]) -> Callable[..., None]:
    def removed(path: Any, **more: Any) -> None:
        if "dir_fd" not in more and _is_open(path):
            raise _refused(SHARING_VIOLATION, path)
        if "dir_fd" not in more and _is_read_only(path):
            raise _refused(ACCESS_DENIED, path)
        remove(path, **more)

    return removed


def _opening(opens: Callable[..., int]) -> Callable[..., int]:
    def opened(path: Any, flags: int, *more: Any, **named: Any) -> int:
        if "dir_fd" not in named and Path(path).is_dir():
            raise PermissionError(errno.EACCES, "a folder is not opened", str(path))
        return opens(path, flags, *more, **named)

    return opened


def _is_open(path: Any) -> bool:
    """Whether this process has the file open, or one in the folder."""
    wanted = os.path.realpath(path)
    return any(one == wanted or one.startswith(wanted + os.sep) for one in _open_files())


def _open_files() -> list[str]:
    found = []
    for entry in _OPEN_FILES.iterdir():
        try:
            found.append(str(entry.readlink()))
        except OSError:  # the one that lists them is closed by now
            continue
    return found


def _is_read_only(path: Any) -> bool:
    return Path(path).is_file() and not Path(path).stat().st_mode & 0o200


def _refused(number: int, path: Any) -> PermissionError:
    error = PermissionError(errno.EACCES, "in use", str(path))
    error.winerror = number  # type: ignore[attr-defined]
    return error


def _drives() -> SimpleNamespace:
    return SimpleNamespace(kernel32=SimpleNamespace(GetDriveTypeW=lambda _drive: _FIXED_DRIVE))


def _locks() -> ModuleType:
    made = ModuleType("msvcrt")

    def locking(descriptor: int, _how: int, _length: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    made.__dict__.update(locking=locking, LK_NBLCK=_NON_BLOCKING)
    return made
