"""The time line in the window: bars and table agree, keys and mouse move dates, undo restores."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from uuid import UUID

import pytest
from pseudo import settle
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from timeline_page import Right, place_on, timeline
from window_plan import OpenWindow, plan_of

from ccmdesk.lang.lang import Lang
from ccmdesk.model.activity import Activity, Milestone
from ccmdesk.model.meeting import Meeting
from ccmdesk.model.need import Need
from ccmdesk.model.state import Article, Duty, Obligation, ObligationStatus
from ccmdesk.model.values import Period, Texts
from ccmdesk.report.charts import TimeLine
from ccmdesk.report.documents.ask import PaperAsk
from ccmdesk.report.documents.desk import desk_of
from ccmdesk.report.documents.sections.time_line import time_line
from ccmdesk.rules.shifting import Part
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.state import read_state, write_state
from ccmdesk.ui.timeline.head import TimeHead
from ccmdesk.ui.timeline.page import TimelinePage
from ccmdesk.ui.timeline.rows import Column
from ccmdesk.ui.timeline.scale import Scale

Accessible = Qt.ItemDataRole.AccessibleTextRole


DEADLINE = dt.date(2027, 3, 1)


@pytest.fixture
def page(window: MainWindow) -> TimelinePage:
    return timeline(window)


def _row(page: TimelinePage, code: str) -> int:
    (row,) = [n for n, lane in enumerate(page.rows.lanes) if lane.activity.code == code]
    return row


def test_the_table_has_a_row_for_each_activity_as_the_chart_has(
    window: MainWindow, page: TimelinePage
) -> None:
    activities = plan_of(window).store.document().of(Activity)
    picture = page.chart.picture
    assert picture is not None
    assert page.table.model() is page.rows
    assert page.rows.rowCount() == len(activities) == len(picture.bands.of_row) == 5
    assert [lane.activity.id for lane in picture.lanes] == [one.id for one in activities]
    bars = [lane for lane in picture.lanes if lane.span]
    told = [page.rows.index(row, Column.END).data() for row in range(5)]
    assert len(bars) == 5
    assert told[:2] == ["31 Dec 2027", "31 Dec 2028"]


def test_every_bar_has_its_dates_and_its_name_for_a_screen_reader(page: TimelinePage) -> None:
    told = [page.rows.index(row, 0).data(Accessible) for row in range(page.rows.rowCount())]
    assert told[0] == "A4-01 · Survey of 42 villages in the north, 1 Jan 2026 to 31 Dec 2027"
    interface = QAccessible.queryAccessibleInterface(page.chart)
    assert interface.text(QAccessible.Text.Name) == "Time line of the activities"


def test_an_activity_without_dates_has_a_row_with_words_and_can_be_opened(
    window: MainWindow, page: TimelinePage
) -> None:
    plan = plan_of(window)
    made = plan.add(Activity, {"code": "A4-99", "article": Article.CLEARANCE})
    row = _row(page, "A4-99")
    assert page.rows.index(row, Column.START).data() == "Not yet filled"
    assert page.rows.index(row, 0).data(Accessible) == "A4-99, No start and end date yet"
    page.chart.select(row)
    QTest.keyClick(page.chart, Right)
    assert plan.store.get(Activity, made).period is None  # type: ignore[union-attr]
    QTest.keyClick(page.chart, Qt.Key.Key_Return)
    records = window.pages.records()
    assert window.pages.name == "plan"
    assert records is not None
    assert records.current() == (Activity, made)


def test_up_and_down_choose_rows_in_chart_and_table(page: TimelinePage) -> None:
    page.chart.select(0)
    QTest.keyClick(page.chart, Qt.Key.Key_Down)
    QTest.keyClick(page.chart, Qt.Key.Key_Down)
    assert page.table.currentIndex().row() == 2
    page.table.selectRow(4)
    assert page.chart.current == 4
    QTest.keyClick(page.chart, Qt.Key.Key_Home)
    QTest.keyClick(page.chart, Qt.Key.Key_Up)
    assert page.chart.current == 0


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("scale", list(Scale))
def test_a_click_on_a_bar_selects_its_row(
    open_on: OpenWindow, plan_file: Path, language: str, scale: Scale
) -> None:
    page = timeline(open_on(plan_file, language=language))
    page.head.scale.setCurrentIndex(list(Scale).index(scale))
    settle()
    for row in (3, 1, 4, 0):
        view = page.chart.viewport()
        at = place_on(page, row, Part.START)
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)
        assert page.chart.current == row
        assert page.table.currentIndex().row() == row
        middle = place_on(page, row, Part.WHOLE)
        if view.rect().contains(middle):
            QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle)
            assert page.chart.current == row


def test_the_first_year_stands_at_the_right_in_arabic(open_on: OpenWindow, plan_file: Path) -> None:
    page = timeline(open_on(plan_file, language="ar"))
    picture = page.chart.picture
    assert picture is not None
    years = [picture.across.x(picture.across.of(dt.date(year, 1, 1))) for year in (2026, 2027)]
    assert years[0] > years[1]
    assert picture.across.x(picture.across.names) == picture.across.width - picture.across.names


def test_a_bar_past_its_deadline_carries_the_word_late(
    window: MainWindow, page: TimelinePage, qtbot: QtBot
) -> None:
    plan = plan_of(window)
    _set_deadline(plan)
    rows = page.rows
    told = [rows.index(row, Column.PROGRESS).data() for row in range(rows.rowCount())]
    ends = [lane.span.end for lane in rows.lanes if lane.span]
    assert [text == "late" for text in told] == [end > DEADLINE for end in ends]
    assert "late" in told
    late = told.index("late")
    assert "Ends after the deadline that binds it: 1 Mar 2027." in rows.index(late, 0).data(
        Qt.ItemDataRole.ToolTipRole
    )
    assert rows.words.late(rows.lanes[late]) == "late"


def _set_deadline(plan: OpenPlan) -> None:
    """Leave one obligation under Article 4, which is to be met in the middle of the plan."""
    for one in plan.all_of(Obligation):
        plan.delete(one)
    values = {"duty": Duty.ARTICLE_4A, "status": ObligationStatus.OPEN, "deadline": DEADLINE}
    plan.add(Obligation, values)


def test_deadlines_meetings_and_today_are_named_over_the_bars(
    window: MainWindow, page: TimelinePage
) -> None:
    plan = plan_of(window)
    _set_deadline(plan)
    plan.add(
        Meeting, {"title": Texts.of({"en": "Fourteenth Meeting"}), "start": dt.date(2027, 9, 6)}
    )
    picture = page.chart.picture
    assert picture is not None
    named = {flag.text for flag in picture.flags}
    assert "Deadline of Article 4.1 (a): 1 Mar 2027" in named
    assert "Fourteenth Meeting: 6 Sept 2027" in named
    assert any(text.startswith("Today: ") for text in named)
    for one in picture.flags:
        for other in picture.flags:
            apart = one.end <= other.start or other.end <= one.start or one.row != other.row
            assert one is other or apart


def test_a_need_hangs_on_its_activity_with_what_slips_without_it(
    window: MainWindow, page: TimelinePage
) -> None:
    plan = plan_of(window)
    first, second = plan.all_of(Activity)[:2]
    plan.set_field(second, "after", (first.id,))
    plan.set_field(plan.store.get(Activity, first.id), "period", _period(2090, 2091))
    page.chart.select(0)
    (offer,) = page.foot.list.found.offers
    assert offer.text == (
        "Without N-01 Support for Survey of 42 villages in the north by Q1 2090, A4-01 slips, and"
        " so does what starts after it: A4-02."
    )
    assert page.rows.index(1, Column.WAITS_FOR).data() == "A4-01"
    offer.choose()
    records = window.pages.records()
    assert records is not None
    kind, record = records.current() or (None, None)
    assert kind is Need
    assert plan.store.get(Need, record).code == "N-01"  # type: ignore[union-attr, arg-type]


def test_a_double_click_opens_the_activity_and_the_need_that_hangs_on_it(
    window: MainWindow, page: TimelinePage
) -> None:
    plan = plan_of(window)
    (first,) = [one for one in plan.all_of(Activity) if one.code == "A4-01"]
    plan.set_field(first, "period", Period(dt.date(2027, 1, 1), dt.date(2028, 12, 31)))
    picture, view = page.chart.picture, page.chart.viewport()
    assert picture is not None
    (hung, (need,)), *_ = picture.hung(picture.lanes[0])
    foot = picture.foot(picture.bands.of_row[0])
    at = QPointF(picture.across.x(hung), foot + 2).toPoint()
    opened: list[UUID] = []
    page.chart.need_opened.connect(opened.append)
    page.chart.opened.connect(opened.append)
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=at)
    assert window.pages.name == "needs"
    window.open_page("timeline")
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=place_on(page, 0, Part.WHOLE))
    assert window.pages.name == "plan"
    assert opened == [need.id, first.id]


def test_a_tooltip_tells_everything_of_a_bar_and_the_whole_name_of_a_day(
    window: MainWindow, page: TimelinePage
) -> None:
    plan = plan_of(window)
    first = page.rows.lanes[0].activity
    plan.add(Milestone, {"activity": first.id, "year": 2026, "planned": 1200, "achieved": 0})
    told = page.chart.tip_at(QPointF(place_on(page, 0, Part.WHOLE))).split("\n")
    assert told[:2] == [
        "A4-01 · Survey of 42 villages in the north",
        "1 Jan 2026 to 31 Dec 2027",
    ]
    assert "2026: 1,200 planned, 0 achieved" in told
    assert told[-1].startswith("N-01 Support for Survey of 42 villages in the north has been")
    picture = page.chart.picture
    assert picture is not None
    (today,) = [flag for flag in picture.flags if flag.text.startswith("Today")]
    high = picture.head - picture.axis - (today.row + 0.5) * picture.flag_height
    at = QPointF(picture.across.x((today.start + today.end) / 2), high)
    assert page.chart.tip_at(at) == today.mark.label


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_paper_draws_the_same_bars_and_deadlines(
    open_on: OpenWindow, plan_file: Path, language: str
) -> None:
    window = open_on(plan_file, language=language)
    plan, page = plan_of(window), timeline(window)
    _set_deadline(plan)
    ask = PaperAsk(
        plan=plan.store.document(),
        lang=plan.lang,
        packs=plan.packs,
        findings=(),
        results=(),
        today=plan.author.today,
        check_code="",
    )
    (paper,) = [one for one in time_line(desk_of(ask)) if isinstance(one, TimeLine)]
    bars = [(bar.start, bar.end, bar.text) for group in paper.groups for bar in group.bars]
    words = page.rows.words
    drawn = [
        (lane.span.start, lane.span.end, words.late(lane)) for lane in page.rows.lanes if lane.span
    ]
    assert drawn == bars
    assert [group.title for group in paper.groups] == [words.heading(page.rows.lanes[0])]
    picture = page.chart.picture
    assert picture is not None
    named = {flag.mark.label for flag in picture.flags if flag.mark.strong}
    assert named == {mark.label for mark in paper.marks if mark.strong} != set()


def _period(first: int, last: int) -> Period:
    return Period(dt.date(first, 1, 1), dt.date(last, 12, 31))


def test_the_filter_shows_the_activities_of_one_article(
    window: MainWindow, page: TimelinePage
) -> None:
    plan = plan_of(window)
    plan.add(Activity, {"code": "A5-01", "article": Article.VICTIMS, "period": _period(2026, 2027)})
    choice = page.head.article
    assert [choice.itemText(n) for n in range(choice.count())][1:] == [
        "Article 4: clearance and risk reduction education",
        "Article 5: victim assistance",
    ]
    choice.setCurrentIndex(2)
    assert [lane.activity.code for lane in page.rows.lanes] == ["A5-01"]
    window.do("undo")
    assert choice.currentIndex() == 0
    assert page.rows.rowCount() == 5


def test_the_table_stays_shown_from_day_to_day(
    window: MainWindow, page: TimelinePage, tmp_path: Path, qtbot: QtBot
) -> None:
    assert not page.table.isVisible()
    page.head.table.click()
    page.head.scale.setCurrentIndex(2)
    assert page.table.isVisible()
    write_state(tmp_path / "kept.json", window.desk.state)
    kept = read_state(tmp_path / "kept.json")
    head = TimeHead(Desk(window.desk.lang, kept))
    qtbot.addWidget(head)
    assert head.table.isChecked()
    assert head.chosen_scale is Scale.QUARTERS


def test_enter_in_the_table_opens_the_record(window: MainWindow, page: TimelinePage) -> None:
    page.head.table.click()
    page.table.selectRow(2)
    expected = page.rows.lanes[2].activity.id
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    records = window.pages.records()
    assert records is not None
    assert records.current() == (Activity, expected)


def test_an_empty_plan_says_what_goes_here_and_offers_the_first_step(
    window: MainWindow, page: TimelinePage
) -> None:
    plan = plan_of(window)
    for one in plan.all_of(Activity):
        plan.delete(one)
    assert page.empty.isVisible()
    page.empty.button.click()
    assert window.pages.name == "plan"
    assert len(plan.all_of(Activity)) == 1


def test_what_is_written_elsewhere_is_shown_on_return(
    window: MainWindow, page: TimelinePage, qtbot: QtBot
) -> None:
    window.open_page("plan")
    plan = plan_of(window)
    (first, *_) = plan.all_of(Activity)
    plan.set_field(first, "code", "A4-00")
    window.open_page("timeline")
    assert page.rows.lanes[0].activity.code == "A4-00"


def test_a_live_change_of_language_keeps_the_row(window: MainWindow, page: TimelinePage) -> None:
    page.chart.select(3)
    window.set_language(Lang.load("ar"))
    settle()
    assert page.chart.current == 3
    assert page.chart.isRightToLeft()
    assert page.chart.picture is not None
    assert page.chart.picture.across.rtl


def test_years_are_written_without_a_separator(page: TimelinePage) -> None:
    picture = page.chart.picture
    assert picture is not None
    assert all(len(str(quarter.year)) == 4 for _, quarter in picture.ticks())
    assert "2,0" not in page.chart.tip_at(QPointF(place_on(page, 0, Part.WHOLE)))
