"""Verifies an update: whole, unchanged, signed, by which key; refuses everything else.

Nothing is unpacked here. As in a package every byte counts: a seal covers the file, its structures
must be those our writer writes, the signature covers the manifest, and that the SHA-256 of every
file. Whether the key may be believed is for the caller.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from ccmdesk.bundle import names, update_names
from ccmdesk.bundle.contents import read_whole, stream
from ccmdesk.bundle.dsse import UPDATE_TYPE, BadEnvelopeError, Signed, open_envelope
from ccmdesk.bundle.fingerprint import Fingerprint, fingerprint_of
from ccmdesk.bundle.keys import PublicKey
from ccmdesk.bundle.limits import LIMITS, Limits
from ccmdesk.bundle.manifest import FileEntry, sha256_of
from ccmdesk.bundle.refused import (
    BAD_SIGNATURE,
    CHANGED,
    CONTRADICTS,
    MISSING_FILE,
    UNEXPECTED_FILE,
    BundleRefused,
)
from ccmdesk.bundle.update_manifest import UpdateManifest, read_update_manifest
from ccmdesk.bundle.zip_layout import Member
from ccmdesk.bundle.zip_reader import read_members


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedUpdate:
    """An update found good; *envelope* is what its signature stands in, kept with the files."""

    manifest: UpdateManifest
    public_key: PublicKey
    envelope: bytes = field(repr=False)
    members: Mapping[str, Member] = field(repr=False)

    @property
    def fingerprint(self) -> Fingerprint:
        """The fingerprint of the key that signed."""
        return fingerprint_of(self.public_key)

    @property
    def payload(self) -> tuple[FileEntry, ...]:
        """The files it brings."""
        return payload_of(self.manifest)


def verify_update(source: BinaryIO, *, limits: Limits = LIMITS) -> VerifiedUpdate:
    """Return what the update at *source*, which must be able to seek, is; else BundleRefused."""
    found = read_members(source, limits=limits, layout=update_names.UPDATE)
    members = {member.name: member for member in found}
    envelope = read_whole(source, members[names.ENVELOPE], at_most=2 * limits.manifest)
    signed = _signed(envelope)
    if signed.payload != read_whole(source, members[names.MANIFEST], at_most=limits.manifest):
        raise BundleRefused(CHANGED, file=names.MANIFEST)
    manifest = read_kept(signed)
    _require_same_files(manifest, members)
    verified = VerifiedUpdate(
        manifest=manifest, public_key=signed.public_key, envelope=envelope, members=members
    )
    for entry in manifest.files:
        for _ in file_of(source, verified, entry):
            pass
    return verified


def read_envelope(envelope: bytes) -> UpdateManifest:
    """Return the manifest in the envelope of an update; raises BundleRefused for any other."""
    return read_kept(_signed(envelope))


def read_kept(signed: Signed) -> UpdateManifest:
    """Return the manifest that is signed, which must name the key that signed it."""
    manifest = read_update_manifest(signed.payload)
    if manifest.sender.public_key != signed.public_key.hex():
        raise BundleRefused(BAD_SIGNATURE)
    return manifest


def payload_of(manifest: UpdateManifest) -> tuple[FileEntry, ...]:
    """Return the files that an update brings, without the one that says what it is."""
    return tuple(file for file in manifest.files if file.path != names.MIMETYPE)


def file_of(source: BinaryIO, verified: VerifiedUpdate, entry: FileEntry) -> Iterator[bytes]:
    """Yield one file of an update found good in pieces, proved again while it is read.

    Nothing yielded may be used before the end has come: BundleRefused is raised there when
    *source* has changed since.
    """
    return stream(source, verified.members[entry.path], sha256=entry.sha256)


def _signed(envelope: bytes) -> Signed:
    try:
        return open_envelope(envelope, payload_type=UPDATE_TYPE)
    except BadEnvelopeError as error:
        raise BundleRefused(BAD_SIGNATURE) from error


def _require_same_files(manifest: UpdateManifest, members: Mapping[str, Member]) -> None:
    """Require every file to be listed with its size, and every listed file to be there."""
    listed = {file.path: file for file in manifest.files}
    for name in members:
        if name not in listed and name not in update_names.UNSIGNED:
            raise BundleRefused(UNEXPECTED_FILE, file=name)
    for file in manifest.files:
        if file.path not in members:
            raise BundleRefused(MISSING_FILE, file=file.path)
        if members[file.path].size != file.size:
            raise BundleRefused(CHANGED, file=file.path)
    if listed[names.MIMETYPE].sha256 != sha256_of(update_names.MEDIA_TYPE):
        raise BundleRefused(CONTRADICTS, file=names.MIMETYPE)
