"""Verifies a package: whole, unchanged, signed, by whom; refuses everything else.

Needs no database and no network. Memory does not grow with the package; nothing is unpacked to
disk. Every byte counts: a seal covers the file, the ZIP structures must be those our writer writes,
the signature covers the manifest, and the manifest the SHA-256 of every file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from io import SEEK_END
from typing import Any, BinaryIO, Generic, TypeVar

from ccmdesk.bundle import bag, names
from ccmdesk.bundle.age_key import age_recipient
from ccmdesk.bundle.contents import read_whole, stream
from ccmdesk.bundle.dsse import BadEnvelopeError, Signed, open_envelope
from ccmdesk.bundle.fingerprint import Fingerprint, fingerprint_of, fingerprint_text
from ccmdesk.bundle.keys import PublicKey, SigningKey
from ccmdesk.bundle.limits import LIMITS, Limits
from ccmdesk.bundle.manifest import Manifest, SubmissionManifest, sha256_of
from ccmdesk.bundle.manifest_reading import read_manifest
from ccmdesk.bundle.payload import most_values, require_payload, require_payload_limits
from ccmdesk.bundle.records import lines_of
from ccmdesk.bundle.refused import (
    BAD_SIGNATURE,
    CHANGED,
    CONTRADICTS,
    IS_CHANGES,
    IS_SUBMISSION,
    MISSING_FILE,
    NOT_FOR_US,
    UNEXPECTED_FILE,
    BundleRefused,
)
from ccmdesk.bundle.trust import TrustedKey, find_key
from ccmdesk.bundle.zip_layout import Member
from ccmdesk.bundle.zip_reader import read_members
from ccmdesk.model.codes import Coded
from ccmdesk.model.words import C_, N_, Message

KNOWN_SENDER = N_(
    "The package is complete and unchanged. It was signed by {name}, {office}; {person} checked "
    "their key on {date}."
)
OWN_SENDER = N_(
    "The package is complete and unchanged. {name}, {office} signed it with the key of this"
    " computer."
)
UNVERIFIED_SENDER = N_(
    "The package is complete and unchanged, and says it is from {name}, {office}. Nobody here has "
    "checked their key yet: compare {fingerprint} with them by telephone."
)


M = TypeVar("M", bound=Manifest)


class KeyState(Coded):
    """What is known of the key that signed; a revoked key is refused."""

    UNVERIFIED = "unverified", C_("key", "Not checked yet")
    KNOWN = "known", C_("key", "Checked")


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedPackage(Generic[M]):
    """A package found good; *sentence* says so to the user.

    *manifest_sha256* is what the next submission names as previous. *members* say where the files
    are, for *records* and *contents*. *size* is that of the package itself, in bytes.
    """

    manifest: M
    manifest_sha256: str
    public_key: PublicKey
    state: KeyState
    sentence: Message
    members: Mapping[str, Member] = field(repr=False)
    size: int

    @property
    def fingerprint(self) -> Fingerprint:
        """The fingerprint of the key that signed."""
        return fingerprint_of(self.public_key)


Verified = VerifiedPackage[SubmissionManifest]


def verify(
    source: BinaryIO,
    *,
    trusted: Sequence[TrustedKey] = (),
    recipient: str | None = None,
    limits: Limits = LIMITS,
) -> Verified:
    """Return what the submission at *source*, which must be able to seek, is; else BundleRefused.

    *recipient* is our own code, such as isu, when the package must name us; None to look only.
    *source* is only read.
    """
    asked = Asked(SubmissionManifest, trusted=trusted, recipient=recipient, limits=limits)
    return verify_kind(source, asked)


@dataclass(frozen=True, slots=True)
class Asked(Generic[M]):
    """A kind of package, and what must hold for it, as `verify` explains."""

    kind: type[M]
    _: KW_ONLY
    trusted: Sequence[TrustedKey] = ()
    recipient: str | None = None
    limits: Limits = LIMITS
    opened_with: SigningKey | None = None
    """The key of ours that decrypted it; the sender must have meant that key."""
    looked_through: str = ""
    """The SHA-256 of a manifest whose payload was found good before, and is not read again."""


def verify_kind(source: BinaryIO, asked: Asked[M]) -> VerifiedPackage[M]:
    """Return what the package at *source* is; raises BundleRefused also for another kind."""
    limits = asked.limits
    members = {member.name: member for member in read_members(source, limits=limits)}
    signed = _read_signed(source, members, limits)
    manifest = read_manifest(signed.payload)
    if not isinstance(manifest, asked.kind):
        is_submission = isinstance(manifest, SubmissionManifest)
        raise BundleRefused(IS_SUBMISSION if is_submission else IS_CHANGES)
    _require_own_key(manifest, signed.public_key)
    known = find_key(manifest, signed.public_key, trusted=asked.trusted)
    _require_recipient(manifest, asked.recipient)
    _require_meant(manifest, asked.opened_with)
    _require_same_files(manifest, members)
    _require_bag_lists(manifest)
    _require_tag_list(source, members, manifest, limits)
    manifest_sha256 = sha256_of(signed.payload)
    if manifest_sha256 != asked.looked_through:
        _require_payload(source, members, manifest, limits)
    return VerifiedPackage(
        manifest=manifest,
        manifest_sha256=manifest_sha256,
        public_key=signed.public_key,
        state=KeyState.UNVERIFIED if known is None else KeyState.KNOWN,
        sentence=_sentence(manifest, signed.public_key, known),
        members=members,
        size=source.seek(0, SEEK_END),
    )


def records(source: BinaryIO, verified: VerifiedPackage[Any], *, kind: str) -> Iterator[bytes]:
    """Yield the records of one kind, one JSON object each, from a package found good.

    The file is proved again while it is read; BundleRefused is raised when *source* has changed
    since, so take nothing over before the last record has come.
    """
    return lines_of(contents(source, verified, name=names.snapshot_name(kind)))


def contents(source: BinaryIO, verified: VerifiedPackage[Any], *, name: str) -> Iterator[bytes]:
    """Yield one file of a package found good in pieces, proved again as *records* does."""
    entry = next(file for file in verified.manifest.files if file.path == name)
    return stream(source, verified.members[name], sha256=entry.sha256)


def _read_signed(source: BinaryIO, members: Mapping[str, Member], limits: Limits) -> Signed:
    """Return what the signature covers, once it holds; ccmdesk.json must be those bytes."""
    envelope = read_whole(source, members[names.ENVELOPE], at_most=2 * limits.manifest)
    raw = read_whole(source, members[names.MANIFEST], at_most=limits.manifest)
    try:
        signed = open_envelope(envelope)
    except BadEnvelopeError as error:
        raise BundleRefused(BAD_SIGNATURE) from error
    if signed.payload != raw:
        raise BundleRefused(CHANGED, file=names.MANIFEST)
    return signed


def _require_own_key(manifest: Manifest, public_key: PublicKey) -> None:
    """Require the sender to name the key that signed, so that nobody signs under another's name."""
    if manifest.sender.public_key != public_key.hex():
        raise BundleRefused(BAD_SIGNATURE)


