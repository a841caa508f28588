"""A figure that can only be a fraction is one in every language."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.digits import decimal_mark, parse_number, parse_whole
from ccmdesk.lang.lang import Lang
from ccmdesk.lang.parse import parse_int, parse_money, parse_quantity
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.facts import Unit
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import Money, Quantity

EUR = CurrencyCode("EUR")
ROUND = (("12", "500", "12{}5"), ("250", "000", "250"), ("1", "000", "1"))
"""Whole thousands, as plans are full of them, and what each is as a fraction."""


@pytest.mark.parametrize("language", SHIPPED)
@pytest.mark.parametrize("text", ["0.125", "0,125", "٠٫١٢٥", "۰٫۱۲۵"])
def test_nought_and_three_digits_are_a_thousandth_and_never_thousands(
    language: str, text: str
) -> None:
    assert parse_number(text, language=language) == Decimal("0.125")
    assert parse_int(f"{text} km²", language=language, unit=Unit.SQUARE_METRE) == 125_000
    with pytest.raises(Problem):
        parse_whole(text, language=language)
    with pytest.raises(Problem):
        parse_money(text, language=language, currency=CurrencyCode("EUR"))


@pytest.mark.parametrize("language", SHIPPED)
def test_the_arabic_marks_mean_the_same_everywhere(language: str) -> None:
    assert parse_number("١٫٩٥٥", language=language) == Decimal("1.955")
    assert parse_number("١٬٩٥٥", language=language) == Decimal(1955)


@pytest.mark.parametrize("language", ["fr", "ru", "pt"])
@pytest.mark.parametrize("sign", ["", "-"])
def test_a_point_that_the_language_does_not_know_is_asked_back(language: str, sign: str) -> None:
    with pytest.raises(Problem) as caught:
        parse_number(f"{sign}655.957", language=language)
    said = Lang.load(language).say(caught.value.message)
    assert all(f"{sign}{one}" in said for one in ("655957", "655,957"))
    assert parse_number(f"{sign}655,957", language=language) == Decimal(f"{sign}655.957")
    assert parse_number("655.957.000", language=language) == Decimal(655_957_000)


@pytest.mark.parametrize("language", ["en", "ar", "zh", "es", "bs"])
def test_a_mark_that_the_language_knows_is_read_as_it_writes_it(language: str) -> None:
    point, comma = (
        parse_number("1.955", language=language),
        parse_number("1,955", language=language),
    )
    assert {point, comma} == {Decimal("1.955"), Decimal(1955)}


@pytest.mark.parametrize("language", ["fr", "ru", "pt"])
def test_where_only_a_whole_number_can_be_meant_a_point_parts_thousands(language: str) -> None:
    assert parse_whole("12.500", language=language) == 12_500
    area = parse_int("12.500 m2", language=language, unit=Unit.SQUARE_METRE)
    assert area == 12_500
    with pytest.raises(Problem, match="two ways"):
        parse_int("12.500 km²", language=language, unit=Unit.SQUARE_METRE)


def _said(language: str, caught: pytest.ExceptionInfo[Problem]) -> str:
    return Lang.load(language).say(caught.value.message)


@pytest.mark.parametrize("language", SHIPPED)
@pytest.mark.parametrize(("whole", "three", "fraction"), ROUND)
@pytest.mark.parametrize("sign", ["", "-"])
def test_round_thousands_behind_the_decimal_mark_are_asked_back(
    language: str, whole: str, three: str, fraction: str, sign: str
) -> None:
    mark = decimal_mark(language)
    text = f"{sign}{whole}{mark}{three}"
    for read in (
        lambda: parse_money(f"{text} EUR", language=language, currency=None),
        lambda: parse_money(text, language=language, currency=CurrencyCode("JPY")),
        lambda: parse_whole(text, language=language),
        lambda: parse_int(f"{text} m2", language=language, unit=Unit.SQUARE_METRE),
        lambda: parse_int(text, language=language, unit=Unit.SQUARE_METRE),
        lambda: parse_quantity(f"{text} trainees", lang=Lang.load(language)),
    ):
        with pytest.raises(Problem) as caught:
            read()
        said = _said(language, caught)
        for reading in (whole + three, fraction.format(mark)):
            assert sign + reading in said.replace(text, "")
        assert f"{text} " not in said


@pytest.mark.parametrize("language", SHIPPED)
@pytest.mark.parametrize(("whole", "three", "fraction"), ROUND)
def test_each_reading_that_is_named_is_read_when_it_is_typed(
    language: str, whole: str, three: str, fraction: str
) -> None:
    mark = decimal_mark(language)
    for text, value in ((whole + three, f"{whole}{three}"), (fraction, f"{whole}.{three}")):
        money = parse_money(text.format(mark), language=language, currency=EUR)
        assert money == Money(int(Decimal(value) * 100), EUR)


@pytest.mark.parametrize("language", SHIPPED)
@pytest.mark.parametrize(("whole", "three", "fraction"), ROUND)
def test_the_other_mark_parts_thousands_or_is_asked_back(
    language: str, whole: str, three: str, fraction: str
) -> None:
    text = whole + ("," if decimal_mark(language) == "." else ".") + three
    thousands = int(whole + three)
    assert parse_whole(text, language=language) == thousands
    assert parse_quantity(text, lang=Lang.load(language)) == Quantity(thousands, "")
    if language not in {"fr", "ru", "pt", "tg"}:
        assert parse_money(text, language=language, currency=EUR) == Money(thousands * 100, EUR)
        return
    with pytest.raises(Problem) as caught:
        parse_money(text, language=language, currency=EUR)
    assert fraction.format(",") in _said(language, caught).replace(text, "")


@pytest.mark.parametrize("language", SHIPPED)
def test_a_fraction_that_can_only_be_one_is_not_asked_back(language: str) -> None:
    mark = decimal_mark(language)
    for text, minor in (
        (f"0{mark}500", 50),
        (f"1250{mark}500", 1_250_50),
        (f"1 250{mark}500", 1_250_50),
        (f"12{mark}50", 12_50),
        ("1,250.500", 1_250_50),
        ("١٢٫٥٠٠", 12_50),
    ):
        assert parse_money(text, language=language, currency=EUR) == Money(minor, EUR)
    dinar = CurrencyCode("KWD")
    assert parse_money(f"12{mark}500", language=language, currency=dinar) == Money(12_500, dinar)
    assert parse_number(f"12{mark}500", language=language) == Decimal("12.5")
    area = parse_int(f"12{mark}500 ha", language=language, unit=Unit.SQUARE_METRE)
    assert area == 125_000
