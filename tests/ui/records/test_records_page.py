"""A page of records: from the list into the form, to any field, and back to the same row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from pseudo import settle
from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sample_values import any_record
from test_record_table import add_areas

from ccmdesk.actions.author import new_id
from ccmdesk.db.query import ListQuery
from ccmdesk.lang.lang import ENGLISH, Lang
from ccmdesk.model.activity import Activity, Milestone
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.indicator import Indicator
from ccmdesk.model.need import Need
from ccmdesk.model.plan import Objective, Plan
from ccmdesk.model.stockpile import Stock
from ccmdesk.model.values import Texts
from ccmdesk.ui.app import speak
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.column_widths import ColumnWidths
from ccmdesk.ui.records.field_row import holds
from ccmdesk.ui.records.layout import fields_on_form
from ccmdesk.ui.records.page import RecordsPage
from ccmdesk.ui.records.page_body import FOLDED_BELOW, LIST_WIDTH
from ccmdesk.ui.sections import SECTIONS, section_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

WITH_KINDS = [section for section in SECTIONS if section.kinds]
OpenPage = Callable[[type[Any]], RecordsPage]


@pytest.fixture
def page_of(plan: OpenPlan, qtbot: QtBot) -> OpenPage:
    """Opens the page on which a kind is kept, at the list of that kind."""

    def open_it(kind: type[Any]) -> RecordsPage:
        page = RecordsPage(plan, section_of(kind), widths=ColumnWidths({}))
        qtbot.addWidget(page)
        page.resize(848, 597)
        page.show_kind(kind)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        settle()
        return page

    return open_it


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _ids(plan: OpenPlan, kind: type[Any]) -> Sequence[Any]:
    return plan.store.ids(ListQuery(kind=kind))


@pytest.mark.parametrize("section", WITH_KINDS, ids=[section.name for section in WITH_KINDS])
def test_every_field_of_every_kind_is_reached(
    plan: OpenPlan, page_of: OpenPage, section: Any
) -> None:
    page = page_of(section.kinds[0])
    for kind in section.kinds:
        found = any_record(kind, plan.store)
        record = plan.add(kind) if found is None else found.id
        for name in fields_on_form(kind):
            page.show_record(kind, record, name)
            form = page.form()
            assert form is not None
            focused = QApplication.focusWidget()
            assert holds(form.rows[name].shown, focused), (kind, name)
        assert page.current() == (kind, record)
        assert page.shown_kind() is kind


def test_going_to_a_field_scrolls_it_into_view(plan: OpenPlan, page_of: OpenPage) -> None:
    page = page_of(Activity)
    page.show_record(Activity, _ids(plan, Activity)[2], "internal_note")
    settle()
    form = page.form()
    assert form is not None
    editor = form.rows["internal_note"].editor
    top = editor.mapTo(form.scroll_area.viewport(), QPoint(0, 0)).y()
    assert 0 <= top <= form.scroll_area.viewport().height() - editor.height()


def test_the_list_is_wide_until_a_record_is_opened(plan: OpenPlan, page_of: OpenPage) -> None:
    page = page_of(Activity)
    assert page.form() is None
    assert page.record_list().width() > 700
    page.show_record(Activity, _ids(plan, Activity)[1])
    settle()
    assert page.record_list().width() == LIST_WIDTH
    assert page.record_list().current() == _ids(plan, Activity)[1]


def test_a_narrow_page_puts_the_list_above_the_form(plan: OpenPlan, page_of: OpenPage) -> None:
    page = page_of(Activity)
    page.show_record(Activity, _ids(plan, Activity)[1])
    settle()
    page.resize(FOLDED_BELOW - 20, 560)
    settle()
    form, shown = page.form(), page.record_list()
    assert form is not None
    assert form.mapTo(page, QPoint(0, 0)).y() >= shown.mapTo(page, QPoint(0, 0)).y() + 100


def test_escape_goes_back_to_the_same_row_and_place(plan: OpenPlan, page_of: OpenPage) -> None:
    add_areas(plan, 300)
    page = page_of(HazardousArea)
    table = page.record_list().table
    page.record_list().select(page.record_list().model.id_at(150))
    table.setFocus()
    settle()
    scrolled = table.verticalScrollBar().value()
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert page.form() is not None
    QTest.keyClick(_focused(), Qt.Key.Key_Escape)
    settle()
    assert page.form() is None
    assert table.hasFocus()
    assert table.currentIndex().row() == 150
    assert table.verticalScrollBar().value() == scrolled


def test_escape_in_the_form_saves_what_was_typed(plan: OpenPlan, page_of: OpenPage) -> None:
    page = page_of(Activity)
    record = _ids(plan, Activity)[0]
    page.show_record(Activity, record, "code")
    QTest.keyClicks(_focused(), "Z9")
    QTest.keyClick(_focused(), Qt.Key.Key_Escape)
    assert plan.store.get(Activity, record).code == "Z9A4-01"  # type: ignore[union-attr]


def test_a_click_on_a_heading_sorts_and_keeps_the_chosen_record(
    plan: OpenPlan, page_of: OpenPage
) -> None:
    add_areas(plan, 40)
    page = page_of(HazardousArea)
    shown = page.record_list()
    chosen = shown.model.id_at(20)
    shown.select(chosen)
    size = [field.name for field in shown.model.fields].index("size_m2")
    shown.table.horizontalHeader().sectionClicked.emit(size)
    sizes = [shown.model.index(row, size).data() for row in range(3)]
    assert sizes == ["0", "1", "2"]
    assert shown.current() == chosen
    shown.table.horizontalHeader().sectionClicked.emit(size)
    assert shown.model.index(0, size).data() == "39"
    assert shown.current() == chosen


def test_sorting_by_what_is_missing_puts_the_worst_first(
    plan: OpenPlan, page_of: OpenPage, qtbot: QtBot
) -> None:
    page = page_of(Need)
    with qtbot.waitSignal(plan.checking.done):
        plan.checking.begin()
    shown = page.record_list()
    last = shown.model.columnCount() - 1
    shown.table.horizontalHeader().sectionClicked.emit(last)
    counts = [shown.model.missing(record) for record in shown.model.ids]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]


def test_searching_narrows_the_list_and_escape_shows_it_whole(
    plan: OpenPlan, page_of: OpenPage, qtbot: QtBot
) -> None:
    page = page_of(Activity)
    shown = page.record_list()
    page.focus_search()
    QTest.keyClicks(page.head.search, "prosth")
    qtbot.waitUntil(lambda: shown.model.rowCount() == 1)
    assert shown.below.sum.text() == "1 of 5 shown – Total cost: EUR\N{NO-BREAK SPACE}150,000"
    QTest.keyClick(page.head.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: shown.model.rowCount() == 5)


def test_a_record_that_the_search_hides_is_shown_all_the_same(
    plan: OpenPlan, page_of: OpenPage
) -> None:
    page = page_of(Activity)
    page.record_list().search("prosth")
    page.show_record(Activity, _ids(plan, Activity)[0])
    assert page.record_list().model.rowCount() == 5
    assert page.record_list().current() == _ids(plan, Activity)[0]


def test_an_empty_list_says_what_goes_there_and_offers_one_button(page_of: OpenPage) -> None:
    page = page_of(Stock)
    empty = page.record_list().empty
    assert empty.isVisible()
    assert not page.record_list().table.isVisible()
    empty.button.click()
    assert page.form() is not None
    assert page.shown_kind() is Stock


def test_nothing_found_offers_the_whole_list(page_of: OpenPage) -> None:
    page = page_of(Activity)
    page.record_list().search("no such words")
    empty = page.record_list().empty
    assert empty.isVisible()
    empty.button.click()
    assert page.record_list().model.rowCount() == 5


def test_a_new_record_is_opened_at_its_first_field(plan: OpenPlan, page_of: OpenPage) -> None:
    page = page_of(Objective)
    made = page.new_record()
    form = page.form()
    assert form is not None
    assert holds(form.rows["title"].editor, QApplication.focusWidget())
    objective = plan.store.get(Objective, made) if made else None
    assert objective is not None
    assert objective.plan == _ids(plan, Plan)[0]
    assert page.tabs.buttons[Objective].text() == "Objectives: 1"


def test_deleting_chooses_the_next_row_and_undo_brings_the_record_back(
    plan: OpenPlan, page_of: OpenPage
) -> None:
    page = page_of(Activity)
    ids = _ids(plan, Activity)
    page.record_list().select(ids[1])
    page.record_list().table.setFocus()
    QTest.keyClick(page.record_list().table, Qt.Key.Key_Delete)
    assert page.record_list().model.ids == [ids[0], *ids[2:]]
    assert page.record_list().current() == ids[2]
    plan.undo()
    assert page.record_list().model.ids == ids
    assert page.record_list().current() == ids[2]


def test_a_record_that_goes_while_it_is_open_closes_its_form(
    plan: OpenPlan, page_of: OpenPage
) -> None:
    page = page_of(Activity)
    record = _ids(plan, Activity)[0]
    page.show_record(Activity, record)
    plan.delete(plan.store.get(Activity, record))
    assert page.form() is None
    assert page.current() != (Activity, record)


def test_a_copy_is_opened(plan: OpenPlan, page_of: OpenPage) -> None:
    page = page_of(Activity)
    record = _ids(plan, Activity)[0]
    page.show_record(Activity, record)
    page.duplicate_record()
    current = page.current()
    assert current is not None
    assert current[1] != record
    copy = plan.store.get(Activity, current[1])
    assert copy is not None
    assert copy.code == "A4-01"


def test_a_child_is_opened_with_a_way_back(plan: OpenPlan, page_of: OpenPage) -> None:
    page = page_of(Activity)
    parent = _ids(plan, Activity)[0]
    page.show_record(Activity, parent)
    form = page.form()
    assert form is not None
    lists = {children.child.kind: children for children in form.children_lists}
    lists[Milestone].add()
    child = page.form()
    assert child is not None
    assert child.kind is Milestone
    assert child.back.text() == "Back to: A4-01 · Survey of 42 villages in the north"
    assert page.record_list().current() == parent
    plan.undo()
    assert page.current() == (Activity, parent)


def test_what_a_record_refers_to_is_opened_with_a_way_back(
    plan: OpenPlan, page_of: OpenPage
) -> None:
    page = page_of(Need)
    need = _ids(plan, Need)[0]
    page.show_record(Need, need)
    form: Any = page.form()
    form.rows["activity"].editor.open_button.click()
    shown = page.form()
    assert shown is not None
    assert shown.kind is Activity
    shown.back.click()
    assert page.current() == (Need, need)


def test_arrow_keys_in_the_narrow_list_show_the_next_record(
    plan: OpenPlan, page_of: OpenPage
) -> None:
    page = page_of(Activity)
    ids = _ids(plan, Activity)
    page.show_record(Activity, ids[0])
    narrow = page.record_list().narrow_list
    narrow.setFocus()
    QTest.keyClick(narrow, Qt.Key.Key_Down)
    assert page.current() == (Activity, ids[1])
    assert narrow.hasFocus()


def test_going_from_form_to_list_and_back_leaves_nothing_behind(
    plan: OpenPlan, page_of: OpenPage
) -> None:
    page = page_of(HazardousArea)
    record = page.record_list().model.ids[0]
    kept = []
    for _ in range(5):
        page.show_record(HazardousArea, record)
        page.close_form()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        kept.append(len(page.record_list().findChildren(QItemSelectionModel)))
    assert kept[0] == kept[-1]


def test_the_window_is_told_which_record_is_shown(
    plan: OpenPlan, page_of: OpenPage, qtbot: QtBot
) -> None:
    page = page_of(Activity)
    record = _ids(plan, Activity)[0]
    with qtbot.waitSignal(page.record_shown) as shown:
        page.show_record(Activity, record)
    assert shown.args == [Activity, record]
    with qtbot.waitSignal(page.record_shown) as shown:
        page.close_form()
    assert shown.args == [Activity, None]


def test_an_edit_shows_in_the_list_without_moving_its_row(
    plan: OpenPlan, page_of: OpenPage
) -> None:
    page = page_of(Activity)
    shown = page.record_list()
    shown.sort(0)
    first = shown.model.id_at(0)
    plan.set_field(plan.store.get(Activity, first), "code", "Z-99")
    assert shown.model.id_at(0) == first
    assert shown.model.index(0, 0).data() == "Z-99"


def test_a_page_out_of_sight_catches_up_when_it_is_shown(plan: OpenPlan, page_of: OpenPage) -> None:
    page = page_of(Activity)
    page.hide()
    plan.add(Activity, {"title": Texts.of({"en": "New one"})})
    assert page.record_list().model.rowCount() == 5
    page.show()
    settle()
    assert page.record_list().model.rowCount() == 6
    assert page.tabs.buttons[Activity].text() == "Activities: 6"


def test_what_is_missing_is_counted_in_the_list(
    plan: OpenPlan, page_of: OpenPage, qtbot: QtBot
) -> None:
    page = page_of(Need)
    shown = page.record_list()
    record = shown.model.id_at(1)
    with qtbot.waitSignal(plan.checking.done):
        plan.checking.begin()
    expected = [finding for finding in plan.findings if finding.record == record]
    assert shown.model.missing(record) == len(expected)
    last = shown.model.columnCount() - 1
    words = shown.model.index(1, last).data()
    assert shown.table.columnWidth(last) > shown.fontMetrics().horizontalAdvance(words) + 8


def test_what_cannot_be_done_is_said_below_the_head(plan: OpenPlan, page_of: OpenPage) -> None:
    page = page_of(Activity)
    page.attempt(lambda: plan.set_field(Activity(id=new_id()), "code", "x"))  # type: ignore[arg-type]
    assert "bin" in page.head._notice.text()
    assert page.attempt(lambda: None)
    assert page.head._notice.isHidden()


def test_a_new_language_keeps_record_field_and_typed_text(
    plan: OpenPlan, page_of: OpenPage, qapp: QApplication
) -> None:
    page = page_of(Activity)
    record = _ids(plan, Activity)[1]
    page.show_record(Activity, record, "code")
    QTest.keyClicks(_focused(), "typed")
    plan.set_lang(Lang("ar", ENGLISH.messages))
    speak(qapp, plan.lang)
    settle()
    form: Any = page.form()
    assert form.rows["code"].editor.part.text() == "typedA4-02"
    assert page.current() == (Activity, record)
    listed = page.record_list().mapTo(page, QPoint(0, 0)).x()
    assert listed > form.mapTo(page, QPoint(0, 0)).x()


def test_every_kind_counts_its_records_on_its_button(page_of: OpenPage) -> None:
    page = page_of(Indicator)
    assert page.tabs.buttons[Activity].text() == "Activities: 5"
    assert page.tabs.buttons[Indicator].isChecked()
    assert set(page.tabs.buttons) == set(section_of(Activity).kinds)


def test_closing_the_window_saves_what_is_typed(plan: OpenPlan, page_of: OpenPage) -> None:
    page = page_of(Activity)
    record = _ids(plan, Activity)[0]
    page.show_record(Activity, record, "code")
    QTest.keyClicks(_focused(), "Q")
    page.close()
    assert plan.store.get(Activity, record).code == "QA4-01"  # type: ignore[union-attr]
