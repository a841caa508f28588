"""Texts of mixed scripts: which way they run, and where their … stands."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QFontMetrics, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QLineEdit

from ccmdesk.lang.lang import Lang
from ccmdesk.ui.app import font_of
from ccmdesk.ui.direction import LTR, RTL, directed, elided, unmarked, way_of

ARABIC = "N4-02 · مسح تقني للمناطق المشتبه بها"
ENGLISH = "N4-02 · Technical survey of suspected areas"
WIDE = 150


def _places(text: str, window: object) -> tuple[float, float, float]:
    """Return where the code, the first letter after it, and the … are drawn, from the left."""
    font = font_of(Lang.load("ar"))
    short = elided(text, QFontMetrics(font), WIDE)
    assert "…" in short
    layout = QTextLayout(short, font)
    option = QTextOption()
    option.setTextDirection(way_of(short, window))  # type: ignore[arg-type]
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()

    def middle(place: int) -> float:
        edges: list[Any] = [line.cursorToX(place), line.cursorToX(place + 1)]
        return sum(float(edge[0]) for edge in edges) / 2

    return middle(0), middle(short.index("·") + 2), middle(short.index("…"))


def test_an_arabic_title_begins_with_its_number_at_the_right(qapp: QApplication) -> None:
    code, first, mark = _places(ARABIC, RTL)
    assert code > first > mark


def test_an_english_title_in_an_arabic_window_ends_at_the_right(qapp: QApplication) -> None:
    code, first, mark = _places(ENGLISH, RTL)
    assert code < first < mark


def test_an_arabic_title_in_an_english_window_ends_at_the_left_of_its_own_words(
    qapp: QApplication,
) -> None:
    code, first, mark = _places(ARABIC, LTR)
    assert code < mark < first


@pytest.mark.parametrize(
    ("text", "window", "way"),
    [
        (ARABIC, RTL, RTL),
        ("36,000\u00a0EUR", RTL, RTL),
        (ARABIC, LTR, LTR),
        (ENGLISH, RTL, LTR),
        ("مسح", LTR, RTL),
        ("2026", RTL, RTL),
        ("2026", LTR, LTR),
    ],
)
def test_a_text_runs_with_the_window_when_it_has_its_letters(
    text: str, window: object, way: object
) -> None:
    assert way_of(text, window) is way  # type: ignore[arg-type]


def test_a_line_that_goes_by_its_first_letter_is_told_the_way(qapp: QApplication) -> None:
    line = QLineEdit(directed(ARABIC, RTL))
    assert line.text().isprintable() is False
    assert unmarked(line.text()) == ARABIC
    assert directed(ENGLISH, RTL) == ENGLISH
    assert directed("مسح", RTL) == "مسح"


def test_a_title_behind_a_number_keeps_its_way_inside_an_arabic_sentence() -> None:
    lang = Lang.load("ar")
    inside = lang("source: {source}", source=ARABIC)
    assert f"\N{RIGHT-TO-LEFT ISOLATE}{ARABIC}" in inside
    assert f"\N{FIRST STRONG ISOLATE}{ENGLISH}" in lang("source: {source}", source=ENGLISH)


@pytest.mark.parametrize("text", [ARABIC, ENGLISH, "1 May 2021 to 31 Mar 2022", "AV To"])
def test_what_just_has_room_is_not_cut(qapp: QApplication, text: str) -> None:
    metrics = QFontMetrics(font_of(Lang.load("en")))
    wide = metrics.horizontalAdvance(text)
    assert elided(text, metrics, wide) == text
    assert "…" in elided(text, metrics, wide - 2)
