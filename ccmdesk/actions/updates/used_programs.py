"""Which versions of the program that came by updates can be used."""

from __future__ import annotations

from pathlib import Path

import msgspec

from ccmdesk.actions.updates.kept import Kept, folder_of_kind, kept_or_nothing
from ccmdesk.bundle.update_manifest import UpdateKind
from ccmdesk.launch import is_usable


def whole_programs(folder: Path) -> Kept:
    """Return the versions that are kept, of which those in use are whole and were not left."""
    kept = kept_or_nothing(folder, UpdateKind.PROGRAM)
    place = folder_of_kind(folder, UpdateKind.PROGRAM)
    usable = tuple(one.folder for one in kept.used if is_usable(place / one.folder))
    return msgspec.structs.replace(kept, in_use=usable)
