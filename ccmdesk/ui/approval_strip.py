"""How the plan, or what is submitted next, stands to its approval, with what can be done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ccmdesk.actions.approve import ApproveEdition, ApprovePlan, Approver, WithdrawApproval
from ccmdesk.model.edition import ApprovalState, Edition
from ccmdesk.model.ids import MeetingId
from ccmdesk.model.meeting import Meeting
from ccmdesk.model.words import N_, Message
from ccmdesk.rules.approvals import approval_says, is_for, standing_of
from ccmdesk.rules.rule import called
from ccmdesk.ui.approve_dialog import ApproveDialog
from ccmdesk.ui.checking import Checked
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.labels import ShortLines, text_label
from ccmdesk.ui.meeting_choice import MeetingChoice
from ccmdesk.ui.problems import NoticeBar, attempt

Ask = Callable[[Approver], ApprovePlan | ApproveEdition]


def plan_request(approver: Approver) -> ApprovePlan:
    """Return the request to approve the plan itself."""
    return ApprovePlan(approver=approver)


class ApprovalStrip(QWidget):
    """One sentence, and the buttons to approve and to withdraw; *ask* makes the request.

    With the choice of a *meeting* it is about what is submitted next, as it goes out for that one.
    """

    def __init__(
        self, desk: Desk, notice: NoticeBar, ask: Ask, meeting: MeetingChoice | None = None
    ) -> None:
        super().__init__()
        self._desk, self._notice, self._ask, self._meeting = desk, notice, ask, meeting
        self.says = text_label()
        self.approve_button, self.withdraw_button = QPushButton(), QPushButton()
        self.approve_button.clicked.connect(self.open_dialog)
        self.withdraw_button.clicked.connect(self.withdraw)
        self.dialog: ApproveDialog | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ShortLines(self.says, self.withdraw_button, self.approve_button))
        if meeting is not None:
            meeting.chosen.connect(self.retranslate)
        desk.checked.connect(self.retranslate)
        desk.plan_changed.connect(self.retranslate)
        self.retranslate()

    def open_dialog(self) -> None:
        """Ask who approves."""
        if self._desk.plan is not None:
            self.dialog = ApproveDialog(self._desk, self._ask, self)
            self.dialog.open()

    def withdraw(self) -> None:
        """Take the approval off; undo brings it back."""
        plan = self._desk.plan
        if plan is not None:
            ask = WithdrawApproval(edition=self._meeting is not None)
            attempt(self._notice, partial(plan.withdraw_approval, ask))

    def retranslate(self) -> None:
        """Say how it stands as of the last check, in the language of the window."""
        lang, found = self._desk.lang, self._desk.found
        again, first = lang(N_("Approve again…")), lang(N_("Approve…"))
        self.withdraw_button.setText(lang(N_("Withdraw the approval")))
        self.approve_button.setText(first)
        self.setVisible(found is not None)
        if found is None:
            return
        approval, changed = found.approval if self._meeting is None else found.edition
        stands = approval.unproved or approval.state is not ApprovalState.DRAFT
        if self._meeting is None:
            self.says.setText(lang.say(approval_says(approval, changed=changed)))
        else:
            what = next_says(found, self._meeting.meeting)
            self.says.setText(lang(N_("Next submission: {what}"), what=lang.say(what)))
        self.withdraw_button.setVisible(stands)
        self.approve_button.setText(again if stands else first)
        for button in (self.approve_button, self.withdraw_button):
            button.setAccessibleDescription(self.says.text())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def next_says(found: Checked, meeting: MeetingId | None) -> Message:
    """Return under which approval a submission for *meeting* would go out.

    One that was approved for another meeting is named beside it: it does not go along.
    """
    (edition, changed), (plan, changed_plan) = found.edition, found.approval
    standing = standing_of(edition, plan, meeting=meeting)
    what = approval_says(standing, changed=changed if standing is edition else changed_plan)
    record = edition.record
    if not isinstance(record, Edition) or is_for(edition, meeting):
        return what
    other = found.document.get(Meeting, record.meeting)
    named = Message(N_("No meeting")) if other is None else called([other])
    says = N_(
        "{approved} (for {meeting}). For the meeting chosen here it goes out as follows: {what}"
    )
    values = {"approved": approval_says(edition, changed=changed), "meeting": named, "what": what}
    return Message(says, values)
