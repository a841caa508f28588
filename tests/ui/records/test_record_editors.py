"""Every editor shows a value of its type and gives it back, in every language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget
from pytestqt.qtbot import QtBot
from sample_values import any_record, sample

from ccmdesk.lang.lang import Lang
from ccmdesk.model.activity import Activity
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.codes import CurrencyCode, LanguageTag, ModalityCode, MunitionCode
from ccmdesk.model.facts import Field, field_map, fields_of
from ccmdesk.model.kinds import KINDS
from ccmdesk.model.need import Channel, Need
from ccmdesk.model.problem import Problem
from ccmdesk.model.state import Article, StateParty
from ccmdesk.model.values import (
    Money,
    PartialDate,
    People,
    Period,
    Polygon,
    Position,
    Quantity,
    Texts,
)
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.editors.choice import ChoiceEditor, YesNoEditor
from ccmdesk.ui.records.editors.dates import DateEditor, PartialDateEditor, PeriodEditor
from ccmdesk.ui.records.editors.number import MoneyEditor, NumberEditor, QuantityEditor
from ccmdesk.ui.records.editors.outline import PolygonEditor
from ccmdesk.ui.records.editors.people import PeopleEditor
from ccmdesk.ui.records.editors.place import PositionEditor
from ccmdesk.ui.records.editors.reference import PickEditor
from ccmdesk.ui.records.editors.several import ChipsEditor, ModalitiesEditor, TicksEditor
from ccmdesk.ui.records.editors.table import editor_of
from ccmdesk.ui.records.editors.text import TextEditor
from ccmdesk.ui.records.editors.texts import TextsEditor

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
"""Without a screen there is no raising and no grabbing of lists that open."""

FIELDS = [(kind, field) for kind in KINDS for field in fields_of(kind.record)]
LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
Make = Callable[[type[Any], str], Any]


@pytest.fixture
def make(kept_plan: OpenPlan, qtbot: QtBot) -> Make:
    """Makes the editor of one field."""

    def make_it(kind: type[Any], name: str) -> Any:
        editor = editor_of(field_map(kind)[name], kept_plan)
        qtbot.addWidget(editor)
        editor.show_value(field_map(kind)[name].default)
        return editor

    return make_it


@pytest.mark.parametrize(
    "field", [f for _, f in FIELDS], ids=[f"{k.name}-{f.name}" for k, f in FIELDS]
)
def test_an_editor_gives_back_what_it_shows(
    kept_plan: OpenPlan, qtbot: QtBot, field: Field
) -> None:
    value = sample(field, kept_plan.store, kept_plan)
    editor = editor_of(field, kept_plan)
    qtbot.addWidget(editor)
    for wanted in (value, field.default, value):
        editor.show_value(wanted)
        assert _read(editor) == _of_language(wanted, editor.language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("minor", [0, 5, 123_45, 1_234_00, 1_234_567_89, 10**15])
def test_money_reads_back_in_every_language(
    plan: OpenPlan, qtbot: QtBot, language: str, minor: int
) -> None:
    plan.set_lang(Lang.load(language))
    for code in ("EUR", "JPY", "KWD"):
        editor = MoneyEditor(field_map(Activity)["cost"], plan)
        qtbot.addWidget(editor)
        money = Money(minor, CurrencyCode(code))
        editor.show_value(money)
        assert editor.value() == money


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_read_back_in_every_language(plan: OpenPlan, qtbot: QtBot, language: str) -> None:
    plan.set_lang(Lang.load(language))
    editor = NumberEditor(field_map(HazardousArea)["size_m2"], plan)
    qtbot.addWidget(editor)
    for number in (0, 7, 42_000, 1_234, 1_234_567, 10**12):
        editor.show_value(number)
        assert editor.value() == number


@pytest.mark.parametrize(
    ("typed", "size"),
    [("42000", 42_000), ("4.2 ha", 42_000), ("0.85 km2", 850_000), ("٤٢", 42), ("0", 0)],
)
def test_an_area_is_typed_with_its_unit(make: Make, typed: str, size: int) -> None:
    editor: NumberEditor = make(HazardousArea, "size_m2")
    editor.line.insert(typed)
    assert editor.value() == size


def test_a_year_is_never_grouped(make: Make) -> None:
    editor: NumberEditor = make(next(k.record for k in KINDS if k.name == "milestone"), "year")
    editor.show_value(2026)
    assert editor.line.text() == "2026"


@pytest.mark.parametrize("typed", ["4x0", "1.2.3", "--"])
def test_what_is_no_amount_is_a_problem_and_stays_typed(make: Make, typed: str) -> None:
    editor: MoneyEditor = make(Activity, "cost")
    QTest.keyClicks(editor.amount, typed)
    with pytest.raises(Problem):
        editor.value()
    assert editor.amount.text() == typed


def test_a_new_amount_starts_with_the_currency_of_the_plan(plan: OpenPlan, qtbot: QtBot) -> None:
    own = any_record(next(k.record for k in KINDS if k.name == "plan"), plan.store)
    plan.set_field(own, "currency", CurrencyCode("BAM"))
    editor = MoneyEditor(field_map(Activity)["cost"], plan)
    qtbot.addWidget(editor)
    editor.show_value(None)
    assert editor.value() is None
    QTest.keyClicks(editor.amount, "12.5")
    assert editor.value() == Money(1250, CurrencyCode("BAM"))


def test_a_currency_typed_with_the_amount_counts(make: Make) -> None:
    editor: MoneyEditor = make(Activity, "cost")
    QTest.keyClicks(editor.amount, "1200 USD")
    QTest.keyClicks(editor.year, "2025")
    assert editor.value() == Money(120_000, CurrencyCode("USD"), 2025)
    editor.year.setText("25")
    with pytest.raises(Problem, match="year"):
        editor.value()


def test_a_quantity_may_be_half_filled(make: Make) -> None:
    editor: QuantityEditor = make(Activity, "quantity")
    QTest.keyClicks(editor.unit, "trainees")
    assert editor.value() == Quantity(None, "trainees")
    QTest.keyClicks(editor.amount, "0")
    assert editor.value() == Quantity(0, "trainees")


def test_a_usual_unit_is_shown_and_typed_in_the_language_of_the_window(
    plan: OpenPlan, qtbot: QtBot
) -> None:
    plan.set_lang(Lang.load("fr"))
    editor = editor_of(field_map(Activity)["quantity"], plan)
    assert isinstance(editor, QuantityEditor)
    qtbot.addWidget(editor)
    editor.show_value(Quantity(24, "trainees"))
    assert editor.unit.text() == "stagiaires"
    assert editor.value() == Quantity(24, "trainees")
    editor.unit.setText("Personnes")
    assert editor.value() == Quantity(24, "people")
    editor.unit.setText("puits")
    assert editor.value() == Quantity(24, "puits")


def test_a_period_may_be_open_on_either_side(make: Make) -> None:
    editor: PeriodEditor = make(Activity, "period")
    QTest.keyClicks(editor.end.line, "31/12/2027")
    assert editor.value() == Period(None, dt.date(2027, 12, 31))


def test_a_day_is_chosen_from_the_calendar(make: Make, qtbot: QtBot) -> None:
    editor: DateEditor = make(StateParty, "signed")
    with qtbot.waitSignal(editor.chosen):
        editor.date.open_calendar()
        calendar: Any = editor.findChild(QCalendarWidget)
        calendar.clicked.emit(QDate(2010, 5, 6))
    assert editor.value() == dt.date(2010, 5, 6)


def test_a_date_may_lack_day_and_month(make: Make) -> None:
    editor: PartialDateEditor = make(HazardousArea, "found_on")
    QTest.keyClicks(editor.date.line, "2019")
    assert editor.value() == PartialDate("2019")


def test_people_are_added_up_while_they_are_typed(make: Make) -> None:
    editor: PeopleEditor = make(Activity, "direct")
    assert editor.total.text() == ""
    QTest.keyClicks(editor.cells[0], "1200")
    QTest.keyClicks(editor.cells[3], "0")
    assert editor.value() == People(women=1200, boys=0)
    assert editor.total.text() == "1,200"


def test_points_are_read_as_they_are_copied(make: Make) -> None:
    editor: PositionEditor = make(Activity, "position")
    QTest.keyClicks(editor.line, "44.53, 18.67")
    assert editor.value() == Position(445_300_000, 186_700_000)


def test_an_outline_is_pasted_one_point_to_a_line_and_closed_by_itself(make: Make) -> None:
    editor: PolygonEditor = make(HazardousArea, "polygon")
    editor.button.click()
    QGuiApplication.clipboard().setText("44 18\n44 19\n45 19\n44 18\n")
    editor.buttons["paste"].click()
    assert editor.value() == Polygon(
        tuple(Position(a * 10**7, b * 10**7) for a, b in ((44, 18), (44, 19), (45, 19)))
    )
    editor.show_value(editor.value())
    assert editor.count.text() == "3 points"


def test_yes_no_and_not_said_are_three_answers(make: Make) -> None:
    editor: YesNoEditor = make(HazardousArea, "marked")
    texts = [editor.combo.itemText(place) for place in range(editor.combo.count())]
    assert texts == ["Not said", "Yes", "No"]
    assert editor.value() is None


def test_the_first_entry_of_a_choice_is_empty(make: Make) -> None:
    editor: ChoiceEditor = make(Activity, "article")
    assert editor.combo.itemText(0) == ""
    editor.combo.setFocus()
    QTest.keyClick(editor.combo, Qt.Key.Key_Down)
    assert editor.value() is next(iter(Article))


def test_rolling_the_wheel_does_not_change_a_choice(make: Make) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    editor: ChoiceEditor = make(Activity, "article")
    roll = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    editor.combo.wheelEvent(roll)
    assert editor.value() is None


def test_a_record_is_found_by_a_part_of_its_title(make: Make, kept_plan: OpenPlan) -> None:
    editor: PickEditor = make(Need, "activity")
    editor.combo.setFocus()
    QTest.keyClicks(editor.combo.line, "prosth")
    completer: Any = editor.combo.completer()
    offered = completer.model().stringList()
    assert offered == ["A4-03 · Prostheses"]
    editor.combo.line.setText(offered[0])
    found = kept_plan.store.get(Activity, editor.value())
    assert found is not None
    assert found.code == "A4-03"


def test_a_record_that_is_not_there_is_a_problem(make: Make) -> None:
    editor: PickEditor = make(Need, "activity")
    QTest.keyClicks(editor.combo.line, "no such thing")
    with pytest.raises(Problem, match="not in the list"):
        editor.value()


def test_opening_the_list_offers_the_records_and_keeps_what_is_chosen(
    make: Make, kept_plan: OpenPlan
) -> None:
    editor: PickEditor = make(Need, "activity")
    need: Any = any_record(Need, kept_plan.store)
    editor.show_value(need.activity)
    editor.combo.showPopup()
    assert editor.combo.count() == 5
    editor.combo.hidePopup()
    assert editor.value() == need.activity


def test_a_state_is_found_by_its_name_in_the_language_of_the_window(
    plan: OpenPlan, qtbot: QtBot
) -> None:
    plan.set_lang(Lang.load("fr"))
    editor = PickEditor(field_map(StateParty)["country"], plan)
    qtbot.addWidget(editor)
    editor.show_value(None)
    QTest.keyClicks(editor.combo.line, "liban")
    assert editor.value() == "LBN"


def test_a_munition_that_no_list_has_can_be_typed(make: Make) -> None:
    editor: ChipsEditor = make(HazardousArea, "munitions")
    QTest.keyClicks(editor.combo.line, "KB-1")
    assert editor.value() == (MunitionCode("KB-1"),)


def test_values_of_a_list_are_added_and_taken_out(make: Make, qtbot: QtBot) -> None:
    editor: ChipsEditor = make(StateParty, "languages")
    editor.show_value((LanguageTag("fr"), LanguageTag("ar")))
    with qtbot.waitSignal(editor.chosen):
        editor.remove(LanguageTag("fr"))
    assert editor.value() == (LanguageTag("ar"),)


def test_ticks_keep_the_order_a_list_has(make: Make, qtbot: QtBot) -> None:
    editor: TicksEditor = make(Need, "channels")
    editor.show_value((Channel.PRIVATE, Channel.BILATERAL))
    assert editor.value() == (Channel.PRIVATE, Channel.BILATERAL)
    with qtbot.waitSignal(editor.chosen):
        editor.boxes[Channel.REGIONAL].click()
    assert editor.value() == (Channel.PRIVATE, Channel.BILATERAL, Channel.REGIONAL)


def test_money_is_the_last_kind_of_support(make: Make, kept_plan: OpenPlan) -> None:
    editor: ModalitiesEditor = make(Need, "modalities")
    order = [kept_plan.packs.modalities[code].kind for code in editor.boxes]
    assert order[0] != order[-1]
    assert order[-1].value == "money"
    assert set(editor.boxes) == set(kept_plan.packs.modalities)
    editor.boxes[ModalityCode("FIN-GRANT")].click()
    assert editor.value() == (ModalityCode("FIN-GRANT"),)


def test_a_text_is_shown_in_one_language_and_says_which_others_there_are(
    make: Make, kept_plan: OpenPlan
) -> None:
    editor: TextsEditor = make(Activity, "title")
    editor.show_value(Texts.of({"fr": "Rive", "ar": "ضفة"}))
    assert editor.language == "ar"
    editor.choose_language("fr")
    assert editor.value() == "Rive"
    assert editor.chooser.text() == "fr +1"
    editor.chooser.menu().aboutToShow.emit()
    entries = [action.text() for action in editor.chooser.menu().actions()]
    assert entries[:2] == ["English – empty", "Français – written"]


def test_a_text_runs_the_way_of_its_own_language(make: Make) -> None:
    editor: TextsEditor = make(Activity, "title")
    editor.show_value(Texts.of({"en": "Survey", "ar": "مسح"}))
    assert editor.part.box.layoutDirection() == Qt.LayoutDirection.LeftToRight
    editor.choose_language("ar")
    assert editor.part.box.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_long_texts_get_an_area_that_grows_to_six_lines(make: Make, qtbot: QtBot) -> None:
    editor: TextsEditor = make(Activity, "description")
    assert editor.part.area is not None
    editor.resize(400, 60)
    editor.show()
    qtbot.waitExposed(editor)
    low = editor.part.area.height()
    editor.part.area.setPlainText("\n".join("abcdefgh"))
    assert low < editor.part.area.height() < 4 * low
    short: TextEditor = make(Activity, "code")
    assert short.part.line is not None


def test_tab_leaves_an_area(make: Make) -> None:
    editor: TextEditor = make(Activity, "internal_note")
    assert editor.part.area is not None
    assert editor.part.area.tabChangesFocus()


def _read(editor: Any) -> Any:
    value = editor.value()
    return () if value is None and isinstance(editor, ChipsEditor) else value


def _of_language(value: Any, language: str | None) -> Any:
    return (value.get(language or "") or "") if isinstance(value, Texts) else value
