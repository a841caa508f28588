"""The one way to write a file: whole or not at all, and checked by reading it again."""

from __future__ import annotations

import errno
import hashlib
import io
import itertools
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

from ccmdesk.db.beside import JOURNALS, beside, first_there
from ccmdesk.db.cut_off import PART, note_alive, remove_cut_off
from ccmdesk.db.disk_words import HELD_BY_OTHERS, explained, no_room
from ccmdesk.db.place import folder_of, refuse_plan
from ccmdesk.model.problem import NoRoom, Problem
from ccmdesk.model.words import N_

_BLOCK = 1 << 20

_WAITS = (0.05, 0.1, 0.2, 0.4, 0.75, 1.0)
"""Seconds between tries, 2.5 in all."""

_NO_SYNC = {errno.EINVAL, errno.ENOTSUP}
"""Error numbers of a disk that settles no folders; the file itself has settled by then."""


Verify = Callable[[Path], None]


def write_file(
    path: Path,
    write: Callable[[BinaryIO], object],
    *,
    verify: Verify | None = None,
    private: bool = False,
) -> None:
    """Write the file *path* by calling *write* with a stream; the old file stays until all is well.

    What was written is read again and compared by size and SHA-256, then by *verify*, which raises
    to refuse it. A *private* file can be read by its owner only. Raises Problem when the disk is
    full, the folder cannot be written or is gone, or *path* is a plan; whatever *write* raises
    comes through.
    """
    target = _target(path)
    refuse_plan(target)
    with _unfinished(target) as part:
        with _Stream(part.descriptor, target) as stream:
            write(cast("BinaryIO", stream))
            digest = stream.digest()
        _settle(part, stream.size, target)
        with explained(target, stream.size):
            found = part.path.stat().st_size, _read_digest(part.path)
        if found != (stream.size, digest):
            raise _damaged(target)
        if verify is not None:
            verify(part.path)
        _finish(part, target, private=private)


def put_file(
    path: Path, make: Callable[[Path], None], *, verify: Verify, private: bool = False
) -> None:
    """Like write_file, for a database, which the library writes to a path of its own.

    *make* finds an empty file at the path it is given. Journals that another database left at the
    target are set aside: they would be taken for part of the new one.
    """
    target = _target(path)
    with _unfinished(target) as part:
        with explained(target, 0), _with_room(target, part.path):
            make(part.path)
        _settle(part, part.path.stat().st_size, target)
        with _with_room(target, part.path):
            verify(part.path)
        if first_there(target, endings=JOURNALS):
            _aside(target, JOURNALS, _replace)
        _finish(part, target, private=private)


def make_folder(folder: Path, *, name: str) -> None:
    """Make the folder that a file called *name* goes into; raises Problem where that cannot be."""
    with explained(folder / name, 0):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except FileExistsError as error:
            raise NotADirectoryError(errno.ENOTDIR, str(folder)) from error


def move_file(source: Path, target: Path) -> None:
    """Rename the file *source*, which was written whole, to *target*, and replace what is there."""
    with explained(target, 0):
        _replace(source, target)
        _sync_folder(target.parent)


def put_in_place(part: Path, target: Path) -> None:
    """Rename the folder *part*, whose files were written whole, to *target*, which is not there."""
    with explained(target, 0):
        for folder in (*(path for path in part.rglob("*") if path.is_dir()), part):
            _sync_folder(folder)
        _replace(part, target)
        _sync_folder(target.parent)


def set_aside(path: Path, *, sides: tuple[str, ...] = ()) -> Path:
    """Rename *path*, and its companions that end with *sides*, so that nothing is overwritten.

    Return the new path: ``plan.ccmdesk`` becomes ``plan.old-1.ccmdesk``.
    """
    return _aside(path, ("", *sides), _replace)


def keep_beside(path: Path, *, sides: tuple[str, ...] = ()) -> Path:
    """Give *path*, and its companions that end with *sides*, a second name as `set_aside` would.

    What is written to *path* next takes only the first name away, so that there is a file under it
    at any moment. Where the disk knows no second names, they are renamed.
    """
    return _aside(path, ("", *sides), _link)


def drop_second_names(path: Path) -> None:
    """Take away the names that `keep_beside` gave the file *path*, where a cut left it with them.

    What is written to a database under one name would be missing under the other.
    """
    if path.stat().st_nlink == 1:
        return
    aside = re.compile(rf"{re.escape(path.stem)}\.old-\d+{re.escape(path.suffix)}(.*)")
    for other in path.parent.iterdir():
        named = aside.fullmatch(other.name)
        if named and beside(path, named[1]).exists() and other.samefile(beside(path, named[1])):
            other.unlink()


