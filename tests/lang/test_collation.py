"""Names stand in the order of the alphabet of their language."""

from __future__ import annotations

import random
import subprocess
import sys
from typing import cast

import pytest

from ccmdesk.lang.catalogue import PAPER_LANGUAGES
from ccmdesk.lang.collation import collated, sort_key
from ccmdesk.model.folding import fold
from ccmdesk.model.values import Texts

ORDERED = {
    "ru": ["Адыгея", "Елец", "Ёлкино", "Ельня", "Железногорск", "Йошкар-Ола", "Щёлково"],
    "es": ["Chocó", "Cuenca", "Nariño", "Nieva", "Nunchía", "Ñeembucú", "Oaxaca", "Óscar"],
    "bs": ["Cazin", "Čapljina", "Čelić", "Ćoralići", "Doboj", "Drvar", "Džakule", "Đulići",
           "Ljubuški", "Sanski Most", "Srebrenica", "Šamac", "Široki Brijeg", "Zenica",
           "Zvornik", "Žepče"],
    "zh": ["阿尔巴尼亚", "澳大利亚", "巴西", "保加利亚", "德国", "老挝", "黎巴嫩", "挪威",
           "日本", "赞比亚"],
    "ar": ["آيسلندا", "أذربيجان", "إسبانيا", "أفغانستان", "ألبانيا", "ألمانيا", "أنغولا",
           "بيرو", "تشاد", "ليبريا"],
    "pt": ["Água Grande", "Angola", "Bié", "Cunene", "Huíla", "Índico", "Zaire"],
    "fr": ["Algérie", "Égypte", "Équateur", "Estonie", "île Maurice", "Zambie"],
}  # fmt: skip
"""Names as a list in that language has them."""


@pytest.mark.parametrize("language", ORDERED)
def test_names_stand_in_the_order_of_their_alphabet(language: str) -> None:
    names = ORDERED[language]
    mixed = random.Random(3).sample(names, len(names))
    assert list(collated(mixed, str, language=language)) == names
    assert sorted(names) != names, "these names would prove nothing"


def test_neither_code_points_nor_letters_without_marks_give_the_order_of_bosnian() -> None:
    assert sorted(ORDERED["bs"], key=fold) != ORDERED["bs"]
    assert collated(["Čelić", "Cazin", "Cvrsnica"], str, language="bs")[-1] == "Čelić"
    assert collated(["Čelić", "Cazin", "Cvrsnica"], str, language="en")[1] == "Čelić"


@pytest.mark.parametrize("language", PAPER_LANGUAGES)
def test_numbers_in_names_count_and_what_has_no_name_comes_last(language: str) -> None:
    names = ["", "BLU-97", None, "BLU-9", "BLU-26", Texts(), Texts.of({language: "BLU-3"})]
    found = cast("list[Texts | str]", list(collated(names, lambda name: name, language=language)))
    assert found == [Texts.of({language: "BLU-3"}), "BLU-9", "BLU-26", "BLU-97", "", None, Texts()]


def test_names_alike_keep_the_order_they_came_in() -> None:
    assert collated([(2, "Pale"), (1, "Pale")], lambda each: each[1], language="bs")[0] == (
        2,
        "Pale",
    )


def test_a_text_stands_by_what_is_read_of_it() -> None:
    one, two = Texts.of({"en": "Zambia", "fr": "Albanie"}), Texts.of({"en": "Mali"})
    assert collated([two, one], lambda text: text, language="fr") == (one, two)
    assert collated([two, one], lambda text: text, language="es") == (two, one)


def test_the_order_does_not_hang_on_the_language_of_the_machine() -> None:
    code = (
        "import icu; icu.Locale.setDefault(icu.Locale('sv'));"
        "from ccmdesk.lang.collation import collated;"
        "print(collated(['Zenica', 'Örebro', 'Oslo'], str, language='tg'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "('Örebro', 'Oslo', 'Zenica')"


def test_icu_is_loaded_by_the_first_list_only() -> None:
    code = (
        "import sys; from ccmdesk.lang.collation import sort_key;"
        "assert 'icu' not in sys.modules; sort_key('ru'); assert 'icu' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_one_language_is_made_ready_once() -> None:
    assert sort_key("bs") is sort_key("bs")
