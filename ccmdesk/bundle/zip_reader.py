"""Reads the ZIP structures of a package and accepts only the spelling our writer gives them.

Nothing is inflated here. Checks run from the cheapest on: size, end, seal, directory, names, then
every byte of the structures against those built anew from what they say.
"""

from __future__ import annotations

import hashlib
import stat
from collections import Counter
from collections.abc import Sequence
from typing import BinaryIO

from ccmdesk.bundle import names
from ccmdesk.bundle.limits import MIB, Limits
from ccmdesk.bundle.refused import (
    DAMAGED,
    EXPANDS_TOO_MUCH,
    LINK,
    LOCKED_FILE,
    MISSING_FILE,
    NOT_A_PACKAGE,
    ODD_STRUCTURE,
    TOO_LARGE,
    TOO_MANY_FILES,
    TWICE,
    UNEXPECTED_FILE,
    BundleRefused,
    shown,
)
from ccmdesk.bundle.zip_layout import (
    CENTRAL,
    CENTRAL_SIGNATURE,
    DEFLATED,
    END,
    END_SIGNATURE,
    END_SIZE,
    SEAL_DIGITS,
    SEAL_LABEL,
    STORED,
    CentralHeader,
    Member,
    directory,
    end_record,
    local_header,
)

CHUNK = 256 * 1024
MAX_NAME = 120
_LOCKED = 0x2041
"""Flag bits for encryption: of a file, strong, of the directory."""


def read_members(
    source: BinaryIO, *, limits: Limits, layout: names.Layout = names.PACKAGE
) -> tuple[Member, ...]:
    """Return the members of a package in their order; *source* must be able to seek.

    Raises BundleRefused unless every byte outside the packed contents is as our writer writes it,
    and the seal over all bytes holds.
    """
    size = source.seek(0, 2)
    require_package_size(size, limits=limits)
    end = _read_end(source, size)
    _require_seal(source, size)
    raw = _read_directory(source, size - END_SIZE, end, limits)
    members = _parse(raw, limits, layout)
    require_sizes(members, limits=limits)
    _require_names(members, layout)
    if members[-1].end > size or directory(members) + end_record(members) != raw + end:
        raise BundleRefused(ODD_STRUCTURE)
    _require_local_headers(source, members)
    return members


def read_at(source: BinaryIO, offset: int, size: int) -> bytes:
    """Return exactly *size* bytes from *offset* on. Raises BundleRefused when they are missing."""
    source.seek(offset)
    raw = source.read(size)
    if len(raw) != size:
        raise BundleRefused(NOT_A_PACKAGE)
    return raw


def _read_end(source: BinaryIO, size: int) -> bytes:
    """Return the end record and the seal's label, which stand at a fixed place from the end."""
    if size <= END_SIZE:
        raise BundleRefused(NOT_A_PACKAGE)
    end = read_at(source, size - END_SIZE, END_SIZE - SEAL_DIGITS)
    if not end.startswith(END_SIGNATURE) or not end.endswith(SEAL_LABEL):
        raise BundleRefused(NOT_A_PACKAGE)
    return end


def _require_seal(source: BinaryIO, size: int) -> None:
    """Compare the seal with all bytes before it, so that no damaged bit gets any further."""
    code = hashlib.sha256()
    source.seek(0)
    left = size - SEAL_DIGITS
    while left:
        chunk = source.read(min(CHUNK, left))
        if not chunk:
            raise BundleRefused(NOT_A_PACKAGE)
        code.update(chunk)
        left -= len(chunk)
    if read_at(source, size - SEAL_DIGITS, SEAL_DIGITS) != code.hexdigest().encode("ascii"):
        raise BundleRefused(DAMAGED)


def _read_directory(source: BinaryIO, stop: int, end: bytes, limits: Limits) -> bytes:
    """Return the bytes of the central directory, which ends where the end record starts."""
    *_, count, size, start, _comment = END.unpack_from(end)
    if count > limits.members or size > limits.members * (CENTRAL.size + MAX_NAME):
        raise BundleRefused(TOO_MANY_FILES, limit=limits.members)
    if start + size != stop:
        raise BundleRefused(ODD_STRUCTURE)
    return read_at(source, start, size)


