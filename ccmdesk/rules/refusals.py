"""What cannot be saved: values that contradict their own meaning. Unfinished is never refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from ccmdesk.model.area import AnnualPosition, HazardousArea, LandRelease
from ccmdesk.model.budget import ExchangeRate
from ccmdesk.model.codes import ActionCode, CurrencyCode, MethodCode, ModalityCode, StateCode
from ccmdesk.model.cooperation import Challenge, Organisation
from ccmdesk.model.currencies import CURRENCIES
from ccmdesk.model.edition import Edition, TransparencyReport
from ccmdesk.model.evidence import Source
from ccmdesk.model.facts import Field, Record, fields_of, item_type
from ccmdesk.model.indicator import Measurement
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import Plan
from ccmdesk.model.risk_education import RiskEducation
from ccmdesk.model.state import Duty, Extension, Obligation, StateParty
from ccmdesk.model.stockpile import Destruction, Retention, Stock
from ccmdesk.model.values import (
    Money,
    PartialDate,
    People,
    Period,
    Polygon,
    Position,
    Quantity,
    Texts,
    decimal_text,
)
from ccmdesk.model.victims import CasualtyCounts, NeedsAssessment
from ccmdesk.model.words import N_, Message
from ccmdesk.rules import geometry
from ccmdesk.rules.deadlines import first_day, last_day
from ccmdesk.rules.report_forms import forms_named, pack_of
from ccmdesk.rules.rule import sentence

LARGEST = 10**15
"""No amount or quantity of a plan comes near it; what does is a slip of the finger."""

MOST_DECIMALS = 15

PAST: Mapping[type, tuple[str, ...]] = MappingProxyType(
    {
        AnnualPosition: ("year",),
        CasualtyCounts: ("year",),
        Challenge: ("raised_on", "contacted_on"),
        Destruction: ("destroyed_on",),
        Edition: ("approved_on",),
        ExchangeRate: ("day",),
        Extension: ("requested_on",),
        HazardousArea: ("found_on", "closed_on"),
        LandRelease: ("year", "period"),
        Measurement: ("measured_on",),
        NeedsAssessment: ("assessed_on", "consulted_on"),
        Obligation: ("completed_on",),
        Organisation: ("contact_checked_on",),
        Plan: ("approved_on",),
        Retention: ("year", "transferred_on"),
        RiskEducation: ("period",),
        Source: ("dated",),
        StateParty: ("signed", "deposited"),
        Stock: ("found_on",),
        TransparencyReport: ("submitted_on",),
    }
)
"""Fields that tell what has happened and so cannot lie in the future."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the value of one field cannot be saved, in one sentence."""

    field: str
    says: Message


def refusals(record: Record, packs: Packs, today: dt.date) -> tuple[Refusal, ...]:
    """Return what must be corrected before *record* is saved; a blank field is never refused."""
    found = [
        Refusal(field.name, says)
        for field in fields_of(type(record))
        for says in _of_field(field, getattr(record, field.name), packs)
    ]
    found += _future(record, today)
    own = _OWN.get(type(record))
    if own is not None:
        found += own(record, packs)
    return tuple(found)


def _of_field(field: Field, value: Any, packs: Packs) -> Iterator[Message]:
    """Yield what is wrong with one value by its type, its limits and its code list."""
    if value is None:
        return
    items = item_type(field.type)
    if items is not None:
        for part in value:
            yield from _of_code(items, part, packs)
        return
    if field.spec.limits is not None:
        yield from _limits(value, *field.spec.limits)
    yield from _of_code(field.type, value, packs)
    check = _BY_TYPE.get(type(value))
    if check is not None:
        yield from check(value)


def _limits(value: Any, least: int, greatest: int) -> Iterator[Message]:
    match value:
        case int() if not least <= value <= greatest:
            says = N_("The number must lie between {least} and {greatest}.")
            yield sentence(says, least=least, greatest=greatest)
        case str() if len(value) > greatest:
            yield _too_long(value, greatest)
        case Texts():
            for _, text in value:
                if len(text) > greatest:
                    yield _too_long(text, greatest)


def _too_long(text: str, greatest: int) -> Message:
    says = N_("The text has {length} characters; at most {greatest} fit here.")
    return sentence(says, length=len(text), greatest=greatest)


def _of_code(kind: Any, value: Any, packs: Packs) -> Iterator[Message]:
    known: dict[Any, Callable[[Any], bool]] = {
        StateCode: packs.states.__contains__,
        ModalityCode: packs.modalities.__contains__,
        MethodCode: packs.methods.__contains__,
        ActionCode: packs.has_action,
        CurrencyCode: CURRENCIES.__contains__,
    }
    check = known.get(kind)
    if check is not None and value and not check(value):
        yield sentence(N_("{code} is not in the list of codes."), code=value)


