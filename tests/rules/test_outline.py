"""The checks of an outline: each names its points; and which places lie in a country."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.values import E7, Polygon, Position
from ccmdesk.rules.border import Border
from ccmdesk.rules.geometry import crossing, metres_apart, polygon_size_m2
from ccmdesk.rules.outline import outline_faults

COUNTRY = Border([((15.0, 42.0), (20.0, 42.0), (20.0, 46.0), (15.0, 46.0))])
A, B, C, D = (
    Position(445_300_000, 186_700_000),
    Position(445_300_000, 186_720_000),
    Position(445_320_000, 186_720_000),
    Position(445_320_000, 186_700_000),
)
SIZE = polygon_size_m2(Polygon((A, B, C, D)))


def told(*points: Position, stated_m2: int | None = None) -> list[str]:
    faults = outline_faults(points, stated_m2=stated_m2, border=COUNTRY)
    return [ENGLISH.say(fault) for fault in faults]


def test_a_sound_outline_has_no_faults() -> None:
    assert told(A, B, C, D, stated_m2=SIZE) == told() == []


def test_each_fault_names_its_points() -> None:
    far, abroad = Position(445_300_000, 189_000_000), Position(445_300_000, 206_000_000)
    assert told(A, B) == ["Point 3 is missing: an outline needs at least three points."]
    assert told(A, B, B, C) == ["Point 3 is at the same place as point 2."]
    assert told(A, B, C, D, A) == [
        "Point 5 is point 1 again: leave it out, the outline closes by itself."
    ]
    assert told(A, C, B, D) == [
        "The side from point 1 to point 2 crosses the side from point 3 to point 4."
    ]
    assert told(A, B, far) == ["Point 3 is 18 km away from point 2. Compare both."]
    assert told(A, B, abroad)[1:] == ["Point 3 lies outside the outline of the country."]


def test_a_last_side_that_crosses_ends_at_point_one() -> None:
    assert told(A, B, D, C) == [
        "The side from point 2 to point 3 crosses the side from point 4 to point 1."
    ]


def test_the_size_is_compared_when_the_outline_is_sound() -> None:
    (fault,) = told(A, B, C, D, stated_m2=2 * SIZE)
    assert fault.startswith("The outline encloses")
    assert told(A, B, C, D, stated_m2=SIZE * 104 // 100) == []


def test_a_place_near_the_border_is_not_called_outside() -> None:
    inside = [Position(44 * E7, 17 * E7), Position(44 * E7, 200_150_000)]
    outside = [Position(n * E7, round(e * E7)) for n, e in ((44, 20.03), (48, 17), (40, 17))]
    assert not COUNTRY.leaves_out_any(inside)
    assert all(COUNTRY.leaves_out(place) for place in outside)
    assert COUNTRY.leaves_out_any([*inside, outside[0]])


def test_a_country_on_both_sides_of_the_date_line_holds_both() -> None:
    fiji = Border([((177.0, -19.0), (182.0, -19.0), (182.0, -15.0), (177.0, -15.0))])
    assert not fiji.leaves_out(Position(-17 * E7, 178 * E7))
    assert not fiji.leaves_out(Position(-17 * E7, -179 * E7))
    assert fiji.leaves_out(Position(-17 * E7, -170 * E7))


def test_the_distance_of_two_places_is_right_within_half_a_per_cent() -> None:
    degree = metres_apart(Position(0, 0), Position(0, E7))
    assert degree == pytest.approx(111_320, rel=0.005)


def _in_fiji(middle: float, *corners: tuple[float, float]) -> tuple[Position, ...]:
    """Return corners (east and north of the middle, in degrees) round a longitude."""
    return tuple(
        Position(round((-16.8 + north) * E7), round(_turned(middle + east) * E7))
        for east, north in corners
    )


def _turned(longitude: float) -> float:
    return longitude - 360 if longitude > 180 else longitude


NOTCHED = (
    (-0.004, 0),
    (0.004, 0),
    (0.004, 0.004),
    (0.001, 0.004),
    (0.001, 0.002),
    (-0.001, 0.002),
    (-0.001, 0.004),
    (-0.004, 0.004),
)
BOW = ((-0.004, 0), (0.004, 0.004), (0.004, 0), (-0.003, 0.004))


@pytest.mark.parametrize("middle", [179.98, 179.997, 180, 180.003, 180.02])
def test_an_outline_across_180_degrees_is_looked_at_as_one_elsewhere(middle: float) -> None:
    crosses = ["The side from point 1 to point 2 crosses the side from point 3 to point 4."]
    said = outline_faults(_in_fiji(middle, *NOTCHED))
    assert [ENGLISH.say(fault) for fault in said] == []
    said = outline_faults(_in_fiji(middle, *BOW))
    assert [ENGLISH.say(fault) for fault in said] == crosses


@given(
    st.lists(
        st.tuples(st.integers(-40_000, 40_000), st.integers(-40_000, 40_000)),
        min_size=3,
        max_size=9,
    )
)
def test_what_crosses_does_so_at_every_longitude(corners: list[tuple[int, int]]) -> None:
    def ring(middle: int) -> Polygon:
        half = 180 * E7
        return Polygon(
            tuple(
                Position(-168_000_000 + north, (middle + east + half) % (2 * half) - half)
                for east, north in corners
            )
        )

    here, there = ring(170 * E7), ring(180 * E7)
    assert crossing(there) == crossing(here)
    assert polygon_size_m2(there) == polygon_size_m2(here)
