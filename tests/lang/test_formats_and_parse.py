"""Numbers, money, areas and dates: printed by one function, read back in any digits."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccmdesk.lang import formats
from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.digits import in_digits, latin_digits, parse_number, parse_whole
from ccmdesk.lang.formats import AreaUnit, DateStyle
from ccmdesk.lang.lang import ENGLISH, Dates, Lang
from ccmdesk.lang.parse import (
    clean_text,
    parse_area,
    parse_bool,
    parse_coded,
    parse_currency,
    parse_date,
    parse_money,
    parse_partial_date,
    parse_quantity,
    parse_value,
)
from ccmdesk.lang.places.read import parse_position
from ccmdesk.lang.short_dates import first_day, last_day, typed_date
from ccmdesk.lang.units import quantity_text, unit_of, unit_text
from ccmdesk.model.area import AreaKind
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.conventions import Digits, MonthNames
from ccmdesk.model.currencies import CURRENCIES, minor_digits
from ccmdesk.model.folding import fold
from ccmdesk.model.problem import Problem
from ccmdesk.model.units import UNITS
from ccmdesk.model.values import Money, PartialDate, Period, Position, Quantity
from ccmdesk.model.words import Message

EUR, JPY = CurrencyCode("EUR"), CurrencyCode("JPY")
LANGUAGES = sorted(SHIPPED)


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "1,234,567"),
        ("fr", "1\u202f234\u202f567"),
        ("es", "1.234.567"),
        ("ar", "1,234,567"),
        ("ru", "1\xa0234\xa0567"),
        ("zh", "1,234,567"),
    ],
)
def test_numbers_are_grouped_as_the_language_does_with_latin_digits(
    language: str, shown: str
) -> None:
    assert formats.number(language, 1234567) == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "7 March 2026"),
        ("fr", "7 mars 2026"),
        ("es", "7 de marzo de 2026"),
        ("ar", "7 مارس 2026"),
        ("ru", "7 марта 2026\u202fг."),
        ("zh", "2026年3月7日"),
    ],
)
def test_dates_are_in_words_with_whole_years(language: str, shown: str) -> None:
    assert formats.date(language, dt.date(2026, 3, 7)) == shown


def test_a_short_date_has_four_digits_of_year_in_every_language() -> None:
    for language in LANGUAGES:
        shown = formats.date(language, dt.date(2026, 3, 7), style=DateStyle.MEDIUM)
        assert "2026" in shown


def test_money_shows_cents_only_when_there_are_any() -> None:
    assert ENGLISH.money(Money(123_400, EUR)) == "EUR\xa01,234"
    assert ENGLISH.money(Money(123_456, EUR)) == "EUR\xa01,234.56"
    assert ENGLISH.money(Money(1234, JPY)) == "JPY\xa01,234"
    assert Lang.load("fr").money(Money(123_400, EUR)) == "1\u202f234\xa0EUR"


def test_areas_are_shown_in_the_asked_unit() -> None:
    assert ENGLISH.area(8_150_000, unit=AreaUnit.KM2) == "8.15\u00a0km²"
    assert ENGLISH.area(8_150_000, unit=AreaUnit.HA) == "815.00\u00a0ha"
    assert ENGLISH.area(42_000) == "42,000\u00a0m²"


def test_a_share_shows_a_decimal_only_when_it_has_one() -> None:
    assert ENGLISH.percent(500) == "50%"
    assert ENGLISH.percent(125) == "12.5%"


def test_partial_dates_and_open_periods_say_what_is_known() -> None:
    assert ENGLISH.partial_date(PartialDate("2012")) == "2012"
    assert ENGLISH.partial_date(PartialDate("2019-03")) == "March 2019"
    assert ENGLISH.partial_date(PartialDate("2019-03-01")) == "1 March 2019"
    day = dt.date(2026, 1, 1)
    assert ENGLISH.period(Period(day, day)) == "1 January 2026 to 1 January 2026"
    assert ENGLISH.period(Period(day, None)) == "from 1 January 2026, no end date"
    assert ENGLISH.period(Period(None, day)) == "until 1 January 2026, no start date"
    assert ENGLISH.years(2021, 2025) == "2021–2025"
    assert ENGLISH.years(2021, 2021) == "2021"


def test_a_sentence_formats_its_values_by_type() -> None:
    message = Message("{area} and {day}", {"area": 1200, "day": dt.date(2026, 3, 7)})
    assert ENGLISH.say(message) == "1,200 and 7 March 2026"
    assert ENGLISH.say(Message("{n} area", many="{n} areas", count=1200)) == "1,200 areas"
    with pytest.raises(TypeError):
        ENGLISH.value(1.5)


def test_a_value_in_a_right_to_left_sentence_stands_apart() -> None:
    shown = Lang.load("ar")("File {name}", name="plan.ccmdesk")
    assert "\u2068plan.ccmdesk\u2069" in shown


def test_nothing_is_translated_to_nothing() -> None:
    for language in LANGUAGES:
        assert Lang.load(language)("") == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text", ["1234.5", "1,234.5", "1.234,5", "1 234,5", "١٢٣٤٫٥", "۱٬۲۳۴٫۵", "1'234.5"]
)
def test_the_same_number_is_read_from_every_spelling(language: str, text: str) -> None:
    assert parse_number(text, language=language) == Decimal("1234.5")


@given(st.sampled_from(LANGUAGES), st.integers(-(10**15), 10**15))
def test_what_is_printed_is_read_back(language: str, value: int) -> None:
    assert parse_whole(formats.number(language, value), language=language) == value


@given(st.sampled_from(LANGUAGES), st.integers(0, 10**15), st.sampled_from(CURRENCIES))
def test_printed_money_is_read_back_to_the_cent(
    language: str, minor: int, currency: CurrencyCode
) -> None:
    money = Money(minor, currency)
    if minor_digits(currency) == 3 and minor % 1000:
        return  # 1.234 can be read in two ways and is asked back
    assert parse_money(formats.money(language, money), language=language, currency=None) == money


@pytest.mark.parametrize("text", ["4x0", "", "1,23,456", "1.2.3,4", "--1", "1,", "=1+1"])
def test_what_is_no_number_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Problem) as caught:
        parse_number(text, language="en")
    assert text in str(caught.value)


def test_a_single_mark_before_three_digits_is_read_as_the_language_writes_it() -> None:
    assert parse_whole("1,234", language="en") == 1234
    assert parse_number("1,234", language="fr") == Decimal("1.234")
    with pytest.raises(Problem):
        parse_whole("1,234", language="fr")


def test_areas_may_carry_their_unit() -> None:
    assert parse_area("0,85 km²", language="fr") == 850_000
    assert parse_area("4.2 ha", language="en") == 42_000
    assert parse_area("42000", language="en") == 42_000
    with pytest.raises(Problem):
        parse_area("1.5", language="en")
    assert parse_area("٠٫٥٠٠ km²", language="fr") == 500_000
    with pytest.raises(Problem, match="whole number of square metres"):
        parse_area("١٢٫٥٠١", language="fr")


def test_dates_are_read_day_first_and_impossible_ones_refused() -> None:
    day = dt.date(2026, 3, 7)
    for text in ("2026-03-07", "7/3/2026", "7.3.2026", "٧/٣/٢٠٢٦", "2026/3/7"):
        assert parse_date(text) == day
    for text in ("7/3", "31/2/2026", "march"):
        with pytest.raises(Problem):
            parse_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "1 March 2026",
        "1st March 2026",
        "March 1, 2026",
        "1-Mar-2026",
        "1 mar 26",
        "2026 March 1",
        "1er mars 2026",
        "1 de marzo de 2026",
        "١ مارس ٢٠٢٦",
        "1 آذار 2026",
        "1 марта 2026 г.",
        "2026年3月1日",
        "1 de março de 2026",
        "1. mart 2026.",
        "1 MARCO 2026",
    ],
)
def test_the_month_may_be_written_by_its_name(text: str) -> None:
    assert parse_date(text) == dt.date(2026, 3, 1)
    assert typed_date(text, language="zh") == dt.date(2026, 3, 1)


@pytest.mark.parametrize("language", [*SHIPPED])
def test_every_day_is_read_as_it_is_shown(language: str) -> None:
    for month in range(1, 13):
        day = dt.date(2026, month, 28)
        assert parse_date(formats.date(language, day)) == day
        assert parse_date(formats.date(language, day, style=DateStyle.MEDIUM)) == day
        part = PartialDate(f"2026-{month:02}")
        assert parse_partial_date(formats.partial_date(language, part)) == part


@pytest.mark.parametrize(
    "text", ["32 March 2026", "1 Ma 2026", "1 juil March 2026", "March", "1 March", "1 march 226"]
)
def test_what_only_looks_like_a_day_in_words_is_refused(text: str) -> None:
    with pytest.raises(Problem):
        parse_date(text)


def test_a_month_in_words_stands_for_its_days() -> None:
    assert first_day("février 2028", language="fr") == dt.date(2028, 2, 1)
    assert last_day("Feb 2028", language="en") == dt.date(2028, 2, 29)
    assert first_day("تشرين الأول 2026", language="ar") == dt.date(2026, 10, 1)


def test_partial_dates_are_read() -> None:
    assert parse_partial_date("2012") == PartialDate("2012")
    assert parse_partial_date("3/2019") == PartialDate("2019-03")
    assert parse_partial_date("2019-3") == PartialDate("2019-03")
    assert parse_partial_date("1/3/2019") == PartialDate("2019-03-01")
    with pytest.raises(Problem):
        parse_partial_date("13/2019")


@pytest.mark.parametrize(
    "text", ["0000-05-01", "15/1/1405", "١٥/١/١٤٠٥", "0001-01-01", "7/3/2569", "9999-12-31"]
)
def test_a_day_of_another_calendar_is_refused_with_what_to_type(text: str) -> None:
    for read in (parse_date, parse_partial_date):
        with pytest.raises(Problem, match="type the same day in the Gregorian calendar") as caught:
            read(text)
        assert f"“{text}” lies outside the years 1900 to 2200." in str(caught.value)


@pytest.mark.parametrize("text", ["0000", "1405", "0000-05", "5/0000", "2569-01", "9999"])
def test_a_year_or_month_of_another_calendar_is_refused_with_what_to_type(text: str) -> None:
    with pytest.raises(Problem, match="type the same day in the Gregorian calendar"):
        parse_partial_date(text)
    for read in (first_day, last_day):
        with pytest.raises(Problem, match="type the same day in the Gregorian calendar"):
            read(text, language="en")


@pytest.mark.parametrize("text", ["1900-01-01", "8/5/1945", "2099-12-31", "2200-12-31"])
def test_days_of_old_stocks_and_of_far_deadlines_are_read(text: str) -> None:
    assert parse_partial_date(text) == PartialDate(parse_date(text).isoformat())


def test_money_needs_a_currency_from_somewhere() -> None:
    assert parse_money("1 200,50", language="fr", currency=EUR) == Money(120_050, EUR)
    assert parse_money("usd 5", language="en", currency=EUR) == Money(500, CurrencyCode("USD"))
    with pytest.raises(Problem):
        parse_money("5", language="en", currency=None)
    with pytest.raises(Problem):
        parse_money("5.005 EUR", language="en", currency=None)
    with pytest.raises(Problem):
        parse_currency("XXX")


def test_quantities_and_positions_are_read() -> None:
    assert parse_quantity("24 trainees", lang=ENGLISH) == Quantity(24, "trainees")
    assert parse_quantity("trainees", lang=ENGLISH) == Quantity(None, "trainees")
    assert parse_quantity("١٬٢٠٠ trainees", lang=Lang.load("fr")) == Quantity(1_200, "trainees")
    with pytest.raises(Problem, match="has a fraction"):
        parse_quantity("١٢٫٥٠١ trainees", lang=Lang.load("fr"))
    assert parse_position("44.53, 18.67", language="en") == Position(445_300_000, 186_700_000)
    for text in ("44", "91 0"):
        with pytest.raises(Problem):
            parse_position(text, language="en")


def test_codes_are_read_by_code_or_label_and_a_wrong_one_lists_what_is_right() -> None:
    assert parse_coded(AreaKind, "cha", lang=ENGLISH) is AreaKind.CONFIRMED
    assert parse_coded(AreaKind, "Suspected hazardous area", lang=ENGLISH) is AreaKind.SUSPECTED
    with pytest.raises(Problem) as caught:
        parse_value(AreaKind, "maybe", lang=ENGLISH)
    assert "Confirmed hazardous area" in str(caught.value)


def test_yes_and_no_are_read() -> None:
    assert parse_bool("Yes", lang=ENGLISH)
    assert not parse_bool("0", lang=ENGLISH)
    with pytest.raises(Problem):
        parse_bool("perhaps", lang=ENGLISH)


def test_text_is_kept_but_for_what_cannot_be_stored() -> None:
    assert clean_text("a\x00b\ud800\x07c\n\td") == "abc\n\td"
    assert clean_text("e\u0301") == "é"
    assert latin_digits(" ٣\u200f ") == "3"


def test_a_country_chooses_its_months_and_whether_the_calendar_is_named() -> None:
    day = dt.date(2026, 3, 7)
    levant = Lang.load("ar", dates=Dates(MonthNames.LEVANT))
    assert levant.date(day) == "7 آذار 2026"
    figures = Lang.load("ar", dates=Dates(MonthNames.FIGURES))
    assert figures.date(day) == "07/03/2026"
    assert figures.partial_date(PartialDate("2026-03")) == "03/2026"
    named = Lang.load("en", dates=Dates(named=True))
    assert named.date(day) == "7 March 2026 (Gregorian calendar)"
    assert named.date(day, style=DateStyle.MEDIUM) == "7 Mar 2026"


@pytest.mark.parametrize(
    ("text", "digits", "shown"),
    [
        ("1,234.5 km²", Digits.ARABIC, "١٬٢٣٤٫٥ km²"),
        ("2026", Digits.PERSIAN, "۲۰۲۶"),
        ("BLU-26 · 120", Digits.ARABIC, "BLU-26 · ١٢٠"),
        ("a1@example.org 15", Digits.PERSIAN, "a1@example.org ۱۵"),
        ("12.", Digits.KHMER, "១២."),
        ("1.2.3", Digits.ARABIC, "١.٢.٣"),
        ("1,234.5", Digits.LATIN, "1,234.5"),
        ("45%", Digits.LAO, "໔໕%"),
    ],
)
def test_figures_change_their_digits_and_codes_keep_theirs(
    text: str, digits: Digits, shown: str
) -> None:
    assert in_digits(text, digits) == shown


@pytest.mark.parametrize("code", SHIPPED)
def test_a_unit_typed_in_any_language_is_kept_by_its_code(code: str) -> None:
    lang = Lang.load(code)
    words = {unit_text(lang, unit) for unit in UNITS}
    assert len(words) == len(UNITS)
    for unit in UNITS:
        assert unit_of(unit_text(lang, unit).upper(), langs=(lang,)) == unit
        assert unit_of(unit.title(), langs=(lang,)) == unit
    assert unit_of("Wells", langs=(lang,)) == "Wells"
    assert unit_of("", langs=(lang,)) == ""


def test_a_quantity_is_shown_and_read_in_the_language_of_the_reader() -> None:
    french = Lang.load("fr")
    quantity = Quantity(24, "trainees")
    assert quantity_text(french, quantity) == "24 stagiaires"
    assert parse_quantity("24 Stagiaires", lang=french) == quantity
    assert parse_quantity("24 trainees", lang=french) == quantity
    assert parse_quantity("24 puits", lang=french) == Quantity(24, "puits")


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("1.7.26", "en", "2026-07-01"),
        ("1/7/26", "fr", "2026-07-01"),
        ("31-12-73", "en", "1973-12-31"),
        ("26.7.1", "zh", "2026-07-01"),
        ("٢٠٢٦-٧-١", "ar", "2026-07-01"),
        ("១/៧/២៦", "km", "2026-07-01"),
        ("2026-07-01", "zh", "2026-07-01"),
    ],
)
def test_a_day_is_read_as_the_language_writes_it_in_short(
    text: str, language: str, iso: str
) -> None:
    assert typed_date(text, language=language).isoformat() == iso


@pytest.mark.parametrize("text", ["26.7.1", "1.7", "1.13.26", "1.7.126"])
def test_a_short_day_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Problem):
        typed_date(text, language="en")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2/2028", "2028-02-01", "2028-02-29"),
        ("1.7.26", "2026-07-01", "2026-07-01"),
        ("໒໐໒໖", "2026-01-01", "2026-12-31"),
    ],
)
def test_a_year_or_a_month_stands_for_its_days(text: str, first: str, last: str) -> None:
    assert first_day(text, language="en").isoformat() == first
    assert last_day(text, language="en").isoformat() == last


@pytest.mark.parametrize(
    "text", ["٤٢٠٠٠", "۴۲۰۰۰", "໔໒໐໐໐", "៤២០០០", "४२०००", "４２０００", "၄၂၀၀၀"]
)
def test_the_digits_of_every_script_are_read(text: str) -> None:
    assert parse_whole(text, language="en") == 42_000


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "7\u00a0Mar\u00a02026"),
        ("ru", "7\u00a0\u043c\u0430\u0440.\u00a02026"),
        ("zh", "2026\u2060\u5e74\u20603\u2060\u6708\u20607\u2060\u65e5"),
    ],
)
def test_a_date_among_other_words_can_stay_in_one_line(language: str, shown: str) -> None:
    day = dt.date(2026, 3, 7)
    assert formats.date(language, day, style=DateStyle.UNBROKEN) == shown
    assert fold(shown) == fold(formats.date(language, day, style=DateStyle.MEDIUM))


def test_the_first_of_a_month_is_written_as_french_writes_it_and_read_back() -> None:
    first = dt.date(2030, 8, 1)
    assert formats.date("fr", first) == "1er août 2030"
    assert formats.date("fr", first, style=DateStyle.MEDIUM) == "1er août 2030"
    assert formats.date("fr", dt.date(2030, 8, 11)) == "11 août 2030"
    assert formats.date("es", first) == "1 de agosto de 2030"
