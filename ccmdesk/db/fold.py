"""Folds the changes of one record into its values: a pure function of the set of changes.

A field's value is its causally latest write. Several latest writes with different values are a
conflict that keeps them all; the clock only picks which of them is shown meanwhile. A deletion
never wins over an edit that it did not know of. A write that takes a step back stands for the
writes before that step: what the step had settled is open again.

A record that was joined with another stays in the bin all the same, and what was written to it by
who did not know of that is in conflict with the join, field by field.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from ccmdesk.db.line import ChangeId, Line
from ccmdesk.model.codec import DELETED, Flat
from ccmdesk.model.sameness import SAME_AS, is_holding, is_of_record

Changes = Mapping[ChangeId, Line]


@dataclass(frozen=True, slots=True, order=True)
class Conflict:
    """Two changes that wrote different values of *key* without knowing of each other."""

    key: str
    winner: ChangeId
    loser: ChangeId


@dataclass(frozen=True, slots=True)
class Folded:
    """A record as its changes make it; *heads* are the changes no other builds on."""

    flat: Flat
    deleted: bool
    heads: tuple[ChangeId, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The changes of one record, parents first, and for each the set of changes in its past.

    A set is a number with one bit per change.
    """

    changes: Changes
    order: tuple[ChangeId, ...]
    bit: Mapping[ChangeId, int]
    past: Mapping[ChangeId, int]

    @property
    def is_linear(self) -> bool:
        """Whether every change knew of all before it."""
        return all(self.past[change] == (1 << n) - 1 for n, change in enumerate(self.order))

    def latest(self, some: Sequence[ChangeId]) -> list[ChangeId]:
        """Return those of *some* that are in the past of no other of them."""
        covered = reduce(or_, (self.past[change] for change in some), 0)
        return [change for change in some if not covered & self.bit[change]]

    def before(self, change: ChangeId) -> Changes:
        """Return the changes in the past of one."""
        return {i: self.changes[i] for i in self.order if self.past[change] & self.bit[i]}


def history_of(changes: Changes) -> History:
    """Sort the changes of one record by what they knew of."""
    links = {change: _known_parents(change, changes) for change in changes}
    order = _parents_first(links)
    bit = {change: 1 << n for n, change in enumerate(order)}
    past: dict[ChangeId, int] = {}
    for change in order:
        past[change] = reduce(or_, (past[p] | bit[p] for p in links[change] if p in past), 0)
    return History(changes, tuple(order), bit, past)


def fold(changes: Changes) -> Folded:
    """Return the record that *changes*, all of one record, make."""
    history = history_of(changes)
    if history.is_linear:
        return _overlaid(history)
    writers: dict[str, list[ChangeId]] = {}
    for change in history.order:
        for key in changes[change].set:
            writers.setdefault(key, []).append(change)
    deletion = _deletion(history, writers.pop(DELETED, []))
    flat: Flat = {}
    conflicts: list[Conflict] = []
    for key, some in writers.items():
        tops = _newest_first(history.latest(some), changes)
        value = changes[tops[0]].set[key]
        if value is not None:
            flat[key] = value
        sides = _newest_first(_standing(history, some, tops), changes)
        conflicts += _conflicts(history, key, (tops[0], *sides), deletion.joins)
    heads = tuple(sorted(history.latest(history.order)))
    every = tuple(sorted([*conflicts, *deletion.conflicts]))
    return Folded(flat, deletion.deleted, heads, every)


def _conflicts(
    history: History, key: str, sides: tuple[ChangeId, ...], joins: Sequence[ChangeId]
) -> list[Conflict]:
    """Return the conflicts of a field; the first of *sides* is the one whose value is shown."""
    changes = history.changes
    value = changes[sides[0]].set[key]
    differing = [side for side in sides[1:] if changes[side].set[key] != value]
    if joins and not is_of_record(key):
        unaware = [side for side in sides[1:] if _opposes(history, side, joins)]
        losers = unaware or (sides[1:] if differing else ())
        return [Conflict(key, joins[0], side) for side in losers]
    shown = next((side for side in sides[1:] if changes[side].set[key] == value), sides[0])
    return [Conflict(key, shown, side) for side in differing]


def _standing(
    history: History, writers: Sequence[ChangeId], tops: Sequence[ChangeId]
) -> set[ChangeId]:
    """Return the writes that *tops* stand for; *writers* are all of one field, parents first.

    A write stands for itself, unless it takes a step back: then for what stood before that step.
    """
    stands: dict[ChangeId, set[ChangeId]] = {}
    for change in writers:
        before = _before_what_it_takes_back(history, change, writers)
        stands[change] = {side for one in before for side in stands[one]} or {change}
    return {side for top in tops for side in stands[top]}


