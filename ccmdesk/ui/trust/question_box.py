"""A box that asks for a few words and does one thing with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_, Message
from ccmdesk.ui.box import Box
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.jobs import Job, Running
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.problems import NoticeBar, show_problem
from ccmdesk.ui.progress_row import ProgressRow

_WIDE = 520


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: why, the name of each field, and what the button says.

    *told* stands below it, in words already. With *secret* the last field is a passphrase. *work*
    is given what was typed, and hears from what it runs in whether it is still wanted. *page* is
    the page of help.
    """

    title: str
    said: Message
    button: str
    work: Callable[[Sequence[str], Running], object]
    fields: tuple[str, ...] = field(default=())
    secret: bool = False
    told: str = ""
    page: str = "offices#trust"


class QuestionBox(Box):
    """A refusal is told in the box, and can be mended there; *done* carries what came of it."""

    done_with = Signal(object)

    def __init__(self, desk: Desk, question: Question, parent: QWidget) -> None:
        super().__init__(parent)
        lang = desk.lang
        self._desk, self._question = desk, question
        self._job: Job | None = None
        self._leaves = False
        self.setProperty(PAGE, question.page)
        self.setWindowTitle(lang(question.title))
        said = text_label()
        said.setText("\n".join(filter(None, (lang.say(question.said), question.told))))
        self.notice, self.progress = NoticeBar(desk), ProgressRow(desk)
        buttons, roles = QDialogButtonBox(), QDialogButtonBox.ButtonRole
        self.do_button = buttons.addButton(lang(question.button), roles.AcceptRole)
        leave = buttons.addButton(lang(N_("Cancel")), roles.RejectRole)
        self.do_button.clicked.connect(self._do)
        leave.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.addStrut(_WIDE)  # a least width of the box itself would cut longer words
        column.addWidget(said)
        self.fields = [QLineEdit() for _ in question.fields]
        for name, line in zip(question.fields, self.fields, strict=True):
            label = QLabel(lang(name))
            label.setBuddy(line)
            line.setAccessibleName(lang(name))
            column.addWidget(label)
            column.addWidget(line)
        if question.secret:
            self.fields[-1].setEchoMode(QLineEdit.EchoMode.Password)
        for part in (self.notice, self.progress, buttons):
            column.addWidget(part)

    def reject(self) -> None:
        """Leave the box; work that goes on is cancelled first, and the box left once it stopped."""
        if self._job is None:
            super().reject()
            return
        self._leaves = True
        self._job.cancel()

    def _do(self) -> None:
        typed, work = tuple(line.text().strip() for line in self.fields), self._question.work
        self._leaves = False
        self.do_button.setEnabled(False)
        self.notice.clear()
        job = self._desk.jobs.prepare(lambda running: work(typed, running))
        job.ended.connect(self._let_go)
        job.stopped.connect(self._stop)
        job.done.connect(self._end)
        job.refused.connect(self._refuse)
        job.failed.connect(raise_fault)
        self._job = job
        self.progress.follow(job)
        self._desk.jobs.start(job)

    def _let_go(self) -> None:
        self._job = None
        self.do_button.setEnabled(True)

    def _stop(self) -> None:
        if self._leaves:
            super().reject()

    def _end(self, result: object) -> None:
        self.accept()
        self.done_with.emit(result)

    def _refuse(self, problem: Problem) -> None:
        show_problem(self.notice, problem)
