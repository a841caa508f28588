"""A section in figures in the window: drawn, told, mirrored, and leading to what is behind it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from figures_plan import records
from pseudo import PSEUDO, clipped, settle, unnamed, untranslated
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from window_plan import AUTHOR, OpenWindow, make_plan, plan_of

from ccmdesk.actions.author import new_id
from ccmdesk.actions.section_figures import FIGURED, SectionFigures, section_figures
from ccmdesk.db.store import open_store
from ccmdesk.lang.lang import Lang
from ccmdesk.model.activity import Activity
from ccmdesk.model.area import HazardousArea, LandRelease
from ccmdesk.model.change import StepKind, deletion, difference
from ccmdesk.model.ids import ActivityId, HazardousAreaId, LandReleaseId
from ccmdesk.model.state import Obligation, StateParty
from ccmdesk.model.stockpile import Stock
from ccmdesk.model.victims import CasualtyCounts
from ccmdesk.report.charts import Ink
from ccmdesk.ui.charts.chart_view import ChartView
from ccmdesk.ui.charts.inks import look_of
from ccmdesk.ui.figures.card import FigureCard
from ccmdesk.ui.figures.view import FiguresView
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.theme import CONTRAST, DARK, LIGHT, Shades, palette_of

DATA = {"Bosnia", "Officer", "HQ", "A4-0", "Work", "Disability law", "Education strategy"}
DATA |= {"Prostheses", "Orthoses", "Peer support", "Inclusive schools", "EUR", "USD", "BLG", "CBU"}


@pytest.fixture(scope="module")
def figures_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan with figures under every article, on a file that no test changes."""
    path = make_plan(tmp_path_factory.mktemp("figures") / "figures.ccmdesk")
    with open_store(path) as store:
        before = store.document().of(Obligation)
        gone = [deletion(one) for one in before]
        made = [one for one in records() if not isinstance(one, StateParty)]
        changes = [*gone, *(change for one in made for change in difference(None, one))]
        store.apply(changes, AUTHOR.stamp(StepKind.IMPORT))
    return path


@pytest.fixture
def figures(open_on: OpenWindow, figures_file: Path) -> MainWindow:
    return open_on(figures_file)


def _view(window: MainWindow, section: str) -> FiguresView:
    window.open_page(section)
    page: Any = window.pages.currentWidget()
    page.show_view(f"figures {section}")
    _rest(window)
    view = page.views.shown
    assert isinstance(view, FiguresView)
    return view


def _rest(window: MainWindow) -> None:
    settle()
    while window.desk.busy:
        settle()
    settle()


def _card(view: FiguresView, name: str) -> FigureCard:
    (card,) = [card for card in view.cards if card.part.name == name]
    return card


def _chart(view: FiguresView, name: str) -> ChartView:
    chart = _card(view, name).chart
    assert chart is not None
    return chart


@pytest.mark.parametrize("section", list(FIGURED))
def test_lists_stay_first_and_the_figures_are_one_tab(figures: MainWindow, section: str) -> None:
    figures.open_page(section)
    page: Any = figures.pages.currentWidget()
    assert page.views.shown is None
    (tab,) = page.tabs.views.values()
    assert tab.text() == "In figures"
    tab.click()
    _rest(figures)
    assert isinstance(page.views.shown, FiguresView)
    assert page.views.shown.cards


@pytest.mark.parametrize("section", list(FIGURED))
def test_the_window_draws_what_the_action_returns(figures: MainWindow, section: str) -> None:
    view, plan = _view(figures, section), plan_of(figures)
    assert plan.found is not None
    ask = SectionFigures(
        section=section,
        document=plan.found.document,
        lang=plan.lang,
        packs=plan.packs,
        today=plan.found.figures.today,
    )
    assert tuple(card.part for card in view.cards) == section_figures(ask)
    for card in view.cards:
        drawn = card.part.drawn
        if drawn is not None and drawn.chart is not None:
            assert card.chart is not None
            assert card.chart.chart is drawn.chart


