"""What a person types or pastes, turned into field values; used by forms and imports alike."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from ccmdesk.lang.digits import latin_digits, parse_number, parse_whole, visible
from ccmdesk.lang.lang import Lang
from ccmdesk.lang.month_names import in_figures
from ccmdesk.lang.places.read import parse_position
from ccmdesk.lang.units import unit_of
from ccmdesk.model.codes import Coded, CurrencyCode
from ccmdesk.model.currencies import CURRENCIES, minor_digits
from ccmdesk.model.facts import Unit
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import Money, PartialDate, Position, Quantity
from ccmdesk.model.words import N_, bare

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""What is typed or imported is dated between: stock is of the 1940s, deadlines are decades ahead.

A year outside is one of another calendar, stands for no date at all, or is mistyped. What a plan
holds already is not bounded.
"""

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_ISO_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{4})")
_YEAR = re.compile(r"\d{4}")
_CODE = re.compile(r"[A-Za-z]{3}")
_AREA = re.compile(r"(?P<figure>.*?)\s*(?P<unit>m2|m²|ha|km2|km²|м2|м²|га|км2|км²)?", re.IGNORECASE)
_M2_OF = {
    **dict.fromkeys(("m2", "m²", "м2", "м²"), 1),
    **dict.fromkeys(("ha", "га"), 10_000),
    **dict.fromkeys(("km2", "km²", "км2", "км²"), 1_000_000),
}


def clean_text(text: str) -> str:
    """Return *text* in NFC without NUL, lone surrogates and control characters but line and tab.

    Raises nothing: what cannot be stored is dropped, because it cannot be seen either.
    """
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    return unicodedata.normalize("NFC", kept)


