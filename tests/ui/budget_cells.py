"""The table of the yearly budget in a window, for tests: its cells and keys."""

from __future__ import annotations

from pseudo import settle
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ccmdesk.model.budget import BudgetRole
from ccmdesk.rules.budget_grid import CellPlace
from ccmdesk.ui.budget.by_year import BudgetByYear
from ccmdesk.ui.budget.rows import GapRow
from ccmdesk.ui.main_window import MainWindow

Keys = Qt.Key


NEEDED, NATIONAL, PAID = BudgetRole.NEEDED, BudgetRole.NATIONAL, BudgetRole.PAID


def view_in(window: MainWindow) -> BudgetByYear:
    """Return the view of the budget, which is shown from now on."""
    window.open_page("budget")
    settle()
    page = window.pages.records()
    assert page is not None
    view = page.views.shown
    assert isinstance(view, BudgetByYear)
    view.take_focus()
    return view


def at(view: BudgetByYear, role: BudgetRole, year: int | None, *, activity: int = 0) -> QModelIndex:
    """Return a cell of the activity so many places from the top."""
    groups = list(dict.fromkeys(row.group.activity.id for row in gap_rows(view)))
    index = view.model.index_of(CellPlace(groups[activity], role, year))
    assert index is not None
    return index


def gap_rows(view: BudgetByYear) -> list[GapRow]:
    return [row for row in view.model.rows if isinstance(row, GapRow)]


def go(view: BudgetByYear, index: QModelIndex) -> None:
    view.view.select(index)


def press(view: BudgetByYear, *keys: Qt.Key | str) -> None:
    """Press keys, or type letters, where the focus is."""
    for key in keys:
        for one in key if isinstance(key, str) else [key]:
            press_one(QApplication.focusWidget() or view.view, one)


def press_one(focused: QWidget, key: Qt.Key | str) -> None:
    if isinstance(key, str):
        QTest.keyClicks(focused, key)
    else:
        QTest.keyClick(focused, key)
    settle()


def text(index: QModelIndex) -> str:
    return str(index.data())
