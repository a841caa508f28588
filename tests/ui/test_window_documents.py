"""Papers on the screen: the pages shown are the bytes saved, in a language of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from window_plan import first_activity

from ccmdesk.lang.lang import Lang
from ccmdesk.ui.documents_page import DocumentsPage
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.paper_pages import draw_page, open_paper

PATIENCE_MS = 60_000


@pytest.fixture
def page(window: MainWindow) -> DocumentsPage:
    window.open_page("documents")
    page = window.pages.currentWidget()
    assert isinstance(page, DocumentsPage)
    return page


def _show(page: DocumentsPage, qtbot: QtBot) -> bytes:
    page.preview()
    qtbot.waitUntil(lambda: page.paper is not None, timeout=PATIENCE_MS)
    assert page.paper is not None
    return page.paper


def test_what_is_shown_is_what_is_saved(page: DocumentsPage, qtbot: QtBot, tmp_path: Path) -> None:
    shown = _show(page, qtbot)
    page.save_to(tmp_path / "paper.pdf")
    assert (tmp_path / "paper.pdf").read_bytes() == shown
    assert page.notice.isVisible()


def test_pages_are_drawn_when_they_come_into_sight(page: DocumentsPage, qtbot: QtBot) -> None:
    _show(page, qtbot)
    qtbot.waitUntil(lambda: page.view.drawn >= 1, timeout=PATIENCE_MS)
    seen = page.view.drawn
    pages = len(page.view._pages)
    assert 1 <= seen < pages
    page.view.verticalScrollBar().setValue(page.view.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: page.view.drawn > seen, timeout=PATIENCE_MS)
    assert f"of {pages}" in page._where.text()


def test_the_paper_has_a_language_of_its_own(
    window: MainWindow, page: DocumentsPage, qtbot: QtBot
) -> None:
    english = _show(page, qtbot)
    page.language.setCurrentIndex(page.language.findData("fr"))
    assert page.paper is None
    assert window.desk.lang.code == "en"
    french = _show(page, qtbot)
    assert french != english
    window.set_language(Lang.load("ar"))
    assert page.paper == french
    assert page.language.currentData() == "fr"


def test_each_language_says_whether_it_was_reviewed(page: DocumentsPage) -> None:
    texts = [page.language.itemText(place) for place in range(page.language.count())]
    assert texts[0] == "English"
    assert all("not yet reviewed by a native speaker" in text for text in texts[1:])


def test_pages_made_before_a_change_are_said_to_be_old(
    window: MainWindow, page: DocumentsPage, qtbot: QtBot
) -> None:
    before = _show(page, qtbot)
    plan, activity = first_activity(window)
    plan.set_field(activity, "code", "A4-77")
    assert "after these pages were made" in page._states.text()
    page.preview()
    qtbot.waitUntil(lambda: page.paper != before, timeout=PATIENCE_MS)
    assert "after these pages were made" not in page._states.text()
    assert "of them in running text." in page._states.text()


def test_closing_while_a_paper_is_made_leaves_no_work_behind(
    window: MainWindow, page: DocumentsPage
) -> None:
    page.preview()
    window.close()
    assert window.desk.plan is None


def test_a_page_is_a_sharp_picture_of_its_size(page: DocumentsPage, qtbot: QtBot) -> None:
    paper = open_paper(_show(page, qtbot))
    picture = draw_page(paper, 0, scale=2)
    width, height = paper.sizes[0]
    assert abs(picture.width() - 2 * width) <= 2
    assert abs(picture.height() - 2 * height) <= 2
    colours = {picture.pixel(x, 200) for x in range(picture.width())}
    assert len(colours) > 2