def test_a_chart_is_told_in_words_and_walked_with_the_arrows(figures: MainWindow) -> None:
    figures.activateWindow()
    chart = _chart(_view(figures, "victims"), "casualties")
    interface = QAccessible.queryAccessibleInterface(chart)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name) == "Casualties by year"
    told = interface.text(QAccessible.Text.Description)
    assert "2022: Killed 1, 2023" in told
    assert "Injured 0" not in told
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.current == 1
    QTest.keyClick(chart, Qt.Key.Key_Return)
    page: Any = figures.pages.currentWidget()
    kind, record = page.current()
    counts = plan_of(figures).store.get(CasualtyCounts, record)
    assert kind is CasualtyCounts
    assert counts is not None
    assert counts.year == 2022


def test_arabic_mirrors_the_chart_and_its_arrows(figures: MainWindow) -> None:
    chart = _chart(_view(figures, "clearance"), "released")
    assert chart.place(0).center().x() < chart.place(1).center().x()
    figures.set_language(Lang.load("ar"))
    _rest(figures)
    page: Any = figures.pages.currentWidget()
    chart = _chart(page.views.shown, "released")
    assert chart.place(0).center().x() > chart.place(1).center().x()
    level = _chart(page.views.shown, "costs")
    assert level.place(0).top() < level.place(1).top()
    QTest.keyClick(chart, Qt.Key.Key_Left)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.current == 1
    assert chart.accessibleName() == plan_of(figures).lang("Land released by year")


def test_the_table_has_the_rows_of_the_chart_and_they_lead_on(figures: MainWindow) -> None:
    view = _view(figures, "stockpiles")
    card = _card(view, "types")
    assert card.chart is not None
    assert card.chart.isVisible()
    view.as_table.click()
    settle()
    assert card.table is not None
    assert card.table.isVisible()
    assert not card.chart.isVisible()
    assert card.chart.chart is not None
    assert card.table.rows.rowCount() == len(card.chart.chart.categories)
    names = [card.table.rows.index(row, 0).data() for row in range(3)]
    card.table.setCurrentIndex(card.table.rows.index(names.index("CBU-99"), 0))
    QTest.keyClick(card.table, Qt.Key.Key_Return)
    page: Any = figures.pages.currentWidget()
    kind, record = page.current()
    stock = plan_of(figures).store.get(Stock, record)
    assert kind is Stock
    assert stock is not None
    assert stock.munition == "CBU-99"


def test_figures_stay_a_table_until_the_layout_is_reset(figures: MainWindow) -> None:
    _view(figures, "stockpiles").as_table.click()
    assert figures.desk.state.chosen["figures stockpiles"] == ("table",)
    figures.pages._drop()
    assert _view(figures, "stockpiles").as_table.isChecked()
    assert not _view(figures, "victims").as_table.isChecked()
    figures.do("reset")
    assert not _view(figures, "stockpiles").as_table.isChecked()
    assert "figures stockpiles" not in figures.desk.state.chosen


def test_a_line_opens_the_obligation_and_a_button_the_list_of_what_is_missing(
    figures: MainWindow,
) -> None:
    view = _view(figures, "stockpiles")
    offers = {offer.text: offer for offer in _card(view, "forecast").lines.found.offers}
    offers["Deadline in force"].choose()
    page: Any = figures.pages.currentWidget()
    assert page.current()[0] is Obligation
    button = _card(_view(figures, "stockpiles"), "types").buttons[0]
    assert button.text() == "Enter next: Stocks"
    button.click()
    assert page.views.shown is None
    assert page.shown_kind() is Stock


def test_a_figure_of_another_section_opens_its_list_there(figures: MainWindow) -> None:
    _card(_view(figures, "clearance"), "costs")._follow(2)
    assert figures.pages.name == "plan"
    page: Any = figures.pages.currentWidget()
    assert page.shown_kind() is Activity


