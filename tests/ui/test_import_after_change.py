"""Rows are imported as they were shown; what the plan became meanwhile is shown first."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from window_plan import AUTHOR, first_activity, plan_of

from ccmdesk.actions.import_tables import (
    ImportFiles,
    look_again,
    preview_import,
    rows_that_differ,
)
from ccmdesk.model.area import HazardousArea
from ccmdesk.ui.import_page import ImportPage
from ccmdesk.ui.main_window import MainWindow

PATIENCE_MS = 60_000


@pytest.fixture
def area(window: MainWindow) -> HazardousArea:
    found: HazardousArea = plan_of(window).all_of(HazardousArea)[0]
    return found


@pytest.fixture
def file(area: HazardousArea, tmp_path: Path) -> Path:
    """A sheet with another size for an area, after a row with a new one."""
    file = tmp_path / "Hazardous areas.csv"
    lines = ("Number,Name,Size", "NEW-1,South ridge,900", f"{area.code},North ridge,1200")
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


@pytest.fixture
def page(window: MainWindow, file: Path, qtbot: QtBot) -> ImportPage:
    window.do("import")
    page = window.pages.currentWidget()
    assert isinstance(page, ImportPage)
    page.preview([file])
    qtbot.waitUntil(lambda: page.found is not None, timeout=PATIENCE_MS)
    return page


def size(window: MainWindow, area: HazardousArea) -> int | None:
    found = plan_of(window).store.get(HazardousArea, area.id)
    return None if found is None else found.size_m2


def press_import(page: ImportPage, qtbot: QtBot) -> None:
    page.import_button.click()
    qtbot.waitUntil(lambda: bool(page.notice.accessibleName()), timeout=PATIENCE_MS)


def test_a_figure_typed_since_the_look_is_not_replaced_unasked(
    window: MainWindow, page: ImportPage, area: HazardousArea, qtbot: QtBot
) -> None:
    window.open_record(HazardousArea, area.id, "size_m2")
    line = window.focusWidget()
    QTest.keyClicks(line, "1500")
    QTest.keyClick(line, Qt.Key.Key_Return)
    window.do("import")
    press_import(page, qtbot)
    assert size(window, area) == 1500
    assert "row 3 of “Hazardous areas.csv”" in page.notice.accessibleName()
    page.notice.clear()
    assert page.import_button.isEnabled()
    press_import(page, qtbot)
    assert size(window, area) == 1200


def test_a_row_for_an_area_in_the_bin_is_told_before_it_becomes_a_new_one(
    window: MainWindow, page: ImportPage, area: HazardousArea, qtbot: QtBot
) -> None:
    plan = plan_of(window)
    plan.delete(area)
    press_import(page, qtbot)
    assert area.code not in [one.code for one in plan.all_of(HazardousArea)]
    assert "Nothing is imported yet" in page.notice.accessibleName()
    assert "2 new records" in page._told.text()
    page.notice.clear()
    press_import(page, qtbot)
    sizes = {one.code: one.size_m2 for one in plan.all_of(HazardousArea)}
    assert sizes[area.code] == 1200


def test_rows_that_do_the_same_are_imported_after_other_work(
    window: MainWindow, page: ImportPage, area: HazardousArea, qtbot: QtBot
) -> None:
    plan, activity = first_activity(window)
    plan.set_field(activity, "title", "Étude", language="fr")
    press_import(page, qtbot)
    assert "2 rows were imported" in page.notice.accessibleName()
    assert size(window, area) == 1200


def test_a_second_look_at_the_same_plan_finds_no_row_that_differs(
    window: MainWindow, file: Path
) -> None:
    plan = plan_of(window)
    document, ask = plan.store.document(), ImportFiles(paths=(file,), language="en")
    first = preview_import(document, ask, packs=plan.packs, author=AUTHOR)
    again = look_again(document, first, packs=plan.packs, author=AUTHOR)
    assert again.plan.changes == first.plan.changes != ()
    assert rows_that_differ(first, again) == ()
