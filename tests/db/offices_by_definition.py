"""What the offices must show, by the definition: every pair of changes is compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from ccmdesk.model.codec import DELETED
from ccmdesk.model.sameness import SAME_AS, is_holding, is_of_record, is_of_sameness

Differs = tuple[str, bytes, bytes]
"""A field, the change that is shown, and the other."""

Seen = tuple[dict[str, Any], bool, set[Differs]]
"""A record: its values, whether it is in the bin, and what differs."""

FREE = ("name@ar", "name@lo", "remark")
"""What holds free texts."""

FIELDS = ("code", "priority", "area", "year", *FREE)


def by_definition(lines: Mapping[bytes, Any]) -> Seen:
    """Fold the changes of one record."""
    log = _Log(lines)
    tops = log.latest(log.writing(DELETED))
    deletes = [change for change in tops if lines[change].set[DELETED]]
    edits = log.unaware(deletes)
    joins = [change for change in deletes if lines[change].set.get(SAME_AS)]
    if any(is_holding(key) and value for edit in edits for key, value in lines[edit].set.items()):
        joins = []
    values: dict[str, Any] = {}
    conflicts: set[Differs] = set()
    for key in {key for line in lines.values() for key in line.set} - {DELETED}:
        values[key] = lines[log.newest(log.latest(log.writing(key)))].set[key]
        conflicts |= log.differing(key, [] if is_of_record(key) else joins)
    gone = bool(joins or (deletes and not edits))
    if not gone:
        conflicts |= log.deleted_unaware(tops, deletes)
    known = {key: value for key, value in values.items() if key in FIELDS or is_of_sameness(key)}
    return {key: value for key, value in known.items() if value is not None}, gone, conflicts


class _Log:
    """The changes of one record, by their names."""

    def __init__(self, lines: Mapping[bytes, Any]) -> None:
        self.lines = lines
        self.knew = _knowledge(lines)

    def writing(self, key: str) -> list[bytes]:
        return [change for change in self.lines if key in self.lines[change].set]

    def latest(self, some: Iterable[bytes]) -> list[bytes]:
        return [a for a in some if not any(a in self.knew[b] for b in some)]

    def newest(self, some: Iterable[bytes]) -> bytes:
        return max(some, key=lambda change: (self.lines[change].hlc, change))

    def stands_for(self, key: str, change: bytes) -> set[bytes]:
        """Return what a write stands for: what was before the step that it takes back."""
        lines, knew = self.lines, self.knew
        line = lines[change]
        known = [c for c in knew[change] if c in lines and key in lines[c].set]
        undone = [c for c in known if (lines[c].rep, lines[c].step) == (line.rep, line.of)]
        first = [c for c in undone if not any(other in knew[c] for other in undone)]
        before = self.latest([c for c in known if first and c in knew[first[0]]])
        return {one for c in before for one in self.stands_for(key, c)} or {change}

    def unaware(self, deletes: Iterable[bytes]) -> list[bytes]:
        """Return the edits that knew of none of *deletes*, and that none of them knew of."""
        return [
            change
            for change in self.lines
            if not self.lines[change].set.get(DELETED)
            and all(d not in self.knew[change] and change not in self.knew[d] for d in deletes)
        ]

    def differing(self, key: str, joins: list[bytes]) -> set[Differs]:
        """Return what differs of a field; once the record is joined, from the newest join."""
        writes = self.latest(self.writing(key))
        value = self.lines[self.newest(writes)].set[key]
        sides = {one for write in writes for one in self.stands_for(key, write)}
        others = {one for one in sides if self.lines[one].set[key] != value}
        if not joins:
            return {(key, self.newest(sides - others or writes), side) for side in others}
        late = sides.intersection(self.unaware(joins)) or (sides if others else set())
        return {(key, self.newest(joins), side) for side in late}

    def deleted_unaware(self, tops: list[bytes], deletes: list[bytes]) -> set[Differs]:
        """Return what was written without knowing of a deletion, for a record that stays."""
        kept = {one for top in set(tops) - set(deletes) for one in self.stands_for(DELETED, top)}
        open_again = [one for one in kept if self.lines[one].set[DELETED]]
        return {
            (DELETED, edit, delete)
            for some in (deletes, open_again)
            if some
            for edit in self.latest(self.unaware(some))
            for delete in some
        }


def kept_by_definition(areas: Mapping[UUID, Seen]) -> dict[UUID, UUID]:
    """Return the kept one of each joined record; joins in a circle lead nowhere."""
    joined = {a: UUID(v[SAME_AS]) for a, (v, gone, _) in areas.items() if gone and SAME_AS in v}
    found = {}
    for record in joined:
        way = [record]
        while way[-1] in joined and len(way) <= len(joined):
            way.append(joined[way[-1]])
        if way[-1] not in joined:
            found[record] = way[-1]
    return found


def _knowledge(lines: Mapping[bytes, Any]) -> dict[bytes, set[bytes]]:
    """Return what each change knew of: what its parents are and knew, until nothing is added."""
    knew = {change: {bytes.fromhex(p) for p in line.par} for change, line in lines.items()}
    while True:
        more = {
            change: seen.union(*(knew.get(parent, set()) for parent in seen))
            for change, seen in knew.items()
        }
        if more == knew:
            return knew
        knew = more
