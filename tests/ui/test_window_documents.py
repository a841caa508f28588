"""Papers on the screen: the pages shown are the bytes saved, in a language of their own."""

from __future__ import annotations

import datetime as dt
import shutil
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from window_plan import first_activity, make_plan, plan_of

from ccmdesk.actions.author import new_id
from ccmdesk.lang.catalogue import SHIPPED, TERMS_ONLY
from ccmdesk.lang.lang import Lang
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.edition import Edition
from ccmdesk.model.ids import EditionId
from ccmdesk.model.meeting import Meeting
from ccmdesk.model.values import Texts
from ccmdesk.report.pdfium import opened
from ccmdesk.ui.documents_page import DocumentsPage
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.opening import open_file
from ccmdesk.ui.paper_pages import draw_page, open_paper
from ccmdesk.ui.send_page import SendPage

PATIENCE_MS = 60_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


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
    texts = {
        page.language.itemData(place): page.language.itemText(place)
        for place in range(page.language.count())
    }
    assert texts.pop("en") == "English"
    for code, text in texts.items():
        assert ("not yet reviewed by a native speaker" in text) is (code in SHIPPED)
        assert ("draft of headings, terms and labels, not yet reviewed" in text) is (
            code in TERMS_ONLY
        )


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


def test_a_change_while_pages_are_made_is_not_taken_for_shown(
    window: MainWindow, page: DocumentsPage, qtbot: QtBot
) -> None:
    plan, activity = first_activity(window)
    page.preview()
    plan.set_field(activity, "code", "A4-76")
    qtbot.waitUntil(lambda: page.paper is not None, timeout=PATIENCE_MS)
    assert "after these pages were made" in page._states.text()


def test_another_plan_takes_the_place_of_one_whose_paper_is_being_made(
    window: MainWindow, page: DocumentsPage, plan_file: Path, qtbot: QtBot
) -> None:
    other = Path(shutil.copy(plan_file, plan_file.with_stem("other")))
    page.preview()
    window.doings.open_plan(other)
    qtbot.waitUntil(lambda: not window.desk.busy, timeout=PATIENCE_MS)
    assert window.desk.file == other
    assert window.pages.name == "overview"


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


def _add_meetings(window: MainWindow) -> None:
    """Add one meeting long ago and two to come; the computer's own clock says what is next."""
    for title, days in (("Twelfth Meeting", -900), ("Fourteenth", 900), ("Thirteenth", 400)):
        start = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=days)
        plan_of(window).add(Meeting, {"title": Texts.of({"en": title}), "start": start})


def _front(paper: bytes) -> str:
    with opened(paper) as pdf:
        return str(pdf[0].get_textpage().get_text_range())


def test_a_paper_is_made_for_the_next_meeting_until_another_is_chosen(
    window: MainWindow, page: DocumentsPage, qtbot: QtBot
) -> None:
    assert page.meeting.currentText() == "No meeting"
    _add_meetings(window)
    texts = [page.meeting.itemText(place) for place in range(page.meeting.count())]
    assert [text.partition(",")[0] for text in texts] == [
        "No meeting", "Twelfth Meeting", "Thirteenth", "Fourteenth",
    ]  # fmt: skip
    assert page.meeting.currentText() == texts[2]
    assert "Thirteenth" in _front(_show(page, qtbot))
    page.meeting.setCurrentIndex(1)
    assert page.paper is None
    assert "Twelfth Meeting" in _front(_show(page, qtbot))
    page.meeting.setCurrentIndex(0)
    assert "Thirteenth" not in _front(_show(page, qtbot))


def test_the_chosen_meeting_is_remembered_and_is_that_of_the_package_too(
    window: MainWindow, page: DocumentsPage, plan_file: Path
) -> None:
    _add_meetings(window)
    window.open_page("send")
    send = window.pages.currentWidget()
    assert isinstance(send, SendPage)
    page.meeting.setCurrentIndex(3)
    assert send.pack.meeting.meeting == page.meeting.meeting
    send.pack.meeting.setCurrentIndex(0)
    assert page.meeting.meeting is None
    page.meeting.setCurrentIndex(3)
    kept = page.meeting.meeting
    assert window.desk.state.meeting == str(kept)
    window.desk.close()
    open_file(window.desk, plan_file)
    window.open_page("documents")
    again = window.pages.currentWidget()
    assert isinstance(again, DocumentsPage)
    assert again.meeting.meeting == kept


def test_another_plan_opened_while_a_paper_is_made_is_left_alone(
    window: MainWindow, page: DocumentsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    other = make_plan(tmp_path / "other.ccmdesk")
    page.preview()
    window.doings.open_with(lambda: open_file(window.desk, other))
    qtbot.waitUntil(lambda: not window.desk.jobs.busy, timeout=PATIENCE_MS)
    window.open_page("documents")
    fresh = window.pages.currentWidget()
    assert isinstance(fresh, DocumentsPage)
    assert fresh.paper is None
    assert fresh.show_button.isEnabled()


def test_a_paper_is_saved_as_a_word_file_with_the_same_choices(
    page: DocumentsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.options.fill()
    _pick(page.options.languages, "Français")
    page.options.map.trigger()
    assert page.ask().second_language == "fr"
    assert not page.ask().with_map
    assert "A second language stands beside it: Français." in page._states.text()
    assert "The map of the areas is left out." in page._states.text()
    file = tmp_path / "paper.docx"
    page.save_word_to(file)
    qtbot.waitUntil(page.notice.isVisible, timeout=PATIENCE_MS)
    with zipfile.ZipFile(file) as packed:
        root = ET.fromstring(packed.read("word/document.xml"))  # noqa: S314 - our own file
    languages = {mark.get(f"{W}val") for mark in root.iter(f"{W}lang")}
    assert "fr-FR" in languages
    text = "".join(part.text or "" for part in root.iter(f"{W}t"))
    assert "Convention on Cluster Munitions" in text
    assert "Formules de notification" in text


def test_submissions_are_offered_and_a_later_one_is_never_compared_with(
    window: MainWindow, page: DocumentsPage
) -> None:
    options, plan = page.options, plan_of(window)
    options.fill()
    assert [a.text() for a in options.editions.actions()] == ["As they are now"]
    changes = [
        change
        for number in (1, 2)
        for change in difference(None, Edition(id=EditionId(new_id()), number=number))
    ]
    plan.store.apply(changes, plan.author.stamp(StepKind.IMPORT))
    options.fill()
    _pick(options.earlier, "Submission 1")
    options.fill()
    _pick(options.editions, "Submission 2")
    assert (page.ask().edition, page.ask().since) == (2, 1)
    assert "It tells the records of submission 2." in page._states.text()
    options.fill()
    assert [a.text() for a in options.earlier.actions()] == [
        "The submission before",
        "Submission 1",
    ]
    _pick(options.editions, "Submission 1")
    assert (page.ask().edition, page.ask().since) == (1, None)


def _pick(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()


def test_the_language_of_the_paper_is_not_offered_as_its_second(page: DocumentsPage) -> None:
    page.options.fill()
    offered = [action.text() for action in page.options.languages.actions()]
    assert "English" not in offered
    assert "Français" in offered
    _pick(page.options.languages, "Français")
    assert "A second language stands beside it: Français." in page._states.text()
    page.language.setCurrentIndex(page.language.findData("fr"))
    assert "stands beside it" not in page._states.text()
