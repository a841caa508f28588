"""From a file of another office to what became of it: preview, taking in, receipt."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ccmdesk.actions.look_into import Outlook
from ccmdesk.actions.receipts import note_receipt, noted_words
from ccmdesk.actions.take_in_changes import OpenedChanges
from ccmdesk.actions.trust import known_keys
from ccmdesk.bundle.receipt import SignedReceipt
from ccmdesk.db.write import Step
from ccmdesk.model.words import N_, Message, counted
from ccmdesk.ui.beside import beside
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.offices.receipt_row import ReceiptRow
from ccmdesk.ui.offices.take_in_view import TakeInView
from ccmdesk.ui.offices.taking_in import TakenIn, looking, taking_in
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.problems import NoticeBar, Way, attempt
from ccmdesk.ui.progress_row import ProgressRow
from ccmdesk.ui.verify_panel import VerifyPanel


class Receiving(QObject):
    """Joins the parts of the page: the place where files come in, the preview and the notice."""

    previewed = Signal()
    """The preview stands ready."""

    over = Signal()
    """The preview is done with."""

    noted = Signal()
    """A receipt was noted."""

    undo_asked = Signal()
    decide_asked = Signal()

    def __init__(
        self, desk: Desk, keys: Path, notice: NoticeBar, plan: OpenPlan, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._notice, self._plan, self._keys = desk, notice, plan, keys
        self._told: Step | None = None
        self.verify = VerifyPanel(desk, keys)
        self.view = TakeInView(plan)
        self.progress = ProgressRow(desk)
        self._beside = partial(beside, notice=notice, progress=self.progress)
        self.receipt = ReceiptRow(desk, keys, notice)
        self.verify.changes_found.connect(self.look)
        self.verify.receipt_found.connect(self.note)
        self.view.take_asked.connect(self.take)
        self.view.left.connect(self.over)
        desk.written.connect(self._written)

    def look(self, opened: OpenedChanges) -> None:
        """Show what taking a package in would do."""
        self._beside(self._desk.jobs, looking(self._plan, opened)).done.connect(self._show)

    def take(self, why: str) -> None:
        """Take the package in that is looked at."""
        outlook = self.view.outlook
        if outlook is None or self._desk.jobs.busy:
            return
        self._plan.typed_asked.emit()
        self._plan.checking.hold()
        work = taking_in(self._plan, outlook.opened, why)
        self._beside(self._desk.jobs, work).done.connect(self._taken)

    def note(self, signed: SignedReceipt) -> None:
        """Note a receipt of a package that was packed here."""
        plan = self._plan

        def note() -> None:
            trusted = known_keys(self._keys, author=plan.author)
            note_receipt(plan.store, signed, author=plan.author, trusted=trusted)
            self.verify.say(noted_words(signed, trusted))

        if attempt(self._notice, note):
            self.noted.emit()

    def _show(self, outlook: Outlook) -> None:
        self.view.put(outlook)
        self.previewed.emit()

    def _taken(self, taken: TakenIn) -> None:
        self._told = taken.step
        self._plan.checking.hold()
        self._plan.written(taken.step)
        self.receipt.offer(taken.opened)
        self.over.emit()
        self._notice.tell_as(lambda: _outcome(taken), alarm=False)
        ways = [] if taken.step is None else [Way(Message(N_("Undo")), self.undo_asked.emit)]
        if taken.to_decide:
            words = Message(N_("Decide ({n})"), {"n": str(taken.to_decide)})
            ways.append(Way(words, self.decide_asked.emit))
        self._notice.offer(*ways)
        for button in self._notice.buttons[:1]:
            button.setFocus()

    def _written(self, step: Step) -> None:
        """Take the offer of undo away once undo would take back something else."""
        if self._told is not None and step.id != self._told.id:
            self._told = None
            self._notice.clear()


def _outcome(taken: TakenIn) -> Message:
    sender = taken.opened.arrival.sender
    values = {"number": str(sender.number), "office": sender.office}
    if not taken.received.new and not taken.received.waiting:
        said = N_("Package {number} of {office} brought nothing that was not here.")
        return Message(said, values)
    if not taken.received.new:
        return Message(N_("Package {number} of {office} waits for an earlier package."), values)
    return counted(
        "Package {number} of {office} was taken in: {n} change. The plan as it was is in {backup}.",
        "Package {number} of {office} was taken in: {n} changes. The plan as it was is in"
        " {backup}.",
        taken.received.new,
        backup=taken.backup.name,
        **values,
    )
