"""What values are called in lists and forms; reads single records, never the whole plan."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ccmdesk.lang.naming import show_of
from ccmdesk.lang.show import Show
from ccmdesk.model.codes import (
    ActionCode,
    LanguageTag,
    MethodCode,
    ModalityCode,
    MunitionCode,
    StateCode,
)
from ccmdesk.model.facts import is_reference, item_type
from ccmdesk.model.kinds import BY_ID_TYPE
from ccmdesk.model.packs import Packs
from ccmdesk.model.values import Texts
from ccmdesk.model.words import N_
from ccmdesk.ui.open_plan import OpenPlan


def shown_in(plan: OpenPlan) -> Show:
    """Return a Show that reads each record it names once; make a new one after a write."""
    codes = show_of(plan.lang, packs=plan.packs, find=_nothing).naming
    known: dict[UUID, str | None] = {}

    def name(kind: Any, value: Any) -> str | None:
        if not is_reference(kind):
            return codes(kind, value)
        if value not in known:
            known[value] = None
            record = plan.store.get(BY_ID_TYPE[kind].record, value)
            known[value] = None if record is None else show.title(record)
        return known[value]

    show = Show(plan.lang, name)
    return show


def called(kind: Any, value: Any, show: Show) -> str:
    """Return what a code or a record is called; a language with its script by its tag as well."""
    name = show.value(kind, value)
    if kind is LanguageTag and "-" in value:
        return show.lang(N_("{name} ({code})"), name=name, code=value)
    return name


def is_unverified(kind: Any, value: Any, *, packs: Packs) -> bool:
    """Whether *value* is, or lists, a code whose row in the reference packs nobody has verified."""
    items = item_type(kind)
    if items is not None:
        return any(is_unverified(items, part, packs=packs) for part in value)
    rows: dict[Any, Any] = {
        StateCode: packs.states,
        ModalityCode: packs.modalities,
        MethodCode: packs.methods,
        MunitionCode: packs.munitions,
        ActionCode: packs.actions,
    }
    row = rows[kind].get(value) if kind in rows else None
    return row is not None and not row.verified


def is_blank(value: Any) -> bool:
    """Whether a field holds nothing; zero and no are something."""
    return value is None or value in {"", ()} or value == Texts()


def _nothing(_record: UUID) -> None:
    return None
