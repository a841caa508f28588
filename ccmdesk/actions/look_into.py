"""Look into a package before it is taken in: what would become of which record."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from ccmdesk.actions.take_in_changes import OpenedChanges, preview_changes, removes_much
from ccmdesk.db.incoming import Preview
from ccmdesk.db.line import read_line
from ccmdesk.db.packages import Awaited
from ccmdesk.db.store import Store
from ccmdesk.model.change import Change
from ccmdesk.model.codec import DELETED, Flat, Json, flatten
from ccmdesk.model.codes import Coded
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.words import C_


class Happens(Coded):
    """What taking a package in does to a record."""

    NEW = "new", C_("package", "New")
    CHANGED = "changed", C_("package", "Changed")
    REMOVED = "removed", C_("package", "Removed")
    DECIDE = "decide", C_("package", "To decide")


@dataclass(frozen=True, slots=True)
class Affected:
    """One record, and its values now and afterwards; to decide: ours and those of the sender."""

    happens: Happens
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What a package would do here; *much* when more than one record in five would go."""

    opened: OpenedChanges
    preview: Preview
    affected: tuple[Affected, ...]
    awaited: tuple[Awaited, ...]
    much: bool

    @property
    def to_decide(self) -> int:
        """How many fields would need a decision."""
        return len(self.preview.disputes)


def look_into(store: Store, opened: OpenedChanges) -> Outlook:
    """Return what taking *opened* in would do; raises Problem when it is of another country."""
    preview = preview_changes(store, opened)
    return Outlook(
        opened=opened,
        preview=preview,
        affected=tuple(_affected(store, opened, preview)),
        awaited=tuple(store.packages.would_await(opened.arrival)),
        much=removes_much(store, preview),
    )


def _affected(store: Store, opened: OpenedChanges, preview: Preview) -> Iterator[Affected]:
    """Yield first what a person must look at: decisions, then what goes, changes and comes."""
    yield from (Affected(Happens.DECIDE, one) for one in _to_decide(store, opened, preview))
    yield from (Affected(Happens.REMOVED, one) for one in preview.removed)
    yield from (Affected(Happens.CHANGED, one) for one in preview.changed)
    yield from (Affected(Happens.NEW, one) for one in preview.made)


def _to_decide(store: Store, opened: OpenedChanges, preview: Preview) -> Iterator[Change]:
    keys: dict[tuple[str, UUID], list[str]] = {}
    for kind, record, key in preview.disputes:
        keys.setdefault((kind, record), []).append(key)
    theirs, now = _last_values(opened, keys), _now(store, keys)
    for (kind, record), some in keys.items():
        ours = now.get((kind, record), {DELETED: True})
        sent = theirs.get((kind, record), {})
        yield Change(
            kind,
            record,
            {key: ours.get(key) for key in some},
            {key: _sent(key, sent) for key in some},
        )


def _sent(key: str, sent: Flat) -> Json:
    """Return what the sender has; a record that it edited is in its plan."""
    return sent.get(key, False) if key == DELETED else sent.get(key)


def _last_values(
    opened: OpenedChanges, wanted: Collection[tuple[str, UUID]]
) -> dict[tuple[str, UUID], Flat]:
    """Return what the sender wrote last to each field of some records, each given with its kind."""
    found: dict[tuple[str, UUID], Flat] = {}
    for line in map(read_line, opened.arrival.lines if wanted else ()):
        if (line.kind, line.rec) in wanted:
            found.setdefault((line.kind, line.rec), {}).update(line.set)
    return found


def _now(store: Store, wanted: Iterable[tuple[str, UUID]]) -> dict[tuple[str, UUID], Flat]:
    """Return the values of the live ones of some records, each given with its kind."""
    by_kind: dict[str, list[UUID]] = {}
    for kind, record in wanted:
        if kind in BY_NAME:
            by_kind.setdefault(kind, []).append(record)
    return {
        (kind, record.id): {**flatten(record), DELETED: False}
        for kind, ids in by_kind.items()
        for record in store.records(BY_NAME[kind].record, ids)
    }
