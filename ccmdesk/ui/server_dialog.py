"""The box for a plan on a server: opens the one that is there, or copies the open plan there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
)

from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_
from ccmdesk.ui.box import Box
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.jobs import Running
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.opening import SUFFIX
from ccmdesk.ui.progress_row import ProgressRow

if TYPE_CHECKING:
    from ccmdesk.ui.window import Window

EXAMPLE = "postgresql://amina@server/plan"
_WIDE = 560


class ServerDialog(Box):
    """*open_plan* opens the file that leads to the server, once it is made."""

    def __init__(self, window: Window, open_plan: Callable[[Path], object]) -> None:
        super().__init__(window.frame())
        self.setProperty(PAGE, "server")
        self._desk, self._open_plan = window.desk, open_plan
        self._said = text_label()
        self.address = QLineEdit()
        self.address.setPlaceholderText(EXAMPLE)
        self.address.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.open_there = QRadioButton()
        self.copy_there = QRadioButton()
        plan = window.desk.plan
        self.copy_there.setEnabled(plan is not None and not plan.store.is_shared)
        self.open_there.setChecked(True)
        self._password = text_label()
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
            self._password,
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
        self._password.setText(
            lang(
                N_(
                    "A small file that leads to the server is saved on this computer. A password is"
                    " never in it: keep it in the password file of PostgreSQL."
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
        offered = f"{lang(N_('Plan on a server'))}{SUFFIX}"
        chosen, _ = QFileDialog.getSaveFileName(self, self.windowTitle(), offered, f"*{SUFFIX}")
        if chosen:
            self.make(Path(chosen).with_suffix(SUFFIX))

    def make(self, file: Path) -> None:
        """Make *file*, copying the open plan first when that is asked for, and open it."""
        self.problem.hide()
        job = self._desk.jobs.prepare(self._work(file))
        job.done.connect(self._finish)
        job.refused.connect(self._refuse)
        job.failed.connect(raise_fault)
        self.rejected.connect(job.cancel)
        self.progress.follow(job)
        self._desk.jobs.start(job)

    def _work(self, file: Path) -> Callable[[Running], Path]:
        from ccmdesk.actions.plan_on_server import lead_to_server, put_on_server

        plan, address = self._desk.plan, self.address.text().strip()
        copied = plan.store if plan is not None and self.copy_there.isChecked() else None

        def work(running: Running) -> Path:
            if copied is not None:
                put_on_server(copied, address, watch=running.go_on)
            lead_to_server(address, file)
            return file

        return work

    def _finish(self, file: Path) -> None:
        self.accept()
        self._open_plan(file)

    def _refuse(self, problem: Problem) -> None:
        self.problem.setText(self._desk.lang.say(problem.message))
        self.problem.show()

    def _allow(self) -> None:
        self.go_button.setEnabled(bool(self.address.text().strip()))
