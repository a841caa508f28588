"""A fault of the program: one dialog, a report without the plan, and work goes on."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from window_plan import first_activity

from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.problems import FaultDialog
from ccmdesk.ui.run import catch_faults


@pytest.fixture
def hooked(window: MainWindow) -> Iterator[MainWindow]:
    usual = sys.excepthook
    catch_faults(window)
    yield window
    sys.excepthook = usual


def _lose(title: object) -> None:
    raise LookupError(title)


def _fail(window: MainWindow) -> None:
    try:
        _lose(first_activity(window)[1].title)
    except LookupError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def test_a_fault_opens_one_dialog_and_the_plan_stays_open(hooked: MainWindow) -> None:
    _fail(hooked)
    _fail(hooked)
    (dialog,) = hooked.findChildren(FaultDialog)
    report = dialog.report.toPlainText()
    assert "LookupError" in report
    assert "villages" not in report
    dialog._copy()
    assert QGuiApplication.clipboard().text() == report
    dialog.accept()
    plan, activity = first_activity(hooked)
    plan.set_field(activity, "code", "A4-66")
    assert first_activity(hooked)[1].code == "A4-66"
