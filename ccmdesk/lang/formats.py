"""Numbers, money, areas and dates as window and paper write them, one function for each.

Digits are Latin in every language unless a document asks otherwise; years never pass through a
number format; the calendar is Gregorian.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from ccmdesk.lang.scripts import is_rtl
from ccmdesk.model.conventions import MonthNames
from ccmdesk.model.currencies import minor_digits
from ccmdesk.model.words import C_

if TYPE_CHECKING:
    from babel import Locale
    from babel.numbers import NumberPattern

    from ccmdesk.model.values import Money, PartialDate, Quarter

_BABEL = {"en": "en_GB", "zh": "zh_Hans", "pt": "pt_PT", "bs": "bs_Latn", "fa": "fa_AF"}
"""British English writes 7 March 2026, as the papers of the United Nations do."""

_MONEY_BEFORE = frozenset({"en", "zh"})
"""Languages that write the currency code before the amount: EUR 1,200."""

_TURNS = "\N{RIGHT-TO-LEFT MARK}"
"""Around an amount, so that its code is read after it wherever it stands, as CLDR has it."""

_SIGN_FIRST = "\N{LEFT-TO-RIGHT MARK}"
"""In a line from right to left the sign would else stand behind its figure: 1-."""

_FIGURES_AND_SIGNS = re.compile(r"\d+|\D")

M2_PER_HA = 10_000
M2_PER_KM2 = 1_000_000


class AreaUnit(Enum):
    """The unit an area is shown in; it is always stored in m²."""

    M2 = C_("unit", "{number} m²")
    HA = C_("unit", "{number} ha")
    KM2 = C_("unit", "{number} km²")


class DateStyle(Enum):
    """How much room a date may take; years always have four digits.

    One that is unbroken is as long as a medium one, and stays in one line among other words.
    """

    LONG = "long"
    MEDIUM = "medium"
    UNBROKEN = "unbroken"


_LEVANT = {"ar": "ar_LB"}
"""Where months are called after the Syriac ones: كانون الثاني, شباط, آذار."""


@cache
def babel_locale(language: str) -> Locale:
    """Return the CLDR locale whose separators and names *language* uses."""
    from babel import Locale  # noqa: PLC0415 - not before the first paint

    return Locale.parse(_BABEL.get(language, language))


def number(language: str, value: int | Decimal, *, decimals: int = 0) -> str:
    """Return *value* with the language's separators, rounded half even to *decimals*."""
    mark = _thousands(language) if type(value) is int and not decimals else None
    if mark is not None:
        shown = f"{value:,}".replace(",", mark)
    else:
        shown = str(_pattern(decimals).apply(value, babel_locale(language)))
    return f"{_SIGN_FIRST}{shown}" if shown.startswith("-") and is_rtl(language) else shown


@cache
def _thousands(language: str) -> str | None:
    """Return what parts thousands, by which whole numbers are written many times quicker.

    None where a language groups its figures in another way.
    """
    apply, locale = _pattern(0).apply, babel_locale(language)
    mark = str(apply(1234, locale))[1:-3]
    known = {1234567: f"1{mark}234{mark}567", -1234: f"-1{mark}234", 890: "890"}
    same = all(apply(value, locale) == written for value, written in known.items())
    return mark if same else None


def percent(language: str, per_mille: int) -> str:
    """Return a share given in thousandths as per cent, with one decimal only when it has one."""
    decimals = 0 if per_mille % 10 == 0 else 1
    from babel.numbers import parse_pattern  # noqa: PLC0415

    locale = babel_locale(language)
    pattern = locale.percent_formats[None].pattern.replace("#,##0", "#,##0" + ".0" * decimals)
    return str(parse_pattern(pattern).apply(Decimal(per_mille) / 1000, locale))


def amount(language: str, money: Money) -> str:
    """Return the amount without its currency; minor units are shown only when there are any."""
    digits = minor_digits(money.currency)
    value = Decimal(money.minor).scaleb(-digits)
    return number(language, value, decimals=0 if value == value.to_integral_value() else digits)


def money(language: str, value: Money) -> str:
    """Return the amount with its ISO 4217 code on the side where the language writes it."""
    figure = amount(language, value)
    if is_rtl(language):
        figure = f"{_TURNS}{figure}{_TURNS}"
    parts = (value.currency, figure) if language in _MONEY_BEFORE else (figure, value.currency)
    return "\N{NO-BREAK SPACE}".join(parts)


