"""Packs the plan in the worker: the plan is read before it and written after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ccmdesk.actions.export_document import Hooks
from ccmdesk.actions.given_numbers import sent_unseen
from ccmdesk.actions.last_submission import last_submission
from ccmdesk.actions.pack_submission import PackSubmission, Prepared, prepare_submission
from ccmdesk.actions.sealed_package import OPEN, Sealing
from ccmdesk.actions.signing_key import signing_key
from ccmdesk.db.check import refuse_differing
from ccmdesk.model.ids import MeetingId
from ccmdesk.ui.jobs import Running

if TYPE_CHECKING:
    from ccmdesk.ui.open_plan import OpenPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Packing:
    """What the panel asks: languages and meeting of the papers, where to, this office's key.

    *why* is why it is packed although differences are open, *mask_below* the least count of people
    that leaves.
    """

    languages: tuple[str, ...]
    meeting: MeetingId | None
    office: str
    folder: Path
    keys: Path
    passphrase: str
    illustrative: bool
    why: str = ""
    sealing: Sealing = OPEN
    mask_below: int | None = None


def packing(plan: OpenPlan, ask: Packing) -> Callable[[Running], Prepared]:
    """Return the work of packing the plan as it is now; the key is made on first use."""
    store, packs, author = plan.store, plan.packs, plan.author

    def work(running: Running) -> Prepared:
        refuse_differing(store)
        document = store.document(watch=running.go_on)
        key = signing_key(ask.keys, passphrase=ask.passphrase)
        request = PackSubmission(
            languages=ask.languages,
            office=ask.office,
            folder=ask.folder,
            key=key,
            meeting=ask.meeting,
            illustrative=ask.illustrative,
            to_decide=store.disputed_fields(),
            why=ask.why,
            before=last_submission(store, document),
            binned=sent_unseen(store, folder=ask.keys, key=key),
            sealing=ask.sealing,
            mask_below=ask.mask_below,
        )
        hooks = Hooks(progress=running.progress, cancelled=running.cancelled)
        return prepare_submission(document, request, packs=packs, author=author, hooks=hooks)

    return work
