"""Writes the sealed ZIP of a package, member after member, onto a stream that need not seek."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from typing import BinaryIO

from ccmdesk.bundle import names
from ccmdesk.bundle.manifest import FileEntry
from ccmdesk.bundle.zip_layout import (
    DEFLATED,
    STORED,
    Member,
    directory,
    end_record,
    local_header,
)

LEVEL = 6


class SealedZip:
    """Members are added in order; *finish* writes the directory and the seal.

    The packed bytes of one member at a time are kept in memory, because its size stands in front
    of it. Equal input gives equal bytes with the same release of zlib.
    """

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._seal = hashlib.sha256()
        self.members: list[Member] = []
        self.size = 0

    def add(self, name: str, chunks: Iterable[bytes]) -> FileEntry:
        """Write one file; return what the manifest says of it."""
        method = STORED if name == names.MIMETYPE else DEFLATED
        packed, crc, entry = _pack(name, chunks, method=method)
        member = Member(
            name=name,
            method=method,
            crc=crc,
            packed=sum(map(len, packed)),
            size=entry.size,
            offset=self.size,
        )
        self.members.append(member)
        self._write(local_header(member))
        for piece in packed:
            self._write(piece)
        return entry

    def finish(self) -> None:
        """Write what stands behind the members; nothing may be added after."""
        self._write(directory(self.members))
        self._write(end_record(self.members))
        self._write(self._seal.hexdigest().encode("ascii"))

    def _write(self, raw: bytes) -> None:
        if self._out.write(raw) != len(raw):
            raise OSError("the stream took only part of the bytes")
        self._seal.update(raw)
        self.size += len(raw)


def _pack(name: str, chunks: Iterable[bytes], *, method: int) -> tuple[list[bytes], int, FileEntry]:
    """Return the packed pieces, the CRC-32 and the manifest entry of one file."""
    engine = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    code = hashlib.sha256()
    packed: list[bytes] = []
    crc = size = 0
    for chunk in chunks:
        code.update(chunk)
        crc = zlib.crc32(chunk, crc)
        size += len(chunk)
        packed.append(engine.compress(chunk) if method == DEFLATED else chunk)
    if method == DEFLATED:
        packed.append(engine.flush())
    return packed, crc, FileEntry(path=name, size=size, sha256=code.hexdigest())
