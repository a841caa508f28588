"""Inflates one member of a package, a bounded piece at a time, and proves it while it passes."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from ccmdesk.bundle.refused import CHANGED, EXPANDS_TOO_MUCH, BundleRefused
from ccmdesk.bundle.zip_layout import STORED, Member
from ccmdesk.bundle.zip_reader import CHUNK, read_at


def stream(source: BinaryIO, member: Member, *, sha256: str | None) -> Iterator[bytes]:
    """Yield the bytes of a file in pieces of at most 256 KiB.

    Raises BundleRefused as soon as more than the stated size comes out, and at the end unless size,
    CRC-32 and, where given, SHA-256 match: nothing yielded may be used before the end is reached.
    """
    code = hashlib.sha256()
    crc = size = 0
    for piece in _unpacked(source, member):
        size += len(piece)
        if size > member.size:
            raise BundleRefused(CHANGED, file=member.name)
        crc = zlib.crc32(piece, crc)
        code.update(piece)
        yield piece
    if (size, crc) != (member.size, member.crc) or sha256 not in {None, code.hexdigest()}:
        raise BundleRefused(CHANGED, file=member.name)


def read_whole(source: BinaryIO, member: Member, *, at_most: int) -> bytes:
    """Return a small file that the manifest does not list, at most *at_most* bytes."""
    if member.size > at_most:
        raise BundleRefused(EXPANDS_TOO_MUCH, file=member.name)
    return b"".join(stream(source, member, sha256=None))


def _unpacked(source: BinaryIO, member: Member) -> Iterator[bytes]:
    packed = _packed(source, member)
    if member.method == STORED:
        yield from packed
        return
    try:
        yield from _inflated(packed)
    except (zlib.error, EOFError) as error:
        raise BundleRefused(CHANGED, file=member.name) from error


def _packed(source: BinaryIO, member: Member) -> Iterator[bytes]:
    for start in range(0, member.packed, CHUNK):
        size = min(CHUNK, member.packed - start)
        yield read_at(source, member.data_offset + start, size)


def _inflated(packed: Iterator[bytes]) -> Iterator[bytes]:
    """Yield what comes out; raise EOFError unless the stream ends exactly with its bytes."""
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    waiting = b""
    while not engine.eof:
        waiting = waiting or next(packed, b"")
        piece = engine.decompress(waiting, CHUNK)
        if not piece and not waiting:
            raise EOFError
        waiting = engine.unconsumed_tail
        yield piece
    if engine.unused_data or waiting or next(packed, b""):
        raise EOFError
