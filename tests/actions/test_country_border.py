"""Which places are outside a country: known towns on both sides of known borders."""

from __future__ import annotations

import pytest

from ccmdesk.actions.country_border import country_border
from ccmdesk.model.codes import StateCode
from ccmdesk.model.values import E7, Position
from ccmdesk.rules.border import Border

AT_HOME = (
    ("BIH", "Zvornik on the Drina", 44.38605, 19.10247),
    ("BIH", "Brod on the Sava", 45.13747, 17.98722),
    ("BIH", "Gradiška on the Sava", 45.14484, 17.25453),
    ("BIH", "Novi Grad on the Una", 45.04643, 16.37782),
    ("BIH", "Velika Kladuša", 45.18497, 15.80579),
    ("LAO", "Vientiane on the Mekong", 17.96667, 102.6),
    ("LAO", "Savannakhet on the Mekong", 16.5703, 104.7622),
    ("LBN", "Tyre on the sea", 33.27333, 35.19389),
    ("LBN", "Beirut on the sea", 33.89332, 35.50157),
)
ABROAD = (
    ("BIH", "Bajina Bašta, Serbia", 43.97083, 19.5675),
    ("LAO", "Nakhon Phanom, Thailand", 17.41081, 104.77856),
    ("LBN", "Tallkalakh, Syria", 34.66842, 36.25995),
)
"""Towns less than 2.5 km from the border."""


def _border(code: str) -> Border:
    found = country_border(StateCode(code))
    assert found is not None
    return found


def _at(latitude: float, longitude: float) -> Position:
    return Position(round(latitude * E7), round(longitude * E7))


@pytest.mark.parametrize(("code", "town", "latitude", "longitude"), AT_HOME)
def test_a_town_at_the_border_is_at_home(
    code: str, town: str, latitude: float, longitude: float
) -> None:
    assert not _border(code).leaves_out(_at(latitude, longitude)), town


@pytest.mark.parametrize(("code", "town", "latitude", "longitude"), ABROAD)
def test_a_town_two_kilometres_beyond_the_border_is_abroad(
    code: str, town: str, latitude: float, longitude: float
) -> None:
    assert _border(code).leaves_out(_at(latitude, longitude)), town


def test_an_island_that_only_the_finer_outline_has_is_at_home() -> None:
    assert not _border("MDV").leaves_out(_at(-0.6, 73.0833))  # Hithadhoo


def test_a_country_within_another_is_outside_it() -> None:
    assert _border("ZAF").leaves_out(_at(-29.5, 28.5))  # Lesotho
    assert not _border("LSO").leaves_out(_at(-29.5, 28.5))


def test_a_country_on_both_sides_of_the_date_line_is_whole() -> None:
    assert not _border("FJI").leaves_out(_at(-16.8, -179.97))  # Taveuni
    assert not _border("FJI").leaves_out(_at(-18.1, 178.4))


def test_a_state_that_is_not_on_the_map_has_no_border() -> None:
    assert country_border(StateCode("XXX")) is None
