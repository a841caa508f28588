"""How the plan, or what is submitted next, stands to its approval, with what can be done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ccmdesk.actions.approve import ApproveEdition, ApprovePlan, Approver, WithdrawApproval
from ccmdesk.model.edition import ApprovalState
from ccmdesk.model.words import N_
from ccmdesk.rules.approvals import approval_says
from ccmdesk.ui.approve_dialog import ApproveDialog
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.labels import ShortLines, text_label
from ccmdesk.ui.problems import NoticeBar, attempt

Ask = Callable[[Approver], ApprovePlan | ApproveEdition]


def plan_request(approver: Approver) -> ApprovePlan:
    """Return the request to approve the plan itself."""
    return ApprovePlan(approver=approver)


class ApprovalStrip(QWidget):
    """One sentence, and the buttons to approve and to withdraw; *ask* makes the request."""

    def __init__(self, desk: Desk, notice: NoticeBar, ask: Ask, *, edition: bool = False) -> None:
        super().__init__()
        self._desk, self._notice, self._ask, self._edition = desk, notice, ask, edition
        self.says = text_label()
        self.approve_button, self.withdraw_button = QPushButton(), QPushButton()
        self.approve_button.clicked.connect(self.open_dialog)
        self.withdraw_button.clicked.connect(self.withdraw)
        self.dialog: ApproveDialog | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ShortLines(self.says, self.withdraw_button, self.approve_button))
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
            ask = WithdrawApproval(edition=self._edition)
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
        approval, changed = found.edition if self._edition else found.approval
        stands = approval.unproved or approval.state is not ApprovalState.DRAFT
        said = lang.say(approval_says(approval, changed=changed))
        self.says.setText(lang(N_("Next submission: {what}"), what=said) if self._edition else said)
        self.withdraw_button.setVisible(stands)
        self.approve_button.setText(again if stands else first)
        for button in (self.approve_button, self.withdraw_button):
            button.setAccessibleDescription(self.says.text())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
