"""Amounts in the reporting currency: exact, rounded once, at the latest rate, never silently."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal, localcontext
from itertools import chain
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccmdesk.lang.lang import ENGLISH, Lang
from ccmdesk.model.activity import Activity
from ccmdesk.model.budget import BudgetLine, BudgetRole, ExchangeRate
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.currencies import CURRENCIES, minor_digits
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.evidence import Source
from ccmdesk.model.ids import ActivityId, BudgetLineId, ExchangeRateId, PlanId, SourceId
from ccmdesk.model.plan import Plan
from ccmdesk.model.values import Money, Texts
from ccmdesk.rules.exchange_rates import Reported, converted, rate_on, reported
from ccmdesk.rules.funding import all_funding
from ccmdesk.rules.funding_totals import totals, year_totals

EUR, BAM, USD, JPY = (CurrencyCode(code) for code in ("EUR", "BAM", "USD", "JPY"))
DAY = dt.date(2026, 3, 2)
SOURCE = Source(id=SourceId(UUID(int=900)), title=Texts.of({"en": "Central bank"}))
AMOUNT = st.integers(-(10**15), 10**15)
RATE = st.decimals("0.000001", 10**6, places=6).filter(lambda rate: rate > 0)
TWO = st.lists(st.sampled_from(CURRENCIES), min_size=2, max_size=2, unique=True)


def rate(number: int, says: str, day: dt.date = DAY, of: str = "EUR BAM") -> ExchangeRate:
    start, target = (CurrencyCode(code) for code in of.split())
    return ExchangeRate(
        id=ExchangeRateId(UUID(int=number)),
        from_currency=start,
        to_currency=target,
        rate=Decimal(says),
        day=day,
        source=SOURCE.id,
    )


@given(minor=AMOUNT, worth=RATE, pair=TWO)
def test_a_conversion_is_exact_and_rounded_once_halves_away_from_zero(
    minor: int, worth: Decimal, pair: list[CurrencyCode]
) -> None:
    start, target = pair
    found = converted(Money(minor, start), rate=rate(1, str(worth), of=f"{start} {target}"))
    with localcontext() as exactly:
        exactly.prec = 80
        plain = Decimal(minor).scaleb(-minor_digits(start)) * worth
        wanted = plain.scaleb(minor_digits(target)).quantize(Decimal(1), ROUND_HALF_UP)
    assert found == Money(int(wanted), target)


@given(minor=AMOUNT, worth=RATE, pair=TWO)
def test_the_inverse_direction_comes_back_within_a_half_unit(
    minor: int, worth: Decimal, pair: list[CurrencyCode]
) -> None:
    start, target = pair
    given_rate = rate(1, str(worth), of=f"{start} {target}")
    back = converted(Money(minor, target), rate=given_rate)
    with localcontext() as exactly:
        exactly.prec = 80
        plain = Decimal(minor).scaleb(-minor_digits(target)) / worth
        exact = plain.scaleb(minor_digits(start))
        assert abs(exact - back.minor) <= Decimal("0.5") + Decimal(10) ** -40


@given(minor=AMOUNT, worth=RATE, pair=TWO)
def test_less_than_nothing_is_rounded_as_more_is(
    minor: int, worth: Decimal, pair: list[CurrencyCode]
) -> None:
    given_rate = rate(1, str(worth), of=" ".join(pair))
    there = converted(Money(minor, pair[0]), rate=given_rate)
    assert converted(Money(-minor, pair[0]), rate=given_rate).minor == -there.minor


@pytest.mark.parametrize(
    ("minor", "says", "pair", "wanted"),
    [
        (100_00, "1.95583", "EUR BAM", 195_58),
        (50, "1.01", "EUR BAM", 51),
        (1, "0.5", "EUR BAM", 1),
        (100, "162.345", "EUR JPY", 162),
        (1_000, "0.00615", "JPY EUR", 615),
    ],
)
def test_minor_units_of_both_currencies_count(
    minor: int, says: str, pair: str, wanted: int
) -> None:
    start = CurrencyCode(pair.split(maxsplit=1)[0])
    assert converted(Money(minor, start), rate=rate(1, says, of=pair)).minor == wanted


def test_a_rate_of_other_currencies_is_refused() -> None:
    with pytest.raises(ValueError, match="ExchangeRate"):
        converted(Money(1, USD), rate=rate(1, "2"))


@given(days=st.lists(st.integers(-400, 400), max_size=8), after=st.integers(-400, 400))
def test_the_rate_is_the_latest_on_or_before_the_day(days: list[int], after: int) -> None:
    rates = [rate(n, "2", DAY + dt.timedelta(days=day)) for n, day in enumerate(days)]
    found = rate_on(rates, between=(EUR, BAM), day=DAY + dt.timedelta(days=after))
    past = [day for day in days if day <= after]
    assert (found is None) is (not past)
    assert found is None or found.day == DAY + dt.timedelta(days=max(past))


def test_of_one_day_the_direction_asked_for_comes_first_and_unfinished_rates_are_no_rates() -> None:
    there, back = rate(1, "1.95583"), rate(2, "0.5113", of="BAM EUR")
    assert rate_on([there, back], between=(EUR, BAM), day=DAY) is there
    assert rate_on([there, back], between=(BAM, EUR), day=DAY) is back
    unfinished = [replace(there, rate=None), replace(there, day=None)]
    assert rate_on(unfinished, between=(EUR, BAM), day=DAY) is None
    assert rate_on([there], between=(EUR, USD), day=DAY) is None


def _plan(*rates: ExchangeRate, reporting: CurrencyCode | None = EUR) -> PlanDocument:
    plan = Plan(id=PlanId(UUID(int=1)), reporting_currency=reporting)
    work = [Activity(id=ActivityId(UUID(int=n)), plan=plan.id) for n in (10, 11, 12)]
    lines = [
        BudgetLine(
            id=BudgetLineId(UUID(int=100 + 10 * n + place)),
            activity=activity.id,
            role=role,
            year=2026,
            amount=Money(minor, currency),
        )
        for n, (activity, currency) in enumerate(zip(work, (EUR, BAM, USD), strict=True))
        for place, (role, minor) in enumerate(
            ((BudgetRole.NEEDED, 100_000), (BudgetRole.NATIONAL, 20_000), (BudgetRole.PLEDGED, 0))
        )
    ]
    return document_of([plan, SOURCE, *work, *lines, *rates])


def _reported(document: PlanDocument, day: dt.date = DAY) -> Reported | None:
    return reported(document, totals(document, all_funding(document)), day=day)


def test_a_converted_total_says_its_rate_its_day_and_its_source_and_what_is_left() -> None:
    found = _reported(_plan(rate(1, "1.95583")))
    assert found is not None
    assert found.needed == Money(100_000 + 51_129, EUR)
    assert found.gap == Money(80_000 + 40_903, EUR)
    said = [ENGLISH.say(message) for message in (*found.sums, *found.about)]
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in said] == [
        "Converted, EUR 1,511.29 are needed, without what could not be converted.",
        "Converted, EUR 1,209.03 are missing, as far as it is known.",
        "Converted at 1 EUR = 1.95583 BAM, 2 March 2026, Central bank.",
        "Not converted, because no exchange rate up to 2 March 2026 is on record: USD 1,000.",
    ]
    assert found.needed.minor == sum(one.needed_as.minor for one in found.lines if one.needed_as)


def test_what_is_too_much_is_not_said_to_be_missing_after_conversion() -> None:
    more = BudgetLine(
        id=BudgetLineId(UUID(int=900)),
        activity=_plan().of(Activity)[0].id,
        role=BudgetRole.PLEDGED,
        year=2026,
        amount=Money(500_000, EUR),
    )
    plan = _plan(rate(1, "1.95583"))
    found = _reported(document_of([*chain.from_iterable(plan.records.values()), more]))
    assert found is not None
    said = [ENGLISH.say(message).replace("\N{NO-BREAK SPACE}", " ") for message in found.sums]
    assert said[1] == "Converted, the contributions exceed what is needed by EUR 3,790.97."


def test_a_currency_in_which_no_need_is_stated_is_not_said_to_need_nothing() -> None:
    plan = _plan(rate(1, "1.95583"))
    lines = [
        one
        for one in plan.of(BudgetLine)
        if one.amount is None or one.amount.currency != USD or one.role is not BudgetRole.NEEDED
    ]
    rest = [*plan.of(Plan), *plan.of(Activity), *plan.of(ExchangeRate), SOURCE]
    found = _reported(document_of([*rest, *lines]))
    assert found is not None
    assert found.left == ()
    said = [ENGLISH.say(one).replace("\N{NO-BREAK SPACE}", " ") for one in found.sums]
    assert said[0] == "Converted, EUR 1,511.29 are needed in all."
    assert not any("USD" in ENGLISH.say(one) for one in (*found.sums, *found.about))


def test_a_gap_that_is_just_covered_is_not_said_to_be_exceeded() -> None:
    plan = _plan(rate(1, "2"))
    given = {"EUR": 100_000, "BAM": 100_000, "USD": 0}
    lines = [
        replace(one, amount=Money(given[one.amount.currency], one.amount.currency))
        if one.amount is not None and one.role is BudgetRole.NATIONAL
        else one
        for one in plan.of(BudgetLine)
    ]
    rest = [*plan.of(Plan), *plan.of(Activity), *plan.of(ExchangeRate), SOURCE]
    found = _reported(document_of([*rest, *lines]))
    assert found is not None
    said = [ENGLISH.say(message).replace("\N{NO-BREAK SPACE}", " ") for message in found.sums]
    assert said[1] == "Converted, EUR 0 are missing, as far as it is known."


def test_a_line_keeps_what_it_was_before_it_was_converted() -> None:
    found = _reported(_plan(rate(1, "1.95583")))
    assert found is not None
    assert found.currency == EUR
    shown = [(one.currency, one.needed, one.gap, one.rate is not None) for one in found.lines]
    assert shown == [
        (BAM, Money(100_000, BAM), Money(80_000, BAM), True),
        (EUR, Money(100_000, EUR), Money(80_000, EUR), False),
        (USD, Money(100_000, USD), Money(80_000, USD), False),
    ]


def test_a_rate_nobody_gave_a_source_for_says_so() -> None:
    found = _reported(_plan(replace(rate(1, "1.95583"), source=None)))
    assert found is not None
    said = ENGLISH.say(found.about[0]).replace("\N{NO-BREAK SPACE}", " ")
    assert said == "Converted at 1 EUR = 1.95583 BAM, 2 March 2026, source not named."


def test_amounts_outside_of_any_plan_are_not_converted() -> None:
    document = _plan(rate(1, "2"))
    bare = document_of([*document.of(Activity), *document.of(BudgetLine), rate(1, "2")])
    assert _reported(bare) is None


def test_a_rate_of_a_currency_to_itself_converts_nothing() -> None:
    found = _reported(_plan(rate(1, "2", of="EUR EUR")))
    assert found is not None
    assert found.needed == Money(100_000, EUR)
    assert not any("Converted at" in ENGLISH.say(one) for one in found.about)


@pytest.mark.parametrize("blank", ["rate", "to_currency", "from_currency"])
def test_an_unfinished_rate_is_refused(blank: str) -> None:
    whole = rate(1, "2")
    unfinished = {
        "rate": replace(whole, rate=None),
        "to_currency": replace(whole, to_currency=None),
        "from_currency": replace(whole, from_currency=None),
    }
    with pytest.raises(ValueError, match="ExchangeRate"):
        converted(Money(1, EUR), rate=unfinished[blank])


def test_before_the_first_rate_nothing_is_converted_and_all_of_it_is_listed() -> None:
    found = _reported(_plan(rate(1, "1.95583")), DAY - dt.timedelta(days=1))
    assert found is not None
    assert found.needed == Money(100_000, EUR)
    assert [line.currency for line in found.lines if line.left] == [BAM, USD]


@pytest.mark.parametrize("reporting", [None])
def test_without_a_reporting_currency_nothing_is_converted(reporting: None) -> None:
    assert _reported(_plan(rate(1, "2"), reporting=reporting)) is None


def test_a_plan_in_its_reporting_currency_alone_has_nothing_to_convert() -> None:
    document = _plan(rate(1, "2"))
    only = [found for found in totals(document, all_funding(document)) if found.currency == EUR]
    assert reported(document, only, day=DAY) is None


def test_the_table_of_the_window_and_the_paper_come_to_the_same() -> None:
    document = _plan(rate(1, "1.95583"))
    in_window = reported(document, year_totals(all_funding(document)), day=DAY)
    on_paper = _reported(document)
    assert in_window is not None
    assert on_paper is not None
    assert (in_window.needed, in_window.gap) == (on_paper.needed, on_paper.gap)
    assert in_window.about == on_paper.about


@pytest.mark.parametrize("language", ["ar", "ru", "zh"])
def test_a_rate_is_told_in_other_languages(language: str) -> None:
    found = _reported(_plan(rate(1, "1.95583")))
    assert found is not None
    said = Lang.load(language).say(found.about[0])
    assert "Converted" not in said
    assert ("1,95583" if language == "ru" else "1.95583") in said
