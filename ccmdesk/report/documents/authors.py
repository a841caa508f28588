"""Authors' texts in a paper: in its language, else in another one, and then marked as such."""

from __future__ import annotations

from dataclasses import dataclass

from ccmdesk.lang.naming import language_name
from ccmdesk.model.codes import LanguageTag
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
    best = texts.best(paper.lang.code)
    if best is None:
        return None
    tag, text = best
    return told_in(paper, text, language=tag)


def told_in(paper: Paper, text: str, *, language: str) -> Told:
    """Return a text that is in *language*, marked when that is not the language of the paper."""
    lang = paper.lang
    if language == lang.code:
        return Told(text)
    marked = lang(
        C_("author's text in another language", "{text} [{language}]"),
        text=text,
        language=language_name(lang, LanguageTag(language), packs=paper.packs),
    )
    return Told(marked, language)
