"""Sheets that open over a form or a list: a screen reader finds them, and they close again."""

from __future__ import annotations

from uuid import UUID

import pytest
from pseudo import settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ccmdesk.model.area import HazardousArea
from ccmdesk.model.need import Need
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.records.editors.dates import DateEditor
from ccmdesk.ui.records.editors.several import ModalitiesEditor
from ccmdesk.ui.records.page import RecordsPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

_NAME = QAccessible.Text.Name
_KINDS = "Kinds of support (required)"


def test_the_kinds_of_support_are_read_out(window: MainWindow) -> None:
    editor = _modalities(window)
    editor.open_choices()
    settle()
    assert {box.accessibleName() for box in editor.boxes.values()} <= set(_told(_sheet(_KINDS)))
    editor.choices.close()
    settle()
    assert _KINDS not in _windows()


def test_the_keyboard_goes_into_a_sheet_and_back_to_where_it_was(window: MainWindow) -> None:
    editor = _modalities(window)
    QTest.keyClick(editor.button, Qt.Key.Key_Space)
    settle()
    assert QApplication.focusWidget() in editor.boxes.values()
    QTest.keyClick(editor.choices, Qt.Key.Key_Escape)
    settle()
    assert QApplication.focusWidget() is editor.button


def test_a_sheet_closes_when_the_user_goes_on_beside_it(window: MainWindow) -> None:
    editor = _modalities(window)
    editor.open_choices()
    settle()
    window.activateWindow()
    settle()
    assert not editor.choices.isVisible()


def test_the_columns_and_the_values_of_a_list_are_read_out(window: MainWindow) -> None:
    page = _page(window, "clearance")
    page.show_kind(HazardousArea)
    columns = page.record_list().choose_columns()
    settle()
    assert {"Columns of this list", "Move up"} <= set(_told(_sheet("Columns of this list")))
    columns.close()
    settle()
    values = page.record_list().filters.open_values("kind")
    settle()
    assert "Suspected or confirmed" in _told(_sheet("Suspected or confirmed"))
    values.close()


def test_the_calendar_is_read_out(window: MainWindow) -> None:
    page = _page(window, "needs")
    page.show_record(Need, _need(window), "next_date")
    settle()
    form = page.form()
    assert form is not None
    editor = form.rows["next_date"].editor
    assert isinstance(editor, DateEditor)
    editor.date.open_calendar()
    settle()
    assert "Calendar" in _told(_sheet("Calendar"))
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    settle()
    assert "Calendar" not in _windows()


def _page(window: MainWindow, name: str) -> RecordsPage:
    window.open_page(name)
    page = window.pages.records()
    assert page is not None
    return page


def _need(window: MainWindow) -> UUID:
    page = _page(window, "needs")
    page.show_kind(Need)
    return page.record_list().model.ids[0]


def _modalities(window: MainWindow) -> ModalitiesEditor:
    page = _page(window, "needs")
    page.show_record(Need, page.record_list().model.ids[0], "modalities")
    settle()
    form = page.form()
    assert form is not None
    editor = form.rows["modalities"].editor
    assert isinstance(editor, ModalitiesEditor)
    return editor


def _top() -> list[QAccessibleInterface]:
    """Return the windows that a screen reader is given."""
    instance = QApplication.instance()
    assert instance is not None
    program = QAccessible.queryAccessibleInterface(instance)
    found = [program.child(place) for place in range(program.childCount())]
    return [one for one in found if one is not None and not one.state().invisible]


def _windows() -> list[str]:
    return [one.text(_NAME) for one in _top()]


def _sheet(name: str) -> QAccessibleInterface:
    (sheet,) = [one for one in _top() if one.text(_NAME) == name]
    return sheet


def _told(above: QAccessibleInterface) -> list[str]:
    """Return the names of all that stands in a part of the tree."""
    inside = (above.child(place) for place in range(above.childCount()))
    names = [name for child in inside if child is not None for name in _told(child)]
    return [above.text(_NAME), *names]
