"""How the cells of a written workbook look, and what may be typed into each column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ccmdesk.exchange.sheets import PARTS, Column, NotePart
from ccmdesk.exchange.tables import CellValue
from ccmdesk.exchange.words import has_list
from ccmdesk.lang.lang import Lang
from ccmdesk.model.facts import Field, Unit, is_reference, item_type
from ccmdesk.model.values import PartialDate, Texts
from ccmdesk.model.words import N_

WIDE, NARROW = 38, 15
_DATE, _WHOLE, _MONEY, _DEGREES, _TEXT = "yyyy-mm-dd", "#,##0", "#,##0.00", "0.0000000", "@"
_YEAR, _GENERAL = "0", "General"
_NOT_IN_XML = {0xFFFE: None, 0xFFFF: None}

_TEXTS = N_("Text in the language that stands in brackets.")
_SOURCE = N_("The short name or the title of a source of the plan or of this file.")
_REFERENCE = N_("The number or the title of a record of the plan or of this file.")
_SEVERAL = N_("Several entries are separated by semicolons.")
_LIST = N_("Choose from the list of the cell.")
_ACCEPTED: Mapping[Any, str] = {
    int: N_("A whole number, such as 1200. Zero means none."),
    Decimal: N_("A number, such as 1200 or 1,234.50."),
    str: N_("Text."),
    Texts: _TEXTS,
    dt.date: N_("A date, such as 2026-03-07 or 7/3/2026."),
    PartialDate: N_("A date, or only a year or a month, such as 2012 or 2019-03."),
}
_AREA = N_("An area in m², or with its unit: 42000, 4.2 ha, 0.85 km².")
_ACCEPTED_PARTS: Mapping[str, str] = {
    "start": _ACCEPTED[dt.date],
    "end": _ACCEPTED[dt.date],
    "amount": N_("A number, such as 1200 or 1,234.50."),
    "currency": N_("The code of a currency, such as USD or EUR."),
    "price_year": N_("A year, such as 2026."),
    **dict.fromkeys(
        ("women", "men", "girls", "boys", "unknown"),
        N_("A count of people, never names. Zero means none counted."),
    ),
    "latitude": N_("Decimal degrees, such as 44.53."),
    "longitude": N_("Decimal degrees, such as 18.67."),
    "unit": N_("What is counted, such as m2, people or items."),
}
_NOTES: Mapping[NotePart, str] = {
    NotePart.SOURCE: _SOURCE,
    NotePart.CONFIDENCE: _LIST,
    NotePart.QUALIFIER: _LIST,
    NotePart.REMARK: _ACCEPTED[str],
}
_FORMAT_OF_PART: Mapping[str, str] = {
    "start": _DATE,
    "end": _DATE,
    "price_year": _YEAR,
    "latitude": _DEGREES,
    "longitude": _DEGREES,
    "currency": _TEXT,
    "unit": _TEXT,
}


@dataclass(frozen=True, slots=True)
class Styles:
    """The formats of one workbook, made once each; *make* is that of the workbook."""

    make: Callable[[dict[str, Any]], Any]
    rtl: bool
    _made: dict[tuple[tuple[str, Any], ...], Any]

    def of(self, **properties: Any) -> Any:
        """Return the format with these properties, in the direction of the language."""
        if self.rtl:
            properties["reading_order"] = 2
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self.make(properties)
        return self._made[key]


def styles_of(workbook: Any, *, rtl: bool) -> Styles:
    """Return the formats of *workbook*, which is an XlsxWriter workbook."""
    return Styles(workbook.add_format, rtl, {})


def number_format(field: Field | None, column: Column) -> str:
    """Return the number format of a column; text columns keep what is typed as text."""
    if field is None or column.note is not None:
        return _TEXT
    if field.type in PARTS:
        amount = _MONEY if "currency" in PARTS[field.type] else _WHOLE
        return _FORMAT_OF_PART.get(column.part, amount)
    if field.type is int:
        return _YEAR if field.name == "year" else _WHOLE
    return {dt.date: _DATE, Decimal: _GENERAL}.get(field.type, _TEXT)


def width(field: Field | None, column: Column) -> int:
    """Return how wide a column is, in characters."""
    return WIDE if field is not None and column.note is None and field.type is Texts else NARROW


def help_of(field: Field | None, column: Column, *, lang: Lang) -> str:
    """Return what stands in the note of a heading: what the field means and what is accepted."""
    if column.note is not None:
        return lang(_NOTES[column.note])
    if field is None:
        return ""
    sentences = [lang(field.spec.help), lang(_accepted(field, column))]
    if item_type(field.type) is not None:
        sentences.append(lang(_SEVERAL))
    if field.spec.required:
        sentences.append(lang(N_("Needed before the plan is sent.")))
    return "\n".join(sentence for sentence in sentences if sentence)


def put(sheet: Any, row: int, place: int, cell: CellValue, styles: Styles, **look: Any) -> None:
    """Write one cell as what it is; text always as text, never as a formula or a link."""
    match cell:
        case None:
            if look:
                sheet.write_blank(row, place, None, styles.of(**look))
        case str():
            sheet.write_string(row, place, cell.translate(_NOT_IN_XML), styles.of(**look))
        case bool():
            sheet.write_boolean(row, place, cell, styles.of(**look))
        case int() | float():
            sheet.write_number(row, place, cell, styles.of(**look))
        case dt.date():
            shown = look.get("num_format", _DATE)
            dated = {**look, "num_format": _DATE if shown == _TEXT else shown}
            sheet.write_datetime(row, place, cell, styles.of(**dated))


def _accepted(field: Field, column: Column) -> str:
    items = item_type(field.type) or field.type
    if is_reference(items):
        return _REFERENCE
    if has_list(items):
        return _LIST
    if field.type in PARTS:
        return _ACCEPTED_PARTS[column.part]
    if field.spec.unit is Unit.SQUARE_METRE:
        return _AREA
    return _ACCEPTED[field.type]
