"""How one record is told from another in a sheet: its natural keys, and what others call it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from types import MappingProxyType
from typing import Any
from uuid import UUID

from ccmdesk.exchange.sheets import SHEET_KINDS
from ccmdesk.exchange.tables import folded
from ccmdesk.model.activity import Activity, Milestone
from ccmdesk.model.area import AnnualPosition, HazardousArea, LandRelease
from ccmdesk.model.budget import BudgetLine, ExchangeRate
from ccmdesk.model.cooperation import (
    Agreement,
    AssistanceFlow,
    Challenge,
    Coalition,
    Lesson,
    Organisation,
)
from ccmdesk.model.edition import ExtensionRequest, TransparencyReport
from ccmdesk.model.evidence import Source, Term
from ccmdesk.model.facts import field_map, is_reference
from ccmdesk.model.indicator import Indicator, Measurement
from ccmdesk.model.kinds import BY_ID_TYPE, Kind, kind_of
from ccmdesk.model.meeting import ActionProgress, Meeting
from ccmdesk.model.need import Need, Offer
from ccmdesk.model.plan import Objective, Plan
from ccmdesk.model.risk_education import RiskEducation
from ccmdesk.model.state import Extension, Obligation, StateParty
from ccmdesk.model.stockpile import Destruction, MunitionType, Retention, Stock
from ccmdesk.model.values import Texts
from ccmdesk.model.victims import CasualtyCounts, NeedsAssessment, Service

Alternatives = tuple[tuple[str, ...], ...]
Key = tuple[Any, ...]
Find = Callable[[UUID], Any | None]

NATURAL_KEYS: Mapping[type, Alternatives] = MappingProxyType(
    {
        StateParty: (("country",),),
        Obligation: (("duty", "conflict"),),
        Extension: (("obligation", "requested_until", "granted_until"),),
        Meeting: (("title", "start"),),
        ActionProgress: (("action",),),
        Plan: (("title",),),
        Objective: (("code",), ("title", "plan")),
        Activity: (("code",), ("title", "place")),
        Milestone: (("activity", "year"),),
        Indicator: (("title", "activity", "objective"),),
        Measurement: (("indicator", "measured_on"),),
        BudgetLine: (("activity", "role", "year", "funder", "organisation"),),
        ExchangeRate: (("from_currency", "to_currency", "day"),),
        HazardousArea: (("code",), ("name", "province", "district")),
        LandRelease: (("year", "area", "place", "method", "period", "whole_programme"),),
        AnnualPosition: (("year",),),
        RiskEducation: (("period", "place", "method", "activity"),),
        MunitionType: (("code",),),
        Stock: (("munition", "origin", "found_on", "place"),),
        Destruction: (("destroyed_on", "munition", "stock", "site", "method"),),
        Retention: (("year", "munition", "purpose", "transfer", "other_state"),),
        CasualtyCounts: (("year", "device", "all_years"),),
        NeedsAssessment: (("code",), ("title",)),
        Service: (("title", "place", "provider"),),
        Need: (("code",), ("title", "activity")),
        Offer: (("title", "organisation"),),
        Organisation: (("name",),),
        Agreement: (("code",), ("title",)),
        Coalition: (("name",),),
        AssistanceFlow: (
            ("year", "direction", "organisation", "other_state", "article", "sector", "modality"),
        ),
        Challenge: (("title", "obligation"),),
        Lesson: (("title", "activity"),),
        Source: (("code",), ("title",)),
        Term: (("term",),),
        TransparencyReport: (("year",),),
        ExtensionRequest: (("extension",),),
    }
)
"""Per kind the fields that tell its records apart; a later alternative serves rows whose first
field of the earlier one is blank."""


@cache
def key_fields(kind: Any) -> frozenset[str]:
    """Return every field that takes part in telling records of *kind* apart."""
    return frozenset(name for names in NATURAL_KEYS[kind] for name in names)


def keys_of(record: Any, names: Sequence[str]) -> Iterator[Key]:
    """Yield the keys a record can be found by: one for each language its texts are written in."""
    return keys_from([getattr(record, name) for name in names])


def keys_from(values: Sequence[Any]) -> Iterator[Key]:
    """Yield the keys that the values of key fields make."""
    yield from product(*map(_variants, values))


@cache
def kinds_in_order() -> tuple[Kind, ...]:
    """Return the kinds so that what a natural key refers to comes before what it tells apart."""
    ordered: list[Kind] = []
    waiting = list(SHEET_KINDS)
    while waiting:
        ready = [kind for kind in waiting if not _needs(kind) & {other.record for other in waiting}]
        if not ready:
            raise ValueError([kind.name for kind in waiting])
        ordered += ready
        waiting = [kind for kind in waiting if kind not in ready]
    return tuple(ordered)


def handles_of(record: Any, find: Find, *, language: str = "en") -> tuple[str, ...]:
    """Return what a record may be called in a cell that refers to it, the best first."""
    special = _SPECIAL.get(type(record))
    names = special(record, find) if special else _code_and_texts(record, language)
    return tuple(name for name in names if name)


def _variants(value: Any) -> tuple[Any, ...]:
    if isinstance(value, Texts):
        return tuple(folded(text) for _, text in value) or (None,)
    if isinstance(value, str):
        return (folded(value) or None,)
    return (value,)


def _needs(kind: Kind) -> set[type]:
    record: Any = kind.record
    types = [field_map(record)[name].type for name in key_fields(record)]
    found = {BY_ID_TYPE[type_].record for type_ in types if is_reference(type_)}
    return found - {record}


def _code_and_texts(record: Any, language: str) -> Iterator[str]:
    kind = kind_of(record)
    if kind.code:
        yield getattr(record, kind.code) or ""
    for name in kind.title:
        value = getattr(record, name)
        if isinstance(value, Texts):
            best = value.best(language)
            yield best[1] if best else ""
            yield from (text for _, text in value)


def _obligation(record: Obligation, _find: Find) -> Iterator[str]:
    if record.duty is not None:
        yield record.duty.value
        yield from (f"{record.duty.value} {text}" for _, text in record.conflict)


def _extension(record: Extension, find: Find) -> Iterator[str]:
    obligation = None if record.obligation is None else find(record.obligation)
    until = record.granted_until or record.requested_until
    if obligation is not None and until is not None:
        yield from (f"{name} {until.isoformat()}" for name in _obligation(obligation, find))


def _indicator(record: Indicator, find: Find) -> Iterator[str]:
    owner = next(
        (found for found in map(find, filter(None, (record.activity, record.objective))) if found),
        None,
    )
    best = record.title.best("en")
    titles = [best[1]] if best else []
    titles += [text for _, text in record.title]
    if owner is not None and owner.code:
        yield from (f"{owner.code} {title}" for title in titles)
    yield from titles


def _stock(record: Stock, _find: Find) -> Iterator[str]:
    if record.munition is not None and record.origin is not None:
        yield f"{record.munition} {record.origin.value}"


_SPECIAL: Mapping[type, Callable[[Any, Find], Iterator[str]]] = {
    Obligation: _obligation,
    Extension: _extension,
    Indicator: _indicator,
    Stock: _stock,
}
