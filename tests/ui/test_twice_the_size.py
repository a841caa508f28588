"""Texts of twice the usual size on a low screen: every table keeps rows, no sentence is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from pseudo import clipped, settle
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ccmdesk.lang.lang import Lang
from ccmdesk.model.words import N_, Message
from ccmdesk.ui.main_window import LEAST, USUAL, MainWindow
from ccmdesk.ui.paper_view import PaperView
from ccmdesk.ui.problems import Way
from ccmdesk.ui.records.field_grid import FieldGrid
from ccmdesk.ui.scrolled import WholeWidth, reveal
from ccmdesk.ui.shot_screens import WITH_PLAN
from ccmdesk.ui.shot_stage import Stage

PATIENCE_MS = 60_000
ROWS = 4
Part = TypeVar("Part", bound=QWidget)


@pytest.fixture
def show(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> Callable[[str], QWidget | None]:
    """Shows a screen by its name, in Russian letters of twice the size; returns its box."""

    def rest() -> None:
        settle()
        qtbot.waitUntil(lambda: not window.desk.busy, timeout=PATIENCE_MS)
        settle()

    def go(name: str) -> QWidget | None:
        (screen,) = (screen for screen in WITH_PLAN if screen.name == name)
        box = screen.show(Stage(window, tmp_path, rest))
        if box is not None:
            box.show()
        rest()
        return box

    window.resize(USUAL)
    window.set_language(Lang.load("ru"))
    window.set_text_size(200)
    return go


def _seen(page: QWidget | None, kind: type[Part]) -> list[Part]:
    assert page is not None
    return [part for part in page.findChildren(kind) if part.isVisible()]


def _can_be_scrolled_to(part: QWidget, window: QWidget) -> bool:
    """Whether *part* comes to lie between the upper and the lower edge of the page."""
    reveal(part)
    areas = [area for area in _seen(window, WholeWidth) if area.isAncestorOf(part)]
    assert areas, part
    top = part.mapTo(areas[0], QPoint(0, 0)).y()
    return top >= 0 and top + min(part.height(), areas[0].height()) <= areas[0].height()


def _assert_rows(window: MainWindow) -> None:
    page: Any = window.pages.currentWidget()
    tables = _seen(page, QTableView)
    assert tables
    for table in tables:
        rows = min(table.model().rowCount(), ROWS)
        line = table.fontMetrics().height()
        assert table.viewport().height() >= rows * line, table
        assert _can_be_scrolled_to(table, window), table
    assert page.width() + window.nav.width() <= window.width()
    assert window.size() == USUAL


def test_a_table_keeps_its_headings_and_four_rows(
    show: Callable[[str], QWidget | None], window: MainWindow
) -> None:
    for name in ("budget-by-year", "map", "plan-history", "twice", "import-result"):
        show(name)
        _assert_rows(window)


def test_what_an_office_has_sent_is_read_and_decided(
    show: Callable[[str], QWidget | None], window: MainWindow
) -> None:
    show("take-in")
    _assert_rows(window)
    show("decide")
    _assert_head_in_two_lines(window.pages.currentWidget())
    box = show("keep-all")
    assert box is not None
    room = box.screen().availableSize()
    assert box.width() <= room.width()
    assert box.height() <= room.height()
    (table,) = _seen(box, QTableView)
    assert table.height() > ROWS * table.fontMetrics().height()
    box.close()


def _assert_head_in_two_lines(page: Any) -> None:
    title, count, button = page._title, page.count, page.twice_button
    assert title.width() >= title.sizeHint().width()
    assert count.width() >= count.sizeHint().width()
    assert button.width() >= button.minimumSizeHint().width()
    assert count.geometry().top() >= title.geometry().bottom()
    assert page.card.width() >= page.card.widget().minimumSizeHint().width()


def test_of_a_paper_twelve_lines_are_seen(
    show: Callable[[str], QWidget | None], window: MainWindow
) -> None:
    window.open_page("documents")
    settle()
    (paper,) = _seen(window.pages.currentWidget(), PaperView)
    assert paper.height() >= 12 * paper.fontMetrics().lineSpacing()
    assert _can_be_scrolled_to(paper, window)


def test_a_page_that_has_room_is_not_scrolled(window: MainWindow) -> None:
    window.resize(USUAL)
    for name in ("map", "documents", "import", "decide", "history"):
        window.open_page(name)
        settle()
        for area in _seen(window.pages.currentWidget(), WholeWidth):
            assert area.verticalScrollBar().maximum() == 0, name


def test_the_line_below_leaves_out_what_is_told_elsewhere_before_a_sentence_is_cut(
    show: Callable[[str], QWidget | None], window: MainWindow
) -> None:
    status, lang = window.status, window.desk.lang
    assert status.height() >= status.fontMetrics().height()
    for words, whole in (
        (N_("Training copy"), True),
        (N_("Illustrative plan: not the plan of the State"), False),
    ):
        status.banner.setText(lang(words))
        window.resize(LEAST)
        settle()
        assert status.digits.isHidden()
        assert status.backup.isHidden()
        assert (status.banner.toolTip() == "") is whole
        assert status.banner.geometry().right() <= status.width()
        window.resize(USUAL)
        settle()
    window.set_text_size(100)
    settle()
    assert status.digits.isVisible()
    assert status.backup.isVisible()
    assert status.height() == 28


def test_sentences_and_fields_of_a_box_are_read_whole(
    show: Callable[[str], QWidget | None],
) -> None:
    for name in ("who", "approve", "fault"):
        box = show(name)
        assert box is not None
        assert clipped(box) == []
        for field in _seen(box, QLineEdit):
            letters = field.width() / field.fontMetrics().averageCharWidth()
            assert letters >= 10, field.accessibleName()
        box.close()


def test_buttons_stand_below_a_notice_that_needs_the_width(
    show: Callable[[str], QWidget | None], window: MainWindow
) -> None:
    bar = window.notice
    ways = (Way(Message(N_("Undo")), str), Way(Message(N_("Look at what that decides…")), str))
    bar.tell(Message(N_("No backup was made. {why}"), {"why": "ABC " * 40}), alarm=True)
    bar.offer(*ways)
    settle()
    assert clipped(bar) == []
    text = bar._text.geometry()
    assert text.width() > bar.width() * 0.9
    for button in _seen(bar, QPushButton):
        assert button.mapTo(bar, QPoint(0, 0)).y() >= text.bottom()
        assert bar.rect().contains(button.mapTo(bar, button.rect().bottomRight()))


def test_what_is_typed_into_find_or_do_and_what_it_finds_have_room(
    show: Callable[[str], QWidget | None], window: MainWindow
) -> None:
    box, before = window.find_box, window.find_box.width()
    QApplication.sendEvent(box, QFocusEvent(QEvent.Type.FocusIn))
    box.setText("20")
    box._search("20")
    settle()
    assert box.width() > 2 * before
    assert box.list.width() >= 40 * box.fontMetrics().averageCharWidth()
    assert box.list.geometry().right() <= window.width()
    QApplication.sendEvent(box, QFocusEvent(QEvent.Type.FocusOut))
    settle()
    assert window.top.undo_button.isVisible()
    assert window.top.preview_button.isVisible()


def test_a_guided_question_has_the_whole_width_and_its_answers_stand_below(
    show: Callable[[str], QWidget | None], window: MainWindow
) -> None:
    show("guided-3")
    page: Any = window.pages.currentWidget()
    (area,) = (area for area in _seen(page, WholeWidth) if area.isAncestorOf(page._side))
    side, question = page._side.geometry(), page._stack.geometry()
    assert side.top() > question.bottom()
    assert question.width() >= 0.9 * area.width()
    assert question.height() >= 12 * page.fontMetrics().lineSpacing()
    window.set_text_size(100)
    settle()
    assert page._side.geometry().left() > page._stack.geometry().right()


def test_fields_of_a_form_stand_below_each_other(
    show: Callable[[str], QWidget | None], window: MainWindow
) -> None:
    window.resize(LEAST)
    show("form-activity")
    form = window.records_form()
    assert form is not None
    grids = form.findChildren(FieldGrid)
    assert any(grid._stacked for grid in grids)
    for row in form.rows.values():
        assert row.editor.width() >= row.editor.minimumSizeHint().width(), row.field.name
    window.set_text_size(100)
    window.resize(USUAL)
    settle()
    assert not any(grid._stacked for grid in grids)


@pytest.mark.parametrize("screen", ["form-plan", "form-need", "form-organisation"])
def test_a_form_is_never_scrolled_sideways_and_the_words_of_a_tick_go_on_in_a_second_line(
    window: MainWindow, show: Callable[[str], QWidget | None], screen: str
) -> None:
    show(screen)
    form = window.records_form()
    assert form is not None
    assert form.scroll_area.horizontalScrollBar().maximum() == 0
    ticks = [box for box in _seen(form, QCheckBox) if box.text()]
    assert any("\n" in box.text() for box in ticks)
    assert [box.text() for box in ticks if "…" in box.text()] == []
