"""Where a plan may live: on a disk of this computer that nothing else copies behind its back."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from ccmdesk.db.beside import first_there, is_database, leads_to_server
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

_SHARES = "afpfs|afs|ceph|cifs|davfs2?|glusterfs|lustre|ncpfs|nfs4?|smb[23]?|smbfs|webdav"
_USER_SHARES = "cifs|davfs2?|glusterfs|gvfsd-fuse|rclone|smbnetfs|sshfs"
_NETWORK = re.compile(f"{_SHARES}|fuse\\.({_USER_SHARES})")
"""Types of file system that are on another machine."""

_MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".stversions": "Syncthing",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
}
_NAMES = {
    "dropbox": "Dropbox",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "com~apple~clouddocs": "iCloud",
}
_REMOTE_DRIVE = 4
"""DRIVE_REMOTE of GetDriveTypeW."""

MOUNTS = Path("/proc/mounts")


def folder_of(file: Path) -> str:
    """Return the whole path of the folder a message names: a bare dot would tell nobody."""
    return str(file.absolute().parent)


def no_right(file: Path) -> Problem:
    """Return what to say of a file that its reader has no right to read."""
    return Problem(
        N_(
            "You have no right to read {file}. Ask whoever it belongs to for that right, or for a"
            " copy."
        ),
        file=str(file),
    )


def check_place(plan: Path, *, mounts: Path = MOUNTS) -> None:
    """Raise Problem when *plan* lies, or would lie, where it can be damaged."""
    folder = plan.parent
    if not folder.is_dir():
        raise Problem(
            N_(
                "The folder {folder} is not there. Connect the drive it is on, or choose another"
                " folder."
            ),
            folder=folder_of(plan),
        )
    if is_network(folder.resolve(), mounts=mounts):
        raise Problem(
            N_(
                "The folder {folder} is on the network, where an open plan can be damaged. Keep the"
                " plan on a disk of this computer and put packages or backups on the network."
            ),
            folder=folder_of(plan),
        )
    service = copying_service(folder.resolve())
    if service is not None:
        raise Problem(
            N_(
                "The folder {folder} is copied to other machines by {service}, which can damage an"
                " open plan. Keep the plan in another folder and put packages or backups here."
            ),
            folder=folder_of(plan),
            service=service,
        )


def refuse_taken(plan: Path) -> None:
    """Raise Problem when there is a file where a new plan, or what lies beside one, is to be."""
    there = first_there(plan)
    if there is not None:
        raise Problem(
            N_("There is a file {name} in {folder} already. Choose another name, or open it."),
            name=there.name,
            folder=folder_of(plan),
        )


def refuse_plan(file: Path) -> None:
    """Raise Problem when *file* is a plan, or another database of ours, in whose place to write.

    So it does for one that leads to a server.
    """
    refuse_link(file)
    if is_database(file):
        raise is_a_plan(file)


def refuse_link(file: Path) -> None:
    """Raise Problem when *file* leads to a plan on a server: work would go elsewhere unnoticed."""
    if leads_to_server(file):
        raise Problem(
            N_(
                "{name} in {folder} leads to a plan on a server, and the new file would take its"
                " place. Nothing was changed. Choose another name."
            ),
            name=file.name,
            folder=folder_of(file),
        )


def is_a_plan(file: Path) -> Problem:
    """Return what to say of a plan that would be replaced."""
    return Problem(
        N_(
            "{name} in {folder} is a plan, which the new file would replace. Nothing was changed."
            " Choose another name."
        ),
        name=file.name,
        folder=folder_of(file),
    )


def is_network(folder: Path, *, mounts: Path = MOUNTS) -> bool:
    """Whether *folder*, an absolute path, is on another machine, as far as can be told."""
    if str(folder).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        return _is_remote_drive(folder)
    if not mounts.exists():
        return False
    kind = file_system(folder, mounts.read_text(encoding="utf-8", errors="replace"))
    return _NETWORK.fullmatch(kind) is not None


def file_system(folder: Path, mounts: str) -> str:
    """Return the type of file system of *folder* by the text of /proc/mounts; "" when unknown."""
    found, longest = "", -1
    for line in mounts.splitlines():
        _, at, kind, *_ = line.split(" ")
        place = PurePosixPath(at.replace("\\040", " "))
        depth = len(place.parts)
        if PurePosixPath(folder).is_relative_to(place) and depth >= longest:
            found, longest = kind, depth
    return found


def copying_service(folder: Path) -> str | None:
    """Return the name of the service that copies *folder* to other machines, or None."""
    for place in (folder, *folder.parents):
        name = place.name.casefold()
        if name.startswith("onedrive"):
            return "OneDrive"
        if name in _NAMES:
            return _NAMES[name]
        marked = _mark_in(place)
        if marked is not None:
            return marked
    return None


def _mark_in(place: Path) -> str | None:
    if any(_matching(place, (".sync_*.db", "._sync_*.db"))):
        return "Nextcloud"
    return next((service for mark, service in _MARKS.items() if (place / mark).exists()), None)


def _matching(place: Path, patterns: Iterable[str]) -> Iterable[Path]:
    for pattern in patterns:
        yield from place.glob(pattern)


def _is_remote_drive(folder: Path) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes  # noqa: PLC0415 - exists on this system only

    return bool(ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == _REMOTE_DRIVE)
