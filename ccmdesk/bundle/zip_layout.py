"""The one way the ZIP structures of a package are spelled (APPNOTE 6.3, without extensions).

Every field that could vary is fixed: date 1980-01-01, version 2.0 made on Unix, mode 0644, no
flags, no extra fields, members without gaps. The archive comment is the seal: SHA-256 of every byte
before its hexadecimal digits. Reader and writer build these bytes with the same functions, and
the reader accepts no other.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

STORED = 0
DEFLATED = 8

LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")

LOCAL_SIGNATURE = b"PK\x03\x04"
CENTRAL_SIGNATURE = b"PK\x01\x02"
END_SIGNATURE = b"PK\x05\x06"

SEAL_LABEL = b"sha256:"
SEAL_DIGITS = 64
END_SIZE = END.size + len(SEAL_LABEL) + SEAL_DIGITS

VERSION = 20
MADE_BY = 3 << 8 | VERSION
DATE = 0x0021
MODE = 0o100644 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file in the ZIP; *packed* and *size* are bytes after and before packing."""

    name: str
    method: int
    crc: int
    packed: int
    size: int
    offset: int

    @property
    def data_offset(self) -> int:
        """Where the packed bytes start, counted from the start of the file."""
        return self.offset + LOCAL.size + len(self.name)

    @property
    def end(self) -> int:
        """Where the next member starts."""
        return self.data_offset + self.packed


class CentralHeader(NamedTuple):
    """The fixed part of an entry of the central directory, as it was read."""

    signature: bytes
    made_by: int
    version: int
    flags: int
    method: int
    time: int
    date: int
    crc: int
    packed: int
    size: int
    name_size: int
    extra_size: int
    comment_size: int
    disk: int
    internal: int
    attributes: int
    offset: int


def local_header(member: Member) -> bytes:
    """Return what stands before the packed bytes."""
    name = member.name.encode("ascii")
    return LOCAL.pack(LOCAL_SIGNATURE, VERSION, *_shared(member), len(name), 0) + name


def directory(members: Sequence[Member]) -> bytes:
    """Return the central directory."""
    return b"".join(map(_central_header, members))


def end_record(members: Sequence[Member]) -> bytes:
    """Return the end of the file up to the digits of the seal."""
    start = members[-1].end
    size = len(directory(members))
    count = len(members)
    comment = len(SEAL_LABEL) + SEAL_DIGITS
    return END.pack(END_SIGNATURE, 0, 0, count, count, size, start, comment) + SEAL_LABEL


def _central_header(member: Member) -> bytes:
    name = member.name.encode("ascii")
    return (
        CENTRAL.pack(
            CENTRAL_SIGNATURE,
            MADE_BY,
            VERSION,
            *_shared(member),
            *(len(name), 0, 0, 0, 0),
            *(MODE, member.offset),
        )
        + name
    )


def _shared(member: Member) -> tuple[int, ...]:
    """Return flags, method, time, date, CRC, packed size, size: equal in both headers."""
    return (0, member.method, 0, DATE, member.crc, member.packed, member.size)
