"""Lists and forms inside the whole window."""

from __future__ import annotations

from typing import Any

import pytest
from pseudo import settle
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ccmdesk.lang.lang import Lang
from ccmdesk.model.activity import Activity
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.records.field_row import holds

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
