"""The language a plan was written in, of which its other languages are translations."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ccmdesk.lang.catalogue import SOURCE_LANGUAGE
from ccmdesk.model.codes import LanguageTag
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.edition import Edition
from ccmdesk.model.facts import fields_of
from ccmdesk.model.kinds import KINDS
from ccmdesk.model.values import Texts


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
