"""What a package says of itself: the content of ccmdesk.json, which is what gets signed."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Annotated

import msgspec

from ccmdesk.bundle import names, strict_json
from ccmdesk.bundle.age_key import AgeRecipient
from ccmdesk.bundle.limits import LIMITS

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
Replica = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}\Z")]
Reach = Annotated[int, Meta(ge=0, le=2**53)]


class Sender(msgspec.Struct, frozen=True, kw_only=True):
    """Who signed: the raw Ed25519 key in hexadecimal, the person and the office."""

    public_key: Sha256
    name: Line
    office: Line


class Recipient(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whom the sender meant it for: a short code such as isu, and the name in full.

    *age* is the key the package was encrypted to for this one, None for one without a key.
    """

    code: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{0,31}\Z")]
    name: Line
    age: AgeRecipient | None = None


class Pack(msgspec.Struct, frozen=True, kw_only=True):
    """A pack of reference data and its version at the time."""

    name: Line
    version: Line


class KindCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many records of one kind there are."""

    kind: Kind
    records: Count


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """The changes of one office: those after number *after* are in, up to *to* without a gap.

    *chain* and *after_chain* are the check values of its log at both ends. Whoever takes the
    package in needs the changes up to *after*, which are elsewhere: in the sender's *package* of
    that number, or, when it is 0, in none that the sender knows of.
    """

    replica: Replica
    office: Annotated[str, Meta(max_length=200)]
    after: Reach
    after_chain: Sha256
    package: Annotated[int, Meta(ge=0, le=MAX_NUMBER)]
    to: Reach
    chain: Sha256


class FileEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One file: its name, its size in bytes before packing, its SHA-256."""

    path: Annotated[str, Meta(min_length=1, max_length=120)]
    size: Annotated[int, Meta(ge=0, le=LIMITS.expanded)]
    sha256: Sha256


class Manifest(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """What packages of every kind say: who sends it to whom, its number and its files.

    *previous* is the SHA-256 of the manifest of the package of this kind before, None for the
    first; *files* are all files but ccmdesk.json, its envelope and tagmanifest-sha256.txt, sorted
    by path. Fields of a later format that an older reader may pass over are not kept here; they
    are covered by the signature all the same.
    """

    format: Annotated[int, Meta(ge=1, le=1_000)]
    min_reader: Annotated[int, Meta(ge=1, le=1_000)]
    program: Line
    country: Annotated[str, Meta(pattern=r"^[A-Z]{3}\Z")]
    sender: Sender
    recipients: Annotated[tuple[Recipient, ...], Meta(min_length=1, max_length=20)]
    number: Annotated[int, Meta(ge=1, le=MAX_NUMBER)]
    previous: Sha256 | None
    data_date: dt.date
    files: Annotated[tuple[FileEntry, ...], Meta(max_length=LIMITS.members)]

    @property
    def title(self) -> str:
        """How the package is called: LAO-2026-07-submission-000004."""
        return names.package_title(self.country, self.data_date, f"{self.word}-{self.number:06d}")

    @property
    def word(self) -> str:
        """What its file name calls it, such as submission."""
        return str(self.__struct_config__.tag)

    @property
    def records(self) -> Mapping[str, int]:
        """How many lines each file of records holds, by its path."""
        raise NotImplementedError


class SubmissionManifest(Manifest, frozen=True, kw_only=True, tag="submission", omit_defaults=True):
    """A numbered, frozen snapshot of one country's plan; *plan_hash* is its content hash.

    *masked_below* is the least count of people that is in it, None where all are.
    """

    languages: Annotated[tuple[Language, ...], Meta(max_length=100)]
    plan_hash: Sha256
    packs: Annotated[tuple[Pack, ...], Meta(max_length=100)]
    counts: Annotated[tuple[KindCount, ...], Meta(max_length=200)]
    masked_below: Annotated[int, Meta(ge=3, le=100)] | None = None

    @property
    def records(self) -> Mapping[str, int]:
        """How many records each file of records holds, by its path."""
        return {names.snapshot_name(count.kind): count.records for count in self.counts}


class ChangesManifest(Manifest, frozen=True, kw_only=True, tag="changes"):
    """Changes of a plan that one office sends to another.

    *spans* name every office whose changes the sender has, also those of which nothing is in:
    together they say what the sender has, as a receipt does. *changes* counts the lines;
    *records_version* is the latest version of the records that a line was written with.
    """

    office: Replica
    plan_hash: Sha256
    records_version: Annotated[int, Meta(ge=1, le=1_000)]
    changes: Annotated[int, Meta(ge=0, le=LIMITS.changes)]
    spans: Annotated[tuple[Span, ...], Meta(min_length=1, max_length=10_000)]

    @property
    def records(self) -> Mapping[str, int]:
        """How many lines the file of changes holds, by its path."""
        return {names.CHANGES: self.changes}


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return ccmdesk.json; its SHA-256 is what the next package names as previous."""
    return strict_json.encode(manifest)


def sha256_of(raw: bytes) -> str:
    """Return the SHA-256 of *raw* in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()