def area_figure(language: str, size_m2: int, *, unit: AreaUnit) -> str:
    """Return the number of an area in *unit*, without the unit.

    km² and ha have two decimals, and more where an area is too small for them to show it.
    """
    if unit is AreaUnit.M2:
        return number(language, size_m2)
    per = M2_PER_HA if unit is AreaUnit.HA else M2_PER_KM2
    return rounded(language, Decimal(size_m2) / per, decimals=2)


def rounded(language: str, value: Decimal, *, decimals: int) -> str:
    """Return *value* with so many decimals, or as many as keep it from being shown as nothing.

    What is there is never zero: the first two digits that say something are kept then.
    """
    if value and not round(value, decimals):
        exact = -int(value.normalize().as_tuple().exponent)
        decimals = min(1 - value.adjusted(), exact)
    return number(language, value, decimals=decimals)


def date(
    language: str,
    day: dt.date,
    *,
    style: DateStyle = DateStyle.LONG,
    months: MonthNames = MonthNames.USUAL,
) -> str:
    """Return a day in words: 7 March 2026, or 7 Mar 2026; or in figures: 07/03/2026."""
    from babel.dates import format_date  # noqa: PLC0415 - slow, and not before the first paint

    if months is MonthNames.FIGURES:
        return f"{day:%d/%m/}{day.year}"
    locale = _date_locale(language, months)
    shape = "long" if style is DateStyle.LONG else _medium(language)
    shown = _with_first(language, _clean(format_date(day, shape, locale=locale)), day=day)
    return _unbroken(shown) if style is DateStyle.UNBROKEN else shown


def partial_date(
    language: str, value: PartialDate, *, months: MonthNames = MonthNames.USUAL
) -> str:
    """Return a date of which the day or the month may be unknown."""
    if value.date is not None:
        return date(language, value.date, months=months)
    if len(value.iso) == len("2012") or value.year < dt.MINYEAR:
        return value.iso
    from babel.dates import format_skeleton  # noqa: PLC0415

    first = dt.date.fromisoformat(value.iso + "-01")
    if months is MonthNames.FIGURES:
        return f"{first:%m/}{first.year}"
    return _clean(format_skeleton("yMMMM", first, locale=_date_locale(language, months)))


def quarter(language: str, value: Quarter) -> str:
    """Return a quarter with its year: Q1 2027."""
    from babel.dates import format_skeleton  # noqa: PLC0415

    return _clean(format_skeleton("yQQQ", value.start, locale=babel_locale(language)))


def quarter_of_year(language: str, value: Quarter) -> str:
    """Return a quarter without its year, for an axis that has the years: Q1."""
    from babel.dates import format_date  # noqa: PLC0415

    return _clean(format_date(value.start, "QQQ", locale=babel_locale(language)))


def time_of_day(language: str, moment: dt.datetime) -> str:
    """Return hours and minutes of *moment* in its own zone, on a 24-hour clock."""
    from babel.dates import format_time  # noqa: PLC0415

    return _clean(format_time(moment, "HH:mm", locale=babel_locale(language)))


def _date_locale(language: str, months: MonthNames) -> Locale:
    if months is MonthNames.LEVANT and language in _LEVANT:
        return babel_locale(_LEVANT[language])
    return babel_locale(language)


def _medium(language: str) -> str:
    return "y年M月d日" if language == "zh" else "d MMM y"


def _with_first(language: str, shown: str, *, day: dt.date) -> str:
    """Return a day in words with the first of a month as French writes it: 1er mars 2026."""
    return f"1er{shown.removeprefix('1')}" if language == "fr" and day.day == 1 else shown


def _unbroken(text: str) -> str:
    """Return a date that stays in one line; Chinese, which has no blanks, breaks at its signs."""
    joined = "\N{WORD JOINER}".join(_FIGURES_AND_SIGNS.findall(text)) if " " not in text else text
    return joined.replace(" ", "\N{NO-BREAK SPACE}")


def _clean(text: str) -> str:
    """Drop the direction marks CLDR puts into some dates; order is the text layer's work."""
    return text.replace("\u200f", "").replace("\u200e", "")


@cache
def _pattern(decimals: int) -> NumberPattern:
    from babel.numbers import parse_pattern  # noqa: PLC0415

    return parse_pattern("#,##0" + ("." + "0" * decimals if decimals else ""))
