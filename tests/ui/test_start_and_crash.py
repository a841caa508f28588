"""A second start shows the first window; after a crash the next start says what was kept."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_plan import first_activity, make_plan

from ccmdesk.lang.lang import Lang
from ccmdesk.ui.first_start import may_be_running, name_for
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.run import load_last, open_window
from ccmdesk.ui.single import FirstWindow
from ccmdesk.ui.state import WindowState, read_state, write_state

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ccmdesk.ui.single import hand_over
app = QCoreApplication([])
print(hand_over(sys.argv[1], sys.argv[2]))
"""


def _start_again(name: str, plan: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SECOND, name, plan],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )


def _said(process: subprocess.Popen[str], qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: process.poll() is not None, timeout=30_000)
    return process.communicate()[0].strip()


def test_a_second_start_shows_the_first_window_and_opens_its_plan(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    name = name_for(tmp_path / "window.json")
    first = FirstWindow(name)
    first.asked.connect(window.come_to_front)
    other = make_plan(tmp_path / "other.ccmdesk")
    window.showMinimized()
    assert _said(_start_again(name, str(other)), qtbot) == "True"
    qtbot.waitUntil(lambda: window.desk.file == other, timeout=10_000)
    assert not window.isMinimized()
    assert _said(_start_again(name, ""), qtbot) == "True"
    assert window.desk.file == other
    first.close()
    assert _said(_start_again(name, ""), qtbot) == "False"


def test_a_name_left_over_from_a_crash_is_taken_again(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    name = str(tmp_path / "left-over")
    Path(name).write_bytes(b"")
    first = FirstWindow(name)
    assert _said(_start_again(name, ""), qtbot) == "True"
    first.close()


CUT_OFF = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from ccmdesk.model.activity import Activity
from ccmdesk.ui.app import build_app
from ccmdesk.ui.run import keep_state, load_last, open_window
app = build_app(["child"])
state = Path(sys.argv[1])
window = open_window(app, state, folder=Path(sys.argv[2]))
keep = keep_state(window, state)
window.show()
load_last(window, Path(sys.argv[3]))
plan = window.desk.plan
plan.set_field(plan.all_of(Activity)[0], "code", "A4-44")
QTimer.singleShot(2500, lambda: os._exit(9))
app.exec()
"""


def test_after_a_crash_the_next_start_says_what_was_kept(
    qapp: QApplication, qtbot: QtBot, plan_file: Path, tmp_path: Path
) -> None:
    state = tmp_path / "window.json"
    write_state(state, WindowState(language="en", person="Officer", office="HQ"))
    done = subprocess.run(
        [sys.executable, "-c", CUT_OFF, str(state), str(tmp_path), str(plan_file)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
        check=False,
        timeout=60,
    )
    assert done.returncode == 9
    assert json.loads(state.read_text())["opened"] == str(plan_file)
    window = open_window(qapp, state, folder=tmp_path)
    qtbot.addWidget(window)
    window.show()
    load_last(window)
    said = window.notice.accessibleName()
    assert "plan.ccmdesk is whole" in said
    assert "The last step kept is: Change of Number." in said
    window.set_language(Lang.load("ar"))
    qtbot.waitUntil(lambda: window.notice.accessibleName() != said)
    said = window.notice.accessibleName()
    assert "Change of" not in said
    assert "plan.ccmdesk" in said
    assert first_activity(window)[1].code == "A4-44"
    window.close()
    assert window.desk.state.opened == ""


def test_after_a_proper_end_nothing_is_said(
    qapp: QApplication, qtbot: QtBot, plan_file: Path, tmp_path: Path
) -> None:
    state = tmp_path / "window.json"
    write_state(state, WindowState(language="en", plan=str(plan_file)))
    window = open_window(qapp, state, folder=tmp_path)
    qtbot.addWidget(window)
    load_last(window)
    assert window.notice.accessibleName() == ""
    window.close()


def test_why_no_backup_was_made_on_closing_is_said_at_the_next_start(
    qapp: QApplication, qtbot: QtBot, plan_file: Path, tmp_path: Path
) -> None:
    state = tmp_path / "window.json"
    kept = WindowState(language="en", plan=str(plan_file), not_backed_up="The stick was pulled.")
    write_state(state, kept)
    window = open_window(qapp, state, folder=tmp_path)
    qtbot.addWidget(window)
    load_last(window)
    assert window.notice.accessibleName().endswith("The stick was pulled.")
    assert window.desk.state.not_backed_up == ""
    assert read_state(state).not_backed_up
    window.close()


ASKED = """
import sys
from PySide6.QtCore import QTimer
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.run import run_window
shown = MainWindow.return_to
def then(window, **where):
    shown(window, **where)
    QTimer.singleShot(0, lambda: print("open", flush=True))
MainWindow.return_to = then
sys.exit(run_window([sys.argv[1]]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Qt closes the window by itself there")
@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGHUP])
def test_a_window_that_the_system_ends_is_closed_as_by_its_user(
    plan_file: Path, tmp_path: Path, asked: signal.Signals
) -> None:
    folders = {name: str(tmp_path / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    with subprocess.Popen(
        [sys.executable, "-c", ASKED, str(plan_file)],
        env={**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        process.send_signal(asked)
        assert process.wait(30) == 0
    state = tmp_path / "XDG_CONFIG_HOME" / "ccmdesk" / "window.json"
    kept = read_state(state)
    assert (kept.plan, kept.opened) == (str(plan_file), "")
    assert not may_be_running(name_for(state))
    assert list((tmp_path / "XDG_DATA_HOME").rglob("*plan*"))  # the backup on closing
