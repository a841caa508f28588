"""Files are dropped on a form; activities begin from typical ones, figures from last year's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pseudo import settle
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_plan import plan_of

from ccmdesk.model.activity import Activity, ActivityType
from ccmdesk.model.area import AnnualPosition, HazardousArea
from ccmdesk.model.evidence import Attachment
from ccmdesk.model.stockpile import MunitionType
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.records.beginning import typical_menu
from ccmdesk.ui.records.page import RecordsPage
from ccmdesk.ui.sections import section_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
PATIENCE_MS = 30_000


def _page(window: MainWindow, kind: type[Any]) -> RecordsPage:
    window.open_page(section_of(kind).name)
    page = window.pages.records()
    assert page is not None
    page.show_kind(kind)
    settle()
    return page


def _drop(page: RecordsPage, qtbot: QtBot, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    entering = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
    QApplication.sendEvent(page, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(page, QDropEvent(QPointF(9, 9), copy, data, left, none))
    qtbot.waitUntil(lambda: not page.attaching.busy, timeout=PATIENCE_MS)
    settle()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    file = tmp_path / "Found at the school.jpg"
    file.write_bytes(b"a picture")
    return file


def test_a_file_dropped_on_a_form_is_kept_and_says_what_it_is_about(
    window: MainWindow, qtbot: QtBot, photo: Path, tmp_path: Path
) -> None:
    page, plan = _page(window, HazardousArea), plan_of(window)
    page.show_record(HazardousArea, page.record_list().model.ids[0])
    _drop(page, qtbot, photo)
    (kept,) = plan.store.document().of(Attachment)
    assert kept.file_name == photo.name
    assert "CHA-00001" in kept.remark
    assert window.commands.actions["undo"].text() == "Undo adding: Attachment"
    files = _page(window, Attachment)
    files.show_record(Attachment, kept.id)
    form = files.form()
    assert form is not None
    assert form.file is not None
    assert form.file.words.text() == "A file of 1 kB is kept in the plan."
    form.file.save_to(tmp_path / "out.jpg")
    assert (tmp_path / "out.jpg").read_bytes() == b"a picture"


def test_a_record_of_a_file_takes_the_file_that_is_dropped_on_it(
    window: MainWindow, qtbot: QtBot, photo: Path
) -> None:
    page, plan = _page(window, Attachment), plan_of(window)
    record = page.new_record()
    form = page.form()
    assert form is not None
    assert form.file is not None
    assert form.file.attach_button.isVisible()
    _drop(page, qtbot, photo)
    (kept,) = plan.store.document().of(Attachment)
    assert (kept.id, kept.file_name) == (record, photo.name)
    assert form.file.save_button.isVisible()


def test_a_picture_dropped_on_a_type_of_munition_is_its_photograph(
    window: MainWindow, qtbot: QtBot, photo: Path
) -> None:
    page, plan = _page(window, MunitionType), plan_of(window)
    record = page.new_record()
    assert record is not None
    _drop(page, qtbot, photo)
    (kept,) = plan.store.document().of(Attachment)
    munition = plan.store.get(MunitionType, record)
    assert munition is not None
    assert munition.photo == kept.id


def test_a_file_that_is_not_kept_is_refused_where_the_user_looks(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page = _page(window, HazardousArea)
    program = tmp_path / "setup.exe"
    program.write_bytes(b"MZ")
    _drop(page, qtbot, program)
    assert "setup.exe" in page.head._notice.text()
    assert plan_of(window).store.document().of(Attachment) == ()


def test_an_activity_begins_from_a_typical_one(window: MainWindow) -> None:
    page, plan = _page(window, Activity), plan_of(window)
    begin = page.record_list().filters.begin
    assert begin is not None
    assert begin.isVisible()
    menu = typical_menu(plan, page._making.new, parent=page)
    (survey,) = [a for a in menu.actions() if a.text().startswith("Non-technical survey")]
    survey.trigger()
    settle()
    made = page.current_record()
    assert isinstance(made, Activity)
    assert made.type is ActivityType.NON_TECHNICAL_SURVEY
    assert made.plan is not None
    assert page.form() is not None


def test_last_years_figures_are_marked_until_they_are_confirmed(window: MainWindow) -> None:
    page, plan = _page(window, AnnualPosition), plan_of(window)
    begin = page.record_list().filters.begin
    assert begin is not None
    begin.click()
    assert "Enter the first by hand" in page.head._notice.text()
    values = {"year": plan.author.today.year - 2, "suspected_m2": 700, "confirmed_m2": 300}
    plan.add(AnnualPosition, values)
    begin.click()
    settle()
    made, form = page.current_record(), page.form()
    assert isinstance(made, AnnualPosition)
    assert form is not None
    assert (made.year, made.opening_m2) == (values["year"] + 1, 1000)
    assert form.rows["opening_m2"].note.text() == "Carried over, not confirmed"
    assert form.confirm.isVisible()
    form.confirm.click()
    settle()
    assert not form.confirm.isVisible()
    assert form.rows["opening_m2"].note.text() == "entered here"