def _parse(raw: bytes, limits: Limits, layout: names.Layout) -> tuple[Member, ...]:
    members: list[Member] = []
    at = 0
    while at < len(raw):
        if len(members) == limits.members:
            raise BundleRefused(TOO_MANY_FILES, limit=limits.members)
        member = _parse_one(raw, at, layout)
        members.append(member)
        at += CENTRAL.size + len(member.name)
    if not members:
        raise BundleRefused(ODD_STRUCTURE)
    return tuple(members)


def _parse_one(raw: bytes, at: int, layout: names.Layout) -> Member:
    """Return one member; fields not kept here are compared when the directory is built anew."""
    if len(raw) - at < CENTRAL.size:
        raise BundleRefused(ODD_STRUCTURE)
    header = CentralHeader._make(CENTRAL.unpack_from(raw, at))
    name = raw[at + CENTRAL.size : at + CENTRAL.size + header.name_size]
    if header.signature != CENTRAL_SIGNATURE or len(name) != header.name_size:
        raise BundleRefused(ODD_STRUCTURE)
    _require_plain(header, name, layout)
    return Member(
        name=name.decode("ascii"),
        method=header.method,
        crc=header.crc,
        packed=header.packed,
        size=header.size,
        offset=header.offset,
    )


def _require_plain(header: CentralHeader, name: bytes, layout: names.Layout) -> None:
    """Require an unlocked file, no link, with a name that belongs in a package."""
    if header.flags & _LOCKED:
        raise BundleRefused(LOCKED_FILE, file=shown(name))
    if stat.S_ISLNK(header.attributes >> 16):
        raise BundleRefused(LINK, file=shown(name))
    if not layout.is_expected(name.decode("ascii", "replace")):
        raise BundleRefused(UNEXPECTED_FILE, file=shown(name))


def require_package_size(size: int, *, limits: Limits) -> None:
    """Raise BundleRefused for a file that is too large to be looked into."""
    if size > limits.package:
        raise BundleRefused(TOO_LARGE, megabytes=limits.package // MIB)


def require_sizes(members: Sequence[Member], *, limits: Limits) -> None:
    """Raise BundleRefused when a file, or all together, would expand beyond the limits."""
    if len(members) > limits.members:
        raise BundleRefused(TOO_MANY_FILES, limit=limits.members)
    for member in members:
        if member.size > max(limits.ratio_from, limits.ratio * member.packed):
            raise BundleRefused(EXPANDS_TOO_MUCH, file=member.name)
        if member.packed > member.size + member.size // 8 + 64:  # no packer makes a file grow so
            raise BundleRefused(ODD_STRUCTURE)
    if sum(member.size for member in members) > limits.expanded:
        largest = max(members, key=lambda member: member.size)
        raise BundleRefused(EXPANDS_TOO_MUCH, file=largest.name)


def _require_names(members: tuple[Member, ...], layout: names.Layout) -> None:
    """Require each name once, even where capitals do not count, and all of them in order."""
    found = [member.name for member in members]
    twice = next((n for n, c in Counter(map(str.casefold, found)).items() if c > 1), None)
    if twice is not None:
        raise BundleRefused(TWICE, file=shown(twice))
    expected = layout.in_order(filter(layout.is_payload, found))
    missing = next((name for name in expected if name not in set(found)), None)
    if missing is not None:
        raise BundleRefused(MISSING_FILE, file=missing)
    if tuple(found) != expected:
        raise BundleRefused(ODD_STRUCTURE)


def _require_local_headers(source: BinaryIO, members: tuple[Member, ...]) -> None:
    """Require members side by side from the first byte to the directory, each with its header."""
    at = 0
    for member in members:
        header = local_header(member)
        method = STORED if member.name == names.MIMETYPE else DEFLATED
        if member.offset != at or member.method != method:
            raise BundleRefused(ODD_STRUCTURE)
        if read_at(source, at, len(header)) != header:
            raise BundleRefused(ODD_STRUCTURE)
        at = member.end
