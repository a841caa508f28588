"""A box is never higher than the screen: what has no room is scrolled to."""

from __future__ import annotations

import pytest
from pseudo import settle
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton

from ccmdesk.lang.lang import Lang
from ccmdesk.ui.box import Box
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.scrolled import WholeWidth
from ccmdesk.ui.settings_dialog import SettingsDialog


def _close_button(box: QDialog) -> QPushButton:
    return box.findChild(QDialogButtonBox).buttons()[0]  # type: ignore[return-value, union-attr]


def test_settings_in_texts_of_twice_the_size_are_scrolled_and_keep_every_button(
    window: MainWindow,
) -> None:
    window.set_language(Lang.load("ru"))
    window.set_text_size(200)
    dialog = window.doings.open_settings()
    assert isinstance(dialog, SettingsDialog)
    settle()
    room = dialog.screen().availableSize()
    assert dialog.height() <= room.height()
    area = dialog.findChild(WholeWidth)
    assert area is not None
    assert area.verticalScrollBar().maximum() > 0
    assert area.horizontalScrollBar().maximum() == 0
    close = _close_button(dialog)
    area.ensureWidgetVisible(close)
    foot = close.mapTo(dialog, QPoint(0, close.height()))
    assert 0 < foot.y() <= dialog.height()
    close.click()
    assert not dialog.isVisible()


def test_settings_that_have_room_are_not_scrolled_and_grow_with_the_texts(
    window: MainWindow,
) -> None:
    dialog = window.doings.open_settings()
    settle()
    assert dialog.findChild(WholeWidth) is None
    before = dialog.height()
    window.set_text_size(200)
    settle()
    assert before < dialog.height() <= dialog.screen().availableSize().height()
    dialog.close()


@pytest.mark.parametrize(
    "asked", ["who", "start", "server", "settings", "encryption", "about", "report", "updates"]
)
def test_a_box_that_was_left_is_gone_and_takes_no_memory(window: MainWindow, asked: str) -> None:
    for _ in range(2):
        window.do(asked)
        settle()
        (box,) = window.findChildren(Box)
        QTest.keyClick(box, Qt.Key.Key_Escape)
        settle()
        assert window.findChildren(Box) == []
