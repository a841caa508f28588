"""Guided questions: the same record as the form, one step a page, and nothing is ever lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pseudo import PSEUDO, clipped, settle, unnamed, untranslated
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_plan import OpenWindow, plan_of

from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.lang import Lang
from ccmdesk.model.facts import field_map
from ccmdesk.model.need import Need
from ccmdesk.model.pack_rows import ModalityKind
from ccmdesk.model.values import Absence
from ccmdesk.ui.guided.page import END, GuidedPage
from ccmdesk.ui.guided.questions import QUESTIONS
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.records.editors.editor import Editor
from ccmdesk.ui.records.editors.several import TicksEditor
from ccmdesk.ui.records.form import RecordForm
from ccmdesk.ui.records.layout import fields_on_form

KINDS = ("TRAINING", "INK-EQUIP")
TYPED = {
    "title": "Two survey teams",
    "period": ("2027-03-01", "2028-08-31"),
    "place": "Two districts",
    "quantity": ("2", "teams"),
    "cost": ("330000", (None, "", "EUR"), ""),
    "own_contribution": "Vehicles and ten staff",
    "description": "42 villages surveyed",
    "contact": "centre@example.org",
}


def _guide(window: MainWindow) -> GuidedPage:
    window.open_page("needs")
    window.do("guided")
    settle()
    page = window.pages.currentWidget()
    assert isinstance(page, GuidedPage)
    return page


def _need(window: MainWindow, page: GuidedPage) -> Need:
    assert page.need is not None
    need = plan_of(window).store.get(Need, page.need)
    assert need is not None
    return need


def _type(form: RecordForm, name: str) -> None:
    """Answer one field as a person would: text as typed text, boxes by clicks."""
    editor: Editor = form.rows[name].editor
    if name == "modalities":
        assert isinstance(editor, TicksEditor)
        for code in KINDS:
            editor.boxes[code].click()
        return
    if name == "article":
        combo: Any = editor.first()
        combo.setCurrentIndex(2)
        editor.chosen.emit()
        return
    typed: Any = TYPED[name]
    texts = typed if isinstance(typed, tuple) else _texts(editor, typed)
    editor.type_again(texts)
    editor.typed.emit()


def _texts(editor: Editor, typed: str) -> tuple[str, ...]:
    return (*editor.typed_texts()[:-1], typed)


def _answer(page: GuidedPage) -> None:
    view = page.views[page.place]
    for name in view.question.fields:
        if name in TYPED or name in {"modalities", "article"}:
            _type(view.form, name)


def test_questions_ask_for_each_of_the_first_fields_of_the_form() -> None:
    asked = [name for question in QUESTIONS for name in question.fields]
    assert len(asked) == len(set(asked))
    assert set(asked) <= set(fields_on_form(Need))
    required = {name for name, field in field_map(Need).items() if field.spec.required}
    assert required <= set(asked)
    assert len(QUESTIONS) == 6


def test_each_question_says_which_paragraph_asks_for_it(window: MainWindow) -> None:
    page = _guide(window)
    for place, question in enumerate(QUESTIONS):
        page.go(place)
        assert question.why in page.why.text()
        assert question.criteria[0].basis in page.why.text()
        assert "Good example" in page.views[place].example.text()


def test_the_button_and_the_find_box_lead_to_the_questions(window: MainWindow) -> None:
    window.open_page("needs")
    records = window.pages.records()
    assert records is not None
    button = records.head.buttons["guided"]
    assert button.isVisible()
    assert [o.text for o in window._source("guided")] == ["Guided questions for a need"]
    button.click()
    assert window.pages.name == "guided"
    window.open_page("clearance")
    clearance = window.pages.records()
    assert clearance is not None
    assert not clearance.head.buttons["guided"].isVisible()


@pytest.mark.parametrize("place", range(END))
def test_leaving_on_each_page_keeps_the_answers_and_the_need_is_listed(
    window: MainWindow, place: int
) -> None:
    page = _guide(window)
    for _ in range(place):
        page.next_button.click()
    _answer(page)
    page.leave_button.click()
    settle()
    need = _need(window, page)
    asked = set(page.views[place].question.fields) & {*TYPED, "modalities", "article"}
    assert all(getattr(need, name) for name in asked)
    records = window.pages.records()
    assert records is not None
    assert records.record_list().current() == need.id


def test_questions_and_form_write_equal_records_for_equal_answers(window: MainWindow) -> None:
    page = _guide(window)
    for _ in range(END):
        _answer(page)
        page.next_button.click()
    guided = _need(window, page)
    records = window.pages.records()
    assert records is None
    window.open_page("needs")
    needs = window.pages.records()
    assert needs is not None
    made = needs.new_record()
    form = needs.form()
    assert made is not None
    assert form is not None
    for name in (*TYPED, "modalities", "article"):
        _type(form, name)
    form.leave()
    typed = plan_of(window).store.get(Need, made)
    assert typed is not None
    assert replace(typed, id=guided.id) == guided
    assert guided.cost is not None
    assert set(guided.modalities) == set(KINDS)


def test_back_never_clears(window: MainWindow) -> None:
    page = _guide(window)
    for _ in range(END):
        _answer(page)
        page.next_button.click()
    whole = _need(window, page)
    for _ in range(END):
        page.back_button.click()
        settle()
    assert page.place == 0
    assert _need(window, page) == whole
    assert page.views[0].form.rows["title"].editor.value() == TYPED["title"]


def test_what_cannot_be_saved_stays_typed_and_says_why(window: MainWindow) -> None:
    page = _guide(window)
    page.go(3)
    row = page.views[3].form.rows["period"]
    row.editor.type_again(("soon", ""))
    row.editor.typed.emit()
    page.next_button.click()
    assert page.place == 3
    assert row.error.isVisible()
    page.back_button.click()
    page.next_button.click()
    assert page.place == 3
    assert row.editor.typed_texts()[0] == "soon"


def test_a_page_is_one_worded_step_however_often_it_was_saved(window: MainWindow) -> None:
    page = _guide(window)
    plan, before = plan_of(window), _need(window, page)
    page.go(4)
    for name in ("quantity", "cost", "own_contribution"):
        _type(page.views[4].form, name)
        page.views[4].form.rows[name].commit()
    page.go(0)
    assert _need(window, page).own_contribution
    words = window.commands.actions["undo"].text()
    assert words.startswith("Undo change of Estimated cost")
    window.do("undo")
    assert plan.store.get(Need, before.id) == before
    assert page.place == 4
    window.do("redo")
    assert _need(window, page).cost is not None


def test_two_pages_are_two_steps(window: MainWindow) -> None:
    page = _guide(window)
    _answer(page)
    page.next_button.click()
    _answer(page)
    page.next_button.click()
    window.do("undo")
    need = _need(window, page)
    assert need.title
    assert need.article is None


def test_undoing_the_new_need_leaves_the_questions_for_the_list(window: MainWindow) -> None:
    _guide(window)
    window.do("undo")
    settle()
    assert window.pages.name == "needs"


def test_questions_about_a_need_that_went_while_they_were_out_of_sight_write_nothing(
    window: MainWindow,
) -> None:
    page = _guide(window)
    window.open_page("overview")
    window.do("undo")
    page.leave_open()
    page.go_on()
    assert page.need is None
    assert window.pages.name == "overview"


def test_i_do_not_know_yet_is_an_answer_that_makes_a_gap(window: MainWindow, qtbot: QtBot) -> None:
    page = _guide(window)
    for _ in range(END):
        page.unknown_button.click()
    need = _need(window, page)
    asked = [n for q in QUESTIONS for n in q.fields if n != "money_only_reason"]
    assert {need.notes[name].absence for name in asked} == {Absence.UNKNOWN}
    assert page.place == END
    qtbot.waitUntil(lambda: bool(page.end.missing.list.found.offers), timeout=30_000)
    told = [offer.text for offer in page.end.missing.list.found.offers]
    points = [f for f in window.desk.findings if f.record == need.id]
    assert told == [window.desk.lang.say(point.says) for point in points]


def test_the_title_of_the_needs_is_read_beside_all_buttons(window: MainWindow) -> None:
    window.open_page("needs")
    settle()
    page = window.pages.records()
    assert page is not None
    head = page.head
    assert head.buttons["guided"].isVisible()
    assert head.title.width() >= head.title.fontMetrics().horizontalAdvance("Needs for support")

    window.set_language(Lang.load("fr"))
    window.set_text_size(125)
    window.resize(1366, 728)
    settle()
    assert head.title.width() >= head.title.fontMetrics().horizontalAdvance("Besoins d’appui")
    assert head.search.width() >= head.search.minimumWidth()


def test_the_end_tells_what_is_missing_though_nothing_was_written(window: MainWindow) -> None:
    window.open_record(Need, plan_of(window).store.document().of(Need)[0].id)
    window.do("guided")
    settle()
    page = window.pages.currentWidget()
    assert isinstance(page, GuidedPage)
    page.go(END)
    assert page.end.missing.list.found.offers


def test_the_end_offers_the_form_at_the_field_that_is_missing(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = _guide(window)
    page.go(END)
    qtbot.waitUntil(lambda: bool(page.end.missing.list.found.offers), timeout=30_000)
    first = next(f for f in window.desk.findings if f.record == page.need)
    page.end.missing.list.found.offers[0].choose()
    settle()
    records = window.pages.records()
    assert records is not None
    form = records.form()
    assert form is not None
    assert form.record is not None
    assert form.record.id == page.need
    assert form.rows[first.field].holds(QApplication.focusWidget())


def test_the_questions_about_a_need_on_the_form_go_on_where_it_is_open(
    window: MainWindow,
) -> None:
    need = plan_of(window).store.document().of(Need)[0]
    window.open_record(Need, need.id)
    window.do("guided")
    page = window.pages.currentWidget()
    assert isinstance(page, GuidedPage)
    assert page.need == need.id
    assert page.place == 3
    assert plan_of(window).store.counts(["need"])["need"] == 5


def test_money_is_not_the_first_kind_and_alone_asks_for_a_reason(window: MainWindow) -> None:
    page = _guide(window)
    page.go(2)
    form, packs = page.views[2].form, plan_of(window).packs
    editor = form.rows["modalities"].editor
    assert isinstance(editor, TicksEditor)
    kinds = [packs.modalities[code].kind for code in editor.boxes]
    assert kinds[0] is not ModalityKind.MONEY
    assert kinds[-1] is ModalityKind.MONEY
    assert not form.rows["money_only_reason"].editor.isVisible()
    editor.boxes["FIN-GRANT"].click()
    assert form.rows["money_only_reason"].editor.isVisible()


def test_tab_goes_from_the_question_to_back_and_next(window: MainWindow, qtbot: QtBot) -> None:
    page = _guide(window)
    page.go(1)
    visited = []
    for _ in range(5):
        focus = QApplication.focusWidget()
        assert focus is not None
        visited.append(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert page.views[1].form.rows["article"].holds(visited[0])
    buttons = [w for w in visited if not page.views[1].form.isAncestorOf(w)]
    expected = [page.back_button, page.unknown_button, page.next_button]
    assert buttons[:3] == expected


def test_enter_leads_to_next_and_escape_leaves(window: MainWindow, qtbot: QtBot) -> None:
    page = _guide(window)
    page.go(1)
    page.views[1].form.rows["article"].focus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.next_button
    qtbot.keyClick(page.next_button, Qt.Key.Key_Escape)
    assert window.pages.name == "needs"


@pytest.mark.parametrize("language", list(SHIPPED))
def test_nothing_is_clipped_and_every_control_is_named(
    open_on: OpenWindow, plan_file: Any, language: str
) -> None:
    window = open_on(plan_file, language=language)
    page = _guide(window)
    page.go(2)
    _answer(page)
    for place in range(END + 1):
        page.go(place)
        settle()
        assert clipped(page) == [], place
        assert unnamed(page) == [], place


def test_every_word_is_translated(window: MainWindow) -> None:
    page = _guide(window)
    window.set_language(PSEUDO)
    for place in range(END + 1):
        page.go(place)
        settle()
        assert untranslated(page, data={"Bosnia"}) == [], place
