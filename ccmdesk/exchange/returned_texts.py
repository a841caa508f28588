"""What becomes of each text of a file that came back: nothing of it is written yet."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from ccmdesk.exchange.translation_file import Returned, ReturnedFile, short_key, short_text
from ccmdesk.lang.scripts import script_of
from ccmdesk.model.codes import Coded, LanguageTag
from ccmdesk.model.folding import clean
from ccmdesk.model.words import C_, N_, Message
from ccmdesk.rules.translations import (
    Changed,
    LanguagePair,
    Passage,
    TextState,
    state_of,
)

_ENOUGH_LETTERS = 12
_TYPED = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛‹›′", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        "\N{SOFT HYPHEN}": "",
        "\N{ZERO WIDTH SPACE}": "",
    }
)
"""What word processors put in the place of what was there, and back."""

_SCRIPTS = {
    "Arab": "ARABIC",
    "Cyrl": "CYRILLIC",
    "Hans": "CJK",
    "Khmr": "KHMER",
    "Laoo": "LAO",
    "Latn": "LATIN",
}


class Verdict(Coded):
    """What becomes of one text."""

    NEW = "new", C_("translation", "New translation")
    CHANGED = "changed", C_("translation", "Changes a translation")
    CONFIRMED = "confirmed", C_("translation", "Still right")
    EQUAL = "equal", C_("translation", "Nothing new")
    EMPTY = "empty", C_("translation", "Not translated")
    SOURCE_CHANGED = "source_changed", C_("translation", "Source changed meanwhile")
    TRANSLATION_CHANGED = "translation_changed", C_("translation", "Translation changed meanwhile")
    OTHER_SCRIPT = "other_script", C_("translation", "Other letters")
    TOO_LONG = "too_long", C_("translation", "Too long")
    WRONG_LANGUAGE = "wrong_language", C_("translation", "Wrong language")
    UNKNOWN = "unknown", C_("translation", "Not in this plan")
    REPEATED = "repeated", C_("translation", "There more than once")
    DAMAGED = "damaged", C_("translation", "Cannot be read")


TAKEN = frozenset({Verdict.NEW, Verdict.CHANGED, Verdict.CONFIRMED})
"""Taken in once the user has confirmed the whole."""

HELD_BACK = frozenset({Verdict.SOURCE_CHANGED, Verdict.TRANSLATION_CHANGED, Verdict.OTHER_SCRIPT})
"""Taken in only when the user asks for each."""

NEEDLESS = frozenset({Verdict.EQUAL, Verdict.EMPTY})
"""Nothing is to be done about them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One text of the file: what becomes of it, why, and what it is compared with.

    *place* is its place among the texts of the file, *text* the translation as it would be kept,
    *says* the reason and what to do.
    """

    place: int
    returned: Returned
    verdict: Verdict
    passage: Passage | None
    text: str
    says: Message

    @property
    def source_now(self) -> str:
        """The source as the plan has it, empty when it has none."""
        found = () if self.passage is None else sources(self.passage, self.returned)
        return found[0][1] if found else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """What a file is compared with: the texts of the plan, and the language to take in."""

    passages: Sequence[Passage]
    changed: Changed
    language: LanguageTag
    by_key: Mapping[str, Passage] = field(init=False)
    by_source: Mapping[str, Passage] = field(init=False)

    def __post_init__(self) -> None:
        keys = {passage.key: passage for passage in self.passages}
        short = Counter(map(short_key, keys))
        keys |= {short_key(p.key): p for p in self.passages if short[short_key(p.key)] == 1}
        sources: dict[str, Passage | None] = {}
        for passage in self.passages:
            for tag, text in passage.texts:
                if tag != self.language:
                    name = f"{tag}:{_typed(text)}"
                    sources[name] = None if name in sources else passage
        known = {name: passage for name, passage in sources.items() if passage is not None}
        object.__setattr__(self, "by_key", MappingProxyType(keys))
        object.__setattr__(self, "by_source", MappingProxyType(known))


def judge(file: ReturnedFile, against: Against) -> tuple[Judged, ...]:
    """Return what would become of each text, in the order of the file."""
    several = _repeated(file.texts)
    return tuple(
        _judged(place, returned, against, repeated=returned.key in several)
        for place, returned in enumerate(file.texts)
    )


def same_language(found: str, wanted: str) -> bool:
    """Whether a file's tag means *wanted*; tools like to add a country, as in fr-FR."""
    tag, region = found.lower().replace("_", "-"), wanted.lower()
    rest = tag.removeprefix(region)
    return tag == region or (tag.startswith(region) and rest[:1] == "-" and len(rest) == 3)


def sources(passage: Passage, returned: Returned) -> tuple[tuple[LanguageTag, str], ...]:
    """Return the texts of the plan in the language a file was translated from.

    A file that does not say may come from any language the text is written in.
    """
    found, target = returned.pair.source, returned.pair.target
    return tuple(
        (tag, text)
        for tag, text in passage.texts
        if (same_language(found, tag) if found else not same_language(target, tag))
    )


