"""What is typed outlives a closed window, a deleted record, an undo, a language and a refusal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from window_plan import first_activity, plan_of

from ccmdesk.db.store import open_store
from ccmdesk.model.activity import Activity
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.need import Need
from ccmdesk.model.values import Polygon, Position, Texts
from ccmdesk.ui.main_window import MainWindow

LONG = "many words " * 200


def _in_file(file: Path, kind: type[Any], record: UUID) -> Any:
    with open_store(file, reads_only=True) as store:
        return store.get(kind, record)


def _at(latitude: float, longitude: float) -> Position:
    return Position(round(latitude * 10**7), round(longitude * 10**7))


def _type(window: MainWindow, kind: type[Any], record: UUID, field: str, text: str) -> QLineEdit:
    """Type over what stands in a field, and stay there."""
    window.open_record(kind, record, field)
    line = window.focusWidget()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, text)
    return line


def test_the_window_does_not_close_over_what_nobody_can_read(window: MainWindow) -> None:
    _, activity = first_activity(window)
    line = _type(window, Activity, activity.id, "cost", "4x0")
    assert not window.close()
    assert line.text() == "4x0"
    assert "once more" in window.unsaved.text.text()
    assert "4x0" in window.unsaved.text.text()
    assert window.close()


def test_what_was_left_on_another_record_is_shown_before_the_window_closes(
    window: MainWindow,
) -> None:
    plan, activity = first_activity(window)
    line = _type(window, Activity, activity.id, "cost", "4x0")
    need = plan.all_of(Need)[0]
    window.open_record(Need, need.id)
    window.open_page("overview")
    assert not window.close()
    form = window.records_form()
    assert form is not None
    assert form.record == activity
    assert window.focusWidget() is line
    assert line.text() == "4x0"
    line.setText("12,000")
    line.textEdited.emit("12,000")
    assert window.close()


def test_another_plan_is_not_opened_over_what_nobody_can_read(
    window: MainWindow, plan_file: Path, tmp_path: Path
) -> None:
    _, activity = first_activity(window)
    _type(window, Activity, activity.id, "cost", "4x0")
    other = tmp_path / "other.ccmdesk"
    other.write_bytes(plan_file.read_bytes())
    assert not window.doings.open_plan(other)
    assert window.desk.file == plan_file


def test_what_can_be_read_holds_nothing_up_and_is_in_the_file(
    window: MainWindow, plan_file: Path
) -> None:
    _, activity = first_activity(window)
    _type(window, Activity, activity.id, "code", "A4-90")
    assert window.close()
    assert _in_file(plan_file, Activity, activity.id).code == "A4-90"


def test_a_point_that_is_being_typed_is_saved_when_the_window_closes(
    window: MainWindow, plan_file: Path
) -> None:
    plan = plan_of(window)
    area = plan.all_of(HazardousArea)[0]
    corners = [(44.5, 18.6), (44.5, 18.7), (44.6, 18.7)]
    ring = tuple(_at(*corner) for corner in corners)
    plan.set_field(area, "polygon", Polygon(ring))
    window.open_record(HazardousArea, area.id, "polygon")
    form = window.records_form()
    assert form is not None
    editor: Any = form.rows["polygon"].editor
    editor.button.click()
    editor.buttons["add"].click()
    cell = QApplication.focusWidget()
    assert isinstance(cell, QLineEdit)
    QTest.keyClicks(cell, "44.6 18.6")
    assert window.close()
    saved = _in_file(plan_file, HazardousArea, area.id).polygon
    assert saved.points == (*ring, _at(44.6, 18.6))


@pytest.mark.parametrize("who", ["here", "another office"])
def test_a_record_comes_back_from_the_bin_with_what_was_typed_last(
    window: MainWindow, who: str
) -> None:
    plan, activity = first_activity(window)
    _type(window, Activity, activity.id, "title", "Typed before the bin")
    if who == "here":
        window.do("delete")
    else:
        plan.delete(activity)
    assert plan.store.get(Activity, activity.id) is None
    plan.undo()
    window.open_record(Activity, activity.id)
    found = plan.store.get(Activity, activity.id)
    assert found is not None
    assert found.title.get("en") == "Typed before the bin"


def test_a_record_that_is_gone_does_not_keep_the_window_open(window: MainWindow) -> None:
    plan, activity = first_activity(window)
    _type(window, Activity, activity.id, "cost", "4x0")
    plan.delete(activity)
    assert window.close()


def test_a_copy_has_what_was_typed_last(window: MainWindow) -> None:
    plan, activity = first_activity(window)
    _type(window, Activity, activity.id, "title", "Typed before the copy")
    window.do("duplicate")
    titles = [one.title.get("en") for one in plan.all_of(Activity)]
    assert titles.count("Typed before the copy") == 2


def test_undo_takes_back_what_was_typed_last_and_redo_brings_it(window: MainWindow) -> None:
    plan, activity = first_activity(window)
    plan.set_field(activity, "code", "A4-90")
    line = _type(window, Activity, activity.id, "title", "Typed a moment ago")
    window.do("undo")
    after = plan.store.get(Activity, activity.id)
    assert after is not None
    assert (after.code, after.title) == ("A4-90", activity.title)
    assert line.text() == activity.title.get("en")
    window.do("redo")
    assert line.text() == "Typed a moment ago"


def test_another_language_of_a_text_waits_for_one_that_is_refused(window: MainWindow) -> None:
    _, activity = first_activity(window)
    line = _type(window, Activity, activity.id, "title", "x")
    form = window.records_form()
    assert form is not None
    row: Any = form.rows["title"]
    line.selectAll()
    line.insert(LONG)
    row.editor.choose_language("fr")
    assert line.text() == LONG
    assert row.editor.language == "en"
    assert row.error.isVisible()
    line.selectAll()
    QTest.keyClicks(line, "Few words")
    row.editor.choose_language("fr")
    assert line.text() == ""
    assert first_activity(window)[1].title.get("en") == "Few words"


def test_looking_at_another_language_leaves_every_blank_as_it_is(window: MainWindow) -> None:
    plan, activity = first_activity(window)
    french = "10\N{NO-BREAK SPACE}% des sols\nen 2027"
    plan.set_field(activity, "description", french, language="fr")
    before = plan.store.undoable()
    window.open_record(Activity, activity.id, "description")
    form = window.records_form()
    assert form is not None
    editor: Any = form.rows["description"].editor
    for language in ("fr", "en", "fr"):
        editor.choose_language(language)
    assert plan.store.undoable() == before
    QTest.keyClick(editor.first(), Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor.first(), "!")
    assert form.commit()
    assert first_activity(window)[1].description.get("fr") == french + "!"


def _choose_article(editor: Any) -> None:
    editor.combo.setCurrentIndex(3)
    editor.combo.browsed.emit()


def _tick_last(editor: Any) -> None:
    list(editor.boxes.values())[-1].click()


def _take_out_first(editor: Any) -> None:
    editor.remove(editor.value()[0])


@pytest.mark.parametrize(
    ("kind", "field", "choose"),
    [
        (Activity, "article", _choose_article),
        (Need, "modalities", _tick_last),
        (Activity, "areas", _take_out_first),
    ],
    ids=["one of a few", "ticks", "names"],
)
def test_a_choice_is_saved_once_the_plan_is_there_again(
    window: MainWindow,
    plan_file: Path,
    kind: type[Any],
    field: str,
    choose: Callable[[Any], None],
) -> None:
    plan = plan_of(window)
    one, other = plan.all_of(kind)[:2]
    if field == "areas":
        plan.set_field(one, field, tuple(area.id for area in plan.all_of(HazardousArea)[:2]))
    before = getattr(plan.store.get(kind, one.id), field)
    window.open_record(kind, one.id, field)
    form = window.records_form()
    assert form is not None
    row = form.rows[field]
    away = plan_file.rename(plan_file.with_suffix(".away"))  # the stick was pulled
    choose(row.editor)
    chosen = row.editor.value()
    assert chosen != before
    window.open_record(kind, other.id)
    assert window.unsaved.isVisible()
    window.open_record(kind, one.id, field)
    assert row.editor.value() == chosen
    away.rename(plan_file)
    window.unsaved.again.click()
    assert not window.unsaved.isVisible()
    assert getattr(plan.store.get(kind, one.id), field) == chosen
    window.close()
    assert getattr(_in_file(plan_file, kind, one.id), field) == chosen


def test_a_year_of_prices_without_an_amount_stays_and_says_what_is_wanted(
    window: MainWindow,
) -> None:
    plan, activity = first_activity(window)
    plan.set_field(activity, "cost", None)
    window.open_record(Activity, activity.id, "cost")
    form = window.records_form()
    assert form is not None
    row: Any = form.rows["cost"]
    QTest.keyClicks(row.editor.year, "2024")
    window.open_record(Need, plan.all_of(Need)[0].id)
    window.open_record(Activity, activity.id, "title")
    assert row.editor.year.text() == "2024"
    assert "2024" in row.error.text()
    QTest.keyClicks(row.editor.amount, "500 EUR")
    assert form.commit()
    cost = first_activity(window)[1].cost
    assert cost is not None
    assert (cost.minor, cost.price_year) == (50_000, 2024)
    row.editor.amount.clear()
    row.editor.amount.textEdited.emit("")
    assert form.commit()
    assert first_activity(window)[1].cost is None


def test_a_name_of_two_records_is_not_taken_for_the_first(window: MainWindow) -> None:
    plan = plan_of(window)
    for _ in range(2):
        plan.add(Activity, {"title": Texts.of({"en": "Twin"})})
    need = plan.all_of(Need)[0]
    window.open_record(Need, need.id, "activity")
    form = window.records_form()
    assert form is not None
    editor: Any = form.rows["activity"].editor
    line = editor.combo.line
    line.selectAll()
    QTest.keyClicks(line, "Twin")
    assert not form.commit()
    assert "several" in form.rows["activity"].error.text()
    assert line.text() == "Twin"
    after = plan.store.get(Need, need.id)
    assert after is not None
    assert after.activity == need.activity


def test_what_was_mended_in_the_guided_questions_is_not_typed_over_by_the_form(
    window: MainWindow,
) -> None:
    plan = plan_of(window)
    need = plan.all_of(Need)[0]
    _type(window, Need, need.id, "period", "soon")
    window.do("guided")
    page: Any = window.pages.currentWidget()
    page.go(next(n for n, view in enumerate(page.views) if "period" in view.form.rows))
    row = page.views[page.place].form.rows["period"]
    assert row.editor.typed_texts()[0] == "soon"
    row.focus()
    line = window.focusWidget()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, "2027")
    page.leave()
    window.open_record(Need, need.id, "period")
    form = window.records_form()
    assert form is not None
    assert form.rows["period"].editor.typed_texts()[0] == "2027-01-01"
    assert window.close()
