"""Esc leaves a record for where it was opened from, and the way back is said in words."""

from __future__ import annotations

from typing import Any

import pytest
from pseudo import settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_plan import page_of, plan_of

from ccmdesk.lang.lang import Lang
from ccmdesk.model.activity import Activity
from ccmdesk.model.need import Need
from ccmdesk.model.words import C_
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.records.form import RecordForm


def form_of(window: MainWindow) -> RecordForm:
    form = window.records_form()
    assert form is not None
    return form


def press_escape() -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    settle()


def ids(window: MainWindow, kind: type) -> list[Any]:
    records: list[Any] = plan_of(window).all_of(kind)
    return [record.id for record in records]


def test_a_record_opened_from_the_time_line_leads_back_to_it(window: MainWindow) -> None:
    window.open_page("timeline")
    page = page_of(window)
    page.chart.setFocus()
    page.chart.select(1)
    chosen = page.chart.current
    QTest.keyClick(page.chart, Qt.Key.Key_Return)
    assert window.pages.name == "plan"
    assert form_of(window).back.text() == "Back to: Timeline"
    press_escape()
    assert window.pages.name == "timeline"
    assert page.chart.hasFocus()
    assert page.chart.current == chosen


def test_the_way_back_speaks_the_language_of_the_window(window: MainWindow) -> None:
    window.open_page("timeline")
    window.open_record(Activity, ids(window, Activity)[0])
    french = Lang.load("fr")
    window.set_language(french)
    settle()
    assert form_of(window).back.text().endswith(french(C_("section", "Timeline")))


@pytest.mark.parametrize(("section", "view"), [("needs", "follow-up"), ("needs", "matches")])
def test_a_record_opened_from_a_view_of_its_section_leads_back_to_the_view(
    window: MainWindow, section: str, view: str
) -> None:
    window.open_page(section)
    page = page_of(window)
    page.show_view(view)
    page.views.open_asked.emit(Need, ids(window, Need)[0])
    assert page.views.shown is None
    press_escape()
    assert page.views.name == view
    assert page.views.isVisible()
    assert page.form() is None


def test_a_record_opened_from_the_list_leads_back_to_the_list(window: MainWindow) -> None:
    window.open_page("plan")
    window.open_record(Activity, ids(window, Activity)[1])
    assert form_of(window).back.isHidden()
    press_escape()
    assert page_of(window).form() is None
    assert page_of(window).record_list().current() == ids(window, Activity)[1]


def test_a_point_that_is_missing_leads_back_to_the_panel(window: MainWindow, qtbot: QtBot) -> None:
    window.open_page("overview")
    window.panel.list.setFocus()
    window.step_missing(1)
    window.step_missing(1)
    assert form_of(window).back.text() == "Back to: What is missing"
    press_escape()
    assert window.pages.name == "overview"
    assert window.panel.list.hasFocus()


def test_what_was_found_leads_back_through_all_that_was_open(window: MainWindow) -> None:
    activity, need = ids(window, Activity)[0], ids(window, Need)[0]
    window.open_page("timeline")
    window.open_record(Activity, activity)
    window.find_box.ask()
    QTest.keyClicks(window.find_box, "#N-01")
    QTest.keyClick(window.find_box, Qt.Key.Key_Return)
    assert page_of(window).current() == (Need, need)
    assert form_of(window).back.text().startswith("Back to: A4-01")
    press_escape()
    assert page_of(window).current() == (Activity, activity)
    press_escape()
    assert window.pages.name == "timeline"


def test_another_row_of_the_list_forgets_the_way_back(window: MainWindow) -> None:
    first, second, *_ = ids(window, Activity)
    window.open_page("timeline")
    window.open_record(Activity, first)
    page_of(window).open_row(Activity, second)
    assert form_of(window).back.isHidden()
    press_escape()
    assert window.pages.name == "plan"


def test_a_record_that_another_names_leads_back_to_it_first(window: MainWindow) -> None:
    need = plan_of(window).all_of(Need)[0]
    window.open_page("overview")
    window.open_record(Need, need.id)
    form_of(window).open_asked.emit(Activity, need.activity)
    press_escape()
    assert page_of(window).current() == (Need, need.id)
    press_escape()
    assert window.pages.name == "overview"


def test_undo_in_a_record_keeps_the_way_back(window: MainWindow) -> None:
    plan, need = plan_of(window), plan_of(window).all_of(Need)[0]
    window.open_page("overview")
    window.open_record(Need, need.id)
    plan.set_field(need, "code", "N-77")
    window.do("undo")
    assert form_of(window).back.text() == "Back to: Overview"
