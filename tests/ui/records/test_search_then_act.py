"""What is done right after a search is done with the rows that were found, and no others."""

from __future__ import annotations

import pytest
from pseudo import settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_plan import plan_of

from ccmdesk.model.activity import Activity
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.records.page import RecordsPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
KEYS = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
PATIENCE_MS = 60_000


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> RecordsPage:
    """The list of five activities, with the cursor in the field for the search."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.open_record(Activity, plan_of(window).all_of(Activity)[0].id)
    page = window.pages.records()
    assert page is not None
    page.back_to_list()
    settle()
    page.focus_search()
    return page


def left(window: MainWindow) -> list[str]:
    return sorted(one.code or "" for one in plan_of(window).all_of(Activity))


def _press(key: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, with_)


@pytest.mark.parametrize("leaving", [KEYS.Key_Return, KEYS.Key_Down, KEYS.Key_Tab])
def test_all_that_were_searched_for_go_to_the_bin_and_no_others(
    window: MainWindow, page: RecordsPage, leaving: Qt.Key
) -> None:
    QTest.keyClicks(page.head.search, "Prostheses")
    _press(leaving)
    page.record_list().focus()
    _press(KEYS.Key_A, CONTROL)
    _press(KEYS.Key_Delete)
    settle()
    assert left(window) == ["A4-01", "A4-02", "A4-04", "A4-05"]


@pytest.mark.parametrize("doing", ["delete", "delete one", "change"])
def test_nothing_is_done_with_rows_of_before_while_a_long_list_is_searched(
    window: MainWindow, page: RecordsPage, qtbot: QtBot, doing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ccmdesk.ui.records.listing.LONG", 1)
    shown = page.record_list()
    QTest.keyClicks(page.head.search, "Prostheses")
    _press(KEYS.Key_Return)
    assert shown.reader.busy
    if doing != "delete one":
        _press(KEYS.Key_A, CONTROL)
    if doing == "change":
        shown.several_asked.emit("change")
    else:
        _press(KEYS.Key_Delete)
    assert len(left(window)) == 5
    assert QApplication.activeModalWidget() is None
    assert page.head._notice.isVisible()
    assert "still being read" in page.head._notice.text()
    qtbot.waitUntil(lambda: not shown.reader.busy, timeout=PATIENCE_MS)
    _press(KEYS.Key_Home)
    _press(KEYS.Key_Delete)
    settle()
    assert left(window) == ["A4-01", "A4-02", "A4-04", "A4-05"]
