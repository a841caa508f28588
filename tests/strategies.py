"""Hypothesis strategies for every type of field, and whole records made of them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from ccmdesk.model.codes import Coded
from ccmdesk.model.currencies import CURRENCIES
from ccmdesk.model.facts import Field, fields_of, is_reference, item_type
from ccmdesk.model.kinds import KINDS
from ccmdesk.model.values import (
    Absence,
    Confidence,
    FieldNote,
    Money,
    Notes,
    PartialDate,
    People,
    Period,
    Polygon,
    Position,
    Qualifier,
    Quantity,
    Texts,
)

TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=20
)
COUNT = st.integers(0, 10**12)
DAY = st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31))
POSITION = st.builds(
    Position, st.integers(-900_000_000, 900_000_000), st.integers(-1_800_000_000, 1_800_000_000)
)
_PARTIAL = st.one_of(
    st.integers(1945, 2099).map(lambda year: PartialDate(str(year))),
    DAY.map(lambda day: PartialDate(day.isoformat()[:7])),
    DAY.map(lambda day: PartialDate(day.isoformat())),
)
_PERIOD = st.builds(Period, st.none() | DAY, st.none() | DAY).filter(
    lambda p: p != Period(None, None)
)
_PEOPLE = st.builds(People, *[st.none() | COUNT] * 5).filter(lambda p: p.total is not None)
_BY_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    int: COUNT,
    str: TEXT,
    Decimal: st.decimals("0.000001", 10**9, places=6).map(Decimal.normalize),
    dt.date: DAY,
    PartialDate: _PARTIAL,
    Period: _PERIOD,
    Money: st.builds(
        Money, COUNT, st.sampled_from(CURRENCIES), st.none() | st.integers(1990, 2100)
    ),
    People: _PEOPLE,
    Position: POSITION,
    Polygon: st.lists(POSITION, min_size=3, max_size=6).map(lambda p: Polygon(tuple(p))),
    Quantity: st.builds(Quantity, st.none() | COUNT, TEXT),
    Texts: st.dictionaries(st.sampled_from(["en", "fr", "ar", "zh", "sr-Latn"]), TEXT).map(
        Texts.of
    ),
}


def present(kind: Any) -> st.SearchStrategy[Any]:
    """Values of one field type, never empty."""
    items = item_type(kind)
    if items is not None:
        return st.lists(present(items), min_size=1, max_size=3, unique=True).map(tuple)
    if is_reference(kind):
        return st.uuids(version=4)
    plain = getattr(kind, "__supertype__", kind)
    if issubclass(plain, Coded):
        return st.sampled_from(plain)
    return _BY_TYPE[plain]


NOTES = st.builds(
    FieldNote,
    source=st.just("") | st.uuids(version=4).map(str),
    confidence=st.none() | st.sampled_from(Confidence),
    qualifier=st.none() | st.sampled_from(Qualifier),
    remark=st.just("") | TEXT,
)
_ABSENCES = st.builds(FieldNote, absence=st.sampled_from(Absence), reason=st.just("") | TEXT)


@st.composite
def records(draw: st.DrawFn, kind: type[Any] | None = None) -> Any:
    """Any record of *kind*, or of any kind, some fields filled, some absent, some empty."""
    cls = kind or draw(st.sampled_from([k.record for k in KINDS]))
    values: dict[str, Any] = {}
    notes: dict[str, FieldNote] = {}
    for field in fields_of(cls):
        _fill(draw, field, values, notes)
    return cls(id=UUID(int=draw(st.integers(1, 2**128 - 1))), notes=Notes.of(notes), **values)


def _fill(
    draw: st.DrawFn, field: Field, values: dict[str, Any], notes: dict[str, FieldNote]
) -> None:
    match draw(st.integers(0, 3)):
        case 0:
            values[field.name] = draw(present(field.type))
        case 1:
            values[field.name] = draw(present(field.type))
            notes[field.name] = draw(NOTES)
        case 2:
            notes[field.name] = draw(_ABSENCES)
