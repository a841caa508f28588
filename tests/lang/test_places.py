"""Coordinates in every notation: known pairs, typed in many ways, and there and back."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccmdesk.lang.lang import ENGLISH
from ccmdesk.lang.places.geodesic import Way, reached, way_between
from ccmdesk.lang.places.mgrs import degrees_of_mgrs, mgrs_of
from ccmdesk.lang.places.notation import Notation
from ccmdesk.lang.places.read import parse_position
from ccmdesk.lang.places.utm import Degrees, degrees_of, utm_of
from ccmdesk.lang.places.written import written, written_ring
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import E7, Position

METRES_PER_DEGREE = 111_320
ZVORNIK = Position(445_300_000, 186_700_000)

KNOWN = (
    # latitude, longitude, zone, east, north (PROJ 9.7), MGRS (GEOTRANS)
    (44.53, 18.67, 34, 314864.337, 4933382.147, "34TCQ1486433382"),
    (17.97, 102.61, 48, 246885.750, 1988495.847, "48QTE4688588495"),
    (-15.4, 28.3, 35, 639506.867, 8297011.114, "35LPC3950697011"),
    (33.5, 35.4, 36, 722950.576, 3709297.381, "36SYC2295009297"),
    (60.39, 5.32, 32, 297230.220, 6700510.175, "32VKN9723000510"),
    (78.22, 15.65, 33, 514813.527, 8683004.153, "33XWG1481383004"),
    (-33.9249, 18.4241, 34, 261881.599, 6243182.355, "34HBH6188143182"),
    (0.0, 0.0, 31, 166021.443, 0.0, "31NAA6602100000"),
)
"""Norway and Svalbard have wider zones than others."""

places = st.builds(
    Position,
    st.integers(-795_000_000, 835_000_000),
    st.integers(-1_799_999_999, 1_799_999_999),
)


def _apart_m(one: Position, other: Position) -> float:
    north = (one.latitude_e7 - other.latitude_e7) / E7
    east = ((one.longitude_e7 - other.longitude_e7) / E7 + 180) % 360 - 180
    east *= math.cos(math.radians(one.latitude_e7 / E7))
    return math.hypot(north, east) * METRES_PER_DEGREE


@pytest.mark.parametrize("known", KNOWN)
def test_places_have_the_grid_references_of_other_programs(
    known: tuple[float, float, int, float, float, str],
) -> None:
    latitude, longitude, zone, east, north, grid = known
    place = Degrees(latitude, longitude)
    found = utm_of(place)
    assert (found.zone, found.north) == (zone, latitude >= 0)
    assert found.easting == pytest.approx(east, abs=0.001)
    assert found.northing == pytest.approx(north, abs=0.001)
    assert degrees_of(found) == pytest.approx(place, abs=1e-9)
    assert (mgrs_of(place) or "").replace(" ", "") == grid
    assert degrees_of_mgrs(grid) == pytest.approx(place, abs=1e-4)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ((44.53, 18.67), (44.52842509887753, 18.673813126370042)),
        ((-15.4, 28.3), (-15.401581507956923, 28.302823632662992)),
        ((78.22, 15.65), (78.21843225046288, 15.663292733620965)),
    ],
)
def test_a_way_leads_where_other_programs_say(
    start: tuple[float, float], end: tuple[float, float]
) -> None:
    way = Way(120.0, 350.0)
    assert reached(Degrees(*start), way) == pytest.approx(end, abs=1e-9)
    assert way_between(Degrees(*start), Degrees(*end)) == pytest.approx(way, abs=1e-3)


def test_the_classic_line_of_vincenty_is_found() -> None:
    """Flinders Peak to Buninyong, as Geoscience Australia publishes it (GRS 80, same to 1 mm)."""
    flinders = Degrees(-37.95103341666667, 144.42486788888889)
    buninyong = Degrees(-37.65282113888889, 143.92649552777777)
    found = way_between(flinders, buninyong)
    assert found is not None
    assert found.metres == pytest.approx(54972.271, abs=0.002)
    assert found.bearing == pytest.approx(306.86816, abs=1e-5)


@pytest.mark.parametrize(
    "typed",
    [
        "44.53 18.67",
        "44.53, 18.67",
        "44.53,18.67",
        "44,53 18,67",
        "44,53; 18,67",
        "٤٤٫٥٣ ١٨٫٦٧",
        "۴۴٫۵۳، ۱۸٫۶۷",
        "໔໔.໕໓ ໑໘.໖໗",
        "４４．５３ １８．６７",
        "44.53°N 18.67°E",
        "18.67E 44.53N",
        "N 44.53 E 18.67",
        "44°31'48\"N 18°40'12\"E",
        "44º 31′ 48″ N, 18º 40′ 12″ E",
        "44 31.8 18 40.2",
        "N44 31.8 E018 40.2",
        "44 31 48.0 18 40 12.0",
        "44°31'48\"С 18°40'12\"В",
        "北44°31′48″ 东18°40′12″",
        "34T 314864.337 4933382.147",
        "34 T 314864.337mE 4933382.147mN",
        "34N E314864.337 N4933382.147",
    ],
)
def test_a_position_is_read_in_every_notation_and_script(typed: str) -> None:
    assert _apart_m(parse_position(typed, language="en"), ZVORNIK) < 0.02


def test_west_is_o_where_people_write_it_so() -> None:
    assert parse_position("12°30'N 15°00'O", language="fr") == Position(125_000_000, -150_000_000)


def test_a_southern_half_may_be_written_instead_of_the_band() -> None:
    assert parse_position("35S 639507 8297011", language="en").latitude_e7 == pytest.approx(
        -154_000_000, abs=100
    )


def test_a_way_is_taken_from_the_point_before_or_from_one_that_is_typed() -> None:
    end = Position(445_284_251, 186_738_131)
    assert parse_position("120° 350 m", language="en", start=ZVORNIK) == end
    assert parse_position("120 0,35 km", language="en", start=ZVORNIK) == end
    assert parse_position("120° 350 م", language="ar", start=ZVORNIK) == end
    assert parse_position("120° 350 м", language="ru", start=ZVORNIK) == end
    assert parse_position("44.53 18.67 120° 350 m", language="en") == end
    assert _apart_m(parse_position("34TCQ1486433382 120° 350 m", language="en"), end) < 1


@pytest.mark.parametrize("language", ["en", "fr", "bs", "ar"])
@pytest.mark.parametrize(
    ("typed", "minutes", "decimals"),
    [
        ("44,53,18,47", "44°53′ 18°47′", "44.53 18.47"),
        ("44,5,18,6", "44°5′ 18°6′", "44.5 18.6"),
        ("-34,75,-58,3", "-34°75′ -58°3′", "-34.75 -58.3"),
        ("٤٤،٥٣،١٨،٤٧", "44°53′ 18°47′", "44.53 18.47"),
        ("44,53,18,47,", "44°53′ 18°47′", "44.53 18.47"),
    ],
)
def test_four_numbers_with_commas_alone_are_asked_back(
    typed: str, minutes: str, decimals: str, language: str
) -> None:
    with pytest.raises(Problem) as refused:
        parse_position(typed, language=language)
    said = ENGLISH.say(refused.value.message)
    assert "can be read in two ways" in said
    assert f"Type {minutes} or {decimals}," in said


def test_what_is_offered_for_four_numbers_is_read_and_so_is_what_leaves_no_question() -> None:
    by_minutes, by_decimals = Position(448833333, 187833333), Position(445300000, 184700000)
    assert parse_position("44°53′ 18°47′", language="fr") == by_minutes
    assert parse_position("44,53,0,18,47,0", language="fr") == by_minutes
    for typed in ("44.53 18.47", "44,53 18,47", "44,53, 18,47", "44,53;18,47", "44,53N,18,47E"):
        assert parse_position(typed, language="fr") == by_decimals
    assert parse_position("44,18", language="fr") == Position(440000000, 180000000)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "is not a position"),
        ("44.53", "is not a position"),
        ("44.53N 18.67N", "is not a position"),
        ("-44.53N 18.67E", "is not a position"),
        ("44.5 31 18 40", "is not a position"),
        ("somewhere", "is not a position"),
        ("95 18", "not a position on the earth"),
        (f"{'9' * 400} 18", "not a position on the earth"),
        (f"44.53 -{'9' * 400}.5", "not a position on the earth"),
        (f"44.53N {'9' * 400}O", "not a position"),
        (f"120° {'9' * 400} m", "below 1000 km"),
        ("44 61 18 40", "minutes and seconds"),
        ("34TIQ1486433382", "military grid"),
        ("34TCQ148643338", "military grid"),
        ("61TCQ1486433382", "military grid"),
        ("34T 314864 933382", "does not lie in the zone"),
        ("61T 314864 4933382", "does not lie in the zone"),
        ("120° 350 m", "needs a point to start from"),
        ("44.53 18.67 400° 350 m", "between 0 and 360"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(typed: str, why: str) -> None:
    with pytest.raises(Problem) as refused:
        parse_position(typed, language="en")
    assert why in ENGLISH.say(refused.value.message)


@given(places, st.sampled_from(Notation))
def test_every_notation_is_read_back_as_the_same_place(place: Position, notation: Notation) -> None:
    nearest = {Notation.DECIMAL: 0.0, Notation.SEXAGESIMAL: 0.25, Notation.UTM: 0.8}
    again = parse_position(written(place, notation), language="en")
    assert _apart_m(again, place) <= nearest.get(notation, 1.5)


@given(
    st.lists(places, min_size=1, max_size=1),
    st.lists(
        st.tuples(st.integers(-300_000, 300_000), st.integers(-300_000, 300_000)),
        min_size=1,
        max_size=8,
    ),
)
def test_an_outline_of_ways_is_read_back_point_by_point(
    first: list[Position], steps: list[tuple[int, int]]
) -> None:
    points = list(first)
    for north, east in steps:
        last = points[-1]
        longitude = (last.longitude_e7 + east + 1_800_000_000) % 3_600_000_000 - 1_800_000_000
        latitude = max(min(last.latitude_e7 + north, 840_000_000), -800_000_000)
        points.append(Position(latitude, longitude))
    start = None
    for text, point in zip(written_ring(points, Notation.WAY, start=None), points, strict=True):
        assert _apart_m(parse_position(text, language="en", start=start), point) < 0.5
        start = point


def test_what_lies_beyond_the_grids_is_written_in_degrees() -> None:
    pole = Position(889_000_000, 10_000_000)
    for notation in (Notation.UTM, Notation.MGRS, Notation.WAY):
        assert written(pole, notation) == "88.90000 1.00000"
    assert way_between(Degrees(0.0, 0.0), Degrees(0.5, 179.7)) is None
    assert way_between(Degrees(1.0, 2.0), Degrees(1.0, 2.0)) == Way(0.0, 0.0)
