"""The end of the guided questions: what is still missing in the need, and the way to its form."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ccmdesk.model.words import N_
from ccmdesk.ui.card import Card
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.labels import TITLE, BoldLabel, text_label
from ccmdesk.ui.offers import Offer
from ccmdesk.ui.records.flow import Flow
from ccmdesk.ui.records.form import MARGIN


class EndView(QWidget):
    """The same points as in the list of what is missing; each leads to its field on the form."""

    form_asked = Signal(object)
    """The name of the field the user wants to see on the form, or None for the first."""

    another_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._need: UUID | None = None
        self._stale = desk.plan is None or desk.plan.checking.busy
        self._head, self._said = BoldLabel(TITLE), text_label()
        self.missing = Card()
        self.form_button, self.another_button = QPushButton(), QPushButton()
        self.form_button.clicked.connect(lambda: self.form_asked.emit(None))
        self.another_button.clicked.connect(self.another_asked)
        row = QWidget()
        buttons = Flow(row)
        for button in (self.form_button, self.another_button):
            button.setAutoDefault(True)
            buttons.addWidget(button)
        row.setContentsMargins(MARGIN, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._head, self._said):
            part.setContentsMargins(MARGIN, 0, MARGIN, 0)
            column.addWidget(part)
        points = QHBoxLayout()
        points.setContentsMargins(MARGIN, 0, 0, 0)
        points.addWidget(self.missing)
        column.addLayout(points)
        column.addWidget(row)
        column.addStretch(1)
        desk.checked.connect(self._tell)
        desk.written.connect(self._wait)
        self.retranslate()

    def show_need(self, need: UUID) -> None:
        """Tell what is missing in *need*."""
        self._need = need
        self.retranslate()

    def focus(self) -> None:
        """Stand on the button that opens the form."""
        self.form_button.setFocus()

    def retranslate(self) -> None:
        """Say everything again, with what the last check found."""
        lang = self._desk.lang
        self._head.setText(lang(N_("Your answers are saved")))
        said = N_("They are in the list of needs. What is still open can be filled in at any time.")
        self._said.setText(lang(said))
        waits = self._stale or self._desk.found is None
        none = N_("Checking what is missing…") if waits else N_("Nothing is missing here.")
        offers = [] if waits else list(self._offers())
        self.missing.say(lang(N_("What is still missing")), offers, none=lang(none))
        self.form_button.setText(lang(N_("Open the form")))
        self.another_button.setText(lang(N_("Questions for another need")))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _offers(self) -> Iterator[Offer]:
        lang = self._desk.lang
        for finding in self._desk.findings:
            if finding.record == self._need:
                go = partial(self.form_asked.emit, finding.field)
                yield Offer(lang.say(finding.says), lang(finding.level.label), go)

    def _tell(self) -> None:
        self._stale = False
        self.retranslate()

    def _wait(self) -> None:
        """Wait for the next check: what was found is of an older state of the plan."""
        if not self._stale:
            self._stale = True
            self.retranslate()
