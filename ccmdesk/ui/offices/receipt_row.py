"""Save the receipt of a package that was taken in; it goes back to its sender."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ccmdesk.actions.signing_key import needs_passphrase
from ccmdesk.actions.take_in_changes import OpenedChanges
from ccmdesk.model.words import N_, Message
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.offices.taking_in import Receipting, receipting
from ccmdesk.ui.problems import NoticeBar, show_problem


class ReceiptRow(QWidget):
    """Shown once a package was taken in."""

    def __init__(self, desk: Desk, keys: Path, notice: NoticeBar) -> None:
        super().__init__()
        self._desk, self._keys, self._notice = desk, keys, notice
        self._opened: OpenedChanges | None = None
        self._written: Path | None = None
        self._secret_label = QLabel()
        self.secret = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self._secret_label.setBuddy(self.secret)
        self.button, self.result = QPushButton(), text_label()
        self.button.clicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self._secret_label, self.secret):
            column.addWidget(part)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.result)
        self.retranslate()

    def offer(self, opened: OpenedChanges) -> None:
        """Offer the receipt of a package that was taken in."""
        self._opened, self._written = opened, None
        self.retranslate()

    def write(self, folder: Path) -> None:
        """Write the receipt into *folder*; where it is comes back by itself."""
        plan, opened = self._desk.plan, self._opened
        if plan is None or opened is None:
            return
        ask = Receipting(
            opened=opened,
            office=self._desk.state.office,
            folder=folder,
            keys=self._keys,
            passphrase=self.secret.text(),
        )
        job = self._desk.jobs.prepare(receipting(plan, ask))
        job.done.connect(self._tell)
        job.refused.connect(lambda problem: show_problem(self._notice, problem))
        job.failed.connect(raise_fault)
        self._desk.jobs.start(job)

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang, opened = self._desk.lang, self._opened
        self.setVisible(opened is not None)
        if opened is None:
            return
        sender = opened.arrival.sender.office
        self.button.setText(lang(N_("Save the receipt for {office}…"), office=sender))
        self._secret_label.setText(lang(N_("Passphrase of this office's key")))
        self.secret.setAccessibleName(self._secret_label.text())
        for part in (self._secret_label, self.secret):
            part.setVisible(needs_passphrase(self._keys) is True)
        said = N_("The receipt for {office} is in {file}.")
        done = "" if self._written is None else lang(said, office=sender, file=str(self._written))
        self.result.setText(done)
        self.result.setVisible(bool(done))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _choose(self) -> None:
        if not (self._desk.state.person and self._desk.state.office):
            said = N_("A receipt names who took the package in. Enter your name and your office.")
            self._notice.tell(Message(said), alarm=True)
            return
        title = self._desk.lang(N_("Folder or stick for the receipt"))
        folder = QFileDialog.getExistingDirectory(self, title, self._desk.state.packages)
        if folder:
            self.write(Path(folder))

    def _tell(self, written: Path) -> None:
        self._written = written
        self.secret.clear()
        self.retranslate()
