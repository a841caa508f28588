"""Reads and writes the derived rows: flat JSON form of a record to columns and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from types import MappingProxyType
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from ccmdesk.db.columns import Shape, check_value, is_storable, shape_of
from ccmdesk.db.joins import Kept, kept_of, led_to_kept
from ccmdesk.db.line import ChangeId, split_ids
from ccmdesk.db.tables import OWN_COLUMNS, ROWS, chunks
from ccmdesk.model.codec import Flat, Json, is_absent, split_key, unflatten
from ccmdesk.model.facts import Field, field_map, fields_of
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.sameness import SAME_AS, is_of_sameness, says_sameness
from ccmdesk.model.values import Texts


@dataclass(frozen=True, slots=True)
class State:
    """A record as its row says; *disputes* counts its open conflicts."""

    flat: Flat
    deleted: bool
    heads: tuple[ChangeId, ...]
    disputes: int


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the cells of a field are in a row."""

    field: Field
    shape: Shape
    names: tuple[str, ...]
    start: int
    end: int


def read_states(con: sa.Connection, kind: str, records: Sequence[UUID]) -> dict[UUID, State]:
    """Return the state of those of *records* that have a row, deleted ones too."""
    found: dict[UUID, State] = {}
    for part in chunks(list(records)):
        for row in con.execute(_among(kind), {"ids": part}):
            found[row[0]] = _state(kind, row)
    return found


def read_records(kind: str, rows: Iterable[Sequence[Any]], kept: Kept) -> Iterator[Any]:
    """Yield the record of each of *rows*, which are whole rows of the table of *kind*.

    What refers to a record that was joined with another refers to the one *kept* of it.
    """
    for record, flat in read_flats(kind, rows, kept):
        yield unflatten(BY_NAME[kind].record, record, flat)


def read_flats(kind: str, rows: Iterable[Sequence[Any]], kept: Kept) -> Iterator[tuple[UUID, Flat]]:
    """Yield the id and the flat form of what `read_records` would yield."""
    for row in rows:
        yield row[0], led_to_kept(kind, row[0], _flat(kind, row), kept=kept)


def read_live(con: sa.Connection, kind: str, records: Sequence[UUID]) -> list[Any]:
    """Return those of *records* that are not in the bin, in that order, as `read_records` does."""
    kept = kept_of(con)
    found = {
        one.id: one
        for part in chunks(list(records))
        for one in read_records(kind, con.execute(live_among(kind), {"ids": part}), kept)
    }
    return [found[record] for record in records if record in found]


@cache
def _among(kind: str) -> sa.Select[Any]:
    table = ROWS[kind]
    return sa.select(table).where(table.c.id.in_(sa.bindparam("ids", expanding=True)))


@cache
def live(kind: str) -> sa.Select[Any]:
    """Return the query for all rows of *kind* that are not in the bin, as they were made."""
    table = ROWS[kind]
    return sa.select(table).where(table.c._deleted == sa.false()).order_by(table.c.id)  # noqa: SLF001


@cache
def live_among(kind: str) -> sa.Select[Any]:
    """Return the query for those of *ids* that are not in the bin."""
    return _among(kind).where(ROWS[kind].c._deleted == sa.false())  # noqa: SLF001


def write_states(con: sa.Connection, kind: str, states: Mapping[UUID, State]) -> None:
    """Write the rows of these records, new or not."""
    if states:
        rows = [_cells(kind, record, state) for record, state in states.items()]
        con.execute(upsert(ROWS[kind], con.dialect.name), rows)


@cache
def upsert(table: sa.Table, dialect: str) -> Any:
    """Return the statement that inserts a row or replaces the one with the same key."""
    match dialect:
        case "sqlite":
            return _replacing(sqlite.insert(table), table)
        case "postgresql":
            from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - a plan file needs none

            return _replacing(postgresql.insert(table), table)
        case _:
            raise ValueError(dialect)


def _replacing(insert: Any, table: sa.Table) -> Any:
    keys = [column.name for column in table.primary_key]
    rest = {c.name: insert.excluded[c.name] for c in table.c if c.name not in keys}
    return insert.on_conflict_do_update(index_elements=keys, set_=rest)


