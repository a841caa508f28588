"""One record of every kind with every field filled, so that each value can be found again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

from ccmdesk.model.activity import ActivityType
from ccmdesk.model.budget import BudgetRole
from ccmdesk.model.codes import Coded, CurrencyCode
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.edition import Edition
from ccmdesk.model.facts import Field, Visibility, fields_of, is_reference, item_type
from ccmdesk.model.kinds import BY_ID_TYPE, KINDS, Kind
from ccmdesk.model.plan import Plan, PlanStatus
from ccmdesk.model.state import Article, Duty
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

FIRST_DAY = dt.date(2021, 1, 4)
IDS = {kind.record: UUID(int=n) for n, kind in enumerate(KINDS, 1)}
_SETTLED: dict[str, Any] = {
    "year": 2021,
    "article": Article.CLEARANCE,
    "articles": (Article.CLEARANCE,),
    "duty": Duty.ARTICLE_4A,
    "visibility": Visibility.PUBLIC,
    "country": "LBN",
    "other_state": "CHE",
    "currency": "EUR",
    "role": BudgetRole.NATIONAL,
    "whole_programme": None,
    "all_years": None,
    "follow_up": None,
    "status": None,
    "type": None,
}
_CODES = {
    "StateCode": "LBN",
    "CurrencyCode": "EUR",
    "LanguageTag": "fr",
    "ModalityCode": "TRAINING",
    "MunitionCode": "BLU-26",
    "MethodCode": "ODOB",
    "ActionCode": "lap-2021/18",
}


def every_record(*, language: str = "en") -> PlanDocument:
    """Return the document; authors' texts are in *language* only."""
    numbers = count(1)
    return document_of(_record(kind, numbers, language) for kind in KINDS)


def words_of(kind: type, name: str) -> str:
    """Return the text that stands in a text field."""
    return f"{kind.__name__} {name} words"


def _record(kind: Kind, numbers: Iterator[int], language: str) -> Any:
    values = {
        field.name: _value(kind.record, field, next(numbers), language)
        for field in fields_of(kind.record)
    }
    if kind.record is Plan:
        values["period"] = Period(FIRST_DAY, dt.date(2025, 12, 31))
        values["status"] = PlanStatus.APPROVED  # else what is said of an approval is not told
    return kind.record(id=IDS[kind.record], **values)


def _value(kind: type, field: Field, number: int, language: str) -> Any:
    settled = _SETTLED.get(field.name)
    if settled is not None and not (field.name == "year" and kind is Edition):
        if field.type is Texts:
            return Texts.of({language: words_of(kind, field.name)})
        if field.name != "status" and isinstance(settled, _plain(field.type)):
            return settled
    return _by_type(kind, field.type, field, number, language)


def _by_type(kind: type, wanted: Any, field: Field, number: int, language: str) -> Any:
    items = item_type(wanted)
    if items is not None:
        return (_by_type(kind, items, field, number, language),)
    if is_reference(wanted):
        return IDS[BY_ID_TYPE[wanted].record]
    name = getattr(wanted, "__name__", "")
    if name in _CODES:
        return _CODES[name]
    if isinstance(wanted, type) and issubclass(wanted, Coded):
        return ActivityType.CLEARANCE if wanted is ActivityType else next(iter(wanted))
    return _plain_value(kind, wanted, field, number, language)


def _plain_value(kind: type, wanted: Any, field: Field, number: int, language: str) -> Any:
    day = FIRST_DAY + dt.timedelta(days=number)
    words = words_of(kind, field.name)
    by_type: dict[Any, Any] = {
        Texts: Texts.of({language: words}),
        str: words,
        bool: True,
        Decimal: Decimal(1_000 + number).scaleb(-3),
        int: _number(field, number),
        dt.date: day,
        PartialDate: PartialDate(day.isoformat()),
        Period: Period(day, day + dt.timedelta(days=400)),
        Money: Money(100 * (10_000 + number), CurrencyCode("EUR")),
        People: People(1000 + number, 2000 + number, 3000 + number, 4000 + number, 0),
        Quantity: Quantity(50_000 + number, "things"),
        Position: Position(330_000_000 + 1000 * number, 350_000_000 + 1000 * number),
        Polygon: Polygon(tuple(Position(n, n) for n in range(3))),
    }
    return by_type[wanted]


def _number(field: Field, number: int) -> int:
    least, most = field.spec.limits or (0, 10**9)
    if most <= 9:
        return most
    if least >= 1900:
        return 2021
    return min(most, (20_000 + number) * 10_000 if most > 10**9 else 20_000 + number)


def _plain(wanted: Any) -> Any:
    items = item_type(wanted)
    if items is not None:
        return tuple
    return getattr(wanted, "__supertype__", wanted)
