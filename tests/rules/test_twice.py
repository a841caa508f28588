"""Records that were entered twice are found by name, number, place, size and shape."""

from __future__ import annotations

import datetime as dt
import random
import time
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccmdesk.model.activity import Activity, ActivityType
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.document import document_of
from ccmdesk.model.ids import ActivityId, HazardousAreaId
from ccmdesk.model.values import Period, Polygon, Position, Quantity, Texts
from ccmdesk.rules.overlap import share_in_common
from ccmdesk.rules.twice import Pair, pairs

HERE = Position(179_000_000, 1_026_000_000)


def area(number: int, **values: Any) -> HazardousArea:
    name = values.pop("name", "")
    texts = Texts.of({"en": name})
    return HazardousArea(id=HazardousAreaId(UUID(int=number)), name=texts, **values)


def moved(metres: int, place: Position = HERE) -> Position:
    return replace(place, latitude_e7=place.latitude_e7 + metres * 90)


def square(side: int, *, at: int = 0) -> Polygon:
    """Return a square of *side* metres whose southern corner lies *at* metres to the north."""
    south, west = moved(at).latitude_e7, HERE.longitude_e7
    corners = ((0, 0), (0, 1), (1, 1), (1, 0))
    return Polygon(
        tuple(Position(south + up * side * 90, west + right * side * 94) for up, right in corners)
    )


def reasons(*records: Any) -> list[str]:
    return [str(said.msgid) for pair in pairs(document_of(records)) for said in pair.reasons]


def said(pair: Pair) -> tuple[str, ...]:
    return tuple(reason.msgid for reason in pair.reasons)


ONE_AREA = [
    (
        area(1, code="HA-007", size_m2=1000),
        area(2, code="ha 7", size_m2=1010),
        ["The same number", "The same size, or nearly"],
    ),
    (
        area(1, name="Ban Na Kang", position=HERE),
        area(2, name="BAN NA-KANG", position=moved(200)),
        ["The same name", "Near each other"],
    ),
    (
        area(1, name="Ban Na Kang 2", position=HERE),
        area(2, name="Ban Na Khang 2", position=moved(20)),
        ["Nearly the same name", "In the same place"],
    ),
    (
        area(1, polygon=square(200), size_m2=40_000),
        area(2, polygon=square(210, at=10), size_m2=41_000),
        [
            "Their outlines cover each other for the most part",
            "In the same place",
            "The same size, or nearly",
        ],
    ),
    (
        area(1, name="حقل الرز", size_m2=5, code="٧"),
        area(2, name="حقل الرّز", code="7"),
        ["The same number", "The same name"],
    ),
]
TWO_AREAS = [
    (area(1, name="Rice field", size_m2=900), area(2, name="School", size_m2=900)),
    (area(1, name="Ban Na 1", position=HERE), area(2, name="Ban Na 2", position=moved(10))),
    (area(1, name="Ban Na", position=HERE), area(2, name="Ban Na", position=moved(20_000))),
    (area(1, polygon=square(50)), area(2, polygon=square(500))),
    (area(1, position=HERE, size_m2=50), area(2, position=HERE, size_m2=50)),
    (area(1), area(2)),
    (area(1, code="HA-1"), area(2, code="HA-1")),
]


@pytest.mark.parametrize(("one", "other", "why"), ONE_AREA)
def test_one_area_is_found_with_the_reasons(one: Any, other: Any, why: list[str]) -> None:
    assert reasons(one, other) == why


@pytest.mark.parametrize(("one", "other"), TWO_AREAS)
def test_two_areas_are_left_alone(one: Any, other: Any) -> None:
    assert reasons(one, other) == []


def test_one_activity_is_found_and_another_kind_of_work_is_not() -> None:
    one = Activity(
        id=ActivityId(UUID(int=1)),
        type=ActivityType.CLEARANCE,
        title=Texts.of({"en": "Clear the school of Ban Na", "fr": "Dépolluer l'école de Ban Na"}),
        place=Texts.of({"en": "Ban Na"}),
        quantity=Quantity(12_000, "m2"),
        period=Period(dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
    )
    other = replace(
        one, id=ActivityId(UUID(int=2)), title=Texts.of({"fr": "Depolluer l’ecole de Ban Na"})
    )
    assert reasons(one, other) == [
        "The same name",
        "The same place name",
        "The same size, or nearly",
        "The same dates",
    ]
    assert reasons(one, replace(other, type=ActivityType.TRAINING)) == []
    later = Period(dt.date(2027, 1, 1), dt.date(2027, 12, 31))
    assert reasons(one, replace(other, period=later, quantity=None)) == []


def test_an_outline_within_a_much_larger_one_has_little_in_common() -> None:
    assert share_in_common(square(100), square(100)) == 1
    assert share_in_common(square(50), square(500)) < 0.1
    assert share_in_common(square(100), square(100, at=500)) == 0
    assert 0.4 < share_in_common(square(100), square(100, at=50)) < 0.6


_AREAS: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    name=st.sampled_from(["Ban Na", "Ban Na 2", "Ban Nah", "School", ""]),
    code=st.sampled_from(["HA-1", "ha 01", "N-7", ""]),
    size_m2=st.sampled_from([None, 100, 103, 900]),
    position=st.sampled_from([None, HERE, moved(30), moved(250), moved(9_000)]),
    polygon=st.sampled_from([None, square(100), square(110, at=5), square(400)]),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(_AREAS, max_size=8), st.randoms(use_true_random=False))
def test_suggestions_do_not_hang_on_the_order_and_never_name_what_is_told_apart(
    found: list[dict[str, Any]], order: random.Random
) -> None:
    areas = [area(number, **dict(values)) for number, values in enumerate(found, 1)]
    suggested = pairs(document_of(areas))
    mirrored = [replace(one, id=HazardousAreaId(UUID(int=100 - one.id.int))) for one in areas]
    order.shuffle(areas)
    assert pairs(document_of(areas)) == suggested
    turned = {
        (frozenset({100 - p.first.int, 100 - p.second.int}), p.points, said(p))
        for p in pairs(document_of(mirrored))
    }
    assert turned == {
        (frozenset({p.first.int, p.second.int}), p.points, said(p)) for p in suggested
    }
    assert all(one.first != one.second for one in suggested)
    apart = [frozenset({one.first, one.second}) for one in suggested[::2]]
    assert pairs(document_of(areas), apart=apart) == suggested[1::2]


@pytest.mark.parametrize("spread_m", [0, 2_000_000])
def test_ten_thousand_areas_take_a_bounded_time(spread_m: int) -> None:
    places = random.Random(1)
    every = [
        area(
            number,
            code=f"HA-{number}",
            name="Rice field" if number % 2 else f"Village {number // 7}",
            size_m2=places.randint(100, 100_000),
            position=moved(places.randint(0, spread_m)),
        )
        for number in range(1, 10_001)
    ]
    twin = replace(every[77], id=HazardousAreaId(UUID(int=10**6)), code="N-1")
    begun = time.process_time()
    found = pairs(document_of([*every, twin]))
    assert time.process_time() - begun < 20
    assert (every[77].id, twin.id) in {(pair.first, pair.second) for pair in found}
