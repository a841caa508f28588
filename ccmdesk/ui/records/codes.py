"""What can be chosen: codes of the reference packs, and records by their titles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.collation import collated
from ccmdesk.lang.naming import customary_name, show_of
from ccmdesk.model.codes import (
    ActionCode,
    CurrencyCode,
    LanguageTag,
    MethodCode,
    ModalityCode,
    MunitionCode,
    StateCode,
)
from ccmdesk.model.currencies import CURRENCIES
from ccmdesk.model.folding import fold
from ccmdesk.model.kinds import BY_ID_TYPE, Kind
from ccmdesk.model.stockpile import MunitionType
from ccmdesk.model.words import N_
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.words import called, is_unverified, shown_in

MOST = 60
"""How many choices one list offers; more are found by typing."""

ALL_READ = 300
"""Up to so many records of a kind are compared by their whole titles."""

FREE = frozenset({MunitionCode, LanguageTag})
"""Codes that may also be typed when no list has them: types found in the field, rare languages."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry: what is kept, what is shown, and the other name people may type for it."""

    value: Any
    label: str
    also: str = ""

    def holds(self, text: str) -> bool:
        """Whether a folded *text* is a part of a name or of the code."""
        return any(text in name for name in self.names)

    def begins(self, text: str) -> bool:
        """Whether a name or the code begins with a folded *text*."""
        return any(name.startswith(text) for name in self.names)

    @property
    def names(self) -> tuple[str, ...]:
        """Its names and its code, folded."""
        return tuple(fold(name) for name in (self.label, str(self.value), self.also) if name)


def codes_of(kind: Any, plan: OpenPlan) -> tuple[Choice, ...]:
    """Return every code of *kind* by its name in the window's language, sorted by name."""
    show = show_of(plan.lang, packs=plan.packs, find=lambda _: None)
    choices = [
        Choice(code, _label(kind, code, called(kind, code, show), plan), _also(kind, code, plan))
        for code in _codes(kind, plan)
    ]
    if kind in {MethodCode, ModalityCode, ActionCode}:
        return tuple(choices)
    return collated(choices, lambda choice: choice.label, language=plan.lang.code)


def found_code(choices: Iterable[Choice], text: str) -> Sequence[Choice]:
    """Return the choices that hold *text* in their name or code, those that begin with it first."""
    wanted = fold(text)
    held = [choice for choice in choices if choice.holds(wanted)]
    held.sort(key=lambda choice: not choice.begins(wanted))
    return held


def found_records(id_type: Any, text: str, plan: OpenPlan) -> Sequence[Choice]:
    """Return up to MOST records whose title holds *text*."""
    from ccmdesk.db.query import ListQuery

    kind = BY_ID_TYPE[id_type]
    order = kind.code or kind.title[0]
    ids = plan.store.ids(ListQuery(kind=kind.record, sort=order, language=plan.lang.code))
    if len(ids) > ALL_READ and text.strip():
        asked = ListQuery(kind=kind.record, sort=order, search=text, language=plan.lang.code)
        return _titled(kind, plan.store.ids(asked)[:MOST], plan)
    choices = _titled(kind, ids[:ALL_READ], plan)
    return [c for c in choices if fold(text) in fold(c.label)][:MOST]


def _titled(kind: Kind, ids: Sequence[Any], plan: OpenPlan) -> list[Choice]:
    show = shown_in(plan)
    return [Choice(r.id, show.title(r)) for r in plan.store.records(kind.record, ids)]


def _codes(kind: Any, plan: OpenPlan) -> Sequence[Any]:
    packs = plan.packs
    match kind:
        case _ if kind is StateCode:
            return tuple(packs.states)
        case _ if kind is CurrencyCode:
            return CURRENCIES
        case _ if kind is MethodCode:
            return tuple(packs.methods)
        case _ if kind is ModalityCode:
            return tuple(packs.modalities)
        case _ if kind is ActionCode:
            return tuple(packs.actions)
        case _ if kind is MunitionCode:
            return tuple(dict.fromkeys([*packs.munitions, *_own_types(plan)]))
        case _ if kind is LanguageTag:
            spoken = [tag for state in packs.states.values() for tag in state.languages]
            tags = [*map(LanguageTag, SHIPPED), *packs.languages, *spoken]
            return tuple(dict.fromkeys(tags))
    raise TypeError(kind)


def _own_types(plan: OpenPlan) -> list[MunitionCode]:
    from ccmdesk.db.query import ListQuery

    records = plan.store.records(MunitionType, plan.store.ids(ListQuery(kind=MunitionType)))
    return [record.code for record in records if record.code]


def _also(kind: Any, code: Any, plan: OpenPlan) -> str:
    return customary_name(plan.lang, code, packs=plan.packs) if kind is StateCode else ""


def _label(kind: Any, code: Any, name: str, plan: OpenPlan) -> str:
    lang = plan.lang
    if kind is ActionCode:
        words = lang(plan.packs.actions[code].label)
        name = lang(N_("{code} – {words}"), code=code, words=words)
    if is_unverified(kind, code, packs=plan.packs):
        return lang(N_("{name} (unverified)"), name=name)
    return name
