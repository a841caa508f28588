"""Writes an update: a signed file that brings reference packs or a new version of the program."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from ccmdesk.bundle import dsse, names, strict_json, update_names
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.bundle.limits import LIMITS, MIB
from ccmdesk.bundle.manifest import FileEntry, Sender
from ccmdesk.bundle.refused import BundleRefused
from ccmdesk.bundle.update_manifest import (
    FORMAT,
    News,
    UpdateKind,
    UpdateManifest,
    read_update_manifest,
)
from ccmdesk.bundle.zip_reader import require_package_size, require_sizes
from ccmdesk.bundle.zip_writer import SealedZip
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

BAD_UPDATE = N_(
    "An update cannot be made of this. It names its sender and office, each on one line of at most"
    " 200 characters, has a version of numbers and dots, and says what is new in at most 4,000"
    " characters; the names of its files have no spaces. Correct that, then make it again."
)
UPDATE_TOO_LARGE = N_(
    "The update is larger than a receiver accepts: at most {megabytes} MB and {files} files. Leave"
    " out what is not needed, then make it again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """Everything an update is made of.

    *files* give, by the path they go to, the bytes when their turn comes. *news* says by language
    what is new.
    """

    brings: UpdateKind
    sender_name: str
    sender_office: str
    number: int
    version: str
    made_on: dt.date
    news: Mapping[str, str]
    program: str
    oldest_program: str
    files: Mapping[str, Callable[[], bytes]]


def write_update(update: Update, *, key: SigningKey, out: BinaryIO) -> UpdateManifest:
    """Write an update onto *out*; equal input gives equal bytes.

    Raises Problem for what the maker can mend; what is on *out* is then not an update.
    """
    package = SealedZip(out)
    files = [package.add(names.MIMETYPE, [update_names.MEDIA_TYPE])]
    files += [package.add(path, [read()]) for path, read in _in_order(update)]
    manifest = _manifest(update, key, files)
    raw = strict_json.encode(manifest)
    try:
        read_update_manifest(raw)
    except BundleRefused as error:
        raise Problem(BAD_UPDATE) from error
    package.add(names.MANIFEST, [raw])
    package.add(names.ENVELOPE, [dsse.seal(raw, key=key, payload_type=dsse.UPDATE_TYPE)])
    package.finish()
    _require_small_enough(package)
    return manifest


def _in_order(update: Update) -> Iterator[tuple[str, Callable[[], bytes]]]:
    match update.brings:
        case UpdateKind.PACKS:
            folder = update_names.PACKS
        case UpdateKind.PROGRAM:
            folder = update_names.PROGRAM
    for path in sorted(update.files):
        if not update_names.is_payload(folder + path):
            raise Problem(BAD_UPDATE)
        yield folder + path, update.files[path]


def _manifest(update: Update, key: SigningKey, files: list[FileEntry]) -> UpdateManifest:
    sender = Sender(
        public_key=key.public_key.hex(), name=update.sender_name, office=update.sender_office
    )
    return UpdateManifest(
        format=FORMAT,
        min_reader=FORMAT,
        program=update.program,
        brings=update.brings,
        sender=sender,
        number=update.number,
        version=update.version,
        made_on=update.made_on,
        news=tuple(News(language=code, text=text) for code, text in sorted(update.news.items())),
        oldest_program=update.oldest_program,
        files=tuple(sorted(files, key=lambda file: file.path)),
    )


def _require_small_enough(package: SealedZip) -> None:
    """Hold the update to the limits of its reader."""
    try:
        require_sizes(package.members, limits=LIMITS)
        require_package_size(package.size, limits=LIMITS)
    except BundleRefused as error:
        said = {"megabytes": LIMITS.package // MIB, "files": LIMITS.members}
        raise Problem(UPDATE_TOO_LARGE, **said) from error
