"""A packing that failed: it stays in red until it is tried again or put aside."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.labels import text_label


class FailedPacking(QWidget):
    """What failed and why, also on the next day; what is packed later elsewhere clears nothing."""

    again_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.text = text_label()
        self.text.setForegroundRole(QPalette.ColorRole.BrightText)
        self.again, self.aside = QPushButton(), QPushButton()
        self.again.clicked.connect(self.again_asked)
        self.aside.clicked.connect(self.settle)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.text, 1)
        for button in (self.again, self.aside):
            row.addWidget(button)
        self.retranslate()

    def keep(self, problem: Problem) -> None:
        """Say why it failed from now on."""
        self._desk.remember(not_packed=self._desk.lang.say(problem.message))
        self.retranslate()

    def settle(self) -> None:
        """Somebody has dealt with it."""
        self._desk.remember(not_packed="")
        self.retranslate()

    def retranslate(self) -> None:
        """Say it again in the language of the window; the reason stays as it was told."""
        lang, why = self._desk.lang, self._desk.state.not_packed
        self.text.setText(lang(N_("Failed: nothing was packed. {why}"), why=why) if why else "")
        self.again.setText(lang(N_("Try again")))
        self.aside.setText(lang(N_("Put this aside")))
        self.setVisible(bool(why))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
