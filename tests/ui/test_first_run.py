"""The first screen, and a plan started from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pseudo import settle
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_plan import OpenWindow

from ccmdesk.model.plan import Plan
from ccmdesk.model.state import StateParty
from ccmdesk.ui.first_run import FirstRun
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.run import keep_state, load_last
from ccmdesk.ui.start_dialog import StartDialog
from ccmdesk.ui.state import read_state


def _welcome(window: MainWindow) -> FirstRun:
    (welcome,) = window.findChildren(FirstRun)
    return welcome


def test_without_a_plan_the_first_screen_is_shown(open_on: OpenWindow) -> None:
    window = open_on()
    assert _welcome(window).isVisible()
    assert not window.nav.isVisible()
    assert not window.commands.actions["undo"].isEnabled()
    assert window.commands.actions["open"].isEnabled()


def test_a_language_is_chosen_by_its_own_name(open_on: OpenWindow) -> None:
    window = open_on()
    _welcome(window).languages["ar"].click()
    settle()
    assert window.desk.lang.code == "ar"
    assert window.layoutDirection() == window.nav.layoutDirection()
    assert QApplication.isRightToLeft()
    assert _welcome(window).languages["ar"].isChecked()


def test_a_plan_is_started_for_a_country(open_on: OpenWindow, tmp_path: Path) -> None:
    window = open_on()
    dialog = StartDialog(window.desk, window)
    dialog.country.setCurrentIndex(dialog.country.findData("LAO"))
    dialog.first.setText("٢٠٢٧")
    dialog.last.setText("2031")
    dialog.choose(tmp_path / "lao.ccmdesk")
    assert window.doings.open_with(dialog.start)
    plan = window.desk.plan
    assert plan is not None
    document = plan.store.document()
    state, paper = document.first(StateParty), document.first(Plan)
    assert state is not None
    assert state.country == "LAO"
    assert paper is not None
    assert paper.period is not None
    assert paper.period.years == (2027, 2028, 2029, 2030, 2031)
    assert window.nav.isVisible()
    assert window.top.plan_button.text().startswith("Lao")
    assert window.top.plan_button.text().endswith("· 2027–2031")


def test_a_year_that_cannot_be_read_is_told_in_the_dialog(
    open_on: OpenWindow, tmp_path: Path
) -> None:
    window = open_on()
    dialog = StartDialog(window.desk, window)
    dialog.show()
    dialog.first.setText("soon")
    dialog.choose(tmp_path / "x.ccmdesk")
    assert dialog.notice.isVisible()
    assert not (tmp_path / "x.ccmdesk").exists()
    dialog.reject()


def test_who_works_here_is_remembered(open_on: OpenWindow) -> None:
    window = open_on()
    _welcome(window).who.person.textEdited.emit("Амина")
    assert window.desk.state.person == "Амина"


def test_the_last_plan_is_opened_again(open_on: OpenWindow, plan_file: Path, qtbot: QtBot) -> None:
    window = open_on(plan_file)
    window.do("go needs")
    window.close()
    again = open_on()
    again.desk.state = window.desk.state
    load_last(again)
    assert again.desk.file == plan_file
    assert again.pages.name == "needs"
    qtbot.waitUntil(lambda: again.focusWidget() is again.panel.list, timeout=30_000)


@pytest.mark.parametrize("gone", ["nowhere.ccmdesk"])
def test_a_plan_that_is_gone_is_told_and_the_first_screen_shown(
    open_on: OpenWindow, tmp_path: Path, gone: str
) -> None:
    window = open_on(tmp_path / gone)
    assert window.notice.isVisible()
    assert _welcome(window).isVisible()


def test_the_place_is_kept_before_the_window_closes(
    open_on: OpenWindow, plan_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_on(plan_file)
    kept = tmp_path / "kept.json"
    keep_state(window, kept)
    window.do("go needs")
    qtbot.waitUntil(kept.exists, timeout=5000)
    assert read_state(kept).page == "needs"
    assert read_state(kept).plan == str(plan_file)
