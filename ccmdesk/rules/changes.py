"""What differs between two states of one plan: records that came and went, fields that changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ccmdesk.model.codes import Coded, LanguageTag
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.edition import Edition
from ccmdesk.model.facts import fields_of
from ccmdesk.model.kinds import KINDS, Kind
from ccmdesk.model.values import FieldNote, Texts
from ccmdesk.model.words import C_


class Changed(Coded):
    """What happened to a record."""

    NEW = "new", C_("change of a record", "New")
    EDITED = "edited", C_("change of a record", "Changed")
    REMOVED = "removed", C_("change of a record", "Removed")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field, or one text of it in *language*: its value before and now, with their notes."""

    name: str
    old: Any
    new: Any
    old_note: FieldNote
    new_note: FieldNote
    language: LanguageTag | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """One record; *before* is None for a new one, *now* for one that was removed."""

    kind: Kind
    changed: Changed
    before: Any | None
    now: Any | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def record(self) -> Any:
        """The record as it is now, or as it last was."""
        return self.before if self.now is None else self.now


def changes_between(before: PlanDocument, now: PlanDocument) -> tuple[RecordChange, ...]:
    """Return what differs, kind by kind, records in the order they were made.

    Editions tell of the plan and are no part of what is compared.
    """
    kinds = (kind for kind in KINDS if kind.record is not Edition)
    return tuple(change for kind in kinds for change in _of_kind(kind, before, now))


def _of_kind(kind: Kind, before: PlanDocument, now: PlanDocument) -> Iterator[RecordChange]:
    old = {record.id: record for record in before.of(kind.record)}
    new = {record.id: record for record in now.of(kind.record)}
    for key in sorted({**old, **new}):
        was, is_now = old.get(key), new.get(key)
        if was is None:
            yield RecordChange(kind=kind, changed=Changed.NEW, before=None, now=is_now)
        elif is_now is None:
            yield RecordChange(kind=kind, changed=Changed.REMOVED, before=was, now=None)
        elif was != is_now:
            fields = tuple(_fields(was, is_now))
            yield RecordChange(
                kind=kind, changed=Changed.EDITED, before=was, now=is_now, fields=fields
            )


def _fields(was: Any, is_now: Any) -> Iterator[FieldChange]:
    for field in fields_of(type(was)):
        old, new = getattr(was, field.name), getattr(is_now, field.name)
        notes = was.notes[field.name], is_now.notes[field.name]
        if field.type is Texts and old != new:
            yield from _texts(field.name, old, new, notes)
        elif old != new or notes[0] != notes[1]:
            yield FieldChange(
                name=field.name, old=old, new=new, old_note=notes[0], new_note=notes[1]
            )


def _texts(
    name: str, old: Texts, new: Texts, notes: tuple[FieldNote, FieldNote]
) -> Iterator[FieldChange]:
    for language in dict.fromkeys([*(tag for tag, _ in old), *(tag for tag, _ in new)]):
        before, now = old.get(language), new.get(language)
        if before != now:
            yield FieldChange(
                name=name,
                old=before,
                new=now,
                old_note=notes[0],
                new_note=notes[1],
                language=language,
            )
