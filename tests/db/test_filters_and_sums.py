"""A list is narrowed by values of its columns, which the database counts and adds up."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
from db_cases import BOTH, add, area, delete, edit
from hypothesis import HealthCheck, Phase, given, settings

from ccmdesk.db.filters import Filter, has_values
from ccmdesk.db.query import ListQuery
from ccmdesk.db.store import Store
from ccmdesk.model.activity import Activity, Milestone
from ccmdesk.model.area import AreaStatus, HazardousArea
from ccmdesk.model.codes import CurrencyCode, ModalityCode, MunitionCode
from ccmdesk.model.facts import fields_of
from ccmdesk.model.ids import ActivityId, MilestoneId, NeedId, ObjectiveId
from ccmdesk.model.kinds import KINDS
from ccmdesk.model.need import Need
from ccmdesk.model.plan import Objective
from ccmdesk.model.values import Money, PartialDate, Period, Texts
from strategies import records

ENGINES = BOTH


def _shown(store: Store, *filters: Filter, **more: Any) -> list[int]:
    query = ListQuery(HazardousArea, filters=filters, **more)
    return [record.int for record in store.ids(query)]


def _has(name: str, *values: Any) -> Filter:
    return Filter(name, frozenset(values))


def test_a_list_shows_what_has_one_of_the_values_and_all_filters(store: Store) -> None:
    add(
        store,
        area(1, marked=True),
        area(2, status=AreaStatus.CLOSED, marked=False),
        area(3, status=AreaStatus.HANDED_OVER),
        area(4, status=None, marked=True),
    )
    assert _shown(store, _has("status", "open", "closed")) == [1, 2]
    assert _shown(store, _has("status", "open", None)) == [1, 4]
    assert _shown(store, _has("status", "open", None), _has("marked", True)) == [1, 4]
    assert _shown(store, _has("marked", False)) == [2]
    assert _shown(store, _has("status")) == []
    assert _shown(store, _has("marked", True), only=frozenset({UUID(int=4)})) == [4]


def test_a_text_is_chosen_as_the_list_shows_it(store: Store) -> None:
    add(
        store,
        area(1, province=Texts.of({"en": "North", "fr": "Nord"})),
        area(2, province=Texts.of({"en": "North"})),
        area(3, province=Texts.of({"lo": "ເໜືອ"})),
        area(4),
    )
    assert _shown(store, _has("province", "North")) == [1, 2]
    assert _shown(store, _has("province", "Nord"), language="fr") == [1]
    assert _shown(store, _has("province", "ເໜືອ", None), language="fr") == [3, 4]
    values = store.facets.values(ListQuery(HazardousArea, language="fr"), "province")
    assert values == {"Nord": 1, "North": 1, "ເໜືອ": 1, None: 1}


def test_dates_and_periods_are_chosen_by_their_years(store: Store) -> None:
    add(store, area(1, found_on=PartialDate("2019-03")), area(2, found_on=PartialDate("2020")))
    assert _shown(store, _has("found_on", 2019)) == [1]
    kind, days = Activity, (dt.date(2026, 5, 1), dt.date(2028, 1, 31))
    periods = [Period(*days), Period(days[0], None), Period(None, days[1])]
    add(store, *(kind(id=ActivityId(UUID(int=n)), period=p) for n, p in enumerate(periods, 11)))
    assert store.facets.values(ListQuery(kind), "period") == {2026: 2, 2027: 1, 2028: 2}

    def shown(year: int) -> list[int]:
        return [r.int for r in store.ids(ListQuery(kind, filters=(_has("period", year),)))]

    assert [shown(2026), shown(2027), shown(2028)] == [[11, 12], [11], [11, 13]]


def test_members_of_lists_and_references_are_values(store: Store) -> None:
    codes = MunitionCode("BLU-26"), MunitionCode("BLU-3")
    add(store, area(1, munitions=codes), area(2, munitions=codes[:1]), area(3))
    assert store.facets.values(ListQuery(HazardousArea), "munitions") == {
        "BLU-26": 2,
        "BLU-3": 1,
        None: 1,
    }
    assert _shown(store, _has("munitions", "BLU-3", None)) == [1, 3]
    one = ActivityId(UUID(int=11))
    add(store, Activity(id=one), Milestone(id=MilestoneId(UUID(int=21)), activity=one))
    assert store.facets.values(ListQuery(Milestone), "activity") == {str(one): 1}
    asked = ListQuery(Milestone, filters=(_has("activity", str(one)),))
    assert [record.int for record in store.ids(asked)] == [21]


def test_counts_and_sums_are_those_of_the_rows_shown(store: Store) -> None:
    add(store, *(area(n, size_m2=10**n, priority=1 + n % 2) for n in range(1, 5)))
    add(store, area(9, size_m2=7, priority=None))
    delete(store, area(9, size_m2=7, priority=None))
    edit(store, area(4, size_m2=None, priority=1))
    assert store.facets.sums(ListQuery(HazardousArea, search="area"), "size_m2") == {"": 1110}
    open_ones = ListQuery(HazardousArea, filters=(_has("status", "closed"),))
    assert store.facets.sums(open_ones, "size_m2") == {}
    assert store.facets.sums(
        ListQuery(HazardousArea, only=frozenset({UUID(int=1), UUID(int=3)})), "size_m2"
    ) == {"": 1010}
    assert store.facets.values(
        ListQuery(HazardousArea, only=frozenset({UUID(int=1)})), "status"
    ) == {"open": 1}


def test_money_is_added_up_by_currency(store: Store) -> None:
    def activity(number: int, minor: int, code: str) -> Activity:
        return Activity(id=ActivityId(UUID(int=number)), cost=Money(minor, CurrencyCode(code)))

    add(store, activity(1, 500, "EUR"), activity(2, 25, "EUR"), activity(3, 9, "USD"))
    add(store, Activity(id=ActivityId(UUID(int=4))))
    assert store.facets.sums(ListQuery(Activity), "cost") == {"EUR": 525, "USD": 9}


def test_a_member_of_a_list_is_not_mistaken_for_what_parts_two(store: Store) -> None:
    def need(number: int, *codes: str) -> Need:
        chosen = tuple(ModalityCode(code) for code in codes)
        return Need(id=NeedId(UUID(int=number)), modalities=chosen)

    add(store, need(1, "A", "B"), need(2, ","), need(3, "A", ",", "B"), need(4, "A,"), need(5))
    for code, wanted in ((",", [2, 3]), ("A", [1, 3]), ("B", [1, 3]), ("A,", [4])):
        asked = ListQuery(Need, filters=(_has("modalities", code),))
        assert [record.int for record in store.ids(asked)] == wanted
        equal = ListQuery(Need, where={"modalities": code})
        assert [record.int for record in store.ids(equal)] == wanted


def test_a_period_that_never_ends_is_found_by_the_years_that_are_offered(store: Store) -> None:
    add(store, objective(1, 2000, 9999), objective(2, 2150, 2151))
    offered = store.facets.values(ListQuery(Objective), "period")
    assert offered == dict.fromkeys([*range(2000, 2101), 2150, 2151], 1)
    for year in (2000, 2100, 2101, 2150):
        asked = ListQuery(Objective, filters=(Filter("period", frozenset({year})),))
        assert len(store.ids(asked)) == offered.get(year, 0)


def objective(number: int, first: int, last: int) -> Objective:
    period = Period(dt.date(first, 1, 1), dt.date(last, 12, 31))
    return Objective(id=ObjectiveId(UUID(int=number)), period=period)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_value_of_every_field_finds_as_many_records_as_it_counts(
    store: Store, kind: Any
) -> None:
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    found: dict[UUID, Any] = {}

    @settings(max_examples=12, deadline=None, phases=[Phase.generate], suppress_health_check=slow)
    @given(records(kind.record))
    def think_of(record: Any) -> None:
        found.setdefault(record.id, record)

    think_of()
    add(store, *found.values())
    for field in filter(has_values, fields_of(kind.record)):
        for value, count in store.facets.values(ListQuery(kind.record), field.name).items():
            asked = ListQuery(kind.record, filters=(Filter(field.name, frozenset({value})),))
            assert len(store.ids(asked)) == count, (field.name, value)
