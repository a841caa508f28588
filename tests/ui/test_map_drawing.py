"""What is drawn on the map stays in hand, whatever else of the map changes meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from window_plan import OpenWindow, plan_of

from ccmdesk.model.area import AreaStatus, HazardousArea
from ccmdesk.model.state import StateParty
from ccmdesk.model.values import E7, Polygon, Position
from ccmdesk.ui.map.outline_tool import OutlineTool
from ccmdesk.ui.map.page import MapPage

CORNERS = tuple(
    Position(round(north * E7), round(east * E7))
    for north, east in ((44.5, 18.6), (44.51, 18.6), (44.51, 18.61))
)


@pytest.fixture
def page(open_on: OpenWindow, plan_file: Path, qtbot: QtBot) -> MapPage:
    """A map with three areas, of which the first is being drawn."""
    window = open_on(plan_file)
    plan = plan_of(window)
    for number, area in enumerate(plan.all_of(HazardousArea)[:3]):
        plan.set_field(area, "position", Position(445_000_000 + number * 100_000, 180_000_000))
    window.open_page("map")
    page = window.pages.currentWidget()
    assert isinstance(page, MapPage)
    qtbot.waitUntil(lambda: page.ready and not window.desk.busy, timeout=60_000)
    page.choose(plan.all_of(HazardousArea)[0].id)
    page.chosen.second.click()
    assert page.view.tool is not None
    for corner in CORNERS:
        page.view.tool.add(corner)
    return page


def _of(page: MapPage, number: int) -> HazardousArea:
    return plan_of(page.window()).all_of(HazardousArea)[number]  # type: ignore[arg-type]


def _hide_a_layer(page: MapPage) -> None:
    page.head.layers.states[AreaStatus.CLOSED].setChecked(False)


def _hide_its_own_layer(page: MapPage) -> None:
    for box in page.head.layers.states.values():
        box.setChecked(False)


def _place_another(page: MapPage) -> None:
    plan = plan_of(page.window())  # type: ignore[arg-type]
    plan.set_field(_of(page, 1), "position", Position(447_000_000, 181_000_000))


def _read_all_again(page: MapPage) -> None:
    plan = plan_of(page.window())  # type: ignore[arg-type]
    plan.set_field(plan.all_of(StateParty)[0], "languages", ("bs", "en"))


@pytest.mark.parametrize(
    "meanwhile", [_hide_a_layer, _hide_its_own_layer, _place_another, _read_all_again]
)
def test_an_outline_that_is_being_drawn_can_be_saved_whatever_changes(
    page: MapPage, qtbot: QtBot, meanwhile: Callable[[MapPage], None]
) -> None:
    drawn = _of(page, 0).id
    meanwhile(page)
    qtbot.waitUntil(lambda: page.ready, timeout=60_000)
    assert page.chosen.first.text() == "Save the outline"
    assert "3 points" in page.chosen.facts.text()
    page.chosen.first.click()
    assert page.view.tool is None
    saved = next(one for one in plan_of(page.window()).all_of(HazardousArea) if one.id == drawn)  # type: ignore[arg-type]
    assert saved.polygon == Polygon(CORNERS)


def test_drawing_goes_on_where_it_is_asked_for_again(page: MapPage) -> None:
    page.begin_drawing()
    assert page.view.tool is not None
    assert tuple(page.view.tool.points) == CORNERS
    page.chosen.second.click()
    assert [one for one in page.view.scene().items() if isinstance(one, OutlineTool)] == []
    assert page.chosen.first.text() == "Open the form"
