"""A figure that can only be a fraction is one in every language."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.digits import parse_number, parse_whole
from ccmdesk.lang.lang import Lang
from ccmdesk.lang.parse import parse_int, parse_money
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.facts import Unit
from ccmdesk.model.problem import Problem


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
