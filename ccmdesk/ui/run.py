"""Opens the window: first the window itself, then the plan of last time."""

from __future__ import annotations

import datetime as dt
import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QDir, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication

from ccmdesk.lang.lang import Lang
from ccmdesk.launch import left_version, note_working
from ccmdesk.model.problem import NotSaved, Problem
from ccmdesk.model.words import N_, Message
from ccmdesk.ui.app import build_app, first_language, speak
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.doings import HUB_MARK
from ccmdesk.ui.first_start import may_be_running, name_for
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.opening import UPDATE_SUFFIX, trouble_with_packs, use_packs_of
from ccmdesk.ui.problems import FaultDialog, attempt, show_problem
from ccmdesk.ui.quick_start import keep_for_good
from ccmdesk.ui.state import Theme, WindowState, read_state, write_state
from ccmdesk.ui.theme import dress, follow_system
from ccmdesk.ui.undo_keys import UndoKeys

NAME = "ccmdesk"
STATE_FILE = "window.json"
KEEP_AFTER_MS = 1500
WORKS_AFTER_MS = 5000
"""A version of the program that has stood so long in its window is one that works."""
GIVE_WAY_S = 0.0005
"""How long work beside the window goes on before it lets the window have its turn.

A save lets go of the interpreter a hundred times, and with Python's own 5 ms takes three times as
long beside a check or an export; with this it takes less than twice as long.
"""


def run_window(arguments: Sequence[str]) -> int:
    """Open the window on the plan or the hub in *arguments*, else on the last plan; Qt's code."""
    from platformdirs import user_config_path, user_data_path

    state_file = user_config_path(NAME, appauthor=False) / STATE_FILE
    given = _given(arguments)
    app = build_app([NAME])
    stand_among_documents()
    name = name_for(state_file)
    if may_be_running(name) and _shown_by_first(name, given):
        return 0
    folder = user_data_path(NAME, appauthor=False)
    use_packs_of(folder)
    window = open_window(app, state_file, folder=folder)
    catch_faults(window)
    logging.getLogger().addHandler(window.log)
    window.log.note("started", dt.datetime.now(dt.UTC))
    sys.setswitchinterval(GIVE_WAY_S)
    window.first_painted.connect(lambda: QTimer.singleShot(0, lambda: _go_on(window, given, name)))
    window.show()
    keep = keep_state(window, state_file)
    QTimer.singleShot(WORKS_AFTER_MS, note_working)
    code = app.exec()
    note_working()
    keep()
    window.backups.finish()
    keep()
    return code


def _given(arguments: Sequence[str]) -> str:
    """Return the whole path of a plan, or the store of a hub behind its mark; "" for neither."""
    match arguments:
        case ["hub", where]:
            return HUB_MARK + (where if "://" in where else str(Path(where).resolve()))
        case [plan]:
            return str(Path(plan).resolve())
    return ""


def stand_among_documents() -> None:
    """Let the first file that is asked for be looked for among the user's documents.

    Else it is looked for where the program was started, which from a menu is no place for a plan.
    """
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation)
    if not QDir.setCurrent(documents):
        QDir.setCurrent(home)


def open_window(app: QApplication, state_file: Path, *, folder: Path) -> MainWindow:
    """Return the window, in the language and colours of last time, not shown yet."""
    state = read_state(state_file)
    lang = Lang.load(first_language(state.language))
    dress(app, _theme(state.theme))
    speak(app, lang, text_size=state.text_size)
    window = MainWindow(Desk(lang, state, app), folder=folder)
    follow_system(app, lambda: _theme(window.desk.state.theme))
    UndoKeys(app, window)
    return window


def _shown_by_first(name: str, given: str) -> bool:
    """Ask a window that is there already to show itself and what is given; say if it will."""
    from ccmdesk.ui.single import hand_over

    return hand_over(name, given)


