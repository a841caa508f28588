"""Settle what two offices wrote differently: a person decides, and both values stay in history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from ccmdesk.actions.author import Author
from ccmdesk.db.history import Dispute, Entry
from ccmdesk.db.store import Store
from ccmdesk.db.write import Step
from ccmdesk.model.change import Change, StepKind
from ccmdesk.model.codec import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field of one record that needs a decision.

    *sides* are what was written to it, the value that is shown meanwhile first; *before* is what
    the writer of that one saw.
    """

    kind: str
    record: UUID
    key: str
    before: Json
    sides: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The value that a person decided on, whether a side wrote it or nobody did."""

    kind: str
    record: UUID
    key: str
    value: Json


def differences(store: Store) -> list[Difference]:
    """Return what needs a decision, each field once, records in the order they were made."""
    found: dict[tuple[str, UUID, str], list[Dispute]] = {}
    for dispute in store.disputes():
        shown = dispute.shown
        found.setdefault((shown.kind, shown.record, shown.key), []).append(dispute)
    return [_difference(disputes) for disputes in found.values()]


def settle(store: Store, decisions: Sequence[Decision], *, author: Author) -> Step | None:
    """Write the decisions as one step; what has been settled meanwhile is left as it is."""
    open_now = {(one.kind, one.record, one.key): one for one in differences(store)}
    changes = [
        Change(one.kind, one.record, {one.key: open_now[place].sides[0].new}, {one.key: one.value})
        for one in decisions
        if (place := (one.kind, one.record, one.key)) in open_now
    ]
    return store.apply(changes, author.stamp(StepKind.DECIDE)) if changes else None


def all_from(found: Iterable[Difference], office: str) -> Iterator[Decision]:
    """Yield the decisions that keep what *office* wrote, wherever it wrote something."""
    for one in found:
        theirs = [side for side in one.sides if side.office == office]
        if theirs:
            yield Decision(kind=one.kind, record=one.record, key=one.key, value=theirs[0].new)


def _difference(disputes: Sequence[Dispute]) -> Difference:
    shown = disputes[0].shown
    return Difference(
        kind=shown.kind,
        record=shown.record,
        key=shown.key,
        before=shown.old,
        sides=(shown, *(dispute.other for dispute in disputes)),
    )
