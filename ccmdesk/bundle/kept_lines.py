"""Keeps the lines of one file of a package packed in memory, to be read more than once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any, BinaryIO

from ccmdesk.bundle.contents import stream
from ccmdesk.bundle.reader import VerifiedPackage
from ccmdesk.bundle.records import lines_of
from ccmdesk.bundle.zip_layout import Member
from ccmdesk.bundle.zip_reader import read_at


@dataclass(frozen=True, slots=True)
class KeptLines:
    """The lines of a file, without their line ends; they are unpacked and proved at each reading.

    BundleRefused is raised at the end when the file had changed since the package was found good,
    so take nothing over before the last line has come.
    """

    member: Member
    packed: bytes
    sha256: str

    def __iter__(self) -> Iterator[bytes]:
        return lines_of(stream(BytesIO(self.packed), self.member, sha256=self.sha256))


def keep_lines(source: BinaryIO, verified: VerifiedPackage[Any], *, name: str) -> KeptLines:
    """Return the lines of one file of a package found good; *source* may be closed afterwards."""
    member = verified.members[name]
    entry = next(file for file in verified.manifest.files if file.path == name)
    packed = read_at(source, member.offset, member.end - member.offset)
    return KeptLines(replace(member, offset=0), packed, entry.sha256)
