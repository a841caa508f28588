"""The columns of a list: those with something in them, under headings that can be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pseudo import settle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView
from window_plan import OpenWindow, plan_of

from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.model.activity import Activity
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.budget import BudgetLine
from ccmdesk.model.cooperation import Organisation
from ccmdesk.model.kinds import KINDS
from ccmdesk.model.need import Need
from ccmdesk.model.state import Obligation
from ccmdesk.model.values import Absence, FieldNote, Texts
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.records.page import RecordsPage
from ccmdesk.ui.records.table_model import BORROWED
from ccmdesk.ui.records.two_line_header import TwoLineHeader
from ccmdesk.ui.sections import section_of

LONG = os.environ.get("CCMDESK_LONG") == "1"
WIDEST = "ru"


def _shown(page: RecordsPage) -> list[str]:
    table = page.record_list().table
    names = [field.name for field in page.record_list().model.fields]
    return [name for n, name in enumerate(names) if not table.isColumnHidden(n)]


def _page(window: MainWindow, kind: type) -> RecordsPage:
    window.open_page(section_of(kind).name)
    page = window.pages.records()
    assert page is not None
    page.show_kind(kind)
    settle()
    return page


def test_a_column_without_a_value_is_left_out_until_it_has_one(window: MainWindow) -> None:
    page = _page(window, Need)
    assert _shown(page) == ["code", "title", "modalities"]
    plan = plan_of(window)
    need = plan.store.get(Need, page.record_list().model.ids[3])
    assert need is not None
    plan.set_note(need, "cost", FieldNote(absence=Absence.UNKNOWN))
    settle()
    assert _shown(page) == ["code", "title", "modalities", "cost"]
    plan.undo()
    settle()
    assert _shown(page) == ["code", "title", "modalities"]


def test_a_width_set_by_hand_outlives_that_its_column_is_left_out(window: MainWindow) -> None:
    page = _page(window, Need)
    table, plan = page.record_list().table, plan_of(window)
    names = [field.name for field in page.record_list().model.fields]
    need = plan.store.get(Need, page.record_list().model.ids[3])
    assert need is not None
    plan.set_note(need, "cost", FieldNote(absence=Absence.UNKNOWN))
    settle()
    table.horizontalHeader().resizeSection(names.index("cost"), 171)
    plan.undo()
    settle()
    assert table.isColumnHidden(names.index("cost"))
    table.horizontalHeader().resizeSection(names.index("code"), 133)
    plan.redo()
    settle()
    assert table.columnWidth(names.index("cost")) == 171
    assert table.columnWidth(names.index("code")) == 133


def test_a_list_that_leaves_columns_out_still_fills_the_page(window: MainWindow) -> None:
    page = _page(window, HazardousArea)
    table = page.record_list().table
    wide = sum(table.columnWidth(n) for n in range(table.model().columnCount()))
    assert wide == table.viewport().width()


@pytest.mark.parametrize("kind", [Activity, Need, HazardousArea, BudgetLine])
def test_a_list_without_the_column_that_names_its_records_still_fills_the_page(
    window: MainWindow, kind: type
) -> None:
    fit = _page(window, kind).record_list().table._fit
    fields = fit._rows.fields
    for last in range(1, len(fields)):
        shown = [n for n in range(last + 1) if n != fit.main]
        assert sum(fit.widths(shown, 9_000).values()) == 9_000


@pytest.mark.parametrize("kind", [Activity, Need, HazardousArea, Obligation])
def test_nothing_is_cut_in_a_wide_window_and_the_columns_fill_it(
    window: MainWindow, kind: type
) -> None:
    window.resize(1920, 1080)
    table = _page(window, kind).record_list().table
    shown = [n for n in range(table.model().columnCount()) if not table.isColumnHidden(n)]
    assert sum(map(table.columnWidth, shown)) == table.viewport().width()
    wide = table.fontMetrics().horizontalAdvance
    for column in shown:
        texts = (str(table.model().index(row, column).data() or "") for row in range(3))
        assert max(map(wide, texts)) < table.columnWidth(column)


@pytest.mark.parametrize("place", range(len(SHIPPED)), ids=list(SHIPPED))
def test_no_heading_is_cut_short(open_on: OpenWindow, plan_file: Path, place: int) -> None:
    """In each run each list is looked at in the widest language, and in one that goes round."""
    language = list(SHIPPED)[place]
    window = open_on(plan_file, language=language)
    for kind in KINDS if LONG or language == WIDEST else KINDS[place :: len(SHIPPED)]:
        page = _page(window, kind.record)
        page.record_list().table.show_columns(
            frozenset(field.name for field in page.record_list().model.fields)
        )
        settle()
        assert _cut_headings(page.record_list().table) == [], kind.name


def _cut_headings(table: QTableView) -> list[str]:
    head = table.horizontalHeader()
    assert isinstance(head, TwoLineHeader)
    told = {
        n: str(table.model().headerData(n, Qt.Orientation.Horizontal)) for n in range(head.count())
    }
    return [
        text
        for n, text in told.items()
        if table.isVisible() and head._lines(n).split() != text.split()
    ]


def test_a_text_in_another_language_is_shown_as_such(open_on: OpenWindow, plan_file: Path) -> None:
    window = open_on(plan_file, language="ar")
    page = _page(window, Activity)
    model = page.record_list().model
    title = [field.name for field in model.fields].index("title")
    cells = {model.index(row, 0).data(): model.index(row, title) for row in range(model.rowCount())}
    english, arabic = cells["A4-01"], cells["A4-03"]
    assert english.data(Qt.ItemDataRole.FontRole).italic()
    assert "الإنجليزية" in english.data(Qt.ItemDataRole.ToolTipRole)
    assert arabic.data(Qt.ItemDataRole.FontRole) is None
    assert arabic.data(Qt.ItemDataRole.ToolTipRole) == "أطراف صناعية للناجين"
    assert [cells[code].data(BORROWED) for code in ("A4-01", "A4-03")] == [True, False]


def test_a_budget_line_names_its_organisation_in_the_language_of_the_window(
    open_on: OpenWindow, plan_file: Path
) -> None:
    window = open_on(plan_file, language="ar")
    plan = plan_of(window)
    page = _page(window, BudgetLine)
    assert "funder" not in _shown(page)
    first, second = page.record_list().model.ids[:2]
    names = Texts.of({"en": "State budget", "ar": "ميزانية الدولة"})
    organisation = plan.add(Organisation, {"name": names})
    for record in (first, second):
        plan.set_field(plan.find(record), "funder", "State budget")
    plan.set_field(plan.find(first), "organisation", organisation)
    settle()
    model = page.record_list().model
    column = [field.name for field in model.fields].index("funder")
    told = [model.index(row, column).data() for row in (0, 1)]
    assert told == ["ميزانية الدولة", "State budget"]
    assert "funder" in _shown(page)
