"""The translations screen: one text after the other, saved one by one; files out and in."""

from __future__ import annotations

from pathlib import Path

import pytest
from pseudo import PSEUDO, clipped, settle, unnamed, untranslated
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from window_plan import OpenWindow, first_activity, plan_of

from ccmdesk.actions.create_plan import CreatePlan, create_plan
from ccmdesk.actions.export_translations import TranslationFormat
from ccmdesk.model.activity import Activity
from ccmdesk.model.codes import StateCode
from ccmdesk.model.evidence import Term
from ccmdesk.model.packs import load_packs
from ccmdesk.model.resources import resource
from ccmdesk.model.values import Texts
from ccmdesk.rules.translations import TextState
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.translations.page import TranslationsPage
from ccmdesk.ui.translations.survey import Which
from ccmdesk.ui.translations.text_table import LANGUAGE

PATIENCE_MS = 30_000
DATA = {"Bosnia", "Officer", "HQ", "A4-0", "N-0", "villages", "Fran", "English", "river", "stocks"}
STATE, SOURCE, TARGET = 3, 1, 2


def visit(window: MainWindow, qtbot: QtBot, *, target: str = "fr") -> TranslationsPage:
    window.open_page("translations")
    page = window.pages.currentWidget()
    assert isinstance(page, TranslationsPage)
    qtbot.waitUntil(lambda: page.survey.loaded, timeout=PATIENCE_MS)
    page.survey.choose(target=target)
    settle()
    return page


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> TranslationsPage:
    return visit(window, qtbot)


def _type(page: TranslationsPage, text: str) -> None:
    page.work.edit()
    page.work.bench.target.selectAll()
    QTest.keyClicks(page.work.bench.target, text)


def _column(page: TranslationsPage, column: int) -> list[str]:
    model = page.work.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def _title(window: MainWindow, language: str, number: int = 0) -> str | None:
    return plan_of(window).store.document().of(Activity)[number].title.get(language)


def test_nothing_is_read_before_the_first_visit(window: MainWindow, qtbot: QtBot) -> None:
    assert "translations" not in window.pages.built
    assert plan_of(window).store._out_of_date is None
    page = visit(window, qtbot)
    assert page.survey.loaded
    assert window.panel.folded


def test_what_is_to_be_done_is_listed_with_source_and_state(page: TranslationsPage) -> None:
    assert "Survey of 42 villages in the north" in _column(page, SOURCE)
    assert set(_column(page, STATE)) == {"Missing"}
    assert "Dépollution of the river bank" not in _column(page, SOURCE)
    page.survey.filter(which=Which.ALL)
    assert "Dépollution de la rive" in _column(page, TARGET)
    page.survey.filter(kind="need")
    assert len(_column(page, SOURCE)) == 5


def test_each_text_is_one_step_and_enter_goes_on_to_the_next(
    window: MainWindow, page: TranslationsPage
) -> None:
    plan = plan_of(window)
    before = len(plan.store.lines())
    _type(page, "Étude de 42 villages")
    assert len(plan.store.lines()) == before
    QTest.keyClick(page.work.bench.target, Qt.Key.Key_Return)
    assert _title(window, "fr") == "Étude de 42 villages"
    assert len(plan.store.lines()) == before + 1
    assert page.work.table.currentIndex().row() == 1
    assert QApplication.focusWidget() is page.work.bench.target
    assert page.work.bench.target.toPlainText() == ""
    assert _column(page, STATE)[0] == "Up to date"
    window.do("undo")
    assert _title(window, "fr") is None
    assert page.work.table.currentIndex().row() == 0
    assert _column(page, STATE)[0] == "Missing"


def test_a_translation_joins_the_record_as_it_is_now(
    window: MainWindow, page: TranslationsPage
) -> None:
    plan, activity = first_activity(window)
    _type(page, "Étude de 42 villages")
    plan.set_field(activity, "title", "Estudio de 42 aldeas", language="es")
    plan.set_field(activity, "title", "Survey of 42 villages in the east", language="en")
    QTest.keyClick(page.work.bench.target, Qt.Key.Key_Return)
    assert _title(window, "fr") == "Étude de 42 villages"
    assert _title(window, "es") == "Estudio de 42 aldeas"
    assert _title(window, "en") == "Survey of 42 villages in the east"


