"""Packs the plan in the worker: the store is only read before and written after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ccmdesk.actions.export_document import Hooks
from ccmdesk.actions.pack_submission import Packed, PackSubmission, pack_submission
from ccmdesk.actions.signing_key import signing_key
from ccmdesk.model.change import Change, Stamp
from ccmdesk.model.document import PlanDocument
from ccmdesk.ui.jobs import Running

if TYPE_CHECKING:
    from ccmdesk.db.store import Store
    from ccmdesk.ui.open_plan import OpenPlan


@dataclass(frozen=True, slots=True)
class PackedPlan:
    """The package that was written, and the edition that the plan has still to record."""

    packed: Packed
    changes: tuple[Change, ...]
    stamp: Stamp


class FrozenStore:
    """Stands for the store in the worker: it gives the plan as it was and keeps what to write."""

    def __init__(self, document: PlanDocument) -> None:
        self._document = document
        self.kept: list[tuple[tuple[Change, ...], Stamp]] = []

    def document(self) -> PlanDocument:
        """Return the plan as it was when packing began."""
        return self._document

    def apply(self, changes: Sequence[Change], stamp: Stamp) -> None:
        """Keep what the window then writes."""
        self.kept.append((tuple(changes), stamp))


@dataclass(frozen=True, slots=True, kw_only=True)
class Packing:
    """What the panel asks: the papers' languages, where to, and the key of this office."""

    languages: tuple[str, ...]
    office: str
    folder: Path
    keys: Path
    passphrase: str


def packing(plan: OpenPlan, ask: Packing) -> Callable[[Running], PackedPlan]:
    """Return the work of packing; the key is made on first use."""
    store, packs, author = plan.store, plan.packs, plan.author

    def work(running: Running) -> PackedPlan:
        frozen = FrozenStore(store.document(watch=running.go_on))
        key = signing_key(ask.keys, passphrase=ask.passphrase)
        request = PackSubmission(
            languages=ask.languages, office=ask.office, folder=ask.folder, key=key
        )
        hooks = Hooks(progress=running.progress, cancelled=running.cancelled)
        packed = pack_submission(
            cast("Store", frozen), request, packs=packs, author=author, hooks=hooks
        )
        ((changes, stamp),) = frozen.kept
        return PackedPlan(packed, changes, stamp)

    return work
