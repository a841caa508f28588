"""How long the event loop is held up: what a user feels as a pause."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from ccmdesk.ui.main_window import MainWindow

PATIENCE_MS = 60_000


class Turns:
    """Measures the longest turn of the event loop in seconds of this thread on the processor.

    That is what a turn takes by itself, whatever else the machine has to do meanwhile.
    """

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.thread_time()
        self._beat = QTimer(interval=1)
        self._beat.timeout.connect(self._note)
        self._beat.start()

    def _note(self) -> None:
        now = time.thread_time()
        self.longest, self._last = max(self.longest, now - self._last), now


def longest_turn(window: MainWindow, qtbot: QtBot, deed: Callable[[], object]) -> float:
    """Return the longest turn of *deed* and of all that follows it.

    What tests before left behind is not looked through meanwhile: a program has one window.
    """
    gc.collect()
    gc.freeze()
    turns = Turns()
    QTimer.singleShot(0, window, deed)
    qtbot.wait(50)
    qtbot.waitUntil(lambda: not window.desk.busy, timeout=PATIENCE_MS)
    qtbot.wait(50)
    return turns.longest
