"""Small values: the quarter of a day, a number in one spelling, and the note beside a value."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.values import (
    Absence,
    Confidence,
    FieldNote,
    Money,
    Notes,
    PartialDate,
    Period,
    Qualifier,
    Quarter,
    Texts,
    decimal_of,
    decimal_text,
)

QUARTERS = {1: (1, 2, 3), 2: (4, 5, 6), 3: (7, 8, 9), 4: (10, 11, 12)}
SEVEN, EIGHT = Money(700, CurrencyCode("EUR")), Money(800, CurrencyCode("EUR"))
NOT_ASKED = FieldNote(absence=Absence.UNKNOWN, reason="Nobody has asked", remark="Ask in May")


@pytest.mark.parametrize(
    ("number", "month"), [(n, month) for n, months in QUARTERS.items() for month in months]
)
def test_every_month_lies_in_its_quarter(number: int, month: int) -> None:
    found = Quarter.of(dt.date(2026, month, 15))
    assert found == Quarter(2026, number)
    assert found.start == dt.date(2026, QUARTERS[number][0], 1)


def test_the_quarter_after_the_last_is_the_first_of_the_next_year() -> None:
    assert Quarter(2026, 4).after == Quarter(2027, 1)
    assert Quarter(2026, 3).after == Quarter(2026, 4)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1.50", "1.5"),
        ("1.0", "1"),
        ("100", "100"),
        ("1E+3", "1000"),
        ("0.00", "0"),
        ("0", "0"),
        ("-2.500", "-2.5"),
        ("0.000001", "0.000001"),
        ("10.10", "10.1"),
    ],
)
def test_a_number_has_one_spelling(value: str, text: str) -> None:
    assert decimal_text(Decimal(value)) == text


@given(st.decimals(-(10**9), 10**9, places=6))
def test_a_number_is_read_as_it_was_written(value: Decimal) -> None:
    assert decimal_of(decimal_text(value)) == value


@pytest.mark.parametrize("text", ["1e5", "1,5", "01", ".5", "5.", "", " 1", "1" * 16])
def test_what_is_no_number_is_named(text: str) -> None:
    with pytest.raises(ValueError) as told:  # noqa: PT011 - what it says is the text itself
        decimal_of(text)
    assert told.value.args == (text,)


@pytest.mark.parametrize("text", ["2026-13", "2026-1", "26", "2026-02-30", "2026-02-31x", ""])
def test_what_is_no_date_is_refused_and_named(text: str) -> None:
    with pytest.raises(ValueError) as told:  # noqa: PT011 - Python words a day that does not exist
        PartialDate(text)
    assert text == "2026-02-30" or told.value.args == (text,)


@pytest.mark.parametrize(
    ("text", "day"), [("2012", None), ("2019-12", None), ("2019-03-31", dt.date(2019, 3, 31))]
)
def test_a_date_of_which_parts_are_unknown_is_no_day(text: str, day: dt.date | None) -> None:
    assert (PartialDate(text).year, PartialDate(text).date) == (int(text[:4]), day)


def test_texts_in_no_language_are_nothing() -> None:
    assert not Texts()
    assert not Texts.of({"en": "", "fr": ""})
    assert Texts.of({"fr": "Enquête"})


def test_a_text_that_is_not_in_the_language_is_told_in_english_unless_another_is_the_source() -> (
    None
):
    texts = Texts.of({"bs": "Anketa", "en": "Survey", "pt": "Pesquisa"})
    assert texts.best("ar") == ("en", "Survey")
    assert texts.best("ar", source="pt") == ("pt", "Pesquisa")
    assert texts.best("ar", source="ru") == ("bs", "Anketa")


def test_a_text_is_put_beside_those_in_other_languages() -> None:
    texts = Texts.of({"en": "Survey"}).put("fr", "Enquête")
    assert dict(texts) == {"en": "Survey", "fr": "Enquête"}
    assert dict(texts.put("en", "Marking")) == {"en": "Marking", "fr": "Enquête"}


def test_a_period_in_one_year_has_that_year_and_a_reversed_one_has_none() -> None:
    assert Period(dt.date(2026, 1, 1), dt.date(2026, 12, 31)).years == (2026,)
    assert Period(dt.date(2026, 1, 1), dt.date(2025, 12, 31)).years == ()
    assert Period(None, dt.date(2025, 12, 31)).years == ()


def test_a_value_ends_the_reason_why_there_was_none_and_keeps_the_remark() -> None:
    assert NOT_ASKED.beside(SEVEN, before=None) == FieldNote(remark="Ask in May")


def test_what_is_told_of_a_value_stays_when_it_is_changed() -> None:
    known = FieldNote(
        source="annual report",
        confidence=Confidence.ESTIMATED,
        qualifier=Qualifier.ABOUT,
        remark="Rounded",
    )
    assert known.beside(EIGHT, before=SEVEN) == known


def test_a_figure_is_carried_over_until_it_is_changed() -> None:
    carried = FieldNote(confidence=Confidence.CARRIED_OVER, source="last year")
    assert carried.beside(SEVEN, before=SEVEN) == carried
    assert carried.beside(EIGHT, before=SEVEN) == FieldNote(source="last year")


def test_a_note_is_put_beside_those_of_other_fields_and_an_empty_one_goes() -> None:
    notes = Notes.of({"cost": NOT_ASKED}).put("title", FieldNote(remark="New"))
    assert (notes["cost"], notes["title"]) == (NOT_ASKED, FieldNote(remark="New"))
    assert dict(notes.put("cost", FieldNote())) == {"title": FieldNote(remark="New")}
