"""Pictures of every screen, for a machine without a display and for people who check the looks."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QEvent, QEventLoop, QIODevice, QPoint, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.lang import Lang
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_
from ccmdesk.ui.app import build_app, speak
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.main_window import USUAL, MainWindow
from ccmdesk.ui.shot_screens import WITH_PLAN, WITHOUT_PLAN
from ccmdesk.ui.shot_stage import Screen, Stage
from ccmdesk.ui.state import WindowState

_SETTLE_MS = 30
_LONGEST_MS = 60_000
_TURNS = 4
_QUALITY = 75
"""Nothing is lost in a PNG; below this it is packed no smaller, in twice the time."""

_PERSON, _OFFICE = "N. N.", "HQ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shots:
    """The plan, the folder of the pictures, their languages, and the size of text in per cent.

    With names of screens in *only*, no others are pictured.
    """

    plan_file: Path
    folder: Path
    languages: tuple[str, ...]
    scale: int = 100
    only: tuple[str, ...] = ()


def save_shots(ask: Shots) -> list[Path]:
    """Save one picture per screen and language below the folder; return where they are.

    The plan itself is only read: a copy is worked on. Raises Problem when it cannot be opened, the
    folder cannot be written, or there is no such screen or language.
    """
    _refuse_unknown(ask.languages)
    _refuse_unknown_screens(ask.only)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = build_app(["ccmdesk"])
    saved: list[Path] = []
    for code in ask.languages:
        with tempfile.TemporaryDirectory() as folder:
            saved += _shots_in(app, code, ask, Path(folder))
    return saved


def _refuse_unknown(languages: tuple[str, ...]) -> None:
    for code in languages:
        if code not in SHIPPED:
            raise Problem(
                N_("There is no language “{language}”. The languages are: {languages}."),
                language=code,
                languages=", ".join(SHIPPED),
            )


def _refuse_unknown_screens(names: tuple[str, ...]) -> None:
    known = [screen.name for screen in (*WITHOUT_PLAN, *WITH_PLAN)]
    for name in names:
        if name not in known:
            raise Problem(
                N_("There is no screen “{name}”. The screens are: {names}."),
                name=name,
                names=", ".join(known),
            )


def _shots_in(app: QApplication, code: str, ask: Shots, work: Path) -> Iterator[Path]:
    from ccmdesk.ui.opening import open_file

    lang = Lang.load(code)
    speak(app, lang, text_size=ask.scale)
    state = WindowState(language=code, person=_PERSON, office=_OFFICE, text_size=ask.scale)
    window = MainWindow(Desk(lang, state, app), folder=work)
    stage = Stage(window, work, partial(_settle, window))
    try:
        window.resize(USUAL)
        window.show()
        for screen in _asked(WITHOUT_PLAN, ask):
            yield from _pictures(screen, stage, ask.folder / code)
        open_file(window.desk, _copy(ask.plan_file, work))
        for screen in _asked(WITH_PLAN, ask):
            yield from _pictures(screen, stage, ask.folder / code)
    finally:
        window.close()
        window.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # or it would hear the next language


def _asked(screens: tuple[Screen, ...], ask: Shots) -> Iterator[Screen]:
    return (screen for screen in screens if not ask.only or screen.name in ask.only)


def _copy(plan_file: Path, work: Path) -> Path:
    from ccmdesk.db.backup import write_backup
    from ccmdesk.db.store import open_store

    copy = work / plan_file.name
    with open_store(plan_file, reads_only=True) as store:
        write_backup(store, copy)
    return copy


def _pictures(screen: Screen, stage: Stage, folder: Path) -> Iterator[Path]:
    """Save the picture of a screen, and one more for each further part of a form to scroll to."""
    box = screen.show(stage)
    if box is not None:
        box.show()
    stage.settle()
    yield _save(stage.window, box, folder / f"{screen.name}.png")
    if isinstance(box, QDialog) or (box is not None and box.isWindow()):
        box.close()
    else:
        for number, _ in enumerate(_scrolled(stage), start=2):
            yield _save(stage.window, None, folder / f"{screen.name}-{number}.png")
    stage.window.find_box.list.hide()


def _scrolled(stage: Stage) -> Iterator[int]:
    """Scroll the form, if one is shown, to its end, a view at a time."""
    page = stage.window.pages.records()
    form = None if page is None else page.form()
    if form is None:
        return
    bar = form.scroll_area.verticalScrollBar()
    while bar.value() < bar.maximum():
        bar.setValue(bar.value() + bar.pageStep())
        stage.settle()
        yield bar.value()


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
    for _ in range(_TURNS):
        QApplication.processEvents()  # what came last is still to be laid out


def _save(window: MainWindow, box: QWidget | None, file: Path) -> Path:
    from ccmdesk.db.atomic_file import write_file

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    _picture(window, box).save(buffer, "PNG", _QUALITY)
    picture = bytes(buffer.data().data())
    file.parent.mkdir(parents=True, exist_ok=True)
    write_file(file, lambda out: out.write(picture))
    return file


def _picture(window: MainWindow, box: QWidget | None) -> QPixmap:
    """Return the window with *box* over its middle."""
    whole = window.grab()
    if box is not None:
        over = box.grab()
        room = QPoint(whole.width() - over.width(), whole.height() - over.height()) / 2
        painter = QPainter(whole)
        painter.drawPixmap(room, over)
        painter.drawRect(room.x() - 1, room.y() - 1, over.width() + 1, over.height() + 1)
        painter.end()
    return whole
