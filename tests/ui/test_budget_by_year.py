"""The budget by year in the window: the keys of a spreadsheet, pastes, undo, and what is said."""

from __future__ import annotations

import pytest
from budget_cells import (
    NATIONAL,
    NEEDED,
    PAID,
    Keys,
    at,
    go,
    press,
    text,
    view_in,
)
from pseudo import settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ccmdesk.model.budget import BudgetRole
from ccmdesk.ui.budget.by_year import BudgetByYear
from ccmdesk.ui.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def view(window: MainWindow, qtbot: QtBot) -> BudgetByYear:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return view_in(window)


def undo_name(window: MainWindow) -> str:
    return window.commands.actions["undo"].text()


def test_typing_replaces_and_enter_goes_down(view: BudgetByYear) -> None:
    go(view, at(view, NATIONAL, 2026))
    press(view, "12500", Keys.Key_Return)
    assert text(at(view, NATIONAL, 2026)) == "12,500"
    assert view.view.currentIndex() == at(view, BudgetRole.PLEDGED, 2026)
    assert view.view.currentIndex().row() == at(view, NATIONAL, 2026).row() + 1


def test_figures_typed_faster_than_the_window_goes_each_in_its_cell(view: BudgetByYear) -> None:
    go(view, at(view, NATIONAL, 2026))
    for key in (*"125", Keys.Key_Return, *"70", Keys.Key_Return):
        where = QApplication.focusWidget() or view.view
        if isinstance(key, str):
            QTest.keyClicks(where, key)
        else:
            QTest.keyClick(where, key)
    settle()
    assert text(at(view, NATIONAL, 2026)) == "125"
    assert text(at(view, BudgetRole.PLEDGED, 2026)) == "70"


def test_tab_goes_right_and_back_and_f2_changes(view: BudgetByYear) -> None:
    go(view, at(view, PAID, 2026))
    press(view, "7", Keys.Key_Tab)
    assert view.view.currentIndex() == at(view, PAID, 2027)
    press(view, Keys.Key_Backtab, Keys.Key_F2)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    assert line.text() == "7"
    assert "2026" in line.accessibleName()
    press(view, Keys.Key_End, "5", Keys.Key_Return)
    assert text(at(view, PAID, 2026)) == "75"


