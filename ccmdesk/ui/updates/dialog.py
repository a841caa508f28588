"""Updates: which versions are in use, a new one from a file, and back to the version before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QPushButton, QVBoxLayout

from ccmdesk.actions.updates.go_back import ListedUpdate, go_back, listed_updates
from ccmdesk.actions.updates.open_update import Offered, look_at_update
from ccmdesk.actions.updates.put_in_use import PutInUse, put_in_use
from ccmdesk.actions.updates.update_keys import revoke_key
from ccmdesk.actions.updates.update_words import (
    NEXT_START,
    REVOKING,
    WENT_BACK,
    listed_words,
    offer_words,
)
from ccmdesk.bundle.update_manifest import UpdateKind
from ccmdesk.bundle.update_names import SUFFIX
from ccmdesk.lang.isolation import joined
from ccmdesk.model.words import C_, N_, Message
from ccmdesk.ui.box import Box
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.labels import BoldLabel, text_label
from ccmdesk.ui.opening import author_of, packs
from ccmdesk.ui.problems import NoticeBar, attempt, show_problem
from ccmdesk.ui.progress_row import ProgressRow
from ccmdesk.ui.records.flow import FlowBox
from ccmdesk.ui.trust.question_box import Question, QuestionBox
from ccmdesk.ui.trust.questions import FINGERPRINT
from ccmdesk.version import VERSION

if TYPE_CHECKING:
    from ccmdesk.ui.window import Window

_WIDE = 560
_SHOWN = 5
"""So many updates are told here, the newest first; the command line lists them all."""

_BACK = {
    UpdateKind.PROGRAM: N_("Back to the program before"),
    UpdateKind.PACKS: N_("Back to the packs before"),
}


class UpdatesDialog(Box):
    """Stands beside the work; *folder* is where the program keeps files of its own."""

    def __init__(self, window: Window, folder: Path) -> None:
        super().__init__(window.frame())
        self.setProperty(PAGE, "update")
        self._desk, self._folder = window.desk, folder
        self.box: QuestionBox | None = None
        self._program, self._packs = BoldLabel(), text_label()
        self._taken, self.listed = BoldLabel(), text_label()
        self.notice, self.progress = NoticeBar(window.desk), ProgressRow(window.desk)
        self.file_button, self.revoke_button = QPushButton(), QPushButton()
        self.back_buttons = {kind: QPushButton() for kind in _BACK}
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._lay_out()
        self._connect()
        self.retranslate()

    def look_at(self, file: Path) -> None:
        """Prove an update beside the window, then ask whether it is to be put in use."""
        folder = self._folder
        job = self._desk.jobs.prepare(
            lambda running: look_at_update(folder, file, watch=running.go_on)
        )
        self.notice.clear()
        self.file_button.setEnabled(False)
        job.ended.connect(lambda: self.file_button.setEnabled(True))
        job.done.connect(lambda offered: self._ask(file, offered))
        job.refused.connect(lambda problem: show_problem(self.notice, problem))
        job.failed.connect(raise_fault)
        self.progress.follow(job)
        self._desk.jobs.start(job)

    def go_back(self, kind: UpdateKind) -> None:
        """Use what was in use before the last update of a kind."""
        if attempt(self.notice, lambda: self._go_back(kind)):
            self._show_listed()

    def revoke(self) -> None:
        """Ask for the fingerprint of a key from which no update is to be taken any more."""
        folder, author = self._folder, author_of(self._desk)
        question = Question(
            title=N_("Revoke a key"),
            said=Message(REVOKING),
            button=N_("Revoke"),
            fields=(FINGERPRINT,),
            work=lambda typed, _: revoke_key(folder, "".join(typed), author=author),
            page="update",
        )
        self.box = QuestionBox(self._desk, question, self)
        self.box.done_with.connect(lambda _: self.notice.tell(Message(REVOKING), alarm=False))
        self.box.open()

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self.setWindowTitle(lang(N_("Updates")))
        self._program.setText(lang(C_("program", "ccmdesk {version}"), version=VERSION))
        said = N_("{title}: version {version} of {date}")
        self._packs.setText(
            "\n".join(
                lang(
                    said,
                    title=lang(pack.label),
                    version=pack.version,
                    date=lang.value(pack.dated),
                )
                for pack in packs().versions
            )
        )
        self._taken.setText(lang(N_("Updates that were put in use here")))
        self.file_button.setText(lang(N_("Update from a file…")))
        self.revoke_button.setText(lang(N_("Revoke a key…")))
        for kind, button in self.back_buttons.items():
            button.setText(lang(_BACK[kind]))
        self._show_listed()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.keep_height(self._column)

    def _show_listed(self) -> None:
        lang = self._desk.lang
        listed: list[ListedUpdate] = []
        attempt(self.notice, lambda: listed.extend(listed_updates(self._folder)))
        newest = sorted(listed, key=lambda one: one.installed.taken_on)[: -_SHOWN - 1 : -1]
        self.listed.setText("\n".join(lang.say(listed_words(one)) for one in newest))
        for part in (self._taken, self.listed):
            part.setVisible(bool(listed))
        for kind, button in self.back_buttons.items():
            button.setVisible(any(one.kind is kind and one.is_in_use for one in listed))
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """Grow or shrink once the event loop has laid out what has come or gone."""
        self.keep_height(self._column)
        self.adjustSize()

    def _ask(self, file: Path, offered: Offered) -> None:
        lang, folder, author = self._desk.lang, self._folder, author_of(self._desk)
        first, *rest = offer_words(offered, language=lang.code)
        question = Question(
            title=N_("Put an update in use"),
            said=first,
            told="\n".join(map(lang.say, rest)),
            button=N_("Put it in use"),
            fields=() if offered.known else (FINGERPRINT,),
            work=lambda typed, running: put_in_use(
                folder,
                PutInUse(file=file, compared="".join(typed)),
                author=author,
                watch=running.go_on,
            ),
            page="update",
        )
        self.box = QuestionBox(self._desk, question, self)
        self.box.done_with.connect(lambda _: self._done())
        self.box.open()

    def _done(self) -> None:
        self._show_listed()
        self.notice.tell(Message(NEXT_START), alarm=False)

    def _go_back(self, kind: UpdateKind) -> None:
        left = go_back(self._folder, kind)
        self.notice.tell(Message(WENT_BACK, {"version": left.version}), alarm=False)

    def _choose(self) -> None:
        lang = self._desk.lang
        kinds = (
            joined(lang(N_("Updates (*{suffix})"), suffix=SUFFIX)),
            lang(N_("All files (*)")),
        )
        title = lang(N_("Update from a file…"))
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", ";;".join(kinds))
        if chosen:
            self.look_at(Path(chosen))

    def _lay_out(self) -> None:
        buttons = FlowBox()
        for button in (self.file_button, *self.back_buttons.values(), self.revoke_button):
            buttons.add(button)
        self._column = column = QVBoxLayout(self)
        column.addStrut(_WIDE)  # a least width of the box itself would cut longer words
        for words in (self._program, self._packs, self._taken, self.listed):
            column.addWidget(words)
        column.addSpacing(12)
        for part in (buttons, self.notice, self.progress, self._buttons):
            column.addWidget(part)

    def _connect(self) -> None:
        self.file_button.clicked.connect(self._choose)
        self.revoke_button.clicked.connect(self.revoke)
        for kind, button in self.back_buttons.items():
            button.clicked.connect(lambda _=False, kind=kind: self.go_back(kind))
        self._buttons.rejected.connect(self.close)
