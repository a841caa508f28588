"""Go back to what was in use before the last update, and list what was put in use when."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from ccmdesk.actions.updates.kept import Installed, Kept, read_kept, write_kept
from ccmdesk.actions.updates.used_programs import whole_programs
from ccmdesk.bundle.update_manifest import UpdateKind, numbers_of
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_
from ccmdesk.version import VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedUpdate:
    """An update that was put in use here, and whether it is."""

    kind: UpdateKind
    installed: Installed
    is_in_use: bool


def go_back(folder: Path, kind: UpdateKind) -> Installed:
    """Use what was in use before the last update of a kind; return that update.

    Its files stay, so that the same file can put it in use again. Raises Problem when there is
    nothing to go back from.
    """
    kept = _kept(folder, kind)
    if not kept.in_use:
        raise Problem(
            N_("What came with ccmdesk is in use, so there is no version before to go back to.")
        )
    left = kept.used[-1]
    write_kept(folder, kind, msgspec.structs.replace(kept, in_use=kept.in_use[:-1]))
    return left


def listed_updates(folder: Path) -> tuple[ListedUpdate, ...]:
    """Return all updates that were put in use here, of each kind the newest last."""
    return tuple(
        ListedUpdate(kind=kind, installed=one, is_in_use=one.folder in _counting(kept, kind))
        for kind in UpdateKind
        for kept in [_kept(folder, kind)]
        for one in kept.installed
    )


def _counting(kept: Kept, kind: UpdateKind) -> tuple[str, ...]:
    """Return the updates that count now: all of packs, of programs the one that is started."""
    match kind:
        case UpdateKind.PACKS:
            return kept.in_use
        case UpdateKind.PROGRAM:
            newer = [one for one in kept.used if numbers_of(one.version) >= numbers_of(VERSION)]
            return tuple(one.folder for one in newer[-1:])


def _kept(folder: Path, kind: UpdateKind) -> Kept:
    match kind:
        case UpdateKind.PACKS:
            return read_kept(folder, kind)
        case UpdateKind.PROGRAM:
            return whole_programs(folder)
