"""Asks who approves, in which role, and when; what is known of who works here stands there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.actions.approve import ApproveEdition, ApprovePlan, Approver
from ccmdesk.model.facts import field_map
from ccmdesk.model.plan import Plan
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.box import Box
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.problems import NoticeBar, attempt
from ccmdesk.ui.records.editors.dates import DateEditor

_WIDE = 460
_APPROVE = C_("button", "Approve")
_HOLDS = N_(
    "The approval holds for the records as they are now. When one of them changes, papers and the"
    " window say so."
)


class ApproveDialog(Box):
    """Nothing is written before Approve is pressed; a refusal is told here."""

    def __init__(
        self,
        desk: Desk,
        ask: Callable[[Approver], ApprovePlan | ApproveEdition],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty(PAGE, "plan#plan")
        plan = desk.plan
        if plan is None:
            raise ValueError(desk)
        self._desk, self._ask = desk, ask
        self._plan: OpenPlan = plan
        lang, state = desk.lang, desk.state
        self.setWindowTitle(lang(_APPROVE))
        self.person, self.role = QLineEdit(state.person), QLineEdit(state.role)
        self.office = QLineEdit(state.office)
        self.day = DateEditor(field_map(Plan)["approved_on"], plan)
        self.day.show_value(plan.author.today)
        self.notice = NoticeBar(desk)
        self._lay_out()
        self.take_size(_WIDE, high=0)

    def approve(self) -> None:
        """Write the approval as one step, and remember who works here where it was not known."""
        if attempt(self.notice, self._write):
            kept = self._desk.state
            self._desk.remember(
                person=kept.person or self.person.text().strip(),
                role=kept.role or self.role.text().strip(),
                office=kept.office or self.office.text().strip(),
            )
            self.accept()

    def _write(self) -> None:
        day = self.day.value()
        if day is None:
            raise Problem(N_("Type the day of the approval."))
        approver = Approver(
            name=self.person.text(),
            role=self.role.text(),
            office=self.office.text(),
            on=day,
            language=self._desk.lang.code,
        )
        self._plan.approve(self._ask(approver))

    def _lay_out(self) -> None:
        lang = self._desk.lang
        said = text_label()
        said.setText(lang(_HOLDS))
        form = QFormLayout()
        facts = field_map(Plan)
        for field, part in (
            ("approved_by", self.person),
            ("approved_role", self.role),
            ("approved_office", self.office),
            ("approved_on", self.day),
        ):
            words = lang(facts[field].spec.label)
            form.addRow(words, part)
            part.setAccessibleName(words)
        self.day.name(lang(facts["approved_on"].spec.label))
        buttons = QDialogButtonBox()
        go = buttons.addButton(lang(_APPROVE), QDialogButtonBox.ButtonRole.AcceptRole)
        leave = buttons.addButton(lang(N_("Cancel")), QDialogButtonBox.ButtonRole.RejectRole)
        go.clicked.connect(self.approve)
        leave.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(said)
        column.addLayout(form)
        column.addWidget(self.notice)
        column.addWidget(buttons)
