"""Reads the packs that came by updates, and finds of each pack the newest one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from ccmdesk.actions.updates.kept import (
    Installed,
    Kept,
    folder_of_kind,
    kept_bytes,
    kept_or_nothing,
    read_kept,
)
from ccmdesk.bundle import names, update_names
from ccmdesk.bundle.manifest import sha256_of
from ccmdesk.bundle.refused import (
    CHANGED,
    CONTRADICTS,
    MISSING_FILE,
    UNEXPECTED_FILE,
    BundleRefused,
)
from ccmdesk.bundle.update_manifest import UpdateKind, UpdateManifest
from ccmdesk.bundle.update_reader import payload_of, read_envelope
from ccmdesk.model.form_packs import load_version
from ccmdesk.model.packs import FORMS, Packs, load_packs, pack_folders
from ccmdesk.model.resources import resource


def load_with(updates: Sequence[Mapping[str, Path]]) -> Packs:
    """Return the packs of the program with those of *updates*; raises Problem for a wrong one."""
    return load_packs(resource("packs"), instead=newest(updates))


def newest(updates: Iterable[Mapping[str, Path]]) -> dict[str, Path]:
    """Return the folder of each pack that wins, where *updates* give folders by pack.

    Of the program's own pack and those of the updates the one that is dated last wins; of two of
    the same day the update does, and of two updates the later one.
    """
    shipped = pack_folders(resource("packs"))
    found = {name: (load_version(path).dated, path) for name, path in shipped.items()}
    for folders in updates:
        for name, path in folders.items():
            if name not in shipped and not name.startswith(FORMS):
                raise BundleRefused(UNEXPECTED_FILE, file=name)
            version = load_version(path)
            if version.name != name.removeprefix(FORMS):
                raise BundleRefused(CONTRADICTS, file=f"{name}/{update_names.PACK}")
            if name not in found or version.dated >= found[name][0]:
                found[name] = version.dated, path
    return {name: path for name, (_, path) in found.items()}


def updates_in_use(folder: Path) -> list[Mapping[str, Path]]:
    """Return the packs that came by the updates in use; raises Problem or OSError on damage."""
    return folders_of(folder, read_kept(folder, UpdateKind.PACKS))


def whole_updates(folder: Path) -> Kept:
    """Return the updates of packs of which those in use are whole: a new one mends the others."""
    kept = kept_or_nothing(folder, UpdateKind.PACKS)
    whole = tuple(one.folder for one in kept.used if _is_whole(folder, one))
    return msgspec.structs.replace(kept, in_use=whole)


def folders_of(folder: Path, kept: Kept) -> list[Mapping[str, Path]]:
    """Return the folders of the packs of each update in use, proved; raises Problem on damage."""
    return [_folders_of(folder, one) for one in kept.used]


def _is_whole(folder: Path, one: Installed) -> bool:
    """Whether what an update brought is as it was signed; a disk that fails now is a Problem."""
    try:
        _folders_of(folder, one)
    except BundleRefused:
        return False
    return True


def _folders_of(folder: Path, one: Installed) -> Mapping[str, Path]:
    place = folder_of_kind(folder, UpdateKind.PACKS) / one.folder
    manifest = read_envelope(_bytes_in(place, names.ENVELOPE))
    _require_whole(place, manifest)
    return folders_below(place, manifest)


def folders_below(place: Path, manifest: UpdateManifest) -> Mapping[str, Path]:
    """Return where the packs of an update are that was unpacked to *place*."""
    return {pack: place / pack for pack in manifest.packs}


def _require_whole(place: Path, manifest: UpdateManifest) -> None:
    """Prove that what was signed is what is there: a disk may have changed it since."""
    for file in payload_of(manifest):
        raw = _bytes_in(place, file.path.removeprefix(update_names.PACKS))
        if sha256_of(raw) != file.sha256:
            raise BundleRefused(CHANGED, file=file.path)


def _bytes_in(place: Path, name: str) -> bytes:
    raw = kept_bytes(place / name)
    if raw is None:
        raise BundleRefused(MISSING_FILE, file=name)
    return raw