def _listen(window: MainWindow, name: str) -> None:
    """Be the window in which later starts show their plans."""
    from ccmdesk.ui.single import FirstWindow

    first = FirstWindow(name, window)
    first.asked.connect(window.come_to_front)
    QCoreApplication.instance().aboutToQuit.connect(first.close)  # type: ignore[union-attr]


def _go_on(window: MainWindow, given: str, name: str) -> None:
    """Load the plan once the window is seen; then what lives to the end is there.

    Of two starts in one moment the second sees only now that it is not alone.
    """
    if may_be_running(name) and _shown_by_first(name, given):
        window.close()
        return
    _listen(window, name)
    if sys.platform != "win32":
        from ccmdesk.ui.asked_to_end import close_when_asked

        close_when_asked(window)
    is_update = given.endswith(UPDATE_SUFFIX)
    try:
        if given.startswith(HUB_MARK):
            window.doings.take_asked(given)
        else:
            load_last(window, Path(given) if given and not is_update else None)
        if is_update:
            window.doings.take_asked(given)
        tell_of_updates(window)
    finally:
        keep_for_good()


def load_last(window: MainWindow, given: Path | None = None) -> None:
    """Open *given*, else the plan of last time, at the place where the user was."""
    state = window.desk.state
    file = given or (Path(state.plan) if state.plan else None)
    if file is None:
        window.show_front()
        return

    def go_on() -> None:
        window.return_to(page=state.page, kind=state.kind, record=state.record)
        _tell_of_last_time(window, state)

    window.doings.open_plan(file, go_on)


def _tell_of_last_time(window: MainWindow, state: WindowState) -> None:
    """Say what was kept when the program was cut off, or that no backup could be made."""
    cut_off = None
    if state.opened and window.desk.file == Path(state.opened):
        from ccmdesk.ui.recovery import cut_off_words

        cut_off = cut_off_words(window.desk)
    if cut_off is not None:
        window.notice.tell_as(cut_off, alarm=bool(state.not_backed_up))
    elif state.not_backed_up:
        said = N_("No backup was made when the plan was closed. {why}")
        window.notice.tell(Message(said, {"why": state.not_backed_up}), alarm=True)
    window.desk.remember(not_backed_up="")


def tell_of_updates(window: MainWindow) -> None:
    """Say that the version before was started, or that the packs of an update were not read."""
    left = left_version()
    if left:
        from ccmdesk.actions.updates.packs_in_use import LEFT_WORDS

        window.notice.tell(Message(LEFT_WORDS, {"version": left}), alarm=True)
        return
    trouble = trouble_with_packs()
    if trouble is not None:
        window.notice.tell(trouble, alarm=True)


def keep_state(window: MainWindow, state_file: Path) -> Callable[[], object]:
    """Write what is remembered a moment after it changes; return how to write it at once."""

    def keep() -> None:
        attempt(window.notice, lambda: write_state(state_file, window.desk.state))

    moment = QTimer(window, singleShot=True, interval=KEEP_AFTER_MS)
    moment.timeout.connect(keep)
    window.desk.remembered.connect(moment.start)
    return keep


def catch_faults(window: MainWindow) -> None:
    """Show a fault of the program in one dialog; the plan stays open.

    A Problem that nobody on the way told is no fault of the program: it is told above the page.
    """
    shown: set[FaultDialog] = set()

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, Problem):
            _tell(window, error)
            return
        window.log.fault(error, dt.datetime.now(dt.UTC))
        if not shown:
            dialog = FaultDialog(window.desk.lang, error, window)
            shown.add(dialog)
            dialog.finished.connect(lambda _: shown.clear())
            dialog.open()

    sys.excepthook = hook


def _tell(window: MainWindow, problem: Problem) -> None:
    """Tell a Problem, unless the red bar tells already what the disk refuses."""
    if not (isinstance(problem, NotSaved) and window.unsaved.isVisible()):
        show_problem(window.notice, problem)


def _theme(code: str) -> Theme:
    return Theme(code) if code in {theme.value for theme in Theme} else Theme.SYSTEM