def test_what_is_written_is_in_the_figures_a_moment_later(
    open_on: OpenWindow, figures_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    copy = tmp_path / "copy.ccmdesk"
    copy.write_bytes(figures_file.read_bytes())
    window = open_on(copy)
    view = _view(window, "clearance")
    with qtbot.waitSignal(window.desk.checked):
        plan_of(window).add(LandRelease, {"year": 2026, "cleared_m2": 70_000})
    _rest(window)
    released = _chart(view, "released").chart
    assert released is not None
    assert released.categories[-1] == "2026"
    assert released.totals[-1] == "0.07"


def test_without_records_the_view_says_what_to_begin_with(window: MainWindow) -> None:
    view = _view(window, "victims")
    assert view.cards == []
    assert view.begin.isVisible()
    assert view.begin.text() == "Enter next: Needs assessments"
    view.begin.click()
    page: Any = window.pages.currentWidget()
    assert page.views.shown is None


@pytest.mark.parametrize("section", list(FIGURED))
def test_texts_are_translated_named_and_have_room(figures: MainWindow, section: str) -> None:
    figures.set_language(PSEUDO)
    _view(figures, section)
    assert untranslated(figures, data=DATA) == []
    assert clipped(figures) == []
    assert unnamed(figures) == []


@pytest.mark.parametrize("language", ["ar", "ru", "zh"])
def test_nothing_is_clipped_and_nothing_goes_sideways(
    open_on: OpenWindow, figures_file: Path, language: str
) -> None:
    window = open_on(figures_file, language=language)
    for section in FIGURED:
        view = _view(window, section)
        assert clipped(window) == [], section
        assert view.area.horizontalScrollBar().maximum() == 0, section


@pytest.mark.parametrize("size", [125, 200])
def test_larger_text_has_room(figures: MainWindow, size: int) -> None:
    figures.set_text_size(size)
    for section in FIGURED:
        view = _view(figures, section)
        assert clipped(figures) == [], section
        assert view.area.horizontalScrollBar().maximum() == 0, section
    figures.set_text_size(100)


@pytest.mark.parametrize("shades", [LIGHT, DARK, CONTRAST])
def test_every_ink_stands_out_from_its_ground(shades: Shades) -> None:
    palette = palette_of(shades)
    base = palette.color(QPalette.ColorRole.Base)
    for ink in Ink:
        look = look_of(ink, palette)
        light = [_light(one) for one in (look.figure, base.name())]
        assert (max(light) + 0.05) / (min(light) + 0.05) >= 3, ink


def test_many_areas_and_activities_are_worked_out_beside_the_window(
    open_on: OpenWindow, plan_file: Path, qtbot: QtBot
) -> None:
    with open_store(plan_file) as store:
        first, area = store.document().of(Activity)[0], store.document().of(HazardousArea)[0]
        made: list[Any] = [
            replace(first, id=ActivityId(new_id()), code=f"A4-{number}") for number in range(400)
        ]
        made += [
            replace(area, id=HazardousAreaId(new_id()), code=f"CHA-{number}", size_m2=number)
            for number in range(10_000)
        ]
        made += [
            LandRelease(id=LandReleaseId(new_id()), year=2000 + number % 25, cleared_m2=number)
            for number in range(2_000)
        ]
        changes = [change for one in made for change in difference(None, one)]
        store.apply(changes, AUTHOR.stamp(StepKind.IMPORT))
    window = open_on(plan_file)
    window.open_page("clearance")
    page: Any = window.pages.currentWidget()
    page.show_view("figures clearance")
    view = page.views.shown
    assert plan_of(window).reading.busy
    assert view.cards == []
    qtbot.waitUntil(lambda: bool(view.cards), timeout=30_000)
    released = _chart(view, "released").chart
    assert released is not None
    assert len(released.categories) == 25
    assert all(isinstance(button, QPushButton) for card in view.cards for button in card.buttons)


def _light(colour: str) -> float:
    """Return the relative luminance of a colour, as contrast is measured."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
