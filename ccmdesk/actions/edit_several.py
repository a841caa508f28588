"""Change one field of several records, or put them all in the bin: one step each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ccmdesk.actions.author import Author
from ccmdesk.actions.edit_record import refuse, refuse_locked, with_value
from ccmdesk.db.store import Store
from ccmdesk.db.write import Step
from ccmdesk.model.change import Change, StepKind, deletion, difference
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import Texts
from ccmdesk.model.words import Message
from ccmdesk.rules.locks import LOCKED, is_locked


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSeveral:
    """One field of several records: *value* None empties it; *language* is that of a text.

    *adds* is for lists: what each record has stays, before the values that it has not.
    """

    kind: type[Any]
    records: tuple[UUID, ...]
    field: str
    value: Any
    language: str | None = None
    adds: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What setting the field would do: *changes* are written, of which *over* had another value.

    *same* have the value already; *refused* cannot have it, *why* says so of the first of them.
    *empties* when the value is none.
    """

    changes: tuple[Change, ...]
    over: int
    same: int
    refused: int
    why: Message | None
    empties: bool


def outlook(store: Store, ask: SetSeveral, *, author: Author, packs: Packs) -> Outlook:
    """Return what `set_several` would do; nothing is written."""
    changes: list[Change] = []
    over, same, refusals = 0, 0, list[Message]()
    for before in store.records(ask.kind, ask.records):
        after = with_value(before, ask.field, _value(before, ask), language=ask.language)
        try:
            _refuse(before, after, ask.field, author=author, packs=packs)
        except Problem as problem:
            refusals.append(problem.message)
            continue
        found = difference(before, after)
        changes += found
        same += not found
        over += bool(found) and not ask.adds and _is_filled(before, ask)
    why = refusals[0] if refusals else None
    empties = not ask.adds and (ask.value is None or ask.value in {"", ()})
    return Outlook(
        changes=tuple(changes),
        over=over,
        same=same,
        refused=len(refusals),
        why=why,
        empties=empties,
    )


def set_several(store: Store, ask: SetSeveral, *, author: Author, packs: Packs) -> Step | None:
    """Write the field of all records that can have the value, as one step; None for nothing new."""
    found = outlook(store, ask, author=author, packs=packs)
    return store.apply(found.changes, author.stamp(StepKind.EDIT))


def delete_several(
    store: Store, kind: type[Any], records: Sequence[UUID], *, author: Author
) -> Step | None:
    """Put records in the bin as one step; raises Problem, and does nothing, when one is locked."""
    found = store.records(kind, records)
    for record in found:
        if is_locked(record):
            raise Problem(LOCKED.msgid)
    return store.apply([deletion(record) for record in found], author.stamp(StepKind.DELETE))


def _refuse(before: Any, after: Any, name: str, *, author: Author, packs: Packs) -> None:
    refuse_locked(before, after)
    refuse(after, name, author=author, packs=packs)


def _value(before: Any, ask: SetSeveral) -> Any:
    """Return what the field of one record is to hold."""
    if not ask.adds:
        return ask.value
    kept: tuple[Any, ...] = getattr(before, ask.field)
    return (*kept, *(part for part in ask.value if part not in kept))


def _is_filled(record: Any, ask: SetSeveral) -> bool:
    value = getattr(record, ask.field)
    if isinstance(value, Texts):
        return bool(value.get(ask.language or ""))
    return value is not None and value not in {"", ()}
