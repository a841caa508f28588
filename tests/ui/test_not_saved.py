"""A disk that refuses a write: the red bar, the typed text, and what happens on closing."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from window_plan import first_activity, make_plan, plan_of

from ccmdesk.db.engine import ROOM
from ccmdesk.lang.lang import Lang
from ccmdesk.model.activity import Activity
from ccmdesk.model.problem import NotSaved
from ccmdesk.model.values import Texts
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.records.form import RecordForm

MUCH = "42 villages " * 12


def _fill_disk(window: MainWindow, *, pages: int = 1) -> None:
    """Let the file of the plan have no more than *pages*, as on a full disk."""

    def limit(con: Any, *_: object) -> None:
        con.execute(f"PRAGMA max_page_count={pages}")

    sa.event.listen(plan_of(window).store.opened.engine, "checkout", limit)


def _type_title(window: MainWindow, text: str) -> tuple[RecordForm, QLineEdit]:
    _, activity = first_activity(window)
    window.open_record(Activity, activity.id, "title")
    form, field = window.records_form(), window.focusWidget()
    assert form is not None
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, text)
    return form, field


def _type_until_full(window: MainWindow) -> tuple[RecordForm, QLineEdit]:
    """Fill the disk, then type until a title has no room; return where it is typed."""
    plan = plan_of(window)
    _fill_disk(window)
    with contextlib.suppress(NotSaved):
        while True:
            plan.add(Activity, {"title": Texts.of({"en": MUCH})})
    for number in range(40):
        form, field = _type_title(window, f"{MUCH} {number}")
        if not form.commit():
            return form, field
    raise AssertionError


def test_a_full_disk_is_told_in_red_with_folder_and_bytes(window: MainWindow) -> None:
    _, field = _type_until_full(window)
    bar, plan = window.unsaved, plan_of(window)
    assert bar.isVisible()
    assert str(plan.store.path.parent) in bar.text.text()
    assert window.desk.lang.number(ROOM) in bar.text.text()
    assert bar.accessibleName() == bar.text.text()
    alarm = window.palette().color(QPalette.ColorRole.BrightText)
    assert bar.palette().color(QPalette.ColorRole.Window) == alarm
    assert field.text() != first_activity(window)[1].title.get("en")
    window.open_page("overview")
    assert bar.isVisible()
    window.set_language(Lang.load("fr"))
    assert str(plan.store.path.parent) in bar.text.text()


def test_typed_text_is_saved_when_there_is_room_again_and_the_bar_goes(
    window: MainWindow,
) -> None:
    _, field = _type_until_full(window)
    typed = field.text()
    window.unsaved.again.click()
    assert window.unsaved.isVisible()
    assert field.text() == typed
    _fill_disk(window, pages=2**30)
    window.unsaved.again.click()
    assert not window.unsaved.isVisible()
    assert first_activity(window)[1].title.get("en") == typed


def test_whatever_is_saved_next_takes_the_bar_away(window: MainWindow) -> None:
    _type_until_full(window)
    _fill_disk(window, pages=2**30)
    plan, activity = first_activity(window)
    plan.set_field(activity, "code", "A4-90")
    assert not window.unsaved.isVisible()


def test_the_window_does_not_close_over_text_that_is_not_saved(window: MainWindow) -> None:
    _type_until_full(window)
    assert not window.close()
    assert window.isVisible()
    assert "once more" in window.unsaved.text.text()
    assert window.close()


def test_another_plan_does_not_take_the_place_of_text_that_is_not_saved(
    window: MainWindow, tmp_path: Path
) -> None:
    _type_until_full(window)
    before, other = window.desk.file, make_plan(tmp_path / "other.ccmdesk")
    assert not window.doings.open_plan(other)
    assert window.desk.file == before
    assert "once more" in window.unsaved.text.text()
    assert window.doings.open_plan(other)
    assert window.desk.file == other
    assert not window.unsaved.isVisible()


@pytest.mark.parametrize("what", ["undo", "delete"])
def test_what_else_the_disk_refuses_is_told_there_too(window: MainWindow, what: str) -> None:
    _type_until_full(window)
    window.unsaved.hide()
    window.do(what)
    assert window.unsaved.isVisible()
    assert not window.close()
    assert window.close()
