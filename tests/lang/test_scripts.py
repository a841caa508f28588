"""Direction, fonts and leading of languages."""

from __future__ import annotations

import pytest

from ccmdesk.lang.scripts import (
    Direction,
    direction_of,
    fonts_of,
    is_rtl,
    leading_factor,
    script_of,
)


@pytest.mark.parametrize(
    ("language", "script", "direction"),
    [
        ("en", "Latn", Direction.LTR),
        ("ru", "Cyrl", Direction.LTR),
        ("zh", "Hans", Direction.LTR),
        ("ar", "Arab", Direction.RTL),
        ("ar-LB", "Arab", Direction.RTL),
        ("ar_XB", "Arab", Direction.RTL),
        ("sr_Latn", "Latn", Direction.LTR),
        ("uz-Arab-AF", "Arab", Direction.RTL),
        ("xx", "Latn", Direction.LTR),
    ],
)
def test_script_and_direction_follow_from_the_tag(
    language: str, script: str, direction: Direction
) -> None:
    assert script_of(language) == script
    assert direction_of(language) is direction
    assert is_rtl(language) is (direction is Direction.RTL)


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("en", "Noto Sans"),
        ("ru", "Noto Sans"),
        ("vi", "Noto Sans"),
        ("ar", "Vazirmatn"),
        ("fa", "Vazirmatn"),
        ("zh", "Noto Sans SC"),
        ("lo", "Noto Sans Lao"),
        ("km", "Noto Sans Khmer"),
    ],
)
def test_the_best_family_comes_first_and_all_others_follow(language: str, first: str) -> None:
    families = [fonts.family for fonts in fonts_of(language)]
    assert families[0] == first
    assert len(set(families)) == len(families) == 5


def test_every_font_file_is_shipped_with_its_licence() -> None:
    for fonts in fonts_of("en"):
        assert fonts.regular.is_file()
        assert fonts.bold.is_file()
        assert fonts.italic.is_file()
        stem = fonts.regular.stem.removesuffix("-Regular")
        assert fonts.regular.with_name(f"OFL-{stem}.txt").is_file()


def test_scripts_with_tall_marks_get_more_room() -> None:
    assert leading_factor("ar") > leading_factor("en") == leading_factor("zh")
