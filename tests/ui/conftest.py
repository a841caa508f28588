"""What the tests of the window share: one application, a plan on a real file, the window on it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from window_plan import OpenWindow, make_plan

from ccmdesk.lang.lang import ENGLISH
from ccmdesk.ui.app import build_app, speak
from ccmdesk.ui.following import is_at_work
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.run import load_last, open_window
from ccmdesk.ui.state import WindowState, write_state

PATIENCE_MS = 60_000
"""How long the first check of a plan may take on a machine that has much else to do."""

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    return build_app(["tests"])


@pytest.fixture(scope="session")
def kept_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan on a file that no test changes."""
    return make_plan(tmp_path_factory.mktemp("plans") / "kept.ccmdesk")


@pytest.fixture
def plan_file(kept_file: Path, tmp_path: Path) -> Path:
    """A copy of the plan that this test may change."""
    return Path(shutil.copy(kept_file, tmp_path / "plan.ccmdesk"))


@pytest.fixture(autouse=True)
def _lets_go() -> Iterator[None]:
    """After its end a test holds no button and has no box open, for which the next would wait."""
    yield
    if QApplication.instance() is None:
        return
    if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
        _release()
    assert not is_at_work(), QApplication.activeModalWidget()


def _release() -> None:
    """Let go of what a double click holds whose first half hid what was under it."""
    anywhere = QWidget()
    anywhere.show()
    QTest.mouseRelease(anywhere, Qt.MouseButton.LeftButton)
    anywhere.close()


@pytest.fixture
def open_on(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[OpenWindow]:
    """Opens the window, on a plan when one is given, as the program does, and has it checked."""

    def open_it(file: Path | None = None, *, language: str = "en", wide: int = 1366) -> MainWindow:
        state = tmp_path / "window.json"
        kept = WindowState(language=language, person="Officer", office="HQ")
        write_state(state, kept)
        window = open_window(qapp, state, folder=tmp_path / "data")
        # Once more, for a test that leaves what cannot be saved.
        qtbot.addWidget(window, before_close_func=lambda opened: opened.close())
        window.resize(wide, 728)
        window.show()
        qtbot.waitExposed(window)
        load_last(window, file)
        qtbot.waitUntil(lambda: not window.desk.busy, timeout=PATIENCE_MS)
        return window

    yield open_it
    speak(qapp, ENGLISH)


@pytest.fixture
def window(open_on: OpenWindow, plan_file: Path) -> MainWindow:
    """The window in English on the illustrative plan."""
    return open_on(plan_file)
