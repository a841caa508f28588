"""Takes packages in and writes receipts in the worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ccmdesk.actions.look_into import Outlook, look_into
from ccmdesk.actions.receipts import WriteReceipt, write_receipt
from ccmdesk.actions.signing_key import signing_key
from ccmdesk.actions.take_in_changes import (
    OpenedChanges,
    TakeInChanges,
    backup_beside,
    take_in_changes,
)
from ccmdesk.db.write import Step
from ccmdesk.model.change import StepKind
from ccmdesk.ui.jobs import Running

if TYPE_CHECKING:
    from ccmdesk.db.log import Received
    from ccmdesk.ui.open_plan import OpenPlan


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A package that was taken in: *step* is what undo takes back, None when nothing was new."""

    opened: OpenedChanges
    received: Received
    step: Step | None
    backup: Path
    to_decide: int


def looking(plan: OpenPlan, opened: OpenedChanges) -> Callable[[Running], Outlook]:
    """Return the work of looking into a package."""
    store = plan.store
    return lambda _running: look_into(store, opened)


def taking_in(plan: OpenPlan, opened: OpenedChanges, why: str) -> Callable[[Running], TakenIn]:
    """Return the work of backing the plan up, then taking the package in as one step.

    What is typed from now on is built on what is in sight, not on what the package brings.
    """
    store, author = plan.store, plan.author
    store.keep_in_sight()

    def work(_running: Running) -> TakenIn:
        backup = backup_beside(store, opened)
        ask = TakeInChanges(opened=opened, backup=backup, why=why)
        received = take_in_changes(store, ask, author=author)
        newest = store.undoable() if received.new else None
        step = newest if newest is not None and newest.does is StepKind.MERGE else None
        return TakenIn(opened, received, step, backup, store.disputed_fields())

    return work


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipting:
    """A receipt for the sender of *opened*: by which office, signed with which key."""

    opened: OpenedChanges
    office: str
    folder: Path
    keys: Path
    passphrase: str


def receipting(plan: OpenPlan, ask: Receipting) -> Callable[[Running], Path]:
    """Return the work of writing a receipt; the key is made on first use."""
    store, author = plan.store, plan.author

    def work(_running: Running) -> Path:
        request = WriteReceipt(
            opened=ask.opened,
            office=ask.office,
            key=signing_key(ask.keys, passphrase=ask.passphrase),
            folder=ask.folder,
        )
        return write_receipt(store, request, author=author)

    return work
