"""Put a new version of the program in use: unpacked, proved, tried, and only then named."""

from __future__ import annotations

import subprocess  # the new version is tried in a process of its own  # nosec B404
import sys
import tempfile
from pathlib import Path
from typing import BinaryIO

from ccmdesk.actions.author import Author
from ccmdesk.actions.updates.kept import Kept, folder_of_kind, installed, write_kept
from ccmdesk.actions.updates.open_update import Offered, unpack
from ccmdesk.actions.updates.used_programs import whole_programs
from ccmdesk.bundle.update_manifest import UpdateKind
from ccmdesk.bundle.update_refused import FAILED_TEST
from ccmdesk.db.whole_folder import put_folder, remove_folder
from ccmdesk.launch import clear_marks, environment_of_another
from ccmdesk.model.problem import Problem

_KEPT = 2
"""How many versions stay beside the one that was installed first: this one and the one before."""
_MOST_SECONDS = 300
_TRY = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); "
    "from ccmdesk.__main__ import main; sys.exit(main())"
)


def put_program(folder: Path, source: BinaryIO, found: Offered, *, author: Author) -> None:
    """Unpack a version, try it in a process of its own, then have the next start take it.

    Raises Problem, with the version before still in use, when it does not pass its own test.
    """
    version = found.manifest.version
    place = folder_of_kind(folder, UpdateKind.PROGRAM) / version
    kept = whole_programs(folder)
    remove_folder(place)
    put_folder(place, lambda part: unpack(source, found.verified, part))
    try:
        require_passing(place, version)
    except Problem:
        remove_folder(place)
        raise
    clear_marks(place)
    used = [one for one in kept.used if one.folder != version][1 - _KEPT :]
    stay = (*used, installed(found.manifest, version, author=author))
    new = Kept(installed=stay, in_use=tuple(one.folder for one in stay))
    write_kept(folder, UpdateKind.PROGRAM, new)
    _remove_others(place.parent, {*new.in_use})


def require_passing(place: Path, version: str) -> None:
    """Let the version in *place* test itself; raises Problem with its last words if it fails."""
    with tempfile.TemporaryDirectory() as made:
        command = [sys.executable, "-c", _TRY, str(place), "--data-folder", made, "selftest"]
        try:
            done = subprocess.run(  # noqa: S603 - our own words  # nosec B603
                command,
                cwd=made,
                env=environment_of_another(),
                capture_output=True,
                check=False,
                timeout=_MOST_SECONDS,
            )
        except subprocess.TimeoutExpired as error:
            raise Problem(FAILED_TEST, version=version, detail=str(error)) from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        detail = said[-1] if said else str(done.returncode)
        raise Problem(FAILED_TEST, version=version, detail=detail)


def _remove_others(folder: Path, used: set[str]) -> None:
    """Remove the versions that nothing goes back to any more."""
    for place in folder.iterdir():
        if place.is_dir() and place.name not in used:
            clear_marks(place)
            remove_folder(place)
