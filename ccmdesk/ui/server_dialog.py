"""The box for a plan on a server: opens the one that is there, or copies the open plan there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
)

from ccmdesk.model.problem import PasswordAsked, Problem
from ccmdesk.model.words import N_
from ccmdesk.ui.box import Box
from ccmdesk.ui.choosing import SaveAs, where_to_save
from ccmdesk.ui.encrypted.unlocking import Unlocking
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.jobs import Running
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.opening import SUFFIX
from ccmdesk.ui.progress_row import ProgressRow

if TYPE_CHECKING:
    from ccmdesk.ui.window import Window

OpenWith = Callable[[Callable[[], object]], bool]
EXAMPLE = "postgresql://amina@server/plan"
_WIDE = 560


class ServerDialog(Box):
    """*open_with* opens a plan by some work: the file that leads to the server, once it is made."""

    def __init__(self, window: Window, open_with: OpenWith) -> None:
        super().__init__(window.frame())
        self.setProperty(PAGE, "server")
        self._window, self._desk, self._open_with = window, window.desk, open_with
        self._said = text_label()
        self.address = QLineEdit()
        self.address.setPlaceholderText(EXAMPLE)
        self.address.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.open_there = QRadioButton()
        self.copy_there = QRadioButton()
        plan = window.desk.plan
        self.copy_there.setEnabled(plan is not None and not plan.store.is_shared)
        self.open_there.setChecked(True)
        self._no_password = text_label()
        self.problem = text_label()
        self.problem.hide()
        self.progress = ProgressRow(self._desk)
        buttons = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        self.go_button = buttons.addButton("", roles.AcceptRole)
        self.leave_button = buttons.addButton("", roles.RejectRole)
        self.go_button.setDefault(True)
        self.go_button.clicked.connect(self.go_on)
        self.leave_button.clicked.connect(self.reject)
        self.address.textChanged.connect(self._allow)
        column = QVBoxLayout(self)
        column.addStrut(_WIDE)  # a least width of the box itself would cut longer words
        for part in (
            self._said,
            self.address,
            self.open_there,
            self.copy_there,
            self._no_password,
            self.problem,
            self.progress,
            buttons,
        ):
            column.addWidget(part)
        self.retranslate()
        self._allow()

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self.setWindowTitle(lang(N_("Plan on a server")))
        self._said.setText(
            lang(
                N_(
                    "Several people of an office can work in one plan at the same time when it is"
                    " on a PostgreSQL server. Type the address of its database."
                )
            )
        )
        self.address.setAccessibleName(lang(N_("Address of the database")))
        self.open_there.setText(lang(N_("Open the plan that is there")))
        self.copy_there.setText(lang(N_("Copy the open plan there, and work on there")))
        self._no_password.setText(
            lang(
                N_(
                    "A small file that leads to the server is saved on this computer. A password is"
                    " never in it: it is asked for, unless the password file of PostgreSQL has it."
                )
            )
        )
        self.go_button.setText(lang(N_("Go on")))
        self.leave_button.setText(lang(N_("Cancel")))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def go_on(self) -> None:
        """Ask where the small file is to be, then work beside the window."""
        lang = self._desk.lang
        ask = SaveAs(
            title=self.windowTitle(),
            usual=f"{lang(N_('Plan on a server'))}{SUFFIX}",
            kinds=((SUFFIX, f"*{SUFFIX}"),),
            is_new=True,
        )
        file = where_to_save(self, lang=lang, ask=ask)
        if file is not None:
            self.make(file)

    def make(self, file: Path, *, password: str = "") -> None:
        """Make *file*, copying the open plan first when that is asked for, and open it."""
        self.problem.hide()
        job = self._desk.jobs.prepare(self._work(file, password))
        job.done.connect(lambda _: self._finish(file, password))
        job.refused.connect(lambda problem: self._refuse(problem, file))
        job.failed.connect(raise_fault)
        self.rejected.connect(job.cancel)
        self.progress.follow(job)
        self._desk.jobs.start(job)

    def _work(self, file: Path, password: str) -> Callable[[Running], None]:
        from ccmdesk.actions.plan_on_server import lead_to_server, put_on_server

        plan, address = self._desk.plan, self.address.text().strip()
        copied = plan.store if plan is not None and self.copy_there.isChecked() else None

        def work(running: Running) -> None:
            if copied is not None:
                put_on_server(copied, address, password=password, watch=running.go_on)
            lead_to_server(address, file, password=password)

        return work

    def _finish(self, file: Path, password: str) -> None:
        self.accept()
        unlocking = Unlocking(self._window, self._open_with)
        unlocking.open_shared(file, lambda: None, password=password)

    def _refuse(self, problem: Problem, file: Path) -> None:
        if isinstance(problem, PasswordAsked):
            self._ask_password(problem, file)
            return
        self.problem.setText(self._desk.lang.say(problem.message))
        self.problem.show()

    def _ask_password(self, asked: PasswordAsked, file: Path) -> None:
        from ccmdesk.actions.plan_on_server import knock_at
        from ccmdesk.ui.password_box import PasswordBox

        address = self.address.text().strip()
        box = PasswordBox(self._desk, asked, lambda typed: knock_at(address, password=typed), self)
        box.given.connect(lambda typed: self.make(file, password=typed))
        box.open()

    def _allow(self) -> None:
        self.go_button.setEnabled(bool(self.address.text().strip()))
