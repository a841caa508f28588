"""The base map: every State has an outline, also across the date line, and its surroundings."""

from __future__ import annotations

import pytest

from ccmdesk.model.codes import StateCode
from ccmdesk.model.packs import load_packs
from ccmdesk.model.resources import resource
from ccmdesk.report.base_map import BaseMap, base_map
from ccmdesk.report.maps import Ring

PACKS = load_packs(resource("packs"))


def _map(code: str) -> BaseMap:
    found = base_map(StateCode(code))
    assert found is not None
    return found


def _box(rings: tuple[Ring, ...]) -> tuple[float, float, float, float]:
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    return min(xs), min(ys), max(xs), max(ys)


def test_every_state_of_the_pack_has_an_outline() -> None:
    assert [code for code in PACKS.states if base_map(code) is None] == []


def test_a_country_lies_where_it_lies() -> None:
    west, south, east, north = _box(_map("LAO").country)
    assert (100 < west < 101, 13 < south < 14.5) == (True, True)
    assert (107 < east < 108, 22 < north < 23) == (True, True)


def test_land_around_is_cut_to_the_view() -> None:
    found = _map("LBN")
    west, south, east, north = _box(found.country)
    margin = 0.35
    for ring in found.around:
        left, bottom, right, top = _box((ring,))
        assert left >= west - margin
        assert right <= east + margin
        assert bottom >= south - margin
        assert top <= north + margin


@pytest.mark.parametrize(("code", "north"), [("SOM", 11.0), ("CYP", 35.5)])
def test_a_part_without_a_code_of_its_own_is_drawn_with_its_state(code: str, north: float) -> None:
    assert _box(_map(code).country)[3] > north


def test_a_country_on_both_sides_of_the_date_line_is_in_one_piece() -> None:
    west, _, east, _ = _box(_map("FJI").country)
    assert east - west < 10


def test_a_state_that_is_not_on_the_map_has_none() -> None:
    assert base_map(StateCode("XXX")) is None