def _link(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError:
        _replace(source, target)


def take_back(aside: Path, path: Path, *, sides: tuple[str, ...] = ()) -> None:
    """Undo `set_aside` or `keep_beside`; what is at *path* now is replaced.

    Raises OSError where the disk fails.
    """
    for ending in ("", *sides):
        if beside(aside, ending).exists():
            _replace(beside(aside, ending), beside(path, ending))
            beside(aside, ending).unlink(missing_ok=True)  # two names of one file are both left
    _sync_folder(path.parent)


def _aside(path: Path, endings: tuple[str, ...], give: Callable[[Path, Path], None]) -> Path:
    """Give what is at *path* and ends so a free name beside it, all of it or nothing."""
    names = (path.with_name(f"{path.stem}.old-{n}{path.suffix}") for n in itertools.count(1))
    free = next(name for name in names if first_there(name, endings=("", *endings)) is None)
    with explained(path, 0):
        try:
            for ending in endings:
                if beside(path, ending).exists():
                    give(beside(path, ending), beside(free, ending))
            _sync_folder(path.parent)
        except OSError:
            with suppress(OSError):
                take_back(free, path, sides=endings)
            raise
    return free


class _Stream(io.RawIOBase):
    """A stream that writes every byte or raises, and knows the SHA-256 of what it wrote.

    It is closed before its descriptor is, whose number goes to the next file that is opened: what
    writes later, such as an archive that nobody closed, is refused.
    """

    def __init__(self, descriptor: int, target: Path) -> None:
        self.size = 0
        self._descriptor = descriptor
        self._target = target
        self._at = 0
        self._hash: Any = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        self._require_open()
        return self._at

    def readinto(self, _buffer: Any) -> int:
        self._require_open()
        raise io.UnsupportedOperation("read")

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._require_open()
        self._at = os.lseek(self._descriptor, offset, whence)
        return self._at

    def write(self, data: Any) -> int:
        self._require_open()
        view = memoryview(data).cast("B")
        if self._at != self.size:
            self._hash = None
        elif self._hash is not None:
            self._hash.update(view)
        done = 0
        with explained(self._target, self._at + len(view)):
            while done < len(view):
                done += os.write(self._descriptor, view[done:])
        self._at += done
        self.size = max(self.size, self._at)
        return done

    def digest(self) -> bytes:
        """Return the SHA-256 of the whole; after a seek it is read from the file before closing."""
        if self._hash is not None:
            return cast("bytes", self._hash.digest())
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        whole = hashlib.sha256()
        while block := os.read(self._descriptor, _BLOCK):
            whole.update(block)
        return whole.digest()

    def _require_open(self) -> None:
        if self.closed:
            raise ValueError("the file is closed")


def _target(path: Path) -> Path:
    """Return where the file really is: a link stays a link."""
    return Path(os.path.realpath(path))


class _Unfinished:
    """An unfinished file, which its writer holds open."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self.descriptor = descriptor
        self._is_open = True

    def close(self) -> None:
        """Let go of the file, once."""
        if self._is_open:
            self._is_open = False
            os.close(self.descriptor)

    def remove(self) -> None:
        """Take the file away; where the disk fails, the next writer does."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


@contextmanager
def _unfinished(target: Path) -> Iterator[_Unfinished]:
    part = _create(target)
    try:
        try:
            yield part
        finally:
            part.close()
    except BaseException:
        part.remove()
        raise


@contextmanager
def _with_room(target: Path, part: Path) -> Iterator[None]:
    """Say of a new database that it finds no room, and not that a change of a plan was lost."""
    try:
        yield
    except NoRoom as problem:
        raise no_room(target, needed=part.stat().st_size + _BLOCK) from problem


def _create(target: Path) -> _Unfinished:
    """Return a new unfinished file; those whose writers were cut off are taken away first."""
    remove_cut_off(target.parent)
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    for n in itertools.count():
        part = target.with_name(f".{target.name}.{n}{PART}")
        with explained(target, 0):
            try:
                descriptor = os.open(part, flags, 0o600)
            except FileExistsError:
                continue
        if _hold(part, descriptor):
            return _Unfinished(part, descriptor)
        os.close(descriptor)
    raise AssertionError(target)


def _hold(part: Path, descriptor: int) -> bool:
    """Lock a new file while its writer lives; False when another writer took it for left over.

    Nothing is locked on Windows, where nobody can remove a file that is open, nor on a disk without
    locks, where nothing that is left over is taken away.
    """
    if sys.platform == "win32":
        return True
    import fcntl  # noqa: PLC0415 - exists on this system only

    with suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    return part.exists() and os.path.samestat(part.stat(), os.fstat(descriptor))


def _settle(part: _Unfinished, size: int, target: Path) -> None:
    with explained(target, size):
        os.fsync(part.descriptor)


def _finish(part: _Unfinished, target: Path, *, private: bool) -> None:
    with explained(target, part.path.stat().st_size):
        if sys.platform == "win32":
            # It renames no file that is open. Rights do not follow from modes there: a part that
            # takes over "may only be read" could not be removed when the target refuses it.
            note_alive(part.path)
            part.close()
        elif not private:
            part.path.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
        _replace(part.path, target)
        _sync_folder(target.parent)


def _replace(part: Path, target: Path) -> None:
    for wait in _WAITS:
        try:
            part.replace(target)
        except OSError as error:
            if getattr(error, "winerror", None) not in HELD_BY_OTHERS:
                raise
            time.sleep(wait)
        else:
            return
    part.replace(target)


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
    finally:
        os.close(descriptor)


def _read_digest(path: Path) -> bytes:
    whole = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            whole.update(block)
    return whole.digest()


def _damaged(target: Path) -> Problem:
    return Problem(
        N_(
            "The file {name} was not kept as it was written to {folder}. The old file is still"
            " there. The disk may be failing: save in another folder."
        ),
        name=target.name,
        folder=folder_of(target),
    )
