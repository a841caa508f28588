"""Has a file from elsewhere read in a process of its own before this program reads it.

A file that takes all memory, never ends, or brings down what reads it harms that process alone.
"""

from __future__ import annotations

import json
import subprocess  # our own reader, in a process of its own  # nosec B404
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import asdict
from functools import partial
from itertools import chain
from pathlib import Path
from threading import Timer
from typing import Any, BinaryIO, TypeVar, cast

from ccmdesk.actions.looking.child import FileKind
from ccmdesk.actions.looking.own_limits import ALLOWANCE, MIB, Allowance
from ccmdesk.bundle.refused import BundleRefused
from ccmdesk.db.document import Watch, go_on
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

HARMFUL = N_(
    "Reading {file} took more memory or time than any ordinary file does, or ended before its time,"
    " so nothing of it was taken in. Ask the sender what it is, and to make it again."
)
NOT_NOW = N_(
    "The computer cannot look through {file} now: it starts no further process. Close other"
    " programs, then try again."
)
_START = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); "
    "from ccmdesk.actions.looking.child import main; sys.exit(main())"
)
T = TypeVar("T")
_BUG = 1
"""What Python ends with after an error that nobody caught."""

_EVERY = 0.1
"""Seconds until it is asked again whether the file is still wanted."""


class ReadingEndedError(Exception):
    """The process ended with an error of the program, which it tells."""


def look_through(
    kind: FileKind,
    source: BinaryIO,
    *,
    name: str,
    allowance: Allowance = ALLOWANCE,
    watch: Watch = go_on,
) -> str:
    """Read *source* whole in a process of its own; the position is at its start afterwards.

    Return the SHA-256 of the manifest of a package that was found good, else "". Raises Problem for
    what the reader refuses, and for what takes more than it may. *watch* is called meanwhile, and
    ends the process by raising.
    """
    source.seek(0)
    asked = {"kind": kind.value, "name": name, "allowance": asdict(allowance)}

    def talk(process: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
        size = _pour(process, json.dumps(asked).encode() + b"\n", source)
        with _ended_after(process, allowance.patience * allowance.seconds_of(size)):
            return process.communicate()

    with _started(name) as process:
        answer, wrong = _watched(partial(talk, process), process, watch=watch)
    source.seek(0)
    return _good(kind, _answer(process.returncode, answer, wrong, name=name))


@contextmanager
def _started(name: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start the process, which shows no window and takes nothing from the folder we are in."""
    command = [sys.executable, "-P", "-c", _START, str(Path(__file__).resolve().parents[3])]
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen(  # noqa: S603 - our own words  # nosec B603
            command,
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, MemoryError) as error:
        raise Problem(NOT_NOW, file=name) from error
    with process:
        try:
            yield process
        finally:
            process.kill()
            _close(process)


@contextmanager
def _ended_after(process: subprocess.Popen[bytes], seconds: int) -> Iterator[None]:
    timer = Timer(seconds, process.kill)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _watched(talk: Callable[[], T], process: subprocess.Popen[bytes], *, watch: Watch) -> T:
    """Return what *talk* hears from the process, which *watch* ends by raising."""
    with ThreadPoolExecutor(1) as thread:
        talking = thread.submit(talk)
        try:
            while not wait([talking], timeout=_EVERY).done:
                watch()
            return talking.result()
        finally:
            process.kill()


def _pour(process: subprocess.Popen[bytes], said: bytes, source: BinaryIO) -> int:
    """Give the process the file; return the bytes given. One that has ended takes no more."""
    into = cast("BinaryIO", process.stdin)
    size = 0
    for piece in chain([said], iter(lambda: source.read(MIB), b"")):
        try:
            size += into.write(piece)
        except OSError:
            break
    return size


def _close(process: subprocess.Popen[bytes]) -> None:
    """Close the way into a process that has ended, with what it took no more."""
    with suppress(OSError):
        cast("BinaryIO", process.stdin).close()


def _answer(code: int, answer: bytes, wrong: bytes, *, name: str) -> dict[str, Any]:
    if code == 0:
        return dict(json.loads(answer))
    if code == _BUG:
        raise ReadingEndedError(wrong.decode("utf-8", "replace"))
    raise Problem(HARMFUL, file=name)


def _good(kind: FileKind, answer: dict[str, Any]) -> str:
    if "good" in answer:
        return str(answer["good"])
    is_bundle = kind in {FileKind.PACKAGE, FileKind.UPDATE}
    raise (BundleRefused if is_bundle else Problem)(answer["refused"], **answer["values"])
