"""What each command of the menus does; the window asks by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWhatsThis

from ccmdesk.lang.isolation import joined
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_, Message
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.opening import SUFFIX
from ccmdesk.ui.pages import IMPORT
from ccmdesk.ui.problems import attempt, show_problem
from ccmdesk.version import VERSION

if TYPE_CHECKING:
    from ccmdesk.db.write import Step
    from ccmdesk.ui.main_window import MainWindow
    from ccmdesk.ui.records.page import RecordsPage

SAMPLE = "sample"


class Doings:
    """The window's verbs; *folder* is where the program keeps files of its own."""

    def __init__(self, window: MainWindow, *, folder: Path) -> None:
        self._window = window
        self.folder = folder
        self._do: Mapping[str, Callable[[], object]] = {
            "start": self.start,
            "open": self.open,
            "sample": self.sample,
            "import": lambda: window.open_page(IMPORT),
            "template": self._template,
            "who": self.ask_who,
            "quit": window.close,
            "undo": lambda: self._take("undo"),
            "redo": lambda: self._take("redo"),
            "new": lambda: self._on_records(lambda page: page.new_record()),
            "duplicate": lambda: self._on_records(lambda page: page.duplicate_record()),
            "next report": self._begin_next_report,
            "delete": lambda: self._on_records(lambda page: page.delete_record()),
            "bin": lambda: self._on_records(lambda page: page.show_bin()),
            "history": lambda: self._on_records(lambda page: page.show_history()),
            "filter": lambda: self._on_records(lambda page: page.focus_search()),
            "find": window.find_box.ask,
            "next missing": lambda: window.step_missing(1),
            "previous missing": lambda: window.step_missing(-1),
            "next part": lambda: window.next_part(1),
            "previous part": lambda: window.next_part(-1),
            "panel": window.fold_panel,
            "choose language": self._choose_language,
            "reset": window.reset_layout,
            "preview": self._preview,
            "pack": lambda: window.open_page("send"),
            "receive": self._receive,
            "explain": self._explain,
            "about": self._about,
        }

    @property
    def names(self) -> frozenset[str]:
        """Every command that can be done here."""
        return frozenset(self._do)

    def do(self, name: str) -> None:
        """Do the command called *name*."""
        self._do[name]()

    def do_language(self, code: str) -> None:
        """Change the language of the window, as its menu entry does."""
        self._window.do(f"language {code}")

    def start(self) -> None:
        """Ask for the country and the years of a new plan."""
        from ccmdesk.ui.start_dialog import StartDialog

        dialog = StartDialog(self._window.desk, self._window)
        dialog.accepted.connect(lambda: self.open_with(dialog.start))
        dialog.open()

    def open(self) -> None:
        """Let the user choose a plan's file, and open it."""
        from ccmdesk.ui.opening import open_file

        desk = self._window.desk
        lang = desk.lang
        plans = joined(lang(N_("Plans (*{suffix})"), suffix=SUFFIX))
        every = lang(N_("All files (*)"))
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, lang(N_("Open a plan")), "", f"{plans};;{every}"
        )
        if chosen:
            self.open_with(lambda: open_file(desk, Path(chosen)))

    def sample(self) -> None:
        """Open the sample plan; the worker makes it on the first visit."""
        from ccmdesk.ui.opening import making_sample, open_file

        window, file = self._window, self.folder / f"{SAMPLE}{SUFFIX}"
        desk = window.desk
        if file.exists():
            self.open_with(lambda: open_file(desk, file))
            return
        if desk.jobs.busy:
            return
        job = desk.jobs.prepare(making_sample(desk, file))
        job.done.connect(lambda made: self.open_with(lambda: open_file(desk, made)))
        job.refused.connect(lambda problem: show_problem(window.notice, problem))
        job.failed.connect(raise_fault)
        window.progress.follow(job)
        desk.jobs.start(job)

    def open_with(self, work: Callable[[], object]) -> bool:
        """Open a plan by *work*, show it, and say whether it was opened."""
        window = self._window
        QApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
        try:
            done = attempt(window.notice, work)
        finally:
            QApplication.restoreOverrideCursor()
        if done:
            window.notice.clear()
            window.return_to(page="", kind="", record="")
        window.show_front()
        return done

    def ask_who(self) -> None:
        """Ask for the name and the office of whoever works here."""
        from ccmdesk.ui.who_dialog import WhoDialog

        WhoDialog(self._window.desk, self._window).open()

    def _take(self, way: str) -> None:
        """Undo or redo; the page goes to what changed, unless the user is somewhere else."""
        plan, focus = self._window.desk.plan, QApplication.focusWidget()
        if plan is None:
            return
        try:
            step = plan.undo() if way == "undo" else plan.redo()
        except Problem as problem:
            show_problem(self._window.notice, problem)
            return
        if focus is not None and self._window.pages.isAncestorOf(focus):
            self._show_change(step)

    def _begin_next_report(self) -> None:
        """Begin the next Article 7 report and show it."""
        from ccmdesk.model.edition import TransparencyReport

        window, made = self._window, list[UUID]()
        plan = window.desk.plan
        if plan is not None and attempt(
            window.notice, lambda: made.append(plan.begin_next_report())
        ):
            window.open_record(TransparencyReport, made[0])

    def _show_change(self, step: Step) -> None:
        """Put the cursor into the one field that changed, when its kind is kept on this page.

        A view that is shown goes there by itself, whatever has changed.
        """
        from ccmdesk.actions.step_facts import changed_fields
        from ccmdesk.model.kinds import BY_NAME

        keys = changed_fields(key for change in step.changes for key in change.new)
        page = self._window.pages.records()
        if page is not None and page.views.shown is not None:
            page.views.shown.show_step(step)
            return
        if page is None or len({change.record for change in step.changes}) != 1 or not keys:
            return
        change = step.changes[0]
        kind = BY_NAME[change.kind].record
        if kind in page.section.kinds:
            page.show_record(kind, change.record, keys[0])

    def _on_records(self, verb: Callable[[RecordsPage], object]) -> None:
        page = self._window.pages.records()
        if page is None:
            self._window.tell(Message(N_("Open a section with records first.")))
        else:
            verb(page)

    def _template(self) -> None:
        page: Any = self._window.pages.open(IMPORT)
        if page is not None:
            page.save_template()

    def _choose_language(self) -> None:
        button = self._window.top.language_button
        below = button.mapToGlobal(QPoint(0, button.height()))
        self._window.commands.language_menu.popup(below)

    def _preview(self) -> None:
        page: Any = self._window.pages.open("documents")
        if page is not None:
            page.preview()

    def _receive(self) -> None:
        page: Any = self._window.pages.open("send")
        if page is not None:
            page.choose_package()

    def _explain(self) -> None:
        lang, widget = self._window.desk.lang, QApplication.focusWidget()
        if widget is None:
            return
        told = widget.whatsThis() or widget.accessibleDescription() or widget.toolTip()
        parts = [widget.accessibleName(), told]
        text = "\n".join(part for part in parts if part)
        usual = lang(N_("Choose a field, then press F1 to read what belongs in it."))
        place = widget.mapToGlobal(QPoint(widget.width() // 2, widget.height()))
        QWhatsThis.showText(place, text or usual, widget)

    def _about(self) -> None:
        lang = self._window.desk.lang
        box = QMessageBox(self._window)
        box.setWindowTitle(lang(N_("About this program")))
        said = N_(
            "ccmdesk {version} keeps a country's plans under the Convention on Cluster Munitions,"
            " without a network. Apache License 2.0."
        )
        box.setText(lang(said, version=VERSION))
        box.open()
