"""A language as a value that translates, counts and formats; an argument, never ambient."""

from __future__ import annotations

import datetime as dt
import gettext
import logging
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ccmdesk.lang import formats
from ccmdesk.lang.borrowed import Borrowed
from ccmdesk.lang.catalogue import SOURCE_LANGUAGE, messages_of
from ccmdesk.lang.formats import AreaUnit, DateStyle
from ccmdesk.lang.isolation import FSI, LRI, PDI, RLI, apart
from ccmdesk.lang.item_letters import item_letters
from ccmdesk.lang.scripts import FontFiles, fonts_of, is_rtl
from ccmdesk.model.conventions import MonthNames
from ccmdesk.model.words import C_, N_, ItemLetter, Message, bare

if TYPE_CHECKING:
    from ccmdesk.model.values import Money, PartialDate, Period, Quarter

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Dates:
    """What months are called, and whether the calendar is named after a date in full."""

    months: MonthNames = MonthNames.USUAL
    named: bool = False


USUAL_DATES = Dates()


@dataclass(frozen=True, slots=True)
class Lang:
    """One language of a window or of one paper, and how its dates are written."""

    code: str
    messages: gettext.NullTranslations
    dates: Dates = USUAL_DATES

    @classmethod
    def load(cls, code: str, *, dates: Dates = USUAL_DATES) -> Lang:
        """Return a shipped language; raises KeyError for one that is not shipped."""
        return cls(code, messages_of(code), dates)

    @property
    def rtl(self) -> bool:
        """Whether lines run from right to left."""
        return is_rtl(self.code)

    @property
    def fonts(self) -> tuple[FontFiles, ...]:
        """The shipped fonts, best for this language first."""
        return fonts_of(self.code)

    def __call__(self, msgid: str, /, **values: object) -> str:
        """Translate one whole sentence, in the context it carries, and fill in its values."""
        if not msgid:
            return ""
        found = self.messages.gettext(msgid)
        translated = bare(found) if found == msgid else found
        return self._fill(self._own(translated), bare(msgid), values)

    def ngettext(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Translate a sentence about *n* things; *n* is given to it as {n}, already formatted."""
        found = self.messages.ngettext(one, many, n)
        values = {"n": self.number(n), **values}
        return self._fill(self._own(found), one if n == 1 else many, values)

    def say(self, message: Message) -> str:
        """Translate a message that was declared elsewhere, with its values formatted."""
        values = {name: self.value(value) for name, value in message.values.items()}
        if message.many is None:
            return self(message.msgid, **values)
        return self.ngettext(message.msgid, message.many, message.count or 0, **values)

    def value(self, value: object) -> str:
        """Format one value of a sentence by its type; raises TypeError for a type not known."""
        match value:
            case Message():
                return self.say(value)
            case tuple():
                return self.join([self.value(part) for part in value])
            case bool():
                return self(N_("yes")) if value else self(N_("no"))
            case ItemLetter():
                return self.item_letters(value)
            case str():
                return value
            case int():
                return self.number(value)
            case Decimal():
                return self.decimal(value)
        return self._of_plan(value)

    def _of_plan(self, value: object) -> str:
        """Format a value of the plan; there is none before the first paint."""
        from ccmdesk.model.values import Money, Texts  # noqa: PLC0415

        match value:
            case Texts():
                best = value.best(self.code)
                return "" if best is None else best[1]
            case Money():
                return self.money(value)
        return self._dated(value)

    def _dated(self, value: object) -> str:
        from ccmdesk.model.values import PartialDate, Period, Quarter  # noqa: PLC0415

        match value:
            case Quarter():
                return self.quarter(value)
            case Period():
                return self.period(value)
            case PartialDate():
                return self.partial_date(value)
            case dt.date():
                return self.date(value)
        raise TypeError(type(value))

    def item_letters(self, text: str) -> str:
        """Return *text* with its letters of items, such as (a), as this language writes them."""
        return item_letters(self.code, text)

    def number(self, value: int | Decimal, *, decimals: int = 0) -> str:
        return formats.number(self.code, value, decimals=decimals)

    def rounded(self, value: Decimal, *, decimals: int = 0) -> str:
        """Return a number with so many decimals, more where it would else be shown as zero."""
        return formats.rounded(self.code, value, decimals=decimals)

    def decimal(self, value: Decimal) -> str:
        """Return an exact number with all its decimals, and none that say nothing."""
        from ccmdesk.model.values import decimal_text  # noqa: PLC0415

        _, _, decimals = decimal_text(value).partition(".")
        return formats.number(self.code, value, decimals=len(decimals))

    def percent(self, per_mille: int) -> str:
        return formats.percent(self.code, per_mille)

    def money(self, value: Money) -> str:
        return formats.money(self.code, value)

    def amount(self, value: Money) -> str:
        return formats.amount(self.code, value)

    def area(self, size_m2: int, *, unit: AreaUnit = AreaUnit.M2) -> str:
        """Return an area with its unit, which never stands on a line without its figure."""
        figure = formats.area_figure(self.code, size_m2, unit=unit)
        return self(unit.value, number=figure).replace(" ", "\N{NO-BREAK SPACE}")

    def area_figure(self, size_m2: int, *, unit: AreaUnit = AreaUnit.M2) -> str:
        return formats.area_figure(self.code, size_m2, unit=unit)

    def date(self, day: dt.date, *, style: DateStyle = DateStyle.LONG) -> str:
        """Return a day; in full with the name of its calendar where that is asked for."""
        shown = formats.date(self.code, day, style=style, months=self.dates.months)
        if not self.dates.named or style is not DateStyle.LONG:
            return shown
        return self(C_("date and its calendar", "{date} (Gregorian calendar)"), date=shown)

    def partial_date(self, value: PartialDate) -> str:
        return formats.partial_date(self.code, value, months=self.dates.months)

    def quarter(self, value: Quarter) -> str:
        return formats.quarter(self.code, value)

    def quarter_of_year(self, value: Quarter) -> str:
        return formats.quarter_of_year(self.code, value)

    def time_of_day(self, moment: dt.datetime) -> str:
        return formats.time_of_day(self.code, moment)

    def period(self, value: Period, *, style: DateStyle = DateStyle.LONG) -> str:
        """Return both ends in words; a missing end is said to be open."""
        start = self.date(value.start, style=style) if value.start else None
        end = self.date(value.end, style=style) if value.end else None
        if start and end:
            return self(C_("period", "{start} to {end}"), start=start, end=end)
        if start:
            return self(C_("period", "from {start}, no end date"), start=start)
        return self(C_("period", "until {end}, no start date"), end=end or "")

    def years(self, first: int, last: int) -> str:
        """Return a span of years: 2021–2025, or a single one."""
        if first == last:
            return str(first)
        return self(C_("period", "{first}–{last}"), first=str(first), last=str(last))

    def join(self, parts: list[str] | tuple[str, ...]) -> str:
        """Return the parts as a list in this language: a, b, c."""
        kept = [self._kept_in_list(part) for part in parts] if self.rtl and parts[1:] else parts
        joined = self(C_("list separator", ", ")).join(kept)
        return Borrowed(joined) if any(isinstance(part, Borrowed) for part in parts) else joined

    def alone(self, text: str) -> str:
        """Return an author's text so that its signs keep their places where it stands alone.

        The stop of N. N. would else go to the other end in a line from right to left.
        """
        return self._isolated(text)

    def _own(self, found: str) -> str:
        """Return a translation with its codes isolated, and borrowed English as it is."""
        return apart(found) if self.rtl and not isinstance(found, Borrowed) else found

    def _fill(self, translated: str, english: str, values: dict[str, object]) -> str:
        if not values:
            return translated
        borrowed = isinstance(translated, Borrowed)
        shown = {name: self._isolated(str(value)) for name, value in values.items()}
        try:
            filled = translated.format(**shown)
        except (KeyError, IndexError, ValueError):
            _log.warning("wrong fields in the %s translation of %r", self.code, english)
            filled, borrowed = english.format(**shown), True
        return Borrowed(filled) if borrowed or _has_borrowed(values) else filled

    def _isolated(self, value: str) -> str:
        """Keep the order of an inserted value apart from the right-to-left sentence around it."""
        if not self.rtl or not value:
            return value
        runs_with_us = value.startswith((FSI, LRI, RLI)) or _is_behind_a_number(value)
        return f"{RLI if runs_with_us else FSI}{value}{PDI}"

    def _kept_in_list(self, part: str) -> str:
        """Keep a code or a number of a list apart, so that the first of them is read first."""
        return part if part.startswith((FSI, LRI, RLI)) or _is_rtl(part) else self._isolated(part)


def _is_behind_a_number(value: str) -> bool:
    """Whether it is a title from right to left behind a number such as N4-02."""
    _, parts, title = value.partition(" · ")
    return bool(parts) and _is_rtl(title)


def _is_rtl(text: str) -> bool:
    """Whether the first letter of a text is one that is written from right to left."""
    ways = (unicodedata.bidirectional(letter) for letter in text)
    return next((way for way in ways if way in {"L", "R", "AL"}), "L") != "L"


def _has_borrowed(values: dict[str, object]) -> bool:
    return any(isinstance(value, Borrowed) for value in values.values())


ENGLISH = Lang.load(SOURCE_LANGUAGE)
