"""Pictures of every screen, for a machine without a display and for people who check the looks."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QSize, QTimer
from PySide6.QtWidgets import QApplication

from ccmdesk.lang.lang import Lang
from ccmdesk.ui.app import build_app, speak
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.main_window import USUAL, MainWindow
from ccmdesk.ui.pages import IMPORT
from ccmdesk.ui.sections import SECTIONS
from ccmdesk.ui.state import WindowState

WELCOME = "welcome"
SCREENS = (*(section.name for section in SECTIONS), IMPORT)
_SETTLE_MS = 30
_LONGEST_MS = 60_000


def save_shots(
    plan_file: Path, folder: Path, languages: Sequence[str], *, size: QSize = USUAL
) -> list[Path]:
    """Save one picture per screen and language below *folder*; return where they are.

    The plan is only read. Raises Problem when it cannot be opened or the folder not be written.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = build_app(["ccmdesk"])
    saved: list[Path] = []
    for code in languages:
        saved += _shots_in(app, code, plan_file, folder / code, size)
    return saved


def _shots_in(
    app: QApplication, code: str, plan_file: Path, folder: Path, size: QSize
) -> Iterator[Path]:
    from ccmdesk.ui.opening import open_file

    lang = Lang.load(code)
    speak(app, lang)
    window = MainWindow(Desk(lang, WindowState(language=code), app), folder=folder)
    try:
        window.resize(size)
        window.show()
        window.show_front()
        yield _save(window, folder / f"{WELCOME}.png")
        open_file(window.desk, plan_file, reads_only=True)
        for screen in SCREENS:
            _visit(window, screen)
            yield _save(window, folder / f"{screen}.png")
    finally:
        window.close()
        window.deleteLater()


def _visit(window: MainWindow, screen: str) -> None:
    window.open_page(screen)
    if screen == "documents":
        window.do("preview")
    _settle(window)


def _settle(window: MainWindow) -> None:
    """Let the window draw itself, and the work beside it come to its end."""
    loop, clock = QEventLoop(), QTimer()
    clock.setInterval(_SETTLE_MS)
    quiet = 0

    def look() -> None:
        nonlocal quiet
        quiet = 0 if window.desk.busy else quiet + 1
        if quiet > 1:
            loop.quit()

    clock.timeout.connect(look)
    QTimer.singleShot(_LONGEST_MS, loop, loop.quit)
    clock.start()
    loop.exec()


def _save(window: MainWindow, file: Path) -> Path:
    from ccmdesk.db.atomic_file import write_file

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    window.grab().save(buffer, "PNG")
    picture = bytes(buffer.data().data())
    file.parent.mkdir(parents=True, exist_ok=True)
    write_file(file, lambda out: out.write(picture))
    return file
