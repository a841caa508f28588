"""The box of a paste over a budget that goes on being worked in: it says what would be now."""

from __future__ import annotations

import pytest
from budget_cells import PAID, at, go, text, view_in
from pseudo import settle
from pytestqt.qtbot import QtBot
from window_plan import AUTHOR, plan_of

from ccmdesk.actions.edit_record import AddRecord, add_record
from ccmdesk.model.activity import Activity
from ccmdesk.model.budget import BudgetLine
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.values import Money
from ccmdesk.ui.budget.by_year import BudgetByYear
from ccmdesk.ui.budget.paste_box import PasteBox
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.opening import packs

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NOW = 3


@pytest.fixture
def view(window: MainWindow, qtbot: QtBot) -> BudgetByYear:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return view_in(window)


def box_of(view: BudgetByYear, *, pasted: str) -> PasteBox:
    go(view, at(view, PAID, 2027))
    view.paste(pasted)
    settle()
    assert view.box is not None
    return view.box


def column(box: PasteBox, number: int) -> list[str]:
    model = box.table.model()
    return [str(model.index(row, number).data()) for row in range(model.rowCount())]


def amounts(window: MainWindow) -> dict[int | None, list[int | None]]:
    found: dict[int | None, list[int | None]] = {}
    for line in plan_of(window).all_of(BudgetLine):
        if line.role is PAID:
            found.setdefault(line.year, []).append(line.amount.minor if line.amount else None)
    return found


def test_a_cell_that_is_typed_into_behind_the_box_is_not_doubled(
    view: BudgetByYear, window: MainWindow
) -> None:
    box = box_of(view, pasted="100\tx\t300")
    view.model.setData(at(view, PAID, 2027), "500")
    settle()
    assert column(box, NOW) == ["", "500", ""]
    box.write.click()
    settle()
    assert text(at(view, PAID, 2027)) == "100"
    assert amounts(window) == {2027: [10_000], 2029: [30_000]}


def test_undo_behind_the_box_is_followed_also_while_another_page_is_shown(
    view: BudgetByYear, window: MainWindow
) -> None:
    view.model.setData(at(view, PAID, 2027), "500")
    box = box_of(view, pasted="100\tx\t300")
    window.open_page("overview")
    plan_of(window).undo()
    settle()
    assert column(box, NOW) == ["", "", ""]
    box.write.click()
    settle()
    assert amounts(window) == {2027: [10_000], 2029: [30_000]}


def test_a_cell_that_shows_its_text_already_is_written_when_it_has_another_by_then(
    view: BudgetByYear, window: MainWindow
) -> None:
    view.model.setData(at(view, PAID, 2027), "100")
    box = box_of(view, pasted="100\tx\t300")
    assert box.write.text() == "Write 1 cell"
    view.model.setData(at(view, PAID, 2027), "900")
    settle()
    assert box.write.text() == "Write 2 cells"
    box.write.click()
    settle()
    assert amounts(window) == {2027: [10_000], 2029: [30_000]}


def test_an_activity_that_goes_behind_the_box_has_no_place_for_its_values(
    view: BudgetByYear, window: MainWindow
) -> None:
    box = box_of(view, pasted="100\tx\t300")
    plan = plan_of(window)
    gone = view.model.cell(at(view, PAID, 2027)).place.activity  # type: ignore[union-attr]
    record = plan.store.get(Activity, gone)
    assert record is not None
    plan.delete(record)
    settle()
    assert "3 values have no place" in box.wrong.text()
    assert not box.write.isEnabled()
    plan.undo()
    settle()
    assert box.write.text() == "Write 2 cells"


def test_what_another_office_enters_in_this_moment_is_not_added_to(
    view: BudgetByYear, window: MainWindow
) -> None:
    """It is in the file, and the window has not heard of it."""
    box = box_of(view, pasted="100\tx\t300")
    plan = plan_of(window)
    place = view.model.cell(at(view, PAID, 2027)).place  # type: ignore[union-attr]
    amount = Money(500_00, CurrencyCode("EUR"))
    values = {"activity": place.activity, "role": PAID, "year": 2027, "amount": amount}
    ask = AddRecord(kind=BudgetLine, values=values)
    add_record(plan.store, ask, author=AUTHOR, packs=packs())
    box.write.click()
    settle()
    assert "meanwhile" in view.notice.text()
    assert amounts(window) == {2027: [50_000]}


def test_the_box_says_itself_in_another_language_and_keeps_what_its_texts_mean(
    view: BudgetByYear, window: MainWindow
) -> None:
    box = box_of(view, pasted="12,500\tx\t300")
    window.do("language es")
    settle()
    assert box.windowTitle() != "Paste into the budget"
    box.write.click()
    settle()
    assert amounts(window) == {2027: [12_500_00], 2029: [30_000]}
