"""Say in one sentence whether a package is whole, unchanged and by whom; needs no plan file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, TypeGuard
from uuid import UUID

import orjson

from ccmdesk.actions.sealed_package import (
    LOCKED,
    PlainPackage,
    Unlock,
    asked_of,
    received_package,
)
from ccmdesk.bundle.manifest import Manifest, SubmissionManifest
from ccmdesk.bundle.reader import (
    Verified,
    VerifiedPackage,
    records,
    verify_kind,
)
from ccmdesk.bundle.refused import CONTRADICTS, BundleRefused
from ccmdesk.bundle.trust import TrustedKey
from ccmdesk.model.codec import unflatten
from ccmdesk.model.content import content_hash
from ccmdesk.model.kinds import BY_NAME, Kind
from ccmdesk.model.state import StateParty


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A package found good, and the records that are in it."""

    verified: Verified
    records: tuple[Any, ...]


def verify_package(
    path: Path, *, trusted: Sequence[TrustedKey] = (), unlock: Unlock = LOCKED
) -> Verified:
    """Return what the package at *path* is; raises Problem with what is wrong and what to do."""
    return open_package(path, trusted=trusted, unlock=unlock).verified


def look_at_package(
    path: Path, *, trusted: Sequence[TrustedKey] = (), unlock: Unlock = LOCKED
) -> VerifiedPackage[Any]:
    """Return what the package at *path* is, a submission or changes between offices.

    It is opened once, and the records of a submission are read.
    """
    with received_package(path, unlock) as plain:
        found = verify_kind(plain.source, asked_of(plain, Manifest, trusted=trusted))
        if is_submission(found):
            _read_records(plain.source, found)
    return found


def is_submission(found: VerifiedPackage[Any]) -> TypeGuard[Verified]:
    """Whether a package is a submission, and not changes between offices."""
    return isinstance(found.manifest, SubmissionManifest)


def open_package(
    path: Path, *, trusted: Sequence[TrustedKey] = (), unlock: Unlock = LOCKED
) -> Opened:
    """Verify the package and read its records, which must have the check code it states."""
    with received_package(path, unlock) as plain:
        return submission_in(plain, trusted=trusted)


def submission_in(plain: PlainPackage, *, trusted: Sequence[TrustedKey] = ()) -> Opened:
    """Verify a package that is open already, and read it as `open_package` does."""
    verified = verify_kind(plain.source, asked_of(plain, SubmissionManifest, trusted=trusted))
    return Opened(verified=verified, records=_read_records(plain.source, verified))


def _read_records(source: BinaryIO, verified: Verified) -> tuple[Any, ...]:
    return tuple(records_of(verified, snapshot_lines(source, verified)))


def snapshot_lines(source: BinaryIO, verified: Verified) -> Iterator[tuple[str, bytes]]:
    """Yield kind and line of each record of a package found good, also of kinds not known here."""
    for count in verified.manifest.counts:
        for line in records(source, verified, kind=count.kind):
            yield count.kind, line


def records_of(verified: Verified, lines: Iterable[tuple[str, bytes]]) -> Iterator[Any]:
    """Yield the records that the lines of a package write, proved by the check code it states.

    Raises BundleRefused at the end when it is another one, and for the plan of another State than
    the package names: its figures would stand under the name of that State.
    """
    found = []
    for name, line in lines:
        kind = BY_NAME.get(name)
        if kind is None:
            continue
        try:
            record = read_record(kind, line)
        except (KeyError, TypeError, ValueError) as error:
            raise BundleRefused(CONTRADICTS, file=f"data/snapshot/{name}") from error
        own = (None, verified.manifest.country)
        if isinstance(record, StateParty) and record.country not in own:
            raise BundleRefused(CONTRADICTS, file=f"data/snapshot/{name}")
        found.append(record)
        yield record
    if not _is_newer(verified) and content_hash(found) != verified.manifest.plan_hash:
        raise BundleRefused(CONTRADICTS, file="data/snapshot")


def read_record(kind: Kind, line: bytes) -> Any:
    """Return the record that a line writes; raises KeyError, TypeError or ValueError for none."""
    flat = orjson.loads(line)
    return unflatten(kind.record, UUID(flat.pop("id")), flat)


def _is_newer(verified: Verified) -> bool:
    """Whether it may hold kinds this program does not know, so that the code cannot be compared."""
    return any(count.kind not in BY_NAME for count in verified.manifest.counts)
