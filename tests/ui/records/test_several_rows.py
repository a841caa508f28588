"""Several rows at once: changed, put in the bin, copied; and rows pasted from a spreadsheet."""

from __future__ import annotations

from typing import Any

import pytest
from pseudo import settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from test_record_table import add_areas
from window_plan import plan_of

from ccmdesk.model.area import AreaStatus, HazardousArea
from ccmdesk.ui.import_page import ImportPage
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.records.editors.choice import ChoiceEditor
from ccmdesk.ui.records.page import RecordsPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
KEYS = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
PATIENCE_MS = 30_000


@pytest.fixture
def page(window: MainWindow) -> RecordsPage:
    """The list of ten areas, with the cursor in its first row."""
    add_areas(plan_of(window), 5)
    window.open_page("clearance")
    page = window.pages.records()
    assert page is not None
    page.show_kind(HazardousArea)
    page.record_list().requery()
    page.record_list().select_near(0)
    page.record_list().focus()
    settle()
    return page


def _select(page: RecordsPage, count: int) -> tuple[Any, ...]:
    for _ in range(count - 1):
        QTest.keyClick(page.record_list().table, KEYS.Key_Down, SHIFT)
    return page.record_list().chosen_ids()


def test_rows_are_selected_with_shift_and_nothing_is_opened(page: RecordsPage) -> None:
    assert not page.record_list().below.several.isVisible()
    chosen = _select(page, 3)
    assert chosen == tuple(page.record_list().model.ids[:3])
    assert page.form() is None
    below = page.record_list().below
    assert below.several.isVisible()
    assert below.count.text() == "3 rows selected"
    table = page.record_list().table
    place = table.visualRect(page.record_list().model.index(6, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, CONTROL, place)
    assert page.form() is None
    assert len(page.record_list().chosen_ids()) == 4
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.form() is not None
    assert not below.several.isVisible()


def test_what_is_selected_stays_so_when_rows_come_between(
    window: MainWindow, page: RecordsPage
) -> None:
    chosen = _select(page, 3)
    shown = page.record_list()
    shown.sort_by(0, Qt.SortOrder.DescendingOrder)
    settle()
    assert set(shown.chosen_ids()) == set(chosen)
    add_areas(plan_of(window), 3)
    shown.requery()
    settle()
    assert set(shown.chosen_ids()) == set(chosen)
    assert shown.below.count.text() == "3 rows selected"
    shown.table.choose_more(())
    assert shown.select(next(one for one in shown.model.ids if one not in chosen))
    assert len(shown.chosen_ids()) == 1


def test_one_field_of_all_is_changed_after_its_effect_was_told(
    window: MainWindow, page: RecordsPage, qtbot: QtBot
) -> None:
    plan, records = plan_of(window), _select(page, 3)
    first = plan.store.get(HazardousArea, records[0])
    assert first is not None
    plan.set_field(first, "status", AreaStatus.OPEN)
    before = plan.store.document().content_hash
    box = page.several.change(page.record_list())
    qtbot.addWidget(box)
    box.choose("status")
    assert isinstance(box.editor, ChoiceEditor)
    box.editor.combo.setCurrentIndex(2)
    box.editor.chosen.emit()
    qtbot.waitUntil(lambda: box.found is not None and len(box.found.changes) == 3)
    assert box.change_button.text() == "Change 3 records"
    assert box._told.text().splitlines() == [
        "3 records change.",
        "1 of them has another value now, which the history keeps.",
    ]
    assert plan.store.document().content_hash == before
    box.change_button.click()
    kept = [plan.store.get(HazardousArea, record) for record in records]
    assert [area.status for area in kept if area] == [AreaStatus.CLOSED] * 3
    assert window.commands.actions["undo"].text() == "Undo change of 3 records"
    window.do("undo")
    assert plan.store.document().content_hash == before


def test_a_field_is_emptied_only_when_that_is_asked_for(page: RecordsPage, qtbot: QtBot) -> None:
    _select(page, 2)
    box = page.several.change(page.record_list())
    qtbot.addWidget(box)
    box.choose("size_m2")
    settle()
    assert not box.change_button.isEnabled()
    assert not box._told.text()
    assert box.editor is not None
    QTest.keyClicks(box.editor.first(), "4")
    QTest.keyClick(box.editor.first(), KEYS.Key_Backspace)
    qtbot.waitUntil(lambda: box.found is not None, timeout=PATIENCE_MS)
    assert box._told.text().splitlines()[0] == "The field is emptied."


def test_a_value_nobody_can_have_is_told_and_cannot_be_written(
    page: RecordsPage, qtbot: QtBot
) -> None:
    _select(page, 2)
    box = page.several.change(page.record_list())
    qtbot.addWidget(box)
    box.choose("size_m2")
    QTest.keyClicks(box.editor.first() if box.editor else box, "4x0")
    qtbot.waitUntil(lambda: "4x0" in box._told.text(), timeout=PATIENCE_MS)
    assert not box.change_button.isEnabled()


def test_selected_rows_go_to_the_bin_together(window: MainWindow, page: RecordsPage) -> None:
    plan, before = plan_of(window), list(page.record_list().model.ids)
    _select(page, 4)
    QTest.keyClick(page.record_list().table, KEYS.Key_Delete)
    settle()
    assert list(page.record_list().model.ids) == before[4:]
    assert window.commands.actions["undo"].text() == "Undo deleting: 4 records"
    window.do("undo")
    settle()
    assert list(page.record_list().model.ids) == before
    assert len(plan.store.deleted()) == 0


def test_copied_rows_have_headings_and_come_back_unchanged(
    window: MainWindow, page: RecordsPage, qtbot: QtBot
) -> None:
    _select(page, 2)
    QTest.keyClick(page.record_list().table, KEYS.Key_C, CONTROL)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[0] == "Number"
    assert len(lines) == 3
    QTest.keyClick(page.record_list().table, KEYS.Key_V, CONTROL)
    taking = _taking(window, qtbot)
    assert not taking.import_button.isEnabled()
    assert "2 rows say nothing new" in taking._told.text()
    taking.back_button.click()
    assert window.pages.currentWidget() is page


def test_pasted_rows_are_looked_at_then_written_as_one_step(
    window: MainWindow, page: RecordsPage, qtbot: QtBot
) -> None:
    plan = plan_of(window)
    before = plan.store.document().content_hash
    rows = "Number\tName\tSize\nP-1\tRidge\t1,200\nP-2\tHill\t4x0\nP-3\tField\t٩٠٠\n"
    QGuiApplication.clipboard().setText(rows)
    window.commands.actions["paste rows"].trigger()
    taking = _taking(window, qtbot)
    assert plan.store.document().content_hash == before
    assert taking.import_button.text() == "Import 2 rows"
    assert taking.faults.index(taking.faults.rowCount() - 1, 1).data() == "3"
    taking.import_button.click()
    taking.back_button.click()
    settle()
    assert window.pages.currentWidget() is page
    assert page.record_list().model.rowCount() == 12
    window.do("undo")
    assert plan.store.document().content_hash == before


def test_the_keys_of_the_list_are_those_of_the_text_in_a_text(
    window: MainWindow, page: RecordsPage
) -> None:
    QGuiApplication.clipboard().setText("ridge")
    page.focus_search()
    QTest.keyClick(page.head.search, KEYS.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.head.search.text() == "ridge"
    for name in ("copy rows", "paste rows", "delete"):
        action = window.commands.actions[name]
        assert action.shortcutContext() == Qt.ShortcutContext.WidgetShortcut
        assert action.shortcut().toString()


def test_an_empty_clipboard_is_told_where_the_user_looks(page: RecordsPage) -> None:
    QGuiApplication.clipboard().clear()
    QTest.keyClick(page.record_list().table, KEYS.Key_V, CONTROL)
    assert "no rows to paste" in page.head._notice.text()


def test_text_in_a_field_is_still_copied_as_text(window: MainWindow, page: RecordsPage) -> None:
    page.focus_search()
    QTest.keyClicks(page.head.search, "ridge")
    page.head.search.selectAll()
    QTest.keyClick(page.head.search, KEYS.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "ridge"
    assert QApplication.focusWidget() is page.head.search


def test_a_long_selection_is_copied_beside_the_window(
    page: RecordsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ccmdesk.ui.records.several.AT_ONCE", 1)
    page.record_list().table.selectAll()
    QTest.keyClick(page.record_list().table, KEYS.Key_C, CONTROL)
    qtbot.waitUntil(lambda: not page.several.busy, timeout=PATIENCE_MS)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 11


def _taking(window: MainWindow, qtbot: QtBot) -> ImportPage:
    taking = window.pages.currentWidget()
    assert isinstance(taking, ImportPage)
    qtbot.waitUntil(lambda: taking.found is not None, timeout=PATIENCE_MS)
    return taking
