"""A form saves each field by itself and keeps what cannot be saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pseudo import settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sample_values import any_record, filled

from ccmdesk.lang.lang import ENGLISH, Lang
from ccmdesk.model.activity import Activity, Milestone
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.budget import BudgetLine
from ccmdesk.model.codes import CurrencyCode, MethodCode, ModalityCode
from ccmdesk.model.evidence import Source
from ccmdesk.model.kinds import KINDS, Kind
from ccmdesk.model.need import Need
from ccmdesk.model.state import Article
from ccmdesk.model.values import Absence, Confidence, FieldNote, Money, PartialDate, Texts
from ccmdesk.ui.app import speak
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.editors.table import editor_of
from ccmdesk.ui.records.field_row import FieldRow, holds
from ccmdesk.ui.records.form import RecordForm

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

OpenForm = Callable[[type[Any]], RecordForm]


@pytest.fixture
def form_of(plan: OpenPlan, qtbot: QtBot) -> OpenForm:
    """Opens the form of the first record of a kind, kept fresh as a page does."""

    def open_it(kind: type[Any]) -> RecordForm:
        form = RecordForm(plan, kind)
        qtbot.addWidget(form)
        form.show_record(any_record(kind, plan.store) or plan.store.get(kind, plan.add(kind)))
        plan.changed.connect(form.refresh)
        form.resize(600, 560)
        form.show()
        qtbot.waitExposed(form)
        form.activateWindow()
        qtbot.waitUntil(form.isActiveWindow)
        return form

    return open_it


def _line(form: RecordForm, name: str) -> Any:
    return form.rows[name].editor.first()


def _now(form: RecordForm, plan: OpenPlan) -> Any:
    return plan.store.get(form.kind, form.record.id)  # type: ignore[union-attr]


def test_typing_and_tab_save_in_one_step_that_undo_takes_back(
    form_of: OpenForm, plan: OpenPlan
) -> None:
    form = form_of(Activity)
    before = form.record
    form.focus_field("code")
    line = _line(form, "code")
    line.selectAll()
    QTest.keyClicks(line, "A4-77b")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert _now(form, plan).code == "A4-77b"
    plan.undo()
    assert _now(form, plan) == before
    assert line.text() == before.code


def test_enter_saves_and_goes_to_the_next_field(form_of: OpenForm, plan: OpenPlan) -> None:
    form = form_of(BudgetLine)
    form.focus_field("year")
    line = _line(form, "year")
    line.selectAll()
    QTest.keyClicks(line, "2028")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert _now(form, plan).year == 2028
    assert holds(form.rows["amount"].editor, QApplication.focusWidget())


def test_a_pause_saves_without_leaving_the_field(
    form_of: OpenForm, plan: OpenPlan, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FieldRow, "SAVE_AFTER_MS", 20)
    form = form_of(HazardousArea)
    form.focus_field("size_m2")
    line = _line(form, "size_m2")
    QTest.keyClicks(line, "42000")
    qtbot.waitUntil(lambda: _now(form, plan).size_m2 == 42_000)
    assert line.text() == "42000"
    assert line.hasFocus()
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert line.text() == "42,000"


def test_what_does_not_change_writes_nothing(form_of: OpenForm, plan: OpenPlan) -> None:
    form = form_of(Activity)
    newest = plan.store.undoable()
    form.focus_field("code")
    line = _line(form, "code")
    QTest.keyClicks(line, "x")
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert plan.store.undoable() == newest


def test_what_cannot_be_read_stays_typed_and_is_explained(
    form_of: OpenForm, plan: OpenPlan
) -> None:
    form = form_of(Activity)
    before, row = form.record, form.rows["cost"]
    form.focus_field("cost")
    line = _line(form, "cost")
    line.selectAll()
    QTest.keyClicks(line, "4x0")
    form.focus_field("place")
    assert holds(form.rows["place"].editor, QApplication.focusWidget())
    assert _now(form, plan) == before
    assert line.text() == "4x0"
    assert row.error.isVisible()
    assert "4x0" in row.error.text()
    assert row.error.text() in line.accessibleDescription()


@pytest.mark.parametrize("typed", ["0000", "15/1/1405"])
def test_a_date_of_another_calendar_stays_typed_and_is_explained(
    form_of: OpenForm, plan: OpenPlan, typed: str
) -> None:
    form = form_of(HazardousArea)
    before, row = _now(form, plan), form.rows["found_on"]
    form.focus_field("found_on")
    line = _line(form, "found_on")
    line.selectAll()
    QTest.keyClicks(line, typed)
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert _now(form, plan) == before
    assert line.text() == typed
    assert "type the same day in the Gregorian calendar" in row.error.text()


def test_a_date_that_an_older_plan_holds_stays_while_other_fields_are_saved(
    form_of: OpenForm, plan: OpenPlan
) -> None:
    old: Any = plan.store.get(HazardousArea, plan.add(HazardousArea))
    plan.set_field(old, "found_on", PartialDate("1405-01-15"))
    form = form_of(HazardousArea)
    form.show_record(plan.store.get(HazardousArea, old.id))
    assert _line(form, "found_on").text() == "1405-01-15"
    form.focus_field("found_on")
    form.focus_field("code")
    QTest.keyClicks(_line(form, "code"), "H-9")
    QTest.keyClick(_line(form, "code"), Qt.Key.Key_Tab)
    now = _now(form, plan)
    assert (now.code, now.found_on) == ("H-9", PartialDate("1405-01-15"))
    assert not form.rows["found_on"].error.isVisible()


def test_what_the_rules_refuse_is_explained_and_mended(form_of: OpenForm, plan: OpenPlan) -> None:
    form = form_of(HazardousArea)
    form.focus_field("priority")
    line, row = _line(form, "priority"), form.rows["priority"]
    QTest.keyClicks(line, "12")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert row.error.isVisible()
    assert _now(form, plan).priority is None
    form.focus_field("priority")
    line.selectAll()
    QTest.keyClicks(line, "3")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert not row.error.isVisible()
    assert _now(form, plan).priority == 3


def test_unsaved_text_is_there_again_when_the_record_is(form_of: OpenForm, plan: OpenPlan) -> None:
    form = form_of(Activity)
    first, other = form.record, plan.store.get(Activity, plan.add(Activity))
    form.focus_field("cost")
    _line(form, "cost").selectAll()
    QTest.keyClicks(_line(form, "cost"), "4x0")
    form.show_record(other)
    assert _line(form, "cost").text() == ""
    form.show_record(first)
    assert _line(form, "cost").text() == "4x0"
    assert form.rows["cost"].error.isVisible()


def test_four_kinds_of_nothing_survive_and_look_different(
    form_of: OpenForm, plan: OpenPlan
) -> None:
    form = form_of(HazardousArea)
    row = form.rows["size_m2"]
    seen = {(_line(form, "size_m2").text(), row.note.text(), row.absence.text())}
    stock = form_of(next(k.record for k in KINDS if k.name == "stock"))
    zero = stock.rows["quantity"]
    stock.focus_field("quantity")
    QTest.keyClicks(_line(stock, "quantity"), "0")
    QTest.keyClick(_line(stock, "quantity"), Qt.Key.Key_Tab)
    seen.add((_line(stock, "quantity").text(), zero.note.text(), zero.absence.text()))
    assert _now(stock, plan).quantity == 0
    for absence, reason in ((Absence.UNKNOWN, ""), (Absence.NOT_APPLICABLE, "no stocks")):
        plan.set_note(_now(stock, plan), "quantity", FieldNote(absence=absence, reason=reason))
        seen.add((_line(stock, "quantity").text(), zero.note.text(), zero.absence.text()))
        assert _now(stock, plan).quantity is None
        assert _now(stock, plan).notes["quantity"].absence is absence
    assert len(seen) == 4
    assert "no stocks" in zero.absence.text()


def test_a_value_takes_away_what_said_it_was_absent(form_of: OpenForm, plan: OpenPlan) -> None:
    form = form_of(HazardousArea)
    plan.set_note(form.record, "size_m2", FieldNote(absence=Absence.UNKNOWN))
    form.focus_field("size_m2")
    QTest.keyClicks(_line(form, "size_m2"), "5")
    QTest.keyClick(_line(form, "size_m2"), Qt.Key.Key_Tab)
    assert _now(form, plan).notes["size_m2"].absence is None
    assert form.rows["size_m2"].note.text() == "entered here"


def test_a_change_from_elsewhere_is_shown_but_never_over_typed_text(
    form_of: OpenForm, plan: OpenPlan
) -> None:
    form = form_of(Activity)
    plan.set_field(form.record, "code", "B-1")
    assert _line(form, "code").text() == "B-1"
    form.focus_field("code")
    QTest.keyClicks(_line(form, "code"), "x")
    plan.set_field(_now(form, plan), "cost", Money(1, CurrencyCode("EUR")))
    plan.set_field(_now(form, plan), "code", "B-2")
    assert "x" in _line(form, "code").text()


def test_after_undo_the_focus_stays(form_of: OpenForm, plan: OpenPlan) -> None:
    form = form_of(Activity)
    form.focus_field("code")
    line = _line(form, "code")
    QTest.keyClicks(line, "x")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    plan.undo()
    settle()
    assert QApplication.focusWidget() is focused


def test_the_undo_key_is_the_plans_once_the_text_is_saved(form_of: OpenForm) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    form = form_of(Activity)
    line = _line(form, "code")
    control = Qt.KeyboardModifier.ControlModifier

    def taken() -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, control)
        event.ignore()
        QApplication.sendEvent(line, event)
        return event.isAccepted()

    form.focus_field("code")
    QTest.keyClicks(line, "x")
    assert taken()
    form.rows["code"].commit()
    assert not taken()


def test_each_language_of_a_text_is_saved_by_itself(form_of: OpenForm, plan: OpenPlan) -> None:
    form = form_of(Activity)
    editor: Any = form.rows["title"].editor
    editor.choose_language("fr")
    QTest.keyClicks(editor.part.box, "Enquete")
    editor.choose_language("en")
    assert _now(form, plan).title == Texts.of(
        {"en": "Survey of 42 villages in the north", "fr": "Enquete"}
    )
    assert editor.value() == "Survey of 42 villages in the north"


def test_choosing_in_a_list_saves_at_once(form_of: OpenForm, plan: OpenPlan) -> None:
    form = form_of(Activity)
    editor: Any = form.rows["article"].editor
    editor.combo.showPopup()
    editor.combo.setCurrentIndex(1)
    editor.combo.activated.emit(1)
    editor.combo.hidePopup()
    assert _now(form, plan).article is next(iter(Article))


def test_ticking_saves_at_once(form_of: OpenForm, plan: OpenPlan) -> None:
    form = form_of(Need)
    editor: Any = form.rows["modalities"].editor
    editor.boxes[ModalityCode("INK-EQUIP")].click()
    assert _now(form, plan).modalities == (ModalityCode("FIN-GRANT"), ModalityCode("INK-EQUIP"))


def test_where_a_value_comes_from_is_said_in_words(form_of: OpenForm, plan: OpenPlan) -> None:
    form = form_of(Activity)
    source = plan.add(Source, {"title": Texts.of({"en": "Survey 2025"})})
    plan.set_note(
        form.record,
        "cost",
        FieldNote(source=str(source), confidence=Confidence.ESTIMATED),
    )
    assert form.rows["cost"].note.text() == "Estimated, source: Survey 2025"
    assert form.rows["place"].note.text() == "not yet filled"


def test_a_code_that_nobody_has_verified_is_said_to_be_so(
    form_of: OpenForm, plan: OpenPlan
) -> None:
    row = next(row for row in plan.packs.methods.values() if not row.verified)
    form = form_of(Activity)
    plan.set_field(form.record, "method", MethodCode(row.code))
    assert "unverified" in form.rows["method"].note.text()


def test_the_note_of_a_field_is_saved_when_its_window_closes(
    form_of: OpenForm, plan: OpenPlan, qtbot: QtBot
) -> None:
    form = form_of(Activity)
    box = form.open_note(form.rows["place"])
    assert box is not None
    assert not box.isModal()
    box.states[2].click()
    box.reason.setText("whole programme")
    box.remark.setText("asked in May")
    box.close()
    note = _now(form, plan).notes["place"]
    assert (note.absence, note.reason) == (Absence.NOT_APPLICABLE, "whole programme")
    assert note.remark == "asked in May"
    assert form.rows["place"].note.text() == "Does not apply"


def test_children_are_listed_added_and_opened(
    form_of: OpenForm, plan: OpenPlan, qtbot: QtBot
) -> None:
    form = form_of(Activity)
    lists = {children.child.kind: children for children in form.children_lists}
    assert lists[BudgetLine].model.rowCount() == 1
    assert lists[Milestone].rows.isHidden()
    with qtbot.waitSignal(form.open_asked) as asked:
        lists[Milestone].add_button.click()
    kind, child = asked.args
    milestone = plan.store.get(kind, child)
    assert isinstance(milestone, Milestone)
    assert milestone.activity == form.record.id  # type: ignore[union-attr]
    assert lists[Milestone].model.rowCount() == 1


def test_a_finding_about_children_leads_to_their_list(form_of: OpenForm) -> None:
    form = form_of(Activity)
    assert form.focus_field("budget_line")
    lists = {children.child.kind: children for children in form.children_lists}
    assert lists[BudgetLine].rows.hasFocus()
    assert not form.focus_field("no such field")


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_every_form_is_built_and_shows_what_is_stored_in_two_directions(
    plan: OpenPlan, qapp: QApplication, qtbot: QtBot, kind: Kind
) -> None:
    record = kind.record(id=plan.add(kind.record), **filled(kind.record, plan))
    for lang in (ENGLISH, Lang("ar", ENGLISH.messages)):
        plan.set_lang(lang)
        speak(qapp, lang)
        form = RecordForm(plan, kind.record)
        qtbot.addWidget(form)
        form.show_record(record)
        for name, row in form.rows.items():
            wanted = getattr(record, name)
            if isinstance(wanted, Texts):
                wanted = wanted.get(row.editor.language or "")
            assert row.editor.value() == wanted, name
        form.show_record(kind.record(id=record.id))


def test_a_new_language_keeps_what_is_typed(
    form_of: OpenForm, plan: OpenPlan, qapp: QApplication
) -> None:
    form = form_of(Activity)
    form.focus_field("code")
    line = _line(form, "code")
    line.selectAll()
    QTest.keyClicks(line, "typed")
    plan.set_lang(Lang("ar", ENGLISH.messages))
    speak(qapp, plan.lang)
    settle()
    assert line.text() == "typed"
    saved = _now(form, plan).code == "typed"  # after a pause, which a busy computer has
    assert form.rows["code"].touched or saved
    assert line.hasFocus()


def test_figures_run_from_left_to_right_in_a_mirrored_window(
    form_of: OpenForm, plan: OpenPlan, qapp: QApplication
) -> None:
    form = form_of(HazardousArea)
    plan.set_lang(Lang("ar", ENGLISH.messages))
    speak(qapp, plan.lang)
    settle()
    line = _line(form, "size_m2")
    assert form.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert line.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert line.alignment() & Qt.AlignmentFlag.AlignRight
    head = form.rows["code"].head
    assert head.label.x() > head.note.x()


def test_every_type_has_an_editor_that_names_its_first_part(
    kept_plan: OpenPlan, qtbot: QtBot
) -> None:
    from ccmdesk.model.facts import fields_of

    for kind in KINDS:
        for field in fields_of(kind.record):
            editor = editor_of(field, kept_plan)
            qtbot.addWidget(editor)
            editor.name("Name")
            assert "Name" in editor.first().accessibleName()
