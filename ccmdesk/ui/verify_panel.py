"""Receive a file: a submission is only checked, changes and receipts lead on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QGroupBox, QPushButton, QVBoxLayout

from ccmdesk.actions.open_received import OpenedFile, open_received
from ccmdesk.actions.package_figures import received_figures
from ccmdesk.actions.sealed_package import NEEDS_ITS_PASSPHRASE, Unlock, unlock_with
from ccmdesk.actions.take_in_changes import OpenedChanges
from ccmdesk.actions.trust import known_keys
from ccmdesk.bundle.encryption import WRONG_PASSPHRASE
from ccmdesk.bundle.fingerprint import fingerprint_text
from ccmdesk.bundle.reader import Verified
from ccmdesk.bundle.receipt import SignedReceipt
from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.isolation import joined
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_, Message
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.jobs import Running
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.opening import author_of
from ccmdesk.ui.package_passphrase import PackagePassphrase
from ccmdesk.ui.paper_compare import PaperCompare
from ccmdesk.ui.progress_row import ProgressRow


class VerifyPanel(QGroupBox):
    """A file is chosen or dropped here; nothing of it is taken over.

    *keys* is the folder of the key of this office and of the trusted keys.
    """

    begun = Signal()
    """Another file is being looked at."""

    changes_found = Signal(object)
    """The OpenedChanges of another office; where nobody listens its sentence is all."""

    receipt_found = Signal(object)
    """A SignedReceipt."""

    def __init__(self, desk: Desk, keys: Path) -> None:
        super().__init__()
        self._desk = desk
        self._keys = keys
        opens = partial(unlock_with, keys, passphrase="")  # none was asked for  # nosec B106
        self.opens: Callable[[], Unlock] = opens
        """What opens a package that comes encrypted: a key that asks for no passphrase."""

        self.secret = PackagePassphrase(desk)
        self.secret.given.connect(self._again)
        self._found: Verified | None = None
        self._said: Message | None = None
        self._is_bad = False
        self._file = ""
        self.setAcceptDrops(True)
        self._hint = text_label(muted=True)
        self.choose_button = QPushButton()
        self.choose_button.clicked.connect(self.choose)
        self.progress = ProgressRow(desk)
        self.sentence = text_label()
        self._details = text_label(muted=True)
        self.paper = PaperCompare(desk)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(self._hint)
        column.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.progress, self.sentence, self.secret, self._details, self.paper):
            column.addWidget(part)
        column.addStretch(1)
        self.retranslate()

    def choose(self) -> None:
        """Let the user choose a package, and check it."""
        lang = self._desk.lang
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            lang(N_("Choose a package or a receipt")),
            self._desk.state.packages,
            joined(lang(N_("Packages and receipts (*.ccmb *.ccmb.age *.ccmr);;All files (*)"))),
        )
        if chosen:
            self._desk.remember(packages=str(Path(chosen).parent))
            self.check(Path(chosen))

    def check(self, file: Path) -> None:
        """Check one package in the worker; the sentence comes back by itself."""
        if self._file != str(file):
            self.secret.forget()
        self._file, self._found, self._said, self._is_bad = str(file), None, None, False
        self.paper.offer(None)
        self.begun.emit()
        keys, author, unlock = self._keys, author_of(self._desk), self._unlock()

        def work(running: Running) -> tuple[OpenedFile, int]:
            trusted = known_keys(keys, author=author)
            found = open_received(file, trusted=trusted, unlock=unlock, watch=running.go_on)
            return found, file.stat().st_size

        job = self._desk.jobs.prepare(work)
        job.done.connect(self._good)
        job.refused.connect(self._bad)
        job.failed.connect(raise_fault)
        self.progress.follow(job)
        self._desk.jobs.start(job)
        self.retranslate()

    def take(self, file: Path) -> None:
        """Compare a paper with the package that was found good; check anything else."""
        if self.paper.takes(file):
            self.paper.compare(file)
        else:
            self.check(file)

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self.setTitle(lang(N_("Receive a file")))
        said = N_(
            "Choose a package or a receipt, or drop it here. It is only looked at; changes of"
            " another office are taken in when you say so."
        )
        self._hint.setText(lang(said))
        self.choose_button.setText(lang(N_("Choose a file…")))
        self.sentence.setText("" if self._said is None else lang.say(self._said))
        self._details.setText("" if self._found is None else self._told(self._found))
        palette = self.palette()
        if self._is_bad:
            palette.setColor(palette.ColorRole.WindowText, palette.brightText().color())
        self.sentence.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.take(Path(files[0]))

    def _again(self) -> None:
        self.check(Path(self._file))

    def _unlock(self) -> Unlock:
        typed = self.secret.field.text()
        return replace(self.opens(), passphrase=lambda: typed) if typed else self.opens()

    def _good(self, checked: tuple[OpenedFile, int]) -> None:
        found, self._size = checked
        self.secret.forget()
        match found:
            case OpenedChanges():
                self._said = found.verified.sentence
                self._is_bad = False
                self.changes_found.emit(found)
            case SignedReceipt():
                self._said, self._is_bad = None, False
                self.receipt_found.emit(found)
            case _:
                self._found, self._said = found, found.sentence
                self.paper.offer(found)
        self.retranslate()

    def say(self, message: Message) -> None:
        """Say what became of the file."""
        self._said, self._is_bad = message, False
        self.retranslate()

    def _bad(self, problem: Problem) -> None:
        self._found, self._said, self._is_bad = None, problem.message, True
        if problem.message.msgid in {NEEDS_ITS_PASSPHRASE, WRONG_PASSPHRASE}:
            self.secret.ask()
        self.retranslate()

    def _told(self, found: Verified) -> str:
        lang, manifest = self._desk.lang, found.manifest
        names = [SHIPPED[tag].name if tag in SHIPPED else tag for tag in manifest.languages]
        counts = [
            lang(
                N_("{kind}: {number}"),
                kind=lang(BY_NAME[count.kind].many) if count.kind in BY_NAME else count.kind,
                number=lang.number(count.records),
            )
            for count in manifest.counts
        ]
        number, country = str(manifest.number), manifest.country
        lines = [
            lang(N_("File: {file}"), file=self._file),
            lang(N_("Submission {number} of {country}"), number=number, country=country),
            lang.say(received_figures(found).sentence),
            lang(N_("Plan as of {date}"), date=lang.date(manifest.data_date)),
            lang(N_("Papers in: {languages}"), languages=lang.join(names)),
            lang(
                N_("Fingerprint of the key: {fingerprint}"),
                fingerprint=fingerprint_text(found.fingerprint),
            ),
            lang(N_("Inside: {contents}"), contents=lang.join(counts)),
        ]
        return "\n".join(lines)