def _judged(place: int, returned: Returned, against: Against, *, repeated: bool) -> Judged:
    passage = _passage(returned, against)
    text = clean(returned.target)
    verdict, says = _verdict(returned, passage, against, text=text, repeated=repeated)
    return Judged(
        place=place, returned=returned, verdict=verdict, passage=passage, text=text, says=says
    )


def _verdict(
    returned: Returned, passage: Passage | None, against: Against, *, text: str, repeated: bool
) -> tuple[Verdict, Message]:
    if returned.fault is not None:
        return Verdict.DAMAGED, returned.fault
    if returned.pair.target and not same_language(returned.pair.target, against.language):
        values = {"found": str(returned.pair.target), "wanted": str(against.language)}
        return Verdict.WRONG_LANGUAGE, Message(_WRONG, values)
    if passage is None:
        return Verdict.UNKNOWN, Message(_UNKNOWN)
    if repeated:
        return Verdict.REPEATED, Message(_REPEATED)
    if not text.strip():
        return Verdict.EMPTY, Message(_EMPTY)
    return _compared(returned, passage, against, text=text)


def _compared(
    returned: Returned, passage: Passage, against: Against, *, text: str
) -> tuple[Verdict, Message]:
    """Return what becomes of a translation of a text that is in the plan."""
    now, was = passage.texts.get(against.language) or "", returned.was
    read = _typed(returned.source)
    same = [tag for tag, source in sources(passage, returned) if _typed(source) == read]
    if text.strip() == now.strip():
        if returned.done and same and _is_stale(passage, same[0], against):
            return Verdict.CONFIRMED, Message(_CONFIRMED)
        return Verdict.EQUAL, Message(_EQUAL)
    newer = was is not None and now != "" and short_text(now) != was
    if newer and short_text(text) == was:
        return Verdict.EQUAL, Message(_OLDER)
    if passage.longest is not None and len(text) > passage.longest:
        values = {"length": len(text), "greatest": passage.longest}
        return Verdict.TOO_LONG, Message(_TOO_LONG, values)
    if not same:
        return Verdict.SOURCE_CHANGED, Message(_SOURCE_CHANGED)
    if newer:
        return Verdict.TRANSLATION_CHANGED, Message(_TRANSLATION_CHANGED)
    if _is_other_script(text, against.language):
        return Verdict.OTHER_SCRIPT, Message(_OTHER_SCRIPT)
    return (Verdict.CHANGED, Message(_CHANGED)) if now else (Verdict.NEW, Message(_NEW))


def _is_stale(passage: Passage, source: LanguageTag, against: Against) -> bool:
    pair = LanguagePair(source, against.language)
    return state_of(passage, pair, against.changed) is TextState.OUT_OF_DATE


def _passage(returned: Returned, against: Against) -> Passage | None:
    """Return the text of the plan that is meant: by its key, else by a source there only once."""
    found = against.by_key.get(returned.key)
    if found is None and returned.source.strip():
        name = f"{returned.pair.source}:{_typed(returned.source)}"
        found = against.by_source.get(name)
    return found


def _repeated(texts: Sequence[Returned]) -> frozenset[str]:
    """Return the keys that stand there more than once with different translations."""
    said: dict[str, set[str]] = {}
    for returned in texts:
        said.setdefault(returned.key, set()).add(returned.target.strip())
    return frozenset(key for key, targets in said.items() if len(targets) > 1)


def _typed(text: str) -> str:
    """Return a text for comparison: quotes, dashes and blanks of any kind are the same."""
    return " ".join(text.translate(_TYPED).split())


def _is_other_script(text: str, language: str) -> bool:
    """Whether a text of some length has no letter at all of its language's script."""
    script = _SCRIPTS.get(script_of(language))
    letters = list(_letters(text))
    if script is None or len(letters) < _ENOUGH_LETTERS:
        return False
    return not any(unicodedata.name(letter, "").startswith(script) for letter in letters)


def _letters(text: str) -> Iterator[str]:
    return (letter for letter in text if letter.isalpha())


_NEW = N_("It is written beside its source.")
_CHANGED = N_("It replaces the translation that is there.")
_CONFIRMED = N_(
    "The translator says that it still fits the source, which was changed: it is up to date again."
)
_EQUAL = N_("The plan holds it already.")
_OLDER = N_("The translator left it as it was; the plan has a newer one, which stays.")
_EMPTY = N_("There is no translation in the file. What the plan holds stays.")
_SOURCE_CHANGED = N_(
    "The source is no longer the one that was translated. Read both, and take it only if it fits."
)
_TRANSLATION_CHANGED = N_(
    "This translation was changed in the plan after the file was written. Take it only if it is"
    " the better one."
)
_OTHER_SCRIPT = N_(
    "It is not in the letters of its language. See whether the columns were mixed up."
)
_TOO_LONG = N_("It has {length} characters; at most {greatest} fit here. Ask for a shorter one.")
_WRONG = N_(
    "The file is a translation into “{found}”, not into “{wanted}”. Choose that language first."
)
_UNKNOWN = N_(
    "There is no such text in this plan: its record was deleted, or the file is of another plan."
)
_REPEATED = N_(
    "It stands in the file more than once with different translations. Leave one, then try again."
)
