"""What each command of the menus does; the window asks by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from ccmdesk.model.words import N_, Message, counted
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.opening import CONTINUED, SUFFIX, UPDATE_SUFFIX
from ccmdesk.ui.pages import DECIDE, GUIDED, HISTORY, IMPORT, TRUST, TWICE
from ccmdesk.ui.problems import attempt, show_problem
from ccmdesk.ui.received_file import took_received
from ccmdesk.ui.sections import section_of

if TYPE_CHECKING:
    from uuid import UUID

    from ccmdesk.ui.help.window import HelpWindow
    from ccmdesk.ui.hub.page import HubPage
    from ccmdesk.ui.jobs import Work
    from ccmdesk.ui.records.page import RecordsPage
    from ccmdesk.ui.updates.dialog import UpdatesDialog
    from ccmdesk.ui.window import Window

HUB_MARK = "hub:"
"""Before a store of the hub where the path of a plan may stand as well: a plan is named whole."""

SAMPLE = "training"
"""The name of the training copy, without its ending."""


class Doings:
    """The window's verbs; *folder* is where the program keeps files of its own."""

    def __init__(self, window: Window, *, folder: Path) -> None:
        self._window = window
        self.folder = folder
        self._help: HelpWindow | None = None
        self._hub: HubPage | None = None
        self._do: Mapping[str, Callable[[], object]] = {
            "start": self.start,
            "open": self.open,
            "restore": self.restore,
            "sample": self.sample,
            "import": lambda: window.open_page(IMPORT),
            "template": self._template,
            "encryption": self.encryption,
            "server": self.server,
            "lock": self._lock,
            "who": self.ask_who,
            "quit": window.close,
            "undo": lambda: self._take("undo"),
            "redo": lambda: self._take("redo"),
            "new": lambda: self._on_records(lambda page: page.new_record()),
            "next record": lambda: self._on_records(lambda page: page.next_record()),
            "guided": self._guide,
            "duplicate": lambda: self._on_records(lambda page: page.duplicate_record()),
            "next report": self._begin_next_report,
            "delete": lambda: self._on_records(lambda page: page.delete_record()),
            "bin": lambda: self._on_records(lambda page: page.show_bin()),
            "history": lambda: self._on_records(lambda page: page.show_history()),
            "plan history": lambda: window.open_page(HISTORY),
            "filter": lambda: self._on_records(lambda page: page.focus_search()),
            "change rows": lambda: self._on_records(lambda page: page.do_with_rows("change")),
            "copy rows": self._copy,
            "paste rows": lambda: self._on_records(lambda page: page.do_with_rows("paste")),
            "attach": lambda: self._on_records(lambda page: page.attach_files()),
            "find": window.find_box.ask,
            "next missing": lambda: window.step_missing(1),
            "previous missing": lambda: window.step_missing(-1),
            "next part": lambda: window.next_part(1),
            "previous part": lambda: window.next_part(-1),
            "panel": window.fold_panel,
            "choose language": lambda: window.top.choose_language(window.commands),
            "settings": self.open_settings,
            "updates": self.updates,
            "reset": window.reset_layout,
            "preview": self._preview,
            "approve": self._approve,
            "pack": lambda: window.open_page("send"),
            "pack office": self._pack_office,
            "receive": self._receive,
            "decide": lambda: window.open_page(DECIDE),
            "twice": lambda: window.open_page(TWICE),
            "hub": self.open_hub,
            "trust": lambda: window.open_page(TRUST),
            "explain": self.explain,
            "manual": lambda: self.explain("getting-started"),
            "keys": lambda: self.explain("keyboard"),
            "about": self.about,
            "report": self.report,
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

        dialog = StartDialog(self._window.desk, self._window.frame())
        dialog.accepted.connect(lambda: self.open_with(dialog.start))
        dialog.open()

    def open(self) -> None:
        """Let the user choose a plan's file, and open it."""
        self._ask_file(N_("Open a plan"), endings=(SUFFIX,))

    def go_on_with_file(self) -> None:
        """Let the user choose a plan to open, or a received package to check."""
        self._ask_file(N_("Continue from a file or a stick"), endings=CONTINUED)

    def take_file(self, file: Path) -> None:
        """Open a plan; what came from elsewhere is looked at, and nothing of it is taken over."""
        if file.suffix == UPDATE_SUFFIX:
            self.updates().look_at(file)
        elif not took_received(self._window, file):
            self.open_plan(file)

    def open_plan(self, file: Path, then: Callable[[], object] = lambda: None) -> bool:
        """Open the plan in *file* and go on with *then*; say whether it is open now.

        An encrypted one is opened once its passphrase was typed.
        """
        from ccmdesk.ui.encrypted.unlocking import Unlocking
        from ccmdesk.ui.opening import is_named

        again = is_named(self._window.desk, file)
        return Unlocking(self._window, self._open if again else self.open_with).open(file, then)

    def take_asked(self, asked: str) -> None:
        """Take the file or, behind its mark, the store of the hub that the program was given."""
        if asked.startswith(HUB_MARK):
            self.open_hub(asked.removeprefix(HUB_MARK))
        else:
            self.take_file(Path(asked))

    def open_hub(self, store: str = "") -> None:
        """Show the submissions of States in *store*, else in that of last time."""
        from ccmdesk.ui.hub.page import HubPage

        window = self._window
        if self._hub is None:
            self._hub = HubPage(window.desk, self.folder)
            self._hub.setProperty(PAGE, "hub")
            self._hub.left.connect(window.show_front)
        window.show_instead(self._hub)
        self._hub.open(store or window.desk.state.hub)

    def restore(self) -> None:
        """Ask for a backup and for a new file, and restore the one into the other."""
        from ccmdesk.ui.choosing import chosen_restore

        chosen = chosen_restore(self._window.frame(), lang=self._window.desk.lang)
        if chosen is not None:
            self.restore_into(*chosen)

    def restore_into(self, copy: Path, out: Path) -> None:
        """Let the worker restore *copy* into the new file *out*, then open that and say so."""
        from ccmdesk.ui.encrypted.unlocking import Unlocking
        from ccmdesk.ui.opening import restoring
        from ccmdesk.ui.restored import tell_restored

        desk, notice = self._window.desk, self._window.notice
        tell = partial(tell_restored, notice, out=out, before=desk.file, back=self.open_plan)

        def restore(key: bytes | None) -> None:
            self.open_made(restoring(desk, copy, out, key=key), key=key, then=tell)

        Unlocking(self._window, self.open_with).with_key(copy, restore)

    def sample(self) -> None:
        """Open the training copy; the worker makes it on the first visit."""
        from ccmdesk.ui.opening import making_sample

        file = self.folder / f"{SAMPLE}{SUFFIX}"
        if file.exists():
            self.open_plan(file)
        else:
            self.open_made(making_sample(self._window.desk, file))

    def open_with(self, work: Callable[[], object]) -> bool:
        """Open a plan by *work*, show it, and say whether it was opened."""
        return not self._window.unsaved.holds_up() and self._open(work)

    def _open(self, work: Callable[[], object]) -> bool:
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

        WhoDialog(self._window.desk, self._window.frame()).open()

    def encryption(self) -> QDialog:
        """Show how the open plan is kept from other eyes."""
        from ccmdesk.ui.encrypted.dialog import EncryptionDialog

        return _shown(EncryptionDialog(self._window, self.open_with))

    def server(self) -> None:
        """Ask for the server on which a plan is, or is to be."""
        from ccmdesk.ui.server_dialog import ServerDialog

        ServerDialog(self._window, self.open_with).open()

    def _lock(self) -> None:
        """Lock an encrypted plan; a plain one has nothing that would open it again."""
        if self._window.lock.can_lock:
            self._window.lock.lock()
        else:
            self.encryption()

    def _approve(self) -> None:
        """Ask who approves the plan."""
        from ccmdesk.ui.approval_strip import plan_request
        from ccmdesk.ui.approve_dialog import ApproveDialog

        ApproveDialog(self._window.desk, plan_request, self._window.frame()).open()

    def open_made(
        self, work: Work, *, key: bytes | None = None, then: Callable[[], object] = lambda: None
    ) -> None:
        """Let the worker make a plan's file, open it and go on with *then*."""
        from ccmdesk.ui.opening import open_file

        window, desk = self._window, self._window.desk
        if desk.jobs.busy:
            return

        def opens(made: Path) -> None:
            if self.open_with(lambda: open_file(desk, made, key=key)):
                then()

        job = desk.jobs.prepare(work)
        job.done.connect(opens)
        job.refused.connect(lambda problem: show_problem(window.notice, problem))
        job.failed.connect(raise_fault)
        window.progress.follow(job)
        desk.jobs.start(job)

    def _ask_file(self, title: str, *, endings: Sequence[str]) -> None:
        from ccmdesk.ui.choosing import chosen_plan

        window = self._window
        file = chosen_plan(window.frame(), title, lang=window.desk.lang, endings=endings)
        if file is not None:
            self.take_file(file)

    def open_settings(self) -> QDialog:
        """Open the settings beside the work."""
        from ccmdesk.ui.settings_dialog import SettingsDialog

        return _shown(SettingsDialog(self._window))

    def updates(self) -> UpdatesDialog:
        """Show which versions are in use, and offer others."""
        from ccmdesk.ui.updates.dialog import UpdatesDialog

        dialog = UpdatesDialog(self._window, self.folder)
        _shown(dialog)
        return dialog

    def _take(self, way: str) -> None:
        """Undo or redo, and say what; the page goes there, unless the user is somewhere else."""
        from ccmdesk.ui.taking_back import take

        take(self._window, way)

    def _begin_next_report(self) -> None:
        """Begin the next Article 7 report and show it."""
        from ccmdesk.model.edition import TransparencyReport

        made: list[UUID] = []
        window = self._window
        plan = window.desk.plan
        if plan is not None and attempt(
            window.notice, lambda: made.append(plan.begin_next_report())
        ):
            window.open_record(TransparencyReport, made[0])

    def _guide(self) -> None:
        """Ask the guided questions about the need on the form, else about a new one."""
        from ccmdesk.model.need import Need

        window = self._window
        records = window.pages.records()
        shown = None if records is None or records.form() is None else records.current()
        kind, need = shown or (None, None)
        page: Any = window.pages.open(GUIDED)
        asked: list[UUID] = []
        about = need if kind is Need else None
        if page is None:
            return
        if attempt(window.notice, lambda: asked.append(page.begin(about))):
            window.desk.remember(page=section_of(Need).name, kind="need", record=str(asked[0]))
        else:
            window.open_page(section_of(Need).name)

    def _on_records(self, verb: Callable[[RecordsPage], object]) -> None:
        page = self._window.pages.records()
        if page is None:
            self._window.tell(Message(N_("Open a section with records first.")))
        else:
            verb(page)

    def _copy(self) -> None:
        """Copy the selected records, or what a list says that holds none and has the focus."""
        from ccmdesk.ui.copying import copied_lines

        copied = copied_lines(self._window)
        if copied is None:
            self._on_records(lambda page: page.do_with_rows("copy"))
        else:
            self._window.tell(counted("{n} row was copied.", "{n} rows were copied.", copied))

    def _template(self) -> None:
        page: Any = self._window.pages.open(IMPORT)
        if page is not None:
            page.save_template()

    def _preview(self) -> None:
        page: Any = self._window.pages.open("documents")
        if page is not None:
            page.preview()

    def _pack_office(self) -> None:
        page: Any = self._window.pages.open("send")
        if page is not None:
            page.pack_for_office()

    def _receive(self) -> None:
        page: Any = self._window.pages.open("send")
        verify = self._window.first_run().verify if page is None else page.verify
        verify.show()
        verify.choose()

    def explain(self, target: str = "") -> None:
        """Open the help on *target*, else on the field with the cursor or the screen."""
        from ccmdesk.ui.help.asking import asked_target
        from ccmdesk.ui.help.window import HelpWindow

        hub = self._hub if self._hub is not None and self._hub.isVisible() else None
        asked = target or asked_target(self._window, instead=hub)
        if self._help is None:
            self._help = HelpWindow(self._window.desk, self._window.frame())
        self._help.ask(asked)

    def about(self) -> QDialog:
        """Show versions and licences."""
        from ccmdesk.ui.about_dialog import AboutDialog

        return _shown(AboutDialog(self._window.desk, self._window.frame()))

    def report(self) -> QDialog:
        """Make a file about a problem of the program."""
        from ccmdesk.ui.report_dialog import ReportDialog

        return _shown(ReportDialog(self._window))


def _shown(dialog: QDialog) -> QDialog:
    """Show a box that holds nothing up."""
    dialog.show()
    return dialog
