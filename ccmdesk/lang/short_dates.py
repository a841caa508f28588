"""Dates as they are typed in haste: a year, a month, or a day whose year has two digits."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from ccmdesk.lang.digits import latin_digits
from ccmdesk.lang.formats import babel_locale
from ccmdesk.lang.month_names import whole_year
from ccmdesk.lang.parse import parse_date, parse_partial_date
from ccmdesk.model.values import PartialDate

_SHORT = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{1,2})")


def typed_date(text: str, *, language: str) -> dt.date:
    """Return the day: 1.7.26 as well as 2026-07-01, in the order *language* writes it."""
    return parse_date(_with_century(text, language=language))


def typed_partial_date(text: str, *, language: str) -> PartialDate:
    """Return a date of which the day, or day and month, may be left out."""
    return parse_partial_date(_with_century(text, language=language))


def first_day(text: str, *, language: str) -> dt.date:
    """Return the first day of what is typed: of 2026, of 3/2026, or the day itself."""
    return _day(text, language=language, last=False)


def last_day(text: str, *, language: str) -> dt.date:
    """Return the last day of what is typed: of 2026, of 3/2026, or the day itself."""
    return _day(text, language=language, last=True)


def _day(text: str, *, language: str, last: bool) -> dt.date:
    part = typed_partial_date(text, language=language)
    if part.date is not None:
        return part.date
    month = int(part.iso[5:7] or (12 if last else 1))
    day = calendar.monthrange(part.year, month)[1] if last else 1
    return dt.date(part.year, month, day)


def _with_century(text: str, *, language: str) -> str:
    """Return *text* with the year in four digits when it is a day with two."""
    match = _SHORT.fullmatch(latin_digits(text))
    if match is None:
        return text
    first, month, last = match.groups()
    year, day = (first, last) if _is_year_first(language) else (last, first)
    if len(year) != len("26"):
        return text
    return f"{whole_year(year)}-{month}-{day}"


def _is_year_first(language: str) -> bool:
    return str(babel_locale(language).date_formats["short"].pattern).startswith("y")
