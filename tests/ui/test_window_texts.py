"""Every text of the shell is translated, has room, and every control has a name."""

from __future__ import annotations

from pathlib import Path

import pytest
from pseudo import PSEUDO, clipped, settle, shown, text_of, unnamed, untranslated
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QStandardItemModel
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_plan import OpenWindow

from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.lang import Lang
from ccmdesk.ui.app import font_of
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.nav import WIDTH
from ccmdesk.ui.sections import SECTIONS
from ccmdesk.ui.two_columns import MARK, text_room

SHELL = ("overview", "timeline", "map", "translations", "documents", "send", "import")
DATA = {"Bosnia", "Officer", "HQ", "A4-0", "Source"}


@pytest.mark.parametrize("screen", SHELL)
def test_every_text_of_a_screen_is_translated(window: MainWindow, screen: str) -> None:
    window.set_language(PSEUDO)
    window.open_page(screen)
    settle()
    assert untranslated(window, data=DATA) == []


@pytest.mark.parametrize("screen", SHELL)
def test_longer_words_still_have_room(window: MainWindow, screen: str) -> None:
    window.set_language(PSEUDO)
    window.open_page(screen)
    settle()
    assert clipped(window) == []


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "ru", "zh"])
def test_nothing_is_clipped_in_a_shipped_language(
    open_on: OpenWindow, plan_file: Path, language: str
) -> None:
    window = open_on(plan_file, language=language)
    for screen in SHELL:
        window.open_page(screen)
        settle()
        assert clipped(window) == [], screen


@pytest.mark.parametrize("screen", SHELL)
def test_every_control_has_a_name(window: MainWindow, screen: str) -> None:
    window.open_page(screen)
    settle()
    assert unnamed(window) == []


def test_pages_of_records_have_room_and_names_inside_the_window(window: MainWindow) -> None:
    for section in SECTIONS:
        points = [f for f in window.desk.findings if f.kind in section.kind_names]
        window.open_page(section.name)
        for point in points[:1]:
            window.go(point)
        settle()
        assert clipped(window) == [], section.name
        assert unnamed(window) == [], section.name


def test_the_first_screen_is_translated_named_and_has_room(open_on: OpenWindow) -> None:
    window = open_on()
    window.set_language(PSEUDO)
    settle()
    assert untranslated(window, data=DATA) == []
    assert clipped(window) == []
    assert unnamed(window) == []


@pytest.mark.parametrize("size", [125, 200])
def test_larger_text_has_room_too(window: MainWindow, size: int) -> None:
    window.set_text_size(size)
    for screen in SHELL:
        window.open_page(screen)
        settle()
        assert clipped(window) == [], screen
    window.set_text_size(100)


def test_menus_are_translated_and_have_different_letters(window: MainWindow) -> None:
    for code in ("en", "fr", "es", "ar", "ru", "zh"):
        window.set_language(Lang.load(code))
        titles = [action.text() for action in window.menuBar().actions()]
        letters = [title[title.index("&") + 1].casefold() for title in titles if "&" in title]
        assert len(letters) == len(set(letters)), titles
    window.set_language(PSEUDO)
    settle()
    for action in window.commands.actions.values():
        assert "[" in action.text() or action.text() == "English"


def test_the_window_speaks_like_a_fresh_one_after_switching_there_and_back(
    open_on: OpenWindow, plan_file: Path, qtbot: QtBot
) -> None:
    window = open_on(plan_file)
    for screen in SHELL:
        window.open_page(screen)
    fresh = {screen: _texts(window, screen) for screen in SHELL}
    for code in ("ar", "zh", "en"):
        window.set_language(Lang.load(code))
        settle()
    for screen in SHELL:
        assert _texts(window, screen) == fresh[screen], screen


def test_switching_to_arabic_mirrors_the_window(window: MainWindow) -> None:
    left = window.nav.mapTo(window, window.nav.rect().topLeft()).x()
    window.set_language(Lang.load("ar"))
    settle()
    right = window.nav.mapTo(window, window.nav.rect().topLeft()).x()
    assert (left, right) == (0, window.width() - 232)
    panel = window.panel.mapTo(window, window.panel.rect().topLeft()).x()
    assert panel == 0
    window.set_language(Lang.load("en"))
    settle()
    assert window.nav.mapTo(window, window.nav.rect().topLeft()).x() == 0


def test_each_part_hears_of_a_new_language_once(window: MainWindow) -> None:
    heard: list[str] = []
    usual = window.status.retranslate

    def hear() -> None:
        heard.append("again")
        usual()

    window.status.retranslate = hear  # type: ignore[method-assign]
    window.set_language(Lang.load("ru"))
    settle()
    assert heard == ["again"]


def _texts(window: MainWindow, screen: str) -> list[tuple[str, int, int]]:
    window.open_page(screen)
    settle()
    return [
        (text_of(widget), widget.x(), widget.width()) for widget in shown(window) if text_of(widget)
    ]


OFFICIAL_AND_LONG = {("fr", "victims"), ("es", "victims"), ("pt", "victims")}
"""The term of the Convention is longer than the navigation is wide; it may be cut short there."""


@pytest.mark.parametrize("code", list(SHIPPED))
def test_places_of_the_navigation_are_whole_beside_their_marks(
    qapp: QApplication, code: str
) -> None:
    lang = Lang.load(code)
    font = font_of(lang)
    mark = lang.ngettext("{n} missing", "{n} missing", 99)
    model = QStandardItemModel(1, 1)
    model.setData(model.index(0, 0), mark, MARK)
    room = text_room(QRect(0, 0, WIDTH, 38), font, model.index(0, 0))
    wide = QFontMetrics(font).horizontalAdvance
    cut = {s.name for s in SECTIONS if s.kind_names and wide(lang(s.label)) > room}
    assert {(code, name) for name in cut} <= OFFICIAL_AND_LONG
