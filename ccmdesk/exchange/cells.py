"""Cells to parts of values, and parts to values: how a sheet is read field by field."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from ccmdesk.exchange.sheets import PARTS
from ccmdesk.exchange.tables import CellValue, text_of
from ccmdesk.exchange.words import Words, has_list
from ccmdesk.lang.digits import latin_digits, parse_number, parse_whole
from ccmdesk.lang.parse import (
    clean_text,
    parse_currency,
    parse_date,
    parse_int,
    parse_money,
    parse_partial_date,
    refuse_year,
)
from ccmdesk.model.codes import CurrencyCode, MunitionCode
from ccmdesk.model.currencies import minor_digits
from ccmdesk.model.facts import Field, is_reference, item_type
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import E7, Money, PartialDate, People, Period, Position, Quantity, Texts
from ccmdesk.model.words import N_

_SEMICOLON_AR, _SEMICOLON_ZH = "؛", "；"
_CURRENCY = re.compile("[A-Za-z]{3}")
Parts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the cells of one table are read with; *language* is that of its numbers."""

    language: str
    words: Words
    currency: CurrencyCode | None


@dataclass(frozen=True, slots=True)
class Typed:
    """An amount of money as it was typed, with its currency when that stood beside it."""

    amount: Decimal
    currency: CurrencyCode | None
    text: str = ""
    """The figure alone, of which only the currency says how many decimals can be meant."""


def read_part(field: Field, part: str, cell: CellValue, reading: Reading) -> Any:
    """Return what one cell gives to *field*; raises Problem with what would be accepted.

    References come back as the text they were typed in, lists of them as a tuple of texts.
    """
    if field.type in PARTS:
        return _PART_READERS[field.type, part](cell, reading)
    if field.type is int:
        return _whole(cell, field, reading)
    if field.type is Decimal:
        return _decimal(cell, reading)
    return _read(field.type, cell, reading)


def assemble(field: Field, parts: Parts, before: Any, reading: Reading) -> Any:
    """Return the value the *parts* of one row make; a part that is not given stays as before."""
    if field.type is Texts:
        return Texts.of({**dict(before), **parts})
    if field.type in PARTS:
        return _ASSEMBLERS[field.type](parts, before, reading)
    return parts[""]


def split_list(text: str) -> tuple[str, ...]:
    """Return the items of a cell that holds several, separated by semicolons or lines."""
    plain = text.replace(_SEMICOLON_AR, ";").replace(_SEMICOLON_ZH, ";").replace("\n", ";")
    return tuple(dict.fromkeys(item.strip() for item in plain.split(";") if item.strip()))


def _read(kind: Any, cell: CellValue, reading: Reading) -> Any:
    items = _items(kind)
    if items is not None:
        return tuple(_read(items, item, reading) for item in split_list(text_of(cell)))
    if is_reference(kind):
        return text_of(cell)
    if kind is MunitionCode or has_list(kind):
        return reading.words.code(kind, _code_text(cell))
    return _READERS[kind](cell)


_items = cache(item_type)


def _code_text(cell: CellValue) -> str:
    return {True: "1", False: "0"}[cell] if isinstance(cell, bool) else text_of(cell)


def _text(cell: CellValue) -> str:
    text = text_of(cell)
    return text if text.isascii() and text.isprintable() else clean_text(text)


def _day(cell: CellValue) -> dt.date:
    if not isinstance(cell, dt.date):
        return parse_date(text_of(cell))
    refuse_year(cell.year, typed=text_of(cell))
    return cell.date() if isinstance(cell, dt.datetime) else cell


def _partial(cell: CellValue) -> PartialDate:
    if not isinstance(cell, dt.date):
        return parse_partial_date(text_of(cell))
    refuse_year(cell.year, typed=text_of(cell))
    return PartialDate(text_of(cell))


def _whole(cell: CellValue, field: Field, reading: Reading) -> int:
    number = _as_number(cell)
    if number is None:
        return parse_int(text_of(cell), language=reading.language, unit=field.spec.unit)
    return _integral(number, cell)


def _count(cell: CellValue, reading: Reading) -> int:
    number = _as_number(cell)
    if number is None:
        return parse_whole(text_of(cell), language=reading.language)
    return _integral(number, cell)


def _integral(number: Decimal, cell: CellValue) -> int:
    if number != number.to_integral_value():
        raise Problem(N_("“{text}” has a fraction. Type a whole number."), text=text_of(cell))
    return int(number)


def _as_number(cell: CellValue) -> Decimal | None:
    """Return the number a number cell holds, with the 15 digits a spreadsheet keeps."""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return None
    return Decimal(cell) if isinstance(cell, int) else Decimal(f"{cell:.15g}")


