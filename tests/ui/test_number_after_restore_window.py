"""The window gives no number of a submission again after a backup was restored."""

from __future__ import annotations

import shutil
from pathlib import Path

from pytestqt.qtbot import QtBot
from window_plan import AUTHOR, OpenWindow, plan_of

from ccmdesk.actions.restore_plan import RestorePlan, restore_plan
from ccmdesk.model.edition import Edition
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.send_page import SendPage


def _pack(window: MainWindow, folder: Path, qtbot: QtBot) -> list[int | None]:
    """Pack the open plan and return the numbers of its submissions."""
    window.open_page("send")
    page = window.pages.currentWidget()
    assert isinstance(page, SendPage)
    page.pack.pack_into(folder)
    qtbot.waitUntil(lambda: not window.desk.jobs.busy, timeout=90_000)
    return [edition.number for edition in plan_of(window).store.document().of(Edition)]


def test_a_restored_plan_gets_the_number_after_the_one_that_was_packed_here(
    open_on: OpenWindow, plan_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    backup = Path(shutil.copy(plan_file, tmp_path / "backup.ccmdesk"))
    window = open_on(plan_file)
    assert _pack(window, tmp_path / "first", qtbot) == [1]
    again = tmp_path / "again.ccmdesk"
    restore_plan(RestorePlan(copy=backup, out=again), author=AUTHOR)
    assert window.doings.open_plan(again)
    assert _pack(window, tmp_path / "second", qtbot) == [2]