def _before_what_it_takes_back(
    history: History, change: ChangeId, writers: Sequence[ChangeId]
) -> list[ChangeId]:
    """Return the latest writes before the step that a change takes back; none for other changes."""
    changes, past, bit = history.changes, history.past, history.bit
    line = changes[change]
    if line.of is None:
        return []
    back = (line.rep, line.of)
    undone = (
        one
        for one in writers
        if past[change] & bit[one] and (changes[one].rep, changes[one].step) == back
    )
    first = next(undone, None)
    if first is None:
        return []
    return history.latest([one for one in writers if past[first] & bit[one]])


def _overlaid(history: History) -> Folded:
    flat: Flat = {}
    for change in history.order:
        flat.update(history.changes[change].set)
    deleted = flat.pop(DELETED, False) is True
    filled: Flat = {key: value for key, value in flat.items() if value is not None}
    return Folded(filled, deleted, history.order[-1:], ())


@dataclass(frozen=True, slots=True)
class _Deletion:
    """Whether a record is in the bin, what its deletions did not know of, and the joins it is in.

    The newest join comes first; there is none where a conflict keeps the record in sight.
    """

    deleted: bool
    conflicts: tuple[Conflict, ...] = ()
    joins: tuple[ChangeId, ...] = ()


def _deletion(history: History, writers: Sequence[ChangeId]) -> _Deletion:
    changes = history.changes
    latest = history.latest(writers)
    tops = [top for top in latest if changes[top].set[DELETED] is True]
    against = [change for change in history.order if _opposes(history, change, tops)]
    joins = _newest_first([top for top in tops if changes[top].set.get(SAME_AS)], changes)
    if joins and not any(_holds_another(changes[change]) for change in against):
        return _Deletion(deleted=True, joins=tuple(joins))
    if tops and not against:
        return _Deletion(deleted=True)
    kept = [top for top in latest if changes[top].set[DELETED] is not True]
    stands = _standing(history, writers, kept)
    open_again = [one for one in history.order if one in stands and changes[one].set[DELETED]]
    conflicts = {*_against(history, tops), *_against(history, open_again)}
    return _Deletion(deleted=False, conflicts=tuple(conflicts))


def _against(history: History, deletes: Sequence[ChangeId]) -> list[Conflict]:
    """Return the conflicts of *deletes* with the latest edits that knew nothing of them."""
    if not deletes:
        return []
    against = [change for change in history.order if _opposes(history, change, deletes)]
    edits = history.latest(against)
    return [Conflict(DELETED, edit, delete) for edit in edits for delete in deletes]


def _holds_another(line: Line) -> bool:
    """Whether a change joined another record with this one, which must then stay in sight."""
    return any(is_holding(key) and value is True for key, value in line.set.items())


def _opposes(history: History, change: ChangeId, deletes: Sequence[ChangeId]) -> bool:
    """Whether *change* edits the record and neither knew of a deletion nor was known to one."""
    if history.changes[change].set.get(DELETED) is True:
        return False
    bit, past = history.bit, history.past
    return not any(past[d] & bit[change] or past[change] & bit[d] for d in deletes)


def _newest_first(some: Iterable[ChangeId], changes: Changes) -> list[ChangeId]:
    return sorted(some, key=lambda change: (changes[change].hlc, change), reverse=True)


def _known_parents(change: ChangeId, changes: Changes) -> list[ChangeId]:
    """Return the parents that are there.

    Where one was lost with a damaged file, the writer's own change before it stands in: a replica
    always knows what it wrote itself.
    """
    line = changes[change]
    known = [parent for parent in line.parents if parent in changes]
    if len(known) == len(line.par):
        return known
    own = [i for i, other in changes.items() if other.rep == line.rep and other.seq < line.seq]
    newest = max(own, key=lambda i: (changes[i].seq, i), default=None)
    return known if newest is None or newest in known else [*known, newest]


def _parents_first(links: Mapping[ChangeId, Sequence[ChangeId]]) -> list[ChangeId]:
    """Sort by links; a circle, which only a forged and damaged log can hold, is cut open."""
    order: dict[ChangeId, None] = {}
    begun: set[ChangeId] = set()
    for start in links:
        stack = [start]
        while stack:
            change = stack[-1]
            begun.add(change)
            missing = [parent for parent in links[change] if parent not in begun]
            if missing:
                stack += missing
            else:
                order.setdefault(stack.pop())
    return list(order)
