"""Moving bars of the time line by keys and by the mouse: each move is one step."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from timeline_page import Left, Right, place_on, timeline
from window_plan import OpenWindow, plan_of

from ccmdesk.model.activity import Activity, ActivityType
from ccmdesk.model.state import Article
from ccmdesk.model.values import Period
from ccmdesk.rules.shifting import Part
from ccmdesk.rules.time_line import Span
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.timeline.page import TimelinePage

Shift, Control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window: MainWindow) -> TimelinePage:
    return timeline(window)


def _span(plan: OpenPlan, page: TimelinePage, row: int) -> tuple[dt.date, dt.date]:
    found = plan.store.get(Activity, page.rows.lanes[row].activity.id)
    assert found is not None
    assert found.period is not None
    assert found.period.start is not None
    assert found.period.end is not None
    return found.period.start, found.period.end


def _drag(page: TimelinePage, row: int, part: Part, *, months: float, free: bool = False) -> None:
    """Drag a part of a bar as a hand does, in the direction the window runs."""
    picture, view = page.chart.picture, page.chart.viewport()
    assert picture is not None
    held = Qt.KeyboardModifier.AltModifier if free else Qt.KeyboardModifier.NoModifier
    month = (picture.across.of(dt.date(2026, 2, 1)) - picture.across.of(dt.date(2026, 1, 1))) * 0.98
    by = QPoint(round(months * month), 0) * (-1 if picture.across.rtl else 1)
    start = place_on(page, row, part)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, held, start)
    _move(page, start + by / 2, held)
    _move(page, start + by, held)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, held, start + by)


def _move(page: TimelinePage, to: QPoint, held: Qt.KeyboardModifier) -> None:
    left = Qt.MouseButton.LeftButton
    view = page.chart.viewport()
    where = QPointF(to)
    event = QMouseEvent(
        QEvent.Type.MouseMove, where, QPointF(view.mapToGlobal(to)), left, left, held
    )
    QApplication.sendEvent(view, event)


@pytest.mark.parametrize(
    ("key", "held", "expected"),
    [
        (Right, Qt.KeyboardModifier.NoModifier, ((2026, 2, 1), (2028, 1, 31))),
        (Left, Qt.KeyboardModifier.NoModifier, ((2025, 12, 1), (2027, 11, 30))),
        (Right, Shift, ((2026, 1, 1), (2028, 1, 31))),
        (Left, Shift, ((2026, 1, 1), (2027, 11, 30))),
        (Right, Control, ((2026, 1, 2), (2028, 1, 1))),
        (Left, Control, ((2025, 12, 31), (2027, 12, 30))),
        (Right, Shift | Control, ((2026, 1, 1), (2028, 1, 1))),
    ],
)
def test_arrow_keys_move_dates(
    window: MainWindow,
    page: TimelinePage,
    key: Qt.Key,
    held: Qt.KeyboardModifier,
    expected: tuple[tuple[int, int, int], ...],
) -> None:
    page.chart.select(0)
    QTest.keyClick(page.chart, key, held)
    start, end = expected
    assert _span(plan_of(window), page, 0) == (dt.date(*start), dt.date(*end))


def test_arrow_keys_go_by_what_is_seen_from_right_to_left(
    open_on: OpenWindow, plan_file: Path
) -> None:
    window = open_on(plan_file, language="ar")
    page = timeline(window)
    page.chart.select(0)
    QTest.keyClick(page.chart, Left)
    assert _span(plan_of(window), page, 0)[0] == dt.date(2026, 2, 1)
    QTest.keyClick(page.chart, Right)
    QTest.keyClick(page.chart, Right, Shift)
    assert _span(plan_of(window), page, 0) == (dt.date(2026, 1, 1), dt.date(2027, 11, 30))


DRAGS = (
    (Part.WHOLE, 3, dt.date(2026, 4, 1), dt.date(2028, 3, 31)),
    (Part.END, -6, dt.date(2026, 1, 1), dt.date(2027, 6, 30)),
    (Part.START, 7, dt.date(2026, 7, 1), dt.date(2027, 12, 31)),
)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("drag", DRAGS)
def test_a_drag_is_set_down_on_quarters_and_is_one_step(
    open_on: OpenWindow,
    plan_file: Path,
    language: str,
    drag: tuple[Part, int, dt.date, dt.date],
) -> None:
    window = open_on(plan_file, language=language)
    page, plan = timeline(window), plan_of(window)
    before, steps = _span(plan, page, 0), _steps(plan, page, 0)
    part, months, start, end = drag
    _drag(page, 0, part, months=months)
    assert _span(plan, page, 0) == (start, end)
    assert _steps(plan, page, 0) == steps + 1
    window.do("undo")
    assert _span(plan, page, 0) == before
    assert page.rows.lanes[0].span == Span(*before)


def test_a_drag_is_called_by_what_it_changed(window: MainWindow, page: TimelinePage) -> None:
    _drag(page, 0, Part.END, months=6)
    assert window.commands.actions["undo"].text() == "Undo change of Start and end"


def test_a_drag_with_alt_goes_by_days(window: MainWindow, page: TimelinePage) -> None:
    _drag(page, 0, Part.WHOLE, months=1, free=True)
    start, end = _span(plan_of(window), page, 0)
    assert start.month in {1, 2}
    assert start.day != 1
    assert end - start == dt.date(2027, 12, 31) - dt.date(2026, 1, 1)


def test_a_click_without_a_drag_and_escape_write_nothing(
    window: MainWindow, page: TimelinePage
) -> None:
    plan = plan_of(window)
    steps = _steps(plan, page, 1)
    view, held = page.chart.viewport(), Qt.KeyboardModifier.NoModifier
    at = place_on(page, 1, Part.WHOLE)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, held, at)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, held, at)
    _move(page, at + QPoint(90, 0), held)
    assert page.chart.picture is not None
    assert page.chart.picture.dragged is not None
    QTest.keyClick(page.chart, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, held, at + QPoint(90, 0))
    assert _steps(plan, page, 1) == steps


def _steps(plan: OpenPlan, page: TimelinePage, row: int) -> int:
    return len({entry.step for entry in plan.store.history(page.rows.lanes[row].activity.id)})


@pytest.mark.parametrize("part", list(Part))
def test_a_bar_that_is_put_back_where_it_was_keeps_its_days(
    window: MainWindow, page: TimelinePage, part: Part
) -> None:
    plan = plan_of(window)
    activity = plan.store.get(Activity, page.rows.lanes[0].activity.id)
    days = Period(dt.date(2026, 2, 9), dt.date(2027, 11, 17))
    plan.set_field(activity, "period", days)
    view, held = page.chart.viewport(), Qt.KeyboardModifier.NoModifier
    start = place_on(page, 0, part)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, held, start)
    _move(page, start + QPoint(120, 0), held)
    assert page.chart.picture is not None
    assert page.chart.picture.dragged is not None
    _move(page, start + QPoint(1, 0), held)
    assert page.chart.picture.dragged is None
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, held, start + QPoint(1, 0))
    assert _span(plan, page, 0) == (days.start, days.end)


def _take_up(page: TimelinePage, row: int, *, months: float) -> QPoint:
    """Drag the bar of a row and keep the button down; return where the pointer is."""
    picture, held = page.chart.picture, Qt.KeyboardModifier.NoModifier
    assert picture is not None
    month = picture.across.of(dt.date(2026, 2, 1)) - picture.across.of(dt.date(2026, 1, 1))
    start = place_on(page, row, Part.WHOLE)
    to = start + QPoint(round(months * month), 0)
    QTest.mousePress(page.chart.viewport(), Qt.MouseButton.LeftButton, held, start)
    _move(page, to, held)
    assert page.chart.picture is not None
    assert page.chart.picture.dragged is not None
    return to


def _set_down(page: TimelinePage, to: QPoint) -> None:
    left, held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseRelease(page.chart.viewport(), left, held, to)


def _periods(plan: OpenPlan) -> dict[str | None, Period | None]:
    return {one.code: one.period for one in plan.all_of(Activity)}


def test_a_drag_moves_what_was_taken_up_also_where_rows_come_meanwhile(
    window: MainWindow, page: TimelinePage
) -> None:
    plan = plan_of(window)
    to = _take_up(page, 1, months=6)
    moved = page.rows.lanes[1].activity
    values = {"code": "A4-00", "article": Article.CLEARANCE, "type": ActivityType.OTHER}
    plan.add(Activity, values)
    assert page.rows.row_of(moved.id) == 2
    _move(page, to + QPoint(1, 0), Qt.KeyboardModifier.NoModifier)
    before = _periods(plan)
    _set_down(page, to)
    period = Period(dt.date(2026, 7, 1), dt.date(2029, 6, 30))
    assert _periods(plan) == {**before, moved.code: period}


def test_a_bar_that_goes_or_gets_other_dates_meanwhile_is_let_go(
    window: MainWindow, page: TimelinePage
) -> None:
    plan = plan_of(window)
    to = _take_up(page, 1, months=6)
    taken = plan.store.get(Activity, page.rows.lanes[1].activity.id)
    plan.set_field(taken, "period", Period(dt.date(2027, 1, 1), dt.date(2027, 12, 31)))
    assert page.chart.picture is not None
    assert page.chart.picture.dragged is None
    before = _periods(plan)
    _set_down(page, to)
    assert _periods(plan) == before
    to = _take_up(page, 1, months=6)
    plan.delete(plan.store.get(Activity, page.rows.lanes[1].activity.id))
    before = _periods(plan)
    _set_down(page, to)
    assert _periods(plan) == before
