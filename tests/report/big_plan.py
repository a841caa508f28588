"""A plan of any size with every field of every kind of record filled with long text.

The same size and language give the same plan; the figures are the same in every language.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from uuid import UUID

from big_words import long_text

from ccmdesk.model.activity import Activity, Milestone
from ccmdesk.model.area import HazardousArea, LandRelease
from ccmdesk.model.budget import BudgetLine
from ccmdesk.model.codes import Coded, CurrencyCode
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.edition import Edition
from ccmdesk.model.facts import Field, Visibility, fields_of, is_reference, item_type
from ccmdesk.model.kinds import BY_ID_TYPE, KINDS
from ccmdesk.model.need import Need
from ccmdesk.model.plan import Plan
from ccmdesk.model.state import Duty, Obligation, StateParty
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
from ccmdesk.report.documents.ask import Submitted

YEARS = (2026, 2027, 2028, 2029, 2030)
_EUR = CurrencyCode("EUR")
_SHORT = 160
"""Characters of most long texts; every tenth record has all that its fields may hold."""

_FIXED: Mapping[str, Any] = MappingProxyType(
    {
        "country": "BIH",
        "currency": "EUR",
        "visibility": Visibility.PUBLIC,
        "whole_programme": None,
        "all_years": None,
        "digits": None,
        "month_names": None,
        "calendar_label": None,
    }
)
_CODES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "StateCode": ("CHE", "LBN", "LAO", "HRV"),
        "CurrencyCode": ("EUR",),
        "LanguageTag": ("en", "fr", "ar"),
        "ModalityCode": ("TRAINING", "EQUIPMENT"),
        "MunitionCode": ("BLU-26", "BLU-97/B", "KB-1", "M42"),
        "MethodCode": ("ODOB",),
        "ActionCode": ("lap-2021/18", "lap-2021/19", "lap-2021/20"),
    }
)
_SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "file_name": "survey-of-the-northern-and-central-municipalities-sheet-{n}.pdf",
        "media_type": "application/pdf",
        "sha256": "0123456789abcdef" * 4,
        "address": "https://www.example.org/documents/annual-reports/2026/annex-{n}/download",
        "lots": "LOT-{n}/ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "symbol": "CCM/MSP/2026/WP.{n}",
        "agenda_item": "{n}",
        "check_code": "7F2K-9QXM",
        "manifest_code": "ab" * 32,
        "form_version": "2020",
        "changed_forms": "A, B, F",
        "not_applicable_forms": "C",
        "contact": "Office {n}, programme.officer.of.the.national.centre@mine-action.example.org",
    }
)


@dataclass(frozen=True, slots=True)
class Size:
    """How many records there are of the kinds that make a plan big."""

    areas: int
    activities: int
    budget_lines: int

    def of(self, kind: type) -> int:
        """Return how many records of *kind* there are."""
        counts = {
            HazardousArea: self.areas,
            Activity: self.activities,
            BudgetLine: self.budget_lines,
            LandRelease: max(self.areas // 20, 5),
            Milestone: self.activities,
            Need: max(self.activities // 10, 3),
            Obligation: len(Duty),
            StateParty: 1,
            Plan: 1,
        }
        return counts.get(kind, max(self.activities // 40, 3))


SMALL = Size(areas=40, activities=12, budget_lines=36)
BIG = Size(areas=5_000, activities=400, budget_lines=1_200)


def big_plan(language: str, size: Size) -> PlanDocument:
    """Return the plan; authors' texts are in *language* only."""
    return document_of(record for kind in KINDS for record in _records(kind.record, language, size))


def before_of(plan: PlanDocument) -> Submitted:
    """Return an earlier submission: without some records of *plan*, with other figures in some."""
    records = [
        _earlier(record) if number % 10 == 0 else record
        for kind in KINDS
        for number, record in enumerate(plan.of(kind.record), 1)
        if number % 15 or kind.record in {Plan, StateParty, Obligation, Edition}
    ]
    (edition, *_) = plan.of(Edition)
    return Submitted(edition, document_of(records))


def _earlier(record: Any) -> Any:
    numbers = [f for f in fields_of(type(record)) if f.type is int and f.name != "year"]
    return replace(record, **{f.name: max((f.spec.limits or (0, 0))[0], 1) for f in numbers[:1]})


