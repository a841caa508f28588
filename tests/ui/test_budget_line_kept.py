"""A figure of the budget that nobody can read stays in its line when the rows become others."""

from __future__ import annotations

import pytest
from budget_cells import NATIONAL, Keys, at, go, press, text, view_in
from pseudo import settle
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from window_plan import plan_of

from ccmdesk.model.activity import Activity
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.values import Money, Texts
from ccmdesk.ui.budget.by_year import BudgetByYear
from ccmdesk.ui.main_window import MainWindow

USD = CurrencyCode("USD")


@pytest.fixture
def view(window: MainWindow, qtbot: QtBot) -> BudgetByYear:
    """Return the budget with a figure that nobody can read, after an activity in dollars."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    values = {"title": Texts.of({"en": "Victims"}), "cost": Money(100, USD)}
    plan_of(window).add(Activity, values)
    view = view_in(window)
    go(view, at(view, NATIONAL, 2027))
    press(view, "4x0", Keys.Key_Return)
    return view


def typed(view: BudgetByYear) -> list[str]:
    """Return what stands in the lines that are open."""
    lines = view.view.viewport().findChildren(QLineEdit)
    return [line.text() for line in lines if line.isVisible()]


def mend(view: BudgetByYear, window: MainWindow) -> None:
    """Type the figure again where the keyboard is, and close the window."""
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    press(view, "450", Keys.Key_Return)
    assert text(at(view, NATIONAL, 2027)) == "450"
    assert window.close()


def test_another_currency_does_not_hide_a_figure_that_nobody_can_read(
    view: BudgetByYear, window: MainWindow
) -> None:
    why = view.notice.text()
    for _ in range(view.currency.findData(USD)):
        view.currency.setFocus()
        QTest.keyClick(view.currency, Keys.Key_Down)
        settle()
    assert typed(view) == ["4x0"]
    assert view.currency.currentData() != USD
    assert view.notice.text() == why != ""
    assert not window.close()
    mend(view, window)


def test_a_figure_that_nobody_can_read_stays_where_the_rows_become_others(
    view: BudgetByYear, window: MainWindow
) -> None:
    rows = view.model.rowCount()
    window.do("undo")
    settle()
    assert view.model.rowCount() < rows
    assert typed(view) == ["4x0"]
    assert not window.close()
    mend(view, window)


def test_a_figure_of_an_activity_that_is_gone_keeps_no_window_open(
    view: BudgetByYear, window: MainWindow
) -> None:
    plan = plan_of(window)
    activity = view.model.cell(at(view, NATIONAL, 2027)).place.activity  # type: ignore[union-attr]
    found = plan.store.get(Activity, activity)
    assert found is not None
    plan.delete(found)
    settle()
    assert typed(view) == []
    plan.undo()
    settle()
    assert typed(view) == ["4x0"]
    plan.redo()
    settle()
    assert window.close()
