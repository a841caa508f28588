"""The history of a record in words, values brought back, and the bin."""

from __future__ import annotations

from pathlib import Path

import pytest
from pseudo import settle
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from sample_values import any_record

from ccmdesk.db.query import ListQuery
from ccmdesk.model.activity import Activity
from ccmdesk.model.change import Change
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.evidence import Source
from ccmdesk.model.values import Absence, FieldNote, Money, Texts
from ccmdesk.ui.box import Box
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.column_widths import ColumnWidths
from ccmdesk.ui.records.history import BinBox, BinTable, HistoryBox, HistoryTable, can_restore
from ccmdesk.ui.records.page import RecordsPage
from ccmdesk.ui.sections import section_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def page(plan: OpenPlan, qtbot: QtBot) -> RecordsPage:
    """The page of activities, its first record in the form."""
    page = RecordsPage(plan, section_of(Activity), widths=ColumnWidths({}))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    page.show_record(Activity, plan.store.ids(ListQuery(kind=Activity))[0])
    return page


def _rows(box: HistoryBox) -> list[list[str]]:
    table = box.table
    return [
        [table.index(row, column).data() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def _history(page: RecordsPage) -> HistoryBox:
    box = page.show_history()
    assert isinstance(box, HistoryBox)
    assert not box.isModal()
    return box


def _record(plan: OpenPlan) -> Activity:
    found = any_record(Activity, plan.store)
    assert isinstance(found, Activity)
    return found


def test_a_change_is_told_with_who_when_where_and_both_values(
    plan: OpenPlan, page: RecordsPage
) -> None:
    plan.set_field(_record(plan), "cost", Money(12_345_00, CurrencyCode("EUR")))
    when, who, office, field, before, after = _rows(_history(page))[0]
    assert "2026" in when
    assert (who, office, field) == ("Officer", "Sarajevo", "Total cost")
    assert (before, after) == ("EUR\N{NO-BREAK SPACE}50,000", "EUR\N{NO-BREAK SPACE}12,345")


def test_texts_notes_and_absences_are_told_in_words(plan: OpenPlan, page: RecordsPage) -> None:
    source = plan.add(Source, {"title": Texts.of({"en": "Survey 2025"})})
    plan.set_field(_record(plan), "title", "Enquête", language="fr")
    plan.set_note(_record(plan), "cost", FieldNote(source=str(source), remark="page 4"))
    plan.set_note(
        _record(plan), "place", FieldNote(absence=Absence.NOT_APPLICABLE, reason="everywhere")
    )
    told = {row[3]: row[5] for row in _rows(_history(page))}
    assert told["Activity (French)"] == "Enquête"
    assert told["Total cost: about the value"] == "source: Survey 2025, page 4"
    assert told["Place"] == "Does not apply"
    assert told["The whole record"] == "in the plan"


@pytest.mark.parametrize("field", ["code", "cost", "title"])
def test_a_value_is_brought_back_as_a_new_step(
    plan: OpenPlan, page: RecordsPage, field: str
) -> None:
    before = _record(plan)
    value = {"code": "X", "cost": Money(1, CurrencyCode("EUR")), "title": "Other"}[field]
    plan.set_field(before, field, value, language="en" if field == "title" else None)
    box = _history(page)
    box.view.selectRow(0)
    box.restore.click()
    assert _record(plan) == before
    assert box.table.rowCount() == len(plan.store.history(before.id))
    plan.undo()
    assert _record(plan) != before


def test_an_absence_and_a_note_are_brought_back(plan: OpenPlan, page: RecordsPage) -> None:
    note = FieldNote(absence=Absence.UNKNOWN, reason="never counted")
    plan.set_note(_record(plan), "direct", note)
    plan.set_note(_record(plan), "direct", FieldNote())
    plan.set_note(_record(plan), "cost", FieldNote(remark="old"))
    plan.set_note(_record(plan), "cost", FieldNote(remark="new"))
    box = _history(page)
    for row in range(2):
        box.view.selectRow(row)
        fields = [entry.key for entry in box.table.entries]
        box.view.selectRow(fields.index(("cost#note", "direct")[row]))
        box.restore.click()
    assert _record(plan).notes["cost"].remark == "old"
    assert _record(plan).notes["direct"] == note


def test_a_value_that_is_refused_now_is_explained(plan: OpenPlan, page: RecordsPage) -> None:
    box = _history(page)
    row = [entry.key for entry in box.table.entries].index("code")
    box.view.selectRow(row)
    plan.delete(_record(plan))
    assert not box.restore.isEnabled()


def test_a_field_of_a_later_version_is_shown_but_not_brought_back(
    plan: OpenPlan, page: RecordsPage
) -> None:
    entry = plan.store.history(_record(plan).id)[0]
    from dataclasses import replace

    later = replace(entry, key="colour", old=None, new="green")
    table = HistoryTable(plan)
    table.show([later, replace(entry, key="article", new="99")])
    assert table.index(0, 3).data() == "A field of a later version"
    assert table.index(0, 5).data() == "green"
    assert table.index(1, 5).data() == "99"
    assert not can_restore(later, plan)
    assert isinstance(Change("activity", entry.record, {}, {}), Change)


def test_the_bin_lists_what_was_deleted_and_brings_it_back(
    plan: OpenPlan, page: RecordsPage
) -> None:
    record = _record(plan)
    page.delete_record()
    box = page.show_bin()
    assert isinstance(box, BinBox)
    assert box.table.index(0, 0).data() == "A4-01 · Survey of 42 villages in the north"
    box.restore.click()
    assert plan.store.get(Activity, record.id) == record
    assert box.table.rowCount() == 0
    assert box.empty.isVisible()


def test_the_tables_keep_the_rules_of_qt(
    plan: OpenPlan, page: RecordsPage, qtmodeltester: ModelTester, tmp_path: Path
) -> None:
    page.delete_record()
    bin_table = BinTable(plan, Activity, page)
    bin_table.reread()
    qtmodeltester.check(bin_table)
    history = HistoryTable(plan)
    history.show(plan.store.history(_record(plan).id))
    qtmodeltester.check(history)


def test_the_moment_and_the_field_are_whole_and_long_values_wrap(
    plan: OpenPlan, page: RecordsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Box, "_room", QSize(1366, 720))  # without a screen Qt has one of 800 pixels
    plan.set_field(_record(plan), "title", "One word after another " * 12, language="fr")
    plan.set_field(_record(plan), "description", "Long. " * 600, language="en")
    box = _history(page)
    settle()
    view, wide = box.view, box.view.fontMetrics().horizontalAdvance
    for row in range(box.table.rowCount()):
        for column in (0, 1, 2, 3):
            text = str(box.table.index(row, column).data())
            assert wide(text) < view.columnWidth(column), text
    assert view.columnWidth(4) >= 180
    assert abs(view.columnWidth(4) - view.columnWidth(5)) <= 1
    line = view.fontMetrics().lineSpacing()
    assert view.rowHeight(1) > 4 * line
    assert view.rowHeight(0) <= 7 * line
    assert view.rowHeight(box.table.rowCount() - 1) < 3 * line
    assert not view.horizontalScrollBar().isVisible()


def _chosen(box: HistoryBox | BinBox, column: int) -> object:
    return box.view.currentIndex().siblingAtColumn(column).data()


def test_a_value_that_is_brought_back_twice_is_that_of_the_same_change(
    plan: OpenPlan, page: RecordsPage
) -> None:
    before = _record(plan)
    plan.set_field(_record(plan), "cost", Money(7_000_000, CurrencyCode("EUR")))
    plan.set_field(_record(plan), "place", "Doboj", language="en")
    box = _history(page)
    box.view.selectRow(1)
    for _ in range(2):
        assert _chosen(box, 3) == "Total cost"
        QTest.mouseClick(box.restore, Qt.MouseButton.LeftButton)
        assert _record(plan).cost == before.cost
    assert _record(plan).place.get("en") == "Doboj"
    plan.set_field(_record(plan), "code", "A4-90")
    assert _chosen(box, 5) == "EUR\N{NO-BREAK SPACE}70,000"


def test_the_second_press_brings_no_other_record_back_from_the_bin(
    plan: OpenPlan, page: RecordsPage
) -> None:
    gone = plan.all_of(Activity)[:3]
    for activity in gone:
        plan.delete(activity)
    box = page.show_bin()
    assert isinstance(box, BinBox)
    box.view.selectRow(1)
    name = _chosen(box, 0)
    box.restore.setFocus()
    for _ in range(2):
        QTest.mouseClick(box.restore, Qt.MouseButton.LeftButton)
        QTest.keyClick(box.focusWidget(), Qt.Key.Key_Space)
    assert box.table.rowCount() == 2
    assert name not in [box.table.index(row, 0).data() for row in range(2)]
    assert not box.restore.isEnabled()
    assert box.focusWidget() is box.view
    QTest.keyClick(box.view, Qt.Key.Key_Down)
    left = _chosen(box, 0)
    plan.delete(plan.all_of(Activity)[0])
    assert _chosen(box, 0) == left
    assert box.restore.isEnabled()
