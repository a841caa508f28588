"""What a plan says about its money: every sentence whole, with its amounts and its numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from bih_plan import EUR, PLAN, identity
from test_funding import IN_KIND, NATIONAL, NEEDED, PLEDGED, USD, WORK, line, work

from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.activity import Activity, ActivityStatus
from ccmdesk.model.document import document_of
from ccmdesk.model.ids import ActivityId
from ccmdesk.model.plan import Plan
from ccmdesk.model.values import Money
from ccmdesk.rules.money_summary import MoneyLine, MoneySummary, first_years, money_summaries

NBSP = "\N{NO-BREAK SPACE}"
SECOND, THIRD = ActivityId(identity(2)), ActivityId(identity(3))
OVER = ActivityStatus.COMPLETED
NO_STATE = "What the State pays itself is not stated."
NO_OTHERS = "What others have pledged is not stated."


def costed(number: int, euros: int | None, **fields: Any) -> Activity:
    cost = None if euros is None else Money(100 * euros, EUR)
    return replace(work(cost=cost, **fields), id=ActivityId(identity(number)))


def paid(activity: ActivityId, national: int, abroad: int) -> list[Any]:
    """Return both contributions to an activity, in whole euros."""
    return [
        line(NATIONAL, 100 * national, activity=activity),
        line(PLEDGED, 100 * abroad, activity=activity),
    ]


def money(*records: Any) -> MoneySummary:
    (found,) = money_summaries(document_of(records))
    return found


def said(*records: Any) -> list[str]:
    return [ENGLISH.say(one).replace(NBSP, " ") for one in money(*records).says]


def test_need_state_others_and_what_is_missing_are_one_sentence_each() -> None:
    assert said(costed(1, 10), *paid(WORK, 3, 2)) == [
        "In all EUR 10 are needed.",
        "The State pays EUR 3 itself.",
        "Others have pledged EUR 2.",
        "EUR 5 are missing.",
    ]


def test_goods_are_among_what_others_have_pledged() -> None:
    assert "Others have pledged EUR 6." in said(
        costed(1, 10), *paid(WORK, 3, 2), line(IN_KIND, 400)
    )


def test_a_need_that_is_just_covered_misses_nothing_and_has_nothing_left_over() -> None:
    assert said(costed(1, 5), *paid(WORK, 3, 2))[3:] == ["EUR 0 are missing."]


def test_one_cent_more_than_is_needed_is_too_much() -> None:
    cent = line(NATIONAL, 1, activity=SECOND)
    free = replace(costed(2, 0), cost=Money(0, EUR))
    assert said(free, cent, line(PLEDGED, 0, activity=SECOND))[3:] == [
        "The contributions exceed what is needed by EUR 0.01."
    ]


@pytest.mark.parametrize(
    ("works", "unknown"),
    [
        (
            [1],
            "For a further EUR 10 the gap is not known: 1 activity does not state all its means.",
        ),
        (
            [1, 2],
            "For a further EUR 20 the gap is not known: 2 activities do not state all their means.",
        ),
    ],
)
def test_what_nobody_states_is_said_not_to_be_stated(works: list[int], unknown: str) -> None:
    without = "1 activity does" if len(works) == 1 else "2 activities do"
    known = [costed(9, 4), *paid(costed(9, 4).id, 1, 1)]
    assert said(*(costed(n, 10) for n in works))[1:] == [NO_STATE, NO_OTHERS, unknown]
    assert said(*(costed(n, 10) for n in works), *known)[1:] == [
        "The State pays EUR 1 itself.",
        f"{without} not state a national contribution.",
        "Others have pledged EUR 1.",
        "As far as it is known, EUR 2 are missing.",
        unknown,
    ]


def test_means_in_another_currency_are_why_a_gap_is_not_known() -> None:
    def dollars(activity: ActivityId) -> Any:
        return line(PLEDGED, 700, activity=activity, currency=USD)

    one = [costed(1, 10), line(NATIONAL, 300), dollars(WORK)]
    assert said(*one) == [
        "In all EUR 10 are needed.",
        "The State pays EUR 3 itself.",
        "Others have pledged USD 7.",
        (
            "For a further EUR 7 the gap is not known: 1 activity does not state all its means in"
            " the currency of what it needs."
        ),
    ]
    two = [*one, costed(2, 20), line(NATIONAL, 0, activity=SECOND), dollars(SECOND)]
    assert said(*two)[3] == (
        "For a further EUR 27 the gap is not known: 2 activities do not state all their means in"
        " the currency of what they need."
    )


def test_what_activities_have_beyond_their_need_is_taken_off_and_told() -> None:
    poor = [costed(3, 50), *paid(THIRD, 0, 10)]
    rich = [costed(1, 10), *paid(WORK, 0, 12)]
    richer = [costed(2, 10), *paid(SECOND, 0, 15)]
    assert said(*poor, *rich)[3:] == [
        "EUR 38 are missing.",
        "1 activity has EUR 2 more than it needs, and that is taken off what is missing.",
    ]
    assert said(*poor, *rich, *richer)[3:] == [
        "EUR 33 are missing.",
        "2 activities have EUR 7 more than they need, and that is taken off what is missing.",
    ]


def test_where_all_have_more_than_they_need_it_is_told_once() -> None:
    rich = [costed(1, 10), *paid(WORK, 0, 12)]
    assert said(*rich)[3:] == ["The contributions exceed what is needed by EUR 2."]


def test_work_that_is_over_is_told_with_what_it_needed() -> None:
    going = [costed(1, 10), *paid(WORK, 3, 2)]
    ended = [costed(2, 8, status=OVER), *paid(SECOND, 1, 1)]
    assert said(*going, *ended) == [
        *said(*going),
        "1 activity is completed or stopped and is not counted; it needed EUR 8.",
    ]
    assert said(*going, *ended, costed(3, 4, status=OVER))[4:] == [
        "2 activities are completed or stopped and are not counted; they needed EUR 12."
    ]


def test_work_that_is_over_and_never_said_what_it_needed_is_counted_alone() -> None:
    def ended(number: int) -> list[Any]:
        activity = costed(number, None, status=OVER)
        return [activity, *paid(activity.id, 1, 1)]

    going = [costed(1, 10), *paid(WORK, 3, 2)]
    assert said(*going, *ended(2))[4:] == ["1 activity is completed or stopped and is not counted."]
    assert said(*going, *ended(2), *ended(3))[4:] == [
        "2 activities are completed or stopped and are not counted."
    ]


def test_a_plan_whose_work_is_all_over_asks_for_nothing() -> None:
    assert said(costed(1, 10, status=OVER), *paid(WORK, 3, 2)) == [
        "1 activity is completed or stopped and is not counted; it needed EUR 10."
    ]


def _shown(one: MoneyLine) -> tuple[object, ...]:
    return one.years, one.cost, one.national, one.external, one.gap


def test_a_line_states_each_of_its_amounts_in_the_currency_of_the_need() -> None:
    lines = [
        *(line(NEEDED, 1000, year) for year in (2021, 2022)),
        *(line(NATIONAL, 300, year) for year in (2021, 2022)),
        *(line(PLEDGED, 200, year) for year in (2021, 2022)),
    ]
    found = money(Plan(id=PLAN, currency=EUR), work(plan=PLAN), *lines)
    assert _shown(found.total) == (
        (),
        Money(2000, EUR),
        Money(600, EUR),
        Money(400, EUR),
        Money(1000, EUR),
    )
    amounts = (Money(1000, EUR), Money(300, EUR), Money(200, EUR), Money(500, EUR))
    for rows in (2, 3):
        shown = [_shown(one) for one in first_years(found.totals, rows=rows)]
        assert shown == [((2021,), *amounts), ((2022,), *amounts)]
