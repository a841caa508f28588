"""Amounts with the year whose prices they are in, as they are shown and as they are typed."""

from __future__ import annotations

import re
from functools import cache

from ccmdesk.lang.digits import visible
from ccmdesk.lang.lang import Lang
from ccmdesk.lang.parse import parse_money, refuse_year
from ccmdesk.model.values import Money
from ccmdesk.model.words import C_

_PRICED = C_("amount of money", "{amount} at prices of {year}")
_PARTS = (("AMOUNT", "(?P<amount>.+?)"), ("YEAR", r"(?P<year>\d{4})"))
_ENGLISH = re.compile(r"(?P<amount>.+?),? (?:at )?prices of (?P<year>\d{4})", re.IGNORECASE)


def priced(lang: Lang, value: Money) -> str:
    """Return an amount with its currency and, when it is given, the year of its prices."""
    shown = lang.money(value)
    if value.price_year is None:
        return shown
    return lang(_PRICED, amount=shown, year=str(value.price_year))


def parse_priced(text: str, *, lang: Lang) -> Money:
    """Return an amount of money, also when the year of its prices is typed as it is shown.

    The year is read in the words of *lang* or of English: 60000 EUR, prices of 2024.
    """
    plain = " ".join(visible(text).split())
    found = _shape_of(lang).fullmatch(plain) or _ENGLISH.fullmatch(plain)
    if found is None:
        return parse_money(text, language=lang.code, currency=None)
    year = int(found["year"])
    refuse_year(year, typed=text)
    money = parse_money(found["amount"], language=lang.code, currency=None)
    return Money(money.minor, money.currency, year)


@cache
def _shape_of(lang: Lang) -> re.Pattern[str]:
    """Return what an amount with its year looks like in one language."""
    sentence = lang(_PRICED, **{name.lower(): name for name, _ in _PARTS})
    shape = re.escape(" ".join(visible(sentence).split()))
    for name, part in _PARTS:
        shape = shape.replace(name, part)
    return re.compile(shape)
