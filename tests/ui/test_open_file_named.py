"""The window says which file is open, and that after a restore it is another one."""

from __future__ import annotations

import shutil
from pathlib import Path

from pytestqt.qtbot import QtBot
from window_plan import OpenWindow

PATIENCE_MS = 60_000


def test_title_and_plan_button_name_the_file_that_is_open(
    open_on: OpenWindow, plan_file: Path
) -> None:
    window = open_on(plan_file)
    assert "plan.ccmdesk" in window.windowTitle()
    assert str(plan_file) in window.top.plan_button.toolTip()
    assert "plan.ccmdesk" in window.top.plan_button.accessibleName()


def test_a_window_without_a_plan_names_no_file(open_on: OpenWindow) -> None:
    window = open_on()
    assert "ccmdesk." not in window.windowTitle()
    assert "\n" not in window.top.plan_button.toolTip()
    assert window.top.plan_button.accessibleName().endswith("No plan is open")


def test_after_a_restore_the_window_tells_which_file_is_open_and_leads_back(
    open_on: OpenWindow, plan_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    backup = Path(shutil.copy(plan_file, tmp_path / "backup.ccmdesk"))
    window = open_on(plan_file)
    out = tmp_path / "plan-2026-11-30.ccmdesk"
    window.restore_into(backup, out)
    qtbot.waitUntil(lambda: window.desk.file == out, timeout=PATIENCE_MS)
    assert "plan-2026-11-30.ccmdesk" in window.windowTitle()
    told = window.notice.accessibleName()
    assert "plan-2026-11-30.ccmdesk" in told
    assert "plan.ccmdesk stays as it is" in told
    (back,) = window.notice.buttons
    back.click()
    qtbot.waitUntil(lambda: window.desk.file == plan_file, timeout=PATIENCE_MS)
    assert not window.notice.isVisible()


def test_a_backup_that_is_restored_without_a_plan_is_told_as_well(
    open_on: OpenWindow, plan_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_on()
    out = tmp_path / "again.ccmdesk"
    window.restore_into(plan_file, out)
    qtbot.waitUntil(lambda: window.desk.file == out, timeout=PATIENCE_MS)
    assert "again.ccmdesk" in window.notice.accessibleName()
    assert not window.notice.buttons
