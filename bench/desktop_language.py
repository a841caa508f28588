"""Measures a start up to the first paint, or switches of the language of the whole window.

python bench/desktop_language.py start FOLDER
python bench/desktop_language.py switch FOLDER FILE ROUNDS
"""

# ruff: noqa: E402 - the start is prepared first, as the program does
from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from ccmdesk.ui.quick_start import start_quickly

start_quickly()  # as the program itself does, before anything else is imported

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from ccmdesk.ui.app import build_app
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.run import load_last, open_window

_LANGUAGES = ("ar", "zh", "en")


def start(folder: Path) -> None:
    """Print the processor time of the whole process until its window is painted."""
    app = build_app(["bench"])
    window = open_window(app, folder / "window.json", folder=folder)
    window.first_painted.connect(app.quit)
    window.show()
    app.exec()
    print(json.dumps({"start": 1000 * time.process_time()}))


def switch(folder: Path, file: Path, rounds: int) -> None:
    """Print what each switch takes, with the overview and a list of areas built."""
    app = build_app(["bench"])
    window = open_window(app, folder / "window.json", folder=folder)
    window.show()
    load_last(window, file)
    for page in ("overview", "clearance"):
        window.open_page(page)
        _settle(window)
    _look_for_twice(window)
    taken: dict[str, list[float]] = {language: [] for language in _LANGUAGES}
    for number in range(rounds + 1):
        for language in _LANGUAGES:
            before = time.process_time()
            window.do(f"language {language}")
            _settle(window)
            if number:
                taken[language].append(1000 * (time.process_time() - before))
    window.close()
    print(json.dumps(taken))


def _look_for_twice(window: MainWindow) -> None:
    """Wait for what the window does once after a plan was opened, whatever its language is."""
    plan = window.desk.plan
    while plan is not None and plan.suggesting.pairs is None:
        waiting = QEventLoop()
        plan.suggesting.done.connect(waiting.quit)
        waiting.exec()
    _settle(window)


def _settle(window: MainWindow) -> None:
    """Let everything be painted and read."""
    QApplication.processEvents()
    plan = window.desk.plan
    while window.desk.busy or (plan is not None and plan.listing.busy):
        waiting = QEventLoop()
        QTimer.singleShot(20, waiting.quit)
        waiting.exec()
    QApplication.processEvents()


if __name__ == "__main__":
    if sys.argv[1] == "start":
        start(Path(sys.argv[2]))
    else:
        switch(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
