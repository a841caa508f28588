"""The form shows where its record lies: drawn, in words, and with the way to the large map."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pseudo import settle
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from test_map import PATIENCE_MS, add, area, place, ring
from window_plan import OpenWindow, first_activity, page_of, plan_of

from ccmdesk.lang.lang import Lang
from ccmdesk.lang.places.notation import Notation
from ccmdesk.model.activity import Activity
from ccmdesk.model.area import AreaKind, AreaStatus, HazardousArea
from ccmdesk.model.values import Texts
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.map.ground import FINE_NOTE
from ccmdesk.ui.map.place_part import PlacePart

OWN, NEAR, FAR = (
    area(
        "P-1",
        kind=AreaKind.CONFIRMED,
        status=AreaStatus.OPEN,
        size_m2=3_770_000,
        province=Texts.of({"en": "Una-Sana"}),
        polygon=ring(44.7, 16.2),
    ),
    area("P-2", kind=AreaKind.SUSPECTED, position=place(44.72, 16.21)),
    area("P-3", kind=AreaKind.SUSPECTED, position=place(43.0, 18.0)),
)
ABROAD = area("P-4", position=place(41.0, 12.0))


def rest(window: MainWindow, qtbot: QtBot) -> None:
    settle()
    qtbot.waitUntil(lambda: not window.desk.busy, timeout=PATIENCE_MS)
    settle()


@pytest.fixture
def window(open_on: OpenWindow, plan_file: Path, qtbot: QtBot) -> MainWindow:
    add(plan_file, (OWN, NEAR, FAR, ABROAD))
    window = open_on(plan_file)
    window.open_page("clearance")
    return window


def part_of(window: MainWindow, record: Any, qtbot: QtBot) -> PlacePart:
    window.open_record(type(record), record.id)
    rest(window, qtbot)
    form = window.records_form()
    assert form is not None
    assert form.place is not None
    return form.place


def test_an_area_is_drawn_with_its_neighbours(window: MainWindow, qtbot: QtBot) -> None:
    part = part_of(window, OWN, qtbot)
    assert {shape.code for shape in part.view.layer.shapes} == {"P-1", "P-2"}
    assert part.view.layer.chosen == OWN.id
    own = part.view.layer.shape_of(OWN.id)
    assert own is not None
    seen = part.view.mapToScene(part.view.viewport().rect()).boundingRect()
    assert seen.contains(own.box)
    assert part.view.is_fine
    assert part.note.text() == window.desk.lang(FINE_NOTE)


def test_the_place_is_said_in_words(window: MainWindow, qtbot: QtBot) -> None:
    part = part_of(window, OWN, qtbot)
    said = part.view.accessibleDescription()
    for words in ("Una-Sana", "44.7", "12 points", "3,770,000\u00a0m²"):
        assert words in said
    assert "Outside the country" not in said
    assert "Outside the country" in part_of(window, ABROAD, qtbot).view.accessibleDescription()
    plan_of(window).set_notation(Notation.MGRS)
    assert "33T" in part.view.accessibleDescription()


def test_it_follows_what_is_typed_and_undone(window: MainWindow, qtbot: QtBot) -> None:
    part, plan = part_of(window, NEAR, qtbot), plan_of(window)
    before = part.view.layer.shape_of(NEAR.id)
    plan.set_field(plan.store.get(HazardousArea, NEAR.id), "position", place(44.0, 17.0))
    rest(window, qtbot)
    after = part.view.layer.shape_of(NEAR.id)
    assert before is not None
    assert after is not None
    assert after.middle != before.middle
    plan.set_field(plan.store.get(HazardousArea, NEAR.id), "position", None)
    rest(window, qtbot)
    assert part.view.isHidden()
    assert part.button.isHidden()
    assert "not on the map" in part.words.text()


def test_the_map_shows_the_record_and_esc_and_the_button_lead_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    part = part_of(window, OWN, qtbot)
    part.button.setFocus()
    QTest.keyClick(part.button, Qt.Key.Key_Return)
    rest(window, qtbot)
    page = page_of(window)
    assert window.pages.name == "map"
    assert page.list.current() == page.view.layer.chosen == OWN.id
    shape = page.view.layer.shape_of(OWN.id)
    assert page.view.viewport().rect().contains(page.view.mapFromScene(shape.middle))
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    settle()
    assert page_of(window).current() == (HazardousArea, OWN.id)
    part.button.click()
    rest(window, qtbot)
    assert page.chosen.first.text() == "Open the form"
    page.chosen.first.click()
    settle()
    assert page_of(window).current() == (HazardousArea, OWN.id)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    settle()
    assert window.pages.name == "map"


def test_a_layer_that_is_hidden_is_shown_for_the_record(window: MainWindow, qtbot: QtBot) -> None:
    window.open_page("map")
    rest(window, qtbot)
    page = page_of(window)
    page.head.layers.kinds[AreaKind.CONFIRMED].setChecked(False)
    part_of(window, OWN, qtbot).button.click()
    rest(window, qtbot)
    assert page.list.current() == OWN.id


def test_an_activity_is_pinned_among_the_areas(window: MainWindow, qtbot: QtBot) -> None:
    plan, activity = first_activity(window)
    plan.set_field(activity, "position", place(44.7, 16.2))
    part = part_of(window, activity, qtbot)
    assert activity.code in {shape.code for shape in part.view.layer.shapes}
    QTest.mouseClick(part.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    rest(window, qtbot)
    page = page_of(window)
    assert page.view.layer.chosen == activity.id
    assert page.list.current() is None
    assert activity.code in page.chosen.title.text()
    assert not page.chosen.second.isEnabled()
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    settle()
    assert page_of(window).current() == (Activity, activity.id)


def test_the_wheel_over_the_picture_moves_the_form_alone(window: MainWindow, qtbot: QtBot) -> None:
    part = part_of(window, OWN, qtbot)
    scale = part.view.per_metre
    assert part.view.focusPolicy() == Qt.FocusPolicy.NoFocus
    QTest.mousePress(part.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    QTest.mouseMove(part.view.viewport(), QPoint(90, 90))
    assert part.view.per_metre == scale


@pytest.mark.parametrize("language", ["ar", "ru", "zh"])
def test_the_place_speaks_the_language_of_the_window(
    window: MainWindow, qtbot: QtBot, language: str
) -> None:
    part = part_of(window, OWN, qtbot)
    lang = Lang.load(language)
    window.set_language(lang)
    rest(window, qtbot)
    assert part.button.text() == lang("Show on map") != "Show on map"
    assert part.view.layoutDirection() == Qt.LayoutDirection.LeftToRight
