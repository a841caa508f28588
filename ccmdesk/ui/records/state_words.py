"""Where a value comes from, in words: what stands beside each field."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ccmdesk.model.facts import Field
from ccmdesk.model.ids import SourceId
from ccmdesk.model.values import Absence, FieldNote
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.words import is_blank, is_unverified, shown_in


def state_words(record: Any, field: Field, plan: OpenPlan) -> str:
    """Return whether a field is filled, why it is not, or where its value comes from."""
    lang, note = plan.lang, record.notes[field.name]
    value = getattr(record, field.name)
    if is_blank(value):
        if note.absence is not None:
            return lang(note.absence.label)
        return lang(C_("state of a value", "not yet filled"))
    parts = _about(note, plan)
    if is_unverified(field.type, value, packs=plan.packs):
        parts.append(lang(C_("state of a value", "unverified")))
    return lang.join(parts) if parts else lang(C_("state of a value", "entered here"))


def absence_words(record: Any, field: Field, plan: OpenPlan) -> str:
    """Return why the value is absent, with the reason; nothing when it is not said to be."""
    note, lang = record.notes[field.name], plan.lang
    if note.absence is None or not is_blank(getattr(record, field.name)):
        return ""
    label = lang(note.absence.label)
    if not note.reason:
        return _without_reason(note, plan)
    return lang(N_("{absence}: {reason}"), absence=label, reason=note.reason)


def _without_reason(note: FieldNote, plan: OpenPlan) -> str:
    if note.absence is Absence.NOT_APPLICABLE:
        return plan.lang(N_("Does not apply; the reason is not given yet."))
    return plan.lang((note.absence or Absence.UNKNOWN).label)


def _about(note: FieldNote, plan: OpenPlan) -> list[str]:
    lang, parts = plan.lang, []
    if note.qualifier is not None:
        parts.append(lang(note.qualifier.label))
    if note.confidence is not None:
        parts.append(lang(note.confidence.label))
    source = source_title(note.source, plan)
    if source:
        parts.append(lang(N_("source: {source}"), source=source))
    return parts


def source_title(source: str, plan: OpenPlan) -> str:
    """Return what a source is called, also when it is no longer there; nothing for none."""
    if not source:
        return ""
    return shown_in(plan).value(SourceId, UUID(source))
