"""Say in one sentence whether a package is whole, unchanged and by whom; needs no plan file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

import orjson

from ccmdesk.bundle.manifest import Manifest
from ccmdesk.bundle.reader import (
    Asked,
    Verified,
    VerifiedPackage,
    records,
    verify,
    verify_kind,
)
from ccmdesk.bundle.refused import CONTRADICTS, BundleRefused
from ccmdesk.bundle.trust import TrustedKey
from ccmdesk.model.codec import unflatten
from ccmdesk.model.content import content_hash
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A package found good, and the records that are in it."""

    verified: Verified
    records: tuple[Any, ...]


def verify_package(path: Path, *, trusted: Sequence[TrustedKey] = ()) -> Verified:
    """Return what the package at *path* is; raises Problem with what is wrong and what to do."""
    return open_package(path, trusted=trusted).verified


def look_at_package(path: Path, *, trusted: Sequence[TrustedKey] = ()) -> VerifiedPackage[Manifest]:
    """Return what the package at *path* is, a submission or changes between offices."""
    with _reading(path) as source:
        return verify_kind(source, Asked(Manifest, trusted=trusted))


def open_package(path: Path, *, trusted: Sequence[TrustedKey] = ()) -> Opened:
    """Verify the package and read its records, which must have the check code it states."""
    with _reading(path) as source:
        verified = verify(source, trusted=trusted)
        found = tuple(_records(source, verified))
    if not _is_newer(verified) and content_hash(found) != verified.manifest.plan_hash:
        raise BundleRefused(CONTRADICTS, file="data/snapshot")
    return Opened(verified=verified, records=found)


@contextmanager
def _reading(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as source:
            yield source
    except FileNotFoundError as error:
        raise Problem(
            N_("There is no file {file}. Check its name and the folder."), file=str(path)
        ) from error
    except IsADirectoryError as error:
        raise Problem(N_("{file} is a folder. Choose a package."), file=str(path)) from error


def _records(source: BinaryIO, verified: Verified) -> list[Any]:
    found = []
    for count in verified.manifest.counts:
        kind = BY_NAME.get(count.kind)
        if kind is None:
            continue
        for line in records(source, verified, kind=count.kind):
            flat = orjson.loads(line)
            try:
                found.append(unflatten(kind.record, UUID(flat.pop("id")), flat))
            except (KeyError, TypeError, ValueError) as error:
                raise BundleRefused(CONTRADICTS, file=f"data/snapshot/{count.kind}") from error
    return found


def _is_newer(verified: Verified) -> bool:
    """Whether it may hold kinds this program does not know, so that the code cannot be compared."""
    return any(count.kind not in BY_NAME for count in verified.manifest.counts)
