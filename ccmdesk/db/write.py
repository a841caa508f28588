"""Turns what a user did into lines of the log: one step, one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.columns import tidy
from ccmdesk.db.line import ChangeId, Saved, Written, moment_of, next_clock, write_line
from ccmdesk.db.log import apply_lines, heads_of_replicas
from ccmdesk.db.rows import State, read_states, readable, slot_of
from ccmdesk.db.tables import CONFLICT, chunks
from ccmdesk.db.unseen import View, states_as_seen
from ccmdesk.model.change import Change, Stamp, StepKind
from ccmdesk.model.codec import DELETED, Flat, Json, is_absent
from ccmdesk.model.folding import clean
from ccmdesk.model.sameness import is_of_sameness, says_sameness

_UNMADE = State({}, deleted=True, heads=(), disputes=0)
_NONE: frozenset[str] = frozenset()
_CONFIRMING = frozenset({StepKind.CONFIRM, StepKind.IMPORT})
"""Steps that may write what is there already, to say that somebody has read it and it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """One step to write; *undoes* names the step it takes back, and then equal values count.

    *seen* is what its writer had seen, where others write to the same plan.
    """

    rep: UUID
    stamp: Stamp
    changes: Sequence[Change]
    undoes: UUID | None = None
    seen: View | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What the user did at once; *undoes* is the step that an undo or redo takes back."""

    id: UUID
    does: StepKind
    at: dt.datetime
    by: str
    changes: tuple[Change, ...]
    undoes: UUID | None


def write_step(con: sa.Connection, ask: Writing) -> Step | None:
    """Write one step and return it with what it really changed; None when nothing differs.

    Raises KeyError for an unknown kind and ValueError for a value that its field cannot have, but
    a decision keeps what an office wrote though only a later version can read it.
    """
    changes = _one_each(ask.changes)
    states = _states(con, changes)
    if ask.seen is not None:
        states |= states_as_seen(con, changes, ask.seen)
    disputed = _disputed(con, changes)
    confirmed = _confirmed(ask)
    done: list[Change] = []
    lines: list[bytes] = []
    seq, hlc = _position(con, ask)
    at = moment_of(hlc)
    for change in changes:
        state = states.get((change.kind, change.record), _UNMADE)
        always = disputed.get(change.record, _NONE) | confirmed.get(change.record, _NONE)
        written = _written(ask, state, change, always=None if ask.undoes is not None else always)
        if written.new:
            seq += 1
            lines.append(_line(ask, written, state.heads, (seq, hlc)))
            hlc = f"{int(hlc, 16) + 1:016x}"
            done.append(written)
    if not done:
        return None
    apply_lines(con, lines)
    stamp = ask.stamp
    return Step(stamp.step, stamp.does, at, clean(stamp.by), tuple(done), ask.undoes)


def _one_each(changes: Sequence[Change]) -> list[Change]:
    """Return one change per record, the later values over the earlier ones."""
    values: dict[tuple[str, UUID], Flat] = {}
    for change in changes:
        values.setdefault((change.kind, change.record), {}).update(change.new)
    return [Change(kind, record, new, new) for (kind, record), new in values.items()]


def _confirmed(ask: Writing) -> dict[UUID, frozenset[str]]:
    """Return the fields that are said again on purpose: old and new value are the same."""
    found: dict[UUID, frozenset[str]] = {}
    if ask.stamp.does in _CONFIRMING:
        for change in ask.changes:
            same = (key for key, value in change.new.items() if change.old.get(key, ...) == value)
            found[change.record] = found.get(change.record, _NONE).union(same)
    return found


def _states(con: sa.Connection, changes: Sequence[Change]) -> dict[tuple[str, UUID], State]:
    by_kind: dict[str, dict[UUID, None]] = {}
    for change in changes:
        by_kind.setdefault(change.kind, {})[change.record] = None
    return {
        (kind, record): state
        for kind, records in by_kind.items()
        for record, state in read_states(con, kind, list(records)).items()
    }


def _disputed(con: sa.Connection, changes: Sequence[Change]) -> dict[UUID, frozenset[str]]:
    """Return the fields in conflict: writing the shown value there again is a decision."""
    found: dict[UUID, frozenset[str]] = {}
    for part in chunks(list({change.record for change in changes})):
        query = sa.select(CONFLICT.c.rec, CONFLICT.c.field).where(CONFLICT.c.rec.in_(part))
        for record, key in con.execute(query):
            found[record] = found.get(record, _NONE) | {key}
    return found


def _position(con: sa.Connection, ask: Writing) -> tuple[int, str]:
    replicas = heads_of_replicas(con)
    seq, _, own = replicas[ask.rep]
    seen = max(hlc for _, _, hlc in replicas.values())
    return seq, next_clock(ask.stamp.at, own=own, seen=seen)


def _written(
    ask: Writing, state: State, change: Change, *, always: frozenset[str] | None
) -> Change:
    """Return what differs from *state*, and the fields *always* written; None for all of them."""
    decides = ask.stamp.does is StepKind.DECIDE
    new = {
        key: _kept(change.kind, key, value, decides=decides) for key, value in change.new.items()
    }
    now: Flat = {**state.flat, DELETED: state.deleted}
    forced = new.keys() if always is None else always
    keys = [key for key in new if now.get(key) != new[key] or key in forced]
    if not state.heads and keys:
        # A record that was not there says from its first line whether it is in the bin.
        new.setdefault(DELETED, False)
        keys = list(dict.fromkeys([*keys, DELETED]))
    old: Flat = {key: now.get(key) for key in keys}
    kept: Flat = {key: new[key] for key in keys}
    return Change(change.kind, change.record, MappingProxyType(old), MappingProxyType(kept))


def _kept(kind: str, key: str, value: Json, *, decides: bool) -> Json:
    """Return a value as it is kept; who *decides* may keep what only a later version can read."""
    if key == DELETED:
        return value is True
    if is_of_sameness(key):
        if not says_sameness(key, value):
            raise ValueError((kind, key, value))
        return value
    cleaned, slot = _cleaned(value), slot_of(kind, key)
    if slot is None or not readable(kind, key, cleaned):
        if decides:
            return value
        raise ValueError((kind, key, value))
    if slot.is_note or slot.language is not None or is_absent(cleaned):
        return cleaned or None
    return tidy(slot.field.type, cleaned)


def _cleaned(value: Json) -> Json:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(part) for part in value]
    if isinstance(value, dict):
        return {key: _cleaned(part) for key, part in value.items()}
    return value


def _line(ask: Writing, change: Change, heads: Sequence[ChangeId], place: tuple[int, str]) -> bytes:
    stamp = ask.stamp
    saved = Saved(
        rep=ask.rep,
        by=clean(stamp.by),
        why=clean(stamp.why),
        step=stamp.step,
        does=stamp.does,
        of=ask.undoes,
        role=clean(stamp.role),
    )
    seq, hlc = place
    return write_line(
        saved,
        Written(
            kind=change.kind,
            rec=change.record,
            seq=seq,
            hlc=hlc,
            par=heads,
            set=dict(change.new),
        ),
    )
