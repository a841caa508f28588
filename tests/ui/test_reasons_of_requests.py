"""What is typed about a request goes to the text and the field that are shown."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from pseudo import settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from window_plan import OpenWindow, plan_of

from ccmdesk.model.need import FollowUp, Need
from ccmdesk.model.values import Absence, FieldNote, Texts
from ccmdesk.ui.main_window import MainWindow

Keys = Qt.Key


def _need(window: MainWindow) -> Need:
    return plan_of(window).all_of(Need)[0]


def _strip(window: MainWindow) -> Any:
    """Return the strip of the first need, which is the chosen one."""
    window.pages.open_view("needs", "follow-up")
    settle()
    view: Any = window.pages.records().views.shown  # type: ignore[union-attr]
    view.board.select(_need(window).id)
    settle()
    return view.strip


def _add(strip: Any, words: str) -> None:
    QTest.keyClick(strip.reason, Keys.Key_End)
    QTest.keyClicks(strip.reason, words)
    QTest.keyClick(strip.reason, Keys.Key_Return)
    settle()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_reason_is_written_on_in_the_language_it_is_shown_in(
    open_on: OpenWindow, plan_file: Path, language: str
) -> None:
    window = open_on(plan_file, language="fr")
    plan_of(window).set_field(_need(window), "follow_up", FollowUp.REFUSED)
    plan_of(window).set_field(_need(window), "refusal_reason", "No budget", language=language)
    strip = _strip(window)
    _add(strip, " before 2028")
    assert _need(window).refusal_reason == Texts.of({language: "No budget before 2028"})
    assert strip.reason.text() == "No budget before 2028"


def test_a_reason_that_is_not_there_yet_is_written_in_the_language_of_the_window(
    open_on: OpenWindow, plan_file: Path
) -> None:
    window = open_on(plan_file, language="fr")
    plan_of(window).set_field(_need(window), "follow_up", FollowUp.REFUSED)
    note = FieldNote(remark="About the date")
    plan_of(window).set_note(_need(window), "next_date", note)
    strip = _strip(window)
    assert strip.reason.text() == ""
    _add(strip, "Pas de budget")
    assert _need(window).refusal_reason == Texts.of({"fr": "Pas de budget"})
    assert _need(window).notes["next_date"] == note


def test_a_refused_reason_is_written_later_in_the_language_it_was_shown_in(
    open_on: OpenWindow, plan_file: Path
) -> None:
    window = open_on(plan_file, language="fr")
    plan = plan_of(window)
    plan.set_field(_need(window), "follow_up", FollowUp.REFUSED)
    plan.set_field(_need(window), "refusal_reason", "No budget", language="en")
    strip = _strip(window)
    away = plan_file.rename(plan_file.with_suffix(".away"))  # the stick was pulled
    _add(strip, " before 2028")
    away.rename(plan_file)
    view: Any = window.pages.records().views.shown  # type: ignore[union-attr]
    view.board.select(plan.all_of(Need)[1].id)
    plan.set_field(_need(window), "refusal_reason", "Pas de budget", language="fr")
    view.board.select(_need(window).id)
    assert strip.reason.text() == "No budget before 2028"
    view.leave()
    assert _need(window).refusal_reason.get("en") == "No budget before 2028"
    assert _need(window).refusal_reason.get("fr") == "Pas de budget"


def test_why_there_is_no_next_date_is_written_where_it_was_read(window: MainWindow) -> None:
    plan = plan_of(window)
    plan.set_field(_need(window), "follow_up", FollowUp.SENT)
    note = FieldNote(absence=Absence.UNKNOWN, reason="waits for parliament", remark="by phone")
    plan.set_note(_need(window), "next_date", note)
    strip = _strip(window)
    assert strip.reason.text() == "waits for parliament"
    _add(strip, " in May")
    after = _need(window).notes["next_date"]
    assert (after.reason, after.remark) == ("waits for parliament in May", "by phone")
    assert strip.reason.text() == after.reason


def test_a_next_date_is_typed_as_short_as_in_forms(window: MainWindow) -> None:
    plan_of(window).set_field(_need(window), "follow_up", FollowUp.SENT)
    strip = _strip(window)
    QTest.keyClicks(strip.date.line, "1.7.26")
    QTest.keyClick(strip.date.line, Keys.Key_Return)
    assert _need(window).next_date == dt.date(2026, 7, 1)


@pytest.mark.parametrize("then", ["fr", "ar"])
def test_a_refusal_keeps_its_typed_reason_when_the_language_changes(
    window: MainWindow, then: str
) -> None:
    plan_of(window).set_field(_need(window), "follow_up", FollowUp.SENT)
    strip = _strip(window)
    strip.ask_refusal()
    QTest.keyClicks(strip.reason, "Budget was cut")
    before = strip.record.text()
    window.do(f"language {then}")
    settle()
    assert strip.record.isVisible()
    assert strip.record.text() != before
    assert strip.reason.text() == "Budget was cut"
    strip.record.click()
    assert _need(window).follow_up is FollowUp.REFUSED
    assert _need(window).refusal_reason == Texts.of({"en": "Budget was cut"})


def test_what_was_typed_about_one_request_is_not_shown_with_another(window: MainWindow) -> None:
    plan = plan_of(window)
    needs = plan.all_of(Need)[:2]
    for need in needs:
        plan.set_field(need, "follow_up", FollowUp.SENT)
    strip = _strip(window)
    strip.ask_refusal()
    QTest.keyClicks(strip.reason, "Budget was cut")
    window.do("language fr")
    view: Any = window.pages.records().views.shown  # type: ignore[union-attr]
    view.board.select(needs[1].id)
    strip.ask_refusal()
    assert strip.reason.text() == ""
    QTest.keyClick(strip.reason, Keys.Key_Escape)
    view.board.select(needs[0].id)
    assert (strip.reason.text(), strip.language) == ("Budget was cut", "en")
    QTest.keyClick(strip.reason, Keys.Key_Escape)
    strip.ask_refusal()
    assert strip.reason.text() == ""