def record_id(kind: type, number: int, count: int) -> UUID:
    """Return the id of one of *count* records of *kind*; after the last comes the first again."""
    place = next(n for n, each in enumerate(KINDS, 1) if each.record is kind)
    return UUID(int=(place << 64) + number % count)


def _records(kind: type, language: str, size: Size) -> Iterator[Any]:
    maker = _Maker(kind, language, size)
    for number in range(size.of(kind)):
        yield kind(id=record_id(kind, number, size.of(kind)), **maker.values(number))


@dataclass(frozen=True, slots=True)
class _Maker:
    """Fills the fields of one kind of record."""

    kind: type
    language: str
    size: Size

    def values(self, number: int) -> dict[str, Any]:
        """Return a value for every field of the record with that number."""
        return {field.name: self._value(field, number) for field in fields_of(self.kind)}

    def _value(self, field: Field, number: int) -> Any:
        if self.kind is Plan and field.name == "period":
            return Period(dt.date(YEARS[0], 1, 1), dt.date(YEARS[-1], 12, 31))
        if self.kind is Activity and field.name == "after":
            return ()
        if field.name in _FIXED:
            return _FIXED[field.name]
        return self._of_type(field, field.type, number)

    def _of_type(self, field: Field, wanted: Any, number: int) -> Any:
        items = item_type(wanted)
        if items is not None:
            return tuple(dict.fromkeys(self._of_type(field, items, number + n) for n in range(3)))
        if is_reference(wanted):
            target = BY_ID_TYPE[wanted].record
            return record_id(target, number, self.size.of(target))
        codes = _CODES.get(getattr(wanted, "__name__", ""))
        if codes is not None:
            return codes[number % len(codes)]
        if isinstance(wanted, type) and issubclass(wanted, Coded):
            members = list(wanted)
            return members[number % len(members)]
        return self._plain(field, wanted, number)

    def _plain(self, field: Field, wanted: Any, number: int) -> Any:
        start = dt.date(YEARS[number % 4], 1 + number % 12, 1 + number % 28)
        makers: Mapping[Any, Any] = {
            Texts: lambda: Texts.of({self.language: self._words(field, number)}),
            str: lambda: self._sign(field, number),
            bool: lambda: number % 3 != 1,
            Decimal: lambda: Decimal(195_583 + number).scaleb(-5),
            int: lambda: _figure(field, number),
            dt.date: lambda: start,
            PartialDate: lambda: PartialDate(start.isoformat()[: (10, 7, 4)[number % 3]]),
            Period: lambda: Period(start, start + dt.timedelta(days=200 + number % 500)),
            Money: lambda: Money(100 * (123_000 + 1_037 * number), _EUR),
            People: lambda: _people(number),
            Quantity: lambda: Quantity(10_000 + 17 * number, ("m2", "people", "items")[number % 3]),
            Position: lambda: _position(number),
            Polygon: lambda: _polygon(number),
        }
        return makers[wanted]()

    def _words(self, field: Field, number: int) -> str:
        _, most = field.spec.limits or (0, 300)
        longest = most if number % 10 == 0 else min(most, _SHORT)
        return long_text(self.language, 7_000 + number, longest=longest)

    def _sign(self, field: Field, number: int) -> str:
        if field.name == "code":
            return f"{self.kind.__name__[0]}-{number + 1}"
        if field.name in _SIGNS:
            return _SIGNS[field.name].format(n=number + 1)
        return self._words(field, number)


def _figure(field: Field, number: int) -> int:
    """Return a number that the field allows; most are large and unlike their neighbours."""
    least, most = field.spec.limits or (0, 10**9)
    if most <= 9:
        return least + number % (most - least + 1)
    if most == 2100:
        return YEARS[number % len(YEARS)] - (5 if least < 1990 else 0)
    return min(most, max(least, 31_250 * (number % 97) + 1_003 * number))


def _people(number: int) -> People:
    women, men, girls, boys = (1_000 * n + number for n in range(1, 5))
    return People(women, men, girls, boys, number % 7)


def _position(number: int) -> Position:
    return Position(435_000_000 + 151_000 * (number % 100), 165_000_000 + 29_000 * (number % 890))


def _polygon(number: int) -> Polygon:
    corner = _position(number)
    steps = ((0, 0), (0, 30_000), (30_000, 30_000), (30_000, 0))
    return Polygon(
        tuple(Position(corner.latitude_e7 + y, corner.longitude_e7 + x) for y, x in steps)
    )
