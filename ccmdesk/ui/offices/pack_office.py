"""Pack for another office: what leaves is told before it leaves."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
)

from ccmdesk.actions.pack_changes import FORKED, Leaving, PackedChanges
from ccmdesk.actions.pack_submission import TRAINING
from ccmdesk.actions.sealed_package import Sealing
from ccmdesk.lang.lang import Lang
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.words import N_, Message
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.offices.sealing_row import SealingRow
from ccmdesk.ui.offices.sending import Sending, seeing_what_leaves, sending
from ccmdesk.ui.problems import NoticeBar, show_problem
from ccmdesk.ui.progress_row import ProgressRow

_LOOK_AFTER_MS = 300
_KILOBYTE = 1000


class PackOffice(QGroupBox):
    """To which office, all or what it lacks, and one button."""

    def __init__(self, desk: Desk, keys: Path, notice: NoticeBar) -> None:
        super().__init__()
        self._desk, self._keys, self._notice = desk, keys, notice
        self._leaving: Leaving | None = None
        self._packed: tuple[PackedChanges, int] | None = None
        self._to_label, self.to = QLabel(), QComboBox(editable=True)
        self._to_label.setBuddy(self.to)
        self.only_new, self.whole = QRadioButton(), QRadioButton()
        self.only_new.setChecked(True)
        self.leaves, self._stays = text_label(), text_label(muted=True)
        self.internal = QCheckBox()
        self.sealing = SealingRow(desk, keys, notice)
        self._secret_label = QLabel()
        self.secret = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self._secret_label.setBuddy(self.secret)
        self.pack_button = QPushButton()
        self.progress, self.result = ProgressRow(desk), text_label()
        self._pause = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._stale = True
        self.setProperty(PAGE, "offices#pack")
        self._lay_out()
        self._connect()
        self.retranslate()

    def pack_into(self, folder: Path) -> None:
        """Pack into *folder* for the office that was named; the result comes back by itself."""
        plan, to = self._desk.plan, self.to.currentText().strip()
        how = self.sealing.sealing()
        if plan is None or how is None:
            return
        ask = Sending(
            office=self._desk.state.office,
            to=to,
            whole=self.whole.isChecked(),
            with_internal=self.internal.isChecked(),
            folder=folder,
            keys=self._keys,
            passphrase=self.secret.text(),
            sealing=how,
        )
        self._notice.clear()
        job = self._desk.jobs.prepare(sending(plan, ask))
        job.done.connect(lambda packed: self._done(packed, how))
        job.refused.connect(lambda problem: show_problem(self._notice, problem))
        job.failed.connect(raise_fault)
        job.ended.connect(self._say)
        self.pack_button.setEnabled(False)
        self.progress.follow(job)
        self._desk.jobs.start(job)

    def look(self) -> None:
        """Count beside the window what would leave."""
        plan, to = self._desk.plan, self.to.currentText().strip()
        self._stale, self._leaving = False, None
        self._say()
        if plan is None or not to:
            return
        whole = self.whole.isChecked()
        job = plan.reading.prepare(seeing_what_leaves(plan, to, whole=whole))

        def show(leaving: Leaving) -> None:
            if (to, whole) == (self.to.currentText().strip(), self.whole.isChecked()):
                self._leaving = leaving
                self._say()

        job.done.connect(show)
        job.refused.connect(lambda problem: show_problem(self._notice, problem))
        job.failed.connect(raise_fault)
        plan.reading.start(job)

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self.setTitle(lang(N_("Pack for another office")))
        self._to_label.setText(lang(N_("To which office, by the name it gives itself")))
        self.to.setAccessibleName(self._to_label.text())
        self.only_new.setText(lang(N_("Only what that office does not have yet")))
        self.whole.setText(lang(N_("The whole plan")))
        self._stays.setText(lang(N_("Changes go to another office whole, with their history.")))
        self._secret_label.setText(lang(N_("Passphrase of this office's key")))
        self.secret.setAccessibleName(self._secret_label.text())
        self.pack_button.setText(lang(N_("Choose a folder and pack…")))
        self._say()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._offer_offices()
            self.look()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _offer_offices(self) -> None:
        plan, typed = self._desk.plan, self.to.currentText()
        known = () if plan is None else plan.store.packages.offices()
        self.to.blockSignals(True)
        self.to.clear()
        self.to.addItems(known)
        if typed:
            self.to.setEditText(typed)
        self.to.blockSignals(False)

    def _ask_folder(self) -> None:
        plan, state = self._desk.plan, self._desk.state
        if plan is not None and plan.store.is_training:
            self._notice.tell(Message(TRAINING), alarm=True)
            return
        if not (state.person and state.office):
            self._ask_who()
            return
        title = self._desk.lang(N_("Folder or stick to pack onto"))
        folder = QFileDialog.getExistingDirectory(self, title, state.packages)
        if folder:
            self._desk.remember(packages=folder)
            self.pack_into(Path(folder))

    def _ask_who(self) -> None:
        from ccmdesk.ui.who_dialog import WhoDialog

        why = N_("A package names its sender. Enter your name and your office; then it is packed.")
        dialog = WhoDialog(self._desk, self, why=why)
        dialog.accepted.connect(self._ask_folder)
        dialog.open()

    def _done(self, packed: tuple[PackedChanges, int], how: Sealing) -> None:
        self._packed = packed
        self.sealing.note(how)
        self.secret.clear()
        self.internal.setChecked(False)
        self._say()

    def _say(self) -> None:
        lang, leaving, to = self._desk.lang, self._leaving, self.to.currentText().strip()
        self.leaves.setText(self._leaves_words(lang, leaving) if to else lang(_NAME_IT))
        internal = 0 if leaving is None else leaving.internal
        self.internal.setText(
            lang.ngettext(
                "{office} may also read internal notes and records for this office only:"
                " {n} record",
                "{office} may also read internal notes and records for this office only:"
                " {n} records",
                internal,
                office=to,
            )
        )
        self.internal.setVisible(internal > 0)
        allowed = not internal or self.internal.isChecked()
        self.pack_button.setEnabled(bool(leaving and leaving.changes) and allowed)
        self.result.setText(self._result_words(lang))
        self.result.setVisible(bool(self.result.text()))

    def _leaves_words(self, lang: Lang, leaving: Leaving | None) -> str:
        if leaving is None:
            return lang(N_("Working…"))
        if not leaving.changes:
            return lang(N_("That office has everything: there is nothing to send."))
        told = [
            lang(N_("{kind}: {number}"), kind=lang(BY_NAME[kind].many), number=lang.number(many))
            for kind, many in sorted(leaving.records.items(), key=lambda one: -one[1])
            if kind in BY_NAME
        ]
        changes = lang.ngettext("{n} change leaves.", "{n} changes leave.", leaving.changes)
        records = lang(N_("Records: {list}"), list=lang.join(told))
        forked = [lang(FORKED, office=office) for office in leaving.forked]
        return "\n".join([f"{changes} {records}", *forked])

    def _result_words(self, lang: Lang) -> str:
        if self._packed is None:
            return ""
        packed, size = self._packed
        said = lang.ngettext(
            "Package {number} was packed with {n} change, read back and proved.",
            "Package {number} was packed with {n} changes, read back and proved.",
            packed.changes,
            number=str(packed.number),
        )
        where = lang(
            N_("{file}, {size} kB, in the folder {folder}"),
            file=packed.path.name,
            size=lang.number(max(size // _KILOBYTE, 1)),
            folder=str(packed.path.parent),
        )
        key = lang(N_("Fingerprint of your key: {fingerprint}"), fingerprint=packed.fingerprint)
        return "\n".join([said, where, *map(lang.say, self.sealing.words()), key])

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(6)
        parts = (
            self.result,
            self._to_label,
            self.to,
            self.only_new,
            self.whole,
            self.leaves,
            self.internal,
            self._stays,
            self.sealing,
        )
        for part in parts:
            column.addWidget(part)
        column.addWidget(self._secret_label)
        column.addWidget(self.secret)
        column.addWidget(self.pack_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.progress)
        column.addStretch(1)

    def _connect(self) -> None:
        self.pack_button.clicked.connect(self._ask_folder)
        self.to.editTextChanged.connect(lambda _: self._pause.start())
        self.whole.toggled.connect(lambda _: self.look())
        self.internal.toggled.connect(lambda _: self._say())
        self._pause.timeout.connect(self.look)
        self._desk.checked.connect(self._tell_again)

    def _tell_again(self) -> None:
        self._stale = not self.isVisible()
        if self.isVisible():
            self.look()


_NAME_IT = N_("Name the office. What would leave is then told here, before anything leaves.")
