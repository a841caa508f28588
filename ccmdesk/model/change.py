"""A change of one record, in flat JSON form, and the difference between two records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from uuid import UUID

from ccmdesk.model.codec import DELETED, Json, flatten
from ccmdesk.model.codes import Coded
from ccmdesk.model.kinds import kind_of
from ccmdesk.model.sameness import SAME_AS
from ccmdesk.model.words import C_


class StepKind(Coded):
    """What the user did; one step is one entry of undo, and one transaction unless it goes on."""

    ADD = "add", C_("step", "Add")
    EDIT = "edit", C_("step", "Change")
    DELETE = "delete", C_("step", "Delete")
    RESTORE = "restore", C_("step", "Restore")
    IMPORT = "import", C_("step", "Import")
    MERGE = "merge", C_("step", "Receive")
    DECIDE = "decide", C_("step", "Decide")
    CONFIRM = "confirm", C_("step", "Confirm")
    SUBMIT = "submit", C_("step", "Submit")
    RETURN = "return", C_("step", "Go back")
    APPROVE = "approve", C_("step", "Approve")
    WITHDRAW = "withdraw", C_("step", "Withdraw an approval")
    UNDO = "undo", C_("step", "Undo")
    REDO = "redo", C_("step", "Redo")


@dataclass(frozen=True, slots=True)
class Change:
    """What one save writes to one record: old and new values by flat key, None for not filled.

    A key whose old and new value are the same is confirmed: see `confirmation`.
    """

    kind: str
    record: UUID
    old: Mapping[str, Json]
    new: Mapping[str, Json]

    def inverse(self) -> Change:
        """Return the change that takes this one back."""
        return Change(self.kind, self.record, self.new, self.old)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Who does what, and when (UTC); given by the caller, never read from the machine below ui."""

    by: str
    at: dt.datetime
    step: UUID
    does: StepKind
    why: str = ""
    role: str = ""


def difference(before: Any | None, after: Any) -> tuple[Change, ...]:
    """Return what must be written so that *before* (None: a new record) becomes *after*."""
    kind = kind_of(after).name
    was = {} if before is None else flatten(before)
    will_be = flatten(after)
    keys = [key for key in {**was, **will_be} if was.get(key) != will_be.get(key)]
    if not keys and before is not None:
        return ()
    old: dict[str, Json] = {key: was.get(key) for key in sorted(keys)}
    new: dict[str, Json] = {key: will_be.get(key) for key in sorted(keys)}
    if before is None:
        old[DELETED], new[DELETED] = True, False
    return (Change(kind, after.id, MappingProxyType(old), MappingProxyType(new)),)


def deletion(record: Any) -> Change:
    """Return the change that puts *record* in the bin; its values stay in the history.

    It is deleted, and not joined: what it still says of an earlier join holds no more.
    """
    old: Mapping[str, Json] = MappingProxyType({DELETED: False})
    new: Mapping[str, Json] = MappingProxyType({DELETED: True, SAME_AS: None})
    return Change(kind_of(record).name, record.id, old, new)


def confirmation(record: Any, keys: Iterable[str]) -> Change:
    """Return the change that says these values again: somebody has read them and they stand.

    Steps that confirm or import write it although nothing differs; the log then tells when.
    """
    flat = flatten(record)
    kept: Mapping[str, Json] = MappingProxyType({key: flat[key] for key in sorted(keys)})
    return Change(kind_of(record).name, record.id, kept, kept)
