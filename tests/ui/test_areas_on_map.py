"""The areas on the map are those of the plan, also where some are written while all are read."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pseudo import settle
from pytestqt.qtbot import QtBot
from window_plan import OpenWindow, plan_of

from ccmdesk.model.area import HazardousArea
from ccmdesk.model.state import StateParty
from ccmdesk.model.values import Position
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.map.page import MapPage
from ccmdesk.ui.open_plan import OpenPlan

PATIENCE_MS = 60_000


@pytest.fixture
def window(open_on: OpenWindow, plan_file: Path) -> MainWindow:
    return open_on(plan_file)


@pytest.fixture
def plan(window: MainWindow) -> OpenPlan:
    return plan_of(window)


@pytest.fixture
def page(window: MainWindow, plan: OpenPlan, qtbot: QtBot) -> MapPage:
    """The map of five areas, of which the first alone has a place."""
    plan.set_field(plan.all_of(HazardousArea)[0], "position", Position(445_000_000, 180_000_000))
    window.open_page("map")
    page = window.pages.currentWidget()
    assert isinstance(page, MapPage)
    _rest(page, qtbot)
    return page


def _rest(page: MapPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.ready, timeout=PATIENCE_MS)
    settle()


def _drawn(page: MapPage) -> set[str]:
    return {shape.code for shape in page.view.layer.shapes}


def _let_the_worker_read(plan: OpenPlan) -> None:
    """Wait until what was begun beside the window is done, before its result comes back."""
    read = threading.Event()
    plan.reading.start(plan.reading.prepare(lambda _running: read.set()))
    assert read.wait(60)


def test_an_area_that_gets_its_place_while_all_are_read_stays_on_the_map(
    page: MapPage, plan: OpenPlan, qtbot: QtBot
) -> None:
    first, second, *_ = plan.all_of(HazardousArea)
    plan.set_field(plan.all_of(StateParty)[0], "languages", ("bs", "en"))
    assert not page.ready
    _let_the_worker_read(plan)
    plan.set_field(second, "position", Position(445_000_000, 181_000_000))
    page.choose(second.id)
    assert _drawn(page) == {first.code, second.code}
    _rest(page, qtbot)
    assert _drawn(page) == {first.code, second.code}
    assert page.list.current() == second.id
    assert page.left_out.text().startswith("3 areas")


def test_areas_without_a_place_are_counted_as_they_come_and_go(
    page: MapPage, plan: OpenPlan
) -> None:
    assert page.left_out.text().startswith("4 areas")
    made = plan.add(HazardousArea, {"code": "CHA-9"})
    assert page.left_out.text().startswith("5 areas")
    plan.delete(plan.all_of(HazardousArea)[1])
    assert page.left_out.text().startswith("4 areas")
    area = next(one for one in plan.all_of(HazardousArea) if one.id == made)
    plan.set_field(area, "position", Position(445_000_000, 181_000_000))
    assert page.left_out.text().startswith("3 areas")
    plan.undo()
    assert page.left_out.text().startswith("4 areas")
