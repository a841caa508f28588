"""One value for every type of field, inside the limits of the field."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from ccmdesk.db.query import ListQuery
from ccmdesk.db.store import Store
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
from ccmdesk.model.facts import Field, field_map, is_reference, item_type
from ccmdesk.model.kinds import BY_ID_TYPE
from ccmdesk.model.values import (
    Money,
    PartialDate,
    People,
    Period,
    Polygon,
    Position,
    Quantity,
    Texts,
)
from ccmdesk.ui.open_plan import OpenPlan

_POINTS = (Position(445_300_000, 186_712_345), Position(445_400_000, 186_800_000))
_PLAIN: dict[Any, Any] = {
    bool: False,
    Decimal: Decimal("1234.95583"),
    dt.date: dt.date(2024, 2, 29),
    PartialDate: PartialDate("2019-03"),
    Period: Period(dt.date(2024, 1, 1), dt.date(2025, 12, 31)),
    Money: Money(1_234_567_89, CurrencyCode("EUR"), 2024),
    People: People(women=1200, men=0, girls=None, boys=5, unknown=3),
    Position: _POINTS[0],
    Polygon: Polygon((*_POINTS, Position(-123, 1_799_999_999))),
    Quantity: Quantity(1_200_000, "m2"),
    StateCode: StateCode("LAO"),
    CurrencyCode: CurrencyCode("USD"),
    LanguageTag: LanguageTag("sr-Latn"),
    ModalityCode: ModalityCode("INK-EQUIP"),
    MunitionCode: MunitionCode("BLU-26"),
}


def sample(field: Field, store: Store, plan: OpenPlan) -> Any:
    """Return a value for *field*; a reference is to a record that is there."""
    items = item_type(field.type)
    if items is not None:
        part = _one(items, field, store, plan)
        return () if part is None else (part,)
    return _one(field.type, field, store, plan)


def any_record(kind: type[Any], store: Store) -> Any | None:
    """Return a record of *kind*, if there is one."""
    ids = store.ids(ListQuery(kind=kind))
    return store.get(kind, ids[0]) if ids else None


def _one(kind: Any, field: Field, store: Store, plan: OpenPlan) -> Any:
    if is_reference(kind):
        found = any_record(BY_ID_TYPE[kind].record, store)
        return None if found is None else found.id
    if isinstance(kind, type) and issubclass(kind, Coded):
        return list(kind)[-1]
    if kind is MethodCode:
        return next(iter(plan.packs.methods))
    if kind is ActionCode:
        return next(iter(plan.packs.actions))
    if kind is int:
        least, greatest = field.spec.limits or (0, 10**6)
        return 2020 if field.name == "year" else min(max(least, 1_234_567), greatest)
    if kind is str:
        return "AB, C"[: (field.spec.limits or (0, 9))[1]]
    if kind is Texts:
        return Texts.of({"en": "Survey, 42 villages", "ar": "مسح 42 قرية"})
    return _PLAIN[kind]


def filled(kind: type[Any], plan: OpenPlan) -> dict[str, Any]:
    """Return a value for every field of *kind* that can have one."""
    found = {name: sample(f, plan.store, plan) for name, f in field_map(kind).items()}
    return {name: value for name, value in found.items() if value is not None}
