"""Writes a submission: one sealed, signed file that is also a ZIP and, unpacked, a BagIt bag."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import BinaryIO

import msgspec

from ccmdesk.bundle import bag, dsse, names, strict_json
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.bundle.limits import LIMITS, MIB
from ccmdesk.bundle.manifest import (
    FORMAT,
    FileEntry,
    KindCount,
    Line,
    Manifest,
    Pack,
    Recipient,
    Sender,
    manifest_bytes,
    read_manifest,
    sha256_of,
)
from ccmdesk.bundle.payload import require_payload_limits
from ccmdesk.bundle.records import PersonalDataError, require_record
from ccmdesk.bundle.refused import BundleRefused
from ccmdesk.bundle.zip_reader import require_package_size, require_sizes
from ccmdesk.bundle.zip_writer import SealedZip
from ccmdesk.model.codes import LanguageTag, StateCode
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

SENDER_MISSING = N_(
    "A package names its sender. Enter your name and your office in the settings, each on one line "
    "of at most 200 characters, then pack again."
)
BAD_RECORD = N_(
    "Record {line} of {kind} cannot be sent: a text in it is too long or has unreadable "
    "characters. Correct the record, then pack again."
)
PERSONAL_RECORD = N_(
    "Record {line} of {kind} has personal data in the field {field}. Remove it, then pack again."
)
ATTACHMENT_CHANGED = N_(
    "An attachment is no longer the file that was attached: {file} does not match. Attach it "
    "again, then pack again."
)
TOO_LARGE_TO_SEND = N_(
    "The plan and its attachments are larger than a receiver accepts: at most {megabytes} MB, "
    "{files} files and {records} records. Leave out large attachments, then pack again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes along; *read* gives its bytes when its turn comes."""

    sha256: str
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """Everything a package is made of. The caller has redacted records for their receiver.

    *snapshots* give, per kind of record in snake case, JSON objects as orjson writes them, without
    line ends, in an order that depends on nothing but the records (by id); each is read once.
    *papers* are the plan as PDF by language. *previous* is the manifest_sha256 of the submission
    before, None when *number* is 1. *packs* are the versions of the reference data by name.
    *readme* is in all languages it is to be read in; *schema* is JSON as orjson writes it.
    """

    country: StateCode
    sender_name: str
    sender_office: str
    recipients: tuple[Recipient, ...]
    number: int
    previous: str | None
    plan_hash: str
    data_date: dt.date
    program: str
    packs: Mapping[str, str]
    readme: str
    schema: bytes
    snapshots: Mapping[str, Iterable[bytes]]
    papers: Mapping[LanguageTag, bytes]
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written: the name to save it under, its manifest, its files, its size in bytes."""

    file_name: str
    manifest: Manifest
    manifest_sha256: str
    files: int
    size: int


def write_submission(submission: Submission, *, key: SigningKey, out: BinaryIO) -> Written:
    """Write a package onto *out*, which need not seek; equal input gives equal bytes.

    Raises Problem for what the user can mend; what is on *out* is then not a package.
    """
    _require_sender(submission)
    package = SealedZip(out)
    counts: dict[str, int] = {}
    files = [package.add(name, chunks) for name, chunks in _before_lists(submission, counts)]
    manifest = _manifest(submission, key, files, counts)
    files.append(package.add(names.BAG_INFO, [bag.bag_info(manifest)]))
    files.append(package.add(names.PAYLOAD_LIST, [bag.payload_list(manifest.files)]))
    manifest = _manifest(submission, key, files, counts)
    raw = manifest_bytes(manifest)
    read_manifest(raw)
    _close(package, manifest, raw, dsse.seal(raw, key=key))
    _require_small_enough(package, manifest)
    return Written(
        file_name=names.package_name(manifest.country, manifest.data_date, manifest.number),
        manifest=manifest,
        manifest_sha256=sha256_of(raw),
        files=len(package.members),
        size=package.size,
    )


def _require_sender(submission: Submission) -> None:
    try:
        msgspec.convert([submission.sender_name, submission.sender_office], list[Line])
    except msgspec.ValidationError as error:
        raise Problem(SENDER_MISSING) from error


def _before_lists(
    submission: Submission, counts: dict[str, int]
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield name and content of every file up to the lists; fill *counts* as records pass by."""
    strict_json.parse(submission.schema)
    payload: dict[str, Iterable[bytes]] = {names.SCHEMA: [submission.schema]}
    for kind, lines in submission.snapshots.items():
        payload[names.snapshot_name(kind)] = _lines(kind, lines, counts)
    for language, paper in submission.papers.items():
        payload[names.paper_name(language)] = [paper]
    for attachment in submission.attachments:
        payload[names.attachment_name(attachment.sha256)] = _attached(attachment)
    yield names.MIMETYPE, [names.MEDIA_TYPE]
    yield names.README, [submission.readme.encode("utf-8")]
    yield names.BAGIT, [bag.BAGIT_TXT]
    yield from sorted(payload.items(), key=itemgetter(0))


def _lines(kind: str, lines: Iterable[bytes], counts: dict[str, int]) -> Iterator[bytes]:
    counts[kind] = 0
    for number, line in enumerate(lines, start=1):
        try:
            require_record(line)
        except strict_json.NotStrictError as error:
            raise Problem(BAD_RECORD, line=number, kind=kind) from error
        except PersonalDataError as error:
            raise Problem(PERSONAL_RECORD, line=number, kind=kind, field=error.field) from error
        counts[kind] = number
        yield line + b"\n"


def _attached(attachment: Attachment) -> Iterator[bytes]:
    raw = attachment.read()
    if sha256_of(raw) != attachment.sha256:
        raise Problem(ATTACHMENT_CHANGED, file=attachment.sha256)
    yield raw


def _manifest(
    submission: Submission, key: SigningKey, files: Iterable[FileEntry], counts: Mapping[str, int]
) -> Manifest:
    return Manifest(
        kind="submission",
        format=FORMAT,
        min_reader=FORMAT,
        program=submission.program,
        country=submission.country,
        sender=Sender(
            public_key=key.public_key.hex(),
            name=submission.sender_name,
            office=submission.sender_office,
        ),
        recipients=submission.recipients,
        number=submission.number,
        previous=submission.previous,
        languages=tuple(sorted(submission.papers)),
        plan_hash=submission.plan_hash,
        data_date=submission.data_date,
        packs=tuple(Pack(name=n, version=v) for n, v in sorted(submission.packs.items())),
        counts=tuple(KindCount(kind=k, records=n) for k, n in sorted(counts.items())),
        files=tuple(sorted(files, key=lambda file: file.path)),
    )


def _close(package: SealedZip, manifest: Manifest, raw: bytes, envelope: bytes) -> None:
    package.add(names.MANIFEST, [raw])
    package.add(names.ENVELOPE, [envelope])
    unsigned = {names.MANIFEST: sha256_of(raw), names.ENVELOPE: sha256_of(envelope)}
    package.add(names.TAG_LIST, [bag.tag_list(manifest.files, unsigned=unsigned)])
    package.finish()


def _require_small_enough(package: SealedZip, manifest: Manifest) -> None:
    """Hold the package to the limits of its reader."""
    try:
        require_sizes(package.members, limits=LIMITS)
        require_payload_limits(manifest, limits=LIMITS)
        require_package_size(package.size, limits=LIMITS)
    except BundleRefused as error:
        raise Problem(
            TOO_LARGE_TO_SEND,
            megabytes=LIMITS.package // MIB,
            files=LIMITS.members,
            records=LIMITS.records,
        ) from error
