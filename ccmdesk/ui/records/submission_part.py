"""On the form of what was sent: how it is corrected, compared with now, and seen as a paper."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ccmdesk.model.edition import Edition
from ccmdesk.model.words import C_, N_
from ccmdesk.rules.locks import is_locked
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.flow import Flow
from ccmdesk.ui.sent_asks import COMPARE, CORRECT, SHOW

_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        CORRECT: (
            C_("button", "Make a corrected copy…"),
            N_("Change the plan, then pack it again: it gets the next number and names this one."),
        ),
        COMPARE: (
            C_("button", "Compare with now"),
            N_("A paper on what has changed since this submission"),
        ),
        SHOW: (C_("button", "Show the paper"), N_("The plan as it was when it was sent")),
    }
)


class SubmissionPart(QWidget):
    """Three buttons, shown while the edition is locked."""

    asked = Signal(str, int)
    """What is to be done, and the number of the submission."""

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__()
        self._plan = plan
        self._number: int | None = None
        self.buttons = {name: QPushButton() for name in _WORDS}
        row = Flow(self)
        row.setContentsMargins(12, 0, 12, 0)
        for name, button in self.buttons.items():
            button.setAutoDefault(True)
            button.clicked.connect(lambda _on=False, name=name: self._ask(name))
            row.addWidget(button)
        self.hide()
        self.retranslate()

    def show_record(self, record: Edition) -> None:
        """Offer what can be done with a submission; nothing while it is still being worked on."""
        self._number = record.number
        self.setVisible(is_locked(record) and record.number is not None)

    def retranslate(self) -> None:
        """Say every word again."""
        lang = self._plan.lang
        for name, (label, about) in _WORDS.items():
            self.buttons[name].setText(lang(label))
            self.buttons[name].setToolTip(lang(about))
            self.buttons[name].setAccessibleDescription(lang(about))

    def _ask(self, name: str) -> None:
        if self._number is not None:
            self.asked.emit(name, self._number)
