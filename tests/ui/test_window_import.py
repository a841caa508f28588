"""Importing from the window: looked at first, one step, taken back by one undo."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from window_plan import plan_of

from ccmdesk.exchange.import_plan import Outcome
from ccmdesk.lang.lang import Lang
from ccmdesk.model.area import HazardousArea
from ccmdesk.ui.import_page import ImportPage
from ccmdesk.ui.main_window import MainWindow

PATIENCE_MS = 30_000
GOOD_AND_BAD = """Number,Name,Size
NEW-1,North ridge,1200
NEW-2,South ridge,4x0
NEW-3,East ridge,900
"""


@pytest.fixture
def page(window: MainWindow) -> ImportPage:
    window.do("import")
    page = window.pages.currentWidget()
    assert isinstance(page, ImportPage)
    return page


def _preview(page: ImportPage, file: Path, qtbot: QtBot) -> None:
    page.preview([file])
    qtbot.waitUntil(lambda: page.found is not None, timeout=PATIENCE_MS)


@pytest.fixture
def csv_file(tmp_path: Path) -> Path:
    file = tmp_path / "Hazardous areas.csv"
    file.write_text(GOOD_AND_BAD, encoding="utf-8")
    return file


def test_rows_are_looked_at_before_anything_is_written(
    window: MainWindow, page: ImportPage, csv_file: Path, qtbot: QtBot
) -> None:
    plan = plan_of(window)
    before = plan.store.document().content_hash
    _preview(page, csv_file, qtbot)
    assert plan.store.document().content_hash == before
    assert page.import_button.text() == "Import 2 rows"
    lines = [
        [page.faults.index(row, column).data() for column in range(5)]
        for row in range(page.faults.rowCount())
    ]
    assert ["3", "C Size", "4x0"] in [line[1:4] for line in lines]


def test_what_is_wrong_is_read_whole_where_the_window_is_small(
    window: MainWindow, page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "Hazardous areas.csv"
    file.write_text("code,name@en,kind,size_m2\nX-1,First,maybe,42\n", encoding="utf-8")
    window.set_language(Lang.load("ru"))
    window.resize(1366, 728)
    _preview(page, file, qtbot)
    table, faults = page.table, page.faults
    wide = table.fontMetrics().horizontalAdvance
    for column in range(4):
        heading = faults.headerData(column, Qt.Orientation.Horizontal)
        assert wide(heading) + 8 < table.columnWidth(column)
    for row in range(faults.rowCount()):
        room, said = table.visualRect(faults.index(row, 4)), faults.index(row, 4).data()
        flags = Qt.TextFlag.TextWordWrap
        needed = table.fontMetrics().boundingRect(0, 0, room.width() - 12, 999, flags, said)
        assert needed.height() <= room.height()


def test_a_cell_is_mended_in_the_window_and_taken_in_with_the_others(
    window: MainWindow, page: ImportPage, csv_file: Path, qtbot: QtBot
) -> None:
    plan = plan_of(window)
    before = plan.store.document().content_hash
    _preview(page, csv_file, qtbot)
    table, faults = page.table, page.faults
    (bad,) = [row for row in range(faults.rowCount()) if faults.index(row, 3).data() == "4x0"]
    assert not faults.flags(faults.index(bad, 4)) & Qt.ItemFlag.ItemIsEditable
    table.setFocus()
    table.setCurrentIndex(faults.index(bad, 3))
    QTest.keyClicks(table, "4")
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    assert line.accessibleName() == "C Size"
    QTest.keyClicks(line, "00")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.import_button.text() == "Import 3 rows", timeout=PATIENCE_MS)
    assert "4x0" in csv_file.read_text(encoding="utf-8")
    page.import_button.click()
    sizes = {area.code: area.size_m2 for area in plan.store.document().of(HazardousArea)}
    assert sizes["NEW-2"] == 400
    window.do("undo")
    assert plan.store.document().content_hash == before


def test_what_is_typed_while_a_row_is_looked_at_again_is_kept(
    page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "Hazardous areas.csv"
    file.write_text("Number,Name,Size\nA-1,One,1o\nA-2,Two,2o\n", encoding="utf-8")
    _preview(page, file, qtbot)
    table, faults = page.table, page.faults
    places = {faults.index(row, 3).data(): faults.index(row, 3) for row in range(faults.rowCount())}
    faults.setData(places["1o"], "10")
    table.setFocus()
    table.setCurrentIndex(places["2o"])
    QTest.keyClicks(table, "2")
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    qtbot.waitUntil(lambda: page.found is not None and len(page.found.plan.refused) == 1)
    QTest.keyClicks(line, "0")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.import_button.text() == "Import 2 rows", timeout=PATIENCE_MS)


def test_a_cell_that_is_still_wrong_says_so_again(
    page: ImportPage, csv_file: Path, qtbot: QtBot
) -> None:
    _preview(page, csv_file, qtbot)
    faults = page.faults
    (bad,) = [row for row in range(faults.rowCount()) if faults.index(row, 3).data() == "4x0"]
    page.table.setCurrentIndex(faults.index(bad, 3))
    assert not faults.setData(faults.index(bad, 3), "4x0")
    assert faults.setData(faults.index(bad, 3), "about 400")
    qtbot.waitUntil(lambda: faults.index(bad, 3).data() == "about 400", timeout=PATIENCE_MS)
    assert "about 400" in faults.index(bad, 4).data()
    assert page.table.currentIndex() == faults.index(bad, 3)


def test_an_import_is_one_step_of_undo(
    window: MainWindow, page: ImportPage, csv_file: Path, qtbot: QtBot
) -> None:
    plan = plan_of(window)
    before = plan.store.document().content_hash
    areas = len(plan.store.document().of(HazardousArea))
    _preview(page, csv_file, qtbot)
    page.import_button.click()
    assert len(plan.store.document().of(HazardousArea)) == areas + 2
    assert window.commands.actions["undo"].text() == "Undo the import"
    window.do("undo")
    assert plan.store.document().content_hash == before


def test_the_result_of_each_row_can_be_handed_back(
    page: ImportPage, csv_file: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    _preview(page, csv_file, qtbot)
    page.save_copy_to(tmp_path / "copy.xlsx")
    assert (tmp_path / "copy.xlsx").stat().st_size > 1000
    assert page.notice.isVisible()


def test_a_file_that_is_no_table_is_told(page: ImportPage, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "photo.xlsx"
    file.write_bytes(b"not a workbook")
    page.preview([file])
    qtbot.waitUntil(page.notice.isVisible, timeout=PATIENCE_MS)
    assert page.found is None
    assert not page.import_button.isVisible()


def test_an_empty_workbook_can_be_saved(page: ImportPage, tmp_path: Path) -> None:
    page.save_template_to(tmp_path / "template.xlsx")
    assert (tmp_path / "template.xlsx").stat().st_size > 5000


def test_the_plan_can_be_saved_as_a_workbook_that_changes_nothing_when_it_comes_back(
    page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "plan.xlsx"
    page.save_plan_to(file)
    qtbot.waitUntil(page.notice.isVisible, timeout=PATIENCE_MS)
    _preview(page, file, qtbot)
    assert page.found is not None
    outcomes = {row.outcome for row in page.found.plan.rows}
    assert outcomes == {Outcome.SAME}


def test_a_workbook_that_would_take_all_memory_is_refused_and_the_window_goes_on(
    window: MainWindow, page: ImportPage, csv_file: Path, qtbot: QtBot
) -> None:
    file = csv_file.with_name("Areas.xlsx")
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet()
        for row in range(1_200):
            sheet.write_row(row, 0, ["x" * 32_000] * 30)
    page.preview([file])
    qtbot.waitUntil(lambda: bool(page.notice.accessibleName()), timeout=PATIENCE_MS)
    assert page.notice.accessibleName().startswith("Reading Areas.xlsx took more memory or time")
    assert page.found is None
    _preview(page, csv_file, qtbot)
    assert page.import_button.text() == "Import 2 rows"
