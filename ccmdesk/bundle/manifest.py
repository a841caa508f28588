"""What a submission says of itself: the content of ccmdesk.json, which is what gets signed."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, Literal

import msgspec

from ccmdesk.bundle import names, strict_json
from ccmdesk.bundle.limits import LIMITS
from ccmdesk.bundle.refused import (
    CONTRADICTS,
    MALFORMED,
    OTHER_KIND,
    TOO_NEW,
    BundleRefused,
    shown,
)

FORMAT = 1
"""The format written, and the newest one that is read."""

MAX_NUMBER = 999_999

Meta = msgspec.Meta
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
Line = Annotated[
    str, Meta(min_length=1, max_length=200, pattern="^[^\x00-\x1f\x7f-\x9f\u2028\u2029]+\\Z")
]
"""A name on one line, by every reader's idea of a line."""
Kind = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,63}\Z")]
Language = Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}\Z")]
Count = Annotated[int, Meta(ge=0, le=LIMITS.records)]


class Sender(msgspec.Struct, frozen=True, kw_only=True):
    """Who signed: the raw Ed25519 key in hexadecimal, the person and the office."""

    public_key: Sha256
    name: Line
    office: Line


class Recipient(msgspec.Struct, frozen=True, kw_only=True):
    """Whom the sender meant it for: a short code such as isu, and the name in full."""

    code: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{0,31}\Z")]
    name: Line


class Pack(msgspec.Struct, frozen=True, kw_only=True):
    """A pack of reference data and its version at the time."""

    name: Line
    version: Line


class KindCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many records of one kind there are."""

    kind: Kind
    records: Count


class FileEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One file: its name, its size in bytes before packing, its SHA-256."""

    path: Annotated[str, Meta(min_length=1, max_length=120)]
    size: Annotated[int, Meta(ge=0, le=LIMITS.expanded)]
    sha256: Sha256


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """A numbered, frozen snapshot of one country's plan.

    *previous* is the SHA-256 of the manifest of the submission before, None for the first;
    *plan_hash* is the content hash of the plan; *files* are all files but ccmdesk.json, its
    envelope and tagmanifest-sha256.txt, sorted by path. Fields of a later format that an older
    reader may pass over are not kept here; they are covered by the signature all the same.
    """

    kind: Literal["submission"]
    format: Annotated[int, Meta(ge=1, le=1_000)]
    min_reader: Annotated[int, Meta(ge=1, le=1_000)]
    program: Line
    country: Annotated[str, Meta(pattern=r"^[A-Z]{3}\Z")]
    sender: Sender
    recipients: Annotated[tuple[Recipient, ...], Meta(min_length=1, max_length=20)]
    number: Annotated[int, Meta(ge=1, le=MAX_NUMBER)]
    previous: Sha256 | None
    languages: Annotated[tuple[Language, ...], Meta(max_length=100)]
    plan_hash: Sha256
    data_date: dt.date
    packs: Annotated[tuple[Pack, ...], Meta(max_length=100)]
    counts: Annotated[tuple[KindCount, ...], Meta(max_length=200)]
    files: Annotated[tuple[FileEntry, ...], Meta(max_length=LIMITS.members)]

    @property
    def title(self) -> str:
        """How the submission is called: LAO-2026-07-submission-000004."""
        return names.package_title(self.country, self.data_date, self.number)


class _Preamble(msgspec.Struct, frozen=True):
    """What every later format keeps, so that an old program can say which one to install."""

    kind: str
    min_reader: int
    program: Line


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return ccmdesk.json; its SHA-256 is what the next submission names as previous."""
    return strict_json.encode(manifest)


def sha256_of(raw: bytes) -> str:
    """Return the SHA-256 of *raw* in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


def read_manifest(raw: bytes) -> Manifest:
    """Return the manifest in bytes whose signature was found good. Raises BundleRefused."""
    bounds = strict_json.Bounds(items=LIMITS.members)
    try:
        start = strict_json.decode(raw, _Preamble, bounds=bounds)
        if start.min_reader > FORMAT:
            raise BundleRefused(TOO_NEW, program=start.program)
        if start.kind != "submission":
            raise BundleRefused(OTHER_KIND)
        manifest = msgspec.json.decode(raw, type=Manifest, strict=True)
    except (strict_json.NotStrictError, msgspec.MsgspecError) as error:
        raise BundleRefused(MALFORMED, file=names.MANIFEST, line=1) from error
    _require_agreement(manifest)
    return manifest


def _require_agreement(manifest: Manifest) -> None:
    """Raise BundleRefused unless number, languages, counts and files tell the same story."""
    paths = [file.path for file in manifest.files]
    odd = next((file for file in manifest.files if not _may_be_listed(file)), None)
    if odd is not None:
        raise BundleRefused(CONTRADICTS, file=shown(odd.path))
    kinds = [kind for path in paths if (kind := names.snapshot_kind(path))]
    papers = [language for path in paths if (language := names.paper_language(path))]
    agrees = (
        _is_rising(paths)
        and len({path.casefold() for path in paths}) == len(paths)
        and {*names.BEFORE_DATA, names.BAG_INFO, names.PAYLOAD_LIST, names.SCHEMA} <= {*paths}
        and kinds == [count.kind for count in manifest.counts]
        and papers == list(manifest.languages)
        and _is_rising([pack.name for pack in manifest.packs])
        and (manifest.previous is None) == (manifest.number == 1)
    )
    if not agrees:
        raise BundleRefused(CONTRADICTS, file=names.MANIFEST)


def _may_be_listed(file: FileEntry) -> bool:
    return (
        names.is_expected(file.path)
        and file.path not in names.UNSIGNED
        and names.attachment_sha256(file.path) in {None, file.sha256}
    )


def _is_rising(values: Sequence[str]) -> bool:
    return all(before < after for before, after in pairwise(values))
