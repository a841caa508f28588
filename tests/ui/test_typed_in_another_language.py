"""A figure is read in the language it was typed in, whatever language the window has then."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from budget_cells import PAID, Keys, at, go, press, text, view_in
from pseudo import settle
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from window_plan import first_activity, plan_of

from ccmdesk.actions.settle import Difference
from ccmdesk.model.activity import Activity
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.need import FollowUp, Need
from ccmdesk.model.values import Money
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.offices.difference_card import DifferenceCard

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
COST = Money(12_500_00, CurrencyCode("EUR"))


def _type_cost(window: MainWindow, typed: str) -> QLineEdit:
    _, activity = first_activity(window)
    window.open_record(Activity, activity.id, "cost")
    line = window.focusWidget()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, typed)
    return line


@pytest.mark.parametrize(("typed_in", "then"), [("es", "en"), ("en", "es")])
def test_an_amount_is_saved_before_the_language_is_another(
    window: MainWindow, typed_in: str, then: str
) -> None:
    window.do(f"language {typed_in}")
    line = _type_cost(window, "12.500" if typed_in == "es" else "12,500")
    window.do(f"language {then}")
    assert first_activity(window)[1].cost == COST
    assert line.text() == ("12,500" if then == "en" else "12.500")
    assert window.close()


@pytest.mark.parametrize(("typed_in", "then"), [("es", "en"), ("en", "es")])
def test_a_cell_of_the_budget_is_written_before_the_language_is_another(
    window: MainWindow, qtbot: QtBot, typed_in: str, then: str
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.do(f"language {typed_in}")
    view = view_in(window)
    go(view, at(view, PAID, 2028))
    press(view, "12.500" if typed_in == "es" else "12,500")
    window.do(f"language {then}")
    assert text(at(view, PAID, 2028)) == ("12,500" if then == "en" else "12.500")


def test_an_amount_that_was_not_saved_is_read_as_it_was_typed(
    window: MainWindow, plan_file: Path
) -> None:
    """The stick was pulled while it was typed; the record is left, and opened again."""
    window.do("language es")
    line = _type_cost(window, "12.500")
    plan = plan_of(window)
    away = plan_file.rename(plan_file.with_suffix(".away"))
    window.do("language en")
    assert line.text() == "12.500"
    window.open_record(Activity, plan.all_of(Activity)[1].id)
    first = plan.all_of(Activity)[0]
    window.open_record(Activity, first.id)
    assert line.text() == "12.500"
    away.rename(plan_file)
    window.unsaved.again.click()
    assert first_activity(window)[1].cost == COST
    assert window.close()


def test_what_is_typed_anew_is_read_in_the_language_of_the_window(window: MainWindow) -> None:
    line = _type_cost(window, "4x0")
    window.do("language es")
    assert line.text() == "4x0"
    line.selectAll()
    QTest.keyClicks(line, "12.500")
    window.open_page("overview")
    assert first_activity(window)[1].cost == COST


def test_a_cell_of_the_budget_that_was_not_written_is_read_as_it_was_typed(
    window: MainWindow, plan_file: Path, qtbot: QtBot
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.do("language es")
    view = view_in(window)
    go(view, at(view, PAID, 2028))
    press(view, "12.500")
    away = plan_file.rename(plan_file.with_suffix(".away"))
    window.do("language en")
    settle()
    away.rename(plan_file)
    press(view, Keys.Key_Return)
    assert text(at(view, PAID, 2028)) == "12,500"


def test_a_day_of_two_digits_is_read_as_it_was_typed(window: MainWindow, plan_file: Path) -> None:
    """In Chinese the year stands first: 26-7-1 is the first of July."""
    plan = plan_of(window)
    need = plan.all_of(Need)[0]
    plan.set_field(need, "follow_up", FollowUp.SENT)
    window.do("language zh")
    window.pages.open_view("needs", "follow-up")
    view: Any = window.pages.records().views.shown  # type: ignore[union-attr]
    view.board.select(need.id)
    QTest.keyClicks(view.strip.date.line, "26-7-1")
    away = plan_file.rename(plan_file.with_suffix(".away"))
    window.do("language en")
    away.rename(plan_file)
    window.open_record(Need, need.id, "next_date")
    assert plan.all_of(Need)[0].next_date == dt.date(2026, 7, 1)


def test_another_value_on_a_card_is_read_as_it_was_shown_or_typed(
    window: MainWindow, qtbot: QtBot
) -> None:
    plan, activity = first_activity(window)
    plan.set_field(activity, "cost", COST)
    plan.set_field(activity, "code", "A4-90")
    written = [one for one in plan.store.history(activity.id) if one.key in {"cost", "code"}]
    differences = [
        Difference(kind=one.kind, record=one.record, key=one.key, before=None, sides=(one,))
        for one in sorted(written, key=lambda one: one.key, reverse=True)
    ]
    window.do("language es")
    card = DifferenceCard(plan)
    qtbot.addWidget(card)
    card.put(differences[0])
    editor: Any = card.editor
    window.do("language en")
    assert editor.value() == COST
    window.do("language es")
    editor.amount.selectAll()
    QTest.keyClicks(editor.amount, "99.000")
    window.do("language en")
    card.put(differences[1])
    card.put(differences[0])
    assert card.editor is not None
    assert card.editor.value() == Money(99_000_00, CurrencyCode("EUR"))
