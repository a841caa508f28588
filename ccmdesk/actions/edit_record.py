"""Add, change, delete and bring back records: each is one step that can be undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.join_records import take_apart
from ccmdesk.db.store import Store
from ccmdesk.db.write import Step
from ccmdesk.model.change import Change, StepKind, confirmation, deletion, difference
from ccmdesk.model.codec import DELETED
from ccmdesk.model.facts import field_map
from ccmdesk.model.kinds import BY_NAME, BY_RECORD
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import Plan, PlanStatus
from ccmdesk.model.problem import Problem
from ccmdesk.model.sameness import SAME_AS
from ccmdesk.model.values import FieldNote, Texts
from ccmdesk.model.words import N_
from ccmdesk.rules.approvals import without_approval
from ccmdesk.rules.locks import LOCKED, is_locked, locks_between
from ccmdesk.rules.refusals import refusals


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRecord:
    """A new record of *kind*, with the values that are known already."""

    kind: type[Any]
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetField:
    """One committed field: *value* None empties it; *language* for one language of a text.

    It is more of the step *goes_on*, when that is the newest one: one undo takes back both.
    """

    kind: type[Any]
    record: UUID
    field: str
    value: Any
    language: str | None = None
    goes_on: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFields:
    """Several fields of one record that are decided together; texts are written in *language*."""

    kind: type[Any]
    record: UUID
    values: Mapping[str, Any]
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmText:
    """Somebody has read a translation beside its changed source: it still fits."""

    kind: type[Any]
    record: UUID
    field: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetNote:
    """What is known about one field beside its value; an absence empties the value.

    It is more of the step *goes_on*, as in SetField.
    """

    kind: type[Any]
    record: UUID
    field: str
    note: FieldNote
    goes_on: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteRecord:
    """Puts a record in the bin; what refers to it stays as it is."""

    kind: type[Any]
    record: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateRecord:
    """A new record with the values of another, to be changed from there."""

    kind: type[Any]
    record: UUID


def add_record(store: Store, ask: AddRecord, *, author: Author, packs: Packs) -> UUID:
    """Write a new record and return its id; a new record may be as empty as its user likes."""
    known = {name: value for name, value in ask.values.items() if name in field_map(ask.kind)}
    record = ask.kind(id=new_id(), **known)
    refuse_new(record, author=author, packs=packs)
    store.apply(difference(None, record), author.stamp(StepKind.ADD))
    return UUID(bytes=record.id.bytes)


def set_field(store: Store, ask: SetField, *, author: Author, packs: Packs) -> Step | None:
    """Write one field; return the step, or None when it held that value already.

    Raises Problem with a sentence to show under the field when the value cannot be right.
    """
    before = _live(store, ask.kind, ask.record)
    after = with_value(before, ask.field, ask.value, language=ask.language)
    refuse_locked(before, after)
    refuse(after, ask.field, author=author, packs=packs)
    stamp = author.stamp(StepKind.EDIT)
    return store.go_on(difference(before, after), stamp, step=ask.goes_on)


def set_fields(store: Store, ask: SetFields, *, author: Author, packs: Packs) -> Step | None:
    """Write several fields as one step; return it, or None when they held these values already."""
    before = after = _live(store, ask.kind, ask.record)
    facts = field_map(ask.kind)
    for name, value in ask.values.items():
        language = ask.language if facts[name].type is Texts else None
        after = with_value(after, name, value, language=language)
        refuse(after, name, author=author, packs=packs)
    refuse_locked(before, after)
    return store.apply(difference(before, after), author.stamp(StepKind.EDIT))


def confirm_text(store: Store, ask: ConfirmText, *, author: Author) -> Step | None:
    """Say that one text stands as it is; None when there is no such text any more."""
    record = _live(store, ask.kind, ask.record)
    if getattr(record, ask.field).get(ask.language) is None:
        return None
    change = confirmation(record, [f"{ask.field}@{ask.language}"])
    return store.apply([change], author.stamp(StepKind.CONFIRM))


def set_note(store: Store, ask: SetNote, *, author: Author) -> Step | None:
    """Write source, confidence, qualifier, remark or absence of one field."""
    before = _live(store, ask.kind, ask.record)
    after = replace(before, notes=before.notes.put(ask.field, ask.note))
    if ask.note.absence is not None:
        after = replace(after, **{ask.field: field_map(ask.kind)[ask.field].default})
    refuse_locked(before, after)
    stamp = author.stamp(StepKind.EDIT)
    return store.go_on(difference(before, after), stamp, step=ask.goes_on)


def delete_record(store: Store, ask: DeleteRecord, *, author: Author) -> Step | None:
    """Put a record in the bin."""
    record = _live(store, ask.kind, ask.record)
    _refuse_sent(record)
    return store.apply((deletion(record),), author.stamp(StepKind.DELETE))


def restore_record(store: Store, kind: str, record: UUID, *, author: Author) -> Step | None:
    """Bring a record back from the bin as it was; one that was joined is taken apart again."""
    kept = store.joins.kept().get(record)
    if kept is not None:
        return take_apart(store, kept, record, author=author)
    change = Change(BY_NAME[kind].name, record, {}, {DELETED: False, SAME_AS: None})
    return store.apply((change,), author.stamp(StepKind.RESTORE))


def duplicate_record(store: Store, ask: DuplicateRecord, *, author: Author) -> UUID:
    """Write a copy of a record and return its id."""
    record = _live(store, ask.kind, ask.record)
    _refuse_sent(record)
    bare = without_approval(record) if isinstance(record, Plan) else record
    copy = replace(bare, id=new_id())
    store.apply(difference(None, copy), author.stamp(StepKind.ADD))
    return UUID(bytes=copy.id.bytes)


def change_records(
    store: Store, pairs: Sequence[tuple[Any, Any]], *, author: Author, packs: Packs
) -> Step | None:
    """Write several (before, after) pairs as one step."""
    changes: list[Change] = []
    for before, after in pairs:
        refuse_locked(before, after)
        refuse(after, None, author=author, packs=packs)
        changes += difference(before, after)
    return store.apply(changes, author.stamp(StepKind.EDIT))


def with_value(record: Any, name: str, value: Any, *, language: str | None) -> Any:
    """Return *record* with one field set; a value takes away what said it was absent."""
    facts = field_map(type(record))[name]
    if language is not None:
        texts: Texts = getattr(record, name)
        value = texts.put(language, value or "")
    elif value is None:
        value = facts.default
    note = record.notes[name]
    filled = value is not None and value not in {"", ()} and value != Texts()
    kept = note.beside(value, before=getattr(record, name))
    if not filled:
        kept = replace(kept, absence=note.absence, reason=note.reason)
    return replace(record, **{name: value}, notes=record.notes.put(name, kept))


def refuse_locked(before: Any, after: Any) -> None:
    """Raise Problem when *before* may not become *after* by hand."""
    for lock in locks_between(before, after):
        raise Problem(lock.msgid)


def _refuse_sent(record: Any) -> None:
    if is_locked(record):
        raise Problem(LOCKED.msgid)


def _live(store: Store, kind: type[Any], record: UUID) -> Any:
    found: Any = store.get(kind, record)
    if found is None:
        label = BY_RECORD[kind].one
        raise Problem(
            N_("This record is no longer in the plan ({kind}). Bring it back from the bin first."),
            kind=label,
        )
    return found


def refuse_new(record: Any, *, author: Author, packs: Packs) -> None:
    """Raise why *record* cannot be added by hand; only the status of a draft may be said."""
    blank = type(record)(id=record.id)
    if isinstance(record, Plan) and record.status is PlanStatus.DRAFT:
        blank = replace(blank, status=PlanStatus.DRAFT)
    refuse_locked(blank, record)
    refuse(record, None, author=author, packs=packs)


def refuse(record: Any, name: str | None, *, author: Author, packs: Packs) -> None:
    """Raise the first refusal; of field *name* only, when given: others were there before."""
    for refusal in refusals(record, packs, author.today):
        if name is None or refusal.field == name:
            raise Problem(refusal.says.msgid, **refusal.says.values)
