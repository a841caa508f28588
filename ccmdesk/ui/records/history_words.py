"""The fields and values of a history in words."""

from __future__ import annotations

from uuid import UUID

from ccmdesk.db.history import Entry
from ccmdesk.lang.naming import language_name
from ccmdesk.model.codec import DELETED, Json, split_key, unflatten
from ccmdesk.model.facts import field_map
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.values import FieldNote, Texts
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.state_words import source_title
from ccmdesk.ui.records.words import shown_in


def field_words(entry: Entry, plan: OpenPlan) -> str:
    """Return what was changed: the field, in which language, or what is known about it."""
    lang = plan.lang
    if entry.key == DELETED:
        return lang(N_("The whole record"))
    name, language, is_note = split_key(entry.key)
    kind = BY_NAME.get(entry.kind)
    if kind is None or name not in field_map(kind.record):
        return lang(N_("A field of a later version"))
    label = lang(field_map(kind.record)[name].spec.label)
    if is_note:
        return lang(N_("{field}: about the value"), field=label)
    if language is not None:
        named = language_name(lang, language, packs=plan.packs)
        return lang(N_("{field} ({language})"), field=label, language=named)
    return label


def value_words(entry: Entry, value: Json, plan: OpenPlan) -> str:
    """Return one side of a change in words; nothing for what was not filled."""
    lang = plan.lang
    if entry.key == DELETED:
        words = C_("history", "in the bin") if value else C_("history", "in the plan")
        return lang(words)
    if value is None:
        return ""
    name, language, is_note = split_key(entry.key)
    kind = BY_NAME.get(entry.kind)
    if kind is None or name not in field_map(kind.record):
        return str(value)
    try:
        record = unflatten(kind.record, UUID(int=0), {entry.key: value})
    except (ValueError, TypeError, KeyError):
        # A later version of the program may know values that this one does not.
        return str(value)
    if is_note:
        return note_words(record.notes[name], plan)
    if language is not None:
        texts: Texts = getattr(record, name)
        return (texts.get(language) or "").replace("\n", " ")
    return shown_in(plan).field(record, field_map(kind.record)[name])


def note_words(note: FieldNote, plan: OpenPlan) -> str:
    """Return what is known about a value, in one line."""
    lang = plan.lang
    parts = [lang(said.label) for said in (note.qualifier, note.confidence) if said is not None]
    source = source_title(note.source, plan)
    if source:
        parts.append(lang(N_("source: {source}"), source=source))
    if note.remark:
        parts.append(note.remark)
    return lang.join(parts)
