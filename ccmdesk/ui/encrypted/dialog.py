"""Encryption of the open plan: on, off, another passphrase, the recovery sheet, the lock."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.actions.plan_key import change_passphrase, key_of_store, why_not_encrypted
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import C_, N_, Message
from ccmdesk.ui.box import Box
from ccmdesk.ui.choosing import SaveAs, where_to_save
from ccmdesk.ui.encrypted.encrypting import Encrypting, OpenWith
from ccmdesk.ui.encrypted.new_passphrase_dialog import NewPassphraseDialog
from ccmdesk.ui.encrypted.passphrase_dialog import TO_CHANGE, PassphraseDialog, ask_key
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.jobs import Work
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.problems import NoticeBar, Way, show_problem
from ccmdesk.ui.progress_row import ProgressRow

if TYPE_CHECKING:
    from ccmdesk.ui.window import Window

MINUTES = (0, 5, 10, 15, 30, 60)
_WIDE = 560
_KEY_SUFFIX = ".key"

WRITE_SHEET = N_(
    "Write the recovery sheet now: without it a lost passphrase cannot be replaced. Copies"
    " and backups made before are not encrypted; delete those that you do not need."
)


class EncryptionDialog(Box):
    """Stands beside the work; what needs the passphrase asks for it again."""

    def __init__(self, window: Window, open_with: OpenWith) -> None:
        super().__init__(window.frame())
        self.setProperty(PAGE, "safety#encrypt")
        self._window, self._desk = window, window.desk
        self._encrypting = Encrypting(window, open_with, self)
        self.state = text_label()
        self.notice, self.progress = NoticeBar(window.desk), ProgressRow(window.desk)
        self.encrypt_button, self.change_button = QPushButton(), QPushButton()
        self.sheet_button, self.plain_button = QPushButton(), QPushButton()
        self._lock_label, self.lock_after = QLabel(), QComboBox()
        self._lock_label.setBuddy(self.lock_after)
        self.lock_button = QPushButton()
        self._no_lock = text_label(muted=True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._lay_out()
        self._connect()
        self.retranslate()

    def change_with(self, key: bytes) -> None:
        """Ask for the new passphrase of the plan whose *key* is known."""
        box = NewPassphraseDialog(self._desk, self)
        box.chosen.connect(lambda new: self._change(key, new))
        box.open()

    def write_sheet(self, key: bytes) -> None:
        """Ask where the recovery sheet is to be, and write it there and nowhere else."""
        lang, file = self._desk.lang, self._desk.file
        if file is None:
            return
        ask = SaveAs(
            title=lang(N_("Where the recovery sheet is kept")),
            usual=f"{file.stem}-{lang.code}.pdf",
            kinds=((".pdf", lang(N_("PDF papers (*.pdf)"))),),
        )
        out = where_to_save(self, lang=lang, ask=ask)
        if out is not None:
            self._write_sheet(key, out)

    def retranslate(self) -> None:
        """Say the texts again in the language of the window, and of the plan as it is now."""
        lang, plan, file = self._desk.lang, self._desk.plan, self._desk.file
        key = None if plan is None else key_of_store(plan.store)
        why = None if plan is None else why_not_encrypted(plan.store)
        self.setWindowTitle(lang(N_("Encryption of this plan")))
        if plan is None or file is None:
            self.state.setText(lang(N_("No plan is open")))
        elif why is not None:
            self.state.setText(lang.say(why))
        elif key is None:
            said = N_("The plan {name} is not encrypted: whoever has the file can read it.")
            self.state.setText(lang(said, name=file.name))
        else:
            said = N_("The plan is encrypted. Its key is in {file}: keep the two files together.")
            self.state.setText(lang(said, file=file.name + _KEY_SUFFIX))
        self.encrypt_button.setText(lang(N_("Encrypt this plan…")))
        self.change_button.setText(lang(N_("Change the passphrase…")))
        self.sheet_button.setText(lang(N_("Write the recovery sheet…")))
        self.plain_button.setText(lang(N_("Take encryption off…")))
        may_write = plan is not None and why is None and not plan.store.reads_only
        self._show_for(encrypted=key is not None, may_write=may_write)
        self._lock_label.setText(lang(N_("Lock the plan when nobody has typed")))
        self.lock_after.setAccessibleName(self._lock_label.text())
        self.lock_button.setText(lang(N_("Lock now")))
        said = N_("Only an encrypted plan can be locked: it has a passphrase.")
        self._no_lock.setText(lang(said))
        self._fill()
        QTimer.singleShot(0, self, self.adjustSize)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _show_for(self, *, encrypted: bool, may_write: bool) -> None:
        self.encrypt_button.setVisible(not encrypted)
        self.encrypt_button.setEnabled(may_write)
        for button in (self.change_button, self.sheet_button, self.plain_button):
            button.setVisible(encrypted)
            button.setEnabled(may_write)
        lock: tuple[QWidget, ...] = (self._lock_label, self.lock_after, self.lock_button)
        for part in lock:
            part.setEnabled(encrypted)
        self._no_lock.setVisible(not encrypted)

    def _fill(self) -> None:
        lang = self._desk.lang
        with QSignalBlocker(self.lock_after):
            self.lock_after.clear()
            for minutes in MINUTES:
                words = lang.ngettext("for {n} minute", "for {n} minutes", minutes)
                self.lock_after.addItem(words if minutes else lang(C_("lock", "Never")), minutes)
            self.lock_after.setCurrentIndex(self.lock_after.findData(self._desk.state.lock_after))

    def _encrypt(self) -> None:
        box = NewPassphraseDialog(self._desk, self)
        box.chosen.connect(self._encrypting.encrypt)
        box.open()

    def _with_key(self, then: Callable[[bytes], object]) -> None:
        """Go on once the passphrase was typed again: the desk may be another's by now."""
        file = self._desk.file
        if file is not None:
            box = PassphraseDialog(self._desk, file, self, why=TO_CHANGE)
            box.given.connect(then)
            ask_key(box)

    def _change(self, key: bytes, new: str) -> None:
        file = self._desk.file
        if file is None:
            return
        said = N_(
            "The passphrase was changed. The recovery sheet stays valid; backups made before open"
            " with the old passphrase."
        )
        self._beside(lambda _: change_passphrase(file, key, new), Message(said))

    def _write_sheet(self, key: bytes, out: Path) -> None:
        plan, file, language = self._desk.plan, self._desk.file, self._desk.lang.code
        if plan is None or file is None:
            return

        def work(_running: object) -> None:
            from ccmdesk.actions.recovery_sheet import WriteSheet, write_sheet

            ask = WriteSheet(plan=file.name, key=key, out=out, language=language)
            write_sheet(ask, author=plan.author)

        said = N_(
            "The recovery sheet is in {file}. Print it, keep it locked away, and delete the file."
        )
        self._beside(work, Message(said, {"file": str(out)}))

    def _written(self) -> None:
        """Lead on from a plan that was just encrypted to its recovery sheet."""
        plan = self._desk.plan
        key = None if plan is None else key_of_store(plan.store)
        if key is None:
            self.notice.tell(Message(N_("The plan is no longer encrypted.")), alarm=False)
            return
        self.notice.tell(Message(WRITE_SHEET), alarm=False)
        words = Message(N_("Write the recovery sheet…"))
        self.notice.offer(Way(words, lambda: self.write_sheet(key)))

    def _refused(self, problem: Problem) -> None:
        show_problem(self.notice, problem)

    def _beside(self, work: Work, done: Message) -> None:
        job = self._desk.jobs.prepare(work)
        job.done.connect(lambda _: self.notice.tell(done, alarm=False))
        job.refused.connect(self._refused)
        job.failed.connect(raise_fault)
        self.progress.follow(job)
        self._desk.jobs.start(job)

    def _lay_out(self) -> None:
        first, second, lock = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.encrypt_button)
        for button in (self.change_button, self.sheet_button):
            first.addWidget(button)
        second.addWidget(self.plain_button)
        for row in (first, second):
            row.addStretch(1)
        lock.addWidget(self._lock_label)
        lock.addWidget(self.lock_after)
        lock.addWidget(self.lock_button)
        lock.addStretch(1)
        column = QVBoxLayout(self)
        column.addStrut(_WIDE)  # a least width of the box itself would cut longer words
        for head in (self.notice, self.progress, self.state):
            column.addWidget(head)
        column.addLayout(first)
        column.addLayout(second)
        column.addSpacing(12)
        column.addLayout(lock)
        column.addWidget(self._no_lock)
        column.addWidget(self._buttons)

    def _connect(self) -> None:
        self.encrypt_button.clicked.connect(self._encrypt)
        self.change_button.clicked.connect(lambda: self._with_key(self.change_with))
        self.sheet_button.clicked.connect(lambda: self._with_key(self.write_sheet))
        decrypt = self._encrypting.decrypt
        self.plain_button.clicked.connect(lambda: self._with_key(lambda _key: decrypt()))
        self.lock_after.activated.connect(
            lambda _: self._desk.remember(lock_after=self.lock_after.currentData())
        )
        self.lock_button.clicked.connect(lambda: self._window.do("lock"))
        self._encrypting.written.connect(self._written)
        self._encrypting.refused.connect(self._refused)
        self._desk.plan_changed.connect(self.retranslate)
        self._buttons.rejected.connect(self.close)