def readable(kind: str, key: str, value: Json) -> bool:
    """Whether this program knows the flat key and can read the value; None is always readable."""
    if is_of_sameness(key):
        return says_sameness(key, value)
    slot = slot_of(kind, key)
    if slot is None or value is None:
        return slot is not None
    if is_absent(value):
        return slot.language is None and _is_note(kind, key, value)
    return slot.holds(value)


@dataclass(frozen=True, slots=True)
class Slot:
    """What a flat key stands for: a field, its text in a language, or the note of it.

    *names* are the columns of the field, over which *shape* spreads a value.
    """

    field: Field
    language: str | None
    is_note: bool
    holds: Callable[[Json], bool]
    names: tuple[str, ...]
    shape: Shape


@lru_cache(8192)
def slot_of(kind: str, key: str) -> Slot | None:
    """Return what a flat key of *kind* stands for, or None when this program does not know it."""
    name, language, is_note = split_key(key)
    field = field_map(BY_NAME[kind].record).get(name)
    if field is None or (language is not None) > (field.type is Texts):
        return None
    if is_note:
        holds: Callable[[Json], bool] = partial(_is_note, kind, key)
    elif language is not None:
        holds = check_value(str)
    else:
        holds = _is_never if field.type is Texts else check_value(field.type)
    shape = shape_of(field.type)
    names = tuple(field.name + suffix for suffix, _ in shape.parts)
    return Slot(field, language, is_note, holds, names, shape)


def _is_never(_value: Json) -> bool:
    return False


def _is_note(kind: str, key: str, value: Json) -> bool:
    """Whether a note of this form can be read; reading one is the only full check there is."""
    if not isinstance(value, dict) or not is_storable(value):
        return False
    try:
        unflatten(BY_NAME[kind].record, _NOBODY, {key: value})
        UUID(str(value.get("source", _NOBODY)))
    except (ValueError, TypeError, KeyError):
        return False
    return True


_NOBODY = UUID(int=0)


@cache
def _places(kind: str) -> tuple[_Place, ...]:
    places, start = [], len(OWN_COLUMNS)
    for field in fields_of(BY_NAME[kind].record):
        shape = shape_of(field.type)
        names = tuple(field.name + suffix for suffix, _ in shape.parts)
        places.append(_Place(field, shape, names, start, start + len(names)))
        start += len(names)
    return tuple(places)


def _state(kind: str, row: Sequence[Any]) -> State:
    return State(_flat(kind, row), row[1], split_ids(bytes(row[2])), row[3])


def _flat(kind: str, row: Sequence[Any]) -> Flat:
    flat: Flat = dict(row[4] or {})
    for place in _places(kind):
        if place.field.type is Texts:
            texts = row[place.start] or {}
            flat.update(
                (f"{place.field.name}@{language}", text) for language, text in texts.items()
            )
            continue
        value = place.shape.gather(row[place.start : place.end])
        if value is not None:
            flat[place.field.name] = value
    return flat


def _cells(kind: str, record: UUID, state: State) -> dict[str, Any]:
    """Return the cells of a row; what this program cannot read stays in the log alone."""
    cells = dict(_no_cells(kind))
    notes: Flat = {}
    for key, value in state.flat.items():
        slot = slot_of(kind, key)
        if slot is None or slot.is_note or is_absent(value):
            if readable(kind, key, value):
                notes[key] = value
        elif not slot.holds(value):
            continue
        elif slot.language is None:
            cells.update(zip(slot.names, slot.shape.spread(value), strict=True))
        elif cells[slot.field.name] is None:
            cells[slot.field.name] = {slot.language: value}
        else:
            cells[slot.field.name][slot.language] = value
    cells["id"] = record
    cells["_deleted"] = state.deleted
    cells["_heads"] = b"".join(state.heads)
    cells["_disputes"] = state.disputes
    cells["_notes"] = notes or None
    cells["_same_as"] = UUID(str(notes[SAME_AS])) if notes.get(SAME_AS) else None
    return cells


@cache
def _no_cells(kind: str) -> Mapping[str, Any]:
    names = (name for place in _places(kind) for name in place.names)
    return MappingProxyType(dict.fromkeys([*names, *OWN_COLUMNS]))


def shown_state(kind: str, state: State) -> State:
    """Return *state* as its row gives it back: without what this program cannot read."""
    cells = _cells(kind, _NOBODY, state)
    names = [*OWN_COLUMNS, *(name for place in _places(kind) for name in place.names)]
    return _state(kind, [cells[name] for name in names])
