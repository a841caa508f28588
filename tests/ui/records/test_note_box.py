"""What is known about a value: one box at a time, which nobody is locked in with."""

from __future__ import annotations

import pytest
from pseudo import settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot
from sample_values import any_record

from ccmdesk.model.activity import Activity
from ccmdesk.model.values import Absence, Confidence, FieldNote, Qualifier
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.form import RecordForm
from ccmdesk.ui.records.note_box import NoteBox


@pytest.fixture
def form(plan: OpenPlan, qtbot: QtBot) -> RecordForm:
    form = RecordForm(plan, Activity)
    qtbot.addWidget(form)
    form.show_record(any_record(Activity, plan.store))
    plan.changed.connect(form.refresh)
    form.show()
    qtbot.waitExposed(form)
    return form


def _opened(form: RecordForm, field: str) -> NoteBox:
    box = form.open_note(form.rows[field])
    assert box is not None
    return box


def _note(form: RecordForm, plan: OpenPlan, field: str) -> FieldNote:
    assert form.record is not None
    found = plan.store.get(Activity, form.record.id)
    assert found is not None
    return found.notes[field]


def test_a_note_that_cannot_be_saved_says_why_and_can_be_left(
    form: RecordForm, plan: OpenPlan
) -> None:
    before = _note(form, plan, "place")
    box = _opened(form, "place")
    box.source.setEditText("a book that is in no list")
    assert not box.close()
    assert "close once more" in box.error.text()
    box.remark.setText("asked in May")
    assert not box.close()  # something else was typed since
    assert box.isVisible()
    assert box.close()
    assert _note(form, plan, "place") == before


def test_another_note_waits_for_one_that_cannot_be_saved(form: RecordForm) -> None:
    box = _opened(form, "place")
    box.source.setEditText("a book that is in no list")
    for _ in range(3):
        assert form.open_note(form.rows["cost"]) is None
    form.leave()
    assert box.isVisible()
    assert box.source.currentText() == "a book that is in no list"


def test_one_note_is_open_at_a_time_and_leaving_the_record_closes_it(
    form: RecordForm, plan: OpenPlan
) -> None:
    first = _opened(form, "place")
    first.remark.setText("asked in May")
    second = _opened(form, "cost")
    assert not first.isVisible()
    assert _note(form, plan, "place").remark == "asked in May"
    second.remark.setText("asked in June")
    form.leave()
    assert not second.isVisible()
    assert _note(form, plan, "cost").remark == "asked in June"


@pytest.mark.parametrize("way", ["escape", "button"])
def test_escape_and_its_button_close_the_box(form: RecordForm, way: str) -> None:
    box = _opened(form, "place")
    if way == "escape":
        QTest.keyClick(box, Qt.Key.Key_Escape)
    else:
        box.findChild(QDialogButtonBox).buttons()[0].click()  # type: ignore[union-attr]
    settle()
    assert form.findChildren(NoteBox) == []


def test_a_value_typed_beside_an_open_note_is_not_emptied_by_closing_it(
    form: RecordForm, plan: OpenPlan
) -> None:
    plan.set_note(form.record, "place", FieldNote(absence=Absence.UNKNOWN, reason="asked"))
    box = _opened(form, "place")
    box.remark.setText("told by the mayor")
    place = form.rows["place"].editor.first()
    place.setFocus()
    QTest.keyClicks(place, "Jajce")
    assert form.commit()
    assert box.states[0].isChecked()
    assert box.remark.text() == "told by the mayor"
    box.close()
    assert form.record is not None
    assert form.record.place.get("en") == "Jajce"
    assert _note(form, plan, "place") == FieldNote(remark="told by the mayor")


def test_closing_a_note_writes_only_what_was_changed_in_it(
    form: RecordForm, plan: OpenPlan
) -> None:
    box = _opened(form, "place")
    box.source.setEditText("a book")  # nothing is taken over while this is typed
    plan.set_note(form.record, "place", FieldNote(remark="theirs", confidence=Confidence.ESTIMATED))
    box.source.setEditText("")
    box.qualifier.setCurrentIndex(1)
    box.close()
    kept = _note(form, plan, "place")
    assert (kept.remark, kept.confidence) == ("theirs", Confidence.ESTIMATED)
    assert kept.qualifier is next(iter(Qualifier))
