"""What can be done with the request that is chosen: move it on, set a date, say why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import Enum

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ccmdesk.lang.lang import Lang
from ccmdesk.lang.short_dates import typed_date
from ccmdesk.model.need import FollowUp
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import C_, N_
from ccmdesk.rules.follow_up import BEFORE, NEXT, Request
from ccmdesk.ui.labels import Words
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.editors.dates import DateLine
from ccmdesk.ui.records.editors.lines import WordLine
from ccmdesk.ui.records.elided import ElidedLabel
from ccmdesk.ui.records.flow import FlowBox

_AHEAD, _BACK = "\N{RIGHTWARDS ARROW}", "\N{LEFTWARDS ARROW}"


class Asks(Enum):
    """What the line for words is for."""

    NOTHING = ""
    NO_DATE = N_("Why there is no next date")
    REFUSAL = N_("Reason for refusal")


RECORDING = "RECORDING"
"""The line is for the reason of a refusal that is not recorded yet."""


class ReasonLine(WordLine):
    """Escape leaves it; Enter says that it is written."""

    written = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.written.emit()
        else:
            super().keyPressEvent(event)


class FollowUpStrip(QFrame):
    """One request or challenge at a time; what is typed is told by signals, never written here."""

    moved = Signal(object, str)
    """The FollowUp it now has, and the reason of a refusal."""

    dated = Signal(object)
    """The next date, None when there is none."""

    reasoned = Signal(object, str)
    """What was asked, and the answer."""

    refused = Signal(object)
    """The Message why what is typed is no date."""

    left = Signal()
    """The user goes back to the board."""

    open_asked = Signal()

    def __init__(self, plan: OpenPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self._request: Request | None = None
        self._asks = Asks.NOTHING
        self._refusing = False
        self.language: str = plan.lang.code
        """The language of the reason for a refusal that is shown; it is written on in that one."""
        self.dated_in = plan.lang
        """The language in which the date was typed, and so is read."""
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.title = ElidedLabel()
        self.open_button, self.back, self.on = QPushButton(), QPushButton(), QPushButton()
        self.refuse, self.record, self.keep = QPushButton(), QPushButton(), QPushButton()
        self._date_label, self.date = QLabel(), DateLine(plan)
        self._reason_label, self.reason = Words(), ReasonLine()
        self._lay_out()
        self._connect()

    def show_request(self, title: str, day: dt.date | None, request: Request | None) -> None:
        """Show a request, or with None a challenge of which only the next date is set here."""
        self._request, self._refusing = request, False
        self.reason.setModified(False)
        self.title.setText(title)
        self.date.show_date("" if day is None else day.isoformat())
        self._asks = _asked(request, day)
        self.retranslate()

    def ask_refusal(self) -> None:
        """Ask why the partner refused, before the refusal is recorded; an answer goes first."""
        self.commit()
        if not self.refuse.isHidden() and self.untold_reason is None:
            self._refusing, self._asks = True, Asks.REFUSAL
            self.retranslate()
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Tell what is typed and not told yet; a refusal that is not recorded is left."""
        if self.date.line.isModified():
            self._tell_date()
        if self.reason.isModified() and not self._refusing:
            self._tell_reason()

    @property
    def untold_date(self) -> str | None:
        """What is typed as a date and not saved; None when there is nothing of the kind."""
        return self.date.line.text() if self.date.line.isModified() else None

    @property
    def untold_reason(self) -> str | None:
        """What is typed as a reason and not saved; None when there is nothing of the kind."""
        return self.reason.text() if self.reason.isModified() else None

    @property
    def asks(self) -> str:
        """What the line for words is for, by a name that no language changes."""
        return RECORDING if self._refusing else self._asks.name

    def let_go(self, *, date: bool) -> None:
        """Forget what is typed as a date, or as a reason: it was taken up elsewhere."""
        (self.date.line if date else self.reason).setModified(False)

    def type_date(self, text: str, *, typed_in: Lang | None) -> None:
        """Put back what could not be saved as a date."""
        self.dated_in = typed_in or self._plan.lang
        self.date.line.setText(text)
        self.date.line.setModified(True)

    def type_reason(self, text: str, *, asks: str, language: str) -> None:
        """Put back what could not be saved as a reason, where it is still asked for."""
        if asks == RECORDING:
            self.ask_refusal()
        if asks == self.asks:
            self.language = language
            self.reason.setText(text)
            self.reason.setModified(True)

    def retranslate(self) -> None:
        """Say every word again; what is typed stays."""
        lang, request = self._plan.lang, self._request
        state = None if request is None else request.state
        for button, said, told in (
            (self.open_button, C_("button", "Open"), N_("Open this record in its form (Enter)")),
            (self.refuse, N_("Refused…"), N_("Ask for the reason, then record it (Delete)")),
            (self.record, N_("Record the refusal"), N_("Write state and reason in one step")),
            (self.keep, N_("Leave as it is"), N_("Do not record a refusal (Esc)")),
        ):
            button.setText(lang(said))
            button.setToolTip(lang(told))
        self._offer(self.on, _after(NEXT, state), N_("Move on to the next state (Space)"))
        self._offer(self.back, _after(BEFORE, state), N_("Move back a state (Backspace)"))
        self.refuse.setVisible(state not in {None, FollowUp.REFUSED, FollowUp.DELIVERED})
        self._date_label.setText(lang(N_("Next date")))
        self.date.line.setAccessibleName(lang(N_("Next date")))
        self.date.line.setToolTip(lang(N_("When you will ask again (F2)")))
        self.date.retranslate()
        self._show_reason()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _offer(self, button: QPushButton, state: FollowUp | None, told: str) -> None:
        """Let *button* move to *state*; there is no button to where nothing leads."""
        lang = self._plan.lang
        button.setVisible(state is not None)
        button.setToolTip(lang(told))
        if state is not None:
            ahead = (button is self.on) is not lang.rtl
            parts = [lang(state.label), _AHEAD] if button is self.on else [_BACK, lang(state.label)]
            arrow = _AHEAD if ahead else _BACK
            button.setText(" ".join(arrow if part in {_AHEAD, _BACK} else part for part in parts))
            button.setAccessibleName(lang(state.label))

    def _show_reason(self) -> None:
        lang, asks = self._plan.lang, self._asks
        self.record.setVisible(self._refusing)
        self.keep.setVisible(self._refusing)
        self._reason_label.setVisible(asks is not Asks.NOTHING)
        self.reason.setVisible(asks is not Asks.NOTHING)
        self._reason_label.setText(lang(asks.value))
        self.reason.setAccessibleName(lang(asks.value))
        if not self.reason.isModified():
            self.language, text = self._reason_shown()
            self.reason.show_text(text)

    def _reason_shown(self) -> tuple[str, str]:
        """Return the language of what was answered to what is asked, and the answer."""
        request, here = self._request, self._plan.lang.code
        if request is None or self._refusing:
            return here, ""
        if self._asks is Asks.REFUSAL:
            return request.reason.best(here) or (here, "")
        return here, request.remark

    def _tell_date(self) -> None:
        text = self.date.text()
        try:
            day = typed_date(text, language=self.dated_in.code) if text else None
        except Problem as problem:
            self.refused.emit(problem.message)
            return
        self.date.line.setModified(False)
        self.dated.emit(day)

    def _tell_reason(self) -> None:
        self.reason.setModified(False)
        self.reasoned.emit(self._asks, self.reason.text().strip())

    def _type_date(self) -> None:
        self.dated_in = self._plan.lang

    def _written(self) -> None:
        if self._refusing:
            self._record_refusal()
        else:
            self.commit()
            self.left.emit()

    def _record_refusal(self) -> None:
        self._refusing = False
        self.moved.emit(FollowUp.REFUSED, self.reason.text().strip())
        self.left.emit()

    def _leave(self) -> None:
        request, self._refusing = self._request, False
        self.reason.setModified(False)
        self._asks = _asked(request, None if request is None else request.need.next_date)
        self.retranslate()
        self.left.emit()

    def _move(self, steps: Mapping[FollowUp, FollowUp]) -> None:
        found = _after(steps, None if self._request is None else self._request.state)
        if found is not None:
            self.moved.emit(found, "")

    def move_on(self) -> None:
        """Move the request to the next state."""
        self._move(NEXT)

    def move_back(self) -> None:
        """Move the request to the state before."""
        self._move(BEFORE)

    def _connect(self) -> None:
        self.open_button.clicked.connect(self.open_asked)
        self.on.clicked.connect(self.move_on)
        self.back.clicked.connect(self.move_back)
        self.refuse.clicked.connect(self.ask_refusal)
        self.record.clicked.connect(self._record_refusal)
        self.keep.clicked.connect(self._leave)
        self.date.line.textEdited.connect(self._type_date)
        self.date.line.editingFinished.connect(self.commit)
        self.date.decided.connect(self.commit)
        self.reason.editingFinished.connect(self.commit)
        self.reason.written.connect(self._written)
        self.reason.left.connect(self._leave)

    def _lay_out(self) -> None:
        head, words, date = QHBoxLayout(), QHBoxLayout(), QWidget()
        dated, doings = QHBoxLayout(date), FlowBox()
        head.addWidget(self.title, 1)
        head.addWidget(self.open_button)
        for button in (self.back, self.on, self.refuse):
            doings.add(button)
        dated.setContentsMargins(0, 0, 0, 0)
        dated.addWidget(self._date_label)
        dated.addWidget(self.date)
        doings.add(date)
        words.addWidget(self._reason_label)
        words.addWidget(self.reason, 1)
        words.addWidget(self.record)
        words.addWidget(self.keep)
        for button in (self.open_button, self.back, self.on, self.refuse, self.record, self.keep):
            button.setAutoDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(doings)
        column.addLayout(words)


def _after(steps: Mapping[FollowUp, FollowUp], state: FollowUp | None) -> FollowUp | None:
    return None if state is None else steps.get(state)


def _asked(request: Request | None, day: dt.date | None) -> Asks:
    if request is None:
        return Asks.NOTHING
    if request.state is FollowUp.REFUSED:
        return Asks.REFUSAL
    return Asks.NO_DATE if request.is_open and day is None else Asks.NOTHING
