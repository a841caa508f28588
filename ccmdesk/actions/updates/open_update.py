"""Look at an update before it is put in use: whole, by whom, for this program, newer than ours."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from ccmdesk.actions.chosen_file import chosen_file
from ccmdesk.actions.looking.child import FileKind
from ccmdesk.actions.looking.look_through import look_through
from ccmdesk.actions.updates.kept import Kept
from ccmdesk.actions.updates.update_keys import KnownKey, known_key, require_not_revoked
from ccmdesk.actions.updates.updated_packs import (
    folders_below,
    folders_of,
    load_with,
    newest,
    whole_updates,
)
from ccmdesk.actions.updates.used_programs import whole_programs
from ccmdesk.bundle import names, update_names
from ccmdesk.bundle.refused import NOT_A_PACKAGE, BundleRefused
from ccmdesk.bundle.update_manifest import UpdateKind, UpdateManifest, numbers_of
from ccmdesk.bundle.update_reader import VerifiedUpdate, file_of, verify_update
from ccmdesk.bundle.update_refused import NEEDS_NEWER, NOT_AN_UPDATE, OLDER
from ccmdesk.bundle.zip_layout import LOCAL
from ccmdesk.db.atomic_file import make_folder, write_file
from ccmdesk.db.document import Watch, go_on
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_
from ccmdesk.version import VERSION

IN_USE = N_("This update is in use already: {version}. Nothing was changed.")

_LEFT_OUT = N_(
    "The pack {pack} in this update has no {code} any more, which plans may use. Ask the sender to"
    " put it back. Nothing was changed."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionChange:
    """What an update makes newer: a pack by its title, or ccmdesk; *now* is "" for a new pack."""

    title: str
    now: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """An update that could be put in use; *known* is None while nobody has compared its key."""

    verified: VerifiedUpdate
    known: KnownKey | None
    changes: tuple[VersionChange, ...]

    @property
    def manifest(self) -> UpdateManifest:
        """What the update says of itself."""
        return self.verified.manifest


def look_at_update(folder: Path, path: Path, *, watch: Watch = go_on) -> Offered:
    """Return what the update at *path* would do here; raises Problem for one that is refused.

    *watch* stops it by raising.
    """
    with opened_update(path, watch=watch) as source:
        return offered(folder, source)


@contextmanager
def opened_update(path: Path, *, watch: Watch = go_on) -> Iterator[BinaryIO]:
    """Give the file of an update to read; one that is none at all is refused in its own words."""
    with chosen_file(path) as source:
        try:
            look_through(FileKind.UPDATE, source, name=path.name, watch=watch)
            yield source
        except BundleRefused as refused:
            if refused.message.msgid != NOT_A_PACKAGE and not _is_package(source):
                raise
            raise BundleRefused(NOT_AN_UPDATE, file=path.name) from refused


def _is_package(source: BinaryIO) -> bool:
    """Whether it is one of the other signed files: what each says it is stands at its beginning."""
    source.seek(LOCAL.size + len(names.MIMETYPE))
    return source.read(len(names.MEDIA_TYPE)) == names.MEDIA_TYPE


def offered(folder: Path, source: BinaryIO) -> Offered:
    """Return what the update in an open file would do; raises Problem for one that is refused."""
    verified = verify_update(source)
    require_not_revoked(folder, verified)
    manifest = verified.manifest
    if numbers_of(manifest.oldest_program) > numbers_of(VERSION):
        raise Problem(NEEDS_NEWER, needed=manifest.oldest_program, here=VERSION)
    _require_next(folder, manifest)
    match manifest.brings:
        case UpdateKind.PACKS:
            changes = _pack_changes(folder, source, verified)
        case UpdateKind.PROGRAM:
            changes = (_program_change(folder, manifest),)
    known = known_key(folder, manifest.sender.public_key)
    return Offered(verified=verified, known=known, changes=changes)


def unpack(source: BinaryIO, verified: VerifiedUpdate, place: Path) -> None:
    """Write the files of an update below *place*, and beside them what proves them."""
    for entry in verified.payload:
        path = place / _inside(entry.path)
        make_folder(path.parent, name=path.name)
        write_file(path, partial(_copy, file_of(source, verified, entry)))
    write_file(place / names.ENVELOPE, lambda out: out.write(verified.envelope))


def _copy(chunks: Iterator[bytes], out: BinaryIO) -> None:
    out.writelines(chunks)


def require_readable(before: Packs, after: Packs) -> None:
    """Raise Problem when a code that plans may use is in *before* and not in *after*."""
    kinds = ("states", "languages", "plans", "actions", "munitions", "methods", "modalities")
    for kind in kinds:
        gone = getattr(before, kind).keys() - getattr(after, kind).keys()
        if gone:
            raise Problem(_LEFT_OUT, pack=kind, code=min(gone))
    for name, pack in before.forms.items():
        gone = {form.key for form in pack.forms} - {form.key for form in after.forms[name].forms}
        if gone:
            raise Problem(_LEFT_OUT, pack=name, code=min(gone))


def _inside(path: str) -> str:
    return path.removeprefix(update_names.PACKS).removeprefix(update_names.PROGRAM)


def _require_next(folder: Path, manifest: UpdateManifest) -> None:
    """Raise Problem unless it comes after the last one of this signer that is in use."""
    used = _kept(folder, manifest.brings).used
    numbers = [
        (one.number, one.version) for one in used if one.public_key == manifest.sender.public_key
    ]
    if numbers and (manifest.number, manifest.version) == max(numbers):
        raise Problem(IN_USE, version=manifest.version)
    if numbers and manifest.number <= max(numbers)[0]:
        raise Problem(OLDER, version=manifest.version, here=max(numbers)[1])


def _kept(folder: Path, kind: UpdateKind) -> Kept:
    match kind:
        case UpdateKind.PACKS:
            return whole_updates(folder)
        case UpdateKind.PROGRAM:
            return whole_programs(folder)


def _program_change(folder: Path, manifest: UpdateManifest) -> VersionChange:
    used = [one.version for one in whole_programs(folder).used]
    now = max([VERSION, *used], key=numbers_of)
    if numbers_of(manifest.version) <= numbers_of(now):
        raise Problem(OLDER, version=manifest.version, here=now)
    return VersionChange(title="ccmdesk", now=now, after=manifest.version)


def _pack_changes(
    folder: Path, source: BinaryIO, verified: VerifiedUpdate
) -> tuple[VersionChange, ...]:
    """Return which packs would become newer; all are read with those in use before it says so."""
    used = folders_of(folder, whole_updates(folder))
    before = load_with(used)
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        unpack(source, verified, place)
        folders = folders_below(place, verified.manifest)
        winning = newest([*used, folders])
        after = load_with([*used, folders])
    require_readable(before, after)
    if not {*folders.values()} & {*winning.values()}:
        here = max(version.version for version in before.versions)
        raise Problem(OLDER, version=verified.manifest.version, here=here)
    now = {version.name: version.version for version in before.versions}
    return tuple(
        VersionChange(title=version.label, now=now.get(version.name, ""), after=version.version)
        for version in after.versions
        if version.version != now.get(version.name)
    )
