"""Pack for the Implementation Support Unit: what is inside, for whom, what stays here."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.actions.approve import ApproveEdition, Approver
from ccmdesk.actions.editions import last_edition
from ccmdesk.actions.given_numbers import note_given
from ccmdesk.actions.pack_submission import (
    TRAINING,
    Packed,
    Prepared,
    discard_package,
    is_illustrative,
    record_submission,
)
from ccmdesk.actions.package_figures import packed_figures
from ccmdesk.actions.sealed_package import Sealing
from ccmdesk.actions.signing_key import needs_passphrase
from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.model.edition import Edition
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_, Message
from ccmdesk.ui.commands import language_words
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.failed_packing import FailedPacking
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.key_card_row import KeyCardRow
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.mask_row import MaskRow
from ccmdesk.ui.meeting_choice import MeetingChoice
from ccmdesk.ui.offices.sealing_row import SealingRow
from ccmdesk.ui.offices.undecided_row import UndecidedRow
from ccmdesk.ui.packing import Packing, packing
from ccmdesk.ui.problems import NoticeBar, attempt
from ccmdesk.ui.progress_row import ProgressRow
from ccmdesk.ui.records.flow import Flow

if TYPE_CHECKING:
    from ccmdesk.ui.open_plan import OpenPlan


class PackPanel(QGroupBox):
    """The languages of the papers, what goes and what stays, and one button.

    *failed* tells above both panels, on the page, that nothing was packed.
    """

    def __init__(self, desk: Desk, keys: Path, notice: NoticeBar) -> None:
        super().__init__()
        self._desk = desk
        self._keys = keys
        self._notice = notice
        self._packed: tuple[Packed, dt.datetime] | None = None
        self._whom = text_label()
        self._choose = QLabel()
        self.languages = {code: QCheckBox() for code in SHIPPED}
        self._tick_languages()
        self._meeting_label = QLabel()
        self.meeting = MeetingChoice(desk)
        self._meeting_label.setBuddy(self.meeting)
        self.example = QCheckBox()
        self._inside = text_label()
        self._stays = text_label(muted=True)
        self.sealing, self.masking = SealingRow(desk, keys, notice), MaskRow(desk)
        self._secret_label = QLabel()
        self.secret = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self._secret_label.setBuddy(self.secret)
        self._about = text_label(muted=True)
        self.key_card = KeyCardRow(desk, keys, notice, self.secret.text)
        self.pack_button = QPushButton()
        self.pack_button.clicked.connect(self._ask_folder)
        self.progress, self.undecided = ProgressRow(desk), UndecidedRow(desk)
        self.failed = FailedPacking(desk, self)
        self.failed.again_asked.connect(self._ask_folder)
        self._result = text_label()
        self._lay_out()
        self._stale = False
        desk.checked.connect(self._tell_again)
        self.retranslate()

    def pack_into(self, folder: Path) -> None:
        """Pack the chosen languages into *folder*; the result comes back by itself."""
        plan = self._desk.plan
        if plan is None:
            return
        chosen = self._chosen()
        if not chosen:
            said = N_("Choose at least one language for the papers in the package.")
            self._notice.tell(Message(said), alarm=True)
            return
        how = self.sealing.sealing()
        if how is None:
            return
        ask = Packing(
            languages=chosen,
            meeting=self.meeting.meeting,
            office=self._desk.state.office,
            folder=folder,
            keys=self._keys,
            passphrase=self.secret.text(),
            illustrative=self.example.isChecked(),
            why=self.undecided.why.text(),
            sealing=how,
            mask_below=self.masking.below,
        )
        self._notice.clear()
        job = self._desk.jobs.prepare(packing(plan, ask))
        job.done.connect(lambda prepared: self._record(plan, prepared, how))
        job.refused.connect(self._refuse)
        job.failed.connect(raise_fault)
        job.ended.connect(self._let_pack)
        self.pack_button.setEnabled(False)
        self.progress.follow(job)
        self._desk.jobs.start(job)

    def approval_request(self, approver: Approver) -> ApproveEdition:
        """Return the request to approve what would be packed now."""
        return ApproveEdition(
            approver=approver, meeting=self.meeting.meeting, languages=self._chosen()
        )

    def _chosen(self) -> tuple[str, ...]:
        return tuple(code for code, box in self.languages.items() if box.isChecked())

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self.setTitle(lang(N_("Pack a submission")))
        said = N_("For: Implementation Support Unit of the Convention on Cluster Munitions, Geneva")
        self._whom.setText(lang(said))
        self._choose.setText(lang(N_("Papers in these languages:")))
        for code, box in self.languages.items():
            box.setText(SHIPPED[code].name)
            box.setToolTip(language_words(lang, code))
        self._meeting_label.setText(lang(N_("Papers made for this meeting:")))
        self.example.setText(lang(N_("Pack this example all the same")))
        said = lang(N_("It is not the plan of the State, and its papers say so."))
        self.example.setToolTip(said)
        self.example.setAccessibleDescription(said)
        self._secret_label.setText(lang(N_("Passphrase of this office's key")))
        self._about.setText(self._about_key())
        self.secret.setAccessibleName(lang(N_("Passphrase of this office's key")))
        self.secret.setAccessibleDescription(self._about_key())
        self.pack_button.setText(lang(N_("Choose a folder and pack…")))
        self._say_contents()
        self._say_result()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._say_contents()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _tell_again(self) -> None:
        """Count again what is inside when somebody looks; a hidden panel waits."""
        self._stale = not self.isVisible()
        if self.isVisible():
            self._say_contents()

    def _ask_folder(self) -> None:
        plan = self._desk.plan
        if plan is not None and plan.store.is_training:
            self._notice.tell(Message(TRAINING), alarm=True)
            return
        if self.undecided.lacks_reason:
            said = N_("Decide the differences first, or write the reason to pack all the same.")
            self._notice.tell(Message(said), alarm=True)
            self.undecided.why.setFocus()
            return
        state = self._desk.state
        if not (state.person and state.office):
            self._ask_who()
            return
        title = self._desk.lang(N_("Folder or stick to pack onto"))
        folder = QFileDialog.getExistingDirectory(self, title, self._desk.state.packages)
        if folder:
            self._desk.remember(packages=folder)
            self.pack_into(Path(folder))

    def _ask_who(self) -> None:
        """Ask first who sends the package, then go on to the folder."""
        from ccmdesk.ui.who_dialog import WhoDialog

        why = N_("A package names its sender. Enter your name and your office; then it is packed.")
        dialog = WhoDialog(self._desk, self, why=why)
        dialog.accepted.connect(self._ask_folder)
        dialog.open()

    def _tick_languages(self) -> None:
        """Tick the languages of last time, at first that of the window; a choice is remembered."""
        papers = self._desk.state.papers or (self._desk.lang.code,)
        for code, box in self.languages.items():
            box.setChecked(code in papers)
            box.toggled.connect(self._remember_languages)

    def _remember_languages(self) -> None:
        ticked = tuple(code for code, box in self.languages.items() if box.isChecked())
        self._desk.remember(papers=ticked)

    def _refuse(self, problem: Problem) -> None:
        self.failed.keep(problem)

    def _let_pack(self) -> None:
        self.pack_button.setEnabled(True)

    def _record(self, plan: OpenPlan, prepared: Prepared, how: Sealing) -> None:
        """Write the edition that was packed into its plan, and say so."""
        if self._desk.plan is not plan:
            attempt(self._notice, lambda: discard_package(prepared))
            return
        if attempt(self._notice, lambda: plan.written(record_submission(plan.store, prepared))):
            note_given(plan.store, prepared.packed, folder=self._keys)
            self._packed = (prepared.packed, dt.datetime.now(dt.UTC).astimezone())
            self.failed.settle()
            self.sealing.note(how)
            self.secret.clear()
            self.example.setChecked(False)
            self.undecided.why.clear()
            self.retranslate()

    def _about_key(self) -> str:
        lang = self._desk.lang
        match needs_passphrase(self._keys):
            case True:
                return lang(N_("Needed: the key is kept under a passphrase."))
            case False:
                return lang(N_("Not needed: the key is protected by the access to this computer."))
            case None:
                return lang(N_("The key is made now. A passphrase is optional; do not lose it."))

    def _say_contents(self) -> None:
        plan, lang = self._desk.plan, self._desk.lang
        if plan is None or plan.found is None:
            return
        document, inside = plan.found.document, plan.found.inside
        self.example.setVisible(is_illustrative(document) and not document.training)
        most = sorted(inside, key=lambda name: -inside[name])
        told = [
            lang(N_("{kind}: {number}"), kind=lang(BY_NAME[n].many), number=lang.number(inside[n]))
            for n in most
        ]
        total = sum(inside.values())
        count = lang.ngettext("{n} record", "{n} records", total)
        said = N_("Inside: {count}, the papers as PDF, and a list of what is missing. {most}.")
        self._inside.setText(lang(said, count=count, most=lang.join(told)))
        held = sum(len(records) for records in document.records.values()) - total
        kept = lang.ngettext("{n} record", "{n} records", held)
        self._stays.setText(
            lang(
                N_(
                    "Left out: {count} marked for this office only, and all internal notes."
                    " Victims appear as counts only."
                ),
                count=kept,
            )
        )

    def _say_result(self) -> None:
        lang = self._desk.lang
        if self._packed is None:
            self._result.setText(self._not_packed())
            return
        packed, when = self._packed
        lines = [
            lang(
                N_("Saved here, and packed at {time}: written, read back and verified."),
                time=lang.time_of_day(when),
            ),
            lang(
                N_("Submission {number}: {file}"), number=str(packed.number), file=str(packed.path)
            ),
            lang.say(packed.approval),
            lang.say(packed_figures(packed.written).sentence),
            *map(lang.say, self.sealing.words()),
            lang(N_("Fingerprint of your key: {fingerprint}"), fingerprint=packed.fingerprint),
            lang(N_("The stick can be taken out once its light is still.")),
        ]
        self._result.setText("\n".join(lines))

    def _not_packed(self) -> str:
        """Say that nothing was packed here today, in agreement with what was submitted before."""
        plan, lang = self._desk.plan, self._desk.lang
        if plan is not None and plan.store.is_training:
            return lang(TRAINING)
        last = None if plan is None else last_edition(plan.all_of(Edition))
        if last is None or last.number is None:
            return lang(N_("Saved here. Not packed yet."))
        said = N_("Saved here. What changed since submission {number} is not packed yet.")
        return lang(said, number=str(last.number))

    def _lay_out(self) -> None:
        boxes = QWidget()
        flow = Flow(boxes)
        for box in self.languages.values():
            flow.addWidget(box)
        column = QVBoxLayout(self)
        column.setSpacing(6)
        column.addWidget(self._result)
        column.addWidget(self.pack_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.progress)
        column.addWidget(self.undecided)
        column.addWidget(self._whom)
        column.addWidget(self._choose)
        column.addWidget(boxes)
        column.addWidget(self._meeting_label)
        column.addWidget(self.meeting)
        rest: tuple[QWidget, ...] = (
            self._inside,
            self._stays,
            self.example,
            self.masking,
            self.sealing,
            self._secret_label,
            self.secret,
            self._about,
            self.key_card,
        )
        for part in rest:
            column.addWidget(part)
        column.addStretch(1)