def _period(period: Period) -> Iterator[Message]:
    if period.start is not None and period.end is not None and period.end < period.start:
        yield sentence(N_("It ends before it starts."))


def _decimal(value: Decimal) -> Iterator[Message]:
    if not 0 < value < LARGEST:
        yield sentence(N_("A rate must be more than zero and not out of all proportion."))
    elif len(decimal_text(value).partition(".")[2]) > MOST_DECIMALS:
        yield sentence(N_("A rate has at most {most} decimals."), most=MOST_DECIMALS)


def _money(money: Money) -> Iterator[Message]:
    if not 0 <= money.minor <= LARGEST:
        yield sentence(N_("An amount must be zero or more and not out of all proportion."))
    if money.currency not in CURRENCIES:
        says = N_("{code} is not the code of a currency in use, such as EUR.")
        yield sentence(says, code=money.currency)


def _people(people: People) -> Iterator[Message]:
    if any(n is not None and not 0 <= n <= LARGEST for n in people.cells):
        yield sentence(N_("A count of people must be zero or more."))


def _quantity(quantity: Quantity) -> Iterator[Message]:
    if quantity.amount is not None and not 0 <= quantity.amount <= LARGEST:
        yield sentence(N_("A quantity must be zero or more and not out of all proportion."))


def _position(position: Position) -> Iterator[Message]:
    if not geometry.on_globe(position):
        says = N_("Latitude must lie within 90 degrees and longitude within 180 degrees.")
        yield sentence(says)


def _polygon(polygon: Polygon) -> Iterator[Message]:
    if len(polygon.points) < geometry.FEWEST_POINTS:
        yield sentence(N_("An outline needs at least three points."))
        return
    for point in polygon.points:
        if not geometry.on_globe(point):
            yield from _position(point)
            return
    if geometry.has_repeated_point(polygon):
        yield sentence(N_("The outline has the same point twice in a row."))
    elif geometry.crosses_itself(polygon):
        yield sentence(N_("The outline crosses itself."))


_BY_TYPE: Mapping[type, Callable[[Any], Iterator[Message]]] = MappingProxyType(
    {
        Decimal: _decimal,
        Period: _period,
        Money: _money,
        People: _people,
        Quantity: _quantity,
        Position: _position,
        Polygon: _polygon,
    }
)


def _future(record: Record, today: dt.date) -> Iterator[Refusal]:
    for name in PAST.get(type(record), ()):
        if _is_future(getattr(record, name), today):
            says = sentence(N_("The date lies in the future; record it once it has happened."))
            yield Refusal(name, says)


def _is_future(value: dt.date | PartialDate | Period | int | None, today: dt.date) -> bool:
    match value:
        case PartialDate():
            return first_day(value) > today
        case Period():
            return _is_future(value.end, today) or _is_future(value.start, today)
        case int():
            return value > today.year
        case None:
            return False
    return value > today


def _obligation(obligation: Obligation, _packs: Packs) -> Iterator[Refusal]:
    if obligation.duty is Duty.ARTICLE_5 and obligation.deadline is not None:
        says = sentence(N_("Article 5 has no deadline; leave this field empty."))
        yield Refusal("deadline", says)
    if obligation.duty is Duty.ARTICLE_4B and not obligation.conflict:
        says = sentence(N_("Under Article 4.1 (b), name the conflict concerned."))
        yield Refusal("conflict", says)


def _exchange_rate(rate: ExchangeRate, _packs: Packs) -> Iterator[Refusal]:
    if rate.from_currency is not None and rate.from_currency == rate.to_currency:
        says = sentence(N_("An exchange rate needs two different currencies."))
        yield Refusal("to_currency", says)


def _report(report: TransparencyReport, packs: Packs) -> Iterator[Refusal]:
    pack = pack_of(packs, report, report.year or 0)
    named = () if pack is None else forms_named(pack, report.not_applicable_forms)[0]
    for form in named:
        if not form.may_not_apply:
            says = sentence(N_("Form {letter} applies to every State."), letter=form.letter)
            yield Refusal("not_applicable_forms", says)
    if report.initial and report.unchanged_since is not None:
        says = sentence(N_("An initial report cannot refer to an earlier one."))
        yield Refusal("unchanged_since", says)


def _area(area: HazardousArea, _packs: Packs) -> Iterator[Refusal]:
    found, closed = area.found_on, area.closed_on
    if found is not None and closed is not None and last_day(closed) < first_day(found):
        yield Refusal("closed_on", sentence(N_("The area was closed before it was found.")))


_OWN: Mapping[type, Callable[[Any, Packs], Iterator[Refusal]]] = MappingProxyType(
    {
        Obligation: _obligation,
        ExchangeRate: _exchange_rate,
        TransparencyReport: _report,
        HazardousArea: _area,
    }
)
