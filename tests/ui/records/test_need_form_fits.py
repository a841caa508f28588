"""The form of a need: every question that is asked of each need is seen without scrolling."""

from __future__ import annotations

from pathlib import Path

import pytest
from pseudo import settle
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from window_plan import OpenWindow, plan_of

from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.model.codes import ModalityCode
from ccmdesk.model.need import Need
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.records.editors.several import ModalitiesEditor
from ccmdesk.ui.records.form import RecordForm
from ccmdesk.ui.records.layout import FORMS
from ccmdesk.ui.records.page import RecordsPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

WORK_AREA = 728
TITLE_BAR = 31
"""What the frame of the window takes of the work area (design of the window, section 2)."""

ASKED = {"title", "activity", "article", "modalities", "period", "quantity", "cost", "place",
         "own_contribution", "contact"}  # fmt: skip


@pytest.mark.parametrize("language", list(SHIPPED))
def test_every_question_is_seen_at_once(
    open_on: OpenWindow, plan_file: Path, language: str
) -> None:
    window = open_on(plan_file, language=language)
    window.resize(1366, WORK_AREA - TITLE_BAR)
    page = _page(window)
    for record in (page.record_list().model.ids[0], page.new_record()):
        assert record is not None
        page.show_record(Need, record)
        form = _form(page)
        assert {name for row in FORMS[Need][0].rows for name in row} == ASKED
        assert [name for name in ASKED if not _is_seen(form, name)] == []
        assert form.height() <= 553


def test_the_field_with_the_cursor_is_explained_below_the_form(window: MainWindow) -> None:
    page = _page(window)
    page.show_record(Need, page.record_list().model.ids[0], "cost")
    form = _form(page)
    assert form.hint.text() == "Leave it empty to use the gap of the activity."
    high = form.hint.height()
    form.focus_field("title")
    settle()
    assert (form.hint.text(), form.hint.height()) == ("", high)


def test_kinds_of_support_open_and_close_from_the_keyboard(window: MainWindow) -> None:
    page = _page(window)
    need = page.record_list().model.ids[0]
    page.show_record(Need, need, "modalities")
    editor = _form(page).rows["modalities"].editor
    assert isinstance(editor, ModalitiesEditor)
    assert editor.told.text() == "Financial grant"
    QTest.keyClick(editor.button, Qt.Key.Key_Space)
    settle()
    assert editor.choices.isVisible()
    assert editor.boxes[ModalityCode("FIN-GRANT")].hasFocus()
    editor.boxes[ModalityCode("INK-EQUIP")].click()
    kept = plan_of(window).store.get(Need, need)
    assert kept is not None
    assert kept.modalities == ("FIN-GRANT", "INK-EQUIP")
    assert editor.told.text() == "Financial grant, Equipment in kind"
    QTest.keyClick(editor.choices, Qt.Key.Key_Escape)
    assert not editor.choices.isVisible()
    assert page.form() is not None


def _page(window: MainWindow) -> RecordsPage:
    window.open_page("needs")
    page = window.pages.records()
    assert page is not None
    return page


def _form(page: RecordsPage) -> RecordForm:
    settle()
    form = page.form()
    assert form is not None
    return form


def _is_seen(form: RecordForm, name: str) -> bool:
    """Whether label and editor lie whole inside the part of the form that is shown."""
    view = form.scroll_area.viewport()
    row = form.rows[name]
    parts: tuple[QWidget, ...] = (row.head, row.editor)
    shown = view.rect()
    return form.scroll_area.verticalScrollBar().value() == 0 and all(
        shown.contains(part.rect().translated(part.mapTo(view, QPoint(0, 0)))) for part in parts
    )
