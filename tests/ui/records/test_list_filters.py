"""A list is narrowed, ordered and given other columns, by mouse and by keyboard, and says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pseudo import settle
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from test_record_table import add_areas
from window_plan import OpenWindow, plan_of

from ccmdesk.db.filters import Filter
from ccmdesk.lang.lang import Lang
from ccmdesk.model.activity import Activity
from ccmdesk.model.area import AreaStatus, HazardousArea
from ccmdesk.model.need import Need
from ccmdesk.model.values import Texts
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.records.first_values import first_values
from ccmdesk.ui.records.narrowing import Narrowing
from ccmdesk.ui.records.page import RecordsPage
from ccmdesk.ui.records.record_list import RecordList
from ccmdesk.ui.records.value_box import ValueBox
from ccmdesk.ui.run import load_last
from ccmdesk.ui.sections import section_of
from ccmdesk.ui.state import read_state, write_state

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
KEYS = Qt.Key


def _page(window: MainWindow, kind: type[Any]) -> RecordsPage:
    window.open_page(section_of(kind).name)
    page = window.pages.records()
    assert page is not None
    page.show_kind(kind)
    settle()
    return page


@pytest.fixture
def areas(window: MainWindow) -> RecordList:
    """The list of eight areas, three of them in one province, two of them closed."""
    plan = plan_of(window)
    add_areas(plan, 3)
    page = _page(window, HazardousArea)
    for place, record in enumerate(page.record_list().model.ids):
        area = plan.store.get(HazardousArea, record)
        assert area is not None
        if place < 3:
            plan.set_field(area, "province", "North", language="en")
        if place < 2:
            plan.set_field(area, "status", AreaStatus.CLOSED)
        plan.set_field(area, "size_m2", 1_000_000 * (place + 1))
    settle()
    return page.record_list()


def _open_values(shown: RecordList, name: str) -> ValueBox:
    box = shown.filters.open_values(name)
    settle()
    return box


def test_ticking_values_narrows_the_list_and_says_what_is_left(areas: RecordList) -> None:
    assert areas.below.sum.text() == "8 records – Size: 36.00\u00a0km²"
    box = _open_values(areas, "province")
    assert [item.text() for item in box.items()] == ["North (3)", "No value (5)"]
    QTest.keyClick(box.list, KEYS.Key_Space)
    assert areas.model.rowCount() == 3
    assert areas.below.sum.text() == "3 of 8 shown – Size: 6.00\u00a0km²"
    QTest.keyClick(box.list, KEYS.Key_Escape)
    assert [chip.text() for chip in areas.filters.chips] == ["Province: North ×"]
    inner = _open_values(areas, "status")
    assert [item.text() for item in inner.items()] == ["Closed (2)", "No value (1)"]
    QTest.keyClick(inner.list, KEYS.Key_Space)
    inner.close()
    assert areas.model.rowCount() == 2
    assert len(areas.filters.chips) == 3
    areas.filters.chips[0].click()
    assert areas.model.rowCount() == 2
    areas.filters.chips[0].click()
    assert areas.model.rowCount() == 8
    assert areas.below.sum.text() == "8 records – Size: 36.00\u00a0km²"
    assert not areas.filters.chips


def test_every_filter_is_taken_away_at_once(areas: RecordList) -> None:
    for name in ("province", "status"):
        box = _open_values(areas, name)
        QTest.keyClick(box.list, KEYS.Key_Space)
        box.close()
    areas.filters.chips[-1].click()
    assert areas.model.rowCount() == 8


def test_only_what_lacks_something_is_shown(window: MainWindow, qtbot: Any) -> None:
    page = _page(window, Activity)
    shown, found = page.record_list(), plan_of(window).found
    assert found is not None
    lacking = [record for record in shown.model.ids if found.missing.get(record)]
    (missing, *_) = shown.filters.menu().actions()
    assert missing.text() == "With something missing"
    missing.trigger()
    assert list(shown.model.ids) == lacking
    assert shown.filters.chips[0].text() == "With something missing ×"


def test_a_filter_that_fits_nothing_offers_the_whole_list(areas: RecordList) -> None:
    areas.narrow(areas.narrowing.put("province", ["North"]))
    areas.search("nowhere")
    areas.search("")
    areas.narrow(areas.narrowing.put("status", ["handed_over"]))
    assert areas.model.rowCount() == 0
    assert areas.empty.isVisible()
    assert areas.empty.button.text() == "Show the whole list"
    areas.empty.button.click()
    assert areas.model.rowCount() == 8


def test_a_new_record_starts_with_what_the_list_is_narrowed_to_and_stays_in_it(
    window: MainWindow, areas: RecordList
) -> None:
    page = window.pages.records()
    assert page is not None
    areas.narrow(areas.narrowing.put("province", ["North"]).put("status", ["open", "closed"]))
    made = page.new_record()
    assert made is not None
    area = plan_of(window).store.get(HazardousArea, made)
    assert area is not None
    assert area.province == Texts.of({"en": "North"})
    assert area.status is None
    assert areas.current() == made
    assert areas.narrowing
    page.close_form()
    settle()
    assert made in areas.model.ids
    areas.narrow(areas.narrowing.put("status", []))
    assert made in areas.model.ids


def test_a_record_that_is_asked_for_is_shown_whatever_the_list_is_narrowed_to(
    window: MainWindow, areas: RecordList
) -> None:
    last = areas.model.ids[-1]
    areas.narrow(areas.narrowing.put("province", ["North"]))
    window.open_record(HazardousArea, last)
    assert areas.current() == last
    assert not areas.narrowing


def test_chips_and_values_speak_the_language_of_the_window(
    window: MainWindow, areas: RecordList
) -> None:
    areas.narrow(areas.narrowing.put("status", ["closed"]))
    window.set_language(Lang.load("fr"))
    settle()
    (chip,) = areas.filters.chips
    assert "Closed" not in chip.text()
    assert areas.model.rowCount() == 2


def test_a_column_is_sorted_both_ways_from_the_menu_of_its_heading(areas: RecordList) -> None:
    names = [field.name for field in areas.model.fields]
    up, down, *_ = areas.table.heading_menu(names.index("size_m2")).actions()
    down.trigger()
    sizes = [areas.model.index(row, names.index("size_m2")).data() for row in range(2)]
    assert sizes == ["8,000,000", "7,000,000"]
    assert areas.table.horizontalHeader().sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
    up.trigger()
    assert areas.model.index(0, names.index("size_m2")).data() == "1,000,000"


def test_the_menu_key_opens_the_menu_of_the_column_under_the_cursor(areas: RecordList) -> None:
    areas.table.setCurrentIndex(areas.model.index(0, 0))
    words = [action.text() for action in areas.table.heading_menu(0).actions() if action.text()]
    assert words == [
        "Sort upwards", "Sort downwards", "Hide this column", "Columns…", "Reset columns",
    ]  # fmt: skip


def test_columns_are_chosen_ordered_and_remembered(
    open_on: OpenWindow, plan_file: Path, tmp_path: Path
) -> None:
    window = open_on(plan_file)
    shown = _page(window, Need).record_list()
    assert shown.columns.names == ("code", "title", "modalities")
    box = shown.choose_columns()
    settle()
    names = list(box.names())
    box.list.setCurrentRow(names.index("title"))
    QTest.keyClick(box.list, KEYS.Key_Up, Qt.KeyboardModifier.AltModifier)
    row = next(n for n in range(box.list.count()) if box.list.item(n).text() == "Article")
    box.list.setCurrentRow(row)
    QTest.keyClick(box.list, KEYS.Key_Space)
    box.close()
    assert shown.columns.names[:2] == ("title", "code")
    assert "article" in shown.columns.names
    chosen = shown.columns.names
    assert shown.model.index(0, 0).data().startswith("Support for")

    write_state(tmp_path / "kept.json", window.desk.state)
    window.close()
    again = open_on()
    again.desk.state = read_state(tmp_path / "kept.json")
    load_last(again, plan_file)
    kept = _page(again, Need).record_list()
    assert kept.columns.names == chosen
    kept.table.heading_menu().actions()[-1].trigger()
    assert kept.columns.names == ("code", "title", "modalities")
    assert not again.desk.state.chosen


def test_a_column_is_dragged_to_another_place_and_hidden(window: MainWindow) -> None:
    shown = _page(window, Activity).record_list()
    before = shown.columns.names
    record = shown.model.ids[1]
    shown.select(record)
    head = shown.table.horizontalHeader()
    head.moveSection(head.visualIndex(0), 1)
    settle()
    assert shown.columns.names == (before[1], before[0], *before[2:])
    assert [head.visualIndex(n) for n in range(3)] == [0, 1, 2]
    assert shown.current() == record
    *_, hide = (a for a in shown.table.heading_menu(1).actions() if a.text() == "Hide this column")
    hide.trigger()
    assert shown.columns.names == (before[1], *before[2:])


def test_a_file_of_settings_that_is_damaged_gives_the_usual_columns(tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    file.write_text('{"chosen": {"need": ["code", 7], "activity": "x"}}', encoding="utf-8")
    assert read_state(file).chosen == {"need": ("code",), "activity": ()}


def test_the_buttons_of_the_bar_are_reached_by_tab(areas: RecordList) -> None:
    areas.table.setFocus()
    focused = set()
    for _ in range(12):
        here = QApplication.focusWidget()
        assert here is not None
        QTest.keyClick(here, KEYS.Key_Tab)
        focused.add(QApplication.focusWidget())
    assert {areas.filters.button, areas.filters.columns} <= focused
    assert areas.filters.mapTo(areas, QPoint(0, 0)).y() < areas.table.mapTo(areas, QPoint(0, 0)).y()


def test_a_list_stays_narrowed_to_its_place_in_another_language(areas: RecordList) -> None:
    """Two of the three areas have the name of the province in French."""
    plan: Any = areas._plan
    window: Any = areas.window()
    for record in list(areas.model.ids)[:2]:
        area = plan.store.get(HazardousArea, record)
        plan.set_field(area, "province", "Nord", language="fr")
    shown = frozenset(list(areas.model.ids)[:3])
    areas.narrow(Narrowing((Filter("province", frozenset({"North"})),)))
    settle()
    assert frozenset(areas.model.ids) == shown
    for language, places in (("fr", {"Nord", "North"}), ("en", {"North"}), ("fr", None)):
        window.set_language(Lang.load(language))
        settle()
        assert frozenset(areas.model.ids) == shown
        if places is not None:
            assert areas.narrowing.values("province") == places
            assert all(place in areas.filters.chips[0].text() for place in places)


@pytest.mark.parametrize(("name", "tag"), [("Nord", "fr"), ("North", "en")])
def test_a_new_record_has_its_place_in_the_language_it_was_found_in(
    areas: RecordList, name: str, tag: str
) -> None:
    plan: Any = areas._plan
    window: Any = areas.window()
    first = plan.store.get(HazardousArea, areas.model.ids[0])
    plan.set_field(first, "province", "Nord", language="fr")
    window.set_language(Lang.load("fr"))
    settle()
    narrowing = Narrowing((Filter("province", frozenset({name})),))
    assert first_values(HazardousArea, plan, narrowing)["province"] == Texts.of({tag: name})
