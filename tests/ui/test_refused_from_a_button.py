"""What the disk refuses of a button is told as what it is, not as a fault of the program."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from pseudo import settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from window_plan import first_activity, plan_of

from ccmdesk.model.activity import Activity
from ccmdesk.model.problem import NotSaved, Problem
from ccmdesk.model.values import Texts
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.problems import FaultDialog
from ccmdesk.ui.records.history import BinBox
from ccmdesk.ui.run import catch_faults


@pytest.fixture
def hooked(window: MainWindow) -> Iterator[MainWindow]:
    usual = sys.excepthook
    yield window
    sys.excepthook = usual


def _fill_disk(window: MainWindow) -> None:
    """Let the file of the plan grow no more, and use up what room it has."""

    def limit(con: Any, *_: object) -> None:
        con.execute("PRAGMA max_page_count=1")

    plan = plan_of(window)
    sa.event.listen(plan.store.opened.engine, "checkout", limit)
    for title in ("42 villages " * 12, ""):
        with contextlib.suppress(NotSaved):
            while True:
                plan.add(Activity, {"title": Texts.of({"en": title})} if title else {})
    window.unsaved._clear()


def _add_child(window: MainWindow) -> None:
    form = window.records_form()
    assert form is not None
    button = form.children_lists[0].add_button
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _bring_back(window: MainWindow) -> None:
    page = window.pages.records()
    assert page is not None
    box = page.show_bin()
    assert isinstance(box, BinBox)
    settle()
    QTest.mouseClick(box.restore, Qt.MouseButton.LeftButton)
    box.close()


@pytest.mark.parametrize("press", [_add_child, _bring_back])
def test_a_button_that_the_disk_refuses_opens_no_fault(
    hooked: MainWindow, press: Callable[[MainWindow], None]
) -> None:
    plan, activity = first_activity(hooked)
    plan.delete(plan.all_of(Activity)[3])
    hooked.open_record(Activity, activity.id)
    _fill_disk(hooked)
    hooked.open_record(Activity, activity.id)
    catch_faults(hooked)
    press(hooked)
    settle()
    assert hooked.findChildren(FaultDialog) == []
    assert hooked.unsaved.isVisible()
    assert str(plan.store.path.parent) in hooked.unsaved.text.text()


def test_a_problem_that_nobody_tells_is_told_above_the_page(hooked: MainWindow) -> None:
    catch_faults(hooked)
    problem = Problem("The disk is full.")
    sys.excepthook(Problem, problem, None)
    assert hooked.findChildren(FaultDialog) == []
    assert hooked.notice.isVisible()
    assert "The disk is full." in hooked.notice.accessibleName()
