"""Closes the window when the system asks the program to end, as its user would."""

from __future__ import annotations

import os
import signal

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QWidget

ASKING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
"""What a system sends on logging out or shutting down, and a terminal that is closed."""


def close_when_asked(window: QWidget) -> None:
    """Close *window* on a signal; where there are none, on Windows, Qt closes it by itself.

    A signal comes in the middle of anything. So it only wakes the loop of events, from which the
    window is closed between two of them: a save that was begun is ended first.
    """
    heard, told = os.pipe()
    os.set_blocking(told, False)
    signal.set_wakeup_fd(told)
    for one in ASKING:
        signal.signal(one, _wake)

    def close() -> None:
        os.read(heard, 1)
        if not window.close():
            window.close()  # the system waits for nobody who would mend what cannot be saved

    notifier = QSocketNotifier(heard, QSocketNotifier.Type.Read, window)
    notifier.activated.connect(close)


def _wake(_number: int, _frame: object) -> None:
    """Do nothing but be there: Python writes to the pipe for signals that are waited for."""
