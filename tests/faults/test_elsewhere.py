"""The same work in other languages and zones stores the same: eight locales in four zones.

Ordinarily four of the 32, which CCMDESK_SEED chooses; CCMDESK_FAULTS=1 tries all. The locales are
made for the test where the system can make them; how many were in force is noted.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.digits import parse_number
from ccmdesk.lang.lang import Lang
from ccmdesk.lang.parse import parse_value
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.facts import Unit
from ccmdesk.model.values import Money, PartialDate, Position, Quantity

ALL = bool(os.environ.get("CCMDESK_FAULTS"))
SEED = os.environ.get("CCMDESK_SEED", "0")
SCRIPT = Path(__file__).with_name("elsewhere.py")
LOCALES = ["fr_FR", "ar_EG", "zh_CN", "lo_LA", "km_KH", "pt_PT", "es_CO", "ru_RU"]
ZONES = ["Pacific/Honolulu", "Asia/Kathmandu", "Pacific/Kiritimati", "Europe/Sarajevo"]
EVERY = list(itertools.product(LOCALES, ZONES))
PLACE = [445_300_000, 186_700_000]
READ = {
    "areas": [
        ["KIRIŞ İLERİ", 42_000, PLACE],
        ["ılıca", 42_000, PLACE],
        [None, 1250, PLACE],
    ],
    "activity": [
        ["2026-02-01", "2026-11-30"],
        [42, "villages"],
        [450_000_75, "USD", None],
        "İstanbul ISPARTA ısparta",
    ],
}
DIGITS = {
    "latin": "0123456789",
    "arabic": "٠١٢٣٤٥٦٧٨٩",
    "persian": "۰۱۲۳۴۵۶۷۸۹",
    "lao": "໐໑໒໓໔໕໖໗໘໙",
}
TYPED: list[tuple[str, Any, dict[str, Any], Any]] = [
    ("42000", int, {}, 42_000),
    ("4,25 ha", int, {"unit": Unit.SQUARE_METRE}, 42_500),
    ("30/11/2026", PartialDate, {}, PartialDate("2026-11-30")),
    ("11/2026", PartialDate, {}, PartialDate("2026-11")),
    ("2026", PartialDate, {}, PartialDate("2026")),
    ("1 234 567,89 eur", Money, {}, Money(123_456_789, CurrencyCode("EUR"))),
    ("1.234,50", Money, {"currency": "USD"}, Money(123_450, CurrencyCode("USD"))),
    ("24 trainees", Quantity, {}, Quantity(24, "trainees")),
    ("44,53; 18,67", Position, {}, Position(*PLACE)),
]


def _chosen() -> list[tuple[str, str]]:
    """Return four of them, each of another locale and in another zone; or all."""
    if ALL:
        return EVERY
    chance = random.Random(SEED)
    return list(zip(chance.sample(LOCALES, 4), chance.sample(ZONES, 4), strict=True))


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the locales, as far as this system can make them."""
    folder = tmp_path_factory.mktemp("locales")
    maker = shutil.which("localedef")
    for name in {locale for locale, _ in _chosen()} if maker else ():
        made = [str(maker), "-i", name, "-f", "UTF-8", str(folder / f"{name}.UTF-8")]
        subprocess.run(made, check=False, capture_output=True)
    return folder


@pytest.mark.timeout(14400 if ALL else 900)
def test_the_same_is_stored_whatever_the_language_and_zone_of_the_machine(
    tmp_path: Path, locales: Path, record_property: Any
) -> None:
    hashes, done_in, in_force = set(), 0, 0
    for number, (locale, zone) in enumerate(_chosen()):
        folder = tmp_path / str(number)
        folder.mkdir()
        name = f"{locale}.UTF-8"
        there = {"LOCPATH": str(locales), "LC_ALL": name, "LANG": name, "TZ": zone}
        done = subprocess.run(
            [sys.executable, str(SCRIPT), str(folder)],
            env={**os.environ, **there, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (locale, zone, done.stderr)
        found = json.loads(done.stdout)
        hashes.update(found.pop("hashes"))
        in_force += found.pop("locale") == name
        assert found == READ, (locale, zone)
        assert (folder / "a.pdf").stat().st_size > 10_000
        assert (folder / "a.ccmb").stat().st_size > 1000
        done_in += 1
    record_property("places", done_in)
    record_property("locales in force", in_force)
    record_property("contents", len(hashes))
    assert done_in == len(_chosen())
    assert in_force == (done_in if list(locales.iterdir()) else 0)
    assert len(hashes) == 1


@pytest.mark.parametrize("digits", DIGITS)
@pytest.mark.parametrize("language", SHIPPED)
def test_every_input_takes_the_digits_of_other_scripts(language: str, digits: str) -> None:
    script = str.maketrans(DIGITS["latin"], DIGITS[digits])
    lang = Lang.load(language)
    for text, kind, how, expected in TYPED:
        assert parse_value(kind, text.translate(script), lang=lang, **how) == expected
    assert parse_number("-1 234,5".translate(script), language=language) == parse_number(
        "-1234.5", language="en"
    )
