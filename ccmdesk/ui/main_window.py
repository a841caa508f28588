"""The window: menu, top bar, three columns, status line; it only joins its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.lang.lang import Lang
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_, Message
from ccmdesk.rules.finding import Finding
from ccmdesk.ui.app import speak
from ccmdesk.ui.backups import Backups
from ccmdesk.ui.commands import Commands
from ccmdesk.ui.covered import Covered
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.doings import Doings
from ccmdesk.ui.encrypted.idle_lock import IdleLock
from ccmdesk.ui.find_box import FindBox
from ccmdesk.ui.find_source import FindSource, Ways
from ccmdesk.ui.labels import hair_line
from ccmdesk.ui.made_anew import tell_of_changed
from ccmdesk.ui.missing_panel import MissingPanel
from ccmdesk.ui.nav import Nav
from ccmdesk.ui.pages import FOLDED_ON, WITHOUT_PLACE, Pages
from ccmdesk.ui.parts import focus_into, next_part, words_in
from ccmdesk.ui.problems import NoticeBar, show_problem
from ccmdesk.ui.progress_row import ProgressRow
from ccmdesk.ui.recent_log import RecentLog
from ccmdesk.ui.sections import SECTIONS
from ccmdesk.ui.state import Theme
from ccmdesk.ui.status_bar import StatusBar
from ccmdesk.ui.theme import dress
from ccmdesk.ui.top_bar import TopBar, window_title
from ccmdesk.ui.training_badge import TrainingBadge
from ccmdesk.ui.unsaved_bar import UnsavedBar

if TYPE_CHECKING:
    from uuid import UUID

    from ccmdesk.ui.first_run import FirstRun
    from ccmdesk.ui.records.form import RecordForm

USUAL = QSize(1366, 728)
LEAST = QSize(1024, 600)
PANEL_FROM = 1200
"""The width from which the panel stands open beside a page, with texts of the usual size."""


class MainWindow(QMainWindow):
    """One window on one plan; without a plan it shows the first screen."""

    first_painted = Signal()

    def __init__(self, desk: Desk, *, folder: Path) -> None:
        super().__init__()
        self.desk = desk
        self.log = RecentLog()
        self._painted = False
        self.setMinimumSize(LEAST)
        self.commands = Commands(desk, self, self.do)
        self._folder = folder
        self.pages = Pages(desk, folder)
        self.nav = Nav(desk)
        self.panel = MissingPanel(desk)
        self.backups = Backups(desk, folder=folder)
        self.status = StatusBar(desk, self.backups)
        self.notice, self.unsaved = NoticeBar(desk), UnsavedBar(desk, self.pages)
        self.progress = ProgressRow(desk)
        ways = Ways(
            record=self.open_record,
            kind=self.pages.open_list,
            view=self.pages.open_view,
            explain=self.explain,
            here=self.pages.current,
        )
        self._source = FindSource(desk, self.commands, ways)
        self.find_box = FindBox(desk, self._source, self)
        self.badge = TrainingBadge(desk)
        self.menuBar().setCornerWidget(self.badge)
        self.top = TopBar(desk, self.commands, self.find_box)
        self.doings = Doings(self, folder=folder)
        self._front = QStackedWidget()
        self._welcome: FirstRun | None = None
        self._stood_on: tuple[QWidget | None, str] = (None, "")
        self._returned_to: tuple[type[Any], UUID] | None = None
        self._lay_out()
        self.lock = IdleLock(self)
        self._connect()
        self._restore()
        self.retranslate()

    def do(self, name: str) -> None:
        """Do a command by its name; each menu entry comes here."""
        first, _, rest = name.partition(" ")
        choices: Mapping[str, Callable[[str], object]] = {
            "go": self.open_page,
            "language": lambda code: self.set_language(Lang.load(code)),
            "theme": self.set_theme,
            "size": lambda size: self.set_text_size(int(size)),
        }
        if first in choices:
            choices[first](rest)
        else:
            self.doings.do(name)
        self.commands.refresh()

    def open_page(self, name: str) -> None:
        """Show a section, or another page by its name."""
        self.pages.open(name)

    def open_record(self, kind: type, record: UUID, field: str | None = None) -> None:
        """Show one record, from wherever it was asked for."""
        self.pages.open_record(kind, record, field)

    def records_form(self) -> RecordForm | None:
        """Return the form that is shown, if one is."""
        page = self.pages.records()
        return None if page is None else page.form()

    def go(self, finding: Finding) -> None:
        """Go to the field of a finding: its page, its record, the cursor in the field."""
        from ccmdesk.model.kinds import BY_NAME

        self.activateWindow()
        kind = BY_NAME[finding.kind].record
        self.pages.open_record(kind, finding.record, finding.field, missing=True)

    def frame(self) -> QWidget:
        """Return the window itself, for a box to stand over."""
        return self

    def restore_into(self, copy: Path, out: Path) -> None:
        """Restore the backup *copy* into the new file *out*, then open that."""
        self.doings.restore_into(copy, out)

    def explain(self, target: str) -> None:
        """Open the help on a page of the manual."""
        self.doings.explain(target)

    def set_language(self, lang: Lang) -> None:
        """Change the language of the whole window; what is typed and selected stays."""
        self.desk.set_lang(lang)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            speak(app, lang, text_size=self.desk.state.text_size)

    def set_theme(self, theme: str) -> None:
        """Change the colours of every window."""
        self.desk.remember(theme=theme)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            dress(app, Theme(theme))

    def set_text_size(self, size: int) -> None:
        """Change the size of all text, in per cent."""
        self.desk.remember(text_size=size)
        self.set_language(self.desk.lang)
        self._fold_by_custom()

    def tell(self, message: Message) -> None:
        """Say one sentence in the status line for a while."""
        self.status.tell(message)

    def come_to_front(self, asked: str = "") -> None:
        """Show the window over others, and what is *asked*: the program was started once more."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        if asked:
            self.doings.take_asked(asked)

    def show_front(self) -> None:
        """Show the three columns when a plan is open, else the first screen."""
        if self.desk.plan is not None:
            self._front.setCurrentIndex(0)
            return
        self._front.setCurrentWidget(self.first_run())

    def show_instead(self, page: QWidget) -> None:
        """Show *page* in place of the three columns, until these or the first screen are shown."""
        self._front.addWidget(page)
        self._front.setCurrentWidget(page)

    def first_run(self) -> FirstRun:
        """Return the first screen, which is built when it is needed."""
        if self._welcome is None:
            from ccmdesk.ui.first_run import Beginnings, FirstRun

            ways = Beginnings(
                go_on=self.doings.go_on_with_file,
                start=self.doings.start,
                restore=self.doings.restore,
                sample=self.doings.sample,
                language=self.doings.do_language,
                hub=self.doings.open_hub,
                made=self.doings.open_made,
                keys=self._folder,
            )
            self._welcome = FirstRun(self.desk, ways, self)
            self._front.addWidget(self._welcome)
        return self._welcome

    def return_to(self, *, page: str, kind: str, record: str) -> None:
        """Show the page, and the record, where the user was, with the focus on what to do first."""
        from uuid import UUID

        from ccmdesk.model.kinds import BY_NAME

        plan = self.desk.plan
        if plan is None:
            return
        known = page in {section.name for section in SECTIONS}
        self.open_page(page if known else SECTIONS[0].name)
        kept = BY_NAME[kind].record if kind in BY_NAME and record else None
        there = kept is not None and plan.store.get(kept, UUID(record)) is not None
        self._returned_to = (kept, UUID(record)) if kept is not None and there else None
        self._focus_first()
        self._stood_on = (self.focusWidget(), words_in(self.focusWidget()))

    def step_missing(self, by: int) -> None:
        """Go to the next or previous point; after the last one say that there is no more.

        It begins with the record in the form.
        """
        records = self.pages.records()
        shown = None if records is None or not records.trail else records.trail[-1][1]
        if not self.panel.step(by, record=shown):
            self.tell(Message(N_("There is no further point in this direction.")))

    def fold_panel(self) -> None:
        """Fold or unfold the panel on this page, and remember it; from its strip go into it."""
        from_strip = self.focusWidget() is self.panel.strip
        folded, page = not self.panel.folded, self.pages.name
        state = self.desk.state
        kept = [name for name in state.folded if name != page] + ([page] if folded else [])
        opened = [name for name in state.unfolded if name != page] + ([] if folded else [page])
        self.desk.remember(folded=tuple(kept), unfolded=tuple(opened))
        self.panel.fold(folded)
        if from_strip:
            self.panel.take_focus()

    def reset_layout(self) -> None:
        """Give every part its usual size again."""
        self.desk.remember(folded=(), unfolded=(), geometry="")
        self.pages.reset_columns()
        self.resize(USUAL)
        self._fold_by_custom()

    def next_part(self, by: int) -> None:
        """Move the focus on: navigation, list, form, what is missing."""
        next_part(self, by)

    def retranslate(self) -> None:
        """Say the title again; every part does the same for itself."""
        self.setWindowTitle(window_title(self.desk))
        self.commands.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.first_painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_by_custom()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.unsaved.holds_up():
            event.ignore()
            return
        self.hide()
        self.desk.jobs.stop()
        geometry = bytes(self.saveGeometry().toHex().data()).decode("ascii")
        self.desk.remember(geometry=geometry)
        self.desk.close()
        self.desk.remember(opened="")
        super().closeEvent(event)

    def _lay_out(self) -> None:
        body = QWidget()
        columns = QHBoxLayout(body)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        columns.addWidget(self.nav)
        columns.addWidget(hair_line(upright=True))
        columns.addWidget(self.pages, 1)
        columns.addWidget(hair_line(upright=True))
        columns.addWidget(self.panel)
        self._front.addWidget(body)
        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for part in (self.top, hair_line(upright=False), self.unsaved, self.notice, self.progress):
            rows.addWidget(part)
        rows.addWidget(self._front, 1)
        rows.addWidget(hair_line(upright=False))
        rows.addWidget(self.status)
        self.covered = Covered(whole, self.commands)
        self.setCentralWidget(self.covered)

    def _connect(self) -> None:
        self.nav.chosen.connect(self.open_page)
        self.pages.shown.connect(self._page_shown)
        self.pages.opened.connect(self.show_front)
        self.pages.record_shown.connect(self._record_shown)
        self.pages.told.connect(self.tell)
        self.pages.missing_asked.connect(self.panel.take_focus)
        self.pages.command_asked.connect(self.do)
        self.pages.guided_asked.connect(lambda: self.do("guided"))
        self.panel.go.connect(self.go)
        self.panel.fold_asked.connect(self.fold_panel)
        self.desk.plan_changed.connect(self.show_front)
        self.desk.plan_changed.connect(self.retranslate)
        self.desk.unchecked.connect(lambda problem: show_problem(self.notice, problem))
        self.desk.checked.connect(self._focus_on_found)
        self.backups.failed.connect(self._tell_no_backup)
        tell_of_changed(self, self.doings.open_with)

    def _tell_no_backup(self, problem: Problem) -> None:
        said = N_("No backup was made. {why}")
        self.notice.tell(Message(said, {"why": problem.message}), alarm=True)

    def _page_shown(self, name: str) -> None:
        if name in WITHOUT_PLACE:
            self.nav.leave()
        else:
            self.nav.show_section(name)
            self._source.visited(name)
            self.desk.remember(page=name, kind="", record="")
        self._fold_by_custom()

    def _record_shown(self, kind: type, record: object) -> None:
        from ccmdesk.model.kinds import BY_RECORD

        self.desk.remember(kind=BY_RECORD[kind].name, record="" if record is None else str(record))

    def _focus_first(self) -> None:
        """Stand in the field to go on with.

        In the form of the record where the user was, that is the first field that is missing; else
        it is the first point of the list of what is missing, and without one the list of the page.
        """
        records = self.pages.records()
        if self._returned_to is not None:
            kind, record = self._returned_to
            points = (point for point in self.desk.findings if point.record == record)
            first = next(points, None)
            self.pages.open_record(kind, record, None if first is None else first.field)
        elif self.desk.findings:
            self.panel.take_focus()
        elif records is not None:
            records.take_focus()
        else:
            self.nav.setFocus()  # where the page has nothing to stand on
            focus_into(self.pages)

    def _focus_on_found(self) -> None:
        """Go on to the first point once it is known, unless the user went on or typed something."""
        (stood_on, words), self._stood_on = self._stood_on, (None, "")
        here = self.focusWidget()
        if stood_on is not None and here is stood_on and words_in(here) == words:
            self._focus_first()

    def _fold_by_custom(self) -> None:
        """Fold where the page or the width asks for it, unless the user wished otherwise."""
        page, state = self.pages.name, self.desk.state
        narrow = self.width() < PANEL_FROM * state.text_size // 100
        custom = page in FOLDED_ON or narrow
        wished = page in state.folded or (custom and page not in state.unfolded)
        if self.panel.folded is not wished or self.panel.width() != self.panel.maximumWidth():
            self.panel.fold(wished)

    def _restore(self) -> None:
        geometry = self.desk.state.geometry
        kept = QByteArray.fromHex(QByteArray(geometry.encode("ascii")))
        if not geometry or not self.restoreGeometry(kept):
            self.resize(USUAL)
