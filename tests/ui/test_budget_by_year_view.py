"""The yearly budget around its cells: what is computed, shown, opened, translated."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from budget_cells import (
    NATIONAL,
    NEEDED,
    PAID,
    Keys,
    at,
    gap_rows,
    go,
    press,
    text,
    view_in,
)
from pseudo import PSEUDO, clipped, settle, unnamed, untranslated
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from window_plan import AUTHOR, EUR, OpenWindow, make_plan, plan_of

from ccmdesk.actions.author import new_id
from ccmdesk.db.store import open_store
from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.lang import Lang
from ccmdesk.model.activity import Activity, ActivityStatus
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.change import StepKind, deletion, difference
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.cooperation import Agreement, AgreementStatus
from ccmdesk.model.ids import ActivityId, BudgetLineId
from ccmdesk.model.values import Money, Period, Texts
from ccmdesk.ui.budget.by_year import BudgetByYear
from ccmdesk.ui.budget.rows import AgreementRow, GapRow, TotalRow
from ccmdesk.ui.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def view(window: MainWindow, qtbot: QtBot) -> BudgetByYear:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return view_in(window)


def test_computed_figures_cannot_be_typed(view: BudgetByYear) -> None:
    gap = next(n for n, row in enumerate(view.model.rows) if isinstance(row, GapRow))
    assert "computed" in view.model.headerData(gap, Qt.Orientation.Vertical)
    go(view, view.model.index(gap, 0))
    press(view, "5")
    assert "computed" in view.notice.text()
    assert not isinstance(QApplication.focusWidget(), QLineEdit)


def test_cells_say_their_year_row_and_amount(view: BudgetByYear) -> None:
    index = at(view, NATIONAL, 2026)
    role = Qt.ItemDataRole
    assert index.data(role.AccessibleTextRole) == "2026, National contribution, EUR\xa010,000"
    assert "A4-01" in index.data(role.AccessibleDescriptionRole)
    empty = at(view, PAID, 2028).data(role.AccessibleTextRole)
    assert empty == "2028, Paid, not filled"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_numbers_stand_at_the_right_in_both_directions(
    view: BudgetByYear, window: MainWindow, language: str
) -> None:
    window.set_language(Lang.load(language))
    settle()
    side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
    for index in (at(view, NATIONAL, 2026), view.model.index(view.model.rowCount() - 1, 0)):
        assert index.data(Qt.ItemDataRole.TextAlignmentRole) & side == side
    heads, rtl = view.view.verticalHeader(), language == "ar"
    assert (heads.x() > view.view.viewport().x()) is rtl
    first, second = view.view.columnViewportPosition(0), view.view.columnViewportPosition(1)
    assert (first > second) is rtl


def test_ctrl_enter_opens_the_budget_line_and_the_tab_leads_back(
    view: BudgetByYear, window: MainWindow
) -> None:
    index = at(view, NATIONAL, 2026)
    cell = view.model.cell(index)
    assert cell is not None
    go(view, index)
    QTest.keyClick(view.view, Keys.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page = window.pages.records()
    assert page is not None
    assert page.current() == (BudgetLine, cell.lines[0].id)
    page.close_form()
    page.tabs.views["budget-by-year"].click()
    assert page.views.shown is view
    assert page.current() is None


def test_commands_for_lists_do_not_touch_a_hidden_record(
    view: BudgetByYear, window: MainWindow
) -> None:
    before = plan_of(window).store.counts()
    window.do("delete")
    window.do("duplicate")
    assert plan_of(window).store.counts() == before
    assert view.isVisible()


def test_what_is_changed_elsewhere_is_shown_when_the_table_is_seen_again(
    view: BudgetByYear, window: MainWindow, qtbot: QtBot
) -> None:
    plan = plan_of(window)
    cell = view.model.cell(at(view, NATIONAL, 2026))
    assert cell is not None
    window.open_page("overview")
    plan.set_field(cell.lines[0], "amount", Money(5_500, EUR))
    window.open_page("budget")
    qtbot.waitUntil(lambda: text(at(view, NATIONAL, 2026)) == "55")


def test_leaving_writes_what_is_typed(view: BudgetByYear, window: MainWindow) -> None:
    go(view, at(view, NATIONAL, 2026))
    press(view, "77")
    page = window.pages.records()
    assert page is not None
    page.leave()
    assert text(at(view, NATIONAL, 2026)) == "77"


def test_a_plan_without_activities_offers_the_first_one(
    open_on: OpenWindow, plan_file: Path
) -> None:
    with open_store(plan_file) as store:
        changes = [deletion(activity) for activity in store.document().of(Activity)]
        store.apply(changes, AUTHOR.stamp(StepKind.DELETE))
    window = open_on(plan_file)
    view = view_in(window)
    assert view.empty.isVisible()
    view.empty.button.click()
    settle()
    page = window.pages.records()
    assert page is not None
    current = page.current()
    assert current is not None
    assert current[0] is Activity


def test_each_currency_has_its_totals_and_can_be_seen_alone(
    view: BudgetByYear, window: MainWindow
) -> None:
    usd = CurrencyCode("USD")
    plan = plan_of(window)
    made = plan.add(Activity, {"code": "A9", "cost": Money(700, usd)})
    settle()
    currencies = {row.found.currency for row in view.model.rows if isinstance(row, TotalRow)}
    assert currencies == {EUR, usd}
    assert view.currency.isVisible()
    assert "never converted" in view.says.text()
    view.currency.setCurrentIndex(view.currency.findData(usd))
    view.currency.decided.emit()
    assert {row.group.activity.id for row in gap_rows(view)} == {made}


def test_totals_show_what_is_stated_in_another_currency(
    view: BudgetByYear, window: MainWindow
) -> None:
    pledge = {"role": BudgetRole.PLEDGED, "amount": Money(5_000_00, CurrencyCode("USD"))}
    plan_of(window).add(BudgetLine, {"activity": gap_rows(view)[0].group.activity.id, **pledge})
    settle()
    rows = [(n, row) for n, row in enumerate(view.model.rows) if isinstance(row, TotalRow)]
    last = view.model.columnCount() - 1
    shown = {row.label: text(view.model.index(n, last)) for n, row in rows}
    assert "USD\N{NO-BREAK SPACE}5,000" in shown[BudgetRole.PLEDGED.label]
    assert "USD" in view.says.text()


def test_what_is_over_misses_nothing_and_is_no_part_of_the_totals(
    view: BudgetByYear, window: MainWindow
) -> None:
    over = next(row for row in gap_rows(view) if row.group.funding.total.needed)
    last = view.model.columnCount() - 1
    plan_of(window).set_field(over.group.activity, "status", ActivityStatus.STOPPED)
    settle()
    now = next(
        n
        for n, row in enumerate(view.model.rows)
        if isinstance(row, GapRow) and row.group.activity.id == over.group.activity.id
    )
    assert text(view.model.index(now, last)) == ""
    assert "1 activity is completed or stopped and is not counted" in view.says.text()


def test_agreements_stand_beneath_with_the_year_they_end(
    view: BudgetByYear, window: MainWindow
) -> None:
    plan_of(window).add(
        Agreement,
        {
            "title": Texts.of({"en": "Support"}),
            "period": Period(dt.date(2026, 5, 1), dt.date(2028, 6, 30)),
            "amount": Money(100, EUR),
        },
    )
    settle()
    last = view.model.rowCount() - 1
    assert isinstance(view.model.rows[last], AgreementRow)
    texts = [text(view.model.index(last, column)) for column in range(view.model.columnCount())]
    assert texts == ["in force", "in force", "ends", "", "", "", "EUR\xa01"]
    told = view.model.index(last, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "2028, Support, ends"


def test_agreements_that_ended_or_lack_a_date_are_told_as_far_as_they_are_known(
    view: BudgetByYear, window: MainWindow
) -> None:
    first, later = dt.date(2026, 1, 1), dt.date(2028, 6, 30)
    for title, start, end, status in (
        ("A", None, later, AgreementStatus.SIGNED),
        ("B", first, None, AgreementStatus.SIGNED),
        ("C", first, later, AgreementStatus.ENDED),
    ):
        values = {"title": Texts.of({"en": title}), "period": Period(start, end), "status": status}
        plan_of(window).add(Agreement, values)
    settle()
    rows = [n for n, row in enumerate(view.model.rows) if isinstance(row, AgreementRow)]
    said = {
        view.model.headerData(row, Qt.Orientation.Vertical): [
            text(view.model.index(row, column)) for column in range(5)
        ]
        for row in rows
    }
    assert said == {
        "A": ["?", "?", "ends", "", ""],
        "B": ["in force", "?", "?", "?", "?"],
        "C": ["ended", "", "", "", ""],
    }
    told = view.model.index(rows[-1], 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "2027, B, not known"


def test_five_years_fit_without_scrolling_sideways(view: BudgetByYear) -> None:
    assert len(view.model.columns) == 7
    assert not view.view.horizontalScrollBar().isVisible()


def _grow(store_file: Path) -> None:
    """Put 400 activities of five years with all their amounts into a plan."""
    records: list[object] = []
    for number in range(400):
        activity = Activity(
            id=ActivityId(new_id()),
            code=f"B-{number:03}",
            title=Texts.of({"en": f"Clearance of the area number {number} in the north"}),
            period=Period(dt.date(2026, 1, 1), dt.date(2030, 12, 31)),
        )
        records.append(activity)
        records += [
            BudgetLine(
                id=BudgetLineId(new_id()),
                activity=activity.id,
                role=role,
                year=year,
                amount=Money(100_000 * number, EUR),
            )
            for role in (NEEDED, NATIONAL, BudgetRole.PLEDGED)
            for year in range(2026, 2031)
        ]
    with open_store(store_file) as store:
        changes = [change for record in records for change in difference(None, record)]
        store.apply(changes, AUTHOR.stamp(StepKind.IMPORT))


def _usual(work: Callable[[int], object]) -> float:
    """Return how long *work* usually keeps the window busy, in seconds."""
    times = []
    for turn in range(1, 8):
        start = time.thread_time()
        work(turn)
        times.append(time.thread_time() - start)
    return sorted(times)[3]


def test_four_hundred_activities_are_typed_into_without_a_pause(
    open_on: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = make_plan(tmp_path / "large.ccmdesk")
    _grow(file)
    window = open_on(file)
    record = plan_of(window).all_of(Activity)[9]
    plain = _usual(lambda turn: plan_of(window).set_field(record, "code", f"X-{turn}"))
    view = view_in(window)
    qtbot.waitUntil(lambda: view.model.rowCount() > 2400)
    index = at(view, NATIONAL, 2028, activity=200)
    typed = _usual(lambda turn: view.model.setData(index, str(turn)))
    assert text(index) == "7"
    assert typed < 6 * plain + 0.02, (typed, plain)
    assert _usual(lambda _turn: view.view.grab()) < 10 * plain + 0.05


def test_the_table_is_sound_for_qt(view: BudgetByYear, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(view.model)


def test_every_text_is_translated_has_room_and_a_name(
    view: BudgetByYear, window: MainWindow
) -> None:
    window.set_language(PSEUDO)
    settle()
    assert untranslated(window, data={"Bosnia", "Officer", "HQ", "A4-0", "Source"}) == []
    assert clipped(window) == []
    assert unnamed(window) == []
    assert view.view.accessibleDescription()


@pytest.mark.parametrize("language", list(SHIPPED))
def test_nothing_is_clipped_in_a_shipped_language(
    view: BudgetByYear, window: MainWindow, language: str
) -> None:
    window.set_language(Lang.load(language))
    settle()
    assert clipped(window) == []
    assert not view.view.horizontalScrollBar().isVisible()