def _decimal(cell: CellValue, reading: Reading) -> Decimal:
    number = _as_number(cell)
    return parse_number(text_of(cell), language=reading.language) if number is None else number


def _typed(cell: CellValue, reading: Reading) -> Typed:
    number = _as_number(cell)
    if number is not None:
        return Typed(number, None)
    text = text_of(cell)
    if not _CURRENCY.search(text):
        return Typed(parse_number(text, language=reading.language), None, text)
    money = parse_money(text, language=reading.language, currency=None)
    return Typed(Decimal(money.minor).scaleb(-minor_digits(money.currency)), money.currency)


def _degrees(cell: CellValue, _reading: Reading) -> int:
    """Read degrees, of which there are no thousands: a point or comma begins the fraction."""
    number = _as_number(cell)
    if number is None:
        number = parse_number(latin_digits(text_of(cell)).replace(",", "."), language="en")
    return int((number * E7).to_integral_value())


def _money(parts: Parts, before: Money | None, reading: Reading) -> Money | None:
    typed: Typed | None = parts.get("amount")
    year = parts.get("price_year", before.price_year if before else None)
    _refuse_two_currencies(typed or before, parts.get("currency"))
    if typed is None:
        return Money(before.minor, before.currency, year) if before else None
    known = before.currency if before else reading.currency
    currency = typed.currency or parts.get("currency") or known
    if currency is None:
        raise Problem(
            N_("“{text}” has no currency. Add its code, such as USD or EUR."),
            text=str(typed.amount),
        )
    return Money(_minor(typed, currency, language=reading.language), currency, year)


def _minor(typed: Typed, currency: CurrencyCode, *, language: str) -> int:
    amount, decimals = typed.amount, minor_digits(currency)
    if typed.text:
        amount = parse_number(typed.text, language=language, decimals=decimals)
    minor = amount.scaleb(decimals)
    if minor != minor.to_integral_value():
        raise Problem(
            N_("“{text}” has more decimals than {currency} has."),
            text=str(amount),
            currency=currency,
        )
    return int(minor)


def _refuse_two_currencies(amount: Typed | Money | None, beside: CurrencyCode | None) -> None:
    """Raise Problem for EUR 500 beside USD, also when the amount is that of the plan."""
    own = amount.currency if amount else None
    if own and beside and own != beside:
        raise Problem(
            N_(
                "The amount is in {first}, but the currency beside it is {second}. Type the amount"
                " together with its currency."
            ),
            first=own,
            second=beside,
        )


def _period(parts: Parts, before: Period | None, _reading: Reading) -> Period:
    was = before or Period(None, None)
    return Period(parts.get("start", was.start), parts.get("end", was.end))


def _people(parts: Parts, before: People | None, _reading: Reading) -> People:
    was = before or People()
    return People(*(parts.get(name, getattr(was, name)) for name in PARTS[People]))


def _quantity(parts: Parts, before: Quantity | None, _reading: Reading) -> Quantity:
    was = before or Quantity(None, "")
    return Quantity(parts.get("amount", was.amount), parts.get("unit", was.unit))


def _position(parts: Parts, before: Position | None, _reading: Reading) -> Position:
    latitude = parts.get("latitude", before.latitude_e7 if before else None)
    longitude = parts.get("longitude", before.longitude_e7 if before else None)
    if latitude is None or longitude is None:
        raise Problem(N_("A position needs both its latitude and its longitude."))
    if abs(latitude) > 90 * E7 or abs(longitude) > 180 * E7:
        raise Problem(
            N_("This is no position on the earth. Type decimal degrees, such as 44.53 and 18.67.")
        )
    return Position(latitude, longitude)


_READERS: Mapping[Any, Callable[[CellValue], Any]] = {
    str: _text,
    Texts: _text,
    dt.date: _day,
    PartialDate: _partial,
}

_PART_READERS: Mapping[tuple[Any, str], Callable[[CellValue, Reading], Any]] = {
    (Period, "start"): lambda cell, _reading: _day(cell),
    (Period, "end"): lambda cell, _reading: _day(cell),
    (Money, "amount"): _typed,
    (Money, "currency"): lambda cell, _reading: parse_currency(text_of(cell)),
    (Money, "price_year"): _count,
    (People, "women"): _count,
    (People, "men"): _count,
    (People, "girls"): _count,
    (People, "boys"): _count,
    (People, "unknown"): _count,
    (Position, "latitude"): _degrees,
    (Position, "longitude"): _degrees,
    (Quantity, "amount"): _count,
    (Quantity, "unit"): lambda cell, reading: reading.words.unit(_text(cell)),
}

_ASSEMBLERS: Mapping[Any, Callable[[Parts, Any, Reading], Any]] = {
    Money: _money,
    Period: _period,
    People: _people,
    Quantity: _quantity,
    Position: _position,
}
