"""Funding: exact, one currency at a time, and what is not known stays unknown."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from bih_plan import EUR, PLAN, bih_document, identity
from hypothesis import given, settings
from hypothesis import strategies as st

from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.activity import Activity
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.codes import CurrencyCode, ModalityCode
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.ids import ActivityId, BudgetLineId, NeedId, OrganisationId
from ccmdesk.model.need import Need
from ccmdesk.model.plan import Plan
from ccmdesk.model.state import Article
from ccmdesk.model.values import Money, Period
from ccmdesk.rules.funding import ActivityFunding, all_funding, funding_of, in_proportion, per_mille
from ccmdesk.rules.funding_totals import (
    Sums,
    Totals,
    external_share_falls,
    totals,
)
from ccmdesk.rules.money_summary import money_sentences

USD = CurrencyCode("USD")
NEEDED, NATIONAL, PLEDGED = BudgetRole.NEEDED, BudgetRole.NATIONAL, BudgetRole.PLEDGED
IN_KIND, PAID = BudgetRole.IN_KIND, BudgetRole.PAID
WORK = ActivityId(identity(1))
_count = iter(range(1000, 10**6))


def work(**fields: Any) -> Activity:
    period = Period(dt.date(2021, 3, 1), dt.date(2022, 5, 1))
    known = {"period": period, "article": Article.CLEARANCE}
    return Activity(id=WORK, **{**known, **fields})


def line(
    role: BudgetRole | None, minor: int | None, year: int | None = None, **fields: Any
) -> BudgetLine:
    currency = fields.pop("currency", EUR)
    amount = None if minor is None else Money(minor, currency)
    known = {"activity": WORK}
    return BudgetLine(
        id=BudgetLineId(identity(next(_count))),
        role=role,
        year=year,
        amount=amount,
        **{**known, **fields},
    )


def funding(*lines: BudgetLine, **fields: Any) -> ActivityFunding:
    activity = work(**fields)
    return funding_of(document_of([activity, *lines]), activity)


def years(found: ActivityFunding) -> dict[int | None, tuple[int | None, ...]]:
    return {year: (one.needed, one.national, one.pledged, one.gap) for year, one in found.by_year}


def test_the_gap_of_a_year_is_need_less_national_less_pledged() -> None:
    found = funding(
        line(NEEDED, 100, 2021),
        line(NEEDED, 200, 2022),
        line(NATIONAL, 30, 2021),
        line(NATIONAL, 50, 2022),
        line(PLEDGED, 20, 2021),
        line(PLEDGED, 0, 2022),
        line(IN_KIND, 5, 2022),
        line(PAID, 20, 2021),
    )
    assert years(found) == {2021: (100, 30, 20, 50), 2022: (200, 50, 0, 145)}
    assert (found.total.gap, found.total.paid, found.total.external) == (195, 20, 25)
    assert (found.yearly, found.spread) == (True, False)


def test_goods_alone_count_as_a_stated_pledge() -> None:
    found = funding(line(NATIONAL, 0), line(IN_KIND, 40), cost=Money(100, EUR))
    assert found.total.gap == 60


@pytest.mark.parametrize(
    "lines",
    [
        [line(NATIONAL, 0)],
        [line(PLEDGED, 0)],
        [line(NATIONAL, 0, 2021), line(PLEDGED, 0)],
        [line(NATIONAL, None), line(None, 5), line(PLEDGED, 0)],
    ],
    ids=["no pledge", "no national", "one year only", "blank amounts"],
)
def test_a_blank_input_makes_the_gap_unknown_not_zero(lines: list[BudgetLine]) -> None:
    assert funding(*lines, cost=Money(100, EUR)).total.gap is None


def test_without_a_need_there_is_no_gap_and_no_currency() -> None:
    found = funding()
    assert (found.currency, found.total.needed, found.by_year) == (None, None, ())


def test_yearly_need_counts_before_a_total() -> None:
    found = funding(line(NEEDED, 999), line(NEEDED, 60, 2021), cost=Money(500, EUR))
    assert found.total.needed == 60


def test_a_need_without_a_year_counts_before_the_cost() -> None:
    assert funding(line(NEEDED, 999), cost=Money(500, EUR)).total.needed == 999


def test_what_is_known_for_the_whole_activity_is_spread_by_need_and_says_so() -> None:
    need = [line(NEEDED, 100_000, 2021), line(NEEDED, 200_000, 2022)]
    found = funding(*need, line(NATIONAL, 10_001), line(PLEDGED, 50))
    assert years(found) == {2021: (100_000, 3_334, 17, 96_649), 2022: (200_000, 6_667, 33, 193_300)}
    assert (found.spread, found.yearly, found.total.gap) == (True, False, 289_949)


def test_a_sum_without_cents_is_spread_without_cents() -> None:
    need = [line(NEEDED, 100_000, 2021), line(NEEDED, 200_000, 2022)]
    found = funding(*need, line(NATIONAL, 10_000), line(PLEDGED, 0))
    assert years(found) == {2021: (100_000, 3_300, 0, 96_700), 2022: (200_000, 6_700, 0, 193_300)}


def test_a_spread_amount_is_added_to_that_of_the_year() -> None:
    found = funding(line(NEEDED, 100, 2021), line(NATIONAL, 10, 2021), line(NATIONAL, 20))
    assert years(found) == {2021: (100, 30, None, None)}


def test_without_a_yearly_need_nothing_is_spread() -> None:
    found = funding(line(NATIONAL, 40), line(PLEDGED, 10), cost=Money(100, EUR))
    assert years(found) == {None: (100, 40, 10, 50)}
    zero = funding(line(NEEDED, 0, 2021), line(NATIONAL, 40))
    assert years(zero) == {2021: (0, None, None, None), None: (None, 40, None, None)}


def test_currencies_are_never_mixed() -> None:
    lines = [line(NATIONAL, 40), line(PLEDGED, 10), line(PLEDGED, 10, currency=USD)]
    found = funding(*lines, cost=Money(100, EUR))
    assert (found.currency, found.total.pledged, found.total.gap) == (EUR, 10, None)
    nothing = [line(NATIONAL, 40), line(PLEDGED, 10), line(PLEDGED, 0, currency=USD)]
    assert funding(*nothing, cost=Money(100, EUR)).total.gap == 50


def test_the_currency_is_that_of_the_need_then_of_the_plan_then_of_any_line() -> None:
    plan = Plan(id=PLAN, currency=USD)
    lines = [line(NATIONAL, 5), line(PLEDGED, 5, currency=USD)]
    activity = work(plan=PLAN)
    assert funding_of(document_of([activity, plan, *lines]), activity).currency == USD
    assert funding(*lines).currency == EUR
    assert funding(*lines, line(NEEDED, 5, 2021, currency=USD)).currency == USD


@settings(max_examples=60)
@given(
    st.integers(0, 10**14),
    st.dictionaries(st.integers(2021, 2030), st.integers(0, 10**12), min_size=1),
)
def test_spreading_loses_nothing_and_is_off_by_less_than_one(
    amount: int, weights: dict[int | None, int]
) -> None:
    whole = sum(weights.values())
    if not whole:
        weights, whole = {2021: 1}, 1
    shares = in_proportion(amount, weights)
    assert sum(shares.values()) == amount
    for year, share in shares.items():
        assert abs(share * whole - amount * weights[year]) < whole


def test_a_share_of_nothing_is_not_known() -> None:
    assert (per_mille(None, 5), per_mille(5, 0), per_mille(1, 3)) == (None, None, 333)


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [
        (0, 10**9, 0),
        (1, 10**9, 1),
        (499_999, 10**9, 1),
        (10**9 - 1, 10**9, 999),
        (10**9, 10**9, 1000),
        (10**9 + 1, 10**9, 1001),
        (996, 1000, 996),
        (3, 1000, 3),
    ],
)
def test_nothing_and_all_of_it_are_only_said_where_they_are_exact(
    part: int, whole: int, share: int
) -> None:
    assert per_mille(part, whole) == share


def _plan() -> tuple[PlanDocument, Totals]:
    second = ActivityId(identity(2))
    third = ActivityId(identity(3))
    document = document_of(
        [
            work(),
            Activity(id=second, article=Article.VICTIMS, cost=Money(300, EUR)),
            Activity(id=third, cost=Money(70, USD)),
            Activity(id=ActivityId(identity(4))),
            Need(id=NeedId(identity(5)), activity=WORK, modalities=(ModalityCode("TRAINING"),)),
            Need(
                id=NeedId(identity(6)),
                activity=WORK,
                modalities=(ModalityCode("FIN-GRANT"), ModalityCode("TRAINING")),
            ),
            line(NEEDED, 100, 2021),
            line(NEEDED, 100, 2022),
            line(NATIONAL, 20, 2021, funder="State budget"),
            line(NATIONAL, 60, 2022, funder="State budget"),
            line(PLEDGED, 80, 2021, funder="donor A"),
            line(IN_KIND, 10, 2022, organisation=OrganisationId(identity(7))),
            line(PAID, 5, 2021, funder="donor A"),
            line(PLEDGED, None, 2021, funder="donor A"),
            line(None, 5, 2021, funder="donor A"),
            line(PLEDGED, 9, funder="donor A", activity=third, currency=USD),
            line(PLEDGED, 9, funder="donor B", activity=third),
        ]
    )
    return document, totals(document, all_funding(document))[0]


def test_totals_are_kept_per_currency() -> None:
    document, euro = _plan()
    found = totals(document, all_funding(document))
    assert [one.currency for one in found] == [EUR, USD]
    assert (euro.total.needed, euro.total.gap, euro.total.unknown) == (500, 30, 1)
    assert found[1].total.needed == 70


def test_totals_are_sorted_by_year_article_kind_of_support_and_funder() -> None:
    _, euro = _plan()
    by_year = [(row.key, row.sums.gap, row.sums.unsettled) for row in euro.by_year]
    assert by_year == [(2021, 0, 0), (2022, 30, 0), (None, None, 300)]
    assert [row.key for row in euro.by_article] == [Article.CLEARANCE, Article.VICTIMS]
    assert [row.key for row in euro.by_modality] == [("FIN-GRANT", "TRAINING"), ()]
    assert [(row.funder.role, row.funder.name, row.total) for row in euro.by_funder] == [
        (NATIONAL, "State budget", 80),
        (PLEDGED, "donor A", 80),
        (IN_KIND, "", 10),
        (PAID, "donor A", 5),
    ]
    assert euro.by_funder[0].by_year == ((2021, 20), (2022, 60))


def test_the_sums_of_years_are_the_sum_of_all() -> None:
    document = bih_document()
    (euro,) = totals(document, all_funding(document))
    for rows in (euro.by_year, euro.by_article, euro.by_modality):
        for name in ("needed", "national", "pledged", "in_kind", "gap"):
            whole = getattr(euro.total, name)
            assert sum(getattr(row.sums, name) or 0 for row in rows) == whole
    assert (euro.total.known, euro.total.unknown) == (22, 3)


def test_the_national_share_is_a_part_of_all_that_is_needed() -> None:
    _, euro = _plan()
    assert (euro.total.needed, euro.total.national, euro.total.unshared) == (500, 80, 1)
    assert euro.total.national_per_mille == 160


def test_what_nobody_states_is_not_zero() -> None:
    document = document_of([work(cost=Money(100, EUR))])
    (found,) = totals(document, all_funding(document))
    for sums in (found.total, found.by_year[0].sums):
        assert (sums.national, sums.external, sums.gap, sums.national_per_mille) == (None,) * 4
        assert (sums.needed, sums.unsettled, sums.unknown) == (100, 100, 1)
    assert found.shares == ()


def test_a_year_of_an_activity_whose_gap_is_not_known_is_not_known_either() -> None:
    lines = [
        *(line(NEEDED, 100, year) for year in (2021, 2022)),
        line(NATIONAL, 30, 2021),
        line(PLEDGED, 20),
    ]
    document = document_of([work(), *lines])
    (found,) = totals(document, all_funding(document))
    rows = [(row.key, row.sums.gap, row.sums.unsettled) for row in found.by_year]
    assert rows == [(2021, None, 60), (2022, None, 90)]
    assert (found.total.gap, found.total.unsettled) == (None, 150)


def test_a_need_without_years_stands_under_no_year_with_all_that_covers_it() -> None:
    lines = [line(role, 10, year) for role in (NATIONAL, PLEDGED) for year in (2021, 2022)]
    document = document_of([work(cost=Money(100, EUR)), *lines])
    (found,) = totals(document, all_funding(document))
    assert [(row.key, row.sums.national, row.sums.gap) for row in found.by_year] == [(None, 20, 60)]
    assert [(one.year, one.national) for one in found.shares] == [(2021, 10), (2022, 10)]


def _adds_up(sums: Sums) -> bool:
    covered = (sums.national or 0) + (sums.external or 0)
    return (sums.needed or 0) - covered - sums.unsettled == (sums.gap or 0)


@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 3),
            st.sampled_from([NEEDED, NATIONAL, PLEDGED, IN_KIND]),
            st.sampled_from([None, 2021, 2022, 2023]),
            st.sampled_from([EUR, EUR, EUR, USD]),
            st.integers(0, 900),
        ),
        max_size=14,
    ),
    st.sets(st.integers(1, 3)),
)
def test_every_row_and_every_column_can_be_recomputed(
    drawn: list[tuple[int, BudgetRole, int | None, CurrencyCode, int]], costed: set[int]
) -> None:
    works = [
        Activity(
            id=ActivityId(identity(n)),
            article=Article.CLEARANCE if n < 3 else None,
            period=Period(dt.date(2021, 3, 1), dt.date(2022, 5, 1)),
            cost=Money(500, EUR) if n in costed else None,
        )
        for n in (1, 2, 3)
    ]
    lines = [
        line(role, minor, year, currency=currency, activity=ActivityId(identity(n)))
        for n, role, year, currency, minor in drawn
    ]
    document = document_of([*works, *lines])
    for found in totals(document, all_funding(document)):
        assert _adds_up(found.total)
        for rows in (found.by_year, found.by_article, found.by_modality):
            assert all(_adds_up(row.sums) for row in rows)
            for name in ("needed", "national", "external", "unsettled", "gap"):
                column = sum(getattr(row.sums, name) or 0 for row in rows)
                assert column == (getattr(found.total, name) or 0), name


def test_a_funder_who_gives_nothing_makes_no_row() -> None:
    document = document_of([work(), line(NATIONAL, 0), line(PLEDGED, 5, funder="donor A")])
    (found,) = totals(document, all_funding(document))
    assert [row.funder.name for row in found.by_funder] == ["donor A"]


def test_an_activity_without_article_is_a_row_of_its_own() -> None:
    document = document_of([work(article=None, cost=Money(1, EUR))])
    (found,) = totals(document, all_funding(document))
    assert [row.key for row in found.by_article] == [None]


def test_activities_without_any_amount_state_no_national_contribution_either() -> None:
    bare = [replace(work(), id=ActivityId(identity(n))) for n in (2, 3)]
    paid = [work(cost=Money(500, EUR)), line(NATIONAL, 100)]
    document = document_of([*paid, *bare])
    (found,) = totals(document, all_funding(document))
    assert found.total.unshared == 2
    dollars = replace(work(cost=Money(500, USD)), id=ActivityId(identity(4)))
    mixed = document_of([*paid, *bare, dollars])
    assert [one.total.unshared for one in totals(mixed, all_funding(mixed))] == [0, 1]


def test_a_share_is_known_only_where_both_contributions_are_stated() -> None:
    need = [line(NEEDED, 100, year) for year in (2021, 2022)]
    stated = [line(NATIONAL, 60, 2021), line(NATIONAL, 60, 2022), line(PLEDGED, 40, 2021)]
    document = document_of([work(), *need, *stated])
    (found,) = totals(document, all_funding(document))
    shares = [(one.year, one.external, one.national_per_mille) for one in found.shares]
    assert shares == [(2021, 40, 600), (2022, None, None)]
    assert not external_share_falls(found)


def test_what_one_activity_has_beyond_its_need_is_told_beside_what_is_missing() -> None:
    other = work(cost=Money(500, EUR))
    rich = replace(other, id=ActivityId(identity(2)))
    lines = [line(NATIONAL, 0), line(PLEDGED, 100), line(NATIONAL, 0, activity=rich.id)]
    document = document_of([other, rich, *lines, line(PLEDGED, 700, activity=rich.id)])
    (found,) = totals(document, all_funding(document))
    assert (found.total.gap, found.total.over, found.total.surplus) == (200, 1, 200)
    said = " ".join(ENGLISH.say(one).replace("\u00a0", " ") for one in money_sentences(found))
    assert "EUR 2 are missing. 1 activity has EUR 2 more than it needs, and that is taken" in said


def test_a_plan_with_more_than_it_needs_misses_no_amount_below_zero() -> None:
    document = document_of([work(cost=Money(500, EUR)), line(NATIONAL, 0), line(PLEDGED, 700)])
    (found,) = totals(document, all_funding(document))
    said = " ".join(ENGLISH.say(one).replace("\u00a0", " ") for one in money_sentences(found))
    assert "The contributions exceed what is needed by EUR 2." in said
    assert "missing" not in said


def test_the_transition_shows_national_against_external() -> None:
    _, euro = _plan()
    shares = [(one.year, one.national, one.external, one.national_per_mille) for one in euro.shares]
    assert shares == [(2021, 20, 80, 200), (2022, 60, 10, 857)]
    assert external_share_falls(euro)


def test_one_year_shows_no_fall() -> None:
    document = document_of([work(), line(NATIONAL, 5, 2021), line(PLEDGED, 5)])
    (found,) = totals(document, all_funding(document))
    assert not external_share_falls(found)