def refuse_year(year: int, *, typed: str) -> None:
    """Raise Problem when the date that was *typed* is of a *year* in which no plan has dates."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Problem(
            N_(
                "“{text}” lies outside the years {first} to {last}. If it is a date of another"
                " calendar, type the same day in the Gregorian calendar. If there is no date, leave"
                " it empty."
            ),
            text=typed,
            first=str(FIRST_YEAR),
            last=str(LAST_YEAR),
        )


def parse_date(text: str) -> dt.date:
    """Return the day written as 2026-03-07, 7/3/2026, 7.3.2026 or 7 March 2026.

    Day comes before month; the name of the month may be of any shipped language.
    """
    plain = in_figures(latin_digits(text))
    if match := _ISO.fullmatch(plain):
        year, month, day = (int(part) for part in match.groups())
    elif match := _DAY_FIRST.fullmatch(plain):
        day, month, year = (int(part) for part in match.groups())
    else:
        raise Problem(N_("“{text}” is not a date. Type it as 2026-03-07 or 7/3/2026."), text=text)
    refuse_year(year, typed=text)
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise Problem(
            N_("“{text}” is not a day of the calendar. Type it as 2026-03-07 or 7/3/2026."),
            text=text,
        ) from error


def parse_partial_date(text: str) -> PartialDate:
    """Return a date of which the day, or day and month, may be left out: 2012, 2019-03, 3/2019."""
    plain = in_figures(latin_digits(text))
    if _YEAR.fullmatch(plain):
        refuse_year(int(plain), typed=text)
        return PartialDate(plain)
    year_month = _ISO_MONTH.fullmatch(plain)
    month_year = _MONTH_FIRST.fullmatch(plain)
    if year_month or month_year:
        year, month = year_month.groups() if year_month else reversed(month_year.groups())  # type: ignore[union-attr]
        return _month(int(year), int(month), typed=text)
    return PartialDate(parse_date(text).isoformat())


def parse_area(text: str, *, language: str) -> int:
    """Return m² of an area written with or without a unit: 42000, 4.2 ha, 0,85 km²."""
    match = _AREA.fullmatch(latin_digits(text))
    figure = _as_typed(text, match.end("figure")) if match else text
    unit = (match.group("unit") or "m2").lower() if match else "m2"
    decimals = 0 if _M2_OF[unit] == 1 else None
    size = parse_number(figure, language=language, decimals=decimals) * _M2_OF[unit]
    if size != size.to_integral_value():
        raise Problem(N_("“{text}” is not a whole number of square metres."), text=text)
    return int(size)


def parse_currency(text: str) -> CurrencyCode:
    """Return the ISO 4217 code *text* is; raises Problem for any other."""
    code = CurrencyCode(latin_digits(text).upper())
    if code not in CURRENCIES:
        raise Problem(
            N_("“{text}” is not a currency code. Type three letters, such as USD or EUR."),
            text=text,
        )
    return code


def parse_money(text: str, *, language: str, currency: CurrencyCode | None) -> Money:
    """Return an amount with its code before, after or, when it has none, given by *currency*."""
    code = _CODE.search(text)
    figure = (text[: code.start()] + text[code.end() :]).strip() if code else text
    known = parse_currency(code.group()) if code else currency
    if known is None:
        raise Problem(N_("“{text}” has no currency. Add its code, such as USD or EUR."), text=text)
    value = parse_number(figure, language=language, decimals=minor_digits(known))
    minor = value.scaleb(minor_digits(known))
    if minor != minor.to_integral_value():
        raise Problem(
            N_("“{text}” has more decimals than {currency} has."), text=text, currency=known
        )
    return Money(int(minor), known)


def parse_quantity(text: str, *, lang: Lang) -> Quantity:
    """Return an amount followed by its unit in this language or in English: 24 trainees."""
    plain = latin_digits(text)
    match = re.match(r"[+-]?\d[\d., ]*", plain)
    length = match.end() if match else 0
    figure = _as_typed(text, length).strip()
    amount = parse_whole(figure, language=lang.code) if figure else None
    unit = clean_text(plain[length:].strip())
    return Quantity(amount, unit_of(unit, langs=(lang,)))


def _as_typed(text: str, length: int) -> str:
    """Return the first characters as they stand there: the Arabic marks say what they set off."""
    return visible(text).strip()[:length]


def parse_coded(kind: type[Coded], text: str, *, lang: Lang) -> Coded:
    """Return the member whose code or label *text* is, in this language or in English."""
    wanted = _folded(text)
    for member in kind:
        names = (str(member.value), lang(member.label), bare(member.label))
        if wanted in {_folded(name) for name in names}:
            return member
    accepted = lang.join([lang(member.label) for member in kind])
    raise Problem(N_("“{text}” is not one of: {accepted}."), text=text, accepted=accepted)


def parse_bool(text: str, *, lang: Lang) -> bool:
    """Return yes or no, as words of this language or English, or as 1 and 0."""
    wanted = _folded(text)
    if wanted in {"yes", "1", "true", _folded(lang(N_("yes")))}:
        return True
    if wanted in {"no", "0", "false", _folded(lang(N_("no")))}:
        return False
    raise Problem(N_("“{text}” is neither yes nor no."), text=text)


def parse_int(text: str, *, language: str, unit: Unit | None) -> int:
    """Return a whole number; an area may carry its unit."""
    if unit is Unit.SQUARE_METRE:
        return parse_area(text, language=language)
    return parse_whole(text, language=language)


def parse_value(
    kind: Any, text: str, *, lang: Lang, unit: Unit | None = None, currency: str | None = None
) -> Any:
    """Return the value of a one-cell *kind*; raises Problem with what would be accepted.

    Kinds that take several cells (periods, people) and references are read by their own readers.
    """
    plain = getattr(kind, "__supertype__", kind)
    if isinstance(plain, type) and issubclass(plain, Coded):
        return parse_coded(plain, text, lang=lang)
    if plain is int:
        return parse_int(text, language=lang.code, unit=unit)
    if plain is Money:
        known = CurrencyCode(currency) if currency else None
        return parse_money(text, language=lang.code, currency=known)
    return _BY_KIND[plain](text, lang)


def _month(year: int, month: int, *, typed: str) -> PartialDate:
    if not 1 <= month <= 12:
        raise Problem(N_("“{text}” is not a date. Type it as 2026-03 or 3/2026."), text=typed)
    refuse_year(year, typed=typed)
    return PartialDate(f"{year:04}-{month:02}")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


_BY_KIND: Mapping[Any, Callable[[str, Lang], Any]] = {
    str: lambda text, _lang: clean_text(text),
    bool: lambda text, lang: parse_bool(text, lang=lang),
    dt.date: lambda text, _lang: parse_date(text),
    PartialDate: lambda text, _lang: parse_partial_date(text),
    Quantity: lambda text, lang: parse_quantity(text, lang=lang),
    Position: lambda text, lang: parse_position(text, language=lang.code),
    Decimal: lambda text, lang: parse_number(text, language=lang.code),
    UUID: lambda text, _lang: UUID(text),
}
