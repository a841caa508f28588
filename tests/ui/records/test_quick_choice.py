"""A choice is made by its first letter, however quickly the same letter follows elsewhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ccmdesk.ui.records.editors.lines import QuietCombo

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
