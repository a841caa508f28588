"""Texts of twice the usual size on a low screen: every table keeps rows, no sentence is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from pseudo import settle
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QTableView, QWidget
from pytestqt.qtbot import QtBot

from ccmdesk.lang.lang import Lang
from ccmdesk.model.words import N_
from ccmdesk.ui.main_window import LEAST, USUAL, MainWindow
from ccmdesk.ui.paper_view import PaperView
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


@pytest.mark.parametrize(
    "name", ["take-in", "budget-by-year", "import-result", "map", "plan-history", "twice"]
)
def test_a_table_keeps_its_headings_and_four_rows(
    name: str, show: Callable[[str], QWidget | None], window: MainWindow
) -> None:
    show(name)
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


def test_the_head_of_the_differences_goes_on_in_a_second_line(
    show: Callable[[str], QWidget | None], window: MainWindow
) -> None:
    show("take-in")
    show("decide")
    page: Any = window.pages.currentWidget()
    title, count, button = page._title, page.count, page.twice_button
    assert title.width() >= title.sizeHint().width()
    assert count.width() >= count.sizeHint().width()
    assert button.width() >= button.minimumSizeHint().width()
    assert count.geometry().top() >= title.geometry().bottom()
    assert page.card.width() >= page.card.widget().minimumSizeHint().width()


def test_a_box_is_never_wider_than_the_screen(
    show: Callable[[str], QWidget | None], window: MainWindow
) -> None:
    for name in ("take-in", "decide"):
        show(name)
    box = show("keep-all")
    assert box is not None
    room = box.screen().availableSize()
    assert box.width() <= room.width()
    assert box.height() <= room.height()
    (table,) = _seen(box, QTableView)
    assert table.height() > ROWS * table.fontMetrics().height()
    box.close()


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
