"""Settle what two offices wrote differently: a person decides, and both values stay in history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ccmdesk.actions.author import Author
from ccmdesk.actions.edit_record import with_value
from ccmdesk.db.history import Dispute, Entry
from ccmdesk.db.store import Store
from ccmdesk.db.write import Step
from ccmdesk.model.change import Change, StepKind
from ccmdesk.model.codec import DELETED, Json, flatten, split_key
from ccmdesk.model.kinds import BY_NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field of one record that needs a decision.

    *sides* are what was written to it, the value that is shown meanwhile first; *before* is what
    the writer of that one saw. A side of another record was written to one that is joined with it.
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


def differences(store: Store, *, of: Collection[UUID] | None = None) -> list[Difference]:
    """Return what needs a decision, each field once, records in the order they were made.

    With *of* only what is about these records.
    """
    found: dict[tuple[str, UUID, str], list[Dispute]] = {}
    for dispute in store.disputes(of):
        shown = dispute.shown
        found.setdefault((shown.kind, shown.record, shown.key), []).append(dispute)
    return [_difference(disputes) for disputes in found.values()]


def settle(store: Store, decisions: Sequence[Decision], *, author: Author) -> Step | None:
    """Write the decisions as one step; what has been settled meanwhile is left as it is."""
    touched = {one.record for one in decisions}
    open_now = {(one.kind, one.record, one.key): one for one in differences(store, of=touched)}
    changes = [
        change
        for one in decisions
        if (place := (one.kind, one.record, one.key)) in open_now
        for change in _settling(store, one, open_now[place])
    ]
    return store.apply(changes, author.stamp(StepKind.DECIDE)) if changes else None


def decision_for(found: Difference, side: Entry) -> Decision:
    """Return the decision that keeps one side; who changed a deleted record keeps the record."""
    value = side.new is True if found.key == DELETED else side.new
    return Decision(kind=found.kind, record=found.record, key=found.key, value=value)


def decision_by_hand(
    record: Any, found: Difference, value: Any, *, language: str | None = None
) -> Decision:
    """Return the decision for a value that no side wrote; *language* is that of a text.

    *record* is the record as it is now.
    """
    name, _, _ = split_key(found.key)
    flat = flatten(with_value(record, name, value, language=language))
    return Decision(kind=found.kind, record=found.record, key=found.key, value=flat.get(found.key))


def offices_in(found: Iterable[Difference]) -> dict[str, int]:
    """Return the offices that wrote something, each with the fields where it did."""
    counts = Counter(name for one in found for name in {side.office for side in one.sides})
    return dict(sorted(counts.items()))


def all_from(found: Iterable[Difference], office: str) -> Iterator[Decision]:
    """Yield the decisions that keep what *office* wrote, wherever it wrote something."""
    for one in found:
        theirs = [side for side in one.sides if side.office == office]
        if theirs:
            yield decision_for(one, theirs[0])


def _settling(store: Store, one: Decision, found: Difference) -> Iterator[Change]:
    """Yield what settles a difference: also in the joined records to which a side was written.

    A kept record that was deleted since comes back for the value that was written to a joined one.
    """
    shown = found.sides[0].new
    joined = [side for side in found.sides if side.record != one.record]
    yield Change(one.kind, one.record, {one.key: shown}, {one.key: one.value})
    if joined and one.value != shown and store.get(BY_NAME[one.kind].record, one.record) is None:
        yield Change(one.kind, one.record, {DELETED: True}, {DELETED: False})
    for side in joined:
        yield Change(one.kind, side.record, {one.key: side.new}, {one.key: side.new})


def _difference(disputes: Sequence[Dispute]) -> Difference:
    shown = disputes[0].shown
    return Difference(
        kind=shown.kind,
        record=shown.record,
        key=shown.key,
        before=shown.old,
        sides=(shown, *(dispute.other for dispute in disputes)),
    )
