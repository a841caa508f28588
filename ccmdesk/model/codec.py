"""Turns field values into plain JSON values and back, driven by the declared types.

The JSON form of a record is flat: one key per field, ``name@fr`` for an author's text in French and
``name#note`` for what is known about the field. A value that is absent for a reason is written as
``{"absent": "not_applicable", "reason": "..."}`` under the field's own key, so that a value and its
absence can never disagree.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, TypeAlias
from uuid import UUID

from ccmdesk.model.codes import Coded, CurrencyCode, LanguageTag
from ccmdesk.model.facts import Field, field_map, fields_of, is_reference, item_type
from ccmdesk.model.values import (
    NO_NOTE,
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
    decimal_of,
    decimal_text,
)

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
Flat: TypeAlias = "dict[str, Json]"

NOTE = "#note"
DELETED = "_deleted"


def encode(value: Any) -> Json:
    """Return the JSON form of one present value; raises KeyError for a type it does not know."""
    kind: Any = type(value)
    return _ENCODE[_family(kind)](value)


def decode(kind: Any, value: Json) -> Any:
    """Return the value of type *kind* that *value* stands for.

    Raises ValueError, TypeError or KeyError when it does not stand for one.
    """
    items = item_type(kind)
    if items is not None:
        if not isinstance(value, list):
            raise TypeError(value)
        return tuple(decode(items, part) for part in value)
    return _DECODE[_family(kind)](kind, value)


def flatten(record: Any) -> Flat:
    """Return the flat JSON form of a record without its id; what is not filled is left out."""
    flat: Flat = {}
    for field in fields_of(type(record)):
        flat.update(_flat_field(field, getattr(record, field.name), record.notes[field.name]))
    return flat


def unflatten(kind: type, record: UUID, flat: Mapping[str, Json]) -> Any:
    """Return the record of *kind* that *flat* describes; keys it does not know are ignored."""
    facts = field_map(kind)
    values: dict[str, Any] = {}
    texts: dict[str, dict[str, str]] = {}
    noted: set[str] = set()
    for key, raw in flat.items():
        name, language, is_note = split_key(key)
        if raw is None or name not in facts:
            continue
        if is_note or is_absent(raw):
            noted.add(name)
        elif facts[name].type is Texts:
            if language is not None and isinstance(raw, str):
                texts.setdefault(name, {})[language] = raw
        elif language is None:
            values[name] = decode(facts[name].type, raw)
    values |= {name: Texts.of(said) for name, said in texts.items()}
    notes = {name: _note(flat.get(name), flat.get(name + NOTE)) for name in noted}
    return kind(id=record, notes=Notes.of(notes), **values)


def is_absent(value: Json) -> bool:
    """Whether a JSON value says that the field has no value, and why."""
    return isinstance(value, dict) and "absent" in value


@lru_cache(8192)
def split_key(key: str) -> tuple[str, LanguageTag | None, bool]:
    """Return (field, language or None, whether it is the note) of a flat key."""
    if key.endswith(NOTE):
        return key.removesuffix(NOTE), None, True
    name, _, language = key.partition("@")
    return name, LanguageTag(language) if language else None, False


def _flat_field(field: Field, value: Any, note: FieldNote) -> Iterator[tuple[str, Json]]:
    if isinstance(value, Texts):
        yield from ((f"{field.name}@{language}", text) for language, text in value)
    elif value is not None and value not in {"", ()}:
        yield field.name, encode(value)
    if note is NO_NOTE:
        return
    if note.absence is not None and not _is_filled(value):
        yield field.name, _absent(note)
    about = _about(note)
    if note.absence is Absence.MASKED and _is_filled(value):
        about["masked"] = True
    if about:
        yield field.name + NOTE, about


def _is_filled(value: Any) -> bool:
    return value is not None and value not in {"", ()} and value != Texts()


def _absent(note: FieldNote) -> Json:
    assert note.absence is not None  # noqa: S101 - the caller has looked  # nosec B101
    reason: Flat = {"reason": note.reason} if note.reason else {}
    return {"absent": note.absence.value, **reason}


def _about(note: FieldNote) -> Flat:
    said: Flat = {
        "source": note.source or None,
        "confidence": note.confidence.value if note.confidence else None,
        "qualifier": note.qualifier.value if note.qualifier else None,
        "remark": note.remark or None,
    }
    return {key: value for key, value in said.items() if value is not None}


def _note(raw: Json, about: Json) -> FieldNote:
    said = about if isinstance(about, dict) else {}
    gone = raw if isinstance(raw, dict) and "absent" in raw else {}
    return FieldNote(
        absence=_absence(gone, said),
        reason=str(gone.get("reason", "")),
        source=str(said.get("source", "")),
        confidence=Confidence(str(said["confidence"])) if "confidence" in said else None,
        qualifier=Qualifier(str(said["qualifier"])) if "qualifier" in said else None,
        remark=str(said.get("remark", "")),
    )


def _absence(gone: Flat, said: Flat) -> Absence | None:
    if gone:
        return Absence(str(gone["absent"]))
    return Absence.MASKED if said.get("masked") is True else None


@cache
def _family(kind: Any) -> Any:
    """Return the key of *kind* in the tables below."""
    if is_reference(kind):
        return UUID
    plain = getattr(kind, "__supertype__", kind)
    return Coded if isinstance(plain, type) and issubclass(plain, Coded) else plain


def _int(_kind: Any, value: Json) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(value)
    return value


def _optional_int(value: Json) -> int | None:
    return None if value is None else _int(int, value)


def _bool(_kind: Any, value: Json) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _str(_kind: Any, value: Json) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _date(value: Json) -> dt.date | None:
    return None if value is None else dt.date.fromisoformat(_str(str, value))


def _list(value: Json, *, length: int) -> list[Json]:
    if not isinstance(value, list) or len(value) != length:
        raise ValueError(value)
    return value


def _period(_kind: Any, value: Json) -> Period:
    start, end = _list(value, length=2)
    return Period(_date(start), _date(end))


def _money(_kind: Any, value: Json) -> Money:
    minor, currency, year = _list(value, length=3)
    return Money(_int(int, minor), CurrencyCode(_str(str, currency)), _optional_int(year))


def _people(_kind: Any, value: Json) -> People:
    return People(*(_optional_int(cell) for cell in _list(value, length=5)))


def _position(_kind: Any, value: Json) -> Position:
    latitude, longitude = _list(value, length=2)
    return Position(_int(int, latitude), _int(int, longitude))


def _polygon(_kind: Any, value: Json) -> Polygon:
    if not isinstance(value, list):
        raise TypeError(value)
    return Polygon(tuple(_position(Position, point) for point in value))


def _quantity(_kind: Any, value: Json) -> Quantity:
    amount, unit = _list(value, length=2)
    return Quantity(_optional_int(amount), _str(str, unit))


def _real_date(_kind: Any, value: Json) -> dt.date:
    return dt.date.fromisoformat(_str(str, value))


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


_ENCODE: Mapping[Any, Callable[[Any], Json]] = {
    bool: lambda v: v,
    int: lambda v: v,
    str: lambda v: v,
    Coded: lambda v: v.value,
    UUID: str,
    dt.date: lambda v: v.isoformat(),
    Decimal: decimal_text,
    PartialDate: lambda v: v.iso,
    Period: lambda v: [_iso(v.start), _iso(v.end)],
    Money: lambda v: [v.minor, v.currency, v.price_year],
    People: lambda v: list(v.cells),
    Position: lambda v: [v.latitude_e7, v.longitude_e7],
    Polygon: lambda v: [[p.latitude_e7, p.longitude_e7] for p in v.points],
    Quantity: lambda v: [v.amount, v.unit],
    tuple: lambda v: [encode(part) for part in v],
}

_DECODE: Mapping[Any, Callable[[Any, Json], Any]] = {
    bool: _bool,
    int: _int,
    str: _str,
    Coded: lambda kind, v: kind(v),
    UUID: lambda _kind, v: UUID(_str(str, v)),
    dt.date: _real_date,
    Decimal: lambda _kind, v: decimal_of(_str(str, v)),
    PartialDate: lambda _kind, v: PartialDate(_str(str, v)),
    Period: _period,
    Money: _money,
    People: _people,
    Position: _position,
    Polygon: _polygon,
    Quantity: _quantity,
}
