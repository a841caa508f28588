"""Writes a package of any kind: a signed file that is also a ZIP and, unpacked, a BagIt bag."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, BinaryIO, Generic, TypeVar

import msgspec

from ccmdesk.bundle import bag, dsse, names, strict_json
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.bundle.limits import LIMITS, MIB
from ccmdesk.bundle.manifest import (
    FORMAT,
    FileEntry,
    Line,
    Manifest,
    Recipient,
    Sender,
    manifest_bytes,
    sha256_of,
)
from ccmdesk.bundle.manifest_reading import read_manifest
from ccmdesk.bundle.payload import require_payload_limits
from ccmdesk.bundle.records import PersonalDataError, require_record
from ccmdesk.bundle.refused import BundleRefused
from ccmdesk.bundle.zip_reader import require_package_size, require_sizes
from ccmdesk.bundle.zip_writer import SealedZip
from ccmdesk.model.codes import StateCode
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
class Sending:
    """What packages of every kind are made of.

    *previous* is the manifest_sha256 of the package of this kind before, if there was one.
    *readme* is in all languages it is to be read in; *schema* is JSON as orjson writes it.
    """

    country: StateCode
    sender_name: str
    sender_office: str
    recipients: tuple[Recipient, ...]
    number: int
    previous: str | None
    data_date: dt.date
    program: str
    readme: str
    schema: bytes
    attachments: tuple[Attachment, ...] = ()


M = TypeVar("M", bound=Manifest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written(Generic[M]):
    """What was written: the name to save it under, its manifest, its files, its size in bytes."""

    file_name: str
    manifest: M
    manifest_sha256: str
    files: int
    size: int


Head = Mapping[str, Any]
"""The fields that the manifests of every kind have, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content(Generic[M]):
    """The files of a package by name, and the manifest for them once they have been written."""

    files: Mapping[str, Iterable[bytes]]
    manifest: Callable[[Head], M]


def write_package(
    sending: Sending, content: Content[M], *, key: SigningKey, out: BinaryIO
) -> Written[M]:
    """Write a package onto *out*, which need not seek; equal input gives equal bytes.

    Raises Problem for what the user can mend; what is on *out* is then not a package.
    """
    _require_sender(sending)
    package = SealedZip(out)
    files = [package.add(name, chunks) for name, chunks in _before_lists(sending, content)]
    manifest = content.manifest(_head(sending, key, files))
    files.append(package.add(names.BAG_INFO, [bag.bag_info(manifest)]))
    files.append(package.add(names.PAYLOAD_LIST, [bag.payload_list(manifest.files)]))
    manifest = content.manifest(_head(sending, key, files))
    raw = manifest_bytes(manifest)
    read_manifest(raw)
    _close(package, manifest, raw, dsse.seal(raw, key=key))
    _require_small_enough(package, manifest)
    return Written(
        file_name=names.package_name(manifest.title),
        manifest=manifest,
        manifest_sha256=sha256_of(raw),
        files=len(package.members),
        size=package.size,
    )


def lines_to_send(kind: str, lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the records of a file with their line ends; raises Problem for one that may not go."""
    for number, line in enumerate(lines, start=1):
        try:
            require_record(line)
        except strict_json.NotStrictError as error:
            raise Problem(BAD_RECORD, line=number, kind=kind) from error
        except PersonalDataError as error:
            raise Problem(PERSONAL_RECORD, line=number, kind=kind, field=error.field) from error
        yield line + b"\n"


def _require_sender(sending: Sending) -> None:
    try:
        msgspec.convert([sending.sender_name, sending.sender_office], list[Line])
    except msgspec.ValidationError as error:
        raise Problem(SENDER_MISSING) from error


def _before_lists(sending: Sending, content: Content[Any]) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield name and content of every file up to the lists."""
    strict_json.parse(sending.schema)
    payload = {names.SCHEMA: [sending.schema], **content.files}
    for attachment in sending.attachments:
        payload[names.attachment_name(attachment.sha256)] = _attached(attachment)
    yield names.MIMETYPE, [names.MEDIA_TYPE]
    yield names.README, [sending.readme.encode("utf-8")]
    yield names.BAGIT, [bag.BAGIT_TXT]
    yield from sorted(payload.items(), key=itemgetter(0))


def _attached(attachment: Attachment) -> Iterator[bytes]:
    raw = attachment.read()
    if sha256_of(raw) != attachment.sha256:
        raise Problem(ATTACHMENT_CHANGED, file=attachment.sha256)
    yield raw


def _head(sending: Sending, key: SigningKey, files: Iterable[FileEntry]) -> Head:
    return {
        "format": FORMAT,
        "min_reader": FORMAT,
        "program": sending.program,
        "country": sending.country,
        "sender": Sender(
            public_key=key.public_key.hex(),
            name=sending.sender_name,
            office=sending.sender_office,
        ),
        "recipients": sending.recipients,
        "number": sending.number,
        "previous": sending.previous,
        "data_date": sending.data_date,
        "files": tuple(sorted(files, key=lambda file: file.path)),
    }


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
