"""About with every licence, and a report that is seen whole before it is saved."""

from __future__ import annotations

import datetime as dt
import logging
from pathlib import Path

import pytest
from pseudo import clipped, settle, unnamed
from window_plan import OpenWindow, first_activity

from ccmdesk.lang.lang import Lang
from ccmdesk.ui.about_dialog import AboutDialog
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.report_dialog import ReportDialog
from ccmdesk.version import VERSION


def _about(window: MainWindow) -> AboutDialog:
    dialog = window.doings.about()
    assert isinstance(dialog, AboutDialog)
    return dialog


def _report(window: MainWindow) -> ReportDialog:
    dialog = window.doings.report()
    assert isinstance(dialog, ReportDialog)
    return dialog


def test_about_tells_versions_and_every_licence(window: MainWindow) -> None:
    dialog = _about(window)
    assert VERSION in dialog.text.toPlainText()
    told = []
    for row in range(dialog.list.count()):
        dialog.list.setCurrentRow(row)
        told.append(dialog.text.toPlainText())
    assert any("Apache License" in text and "TERMS AND CONDITIONS" in text for text in told)
    assert any("sqlcipher3" in text and "pyHanko" in text for text in told)
    assert sum("SIL OPEN FONT LICENSE" in text for text in told) == 5
    assert all(told)


def test_a_report_is_seen_whole_saved_and_holds_nothing_of_the_plan(
    window: MainWindow, tmp_path: Path
) -> None:
    plan, activity = first_activity(window)
    plan.set_field(activity, "code", "SECRET-1")
    logging.getLogger("ccmdesk.test").addHandler(window.log)
    logging.getLogger("ccmdesk.test").warning("wrong fields in %r", "SECRET-2")
    dialog = _report(window)
    dialog.said.setPlainText("The list stayed empty.")
    shown = dialog.preview.toPlainText()
    assert "The list stayed empty." in shown
    assert "wrong fields in %r" in shown
    assert "activity: 5" in shown
    assert "Language: en" in shown
    for secret in ("SECRET", "Officer", "HQ", "villages", "Bosnia", str(tmp_path)):
        assert secret not in shown
    file = tmp_path / "report.txt"
    dialog.save_to(file)
    assert file.read_text("utf-8") == shown
    assert str(file) in dialog.notice.accessibleName()
    dialog.save_to(tmp_path / "gone" / "report.txt")
    assert "is not there" in dialog.notice.accessibleName()


def _lose() -> None:
    raise LookupError("SECRET")


def test_both_change_language_while_they_are_open(window: MainWindow) -> None:
    about, report = _about(window), _report(window)
    about.list.setCurrentRow(0)
    report.said.setPlainText("The list stayed empty.")
    french = Lang.load("fr")
    window.set_language(french)
    settle()
    assert about.windowTitle() == french("About this program") != "About this program"
    assert french("This program") in about.text.toPlainText()
    assert about.list.currentRow() == 0
    assert report.windowTitle() == french("Report a problem")
    assert report.save_button.text() == french("Save the report…")
    assert report.said.toPlainText() == "The list stayed empty."
    assert "Language: fr" in report.preview.toPlainText()


def test_a_fault_stands_among_the_last_messages(window: MainWindow) -> None:
    try:
        _lose()
    except LookupError as error:
        window.log.fault(error, dt.datetime(2026, 3, 2, tzinfo=dt.UTC))
    shown = _report(window).preview.toPlainText()
    assert "LookupError" in shown
    assert "_lose" in shown
    assert "SECRET" not in shown


@pytest.mark.parametrize("language", ["en", "ar", "ru", "zh"])
def test_both_have_names_and_room(open_on: OpenWindow, plan_file: Path, language: str) -> None:
    window = open_on(plan_file, language=language)
    for dialog in (_about(window), _report(window)):
        settle()
        assert unnamed(dialog) == []
        assert clipped(dialog) == []
