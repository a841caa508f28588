"""Reads one file from elsewhere within limits, and says what came of it; runs as a process.

The first line that comes in says which kind of file it is, its name and the limits; all that
follows is the file. One line goes out: `Answer` as JSON.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from enum import Enum
from typing import Any, BinaryIO, cast

from ccmdesk.actions.looking.own_limits import MIB, Allowance, bound_this_process
from ccmdesk.bundle.limits import LIMITS
from ccmdesk.model.problem import Problem

_IN_MEMORY = 16 * MIB
_MOST = LIMITS.package + 1
OUT_OF_MEMORY = 4
"""What the process ends with when it got no more memory."""


class FileKind(Enum):
    """What a file from elsewhere is read as."""

    PACKAGE = "package"
    UPDATE = "update"
    TABLES = "tables"
    TRANSLATIONS = "translations"


def main() -> int:
    """Read what comes in, and say what came of it."""
    asked = json.loads(sys.stdin.buffer.readline())
    allowance = Allowance(**asked["allowance"])
    try:
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
            source = cast("BinaryIO", copy)
            size = _copy(source)
            bound_this_process(memory=allowance.memory, seconds=allowance.seconds_of(size))
            answer = _answer(FileKind(asked["kind"]), source, asked["name"])
    except MemoryError:
        return OUT_OF_MEMORY
    sys.stdout.write(json.dumps(answer))
    return 0


def _copy(source: BinaryIO) -> int:
    """Copy what comes in; of a file beyond all limits enough to be seen as that."""
    left = _MOST
    while left > 0 and (piece := sys.stdin.buffer.read(min(MIB, left))):
        left -= source.write(piece)
    source.seek(0)
    return _MOST - left


def _answer(kind: FileKind, source: BinaryIO, name: str) -> dict[str, Any]:
    try:
        return {"good": _READ[kind](source, name)}
    except Problem as refused:
        return {"refused": refused.message.msgid, "values": dict(refused.message.values)}


# Each kind loads only what it needs: the process starts anew for every file.


def _package(source: BinaryIO, _name: str) -> str:
    from ccmdesk.bundle.manifest import Manifest
    from ccmdesk.bundle.reader import Asked, verify_kind

    return verify_kind(source, Asked(Manifest)).manifest_sha256


def _update(source: BinaryIO, _name: str) -> str:
    from ccmdesk.bundle.update_reader import verify_update

    verify_update(source)
    return ""


def _tables(source: BinaryIO, name: str) -> str:
    from ccmdesk.exchange.reader import read_tables

    read_tables(name, source)
    return ""


def _translations(source: BinaryIO, name: str) -> str:
    from ccmdesk.exchange.returned_file import read_returned

    read_returned(name, source)
    return ""


_READ: dict[FileKind, Callable[[BinaryIO, str], str]] = {
    FileKind.PACKAGE: _package,
    FileKind.UPDATE: _update,
    FileKind.TABLES: _tables,
    FileKind.TRANSLATIONS: _translations,
}