def test_enter_makes_a_line_in_long_texts_and_ctrl_enter_goes_on(
    window: MainWindow, page: TranslationsPage
) -> None:
    plan, activity = first_activity(window)
    plan.set_field(activity, "description", "Two teams\nand a car", language="en")
    page.survey.filter()
    row = _column(page, SOURCE).index("Two teams and a car")
    page.work.show_row(row)
    _type(page, "Deux")
    QTest.keyClick(page.work.bench.target, Qt.Key.Key_Return)
    QTest.keyClicks(page.work.bench.target, "une voiture")
    QTest.keyClick(page.work.bench.target, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    _, activity = first_activity(window)
    assert activity.description.get("fr") == "Deux\nune voiture"
    assert page.work.table.currentIndex().row() != row


def test_a_text_is_saved_when_it_is_left_and_after_a_pause(
    window: MainWindow, page: TranslationsPage, qtbot: QtBot
) -> None:
    _type(page, "Étude")
    window.open_page("overview")
    assert _title(window, "fr") == "Étude"
    window.open_page("translations")
    page.work.bench._pause.setInterval(20)
    _type(page, "Étude non technique")
    qtbot.waitUntil(lambda: _title(window, "fr") == "Étude non technique", timeout=PATIENCE_MS)


def test_closing_the_window_saves_what_was_typed_last(
    open_on: OpenWindow, plan_file: Path, qtbot: QtBot
) -> None:
    window = open_on(plan_file)
    page = visit(window, qtbot)
    _type(page, "Étude")
    window.close()
    again = open_on(plan_file)
    assert _title(again, "fr") == "Étude"


def test_a_text_that_is_too_long_stays_typed_and_says_why(
    window: MainWindow, page: TranslationsPage
) -> None:
    page.work.edit()
    page.work.bench.target.setPlainText("é" * 301)
    QTest.keyClick(page.work.bench.target, Qt.Key.Key_Return)
    assert page.work.bench.error.isVisible()
    assert "300" in page.work.bench.error.text()
    assert "300" in page.work.bench.target.accessibleDescription()
    assert page.work.bench.target.toPlainText() == "é" * 301
    assert _title(window, "fr") is None
    page.work.bench.target.setPlainText("Étude")
    QTest.keyClick(page.work.bench.target, Qt.Key.Key_Return)
    assert not page.work.bench.error.isVisible()
    assert _title(window, "fr") == "Étude"


def test_a_changed_source_shows_what_it_was_and_can_be_confirmed(
    window: MainWindow, page: TranslationsPage
) -> None:
    plan = plan_of(window)
    activity = plan.store.document().of(Activity)[1]
    plan.set_field(activity, "title", "Clearance of both banks", language="en")
    page.survey.filter(which=Which.OUT_OF_DATE)
    assert _column(page, STATE) == ["Out of date"]
    bench = page.work.bench
    assert bench.before.text() == "The source was: Dépollution of the river bank"
    bench.still_button.click()
    assert _column(page, STATE) == ["Up to date"]
    assert not bench.still_button.isVisible()
    assert window.commands.actions["undo"].text() == "Undo confirming: Activity"
    window.do("undo")
    assert _column(page, STATE) == ["Out of date"]


def test_terms_of_the_plan_are_shown_where_they_occur(
    window: MainWindow, page: TranslationsPage
) -> None:
    plan_of(window).add(Term, {"term": Texts.of({"en": "village", "fr": "localité"})})
    page.survey.filter(kind="activity")
    page.work.show_row(0)
    page.work.bench.reread()
    assert page.work.bench.terms.text() == "Terms: village = localité"
    page.work.show_row(1)
    assert not page.work.bench.terms.isVisible()


def test_progress_is_told_in_words_and_as_a_bar_and_follows_each_text(
    page: TranslationsPage,
) -> None:
    far = page.survey.progress_of("fr")
    done, texts = far.of(TextState.UP_TO_DATE).texts, far.all.texts
    assert 0 < done < texts
    bar = page.work.choices.bar
    assert bar.text() == f"{done} of {texts} texts"
    _type(page, "Étude")
    QTest.keyClick(page.work.bench.target, Qt.Key.Key_Return)
    assert bar.text() == f"{done + 1} of {texts} texts"
    assert bar.value() == done + 1
    chosen = page.work.choices.target.currentText()
    assert chosen == f"Français: {done + 1} of {texts} texts"
    page.survey.load()
    assert bar.text() == f"{done + 1} of {texts} texts"


def test_another_source_language_is_worked_out_anew(page: TranslationsPage, qtbot: QtBot) -> None:
    page.survey.choose(source="fr", target="en")
    qtbot.waitUntil(lambda: page.survey._job is None, timeout=PATIENCE_MS)
    page.survey.filter(which=Which.ALL)
    row = _column(page, TARGET).index("Dépollution of the river bank")
    assert _column(page, SOURCE)[row] == "Dépollution de la rive"
    languages = page.survey.languages
    assert languages[:2] == ["en", "fr"]
    assert "lo" in languages
    assert "sr-Latn" in languages or "hr" in languages


def test_when_everything_is_done_the_screen_says_so_and_offers_the_rest(
    page: TranslationsPage,
) -> None:
    page.survey.filter(which=Which.OUT_OF_DATE)
    assert page.work.every_button.isVisible()
    assert "Français" in page.work._empty.text()
    page.work.every_button.click()
    assert page.work.model.rowCount() > 5


def test_a_plan_without_texts_says_where_they_are_written(
    open_on: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    ask = CreatePlan(
        path=tmp_path / "new.ccmdesk",
        country=StateCode("LAO"),
        first_year=2026,
        last_year=2030,
        office="HQ",
    )
    from window_plan import AUTHOR

    from ccmdesk.model.kinds import KINDS

    create_plan(ask, author=AUTHOR, packs=load_packs(resource("packs"))).close()
    window = open_on(ask.path)
    plan = plan_of(window)
    for kind in KINDS:
        for record in plan.store.document().of(kind.record):
            plan.delete(record)
    page = visit(window, qtbot)
    assert "other pages" in page.work._empty.text()
    assert not page.work.every_button.isVisible()


@pytest.mark.parametrize("language", ["en", "ar", "ru", "zh", "fr", "es", "pt", "bs"])
def test_nothing_is_clipped_and_everything_is_named(
    open_on: OpenWindow, plan_file: Path, qtbot: QtBot, language: str
) -> None:
    window = open_on(plan_file, language=language)
    page = visit(window, qtbot, target="ar" if language != "ar" else "ru")
    assert clipped(window) == []
    assert unnamed(window) == []
    assert not page.work.table.horizontalScrollBar().isVisible()


def test_every_text_of_the_screen_is_translated(window: MainWindow, page: TranslationsPage) -> None:
    window.set_language(PSEUDO)
    settle()
    assert untranslated(window, data=DATA) == []
    assert clipped(window) == []


@pytest.mark.parametrize("size", [125, 200])
def test_larger_text_has_room_too(window: MainWindow, page: TranslationsPage, size: int) -> None:
    window.set_text_size(size)
    settle()
    assert clipped(window) == []
    window.set_text_size(100)


def _left(widget: QWidget, window: QWidget) -> int:
    return QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size()).left()


def test_in_arabic_the_source_is_at_the_right_and_each_text_runs_its_own_way(
    open_on: OpenWindow, plan_file: Path, qtbot: QtBot
) -> None:
    window = open_on(plan_file, language="ar")
    page = visit(window, qtbot, target="ar")
    bench = page.work.bench
    assert _left(bench.source, window) > _left(bench.target, window)
    way = bench.source.document().defaultTextOption().textDirection()
    assert way == Qt.LayoutDirection.LeftToRight
    way = bench.target.document().defaultTextOption().textDirection()
    assert way == Qt.LayoutDirection.RightToLeft
    assert bench.target.font().families()[0] == "Vazirmatn"
    assert bench.source.font().families()[0] == "Noto Sans"
    assert page.work.model.index(0, TARGET).data(LANGUAGE) == "ar"


def test_the_screen_can_be_worked_by_keys_alone(window: MainWindow, page: TranslationsPage) -> None:
    page.work.table.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClick(page.work.table, Qt.Key.Key_Down)
    assert page.work.table.currentIndex().row() == 1
    QTest.keyClick(page.work.table, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.work.bench.target
    QTest.keyClick(page.work.bench.target, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.work.table
    reached = set()
    for _ in range(40):
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.add(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    choices, bench = page.work.choices, page.work.bench
    wanted = {
        choices.source, choices.target, choices.which, choices.kind, page.work.table,
        bench.source, bench.target, bench.copy_button, bench.next_button,
        page.give_button, page.take_button,
    }  # fmt: skip
    assert wanted <= reached


def test_a_file_goes_out_and_what_comes_back_is_looked_at_first(
    window: MainWindow, page: TranslationsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "fr.xlf"
    page.save_to(file, TranslationFormat.XLIFF2)
    qtbot.waitUntil(page.notice.isVisible, timeout=PATIENCE_MS)
    said = file.read_text("utf-8")
    source = "<source>Survey of 42 villages in the north</source>"
    said = said.replace(source, f"{source}<target>Étude</target>")
    source = "<source>Prostheses</source>"
    file.write_text(said.replace(source, f"{source}<target>Prothèses</target>"), "utf-8")
    plan = plan_of(window)
    third = plan.store.document().of(Activity)[2]
    plan.set_field(third, "title", "Prostheses for 310 survivors", language="en")
    before = plan.store.document().content_hash
    page.preview(file)
    panel = page.returned
    qtbot.waitUntil(lambda: panel.found is not None, timeout=PATIENCE_MS)
    assert plan.store.document().content_hash == before
    assert panel.take_button.text() == "Take in 1 translation"
    settle()
    assert clipped(window) == []
    assert unnamed(window) == []
    held = next(row for row in range(20) if panel.model.index(row, 1).data().startswith("Source"))
    panel.table.setCurrentIndex(panel.model.index(held, 0))
    texts = [box.toPlainText() for box in panel.boxes]
    assert texts == ["Prostheses", "Prostheses for 310 survivors", "Prothèses", ""]
    assert panel._says.text().startswith("The source is no longer")
    QTest.keyClick(panel.table, Qt.Key.Key_Space)
    assert panel.take_button.text() == "Take in 2 translations"
    QTest.keyClick(panel.table, Qt.Key.Key_Space)
    assert panel.take_button.text() == "Take in 1 translation"
    panel.every.click()
    assert panel.take_button.text() == "Take in 2 translations"
    panel.every.click()
    panel.take_button.click()
    assert (_title(window, "fr"), _title(window, "fr", 2)) == ("Étude", None)
    assert page.notice.isVisible()
    assert window.commands.actions["undo"].text() == "Undo the import"
    window.do("undo")
    assert plan.store.document().content_hash == before


def test_a_file_that_is_none_is_told_and_the_list_stays(
    page: TranslationsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "photo.xlf"
    file.write_bytes(b"\x89PNG")
    page.preview(file)
    qtbot.waitUntil(page.notice.isVisible, timeout=PATIENCE_MS)
    assert page.returned.found is None
    assert page.work.isVisible()


def test_a_long_list_costs_no_wait(open_on: OpenWindow, plan_file: Path, qtbot: QtBot) -> None:
    import time

    from window_plan import AUTHOR

    from ccmdesk.actions.author import new_id
    from ccmdesk.db.store import open_store
    from ccmdesk.model.area import HazardousArea
    from ccmdesk.model.change import StepKind, difference
    from ccmdesk.model.ids import HazardousAreaId

    areas = [
        HazardousArea(id=HazardousAreaId(new_id()), name=Texts.of({"en": f"Ridge {n}"}))
        for n in range(10_000)
    ]
    with open_store(plan_file) as store:
        changes = [change for area in areas for change in difference(None, area)]
        store.apply(changes, AUTHOR.stamp(StepKind.IMPORT))
    window = open_on(plan_file)
    plan_of(window).store.document()
    begun = time.process_time()
    window.open_page("translations")
    built = time.process_time() - begun
    page = visit(window, qtbot)
    assert page.work.model.rowCount() > 10_000
    begun = time.process_time()
    _type(page, "x")
    QTest.keyClick(page.work.bench.target, Qt.Key.Key_Return)
    saved = time.process_time() - begun
    assert (built < 2, saved < 1) == (True, True), (built, saved)


def test_the_bar_is_seen_and_not_only_heard(page: TranslationsPage) -> None:
    bar = page.work.choices.bar
    picture = bar.grab().toImage()
    colours = {QColor(picture.pixel(x, bar.height() // 2)).name() for x in range(bar.width())}
    assert len(colours) > 2
