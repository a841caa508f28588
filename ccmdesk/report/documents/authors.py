"""Authors' texts in a paper: in its language, else in another one, and then marked as such."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from ccmdesk.lang.catalogue import SOURCE_LANGUAGE
from ccmdesk.lang.naming import language_name
from ccmdesk.model.codes import LanguageTag
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.edition import Edition
from ccmdesk.model.facts import fields_of
from ccmdesk.model.kinds import KINDS
from ccmdesk.model.values import Texts
from ccmdesk.model.words import C_
from ccmdesk.report.documents.paper import Paper


@dataclass(frozen=True, slots=True)
class Told:
    """A text ready to be shown; *language* is given when it is not the paper's."""

    text: str
    language: str | None = None


def told(paper: Paper, texts: Texts) -> Told | None:
    """Return the author's text, marked when it is in another language; None when there is none."""
    lang = paper.lang
    best = texts.best(lang.code)
    if best is None:
        return None
    tag, text = best
    if tag == lang.code:
        return Told(text)
    marked = lang(
        C_("author's text in another language", "{text} [{language}]"),
        text=text,
        language=language_name(lang, tag, packs=paper.packs),
    )
    return Told(marked, tag)


def original_language(document: PlanDocument, *, default: str) -> LanguageTag:
    """Return the language most of the authors' texts are written in, *default* without any.

    Where several are level, the plan was translated: the language texts fall back to counts.
    """
    tags = Counter(
        tag
        for kind in KINDS
        if kind.record is not Edition
        for record in document.of(kind.record)
        for tag in _languages(record)
    )
    most = max(tags.values(), default=0)
    level = [tag for tag in tags if tags[tag] == most]
    source = SOURCE_LANGUAGE if SOURCE_LANGUAGE in level else min(level, default=default)
    return LanguageTag(source)


def _languages(record: Any) -> list[LanguageTag]:
    values = [getattr(record, f.name) for f in fields_of(type(record)) if f.type is Texts]
    return [tag for texts in values for tag, _text in texts]
