"""A day's records are typed without the mouse, and with few keys."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pseudo import settle
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window_plan import plan_of

from ccmdesk.model.activity import Activity, Milestone
from ccmdesk.model.area import AreaKind, AreaStatus, HazardousArea
from ccmdesk.model.values import Period
from ccmdesk.model.victims import CasualtyCounts
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.records.field_row import holds
from ccmdesk.ui.records.form import RecordForm
from ccmdesk.ui.records.page import RecordsPage
from ccmdesk.ui.sections import section_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
KEYS = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


class Keyboard:
    """Types at whatever has the focus, and counts the keys."""

    def __init__(self) -> None:
        self.count = 0

    def type(self, text: str) -> None:
        """Type *text*, a key for each letter."""
        none = Qt.KeyboardModifier.NoModifier
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(_focused(), QKeyEvent(kind, 0, none, letter))
            self.count += 1

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press one key."""
        if modifier is None:
            QTest.keyClick(_focused(), key)
        else:
            QTest.keyClick(_focused(), key, modifier)
        settle()
        self.count += 1


def _focused() -> Any:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _page(window: MainWindow, kind: type[Any]) -> RecordsPage:
    window.open_page(section_of(kind).name)
    page = window.pages.records()
    assert page is not None
    page.show_kind(kind)
    page.record_list().focus()
    window.activateWindow()
    settle()
    return page


def _form(page: RecordsPage) -> RecordForm:
    form = page.form()
    assert form is not None
    return form


def _record(page: RecordsPage) -> Any:
    return page.current_record()


def test_ten_areas_are_typed_without_the_mouse(window: MainWindow) -> None:
    page, keys = _page(window, HazardousArea), Keyboard()
    window.commands.actions["new"].trigger()
    settle()
    keys.count += 1
    typed = 0
    for number in range(10):
        figures = (
            "X-01" if number == 0 else "", "S", f"Hill {number}", "Vientiane", "Feuang", "O",
            f"{number + 1}.5 ha",
        )  # fmt: skip
        for text in figures:
            keys.type(text)
            typed += len(text)
            keys.press(KEYS.Key_Return)
        assert holds(_form(page).rows["evidence"].editor, QApplication.focusWidget())
        if number < 9:
            keys.press(KEYS.Key_Return, CONTROL)
    page.close_form()
    store = plan_of(window).store
    areas = {area.code: area for area in store.document().of(HazardousArea)}
    made = [areas[f"X-{number + 1:02}"] for number in range(10)]
    for number, area in enumerate(made):
        assert area.name.get("en") == f"Hill {number}"
        assert (area.province.get("en"), area.district.get("en")) == ("Vientiane", "Feuang")
        assert (area.kind, area.status) == (AreaKind.SUSPECTED, AreaStatus.OPEN)
        assert area.size_m2 == (number + 1) * 10_000 + 5_000
    assert keys.count - typed == 10 * 8  # seven times Enter, then Ctrl+Enter; New at first
    assert keys.count <= 400


def test_what_cannot_be_saved_keeps_the_next_record_waiting(window: MainWindow) -> None:
    page, keys = _page(window, HazardousArea), Keyboard()
    page.new_record()
    settle()
    form, record = _form(page), page.current()
    form.focus_field("size_m2")
    keys.type("4x0")
    keys.press(KEYS.Key_Return, CONTROL)
    assert page.current() == record
    assert holds(form.rows["size_m2"].editor, QApplication.focusWidget())
    assert form.rows["size_m2"].error.isVisible()
    keys.press(KEYS.Key_A, CONTROL)
    keys.type("٤٢٠")
    keys.press(KEYS.Key_Return, CONTROL)
    assert page.current() != record
    saved = plan_of(window).store.get(HazardousArea, record[1]) if record else None
    assert saved is not None
    assert saved.size_m2 == 420


def test_the_next_milestone_belongs_to_the_same_activity(window: MainWindow) -> None:
    page, keys = _page(window, Activity), Keyboard()
    activity = page.record_list().model.ids[0]
    page.show_record(Activity, activity)
    _form(page).children_lists[0].add()
    settle()
    assert _form(page).kind is Milestone
    keys.press(KEYS.Key_Return, CONTROL)
    made = plan_of(window).store.document().of(Milestone)
    assert [milestone.activity for milestone in made] == [activity, activity]
    assert page.current() == (Milestone, made[1].id)


def test_enter_goes_through_the_parts_of_a_field(window: MainWindow) -> None:
    page, keys = _page(window, Activity), Keyboard()
    page.new_record()
    settle()
    form = _form(page)
    form.focus_field("period")
    for text in ("2027", "3/2028", "1200", "m2"):
        keys.type(text)
        keys.press(KEYS.Key_Return)
    activity = _record(page)
    assert activity.period == Period(dt.date(2027, 1, 1), dt.date(2028, 3, 31))
    assert (activity.quantity.amount, activity.quantity.unit) == (1200, "m2")
    assert holds(form.rows["cost"].editor, QApplication.focusWidget())


def test_people_are_typed_with_enter_alone(window: MainWindow) -> None:
    page, keys = _page(window, CasualtyCounts), Keyboard()
    page.new_record()
    settle()
    _form(page).focus_field("people")
    for text in "12305":
        keys.type(text)
        keys.press(KEYS.Key_Return)
    assert _record(page).people.cells == (1, 2, 3, 0, 5)


def test_a_number_that_is_taken_is_not_given_again(window: MainWindow) -> None:
    page = _page(window, HazardousArea)
    plan = plan_of(window)
    plan.add(HazardousArea, {"code": "CHA-00006"})
    last = [r for r in page.record_list().model.ids if plan.store.get(HazardousArea, r)]
    area = next(a for a in plan.store.records(HazardousArea, last) if a.code == "CHA-00005")
    page.show_record(HazardousArea, area.id)
    page.next_record()
    assert _record(page).code == ""
