"""Asks for the passphrase of a plan; where it is lost, for the code of its recovery sheet."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_, Message
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.jobs import Running
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.progress_row import ProgressRow

CODE_HINT = N_(
    "Type the 14 groups of 4 that stand on the recovery sheet. Without the sheet nobody can open"
    " the plan."
)


class KeyAsk(QWidget):
    """What is typed is tried in the worker; a refusal is told below in its own words."""

    given = Signal(object)
    """The key of the plan, once what was typed opens it."""

    def __init__(self, desk: Desk, file: Path, *, code: bool = False) -> None:
        super().__init__()
        self._desk, self._file = desk, file
        self.by_code = code
        self._why: Message | None = None
        self._key: bytes | None = None
        self._busy = False
        self._label, self.field = QLabel(), QLineEdit()
        self._label.setBuddy(self.field)
        self.shows, self.lost = QCheckBox(), QPushButton()
        self.lost.setAutoDefault(False)
        self._hint, self.told = text_label(muted=True), text_label()
        self.progress = ProgressRow(desk)
        self.shows.toggled.connect(self._dress)
        self.lost.clicked.connect(self._change_way)
        beside = QHBoxLayout()
        beside.addWidget(self.shows)
        beside.addStretch(1)
        beside.addWidget(self.lost)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._label)
        column.addWidget(self.field)
        column.addWidget(self._hint)
        column.addLayout(beside)
        column.addWidget(self.told)
        column.addWidget(self.progress)
        self._dress()

    def try_it(self) -> None:
        """Try what is typed; nothing typed, or one that is tried already, is no try."""
        typed, file, by_code = self.field.text(), self._file, self.by_code
        if self._busy or not typed:
            return

        def work(_running: Running) -> bytes:
            from ccmdesk.actions.plan_key import key_by_code, key_by_passphrase

            return key_by_code(file, typed) if by_code else key_by_passphrase(file, typed)

        self._hold(busy=True)
        self._tell(None)
        self._key = None
        job = self._desk.jobs.prepare(work)
        job.done.connect(self._keep)
        job.ended.connect(self._end)
        job.refused.connect(self.refuse)
        job.failed.connect(raise_fault)
        self.progress.follow(job)
        self._desk.jobs.start(job)

    def refuse(self, problem: Problem) -> None:
        """Tell why what was typed does not open the plan; it can be mended at once."""
        self._hold(busy=False)
        self._tell(problem.message)
        self.field.selectAll()
        self.field.setFocus()

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        name = N_("Code of the recovery sheet") if self.by_code else N_("Passphrase")
        self._label.setText(lang(name))
        self.field.setAccessibleName(lang(name))
        self.shows.setText(lang(N_("Show what is typed")))
        other = N_("Type the passphrase instead") if self.by_code else N_("Passphrase lost…")
        self.lost.setText(lang(other))
        self._hint.setText(lang(CODE_HINT))
        self._hint.setVisible(self.by_code)
        self._tell(self._why)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _keep(self, key: bytes) -> None:
        self._key = key

    def _end(self) -> None:
        """Give the key away only when the job is over: what follows may begin another."""
        self._hold(busy=False)
        if self._key is not None:
            self.given.emit(self._key)

    def _hold(self, *, busy: bool) -> None:
        self._busy = busy
        for part in (self.field, self.lost):
            part.setEnabled(not busy)

    def _tell(self, why: Message | None) -> None:
        self._why = why
        self.told.setText("" if why is None else self._desk.lang.say(why))
        self.told.setVisible(why is not None)
        palette = self.palette()
        palette.setColor(palette.ColorRole.WindowText, palette.brightText().color())
        self.told.setPalette(palette)
        self.field.setAccessibleDescription(self.told.text())

    def _change_way(self) -> None:
        self.by_code = not self.by_code
        self.field.clear()
        self._why = None
        with QSignalBlocker(self.shows):
            self.shows.setChecked(False)
        self._dress()
        self.field.setFocus()

    def _dress(self) -> None:
        """Hide a passphrase unless it is to be seen; the code is copied from paper, so it is."""
        seen = self.shows.isChecked() or self.by_code
        self.shows.setVisible(not self.by_code)
        mode = QLineEdit.EchoMode
        self.field.setEchoMode(mode.Normal if seen else mode.Password)
        ways = Qt.LayoutDirection
        self.field.setLayoutDirection(ways.LeftToRight if self.by_code else self.layoutDirection())
        self.retranslate()
