"""The fields and values of a history in words."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from ccmdesk.db.history import Entry
from ccmdesk.lang.naming import language_name
from ccmdesk.lang.show import Show
from ccmdesk.model.change import StepKind
from ccmdesk.model.codec import DELETED, Json, split_key, unflatten
from ccmdesk.model.facts import field_map
from ccmdesk.model.ids import SourceId
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.packs import Packs
from ccmdesk.model.sameness import is_of_sameness, other_record, sameness_label
from ccmdesk.model.values import FieldNote, Texts
from ccmdesk.model.words import C_, N_

_MAKES = frozenset({StepKind.ADD, StepKind.IMPORT})
"""Steps before which a record was nowhere, not in the bin."""


@dataclass(frozen=True, slots=True)
class HistoryWords:
    """Words each entry of a history in the language of *show*."""

    show: Show
    packs: Packs

    def field(self, entry: Entry) -> str:
        """Return what was changed: the field, in which language, or what is known about it."""
        return self.key(entry.kind, entry.key)

    def key(self, kind_name: str, key: str) -> str:
        """Return what a flat key of a kind is called."""
        lang = self.show.lang
        if key == DELETED:
            return lang(N_("The whole record"))
        if is_of_sameness(key):
            return lang(sameness_label(key))
        name, language, is_note = split_key(key)
        kind = BY_NAME.get(kind_name)
        if kind is None or name not in field_map(kind.record):
            return lang(N_("A field of a later version"))
        label = lang(field_map(kind.record)[name].spec.label)
        if is_note:
            return lang(N_("{field}: about the value"), field=label)
        if language is not None:
            named = language_name(lang, language, packs=self.packs)
            return lang(N_("{field} ({language})"), field=label, language=named)
        return label

    def value(self, entry: Entry, value: Json) -> str:
        """Return one side of a change in words; nothing for what was not filled."""
        lang = self.show.lang
        if entry.key == DELETED:
            if entry.does in _MAKES and value == entry.old != entry.new:
                return ""
            words = C_("history", "in the bin") if value else C_("history", "in the plan")
            return lang(words)
        if is_of_sameness(entry.key):
            return self._other(entry, value)
        return self.flat(entry.kind, entry.key, value)

    def flat(self, kind_name: str, key: str, value: Json) -> str:
        """Return the value of a flat key of a kind in words; nothing for what was not filled."""
        if value is None:
            return ""
        name, language, is_note = split_key(key)
        kind = BY_NAME.get(kind_name)
        if kind is None or name not in field_map(kind.record):
            return str(value)
        try:
            record = unflatten(kind.record, UUID(int=0), {key: value})
        except (ValueError, TypeError, KeyError):
            # A later version of the program may know values that this one does not.
            return str(value)
        if is_note:
            return self._note(record.notes[name])
        if language is not None:
            texts: Texts = getattr(record, name)
            return (texts.get(language) or "").replace("\n", " ")
        return self.show.field(record, field_map(kind.record)[name])

    def _other(self, entry: Entry, value: Json) -> str:
        """Return the record that one was joined with or told apart from."""
        other = other_record(entry.key, value)
        return "" if other is None else self.show.value(BY_NAME[entry.kind].id_type, other)

    def _note(self, note: FieldNote) -> str:
        """Return what is known about a value, in one line."""
        lang = self.show.lang
        known = (note.qualifier, note.confidence)
        parts = [lang(said.label) for said in known if said is not None]
        if note.source:
            source = self.show.value(SourceId, UUID(note.source))
            parts.append(lang(N_("source: {source}"), source=source))
        if note.remark:
            parts.append(note.remark)
        return lang.join(parts)