def test_ctrl_tab_leaves_the_table(view: BudgetByYear) -> None:
    go(view, at(view, PAID, 2026))
    QTest.keyClick(view.view, Keys.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert not view.view.hasFocus()


def test_delete_empties_all_chosen_cells_in_one_step(
    view: BudgetByYear, window: MainWindow
) -> None:
    go(view, at(view, NATIONAL, 2026))
    press(view, Keys.Key_Delete)
    assert text(at(view, NATIONAL, 2026)) == "·"
    assert "Undo" in undo_name(window)
    window.do("undo")
    assert text(at(view, NATIONAL, 2026)) == "10,000"


def test_undo_stays_in_the_table_and_goes_to_the_cell(
    view: BudgetByYear, window: MainWindow
) -> None:
    go(view, at(view, NATIONAL, 2026))
    press(view, "99", Keys.Key_Return, Keys.Key_Down, Keys.Key_Down)
    window.do("undo")
    page = window.pages.records()
    assert page is not None
    assert page.views.shown is view
    assert view.view.currentIndex() == at(view, NATIONAL, 2026)
    window.do("redo")
    assert text(at(view, NATIONAL, 2026)) == "99"


def test_bad_text_stays_with_a_sentence_and_writes_nothing(view: BudgetByYear) -> None:
    go(view, at(view, PAID, 2026))
    press(view, "4x0", Keys.Key_Return)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    assert line.text() == "4x0"
    assert "4x0" in view.notice.text()
    press(view, Keys.Key_Escape)
    assert text(at(view, PAID, 2026)) == "·"


def test_zero_is_zero_and_a_question_mark_is_not_known(view: BudgetByYear) -> None:
    go(view, at(view, PAID, 2026))
    press(view, "0", Keys.Key_Tab, "?", Keys.Key_Return)
    assert text(at(view, PAID, 2026)) == "0"
    assert text(at(view, PAID, 2027)) == "?"
    assert "not known" in at(view, PAID, 2027).data(Qt.ItemDataRole.AccessibleTextRole)


def test_cells_go_to_a_spreadsheet_and_come_back(view: BudgetByYear) -> None:
    go(view, at(view, NATIONAL, 2026))
    press(view)
    QTest.keyClick(view.view, Keys.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view.view, Keys.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view.view, Keys.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "10,000\t\n\t"
    go(view, at(view, PAID, 2027, activity=1))
    QTest.keyClick(view.view, Keys.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert text(at(view, PAID, 2027, activity=1)) == "10,000"


def test_one_value_fills_every_chosen_cell(view: BudgetByYear) -> None:
    go(view, at(view, PAID, 2026))
    for _ in range(3):
        QTest.keyClick(view.view, Keys.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    view.paste("40")
    assert [text(at(view, PAID, year)) for year in range(2026, 2030)] == ["40"] * 4


def test_a_small_paste_is_one_step_with_a_name(view: BudgetByYear, window: MainWindow) -> None:
    go(view, at(view, NEEDED, 2026))
    view.paste("10\t20\t30\n4\t5\t6\n")
    assert view.box is None
    assert text(at(view, NEEDED, 2026)) == "10"
    assert text(at(view, NATIONAL, 2028)) == "6"
    assert undo_name(window) == "Undo change of 6 records"
    window.do("undo")
    assert text(at(view, NATIONAL, 2026)) == "10,000"
    assert text(at(view, NATIONAL, 2028)) == "·"


def test_a_large_paste_is_shown_first(view: BudgetByYear, window: MainWindow) -> None:
    go(view, at(view, NEEDED, 2026))
    block = "\n".join("\t".join(["7"] * 5) for _ in range(5))
    view.paste(block)
    assert view.box is not None
    assert "25" in view.box.says.text()
    assert text(at(view, NATIONAL, 2026)) == "10,000"
    view.box.write.click()
    settle()
    assert text(at(view, NATIONAL, 2026)) == "7"
    assert undo_name(window) == "Undo change of 25 records"


def test_a_paste_that_cannot_be_read_names_the_cell(view: BudgetByYear) -> None:
    go(view, at(view, NATIONAL, 2026))
    view.paste("1\t4x0\n")
    box = view.box
    assert box is not None
    model = box.table.model()
    said = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    assert "A4-01" in said[0]
    assert said[1:5] == ["National contribution", "2027", "", "4x0"]
    assert "number" in said[5]
    assert text(at(view, NATIONAL, 2026)) == "10,000"
    box.stop.click()
    settle()
    assert text(at(view, NATIONAL, 2026)) == "10,000"


def test_a_paste_over_the_edge_says_how_much_has_no_place(view: BudgetByYear) -> None:
    go(view, view.model.index(at(view, NATIONAL, 2026).row(), view.model.columnCount() - 1))
    view.paste("1\t2\t3")
    assert view.box is not None
    assert "2 values have no place" in view.box.wrong.text()
    assert not view.box.write.isEnabled()


def test_thousands_of_another_land_are_asked_back(view: BudgetByYear, window: MainWindow) -> None:
    """A row copied from a Spanish spreadsheet into an English window."""
    go(view, at(view, PAID, 2027))
    view.paste("250.000\t12.500\t1.000")
    box = view.box
    assert box is not None
    model = box.table.model()
    said = [str(model.index(row, model.columnCount() - 1).data()) for row in range(3)]
    assert [one.partition("Type ")[2] for one in said] == [
        "250000 or 250, whichever is meant.",
        "12500 or 12.5, whichever is meant.",
        "1000 or 1, whichever is meant.",
    ]
    assert not box.write.isEnabled()
    box.stop.click()
    settle()
    window.do("language es")
    view.paste("250.000\t12.500\t1.000")
    assert view.box is None
    assert [text(at(view, PAID, year)) for year in (2027, 2028, 2029)] == [
        "250.000",
        "12.500",
        "1.000",
    ]
