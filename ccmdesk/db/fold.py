"""Folds the changes of one record into its values: a pure function of the set of changes.

A field's value is its causally latest write. Several latest writes with different values are a
conflict that keeps them all; the clock only picks which of them is shown meanwhile. A deletion
never wins over an edit that it did not know of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from ccmdesk.db.line import ChangeId, Line
from ccmdesk.model.codec import DELETED, Flat

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
    deletes = writers.pop(DELETED, [])
    flat: Flat = {}
    conflicts: list[Conflict] = []
    for key, some in writers.items():
        tops = _newest_first(history.latest(some), changes)
        value = changes[tops[0]].set[key]
        if value is not None:
            flat[key] = value
        conflicts += [Conflict(key, tops[0], t) for t in tops[1:] if changes[t].set[key] != value]
    deleted, disputes = _deletion(history, deletes)
    heads = tuple(sorted(history.latest(history.order)))
    return Folded(flat, deleted, heads, tuple(sorted([*conflicts, *disputes])))


def _overlaid(history: History) -> Folded:
    flat: Flat = {}
    for change in history.order:
        flat.update(history.changes[change].set)
    deleted = flat.pop(DELETED, False) is True
    filled: Flat = {key: value for key, value in flat.items() if value is not None}
    return Folded(filled, deleted, history.order[-1:], ())


def _deletion(history: History, writers: Sequence[ChangeId]) -> tuple[bool, list[Conflict]]:
    """Return whether the record is deleted, and what a deletion did not know of."""
    changes = history.changes
    tops = [t for t in history.latest(writers) if changes[t].set[DELETED] is True]
    if not tops:
        return False, []
    against = [change for change in history.order if _opposes(history, change, tops)]
    edits = _newest_first(history.latest(against), changes)
    return not edits, [Conflict(DELETED, edit, delete) for edit in edits for delete in tops]


def _opposes(history: History, change: ChangeId, deletes: Sequence[ChangeId]) -> bool:
    """Whether *change* edits the record and neither knew of a deletion nor was known to one."""
    if history.changes[change].set.get(DELETED) is True:
        return False
    bit, past = history.bit, history.past
    return not any(past[d] & bit[change] or past[change] & bit[d] for d in deletes)


def _newest_first(some: Sequence[ChangeId], changes: Changes) -> list[ChangeId]:
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
