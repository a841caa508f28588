"""A choice is made by the letters it begins with, however quickly they are typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ccmdesk.ui.records.codes import Choice
from ccmdesk.ui.records.editors.lines import QuietCombo
from ccmdesk.ui.records.editors.search_combo import SearchCombo

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_the_same_letter_chooses_again_in_the_next_record(qtbot: QtBot) -> None:
    form = QWidget()
    combo, line = QuietCombo(), QLineEdit()
    combo.addItems(["", "Suspected hazardous area", "Confirmed hazardous area"])
    layout = QVBoxLayout(form)
    layout.addWidget(combo)
    layout.addWidget(line)
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    assert QTest.qWaitForWindowActive(form)
    for _ in range(3):
        combo.setCurrentIndex(0)
        combo.setFocus()
        QTest.keyClick(combo, Qt.Key.Key_S)
        assert combo.currentText() == "Suspected hazardous area"
        line.setFocus()


def test_a_blank_belongs_to_the_name_that_is_typed(qtbot: QtBot) -> None:
    combo = QuietCombo()
    combo.addItems(["", "Article 3: stockpile destruction", "Article 4: clearance"])
    qtbot.addWidget(combo)
    combo.show()
    combo.setFocus()
    QTest.keyClicks(combo, "article 4")
    assert combo.currentText() == "Article 4: clearance"
    assert not combo.view().isVisible()


def test_a_blank_by_itself_opens_the_list(qtbot: QtBot) -> None:
    combo = QuietCombo()
    combo.addItems(["", "Article 3: stockpile destruction", "Article 4: clearance"])
    qtbot.addWidget(combo)
    combo.show()
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Space)
    assert combo.view().isVisible()
    combo.hidePopup()


def test_tab_leaves_a_line_while_names_are_offered(qtbot: QtBot) -> None:
    form = QWidget()
    euro = Choice("EUR", "EUR")
    combo, line = SearchCombo(lambda _text: (euro,)), QLineEdit()
    layout = QVBoxLayout(form)
    layout.addWidget(combo)
    layout.addWidget(line)
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    assert QTest.qWaitForWindowActive(form)
    combo.setFocus()
    QTest.keyClicks(combo, "eur")
    popup = combo._popup
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Tab)
    assert not popup.isVisible()
    assert line.hasFocus()
    assert combo.value() == "EUR"


def test_late_word_that_the_names_had_the_keyboard_moves_nobody(qtbot: QtBot) -> None:
    form = QWidget()
    combo, year, after = (
        SearchCombo(lambda _text: (Choice("EUR", "EUR"),)),
        QLineEdit(),
        QLineEdit(),
    )
    layout = QVBoxLayout(form)
    for part in (combo, year, after):
        layout.addWidget(part)
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    assert QTest.qWaitForWindowActive(form)
    combo.setFocus()
    QTest.keyClicks(combo, "eur")
    qtbot.waitUntil(combo._popup.isVisible)
    QTest.keyClick(combo._popup, Qt.Key.Key_Tab)
    QTest.keyClick(year, Qt.Key.Key_Tab)
    QTest.keyClicks(after, "12")
    combo.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    assert after.hasFocus()
    QTest.keyClicks(after, "34")
    assert after.text() == "1234"
    combo.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    assert combo.hasFocus()
