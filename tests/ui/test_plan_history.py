"""The history of the plan in the window: its list, one step, and going back."""

from __future__ import annotations

from pathlib import Path

import pytest
from pseudo import PSEUDO, clipped, settle, unnamed, untranslated
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from window_plan import OpenWindow, first_activity, plan_of

from ccmdesk.lang.lang import Lang
from ccmdesk.model.activity import Activity
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.plan_history.page import PlanHistoryPage

DATA = {"Bosnia", "Officer", "HQ", "A4-0", "Source"}


def _page(window: MainWindow, qtbot: QtBot) -> PlanHistoryPage:
    window.do("plan history")
    page = window.pages.currentWidget()
    assert isinstance(page, PlanHistoryPage)
    qtbot.waitUntil(lambda: not window.desk.busy)
    return page


def _rows(page: PlanHistoryPage) -> list[list[str]]:
    return [
        [page.steps.index(row, column).data() for column in range(5)]
        for row in range(page.steps.rowCount())
    ]


def _changes(page: PlanHistoryPage) -> list[list[str]]:
    return [
        [page.changes.index(row, column).data() for column in range(4)]
        for row in range(page.changes.rowCount())
    ]


def test_every_step_is_told_as_undo_words_it(window: MainWindow, qtbot: QtBot) -> None:
    plan, activity = first_activity(window)
    plan.set_field(activity, "code", "A4-55")
    plan.undo()
    rows = _rows(_page(window, qtbot))
    when, who, office, what, record = rows[0]
    assert "2026" in when
    assert (who, office) == ("Officer", "Sarajevo")
    assert what == "Undo change of Number"
    assert rows[1][3] == "Change of Number"
    assert record == rows[1][4]
    assert record.startswith("A4-01")
    assert rows[2][3] == "Import: 20 records"


def test_a_step_opens_to_its_changes_and_leads_to_the_field(
    window: MainWindow, qtbot: QtBot
) -> None:
    plan, activity = first_activity(window)
    plan.set_field(activity, "code", "A4-55")
    page = _page(window, qtbot)
    assert _changes(page) == [[f"A4-55 · {activity.title.get('en')}", "Number", "A4-01", "A4-55"]]
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    records = window.pages.records()
    assert records is not None
    assert records.current() == (Activity, activity.id)


def test_the_list_is_narrowed_by_person_sort_and_day(window: MainWindow, qtbot: QtBot) -> None:
    plan, activity = first_activity(window)
    plan.set_field(activity, "code", "A4-55")
    page = _page(window, qtbot)
    whole = page.steps.rowCount()
    page.filter.sort.setCurrentIndex(page.filter.sort.findData("import"))
    qtbot.waitUntil(lambda: not window.desk.busy)
    assert [row[3] for row in _rows(page)] == ["Import: 20 records"]
    page.filter.day.line.setText("١٩٩٩-٠١-٠١")
    page.filter._ask()
    qtbot.waitUntil(lambda: not window.desk.busy)
    assert page.steps.rowCount() == 0
    assert not page.back_button.isEnabled()
    page.filter.day.line.setText("31.31")
    page.filter._ask()
    assert page.filter.error.isVisible()
    page.filter.clear_button.click()
    qtbot.waitUntil(lambda: not window.desk.busy)
    assert page.steps.rowCount() == whole
    page.filter.person.setCurrentIndex(page.filter.person.findData("Officer"))
    qtbot.waitUntil(lambda: not window.desk.busy)
    assert page.steps.rowCount() == whole


def test_going_back_is_shown_first_then_one_step_that_undo_takes_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    plan, activity = first_activity(window)
    plan.set_field(activity, "code", "A4-55")
    plan.delete(plan.all_of(Activity)[1])
    page = _page(window, qtbot)
    page.list.selectRow(2)
    page.back_button.click()
    qtbot.waitUntil(page.do_button.isVisible)
    told = {tuple(row[1:]) for row in _changes(page)}
    assert ("Number", "A4-55", "A4-01") in told
    assert ("The whole record", "in the bin", "in the plan") in told
    page.leave_button.click()
    assert first_activity(window)[1].code == "A4-55"
    page.back_button.click()
    qtbot.waitUntil(page.do_button.isVisible)
    page.do_button.click()
    qtbot.waitUntil(lambda: first_activity(window)[1].code == "A4-01")
    qtbot.waitUntil(lambda: not window.desk.busy)
    assert len(plan.all_of(Activity)) == 5
    assert window.commands.actions["undo"].text() == "Undo going back to an earlier point"
    qtbot.waitUntil(lambda: _rows(page)[0][3] == "Going back to an earlier point: 2 records")
    window.do("undo")
    assert first_activity(window)[1].code == "A4-55"


def test_going_back_leads_to_the_point_that_was_shown(window: MainWindow, qtbot: QtBot) -> None:
    plan, activity = first_activity(window)
    for code in ("A4-55", "A4-66", "A4-77"):
        now = plan.store.get(Activity, activity.id)
        assert now is not None
        plan.set_field(now, "code", code)
    page = _page(window, qtbot)
    qtbot.waitUntil(lambda: page.steps.rowCount() > 3)
    page.list.setCurrentIndex(page.steps.index(1, 0))
    page.back_button.click()
    page.list.setCurrentIndex(page.steps.index(2, 0))  # before the first is worked out
    qtbot.waitUntil(lambda: not plan.reading.busy)
    settle()
    assert not page.do_button.isVisible()
    assert _changes(page)[0][-1] == "A4-55"
    page.back_button.click()
    qtbot.waitUntil(page.do_button.isVisible)
    page.do_button.click()
    qtbot.waitUntil(lambda: not plan.reading.busy)
    settle()
    found = plan.store.get(Activity, activity.id)
    assert found is not None
    assert found.code == "A4-55"


def test_a_page_of_many_steps_is_read_only_when_it_is_looked_at(
    window: MainWindow, qtbot: QtBot
) -> None:
    plan = plan_of(window)
    for number in range(150):
        plan.set_field(first_activity(window)[1], "code", f"A4-{number + 100}")
    page = _page(window, qtbot)
    assert page.steps.rowCount() >= 151
    assert len(page.steps._pages) < 3
    assert _rows(page)[149][3] == "Change of Number"


def test_the_model_is_sound(window: MainWindow, qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    page = _page(window, qtbot)
    qtmodeltester.check(page.steps)
    qtmodeltester.check(page.changes)


@pytest.mark.parametrize("language", ["en", "fr", "ar", "ru", "zh"])
def test_it_is_named_translated_and_has_room(
    open_on: OpenWindow, plan_file: Path, qtbot: QtBot, language: str
) -> None:
    window = open_on(plan_file, language=language)
    _page(window, qtbot)
    settle()
    assert clipped(window) == []
    assert unnamed(window) == []


def test_it_speaks_another_language_at_once(window: MainWindow, qtbot: QtBot) -> None:
    page = _page(window, qtbot)
    window.set_language(PSEUDO)
    settle()
    assert untranslated(window, data=DATA) == []
    assert _rows(page)[0][3].startswith("[")
    window.set_language(Lang.load("en"))
    assert plan_of(window) is not None
