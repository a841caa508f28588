"""Where each author's text stands in a language: missing, out of date, or up to date."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, TypeAlias
from uuid import UUID

from ccmdesk.model.codec import split_key
from ccmdesk.model.codes import Coded, LanguageTag
from ccmdesk.model.document import PlanDocument, natural
from ccmdesk.model.facts import Audience, Field, Visibility, field_map, fields_of
from ccmdesk.model.kinds import BY_NAME, KINDS, kind_of
from ccmdesk.model.values import Texts
from ccmdesk.model.words import C_

FALLBACK = LanguageTag("en")
"""What papers fall back to, as long as a text is written in it."""

_FIRST = ("plan", "activity", "need")
_NO_WORDS = re.compile(r"[\W_]+")
_EACH_ONE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+")
_LETTERS_A_WORD = 4


class TextState(Coded):
    """Where one text stands in one language."""

    MISSING = "missing", C_("translation", "Missing")
    OUT_OF_DATE = "out_of_date", C_("translation", "Out of date")
    UP_TO_DATE = "up_to_date", C_("translation", "Up to date")


Link: TypeAlias = "tuple[str, LanguageTag, LanguageTag]"
"""A translation of one record: the field, the language it is in, the language it comes from."""

Changed: TypeAlias = "Mapping[UUID, Mapping[Link, str]]"
"""The translations whose source was changed since, each with the source its writer saw."""


@dataclass(frozen=True, slots=True)
class LastWrites:
    """The texts of one record by flat key, as its history tells them.

    *now* are the present texts, *first* the first each key ever had. *seen* holds for each key what
    those saw who wrote its present text last: all texts of the record, with their own.
    """

    now: Mapping[str, str]
    first: Mapping[str, str]
    seen: Mapping[str, Sequence[Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class LanguagePair:
    """From which language into which; a text not written in *source* has another source."""

    source: LanguageTag
    target: LanguageTag


@dataclass(frozen=True, slots=True)
class Passage:
    """One author's text of one record, in all its languages."""

    kind: str
    record: UUID
    name: str
    texts: Texts

    @property
    def field(self) -> Field:
        """The declared field it is the value of."""
        return field_map(BY_NAME[self.kind].record)[self.name]

    @property
    def key(self) -> str:
        """What names it in files: stable as long as the record lives."""
        return f"{self.record}.{self.name}"

    @property
    def longest(self) -> int | None:
        """How many characters may stand there, or None."""
        limits = self.field.spec.limits
        return None if limits is None else limits[1]


