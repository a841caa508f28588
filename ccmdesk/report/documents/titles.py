"""What a record is called in a paper: its number and its telling fields, marked like any text."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ccmdesk.model.facts import field_map
from ccmdesk.model.kinds import kind_of
from ccmdesk.model.values import Texts
from ccmdesk.model.words import C_
from ccmdesk.report.documents.authors import Told, told
from ccmdesk.report.documents.paper import Paper


def title_of(paper: Paper, record: Any) -> Told:
    """Return number and title; the language is that of the first text not in the paper's."""
    kind = kind_of(record)
    code = Told(getattr(record, kind.code)) if kind.code else Told("")
    parts = [code, *(_part(paper, record, name) for name in kind.title if name != kind.code)]
    said = [part for part in parts if part.text]
    if not said:
        return Told(paper.lang(C_("record without a name", "Not named yet")))
    languages = [part.language for part in said if part.language]
    text = " · ".join(part.text for part in said)
    return Told(text, languages[0] if languages else None)


def reference(paper: Paper, record: UUID) -> Told:
    """Return what the record with that id is called, or that it is gone."""
    found = paper.document.any(record)
    if found is None:
        return Told(paper.lang(C_("reference", "Record that is no longer there")))
    return title_of(paper, found)


def _part(paper: Paper, record: Any, name: str) -> Told:
    value = getattr(record, name)
    if isinstance(value, Texts):
        return told(paper, value) or Told("")
    if isinstance(value, UUID):
        return reference(paper, value)
    return Told(paper.show.field(record, field_map(type(record))[name]))