def _require_recipient(manifest: Manifest, recipient: str | None) -> None:
    if recipient in {None, *(meant.code for meant in manifest.recipients)}:
        return
    raise _not_for_us(manifest)


def _require_meant(manifest: Manifest, key: SigningKey | None) -> None:
    """Require the sender to name the key that decrypted, so that nobody passes it on as theirs."""
    if key is None or manifest.sender.public_key == key.public_key.hex():
        return
    if age_recipient(key) not in {meant.age for meant in manifest.recipients}:
        raise _not_for_us(manifest)


def _not_for_us(manifest: Manifest) -> BundleRefused:
    return BundleRefused(
        NOT_FOR_US,
        recipients=", ".join(meant.name for meant in manifest.recipients),
        name=manifest.sender.name,
        office=manifest.sender.office,
    )


def _require_same_files(manifest: Manifest, members: Mapping[str, Member]) -> None:
    """Require every file to be listed with its size, and every listed file to be there."""
    listed = {file.path for file in manifest.files}
    for name in members:
        if name not in listed | names.UNSIGNED:
            raise BundleRefused(UNEXPECTED_FILE, file=name)
    for file in manifest.files:
        if file.path not in members:
            raise BundleRefused(MISSING_FILE, file=file.path)
        if members[file.path].size != file.size:
            raise BundleRefused(CHANGED, file=file.path)


def _require_bag_lists(manifest: Manifest) -> None:
    """Require the BagIt files to say what the manifest says, by making them anew."""
    sha256 = {file.path: file.sha256 for file in manifest.files}
    expected = {
        names.MIMETYPE: names.MEDIA_TYPE,
        names.BAGIT: bag.BAGIT_TXT,
        names.BAG_INFO: bag.bag_info(manifest),
        names.PAYLOAD_LIST: bag.payload_list(manifest.files),
    }
    for name, raw in expected.items():
        if sha256[name] != sha256_of(raw):
            raise BundleRefused(CONTRADICTS, file=name)


def _require_tag_list(
    source: BinaryIO, members: Mapping[str, Member], manifest: Manifest, limits: Limits
) -> None:
    """Make tagmanifest-sha256.txt anew and compare; the signature cannot cover it."""
    unsigned = {
        name: sha256_of(read_whole(source, members[name], at_most=2 * limits.manifest))
        for name in (names.MANIFEST, names.ENVELOPE)
    }
    found = read_whole(source, members[names.TAG_LIST], at_most=limits.text_member)
    if found != bag.tag_list(manifest.files, unsigned=unsigned):
        raise BundleRefused(CONTRADICTS, file=names.TAG_LIST)


def _require_payload(
    source: BinaryIO, members: Mapping[str, Member], manifest: Manifest, limits: Limits
) -> None:
    require_payload_limits(manifest, limits=limits)
    values = most_values(manifest, limits=limits)
    for entry in manifest.files:
        chunks = stream(source, members[entry.path], sha256=entry.sha256)
        values -= require_payload(chunks, entry=entry, manifest=manifest, values=values)


def _sentence(manifest: Manifest, public_key: PublicKey, known: TrustedKey | None) -> Message:
    name, office = manifest.sender.name, manifest.sender.office
    if known is None:
        fingerprint = fingerprint_text(fingerprint_of(public_key))
        return Message(
            UNVERIFIED_SENDER, {"name": name, "office": office, "fingerprint": fingerprint}
        )
    if known.is_own:
        return Message(OWN_SENDER, {"name": name, "office": office})
    return Message(
        KNOWN_SENDER,
        {
            "name": name,
            "office": office,
            "person": known.verified_by,
            "date": known.verified_on,
        },
    )
