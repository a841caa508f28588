"""Put an update in use: what is in use is always the old or the new, never a part."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ccmdesk.actions.author import Author
from ccmdesk.actions.updates.kept import Kept, folder_of_kind, installed, write_kept
from ccmdesk.actions.updates.open_update import Offered, offered, opened_update, unpack
from ccmdesk.actions.updates.put_program import put_program
from ccmdesk.actions.updates.update_keys import require_known
from ccmdesk.actions.updates.updated_packs import whole_updates
from ccmdesk.bundle.update_manifest import UpdateKind
from ccmdesk.db.document import Watch, go_on
from ccmdesk.db.whole_folder import put_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class PutInUse:
    """The file of an update; *compared* is the fingerprint its signer said, for a new key."""

    file: Path
    compared: str = ""


def put_in_use(folder: Path, ask: PutInUse, *, author: Author, watch: Watch = go_on) -> Offered:
    """Put an update in use, from the next start on; raises Problem when it is refused.

    *watch* stops it by raising while nothing is written yet.
    """
    with opened_update(ask.file, watch=watch) as source:
        found = offered(folder, source)
        require_known(folder, found.verified, compared=ask.compared, author=author)
        match found.manifest.brings:
            case UpdateKind.PACKS:
                _put_packs(folder, source, found, author)
            case UpdateKind.PROGRAM:
                put_program(folder, source, found, author=author)
    return found


def _put_packs(folder: Path, source: BinaryIO, found: Offered, author: Author) -> None:
    place = folder_of_kind(folder, UpdateKind.PACKS)
    kept = whole_updates(folder)
    name = f"{_last_number(place, kept) + 1:06d}"
    put_folder(place / name, lambda part: unpack(source, found.verified, part))
    new = Kept(
        installed=(*kept.installed, installed(found.manifest, name, author=author)),
        in_use=(*kept.in_use, name),
    )
    write_kept(folder, UpdateKind.PACKS, new)


def _last_number(place: Path, kept: Kept) -> int:
    """Return the number of the last folder there was, listed or left from a cut-off update."""
    there = [path.name for path in place.glob("*")] + [one.folder for one in kept.installed]
    return max((int(name) for name in there if name.isdecimal()), default=0)
