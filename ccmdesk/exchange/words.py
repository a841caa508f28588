"""The code lists of sheets: what may be chosen in a cell, and which code a word stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ccmdesk.exchange.tables import folded
from ccmdesk.lang.lang import ENGLISH, Lang
from ccmdesk.lang.naming import country_name, customary_name, language_name, munition_name
from ccmdesk.lang.units import unit_of
from ccmdesk.model.codes import (
    ActionCode,
    Coded,
    CurrencyCode,
    LanguageTag,
    MethodCode,
    ModalityCode,
    MunitionCode,
    StateCode,
)
from ccmdesk.model.currencies import CURRENCIES
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import Absence, Quantity
from ccmdesk.model.words import N_

PACK_CODES: tuple[Any, ...] = (
    StateCode,
    LanguageTag,
    CurrencyCode,
    ModalityCode,
    MunitionCode,
    MethodCode,
    ActionCode,
)
LONGEST_ENUMERATED = 30
"""A longer list is not read out in a message."""

LONGEST_ABSENCE_WORD = 40
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
_NOT_APPLICABLE = ("not applicable", "n/a", "n.a.", "n.a", "n. a.")
_YES, _NO = N_("yes"), N_("no")


def is_coded(kind: Any) -> bool:
    """Whether values of *kind* are members of an enumeration."""
    return isinstance(kind, type) and issubclass(kind, Coded)


def has_list(kind: Any) -> bool:
    """Whether values of *kind* come from a list that can be offered in a cell."""
    return is_coded(kind) or kind is bool or kind in PACK_CODES


def choices(kind: Any, *, lang: Lang, packs: Packs) -> tuple[tuple[object, str], ...]:
    """Return the values of a code list with their words in *lang*, in the order to show them."""
    return tuple(_choices(kind, lang, packs))


def _choices(kind: Any, lang: Lang, packs: Packs) -> Iterator[tuple[object, str]]:
    match kind:
        case _ if is_coded(kind):
            yield from ((member, lang(member.label)) for member in kind)
        case _ if kind is bool:
            yield from ((True, lang(_YES)), (False, lang(_NO)))
        case _ if kind is StateCode:
            yield from ((code, country_name(lang, code, packs=packs)) for code in packs.states)
        case _ if kind is LanguageTag:
            yield from _spoken(lang, packs)
        case _ if kind is ModalityCode:
            yield from ((code, lang(row.label)) for code, row in packs.modalities.items())
        case _ if kind is MethodCode:
            yield from ((code, lang(row.label)) for code, row in packs.methods.items())
        case _ if kind is CurrencyCode:
            yield from ((code, str(code)) for code in CURRENCIES)
        case _ if kind is MunitionCode:
            yield from ((m, munition_name(lang, m, packs=packs)) for m in packs.munitions)
        case _ if kind is ActionCode:
            yield from ((code, str(code)) for code in packs.actions)
        case _:
            raise TypeError(kind)


def _spoken(lang: Lang, packs: Packs) -> Iterator[tuple[LanguageTag, str]]:
    """Yield languages with their names; where two scripts share a name, the second has its tag."""
    taken: set[str] = set()
    for tag in _languages(packs):
        name = language_name(lang, tag, packs=packs)
        yield tag, str(tag) if name in taken else name
        taken.add(name)


def _languages(packs: Packs) -> tuple[LanguageTag, ...]:
    spoken = {tag for state in packs.states.values() for tag in state.languages}
    return tuple(sorted(spoken | set(packs.languages)))


@dataclass(frozen=True, slots=True)
class Words:
    """Turns words of any of its languages into codes; the first language wins where they clash."""

    langs: tuple[Lang, ...]
    packs: Packs
    munitions: frozenset[str] = frozenset()
    _lists: dict[Any, Mapping[str, object]] = field(default_factory=dict, compare=False)
    _met: dict[tuple[Any, str], object] = field(default_factory=dict, compare=False)

    def code(self, kind: Any, text: str) -> object:
        """Return the value of *kind* that *text* stands for; raises Problem with what may stand."""
        met = self._met.get((kind, text))
        found = self._list(kind).get(folded(text)) if met is None else met
        if found is not None:
            self._met[kind, text] = found
            return found
        free = self._free(kind, text)
        if free is not None:
            return free
        lang = self.langs[0]
        if kind is MunitionCode:
            raise Problem(
                N_(
                    "“{text}” is not a known type of munition. Choose one from the list, or add it"
                    " to the munition types of the plan."
                ),
                text=text,
            )
        labels = [label for _, label in choices(kind, lang=lang, packs=self.packs)]
        if len(labels) > LONGEST_ENUMERATED:
            raise Problem(
                N_("“{text}” is not in the list. Choose one from the list of the cell."), text=text
            )
        raise Problem(
            N_("“{text}” is not one of: {accepted}."), text=text, accepted=lang.join(labels)
        )

    def meaning(self, kind: Any, text: str) -> object | None:
        """Return the value that *text* is a word for in the list of *kind*, or None."""
        return self._list(kind).get(folded(text)) if has_list(kind) else None

    def unit(self, text: str) -> str:
        """Return the code of a usual unit of quantities, else the text as it was typed."""
        met = self._met.get((Quantity, text))
        if met is None:
            met = self._met[Quantity, text] = unit_of(text, langs=self.langs)
        return str(met)

    def absence(self, text: str) -> tuple[Absence, str] | None:
        """Return why there is no value and the reason, when *text* says so: unknown, n/a: why."""
        word, _, reason = text.replace("：", ":").partition(":")
        if len(word) > LONGEST_ABSENCE_WORD:
            return None
        found = self._list(Absence).get(folded(word))
        return (found, reason.strip()) if isinstance(found, Absence) else None

    def _list(self, kind: Any) -> Mapping[str, object]:
        if kind not in self._lists:
            self._lists[kind] = self._built(kind)
        return self._lists[kind]

    def _built(self, kind: Any) -> Mapping[str, object]:
        words: dict[str, object] = {}
        for value, label in choices(kind, lang=ENGLISH, packs=self.packs):
            for word in (str(getattr(value, "value", value)), label):
                words.setdefault(folded(word), value)
        for lang in self.langs:
            for value, label in choices(kind, lang=lang, packs=self.packs):
                words.setdefault(folded(label), value)
        if kind is StateCode:
            words |= dict(self._customary())
        if kind is bool:
            words |= {"1": True, "0": False}
        if kind is Absence:
            words |= dict.fromkeys(_NOT_APPLICABLE, Absence.NOT_APPLICABLE)
        if kind is MunitionCode:
            words |= {folded(row.name): code for code, row in self.packs.munitions.items()}
            words |= {folded(code): MunitionCode(code) for code in self.munitions}
        return words

    def _customary(self) -> Iterator[tuple[str, StateCode]]:
        """Yield what people usually call States, beside their names in documents."""
        for lang in (*self.langs, ENGLISH):
            for code in self.packs.states:
                yield folded(customary_name(lang, code, packs=self.packs)), code

    def _free(self, kind: Any, text: str) -> object | None:
        """Return a value that is right although no list holds it."""
        if kind is LanguageTag and _TAG.fullmatch(text):
            return LanguageTag(text)
        if kind is ActionCode and self.packs.has_action(ActionCode(text)):
            return ActionCode(text)
        return None


def words_in(langs: Sequence[Lang], *, packs: Packs, munitions: frozenset[str]) -> Words:
    """Return the code lists in *langs*, with the munition types a plan has of its own."""
    return Words(tuple(langs), packs, munitions)
