"""The column of who pays in a list of budget lines: sorted and copied as it is seen."""

from __future__ import annotations

import csv
import io

import pytest
from pseudo import settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from window_plan import AUTHOR, OpenWindow, plan_of

from ccmdesk.actions.import_tables import PastedRows, preview_pasted
from ccmdesk.model.budget import BudgetLine
from ccmdesk.model.cooperation import Organisation
from ccmdesk.model.values import Texts
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.records.page import RecordsPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
NAMED = ("Norway", "Austria", "Japan")


@pytest.fixture
def page(window: MainWindow) -> RecordsPage:
    """Five budget lines: three of organisations, one with a text, one with neither."""
    plan = plan_of(window)
    lines = plan.all_of(BudgetLine)
    for name, line in zip(NAMED, lines, strict=False):
        made = plan.add(Organisation, {"name": Texts.of({"en": name, "fr": f"{name} (fr)"})})
        plan.set_field(line, "organisation", made)
    plan.set_field(plan.find(lines[0].id), "funder", "A text of before")
    plan.set_field(lines[3], "funder", "Denmark")
    window.pages.open_list(BudgetLine)
    page = window.pages.records()
    assert page is not None
    page.show_all()
    settle()
    return page


def _column(page: RecordsPage) -> int:
    return [field.name for field in page.record_list().model.fields].index("funder")


def _seen(page: RecordsPage) -> list[str]:
    model = page.record_list().model
    return [model.cell(row, _column(page)) for row in range(model.rowCount())]


def test_a_click_on_its_heading_sorts_by_what_is_seen_in_it(page: RecordsPage) -> None:
    assert _seen(page) == [*NAMED, "Denmark", ""]
    page.record_list().sort_by(_column(page), UP)
    assert _seen(page) == ["Austria", "Denmark", "Japan", "Norway", ""]
    page.record_list().sort_by(_column(page), DOWN)
    assert _seen(page) == ["Norway", "Japan", "Denmark", "Austria", ""]
    page.record_list().search("Denmark")
    assert _seen(page) == ["Denmark"]


def test_names_are_sorted_in_the_language_of_the_window(
    open_on: OpenWindow, page: RecordsPage
) -> None:
    plan = plan_of(page.window())  # type: ignore[arg-type]
    (austria,) = [one for one in plan.all_of(Organisation) if "Austria" in str(one.name)]
    plan.set_field(austria, "name", "Österreich", language="fr")
    page.window().do("language fr")  # type: ignore[attr-defined]
    settle()
    page.record_list().sort_by(_column(page), UP)
    assert _seen(page) == ["Denmark", "Japan (fr)", "Norway (fr)", "Österreich", ""]


def test_what_is_copied_holds_the_organisations_and_comes_back_as_it_was(page: RecordsPage) -> None:
    plan, shown = plan_of(page.window()), page.record_list()  # type: ignore[arg-type]
    shown.table.selectAll()
    shown.several_asked.emit("copy")
    text = QGuiApplication.clipboard().text()
    head, *rows = csv.reader(io.StringIO(text), delimiter="\t")
    assert [row[head.index("Organisation")] for row in rows] == [*NAMED, "", ""]
    assert rows[3][head.index("Budget or donor")] == "Denmark"
    ask = PastedRows(text=text, kind=BudgetLine, fields=shown.columns.names, language="en")
    found = preview_pasted(plan.store.document(), ask, packs=plan.packs, author=AUTHOR).plan
    assert found.refused == ()
    assert found.changes == ()
