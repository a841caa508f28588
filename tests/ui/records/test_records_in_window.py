"""Lists and forms inside the whole window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pseudo import settle
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window_plan import OpenWindow

from ccmdesk.lang.lang import Lang
from ccmdesk.model.activity import Activity
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.records.field_row import holds
from ccmdesk.ui.records.wide_table import WideTable
from ccmdesk.ui.run import load_last
from ccmdesk.ui.state import read_state, write_state

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_every_finding_leads_to_its_field_from_another_page(window: MainWindow) -> None:
    window.activateWindow()
    kinds = {(finding.kind, finding.field): finding for finding in window.desk.findings}
    assert len(kinds) > 10
    for finding in kinds.values():
        window.open_page("overview")
        window.go(finding)
        focused = QApplication.focusWidget()
        page: Any = window.pages.currentWidget()
        form = page.form()
        if finding.field in form.rows:
            assert holds(form.rows[finding.field].editor, focused), finding.rule
        else:
            lists = {BY_RECORD[each.child.kind].name: each for each in form.children_lists}
            assert holds(lists[finding.field], focused), finding.rule


def test_undo_from_the_menu_takes_back_what_was_typed_and_stays_in_the_form(
    window: MainWindow,
) -> None:
    window.activateWindow()
    plan = window.desk.plan
    assert plan is not None
    record = plan.store.document().of(Activity)[0]
    window.open_record(Activity, record.id, "code")
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, "X")
    window.pages.currentWidget().leave()  # type: ignore[union-attr]
    assert plan.store.get(Activity, record.id) != record
    window.do("undo")
    assert plan.store.get(Activity, record.id) == record
    assert QApplication.focusWidget() is focused


def test_a_record_that_came_back_is_the_chosen_one_of_its_list(window: MainWindow) -> None:
    window.activateWindow()
    plan, table = window.desk.plan, _table(window, "plan")
    assert plan is not None
    page: Any = window.pages.currentWidget()
    records = page.record_list()
    middle = records.model.id_at(2)
    records.select(middle)
    page.delete_record()
    assert records.current() != middle
    window.do("undo")
    assert records.chosen_ids() == (middle,)
    assert records.current() == middle
    assert table.hasFocus()


def test_the_language_of_the_window_reaches_an_open_form(window: MainWindow) -> None:
    plan = window.desk.plan
    assert plan is not None
    record = plan.store.document().of(Activity)[0]
    window.open_record(Activity, record.id)
    window.set_language(Lang.load("ar"))
    settle()
    page: Any = window.pages.currentWidget()
    assert page.form().rows["code"].label.text() == plan.lang("Number")
    assert page.current() == (Activity, record.id)


def _table(window: MainWindow, page: str) -> WideTable:
    window.open_page(page)
    settle()
    records: Any = window.pages.currentWidget()
    table: WideTable = records.record_list().table
    return table


def _widths(table: WideTable) -> list[int]:
    head = table.horizontalHeader()
    return [head.sectionSize(column) for column in range(head.count())]


def _drag_edge(table: WideTable, column: int, by: int) -> None:
    """Pull the edge behind a heading with the mouse."""
    head = table.horizontalHeader()
    edge = head.sectionViewportPosition(column) + head.sectionSize(column) - 1
    middle = head.height() // 2
    view, left = head.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(view, left, pos=QPoint(edge, middle))
    QTest.mouseMove(view, QPoint(edge + by, middle))
    QTest.mouseRelease(view, left, pos=QPoint(edge + by, middle))


def test_columns_stay_as_wide_as_the_user_made_them(
    window: MainWindow, open_on: OpenWindow, plan_file: Path, tmp_path: Path
) -> None:
    others = _widths(_table(window, "clearance"))
    table = _table(window, "needs")
    before = _widths(table)
    _drag_edge(table, 0, 45)
    wider = _widths(table)
    assert wider[0] == before[0] + 45
    window.resize(1300, 728)
    settle()
    assert _widths(table) == wider
    window.resize(1366, 728)
    assert _widths(_table(window, "clearance")) == others

    write_state(tmp_path / "kept.json", window.desk.state)
    window.close()
    again = open_on()
    again.desk.state = read_state(tmp_path / "kept.json")
    load_last(again, plan_file)
    assert _widths(_table(again, "needs")) == wider


def test_columns_fit_themselves_again_from_the_menu_of_the_headings(window: MainWindow) -> None:
    table = _table(window, "needs")
    before = _widths(table)
    assert not table.heading_menu().actions()[-1].isEnabled()
    _drag_edge(table, 0, 45)
    reset = table.heading_menu().actions()[-1]
    assert reset.text() == "Reset columns"
    reset.trigger()
    assert _widths(table) == before
    assert "need" not in window.desk.state.columns


def test_resetting_the_layout_resets_the_columns_too(window: MainWindow) -> None:
    table = _table(window, "needs")
    before = _widths(table)
    _drag_edge(table, 1, -20)
    assert window.desk.state.columns
    window.do("reset")
    settle()
    assert _widths(_table(window, "needs")) == before
    assert not window.desk.state.columns
