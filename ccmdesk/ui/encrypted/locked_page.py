"""What stands in the place of a plan while it is locked, or written anew."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ccmdesk.model.words import N_
from ccmdesk.ui.app import POINTS
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.encrypted.key_ask import KeyAsk
from ccmdesk.ui.jobs import Job
from ccmdesk.ui.labels import TITLE, BoldLabel, text_label
from ccmdesk.ui.progress_row import ProgressRow

_WIDE = 480


class LockedPage(QWidget):
    """Nothing of the plan is seen; *ask* gives the key once the passphrase was typed."""

    def __init__(self, desk: Desk, file: Path) -> None:
        super().__init__()
        self._desk, self._file = desk, file
        self._title, self._said = BoldLabel(TITLE), text_label()
        self.ask = KeyAsk(desk, file)
        self.open_button = QPushButton()
        self.open_button.setAutoDefault(True)
        self.open_button.clicked.connect(self.ask.try_it)
        self.ask.field.returnPressed.connect(self.ask.try_it)
        beside = QHBoxLayout()
        beside.addWidget(self.open_button)
        beside.addStretch(1)
        column = _middle(self)
        for part in (self._title, self._said, self.ask):
            column.addWidget(part)
        column.addLayout(beside)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self._title.setText(lang(N_("The plan is locked")))
        said = N_(
            "Type the passphrase of {name} to go on. Everything is as you left it; what was typed"
            " is saved."
        )
        self._said.setText(lang(said, name=self._file.name))
        self.open_button.setText(lang(N_("Go on")))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class WaitingPage(QWidget):
    """Says that the plan is written anew; that cannot be stopped half way."""

    def __init__(self, desk: Desk, job: Job) -> None:
        super().__init__()
        self._desk = desk
        self._title, self._said = BoldLabel(TITLE), text_label()
        progress = ProgressRow(desk)
        progress.cancel.hide()
        progress.follow(job)
        column = _middle(self)
        for part in (self._title, self._said, progress):
            column.addWidget(part)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self._title.setText(lang(N_("The plan is written anew")))
        said = N_("A checked copy takes the place of the file. Then you go on where you were.")
        self._said.setText(lang(said))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class _Middle(QWidget):
    """A column that is wider for larger letters, which its buttons need side by side."""

    def __init__(self) -> None:
        super().__init__()
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(round(_WIDE * QApplication.font().pointSizeF() / POINTS))


def _middle(page: QWidget) -> QVBoxLayout:
    """Return a column in the middle of *page*."""
    middle = _Middle()
    column = QVBoxLayout(middle)
    column.setSpacing(10)
    across = QHBoxLayout()
    across.addStretch(1)
    across.addWidget(middle)
    across.addStretch(1)
    outer = QVBoxLayout(page)
    outer.addStretch(1)
    outer.addLayout(across)
    outer.addStretch(2)
    return column
