"""One well-filled record of every kind that has a sheet, made from the facts of its fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID

from ccmdesk.exchange.keys import kinds_in_order
from ccmdesk.exchange.sheets import sheet_fields
from ccmdesk.exchange.words import is_coded
from ccmdesk.model.codes import (
    ActionCode,
    CurrencyCode,
    LanguageTag,
    MethodCode,
    ModalityCode,
    MunitionCode,
    StateCode,
)
from ccmdesk.model.facts import Field, is_reference, item_type
from ccmdesk.model.kinds import BY_ID_TYPE, Kind
from ccmdesk.model.state import Duty
from ccmdesk.model.values import (
    E7,
    Money,
    PartialDate,
    People,
    Period,
    Position,
    Quantity,
    Texts,
)

_CODES: dict[Any, Any] = {
    StateCode: StateCode("BIH"),
    LanguageTag: LanguageTag("sr-Latn"),
    CurrencyCode: CurrencyCode("EUR"),
    ModalityCode: ModalityCode("TRAINING"),
    MunitionCode: MunitionCode("KB-1"),
    MethodCode: MethodCode("ODOB"),
    ActionCode: ActionCode("lap-2021/18"),
}


def ids(first: int = 1) -> Callable[[], UUID]:
    """Return a maker of ids that never repeats one and needs no chance."""
    numbers = iter(range(first, first + 10**9))
    return lambda: UUID(int=(7 << 76) | next(numbers))


def samples(new_id: Callable[[], UUID]) -> dict[type, Any]:
    """Return one record of every kind, each referring to others among them."""
    made: dict[type, Any] = {}
    for kind in kinds_in_order():
        made[kind.record] = _filled(kind, made, new_id())
    for kind in kinds_in_order():
        made[kind.record] = _filled(kind, made, made[kind.record].id)
    return made


def _filled(kind: Kind, made: dict[type, Any], record: UUID) -> Any:
    values = dict(_values(kind, made))
    if kind.name == "obligation":
        values |= {"duty": Duty.ARTICLE_4B}
    if kind.name == "exchange_rate":
        values |= {"to_currency": CurrencyCode("BAM")}
    if kind.name == "transparency_report":
        values |= {"not_applicable_forms": "E", "initial": False}
    return kind.record(id=record, **values)


def _values(kind: Kind, made: dict[type, Any]) -> Iterator[tuple[str, Any]]:
    for field in sheet_fields(kind.record):
        value = _value(field.type, field, made, name=f"{kind.name} {field.name}")
        if value is not None:
            yield field.name, value


def _value(kind: Any, field: Field, made: dict[type, Any], *, name: str) -> Any:
    items = item_type(kind)
    if items is not None:
        return _several(items, field, made, name=name)
    if is_reference(kind):
        target = made.get(BY_ID_TYPE[kind].record)
        return None if target is None else target.id
    if is_coded(kind):
        return list(kind)[-1]
    if kind in _CODES:
        return _CODES[kind]
    return _PLAIN[kind](field, name)


def _several(items: Any, field: Field, made: dict[type, Any], *, name: str) -> Any:
    if is_coded(items):
        return tuple(items)[:3]
    one = _value(items, field, made, name=name)
    return () if one is None else (one,)


def _number(field: Field, _name: str) -> int:
    least, greatest = field.spec.limits or (0, 100)
    return 2024 if greatest == 2100 else min(greatest, least + 5)


def _texts(_field: Field, name: str) -> Texts:
    return Texts.of({"en": f"={name}, first", "ar": f"نص {name}", "ru": f"Текст «{name}»"})


_PLAIN: dict[Any, Callable[[Field, str], Any]] = {
    str: lambda _field, name: f"+{name}",
    int: _number,
    bool: lambda _field, _name: True,
    Decimal: lambda _field, _name: Decimal("1.95583"),
    Texts: _texts,
    dt.date: lambda _field, _name: dt.date(2024, 3, 7),
    PartialDate: lambda _field, _name: PartialDate("2019-03"),
    Period: lambda _field, _name: Period(dt.date(2021, 3, 15), dt.date(2021, 9, 30)),
    Money: lambda field, _name: Money(
        123_456_05,
        CurrencyCode("EUR"),
        2023 if field.name in {"cost", "unit_cost", "yearly_cost"} else None,
    ),
    People: lambda _field, _name: People(5, 0, None, 12, 1),
    Quantity: lambda _field, _name: Quantity(1_200_000, "m2"),
    Position: lambda _field, _name: Position(int(44.53 * E7), int(-18.1234567 * E7)),
}
