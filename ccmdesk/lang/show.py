"""Field values as words: what a table cell, a form or a paper shows for each type."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from ccmdesk.lang.formats import AreaUnit
from ccmdesk.lang.lang import Lang
from ccmdesk.lang.units import quantity_text
from ccmdesk.model.codes import Coded
from ccmdesk.model.facts import Field, Unit, field_map
from ccmdesk.model.kinds import kind_of
from ccmdesk.model.values import (
    E7,
    Absence,
    Money,
    PartialDate,
    People,
    Period,
    Polygon,
    Position,
    Quantity,
    Texts,
)
from ccmdesk.model.words import C_

Naming = Callable[[Any, object], str | None]
"""Names a code of a pack or a record: (type of the field, value) to words, None when not known."""


@dataclass(frozen=True, slots=True)
class Show:
    """Shows values in one language; *naming* knows references and codes of reference packs."""

    lang: Lang
    naming: Naming

    def field(self, record: Any, field: Field) -> str:
        """Return what is shown of one field: its value, why it is absent, or nothing."""
        value = getattr(record, field.name)
        if value is None or value in {"", ()} or value == Texts():
            absence = record.notes[field.name].absence
            return self.lang(absence.label) if absence else ""
        return self.value(field.type, value, unit=field.spec.unit, year=field.name == "year")

    def value(
        self, kind: Any, value: object, *, unit: Unit | None = None, year: bool = False
    ) -> str:
        """Return one present value as words; raises TypeError for a type not known."""
        if year and isinstance(value, int):
            return str(value)
        named = self.naming(kind, value)
        if named is not None:
            return named
        match value:
            case Coded():
                return self.lang(value.label)
            case tuple():
                item = kind.__args__[0]
                return self.lang.join([self.value(item, part) for part in value])
            case Texts():
                return self.text(value)
            case int() if not isinstance(value, bool):
                return self._number(value, unit)
            case UUID():
                return self.lang(C_("reference", "Record that is no longer there"))
        return _plain(self.lang, value)

    def text(self, texts: Texts) -> str:
        """Return the text in this language, else in the language it was written in."""
        best = texts.best(self.lang.code)
        return best[1] if best else ""

    def title(self, record: Any) -> str:
        """Return what one record is called: its number and its telling fields."""
        kind = kind_of(record)
        parts = [getattr(record, kind.code)] if kind.code else []
        for name in kind.title:
            field = field_map(type(record))[name]
            if name != kind.code:
                parts.append(self.field(record, field))
        told = [part for part in parts if part]
        return " · ".join(told) if told else self.lang(C_("record without a name", "Not named yet"))

    def named(self, record: Any) -> str:
        """Return the kind and the title of one record: what is only a year needs the kind."""
        return self.lang(
            C_("record of a kind", "{kind}: {record}"),
            kind=self.lang(kind_of(record).one),
            record=self.title(record),
        )

    def _number(self, value: int, unit: Unit | None) -> str:
        if unit is Unit.SQUARE_METRE:
            return self.lang.area(value, unit=AreaUnit.M2)
        return self.lang.number(value)


def _plain(lang: Lang, value: object) -> str:
    shown = _BY_TYPE[type(value)](lang, value)
    return str(shown)


def _people(lang: Lang, people: People) -> str:
    names = (
        C_("people", "Women"),
        C_("people", "Men"),
        C_("people", "Girls"),
        C_("people", "Boys"),
        C_("people", "Not known"),
    )
    told = [
        lang(C_("people", "{group} {number}"), group=lang(name), number=lang.number(count))
        for name, count in zip(names, people.cells, strict=True)
        if count is not None
    ]
    return lang.join(told)


def _position(position: Position) -> str:
    """Decimal degrees are written alike in every language, so that they can be copied."""
    latitude, longitude = position.latitude_e7 / E7, position.longitude_e7 / E7
    return f"{latitude:.5f} {longitude:.5f}"


_BY_TYPE: Mapping[type, Callable[[Lang, Any], str]] = {
    str: lambda _lang, value: value,
    bool: lambda lang, value: lang.value(value),
    dt.date: lambda lang, value: lang.date(value),
    PartialDate: lambda lang, value: lang.partial_date(value),
    Period: lambda lang, value: lang.period(value),
    Decimal: lambda lang, value: lang.decimal(value),
    Money: lambda lang, value: lang.money(value),
    People: _people,
    Quantity: quantity_text,
    Position: lambda _lang, value: _position(value),
    Polygon: lambda lang, value: lang.ngettext("{n} point", "{n} points", len(value.points)),
    Absence: lambda lang, value: lang(value.label),
}
