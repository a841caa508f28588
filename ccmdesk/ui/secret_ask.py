"""Asks for a secret that is tried in the worker."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_, Message
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.jobs import Running
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.progress_row import ProgressRow


class SecretAsk(QWidget):
    """What is typed is seen only on demand; a refusal is told below in its own words."""

    given = Signal(object)
    """What trying it gave, once the job is over: what follows may begin another."""

    def __init__(self, desk: Desk, name: str, trying: Callable[[str], object]) -> None:
        """*name* says what is asked for; *trying* runs in the worker and raises a Problem."""
        super().__init__()
        self._desk, self.name, self.trying = desk, name, trying
        self.why: Message | None = None
        self._got: list[object] = []
        self._busy = False
        self._label, self.field = QLabel(), QLineEdit()
        self._label.setBuddy(self.field)
        self.shows, self.told = QCheckBox(), text_label()
        self.progress = ProgressRow(desk)
        self.shows.toggled.connect(self._dress)
        self.beside, self.column = QHBoxLayout(), QVBoxLayout(self)
        self.beside.addWidget(self.shows)
        self.beside.addStretch(1)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self._label)
        self.column.addWidget(self.field)
        self.column.addLayout(self.beside)
        self.column.addWidget(self.told)
        self.column.addWidget(self.progress)
        self._dress()
        self.retranslate()

    def try_it(self) -> None:
        """Try what is typed; nothing typed, or one that is tried already, is no try."""
        typed, trying = self.field.text(), self.trying
        if self._busy or not typed:
            return

        def work(_running: Running) -> object:
            return trying(typed)

        self.hold(busy=True)
        self.tell(None)
        self._got = []
        job = self._desk.jobs.prepare(work)
        job.done.connect(self._got.append)
        job.ended.connect(self._end)
        job.refused.connect(self.refuse)
        job.failed.connect(raise_fault)
        self.progress.follow(job)
        self._desk.jobs.start(job)

    def refuse(self, problem: Problem) -> None:
        """Tell why what was typed opens nothing; it can be mended at once."""
        self.hold(busy=False)
        self.tell(problem.message)
        self.field.selectAll()
        self.field.setFocus()

    def hold(self, *, busy: bool) -> None:
        """Let nothing be typed while something is tried."""
        self._busy = busy
        self.field.setEnabled(not busy)

    def tell(self, why: Message | None) -> None:
        """Say why what was typed opens nothing; None takes the sentence away."""
        self.why = why
        self.told.setText("" if why is None else self._desk.lang.say(why))
        self.told.setVisible(why is not None)
        palette = self.palette()
        palette.setColor(palette.ColorRole.WindowText, palette.brightText().color())
        self.told.setPalette(palette)
        self.field.setAccessibleDescription(self.told.text())

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self._label.setText(lang(self.name))
        self.field.setAccessibleName(self._label.text())
        self.shows.setText(lang(N_("Show what is typed")))
        self.tell(self.why)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _end(self) -> None:
        self.hold(busy=False)
        if self._got:
            self.field.clear()
            self.given.emit(self._got.pop())

    def _dress(self) -> None:
        mode = QLineEdit.EchoMode
        self.field.setEchoMode(mode.Normal if self.shows.isChecked() else mode.Password)
