"""The terms a country has settled on, where they occur in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ccmdesk.model.evidence import Term
from ccmdesk.model.folding import fold
from ccmdesk.rules.translations import LanguagePair

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff]")


@dataclass(frozen=True, slots=True)
class TermFound:
    """A term that occurs, what it is called in the other language, and what it means."""

    term: str
    translation: str
    meaning: str


def terms_in(text: str, terms: Iterable[Term], pair: LanguagePair) -> Iterator[TermFound]:
    """Yield the terms that occur in *text*, which is in the source language, longest first."""
    within = fold(text)
    found = [
        (word, term)
        for term in terms
        if (word := term.term.get(pair.source)) and _occurs(fold(word), within)
    ]
    for word, term in sorted(found, key=lambda each: (-len(each[0]), each[0])):
        meaning = term.meaning.best(pair.target, source=pair.source)
        translation = term.term.get(pair.target) or ""
        yield TermFound(word, translation, meaning[1] if meaning else "")


def _occurs(word: str, text: str) -> bool:
    """Whether a folded word stands in a folded text: at the beginning of a word, as stems do."""
    if not word:
        return False
    if _UNSPACED.search(word):
        return word in text
    return re.search(rf"(?<!\w){re.escape(word)}", text) is not None
