"""The base map: every State has an outline, also across the date line, and its surroundings."""

from __future__ import annotations

import pytest

from ccmdesk.model.codes import StateCode
from ccmdesk.model.packs import load_packs
from ccmdesk.model.resources import resource
from ccmdesk.report.base_map import BaseMap, base_map, fine_map, fine_rings
from ccmdesk.report.fine_outlines import packed, unpacked
from ccmdesk.report.maps import AreaMap, Ring
from ccmdesk.report.pdf.map_field import Size, field_of

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
    beside, margin = 1.6, 0.35
    for ring in found.around:
        left, bottom, right, top = _box((ring,))
        assert left >= west - beside
        assert right <= east + beside
        assert bottom >= south - margin
        assert top <= north + margin


@pytest.mark.parametrize("code", ["BIH", "LAO", "DEU"])
def test_land_beside_a_country_reaches_to_the_sides_of_the_frame(code: str) -> None:
    found = _map(code)
    block = AreaMap(
        caption="", alternative="", note="", country=found.country, around=found.around,
        areas=(), legend=(), scale=(1, "1 km"),
    )  # fmt: skip
    field = field_of(block, Size(482.0, 345.0))
    xs = [field.point(place)[0] for ring in found.around for place in ring]
    assert min(xs) <= 0
    assert max(xs) >= field.size.width


@pytest.mark.parametrize(("code", "north"), [("SOM", 11.0), ("CYP", 35.5)])
def test_a_part_without_a_code_of_its_own_is_drawn_with_its_state(code: str, north: float) -> None:
    assert _box(_map(code).country)[3] > north


def test_a_country_on_both_sides_of_the_date_line_is_in_one_piece() -> None:
    west, _, east, _ = _box(_map("FJI").country)
    assert east - west < 10


def test_a_state_that_is_not_on_the_map_has_none() -> None:
    assert base_map(StateCode("XXX")) is None


def test_every_state_has_a_finer_outline_that_lies_in_the_same_place() -> None:
    for code in PACKS.states:
        fine, coarse = _box(fine_rings(StateCode(code))), _box(_map(code).country)
        apart = (fine[0] - coarse[2], coarse[0] - fine[2], fine[1] - coarse[3], coarse[1] - fine[3])
        assert max(apart) < 0.05, code


def test_the_finer_map_has_more_places_and_the_same_neighbours() -> None:
    coarse, fine = _map("LBN"), fine_map(StateCode("LBN"))
    assert fine is not None
    assert sum(map(len, fine.country)) > 3 * sum(map(len, coarse.country))
    sides = zip(_box(fine.around), _box(coarse.around), strict=True)
    assert all(abs(one - other) < 0.1 for one, other in sides)
    assert fine_map(StateCode("XXX")) is None


def test_packed_steps_are_read_back() -> None:
    steps = [0, 1, -1, 63, 64, -64, -65, 99_999, -99_999]
    assert list(unpacked(packed(steps))) == steps
    assert len(packed([63, -64])) == 2
