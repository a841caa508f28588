"""Finds in the log which translations are older than their source, in one pass over it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.fold import Changes, fold, history_of
from ccmdesk.db.history import with_before
from ccmdesk.db.line import ChangeId, Line, read_line, unpack
from ccmdesk.db.tables import CHANGE, chunks
from ccmdesk.model.change import StepKind
from ccmdesk.model.codec import Flat
from ccmdesk.rules.translations import Changed, LastWrites, Link, changed_sources

_FEW = 500
_MARK = b"@"
_TAKING_BACK = {StepKind.UNDO.value, StepKind.REDO.value}
_Row = tuple[UUID, bytes, bytes]


@dataclass(frozen=True, slots=True)
class OutOfDate:
    """What was found up to change number *newest*."""

    newest: int
    changed: Changed


@dataclass(frozen=True, slots=True)
class _Write:
    """One writing of one text: which change, its line, and the texts its writer then saw."""

    change: ChangeId
    line: Line
    text: str
    seen: Mapping[str, str]


def read_out_of_date(con: sa.Connection, last: OutOfDate | None) -> OutOfDate:
    """Return what is out of date now; records no later change touched stay as *last* has them."""
    newest = con.execute(sa.select(sa.func.max(CHANGE.c.n))).scalar_one() or 0
    if last is not None and last.newest == newest:
        return last
    query = sa.select(CHANGE.c.rec, CHANGE.c.id, CHANGE.c.body).order_by(CHANGE.c.rec, CHANGE.c.n)
    if last is None or newest - last.newest > _FEW:
        rows = con.execute(query.execution_options(yield_per=1000))
        return OutOfDate(newest, MappingProxyType(dict(_found(rows))))
    touched = _touched(con, last.newest)
    found = {record: links for record, links in last.changed.items() if record not in touched}
    for part in chunks(list(touched)):
        found |= _found(con.execute(query.where(CHANGE.c.rec.in_(part))))
    return OutOfDate(newest, MappingProxyType(found))


def last_writes(changes: Changes) -> LastWrites:
    """Return what the history of one record says of its texts.

    Undoing and doing again are no translating: the text they bring back is as old as it was.
    """
    writes: dict[str, list[_Write]] = {}
    for change, line, before in with_before(changes):
        seen = _texts({**before, **line.set})
        for key in filter(_is_text, line.set):
            writes.setdefault(key, []).append(_Write(change, line, seen.get(key, ""), seen))
    now = _texts(fold(changes).flat)
    return LastWrites(
        now=now,
        first={key: next(write.text for write in writes[key] if write.text) for key in now},
        seen={key: _seen_last(writes[key], text, changes) for key, text in now.items()},
    )


def _found(rows: Iterable[Any]) -> Iterator[tuple[UUID, Mapping[Link, str]]]:
    for record, group in groupby(rows, key=itemgetter(0)):
        bodies = [(bytes(change), unpack(body)) for _, change, body in group]
        # What was written only once, or has texts in one change only, was written together.
        if sum(_MARK in raw for _, raw in bodies) > 1:
            for changes in _by_kind(bodies):
                links = changed_sources(last_writes(changes))
                if links:
                    yield record, MappingProxyType(links)


def _by_kind(bodies: Sequence[tuple[bytes, bytes]]) -> Iterable[Changes]:
    found: dict[str, dict[ChangeId, Line]] = {}
    for change, raw in bodies:
        line = read_line(raw)
        found.setdefault(line.kind, {})[ChangeId(change)] = line
    return found.values()


def _touched(con: sa.Connection, after: int) -> set[UUID]:
    rows = con.execute(sa.select(CHANGE.c.rec).where(CHANGE.c.n > after).distinct())
    return {record for (record,) in rows}


def _is_text(key: str) -> bool:
    return "@" in key


def _texts(flat: Flat) -> dict[str, str]:
    return {key: text for key, text in flat.items() if _is_text(key) and isinstance(text, str)}


def _seen_last(some: Sequence[_Write], text: str, changes: Changes) -> list[Mapping[str, str]]:
    """Return what those saw who wrote *text* last and were not taken back."""
    mine = [write for write in _standing(some) if write.text == text] or some[-1:]
    if len(mine) == 1:
        return [mine[0].seen]
    latest = set(history_of(changes).latest([write.change for write in mine]))
    return [write.seen for write in mine if write.change in latest]


def _standing(some: Sequence[_Write]) -> Iterator[_Write]:
    """Yield the writings of one text that are neither taken back nor a taking back."""
    origin: dict[UUID | None, UUID | None] = {}
    taken: set[UUID | None] = set()
    for write in some:
        line = write.line
        if line.does in _TAKING_BACK:
            origin[line.step] = origin.get(line.of, line.of)
            (taken.add if line.does == StepKind.UNDO.value else taken.discard)(origin[line.step])
    for write in some:
        if write.line.does not in _TAKING_BACK and write.line.step not in taken:
            yield write
