"""The map: one choice for map, list and table; always left to right; drawn, typed and undone."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from pseudo import settle
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_plan import AUTHOR, OpenWindow, make_plan, plan_of

from ccmdesk.actions.author import new_id
from ccmdesk.db.store import open_store
from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.lang import Lang
from ccmdesk.lang.places.notation import Notation
from ccmdesk.model.area import AreaKind, AreaStatus, HazardousArea
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.ids import HazardousAreaId
from ccmdesk.model.values import E7, Polygon, Position
from ccmdesk.report.charts import Ink
from ccmdesk.report.documents.sections.area_map import BOUNDARY_NOTE
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.map.page import MapPage
from ccmdesk.ui.records.editors.outline import PolygonEditor

MANY = 5000
PATIENCE_MS = 60_000
Put = Callable[..., Position]


def place(latitude: float, longitude: float) -> Position:
    return Position(round(latitude * E7), round(longitude * E7))


def ring(latitude: float, longitude: float, *, size: float = 0.01) -> Polygon:
    turns = [math.tau * n / 12 for n in range(12)]
    return Polygon(
        tuple(place(latitude + size * math.sin(t), longitude + size * math.cos(t)) for t in turns)
    )


def area(code: str, **values: object) -> HazardousArea:
    return HazardousArea(id=HazardousAreaId(new_id()), code=code, **values)  # type: ignore[arg-type]


AREAS = (
    area("M-1", kind=AreaKind.SUSPECTED, status=AreaStatus.OPEN, position=place(44.5, 18.6)),
    area("M-2", kind=AreaKind.CONFIRMED, status=AreaStatus.OPEN, polygon=ring(43.8, 17.5)),
    area("M-3", kind=AreaKind.CONFIRMED, status=AreaStatus.CLOSED, position=place(44.9, 16.2)),
    area("M-4", position=place(41.0, 12.0)),
)


def add(file: Path, areas: tuple[HazardousArea, ...]) -> None:
    with open_store(file) as store:
        changes = [change for one in areas for change in difference(None, one)]
        store.apply(changes, AUTHOR.stamp(StepKind.IMPORT))


@pytest.fixture
def map_file(plan_file: Path) -> Path:
    add(plan_file, AREAS)
    return plan_file


def show(window: MainWindow, qtbot: QtBot) -> MapPage:
    window.open_page("map")
    page = window.pages.currentWidget()
    assert isinstance(page, MapPage)
    qtbot.waitUntil(lambda: page.ready and not window.desk.busy, timeout=PATIENCE_MS)
    return page


@pytest.fixture
def page(open_on: OpenWindow, map_file: Path, qtbot: QtBot) -> MapPage:
    return show(open_on(map_file), qtbot)


def id_of(page: MapPage, code: str) -> UUID:
    return next(shape.id for shape in page.view.layer.shapes if shape.code == code)


def on_view(page: MapPage, code: str) -> QPoint:
    shape = page.view.layer.shape_of(id_of(page, code))
    assert shape is not None
    return page.view.mapFromScene(shape.middle)


def test_all_areas_with_a_place_are_on_the_map_and_in_the_list(page: MapPage) -> None:
    codes = {shape.code for shape in page.view.layer.shapes}
    assert codes == {"M-1", "M-2", "M-3", "M-4"}
    assert page.list.model.rowCount() == len(codes)
    assert "5 areas have no outline and no position" in page.left_out.text()


def test_areas_are_told_apart_by_pattern_and_letter_too(page: MapPage) -> None:
    looks = {shape.code: (shape.ink, shape.letter) for shape in page.view.layer.shapes}
    assert looks == {
        "M-1": (Ink.HATCHED, "S"),
        "M-2": (Ink.SOLID, "C"),
        "M-3": (Ink.OPEN, "(C)"),
        "M-4": (Ink.DOTTED, "?"),
    }
    assert len(page.legend.words()) == len(looks) + 1


def test_what_lies_outside_the_country_is_said_in_words(page: MapPage) -> None:
    assert "1 area reaches outside" in page.legend.words()[-1]
    assert "Outside the country" in page.list.model.facts(id_of(page, "M-4"))
    assert "Outside the country" not in page.list.model.facts(id_of(page, "M-1"))


def test_choosing_in_the_list_centres_the_map(page: MapPage) -> None:
    for code in ("M-3", "M-2"):
        row = page.list.model.row_of(id_of(page, code))
        assert row is not None
        page.list.table.setCurrentIndex(page.list.model.index(row, 0))
        away = on_view(page, code) - page.view.viewport().rect().center()
        assert away.manhattanLength() <= 3
        assert page.view.layer.chosen == id_of(page, code)
        assert code in page.chosen.title.text()


def test_a_click_on_the_map_chooses_the_row(page: MapPage) -> None:
    for code in ("M-1", "M-2"):
        QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=on_view(page, code))
        assert page.list.current() == id_of(page, code)
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert page.list.current() is None
    assert not page.chosen.first.isEnabled()


def test_the_table_keeps_the_choice(page: MapPage) -> None:
    page.choose(id_of(page, "M-2"))
    page.head.table.click()
    assert page.view.isHidden()
    assert page.list.table.isVisible()
    index = page.list.table.currentIndex()
    assert index.siblingAtColumn(0).data() == "M-2"
    page.list.table.sort_asked.emit(0)
    page.list.table.sort_asked.emit(0)
    assert page.list.current() == id_of(page, "M-2")
    page.head.table.click()
    assert page.view.isVisible()


def test_layers_hide_areas_on_the_map_and_in_the_list(page: MapPage) -> None:
    page.head.layers.kinds[AreaKind.CONFIRMED].trigger()
    assert {shape.code for shape in page.view.layer.shapes} == {"M-1", "M-4"}
    assert page.list.model.rowCount() == 2
    assert "1 layer hidden" in page.head.layers.text()
    page.head.layers.kinds[AreaKind.CONFIRMED].trigger()
    page.head.layers.states[AreaStatus.CLOSED].trigger()
    assert {shape.code for shape in page.view.layer.shapes} == {"M-1", "M-2", "M-4"}


def test_keys_move_and_zoom_and_open(page: MapPage, qtbot: QtBot) -> None:
    view = page.view
    view.setFocus()
    whole, middle = view.per_metre, view.mapToScene(view.viewport().rect().center())
    QTest.keyClicks(view, "+")
    assert view.per_metre > whole
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.mapToScene(view.viewport().rect().center()).x() > middle.x()
    QTest.keyClicks(view, "--")
    assert view.per_metre < whole
    QTest.keyClick(view, Qt.Key.Key_F)
    assert view.per_metre == pytest.approx(whole)
    page.choose(id_of(page, "M-1"))
    with qtbot.waitSignal(page.asked_record) as asked:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert asked.args[:2] == [HazardousArea, id_of(page, "M-1")]


def test_dragging_moves_the_map_and_the_wheel_keeps_the_place_under_it(page: MapPage) -> None:
    view, press = page.view, on_view(page, "M-1")
    port, left = view.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(port, left, pos=press)
    dragged = press + QPoint(30, 20)
    QTest.mouseMove(port, dragged)
    QTest.mouseRelease(port, left, pos=dragged)
    assert (on_view(page, "M-1") - dragged).manhattanLength() <= 3
    assert page.list.current() is None
    view.zoom(2.0, dragged.toPointF())
    assert (on_view(page, "M-1") - dragged).manhattanLength() <= 3


def test_borders_can_be_hidden(page: MapPage) -> None:
    assert page.view.land.pen().style() != Qt.PenStyle.NoPen
    page.head.borders.click()
    assert page.view.land.pen().style() == page.view.around.pen().style() == Qt.PenStyle.NoPen
    assert page.view.land.brush() == page.view.around.brush()


def test_the_pointer_is_told_in_the_notation_that_is_chosen(page: MapPage) -> None:
    page.view.pointed.emit(place(44.53, 18.67))
    assert "44.53000 18.67000" in page.pointer.text()
    plan_of(page.window()).set_notation(Notation.MGRS)  # type: ignore[arg-type]
    page.view.pointed.emit(place(44.53, 18.67))
    assert "34T CQ 14864 33382" in page.pointer.text()
    page.view.pointed.emit(None)
    assert page.pointer.text() == ""


def test_the_map_runs_from_left_to_right_in_arabic(
    open_on: OpenWindow, map_file: Path, qtbot: QtBot
) -> None:
    page = show(open_on(map_file, language="ar"), qtbot)
    assert page.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert page.view.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert on_view(page, "M-3").x() < on_view(page, "M-1").x()


def test_the_note_on_boundaries_is_there_in_every_language(page: MapPage) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    for code in SHIPPED:
        lang = Lang.load(code)
        window.set_language(lang)
        settle()
        assert page.note.isVisible()
        assert page.note.text() == lang(BOUNDARY_NOTE)
        assert page.view.furniture.words
    assert page.list.model.rowCount() == len(AREAS)


def draw(page: MapPage, *points: QPoint) -> None:
    for point in points:
        QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_an_outline_is_drawn_and_undone_as_one_step(page: MapPage) -> None:
    plan, target = plan_of(page.window()), id_of(page, "M-1")  # type: ignore[arg-type]
    page.choose(target)
    page.view.zoom(60.0)
    page.chosen.second.click()
    middle = page.view.viewport().rect().center()
    corners = [middle + QPoint(x, y) for x, y in ((-50, -40), (50, -40), (50, 40), (-50, 40))]
    draw(page, *corners[:2])
    assert "Point 3 is missing" in page.chosen.facts.text()
    draw(page, *corners[2:])
    assert "Point" not in page.chosen.facts.text().split("\n", 1)[1]
    port, left = page.view.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(port, left, pos=corners[0])
    page.view.tool.drag(corners[0] - QPoint(20, 10))  # type: ignore[union-attr]
    QTest.mouseRelease(port, left, pos=corners[0] - QPoint(20, 10))
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    saved = plan.store.get(HazardousArea, HazardousAreaId(target))
    assert saved is not None
    assert saved.polygon is not None
    assert len(saved.polygon.points) == 4
    shape = page.view.layer.shape_of(target)
    assert shape is not None
    assert shape.ring.count() >= 4
    plan.undo()
    undone = plan.store.get(HazardousArea, HazardousAreaId(target))
    assert undone is not None
    assert undone.polygon is None


def _move(page: MapPage, at: QPoint) -> None:
    """Move the pointer with its button down, as QTest does not."""
    port, no, left = page.view.viewport(), Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
    there, plain = QPointF(port.mapToGlobal(at)), Qt.KeyboardModifier.NoModifier
    moved = QMouseEvent(QEvent.Type.MouseMove, QPointF(at), there, no, left, plain)
    QApplication.sendEvent(port, moved)


@pytest.mark.parametrize("shake", [1, 4])
def test_a_corner_that_is_only_chosen_stays_where_it_is(page: MapPage, shake: int) -> None:
    page.choose(id_of(page, "M-2"))
    page.view.come_near(id_of(page, "M-2"))
    page.begin_drawing()
    tool, port, left = page.view.tool, page.view.viewport(), Qt.MouseButton.LeftButton
    assert tool is not None
    before = list(tool.points)
    beside = page.view.mapFromScene(tool._flat.at(before[0])) + QPoint(6, 0)
    QTest.mousePress(port, left, pos=beside)
    _move(page, beside + QPoint(shake, 0))
    QTest.mouseRelease(port, left, pos=beside + QPoint(shake, 0))
    assert tool.chosen == 0
    assert tool.points == before


def test_a_corner_moves_as_far_as_the_pointer(page: MapPage) -> None:
    page.choose(id_of(page, "M-2"))
    page.view.come_near(id_of(page, "M-2"))
    page.begin_drawing()
    tool, port, left = page.view.tool, page.view.viewport(), Qt.MouseButton.LeftButton
    assert tool is not None
    corner = page.view.mapFromScene(tool._flat.at(tool.points[0]))
    beside = corner + QPoint(6, 0)
    QTest.mousePress(port, left, pos=beside)
    _move(page, beside + QPoint(30, 10))
    _move(page, beside + QPoint(2, 0))
    QTest.mouseRelease(port, left, pos=beside + QPoint(2, 0))
    there = page.view.mapFromScene(tool._flat.at(tool.points[0]))
    assert (there - corner - QPoint(2, 0)).manhattanLength() <= 1


def test_escape_leaves_the_outline_as_it_was(page: MapPage) -> None:
    plan, target = plan_of(page.window()), id_of(page, "M-2")  # type: ignore[arg-type]
    page.choose(target)
    page.begin_drawing()
    tool = page.view.tool
    assert tool is not None
    before, last = list(tool.points), plan.store.next_undo()
    QTest.keyClick(page.view, Qt.Key.Key_PageDown)
    QTest.keyClick(page.view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert tool.points[0] != before[0]
    assert tool.points[1:] == before[1:]
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    assert tool.points == before[1:]
    QTest.keyClick(page.view, Qt.Key.Key_Insert)
    assert len(tool.points) == len(before)
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert page.view.tool is None
    kept = plan.store.get(HazardousArea, HazardousAreaId(target))
    assert kept is not None
    assert kept.polygon == Polygon(tuple(before))
    assert plan.store.next_undo() == last


def test_an_outline_that_crosses_itself_stays_on_the_map_with_the_reason(page: MapPage) -> None:
    page.choose(id_of(page, "M-1"))
    page.begin_drawing()
    tool = page.view.tool
    assert tool is not None
    for latitude, longitude in ((44.5, 18.6), (44.51, 18.61), (44.5, 18.61), (44.51, 18.6)):
        tool.add(place(latitude, longitude))
    assert "The side from point 1 to point 2 crosses" in page.chosen.facts.text()
    page.save_drawing()
    assert page.view.tool is tool
    assert page.notice.isVisible()


def test_points_are_typed_in_the_form_in_any_notation(
    open_on: OpenWindow, map_file: Path, qtbot: QtBot
) -> None:
    window = open_on(map_file)
    target = AREAS[0].id
    window.open_record(HazardousArea, target, "polygon")
    records = window.pages.records()
    assert records is not None
    form = records.form()
    assert form is not None
    editor = form.rows["polygon"].editor
    assert isinstance(editor, PolygonEditor)
    editor.button.click()
    rows = editor.table.rows
    for text in ("34T CQ 14864 33382", "90° 300 m", "٤٤٫٥٣٢ ١٨٫٦٧٢"):
        assert rows.setData(rows.index(rows.rowCount() - 1, 0), text)
    assert editor.faults.text() == ""
    rows.put(3, ["44.5 99.x"])
    assert editor.faults.text().startswith("Point 4: “44.5 99.x” is not a position")
    editor.table.go_to(3)
    editor.buttons["remove"].click()
    assert form.rows["polygon"].commit()
    plan = plan_of(window)
    saved = plan.store.get(HazardousArea, target)
    assert saved is not None
    assert saved.polygon is not None
    assert len(saved.polygon.points) == 3
    plan.set_notation(Notation.SEXAGESIMAL)
    assert rows.texts[0].endswith("E")
    editor.table.go_to(2)
    editor.buttons["up"].click()
    assert form.rows["polygon"].commit()
    moved = plan.store.get(HazardousArea, target)
    assert moved is not None
    assert moved.polygon is not None
    assert moved.polygon.points[1] == saved.polygon.points[2]
    qtbot.waitUntil(lambda: not window.desk.busy, timeout=PATIENCE_MS)


def test_the_notation_is_remembered(open_on: OpenWindow, map_file: Path) -> None:
    window = open_on(map_file)
    plan_of(window).set_notation(Notation.UTM)
    assert window.desk.state.notation == "utm"


def test_an_empty_map_shows_the_country_and_leads_on(window: MainWindow, qtbot: QtBot) -> None:
    page = show(window, qtbot)
    assert not page.view.land.path().isEmpty()
    assert "No area is on the map yet" in page.chosen.facts.text()
    page.chosen.first.click()
    assert window.pages.name == "clearance"


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = make_plan(tmp_path_factory.mktemp("crowded") / "crowded.ccmdesk")
    kinds, states = (*AreaKind, None), (*AreaStatus, None)
    many = tuple(
        area(
            f"Q-{n}",
            kind=kinds[n % 3],
            status=states[n % 4],
            polygon=ring(43 + n % 71 / 40, 16.3 + n // 71 / 35, size=0.004),
        )
        for n in range(MANY)
    )
    add(file, many)
    return file


def test_thousands_of_outlines_are_painted_without_waiting(
    open_on: OpenWindow, crowded: Path, qtbot: QtBot
) -> None:
    page = show(open_on(crowded), qtbot)
    assert len(page.view.layer.shapes) == MANY
    times = []
    for factor in (1.0, 1.5, 1.5, 1.5, 1.5):
        page.view.zoom(factor)
        begun = time.perf_counter()
        page.view.viewport().repaint()
        times.append(time.perf_counter() - begun)
    assert max(times) < 2.0


def test_closing_while_the_map_is_loading_leaves_no_job(open_on: OpenWindow, crowded: Path) -> None:
    window = open_on(crowded)
    window.open_page("map")
    page = window.pages.currentWidget()
    assert isinstance(page, MapPage)
    assert not page.ready
    window.close()
    assert window.desk.plan is None
    assert not page.ready
