"""Which reference packs are in use: those of the program, and newer ones of updates."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ccmdesk.model.packs import Packs, load_packs
from ccmdesk.model.problem import Problem
from ccmdesk.model.resources import resource
from ccmdesk.model.words import N_, Message

PACK_LIST = Path("updates", "packs.json")
"""The file in the data folder that is there once packs came by an update."""

_DAMAGED = N_(
    "The reference packs that came by an update cannot be read, so those of the program are in use."
    " Put the newest update in use again from its file. {why}"
)

LEFT_WORDS = N_(
    "ccmdesk {version} did not work on this computer, so the version before was started. Your plans"
    " are as they were. Tell the sender of the update."
)


@dataclass(frozen=True, slots=True)
class PacksInUse:
    """The packs to work with, and what to tell when those of the updates cannot be read."""

    packs: Packs
    trouble: Message | None = None


def packs_in_use(folder: Path | None) -> PacksInUse:
    """Return the packs to work with, given the data folder, if any: there are always some.

    What reads updates is imported only where there are any, for the sake of the start.
    """
    if folder is None or not (folder / PACK_LIST).exists():
        return PacksInUse(load_packs(resource("packs")))
    from ccmdesk.actions.updates.updated_packs import load_with, updates_in_use

    try:
        return PacksInUse(load_with(updates_in_use(folder)))
    except (OSError, Problem) as error:
        why = error.message if isinstance(error, Problem) else str(error)
        return PacksInUse(load_packs(resource("packs")), Message(_DAMAGED, {"why": why}))
