"""What is kept of updates in the data folder: which were put in use, which are, which were made.

Below ``updates`` stands for each kind one small file, written whole or not at all, that says what
is in use. What an update brought is in a folder of its own beside it, and counts only once that
file names it.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec

from ccmdesk.actions.author import Author
from ccmdesk.actions.chosen_file import chosen_file
from ccmdesk.bundle import strict_json
from ccmdesk.bundle.manifest import Line, Sha256
from ccmdesk.bundle.strict_json import NotStrictError
from ccmdesk.bundle.update_manifest import UpdateKind, UpdateManifest, Version
from ccmdesk.db.atomic_file import make_folder, write_file
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

UPDATES = "updates"
_MADE = "made.json"
_DAY_ZERO = dt.date(2026, 1, 1)

LIST_DAMAGED = N_(
    "The list of updates in {file} cannot be read, so what came with the program is in use. Put"
    " the newest update in use again from its file."
)


class ListDamaged(Problem):
    """The list of updates is there and says nothing that can be read."""


class Installed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One update that was put in use here: what it is, whose, and when by whom it was taken.

    *folder* is where its files are, below the folder of its kind.
    """

    folder: Line
    number: int
    version: Version
    public_key: Sha256
    name: Line
    office: Line
    made_on: dt.date
    taken_on: dt.date
    taken_by: str


def installed(manifest: UpdateManifest, place: str, *, author: Author) -> Installed:
    """Return what is kept of an update that is put in use."""
    return Installed(
        folder=place,
        number=manifest.number,
        version=manifest.version,
        public_key=manifest.sender.public_key,
        name=manifest.sender.name,
        office=manifest.sender.office,
        made_on=manifest.made_on,
        taken_on=author.today,
        taken_by=author.name,
    )


class Kept(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All updates of one kind that are kept here, and the folders of those in use.

    Of *in_use* the last is the newest; to go back is to use the others only.
    """

    installed: tuple[Installed, ...] = ()
    in_use: tuple[str, ...] = ()

    @property
    def used(self) -> tuple[Installed, ...]:
        """The updates in use, the newest last."""
        by_folder = {one.folder: one for one in self.installed}
        return tuple(by_folder[folder] for folder in self.in_use)


class _Made(msgspec.Struct, frozen=True, kw_only=True):
    """The number of the last update of each kind that was made here."""

    packs: int = 0
    program: int = 0


def folder_of_kind(folder: Path, kind: UpdateKind) -> Path:
    """Return where what updates of this kind brought is kept."""
    return folder / UPDATES / str(kind.value)


def list_of_kind(folder: Path, kind: UpdateKind) -> Path:
    """Return the file that says which updates of this kind are in use."""
    return folder / UPDATES / f"{kind.value}.json"


def read_kept(folder: Path, kind: UpdateKind) -> Kept:
    """Return what is kept of one kind, nothing before the first; raises Problem on damage."""
    path = list_of_kind(folder, kind)
    raw = kept_bytes(path)
    try:
        kept = Kept() if raw is None else strict_json.decode(raw, Kept)
    except NotStrictError as error:
        raise ListDamaged(LIST_DAMAGED, file=str(path)) from error
    if not {*kept.in_use} <= {one.folder for one in kept.installed}:
        raise ListDamaged(LIST_DAMAGED, file=str(path))
    return kept


def kept_bytes(path: Path) -> bytes | None:
    """Return what is in a file that is kept here; None when there is none.

    Raises Problem when the disk does not give it now: that is no reason to do without it for good.
    """
    if not path.exists():
        return None
    with chosen_file(path) as source:
        return source.read()


def kept_or_nothing(folder: Path, kind: UpdateKind) -> Kept:
    """Return what is kept of one kind, nothing also where the list of it is damaged.

    For putting a new update in use, which writes the list anew.
    """
    try:
        return read_kept(folder, kind)
    except ListDamaged:
        return Kept()


def write_kept(folder: Path, kind: UpdateKind, kept: Kept) -> None:
    """Say which updates of one kind are in use from now on."""
    path = list_of_kind(folder, kind)
    make_folder(path.parent, name=path.name)
    write_file(path, lambda out: out.write(strict_json.encode(kept)))


def next_number(folder: Path, kind: UpdateKind, *, today: dt.date) -> int:
    """Return the number for an update that is made today: after the last, ten for each day.

    So it rises as well when the note of the last number was lost, or another computer has it.
    """
    last = int(getattr(_made(folder), str(kind.value)))
    return max(last + 1, 10 * (today - _DAY_ZERO).days)


def note_made(folder: Path, kind: UpdateKind, number: int) -> None:
    """Note the number of an update that was made here."""
    path = folder / UPDATES / _MADE
    made = msgspec.structs.replace(_made(folder), **{str(kind.value): number})
    make_folder(path.parent, name=path.name)
    write_file(path, lambda out: out.write(strict_json.encode(made)))


def _made(folder: Path) -> _Made:
    try:
        return strict_json.decode(kept_bytes(folder / UPDATES / _MADE) or b"", _Made)
    except NotStrictError:
        return _Made()
