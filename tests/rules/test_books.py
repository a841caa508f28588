"""The published series and the books of land and stock that are computed from records."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from balance_records import (
    MAY,
    area,
    destruction,
    findings,
    position,
    release,
    retention,
    stock,
)
from bih_plan import identity, published_series

from ccmdesk.model.codes import MunitionCode
from ccmdesk.model.document import document_of
from ccmdesk.model.ids import RetentionId
from ccmdesk.model.packs import Packs
from ccmdesk.model.stockpile import Transfer
from ccmdesk.model.values import (
    PartialDate,
    Period,
)
from ccmdesk.rules.land import closing_m2, land_balances, open_areas_m2, released_by_year
from ccmdesk.rules.stock import (
    Bounds,
    destroyed,
    destroyed_by_year,
    destroyed_undated,
    held,
    left,
    left_by_year,
    retention_years,
    stock_balances,
)


def test_the_published_series_does_not_add_up_and_says_where(packs: Packs) -> None:
    found = {
        (one.rule, one.says.values.get("year")): one
        for one in findings(packs, published_series())
        if one.kind == "annual_position"
    }
    assert {rule for rule, _ in found} == {
        "position-balance",
        "position-repeated",
        "position-split",
    }
    newly = found["position-balance", "2016"].says.values
    assert str(newly["implied"]).count("1130000") == 1
    assert str(newly["new"]).count("470000") == 1
    left = found["position-balance", "2017"].says
    assert "left the books" in left.msgid
    assert "1080000" in str(left.values["left"])
    assert ("position-split", "2017") in found


def test_figures_mixed_up_between_two_years_are_found(packs: Packs) -> None:
    repeated = [
        (str(one.says.values["kind_before"]), str(one.says.values["kind"]))
        for one in findings(packs, published_series())
        if one.rule == "position-repeated"
    ]
    assert len(repeated) == 2
    assert "cancelled" in repeated[0][0]
    assert "newly identified" in repeated[0][1]
    assert "reduced" in repeated[1][0]


def test_the_books_of_2016_are_those_of_the_published_report() -> None:
    (books, next_year) = land_balances(document_of(published_series()))
    assert (books.opening, books.released, books.closing) == (8_150_000, 860_000, 8_420_000)
    assert (books.implied_new, books.difference) == (1_130_000, 660_000)
    assert (next_year.implied_new, next_year.difference) == (-1_080_000, -1_080_000)


def test_the_sum_of_a_programme_is_not_added_to_its_years() -> None:
    years = {one.year: one.released for one in released_by_year(document_of(published_series()))}
    assert years == {2015: 1_460_000, 2016: 860_000, 2017: 870_000}


def test_a_release_without_year_counts_in_the_year_it_ends() -> None:
    ended = release(1, period=Period(dt.date(2019, 12, 1), dt.date(2020, 1, 5)), reduced_m2=4)
    undated = release(2, period=Period(MAY, None), reduced_m2=9)
    (found,) = released_by_year(document_of([ended, undated, release(3, reduced_m2=9)]))
    assert (found.year, found.reduced, found.cancelled) == (2020, 4, None)


def test_closing_is_the_split_or_the_total() -> None:
    assert closing_m2(position(2016, suspected_m2=3, confirmed_m2=4, closing_m2=99)) == 7
    assert closing_m2(position(2016, suspected_m2=3, closing_m2=99)) == 99
    assert open_areas_m2(document_of([area()])) is None


def test_stock_is_held_destroyed_and_left_by_type() -> None:
    document = document_of(
        [
            stock(1, quantity=10, submunitions=2020),
            stock(2, munition=MunitionCode("M26"), quantity=None),
            destruction(1, quantity=4, submunitions=20, destroyed_on=PartialDate("2019-03")),
            destruction(2, munition=None, stock=stock(1).id, destroyed_on=PartialDate("2018")),
            destruction(3, munition=None, quantity=1),
            retention(2018, 3),
            retention(2019, 2),
            retention(None, 2),
        ]
    )
    (blu, other, nameless) = stock_balances(document)
    assert (blu.held, blu.destroyed, blu.left, blu.retained) == (10, 14, -4, 2)
    assert (blu.submunitions_bounds, blu.submunitions_destroyed) == (Bounds(most=2000), 20)
    assert (other.left, other.submunitions_left, other.retained) == (None, None, None)
    assert (nameless.munition, nameless.destroyed) == (None, 1)
    assert (held(document), destroyed_by_year(document)) == (None, {2018: 10, 2019: 4})
    assert held(document_of([stock(1), stock(2, quantity=5)])) == 15


def test_what_was_acquired_or_transferred_is_not_retained() -> None:
    moved = [
        replace(retention(2019, number), id=RetentionId(identity(n)), transfer=one)
        for n, (number, one) in enumerate(((5, Transfer.ACQUIRED), (7, Transfer.TRANSFERRED)), 900)
    ]
    document = document_of([stock(1, quantity=50), retention(2018, 3), *moved])
    (blu,) = stock_balances(document)
    assert blu.retained == 3
    assert [(one.year, one.munitions) for one in retention_years(document)] == [(2018, (3,))]


def test_the_course_of_the_stocks_ends_at_what_the_balances_say_is_left() -> None:
    other = MunitionCode("M26")
    records = [
        stock(1, quantity=100),
        stock(2, munition=other, quantity=30),
        destruction(1, quantity=40, destroyed_on=PartialDate("2018")),
        destruction(2, quantity=25, destroyed_on=None),
        destruction(3, munition=other, quantity=50, destroyed_on=PartialDate("2020")),
    ]
    document = document_of(records)
    assert {one.munition: one.left for one in stock_balances(document)} == {
        stock(1).munition: 35,
        other: -20,
    }
    assert left_by_year(document) == {2018: 65, 2019: 65, 2020: 35}
    assert (left(document), destroyed(document)) == (Bounds(least=35, most=35), 115)
    assert destroyed_undated(document) == 25
    nowhere = destruction(4, munition=MunitionCode("AO-1"), quantity=9)
    without_stock = document_of([*records, nowhere])
    assert left(without_stock) == Bounds(least=35)
    assert left_by_year(without_stock) == {}


@pytest.mark.parametrize(
    ("more", "left_of_all", "balance"),
    [
        ([], Bounds(least=60, most=60), 60),
        ([stock(2, quantity=None)], Bounds(least=60), None),
        ([destruction(2, quantity=None)], Bounds(most=60), None),
        ([stock(2, quantity=None), destruction(2, quantity=None)], Bounds(), None),
        ([destruction(2, quantity=60), destruction(3, quantity=None)], Bounds(most=0), 0),
        ([destruction(2, munition=None, quantity=45)], Bounds(least=15), 60),
        ([destruction(2, munition=None, quantity=None)], Bounds(), 60),
        ([stock(2, munition=None, quantity=8)], Bounds(least=68, most=68), 60),
    ],
)
def test_what_is_left_is_known_only_as_far_as_every_number_is_there(
    more: list[Any], left_of_all: Bounds, balance: int | None
) -> None:
    document = document_of([stock(1, quantity=100), destruction(1, quantity=40), *more])
    assert left(document) == left_of_all
    assert stock_balances(document)[0].left == balance


def test_submunitions_of_a_depot_without_their_number_are_not_none() -> None:
    document = document_of(
        [stock(1, submunitions=500), stock(2), destruction(1, quantity=1, submunitions=200)]
    )
    (blu,) = stock_balances(document)
    assert (blu.submunitions_left, blu.submunitions_bounds) == (None, Bounds(least=300))
    assert (blu.left, blu.bounds.exact) == (19, 19)


def test_what_was_released_without_a_split_counts_as_released() -> None:
    records = [
        release(1, year=2020, released_m2=500),
        release(2, year=2020, cleared_m2=70),
        release(3, year=2021, released_m2=500, reduced_m2=200),
        release(4, year=2022, released_m2=90, cancelled_m2=30, reduced_m2=30, cleared_m2=30),
    ]
    years = {one.year: one for one in released_by_year(document_of(records))}
    assert {year: (one.unsplit, one.released) for year, one in years.items()} == {
        2020: (500, 570),
        2021: (300, 500),
        2022: (None, 90),
    }
