"""Amounts that are stated for some years, for the whole, in another currency, or twice."""

from __future__ import annotations

import datetime as dt

import pytest
from bih_plan import EUR
from test_funding import IN_KIND, NATIONAL, NEEDED, PAID, PLEDGED, USD, funding, line, years

from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.values import Absence, FieldNote, Money, Notes, Period
from ccmdesk.rules.funding import ActivityFunding, cost_of, unfilled_years
from ccmdesk.rules.other_currencies import Others

BAM = CurrencyCode("BAM")
BOTH_YEARS = (2021, 2022)
NEED = tuple(line(NEEDED, 100, year) for year in BOTH_YEARS)
STATE = tuple(line(NATIONAL, 30, year) for year in BOTH_YEARS)
ABROAD = tuple(line(PLEDGED, 20, year) for year in BOTH_YEARS)


def told(others: Others) -> list[tuple[BudgetRole, int, str]]:
    return [(one.role, one.amount.minor, one.amount.currency) for one in others]


def by_year(found: ActivityFunding) -> dict[int | None, list[tuple[BudgetRole, int, str]]]:
    return {year: told(one.others) for year, one in found.by_year}


def dollars(role: BudgetRole, minor: int, year: int | None = None) -> BudgetLine:
    return line(role, minor, year, currency=USD)


def test_the_stated_cost_counts_before_what_the_lines_say_is_needed() -> None:
    assert cost_of(funding(*NEED, cost=Money(500, EUR))) == Money(500, EUR)
    assert cost_of(funding(*NEED)) == Money(200, EUR)


def test_a_cost_that_is_said_not_to_be_known_is_not_worked_out_of_the_lines() -> None:
    unknown = Notes.of({"cost": FieldNote(absence=Absence.UNKNOWN)})
    assert cost_of(funding(*NEED, notes=unknown)) is None
    another = Notes.of({"period": FieldNote(absence=Absence.UNKNOWN)})
    assert cost_of(funding(*NEED, notes=another)) == Money(200, EUR)


def test_a_need_in_two_currencies_has_no_cost_and_a_pledge_in_another_takes_none_away() -> None:
    assert cost_of(funding(*NEED, dollars(NEEDED, 9, 2023))) is None
    assert cost_of(funding(*NEED, dollars(PLEDGED, 9, 2021))) == Money(200, EUR)


def test_without_a_need_there_is_no_cost() -> None:
    assert cost_of(funding()) is None
    assert cost_of(funding(*STATE)) is None


def test_years_without_a_need_are_named_only_where_it_is_stated_by_year() -> None:
    assert unfilled_years(funding(line(NEEDED, 100, 2021), *STATE)) == (2022,)
    assert unfilled_years(funding(*NEED)) == ()
    assert unfilled_years(funding(line(NEEDED, 100), *STATE)) == ()
    assert unfilled_years(funding(line(NEEDED, 100, 2021), period=None)) == ()


def test_a_contribution_for_one_of_two_years_leaves_the_gap_open() -> None:
    for few in ((NATIONAL, ABROAD), (PLEDGED, STATE), (IN_KIND, STATE)):
        role, whole = few
        found = funding(*NEED, *whole, line(role, 5, 2021))
        assert (found.total.gap, found.yearly) == (None, False)
    assert funding(*NEED, *STATE, *ABROAD).total.gap == 100


def test_money_for_one_year_and_goods_for_the_other_are_help_in_both() -> None:
    found = funding(*NEED, *STATE, line(PLEDGED, 20, 2021), line(IN_KIND, 10, 2022))
    assert (found.total.gap, found.yearly) == (110, True)


def test_without_dates_the_years_are_those_of_the_need() -> None:
    undated = funding(*NEED, *STATE, *ABROAD, period=None)
    assert (undated.yearly, undated.total.gap) == (True, 100)
    short = funding(*NEED, line(NATIONAL, 30, 2021), *ABROAD, period=None)
    assert short.yearly is False


def test_what_is_stated_for_the_whole_is_neither_by_year_nor_divided() -> None:
    whole = [line(NATIONAL, 30), line(PLEDGED, 20)]
    for period in (None, Period(dt.date(2021, 3, 1), dt.date(2022, 5, 1))):
        found = funding(*whole, period=period, cost=Money(100, EUR))
        assert (found.yearly, found.spread, found.total.gap) == (False, False, 50)


def test_what_has_come_in_stands_in_its_own_year() -> None:
    found = funding(*NEED, line(PAID, 7, 2021), line(PAID, 4, 2022))
    assert {year: one.paid for year, one in found.by_year} == {2021: 7, 2022: 4}


def test_an_unfinished_line_hides_none_of_those_after_it() -> None:
    blank = [line(None, 5, 2021), line(PLEDGED, None, 2021)]
    assert funding(*NEED, *blank, *STATE, *ABROAD).total.gap == 100
    foreign = funding(*NEED, *blank, dollars(PLEDGED, 9, 2021), *STATE, *ABROAD)
    assert (foreign.total.national, foreign.total.pledged) == (60, 40)
    assert told(foreign.total.others) == [(PLEDGED, 9, "USD")]


def test_a_pledge_in_another_currency_stands_in_its_year_and_opens_every_gap() -> None:
    found = funding(*NEED, *STATE, *ABROAD, dollars(PLEDGED, 9, 2022))
    assert by_year(found) == {2021: [], 2022: [(PLEDGED, 9, "USD")]}
    assert years(found) == {2021: (100, 30, 20, None), 2022: (100, 30, 20, None)}
    assert (found.total.gap, found.yearly) == (None, False)


def test_amounts_of_one_role_and_currency_are_added_and_the_others_stand_apart() -> None:
    foreign = [dollars(PLEDGED, 9, 2021), dollars(PLEDGED, 4, 2022), dollars(NATIONAL, 1, 2022)]
    found = funding(*NEED, *foreign, line(PLEDGED, 6, 2022, currency=BAM))
    assert told(found.total.others) == [
        (NATIONAL, 1, "USD"),
        (PLEDGED, 6, "BAM"),
        (PLEDGED, 13, "USD"),
    ]


@pytest.mark.parametrize(
    ("euros", "need", "more"),
    [
        (NEED, dollars(NEEDED, 9, 2023), True),
        (NEED, dollars(NEEDED, 9), False),
        ((line(NEEDED, 100),), dollars(NEEDED, 9), True),
        ((line(NEEDED, 100),), dollars(NEEDED, 9, 2021), True),
        ((), dollars(NEEDED, 9, 2021), False),
    ],
    ids=["another year", "the whole again", "a second sum", "a year beside it", "the cost again"],
)
def test_a_cost_that_is_told_again_in_another_currency_is_no_second_need(
    euros: tuple[BudgetLine, ...], need: BudgetLine, *, more: bool
) -> None:
    found = funding(*euros, need, cost=Money(200, EUR))
    assert bool(found.total.others) is more
    assert found.total.needed in {100, 200}


def test_nothing_in_another_currency_is_a_statement_only_where_there_is_no_other() -> None:
    nothing = dollars(PLEDGED, 0, 2021)
    assert told(funding(*NEED, nothing).total.others) == [(PLEDGED, 0, "USD")]
    assert told(funding(*NEED, *ABROAD, nothing).total.others) == []
    assert funding(*NEED, *STATE, *ABROAD, nothing).total.gap == 100
