"""Words of units go with their numbers, as each language counts; small figures are no zero."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ccmdesk.lang.formats import AreaUnit
from ccmdesk.lang.lang import ENGLISH, Lang
from ccmdesk.lang.units import amount_text
from ccmdesk.model.units import COUNTED, UNITS


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["0 packages", "1 package", "2 packages", "-1 package", "21 packages"]),
        ("fr", ["0 lot", "1 lot", "2 lots", "-1 lot", "21 lots"]),
        ("ru", ["0 пакетов", "1 пакет", "2 пакета", "-1 пакет", "21 пакет"]),
        ("bs", ["0 paketa", "1 paket", "2 paketa", "-1 paket", "21 paket"]),
        ("zh", ["0 套", "1 套", "2 套", "-1 套", "21 套"]),
    ],
)
def test_the_word_of_a_unit_goes_with_its_number(language: str, told: list[str]) -> None:
    lang = Lang.load(language)
    assert [amount_text(lang, n, unit="packages") for n in (0, 1, 2, -1, 21)] == told


def test_every_usual_unit_but_a_sign_is_counted() -> None:
    assert set(COUNTED) == set(UNITS) - {"m2", "per cent", "ha", "km", "kg"}


def test_what_is_there_is_never_shown_as_zero() -> None:
    shown = {
        size: ENGLISH.area_figure(size, unit=AreaUnit.KM2)
        for size in (0, 1, 300, 4_999, 5_000, 5_001, -300, 1_004_999)
    }
    assert shown == {
        0: "0.00",
        1: "0.000001",
        300: "0.0003",
        4_999: "0.0050",
        5_000: "0.005",
        5_001: "0.01",
        -300: "-0.0003",
        1_004_999: "1.00",
    }
    assert ENGLISH.area_figure(7, unit=AreaUnit.HA) == "0.0007"
    assert [ENGLISH.rounded(Decimal(text)) for text in ("0.4", "0", "1.4")] == ["0.4", "0", "1"]
