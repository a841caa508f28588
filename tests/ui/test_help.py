"""The help of the window: the page for where the user is, in the window's language."""

from __future__ import annotations

from pathlib import Path

import pytest
from pseudo import PSEUDO, clipped, settle, unnamed, untranslated
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_plan import OpenWindow, first_activity

from ccmdesk.lang.lang import Lang
from ccmdesk.lang.manual import PAGES, page_of
from ccmdesk.model.activity import Activity
from ccmdesk.ui.commands import MENUS
from ccmdesk.ui.help.window import HelpWindow
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.sections import SECTIONS


def _help(window: MainWindow) -> HelpWindow:
    (found,) = window.findChildren(HelpWindow)
    return found


def _explained(window: MainWindow) -> str:
    window.activateWindow()
    settle()
    window.do("explain")
    settle()
    return _help(window).target


def test_f1_in_a_field_opens_what_is_known_of_it(window: MainWindow) -> None:
    _, activity = first_activity(window)
    window.open_record(Activity, activity.id, "period")
    assert _explained(window) == f"field:activity.period/{activity.id}"
    text = _help(window).page.toPlainText()
    assert text.startswith("Start and end")
    assert "Criterion 3, Start and end: Article 5.2 (c)" in text
    assert "What is missing here now" in text
    assert not _help(window).isModal()
    assert QApplication.activeModalWidget() is None


def test_f1_elsewhere_opens_the_page_of_the_screen(window: MainWindow) -> None:
    window.panel.list.setFocus()
    assert _explained(window) == "window#missing"
    window.find_box.setFocus()
    assert _explained(window) == "window#find"
    window.nav.setFocus()
    for section in SECTIONS:
        window.open_page(section.name)
        assert _explained(window) == section.name
    assert _help(window).page.toPlainText().startswith("Send and receive")


def test_links_lead_on_and_the_way_back(window: MainWindow, qtbot: QtBot) -> None:
    window.do("manual")
    shown = _help(window)
    qtbot.waitUntil(shown.isActiveWindow)
    shown.page.anchorClicked.emit(QUrl("settings#backups"))
    assert shown.target == "settings#backups"
    assert "last seven days" in shown.page.toPlainText()
    shown.go("fields")
    shown.go("kind:need")
    assert "Leave it empty to use the gap of the activity" in shown.page.toPlainText()
    QTest.keyClick(shown, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(shown, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shown.target == "settings#backups"
    QTest.keyClick(shown, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert shown.target == "fields"
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()


def test_the_help_is_searched_by_keyboard(window: MainWindow) -> None:
    window.do("manual")
    shown = _help(window)
    shown.search.setFocus()
    QTest.keyClicks(shown.search, "fingerprint")
    QTest.keyClick(shown.search, Qt.Key.Key_Return)
    assert shown.focusWidget() is shown.list
    QTest.keyClick(shown.list, Qt.Key.Key_Return)
    assert "fingerprint" in shown.page.toPlainText()
    shown.search.setText("qqqqqq")
    QTest.keyClick(shown.list, Qt.Key.Key_Return)
    assert shown.list.count() == len(PAGES)


def test_the_find_box_finds_pages_of_the_help(window: MainWindow) -> None:
    window.find_box.ask()
    window.find_box.setText("fingerprint")
    window.find_box._search("fingerprint")
    helps = [offer for offer in window.find_box.offered if offer.mark == "Help"]
    assert helps
    helps[0].choose()
    assert "fingerprint" in _help(window).page.toPlainText()


def test_a_page_that_nobody_has_reviewed_says_so(open_on: OpenWindow, plan_file: Path) -> None:
    window = open_on(plan_file, language="es")
    window.do("explain")
    shown = _help(window)
    shown.go("stockpiles")
    assert page_of("stockpiles", "es").draft
    assert shown.said.isVisible()
    assert shown.said.text() == Lang.load("es")(
        "This translation is a draft, not yet reviewed by a native speaker."
    )
    shown.go("field:need.cost")
    assert not shown.said.isVisible()


@pytest.mark.parametrize("name", ["clearance", "specific", "settings"])
def test_help_in_arabic_is_arabic_and_runs_from_the_right(
    name: str, open_on: OpenWindow, plan_file: Path
) -> None:
    window = open_on(plan_file, language="ar")
    window.do("explain")
    shown = _help(window)
    shown.go(name)
    assert page_of(name, "ar").language == "ar"
    first = shown.page.document().firstBlock()
    assert first.text() == page_of(name, "ar").title
    assert first.textDirection() == Qt.LayoutDirection.RightToLeft
    assert "not yet reviewed" not in shown.said.text()
    assert shown.said.isVisible()
    pages = shown.list.mapTo(shown, QPoint(0, 0)).x()
    assert pages > shown.page.mapTo(shown, QPoint(0, 0)).x()


def test_it_changes_its_language_with_the_window(window: MainWindow) -> None:
    window.nav.setFocus()
    window.do("explain")
    shown = _help(window)
    window.set_language(Lang.load("fr"))
    settle()
    assert shown.page.toPlainText().startswith(page_of("overview", "fr").title)
    window.set_language(PSEUDO)
    settle()
    own = {page_of(name, "en").title for name in PAGES}
    assert untranslated(shown, data=own) == []


@pytest.mark.parametrize("language", ["en", "ar", "ru", "zh"])
def test_every_control_has_a_name_and_room(
    open_on: OpenWindow, plan_file: Path, language: str
) -> None:
    window = open_on(plan_file, language=language)
    window.do("manual")
    settle()
    assert unnamed(_help(window)) == []
    assert clipped(_help(window)) == []


def test_every_key_of_the_menus_stands_in_the_manual() -> None:
    from ccmdesk.lang.markdown import words_of

    told = " ".join(words_of(part) for part in page_of("keyboard", "en").parts)
    keys = [c.keys for _, commands in MENUS for c in commands if c is not None and c.keys]
    missing = [key for key in keys if key not in told and not key[-1].isdecimal()]
    assert missing == []
