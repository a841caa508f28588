"""A text that is typed in stays in its language while its record is shown."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from window_plan import plan_of

from ccmdesk.model.activity import Activity
from ccmdesk.model.values import Texts
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.records.field_row import FieldRow


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FieldRow, "SAVE_AFTER_MS", 20)


def _titled(window: MainWindow, language: str) -> Activity:
    return next(one for one in plan_of(window).all_of(Activity) if one.title.get(language))


def _title_of(window: MainWindow, activity: Activity) -> Texts:
    now = plan_of(window).store.get(Activity, activity.id)
    assert now is not None
    return now.title


def _row(window: MainWindow) -> Any:
    form = window.records_form()
    assert form is not None
    return form.rows["title"]


def _line(window: MainWindow) -> QLineEdit:
    line = window.focusWidget()
    assert isinstance(line, QLineEdit)
    return line


def _paste(line: QLineEdit, text: str) -> None:
    QApplication.clipboard().setText(text)
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_a_text_that_was_emptied_is_written_anew_in_its_own_language(
    window: MainWindow, qtbot: QtBot
) -> None:
    activity = _titled(window, "fr")
    window.open_record(Activity, activity.id, "title")
    line = _line(window)
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: _title_of(window, activity).get("en") is None)
    assert (line.text(), _row(window).editor.language) == ("", "en")
    QTest.keyClicks(line, "Survey of the bank")
    qtbot.waitUntil(lambda: _title_of(window, activity).get("en") == "Survey of the bank")
    assert _title_of(window, activity).get("fr") == activity.title.get("fr")


def test_what_is_put_back_goes_on_in_the_language_it_was_refused_in(
    window: MainWindow, qtbot: QtBot
) -> None:
    activity = _titled(window, "ru")
    other = _titled(window, "fr")
    window.open_record(Activity, activity.id, "title")
    _row(window).editor.choose_language("ru")
    _line(window).selectAll()
    _paste(_line(window), "ж" * 600)
    window.open_record(Activity, other.id, "title")
    window.open_record(Activity, activity.id, "title")
    _line(window).selectAll()
    _paste(_line(window), "Учёт ")
    qtbot.waitUntil(lambda: _title_of(window, activity).get("ru") == "Учёт")
    _paste(_line(window), "складов")
    qtbot.waitUntil(lambda: _title_of(window, activity).get("ru") == "Учёт складов")
    assert _title_of(window, activity).get("en") == activity.title.get("en")


def test_another_record_is_shown_in_the_language_it_is_written_in(window: MainWindow) -> None:
    activity, other = _titled(window, "ru"), _titled(window, "fr")
    window.open_record(Activity, activity.id, "title")
    QTest.keyClicks(_line(window), "!")
    plan_of(window).set_field(other, "title", "", language="en")
    window.open_record(Activity, other.id, "title")
    assert _row(window).editor.language == "fr"
