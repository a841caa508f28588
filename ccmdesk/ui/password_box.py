"""The box that asks for the password of a server once that wants one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.model.problem import PasswordAsked, Problem
from ccmdesk.model.words import N_, Message
from ccmdesk.ui.box import Box
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.jobs import Running
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.progress_row import ProgressRow

_WIDE = 480


class PasswordBox(Box):
    """*knock* tries a password in the worker; leaving the box changes nothing.

    What is typed goes to the server and to whoever is connected to *given*, and nowhere else.
    """

    given = Signal(str)
    """The password, once the server lets its user in with it."""

    def __init__(
        self,
        desk: Desk,
        asked: PasswordAsked,
        knock: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty(PAGE, "server#begin")
        self._desk, self._asked, self._knock = desk, asked, knock
        self._why: Message | None = asked.message if asked.refused else None
        self._busy = self._is_in = False
        self._said, self.told = text_label(), text_label()
        self._label, self.field, self.shows = QLabel(), QLineEdit(), QCheckBox()
        self._label.setBuddy(self.field)
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.shows.toggled.connect(self._dress)
        self.progress = ProgressRow(desk)
        buttons = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        self.open_button = buttons.addButton("", roles.AcceptRole)
        self.leave_button = buttons.addButton("", roles.RejectRole)
        self.open_button.setDefault(True)
        self.open_button.clicked.connect(self.try_it)
        self.leave_button.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.addStrut(_WIDE)  # a least width of the box itself would cut longer words
        for part in (self._said, self._label, self.field, self.shows, self.told, self.progress):
            column.addWidget(part)
        column.addWidget(buttons)
        self.retranslate()
        self.field.setFocus()

    def try_it(self) -> None:
        """Try what is typed; nothing typed, or one that is tried already, is no try."""
        typed = self.field.text()
        if self._busy or not typed:
            return

        def work(_running: Running) -> None:
            self._knock(typed)

        self._hold(busy=True)
        self._tell(None)
        job = self._desk.jobs.prepare(work)
        job.done.connect(self._let_in)
        job.refused.connect(self.refuse)
        job.failed.connect(raise_fault)
        job.ended.connect(self._end)
        self.progress.follow(job)
        self._desk.jobs.start(job)

    def refuse(self, problem: Problem) -> None:
        """Tell why nobody is let in with what was typed; it can be mended at once."""
        self._hold(busy=False)
        self._tell(problem.message)
        self.field.selectAll()
        self.field.setFocus()

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self.setWindowTitle(lang(N_("Plan on a server")))
        said = N_(
            "The server {server} asks {user} for a password. It is used until the plan is closed,"
            " and kept nowhere."
        )
        self._said.setText(lang(said, server=self._asked.server, user=self._asked.user))
        self._label.setText(lang(N_("Password")))
        self.field.setAccessibleName(self._label.text())
        self.shows.setText(lang(N_("Show what is typed")))
        self.open_button.setText(lang(N_("Go on")))
        self.leave_button.setText(lang(N_("Cancel")))
        self._tell(self._why)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self.adjustSize)  # what is told may come and go
        return super().event(event)

    def _let_in(self) -> None:
        self._is_in = True

    def _end(self) -> None:
        """Give the password away only when the job is over: what follows may begin another."""
        self._hold(busy=False)
        if self._is_in and self.isVisible():
            typed = self.field.text()
            self.field.clear()
            self.accept()
            self.given.emit(typed)

    def _hold(self, *, busy: bool) -> None:
        self._busy = busy
        self.field.setEnabled(not busy)

    def _tell(self, why: Message | None) -> None:
        self._why = why
        self.told.setText("" if why is None else self._desk.lang.say(why))
        self.told.setVisible(why is not None)
        palette = self.palette()
        palette.setColor(palette.ColorRole.WindowText, palette.brightText().color())
        self.told.setPalette(palette)
        self.field.setAccessibleDescription(self.told.text())

    def _dress(self) -> None:
        mode = QLineEdit.EchoMode
        self.field.setEchoMode(mode.Normal if self.shows.isChecked() else mode.Password)
