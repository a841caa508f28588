"""What is typed beside the forms is kept: translations, budget, map, decisions, imports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from budget_cells import NATIONAL, Keys, at, go, press, view_in
from pseudo import settle
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from window_plan import AUTHOR, OpenWindow, first_activity, plan_of

from ccmdesk.actions.author import new_id
from ccmdesk.actions.settle import Difference
from ccmdesk.db.store import open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.ids import HazardousAreaId
from ccmdesk.model.need import FollowUp, Need
from ccmdesk.model.values import Polygon, Position
from ccmdesk.ui.import_page import ImportPage
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.map.page import MapPage
from ccmdesk.ui.offices.difference_card import DifferenceCard
from ccmdesk.ui.translations.page import TranslationsPage

PATIENCE_MS = 60_000
LONG = "é" * 301


def _translations(window: MainWindow, qtbot: QtBot, *, target: str) -> TranslationsPage:
    window.open_page("translations")
    page = window.pages.currentWidget()
    assert isinstance(page, TranslationsPage)
    qtbot.waitUntil(lambda: page.survey.loaded, timeout=PATIENCE_MS)
    page.survey.choose(target=target)
    settle()
    return page


def test_a_translation_that_is_refused_stays_with_its_text_and_its_language(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = _translations(window, qtbot, target="fr")
    bench, work = page.work.bench, page.work
    work.edit()
    bench.target.setPlainText(LONG)
    work.show_row(1)
    assert bench.target.text() == ""
    page.survey.choose(target="es")
    settle()
    work.show_row(0)
    assert bench.target.text() == ""
    page.survey.choose(target="fr")
    settle()
    work.show_row(0)
    assert bench.target.text() == LONG
    assert bench.error.isVisible()
    assert [tag for tag, _ in first_activity(window)[1].title] == ["en"]


def test_a_translation_is_written_on_where_it_was_left_after_a_step_of_others(
    window: MainWindow, qtbot: QtBot
) -> None:
    page, plan = _translations(window, qtbot, target="fr"), plan_of(window)
    bench = page.work.bench
    page.work.edit()
    QTest.keyClicks(bench.target, "Bonjour tout ")
    bench._pause.setInterval(0)
    bench._pause.start()
    qtbot.waitUntil(lambda: not bench.touched)
    plan.set_field(plan.all_of(HazardousArea)[0], "code", "CHA-09999")
    settle()
    QTest.keyClicks(bench.target, "le monde")
    assert bench.target.text() == "Bonjour tout le monde"
    assert bench.commit()
    assert first_activity(window)[1].title.get("fr") == "Bonjour tout le monde"
    page.work.show_row(1)
    assert bench.target.text() == ""


def test_the_window_does_not_close_over_a_translation_that_is_refused(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = _translations(window, qtbot, target="fr")
    page.work.edit()
    page.work.bench.target.setPlainText(LONG)
    window.open_page("overview")
    assert not window.close()
    assert window.pages.currentWidget() is page
    assert page.work.bench.target.text() == LONG
    page.work.bench.target.setPlainText("Étude")
    assert window.close()


def test_the_window_does_not_close_over_a_cell_of_the_budget_that_nobody_can_read(
    window: MainWindow,
) -> None:
    view = view_in(window)
    go(view, at(view, NATIONAL, 2027))
    press(view, "4x0", Keys.Key_Return)
    window.open_page("overview")
    assert not window.close()
    assert window.pages.records().views.shown is view  # type: ignore[union-attr]
    assert "4x0" in window.unsaved.text.text()
    press(view, Keys.Key_Escape)
    assert window.close()


def test_what_is_no_date_stays_with_its_request(window: MainWindow) -> None:
    plan = plan_of(window)
    needs = plan.all_of(Need)[:2]
    for need in needs:
        plan.set_field(need, "follow_up", FollowUp.SENT)
    window.pages.open_view("needs", "follow-up")
    view: Any = window.pages.records().views.shown  # type: ignore[union-attr]
    view.board.select(needs[0].id)
    QTest.keyClicks(view.strip.date.line, "soon")
    QTest.keyClick(view.strip.date.line, Keys.Key_Return)
    view.board.select(needs[1].id)
    assert view.strip.date.text() == ""
    view.board.select(needs[0].id)
    assert view.strip.date.text() == "soon"
    view.board.select(needs[1].id)
    assert not window.close()
    form = window.records_form()
    assert form is not None
    assert form.record is not None
    assert form.record.id == needs[0].id
    assert form.rows["next_date"].typed_texts() == ("soon",)


def _at(latitude: float, longitude: float) -> Position:
    return Position(round(latitude * 10**7), round(longitude * 10**7))


@pytest.fixture
def map_page(open_on: OpenWindow, plan_file: Path, qtbot: QtBot) -> MapPage:
    """The map with two areas that have a position and no outline."""
    with open_store(plan_file) as store:
        made = [
            HazardousArea(id=HazardousAreaId(new_id()), code=code, position=_at(44.5, east))
            for code, east in (("M-1", 18.6), ("M-2", 18.2))
        ]
        changes = [change for one in made for change in difference(None, one)]
        store.apply(changes, AUTHOR.stamp(StepKind.IMPORT))
    window = open_on(plan_file)
    window.open_page("map")
    page = window.pages.currentWidget()
    assert isinstance(page, MapPage)
    qtbot.waitUntil(lambda: page.ready and not window.desk.busy, timeout=PATIENCE_MS)
    return page


CORNERS = (_at(44.5, 18.6), _at(44.5, 18.61), _at(44.51, 18.61))


def _draw(page: MapPage, code: str) -> Any:
    shapes = {shape.code: shape.id for shape in page.view.layer.shapes}
    page.choose(shapes[code])
    page.begin_drawing()
    for corner in CORNERS:
        page.view.tool.add(corner)  # type: ignore[union-attr]
    return shapes[code]


def test_an_outline_goes_to_the_area_for_which_it_was_begun(map_page: MapPage) -> None:
    window: Any = map_page.window()
    plan = plan_of(window)
    drawn = _draw(map_page, "M-1")
    (other,) = [one for one in plan.all_of(HazardousArea) if one.code == "M-2"]
    map_page.choose(other.id)
    map_page.save_drawing()
    saved = {one.code: one.polygon for one in plan.all_of(HazardousArea)}
    assert saved["M-1"] == Polygon(CORNERS)
    assert saved["M-2"] is None
    assert plan.now("hazardous_area", drawn) is not None


def test_an_outline_that_is_being_drawn_is_not_lost_on_the_way(map_page: MapPage) -> None:
    window: Any = map_page.window()
    _draw(map_page, "M-1")
    tool = map_page.view.tool
    (other,) = [one for one in plan_of(window).all_of(HazardousArea) if one.code == "M-2"]
    map_page.show_record(other, origin=None)
    assert map_page.view.tool is tool
    assert map_page.notice.isVisible()
    window.open_page("overview")
    assert not window.close()
    assert window.pages.currentWidget() is map_page
    assert "outline is being drawn" in window.unsaved.text.text()
    QTest.keyClick(map_page.view, Keys.Key_Return)
    assert window.close()


def test_rows_are_not_imported_while_others_are_looked_at(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.do("import")
    page = window.pages.currentWidget()
    assert isinstance(page, ImportPage)
    file = tmp_path / "Hazardous areas.csv"
    file.write_text("Number,Size\nNEW-1,1200\nNEW-2,4x0\n", encoding="utf-8")
    page.preview([file])
    qtbot.waitUntil(lambda: page.found is not None, timeout=PATIENCE_MS)
    place = page.faults.to_mend(0)
    assert place is not None
    cell = page.table.currentIndex()
    page.faults.setData(cell, "400")
    assert not page.import_button.isEnabled()  # before the mended row was looked at
    qtbot.waitUntil(page.import_button.isEnabled, timeout=PATIENCE_MS)
    page.import_button.click()
    codes = [area.code for area in plan_of(window).all_of(HazardousArea)]
    assert sorted(code for code in codes if code.startswith("NEW")) == ["NEW-1", "NEW-2"]


def test_another_value_for_a_text_is_typed_in_its_own_language_and_waits_for_its_card(
    window: MainWindow, qtbot: QtBot
) -> None:
    plan, activity = first_activity(window)
    plan.set_field(activity, "title", "Étude", language="fr")
    plan.set_field(activity, "code", "A4-90")
    written = [one for one in plan.store.history(activity.id) if one.key in {"title@fr", "code"}]
    differences = [
        Difference(kind=one.kind, record=one.record, key=one.key, before=None, sides=(one,))
        for one in sorted(written, key=lambda one: one.key, reverse=True)
    ]
    card = DifferenceCard(plan)
    qtbot.addWidget(card)
    card.put(differences[0])
    card.show()
    editor: Any = card.editor
    assert (editor.language, editor.value()) == ("fr", "Étude")
    assert not editor.chooser.isEnabled()
    editor.first().setFocus()
    editor.first().selectAll()
    QTest.keyClicks(editor.first(), "Enquete")
    card.put(differences[1])
    card.put(differences[0])
    assert card.editor is not None
    assert card.editor.value() == "Enquete"
