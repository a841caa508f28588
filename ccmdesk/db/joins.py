"""Leads from records that were joined with another to the one that is kept of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.column_types import RecordId
from ccmdesk.db.tables import CONFLICT, ROWS, chunks
from ccmdesk.model.change import Change
from ccmdesk.model.codec import DELETED, Flat, Json
from ccmdesk.model.facts import fields_of, item_type
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.sameness import JOINABLE, SAME_AS, holds_key, told_apart

_Connecting = Callable[[], AbstractContextManager[sa.Connection]]
Kept = Mapping[UUID, UUID]
"""For each record that was joined with another, the one that is kept."""


def kept_of(con: sa.Connection) -> Kept:
    """Return what is kept of each joined record, however often it was joined since."""
    return ends({row.id: row.same_as for row in con.execute(_joined())})


def kept_in_conflict(con: sa.Connection) -> Kept:
    """Return what is kept of each joined record in conflict, also of one that was joined along."""
    kinds = con.scalars(sa.select(CONFLICT.c.kind).distinct()).all()
    found: dict[UUID, UUID] = {}
    for kind in kinds:
        found |= ends(_leads(con, ROWS[kind])) if kind in ROWS else {}
    return found


def ends(direct: Kept) -> Kept:
    """Return where each record leads in the end; *direct* says with which one it was joined.

    Records that were joined with one another in a circle lead nowhere.
    """
    found = {record: _end(record, direct) for record in direct}
    return {record: end for record, end in found.items() if end is not None}


def led_to_kept(kind: str, record: UUID, flat: Flat, *, kept: Kept) -> Flat:
    """Return the flat *record* with every reference to a joined record leading to the kept one.

    Of a list each one stays once, and never the record itself.
    """
    if not kept:
        return flat
    found = dict(flat)
    for name in references(kind):
        value = found.get(name)
        if isinstance(value, list):
            ends = dict.fromkeys(led(one, kept) for one in value)
            found[name] = [one for one in ends if one != str(record) or one in value]
        elif isinstance(value, str):
            found[name] = led(value, kept)
    return found


@cache
def references(kind: str) -> tuple[str, ...]:
    """Return the fields of *kind* that name records of a kind that can be joined."""
    targets = {BY_NAME[one].id_type for one in JOINABLE}
    fields = fields_of(BY_NAME[kind].record)
    return tuple(f.name for f in fields if (item_type(f.type) or f.type) in targets)


def referring(kind: str, records: Iterable[Any], targets: set[UUID]) -> Iterator[UUID]:
    """Yield those of *records* that name one of *targets*."""
    names = references(kind)
    for record in records if names else ():
        values = [getattr(record, name) for name in names]
        named = {one for v in values for one in (v if isinstance(v, tuple) else (v,))}
        if named & targets:
            yield record.id


class Joins:
    """Which records of an open plan file were joined, and which a person told apart."""

    def __init__(self, reading: _Connecting) -> None:
        self._reading = reading

    def kept(self) -> Kept:
        """Return what is kept of each joined record."""
        with self._reading() as con:
            return kept_of(con)

    def told_apart(self) -> frozenset[frozenset[UUID]]:
        """Return the pairs of records of which a person said that they are two."""
        with self._reading() as con:
            return frozenset(_told_apart(con))

    def back_along(self, record: UUID) -> list[Change]:
        """Return what brings back what is about *record* and was joined along with it."""
        with self._reading() as con:
            return list(back_along(con, record))


def back_along(con: sa.Connection, record: UUID) -> Iterator[Change]:
    """Yield what brings back what is about *record* and was joined along with it.

    So it is with what is about a record that was joined with *record* before; but what was joined
    with something that is about *record* too stays so.
    """
    for kind, one, stays in _along_with(con, record):
        yield Change(kind, one, {}, {DELETED: False, SAME_AS: None})
        yield Change(kind, stays, {}, {holds_key(one): None})


def _along_with(con: sa.Connection, record: UUID) -> Iterator[tuple[str, UUID, UUID]]:
    joined = {row.id: row.same_as for row in con.execute(_joined()) if row.id != record}
    kept = ends(joined)
    for kind, table in ROWS.items():
        columns = [table.c[name] for name in references(kind) if name in table.c]
        named = [column for column in columns if isinstance(column.type, RecordId)]
        for one, stays, *pairs in con.execute(_with_twins(table, named)) if named else ():
            sides = zip(pairs[::2], pairs[1::2], strict=True)
            if any(kept.get(own, own) == record != kept.get(of, of) for own, of in sides):
                yield kind, one, stays


def _with_twins(table: sa.Table, named: Iterable[sa.Column[Any]]) -> sa.Select[Any]:
    """Return the query for what was joined along: what it names, and what its kept one names."""
    twin, same_as = table.alias(), table.c._same_as  # noqa: SLF001 - a column
    pairs = [cell for column in named for cell in (column, twin.c[column.name])]
    gone = sa.and_(table.c._deleted, same_as.is_not(None))  # noqa: SLF001 - a column
    both = table.outerjoin(twin, twin.c.id == same_as)
    return sa.select(table.c.id, same_as, *pairs).select_from(both).where(gone)


def _told_apart(con: sa.Connection) -> Iterator[frozenset[UUID]]:
    for kind in JOINABLE:
        table = ROWS[kind]
        marked = sa.cast(table.c._notes, sa.Text()).like('%"\\_apart:%', escape="\\")  # noqa: SLF001
        for record, notes in con.execute(sa.select(table.c.id, table.c._notes).where(marked)):  # noqa: SLF001
            others = (told_apart(key) for key in notes)
            yield from (frozenset({record, other}) for other in others if other is not None)


@cache
def _joined() -> Any:
    return sa.union_all(*(_joined_in(ROWS[kind]) for kind in JOINABLE))


def _joined_in(table: sa.Table) -> sa.Select[Any]:
    same_as, deleted = table.c._same_as, table.c._deleted  # noqa: SLF001 - columns
    return sa.select(table.c.id, same_as.label("same_as")).where(same_as.is_not(None), deleted)


def _leads(con: sa.Connection, table: sa.Table) -> dict[UUID, UUID]:
    """Return with which one each record in conflict was joined, and so on from there."""
    joined, found = _joined_in(table), dict[UUID, UUID]()
    rows = con.execute(joined.where(table.c.id.in_(sa.select(CONFLICT.c.rec)))).all()
    while rows:
        found |= {row.id: row.same_as for row in rows}
        further = list({row.same_as for row in rows} - found.keys())
        named = (joined.where(table.c.id.in_(part)) for part in chunks(further))
        rows = [row for query in named for row in con.execute(query)]
    return found


def _end(record: UUID, direct: Mapping[UUID, UUID]) -> UUID | None:
    seen = {record}
    end = direct[record]
    while end in direct:
        if end in seen:
            return None
        seen.add(end)
        end = direct[end]
    return end


def led(value: Json, kept: Kept) -> Json:
    """Return the kept record for a joined one that *value* names, else *value*."""
    try:
        end = kept.get(UUID(str(value)))
    except ValueError:
        return value
    return value if end is None else str(end)