@dataclass(frozen=True, slots=True)
class Amount:
    """So many texts, and so many words of their sources."""

    texts: int = 0
    words: int = 0

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.texts + other.texts, self.words + other.words)

    def __sub__(self, other: Amount) -> Amount:
        return Amount(self.texts - other.texts, self.words - other.words)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the translation into one language is."""

    by_state: Mapping[TextState, Amount] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, state: TextState) -> Amount:
        """Return how much is in one state."""
        return self.by_state.get(state, Amount())

    @property
    def all(self) -> Amount:
        """Everything there is."""
        return sum(self.by_state.values(), Amount())

    def replaced(self, before: Progress, after: Progress) -> Progress:
        """Return this with a part of it, *before*, turned into *after*."""
        return Progress(
            MappingProxyType({s: self.of(s) - before.of(s) + after.of(s) for s in TextState})
        )


def changed_sources(last: LastWrites) -> dict[Link, str]:
    """Return the translations of one record whose source is not the one their writer saw.

    Whoever saw no source wrote an original: what was added beside it later is first compared with
    itself, so that only a change after that counts.
    """
    found: dict[Link, str] = {}
    for name, languages in _written(last.now).items():
        for target in languages:
            for source in languages:
                if source != target:
                    was = _seen(last, f"{name}@{target}", f"{name}@{source}")
                    if was is not None:
                        found[name, target, source] = was
    return found


def passages(document: PlanDocument) -> tuple[Passage, ...]:
    """Return every text that may go into a paper: plan, activities, needs, then the rest by kind.

    Fields and records of the office alone never leave it and are not among them; a text that is
    not written in any language is for its author, not for a translator.
    """
    return tuple(
        passage
        for kind in sorted(KINDS, key=lambda kind: _place(kind.name))
        for record in sorted(document.of(kind.record), key=_number)
        for passage in passages_of(record)
    )


def passages_of(record: Any) -> Iterator[Passage]:
    """Yield the written texts of one record, in the order of its fields."""
    if getattr(record, "visibility", None) is Visibility.INTERNAL:
        return
    kind = kind_of(record).name
    of_kind: Any = type(record)
    for name in _text_fields(of_kind):
        texts = getattr(record, name)
        if texts:
            yield Passage(kind, record.id, name, texts)


def source_of(passage: Passage, pair: LanguagePair) -> tuple[LanguageTag, str] | None:
    """Return the language to translate from and the text; None for an original in the target.

    It is the source of *pair*, else what a paper falls back to.
    """
    others = Texts(tuple(each for each in passage.texts if each[0] != pair.target))
    return others.best(pair.source, source=FALLBACK)


def state_of(passage: Passage, pair: LanguagePair, changed: Changed) -> TextState:
    """Return where a text stands in the target of *pair*."""
    if passage.texts.get(pair.target) is None:
        return TextState.MISSING
    if source_before(passage, pair, changed) is not None:
        return TextState.OUT_OF_DATE
    return TextState.UP_TO_DATE


def source_before(passage: Passage, pair: LanguagePair, changed: Changed) -> str | None:
    """Return the source as it was when the text was translated, or None when it is the same."""
    source = source_of(passage, pair)
    links = changed.get(passage.record)
    if source is None or links is None:
        return None
    return links.get((passage.name, pair.target, source[0]))


def progress(
    found: Iterable[Passage], pairs: Sequence[LanguagePair], changed: Changed
) -> tuple[Progress, ...]:
    """Return how far each of *pairs*, which have one source, is: in one pass over the texts."""
    whole = Amount()
    sums: dict[LanguageTag, dict[TextState, Amount]] = {pair.target: {} for pair in pairs}
    for passage in found:
        best = passage.texts.best(pairs[0].source, source=FALLBACK)
        one = Amount(1, word_count(best[1]) if best else 0)
        whole += one
        for target, _ in passage.texts:
            if target in sums:
                state = state_of(passage, LanguagePair(pairs[0].source, target), changed)
                amounts = sums[target]
                amounts[state] = amounts.get(state, Amount()) + one
    for amounts in sums.values():
        amounts[TextState.MISSING] = whole - sum(amounts.values(), Amount())
    return tuple(Progress(MappingProxyType(sums[pair.target])) for pair in pairs)


def word_count(text: str) -> int:
    """Return the number of words of a text, as translators count them.

    Each Chinese character is a word; Lao, Khmer, Thai and Burmese, which leave no room between
    words, are counted by four letters a word.
    """
    if text.isascii():
        return sum(1 for part in text.split() if not _NO_WORDS.fullmatch(part))
    unspaced = sum(-(-_letters(run) // _LETTERS_A_WORD) for run in _UNSPACED.findall(text))
    single = len(_EACH_ONE.findall(text))
    rest = _UNSPACED.sub(" ", _EACH_ONE.sub(" ", text))
    return unspaced + single + sum(1 for part in rest.split() if not _NO_WORDS.fullmatch(part))


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ by nothing but the room between their words."""
    return one == other or one.split() == other.split()


def _seen(last: LastWrites, target: str, source: str) -> str | None:
    """Return the source that the writers of *target* saw, or None when it is the present one."""
    now = last.now[source]
    was = [texts.get(source) or last.first[source] for texts in last.seen[target]]
    return None if any(same_words(now, text) for text in was) else was[-1]


def _written(texts: Mapping[str, str]) -> dict[str, list[LanguageTag]]:
    """Return the languages each field is written in."""
    found: dict[str, list[LanguageTag]] = {}
    for key in texts:
        name, language, _ = split_key(key)
        if language is not None:
            found.setdefault(name, []).append(language)
    return found


def _letters(text: str) -> int:
    return sum(not unicodedata.category(letter).startswith("M") for letter in text)


def _place(kind: str) -> tuple[int, int]:
    first = _FIRST.index(kind) if kind in _FIRST else len(_FIRST)
    return first, list(BY_NAME).index(kind)


def _number(record: Any) -> Any:
    """Sort by number; records without one stay in the order they were made."""
    code = kind_of(record).code
    return natural(getattr(record, code) or "") if code else ()


@cache
def _text_fields(kind: Any) -> tuple[str, ...]:
    return tuple(
        each.name
        for each in fields_of(kind)
        if each.type is Texts and each.spec.audience is not Audience.OFFICE
    )
