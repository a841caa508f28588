"""Writes a package of changes, which one office sends to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID

from ccmdesk.bundle import names
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.bundle.manifest import ChangesManifest, Span
from ccmdesk.bundle.sealing import Content, Head, Sending, Written, lines_to_send, write_package


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes(Sending):
    """Everything a package of changes is made of.

    *office* is the replica that sends, *spans* say what of each replica is in, by its id. *lines*
    are lines of the log without line ends, parents before children, read once.
    """

    office: UUID
    plan_hash: str
    records_version: int
    spans: tuple[Span, ...]
    lines: Iterable[bytes]


def write_changes(changes: Changes, *, key: SigningKey, out: BinaryIO) -> Written[ChangesManifest]:
    """Write a package of changes onto *out*; raises Problem as `write_package` does."""
    count = [0]
    content = Content(
        files={names.CHANGES: _counted(changes.lines, count)},
        manifest=lambda head: _manifest(changes, head, count[0]),
    )
    return write_package(changes, content, key=key, out=out)


def _counted(lines: Iterable[bytes], count: list[int]) -> Iterator[bytes]:
    for line in lines_to_send("changes", lines):
        count[0] += 1
        yield line


def _manifest(changes: Changes, head: Head, count: int) -> ChangesManifest:
    return ChangesManifest(
        **head,
        office=changes.office.hex,
        plan_hash=changes.plan_hash,
        records_version=changes.records_version,
        changes=count,
        spans=tuple(sorted(changes.spans, key=lambda span: span.replica)),
    )
