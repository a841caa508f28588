"""Packages as they came: read into a file of our own, proved, and read again from the store."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, cast

from ccmdesk.actions.sealed_package import LOCKED, Unlock, asked_of, received_package
from ccmdesk.actions.verify_package import records_of, snapshot_lines
from ccmdesk.bundle.limits import LIMITS, MIB
from ccmdesk.bundle.manifest import SubmissionManifest
from ccmdesk.bundle.reader import Verified, verify, verify_kind
from ccmdesk.bundle.trust import TrustedKey
from ccmdesk.db.document import Watch, go_on
from ccmdesk.db.hub.reading import HubReading
from ccmdesk.rules.hub.filed import Filed

RECIPIENT = "isu"
_IN_MEMORY = 16 * MIB
Lines = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class Arrived:
    """A package found good: *copy* is our own plain copy of it, *file* the SHA-256 of its bytes."""

    verified: Verified
    lines: Lines
    copy: BinaryIO
    file: bytes

    def pieces(self) -> Iterator[bytes]:
        """Yield the package as it was signed."""
        self.copy.seek(0)
        yield from _pieces(self.copy)


@contextmanager
def arrived(
    path: Path,
    *,
    trusted: Sequence[TrustedKey],
    unlock: Unlock = LOCKED,
    watch: Watch = go_on,
) -> Iterator[Arrived]:
    """Copy the package at *path*, prove it and read it; what was chosen is not touched again.

    Of one that came encrypted the copy is plain: figures are made anew from it without the key.

    Raises Problem when it is not whole, not for the Implementation Support Unit, not a submission,
    or signed with a key that is no longer trusted. *watch* stops it by raising.
    """
    received = received_package(path, unlock, watch=watch)
    with received as plain, _copy(_pieces(plain.source)) as copy:
        file = _digest(copy)
        asked = asked_of(plain, SubmissionManifest, trusted=trusted)
        verified = verify_kind(copy, replace(asked, recipient=RECIPIENT))
        lines = tuple(snapshot_lines(copy, verified))
        for _ in records_of(verified, lines):
            pass  # the last one is followed by the proof that together they are what was signed
        yield Arrived(verified, lines, copy, file)


@contextmanager
def kept_package(
    hub: HubReading, file: bytes, *, trusted: Sequence[TrustedKey]
) -> Iterator[Arrived]:
    """Read a kept package again, without its records; raises Problem as `arrived` does."""
    with _copy(hub.pieces(file)) as copy:
        yield Arrived(verify(copy, trusted=trusted), (), copy, file)


def kept_lines(hub: HubReading, filed: Filed) -> Lines:
    """Return the records of a submission as its kept package has them, proved again."""
    with _copy(hub.pieces(filed.file)) as copy:
        return tuple(snapshot_lines(copy, verify(copy)))


@contextmanager
def _copy(pieces: Iterable[bytes]) -> Iterator[BinaryIO]:
    """Give a file of our own with *pieces*, cut off where no package goes on."""
    left = LIMITS.package + 1
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
        for piece in pieces:
            copy.write(piece[:left])
            left -= len(piece)
            if left <= 0:
                break
        copy.seek(0)
        yield cast("BinaryIO", copy)


def _digest(copy: BinaryIO) -> bytes:
    digest = hashlib.sha256()
    for piece in _pieces(copy):
        digest.update(piece)
    copy.seek(0)
    return digest.digest()


def _pieces(source: BinaryIO) -> Iterator[bytes]:
    while piece := source.read(MIB):
        yield piece
