"""Counts what leaves for another office, then packs it, in the worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ccmdesk.actions.pack_changes import (
    Leaving,
    PackChanges,
    PackedChanges,
    pack_changes,
    what_leaves,
)
from ccmdesk.actions.sealed_package import OPEN, Sealing
from ccmdesk.actions.signing_key import signing_key
from ccmdesk.ui.jobs import Running

if TYPE_CHECKING:
    from ccmdesk.ui.open_plan import OpenPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What the panel asks: from which office to which, what goes along, and where to."""

    office: str
    to: str
    whole: bool
    with_internal: bool
    folder: Path
    keys: Path
    passphrase: str
    sealing: Sealing = OPEN


def seeing_what_leaves(plan: OpenPlan, to: str, *, whole: bool) -> Callable[[Running], Leaving]:
    """Return the work of counting what a package for the office *to* would hold."""
    store = plan.store

    def work(_running: Running) -> Leaving:
        return what_leaves(store, None if whole else store.packages.copy_called(to))

    return work


def sending(plan: OpenPlan, ask: Sending) -> Callable[[Running], tuple[PackedChanges, int]]:
    """Return the work of packing; it returns the package and the size of its file."""
    store, author = plan.store, plan.author

    def work(_running: Running) -> tuple[PackedChanges, int]:
        request = PackChanges(
            office=ask.office,
            receiver=ask.to,
            folder=ask.folder,
            key=signing_key(ask.keys, passphrase=ask.passphrase),
            to=None if ask.whole else store.packages.copy_called(ask.to),
            with_internal=ask.with_internal,
            sealing=ask.sealing,
        )
        packed = pack_changes(store, request, author=author)
        return packed, packed.path.stat().st_size

    return work
