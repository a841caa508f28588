"""On the first screen: begins the plan of this office from the package that was looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.actions.take_in_changes import BeginFrom, OpenedChanges
from ccmdesk.bundle.reader import KeyState
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_
from ccmdesk.ui.choosing import SaveAs, where_to_save
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.jobs import Work
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.offices.take_in_view import unknown_key_words
from ccmdesk.ui.opening import SUFFIX, beginning
from ccmdesk.ui.problems import NoticeBar, attempt


class BeginRow(QWidget):
    """Hidden until a package of another office was found good; *make* makes the plan and opens it.

    Of a key that nobody compared it asks why it is believed all the same.
    """

    def __init__(self, desk: Desk, make: Callable[[Work], object]) -> None:
        super().__init__()
        self._desk, self._make = desk, make
        self._opened: OpenedChanges | None = None
        self.notice = NoticeBar(desk)
        self._says, self._unknown = text_label(), text_label()
        self._why_label, self.why = QLabel(), QLineEdit()
        self._why_label.setBuddy(self.why)
        self._why_row = QWidget()
        row = QHBoxLayout(self._why_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._why_label)
        row.addWidget(self.why, 1)
        self.button = QPushButton()
        self.button.clicked.connect(self._choose)
        self.why.textChanged.connect(self._look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.notice, self._says, self._unknown, self._why_row):
            column.addWidget(part)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        self.hide()

    def offer(self, opened: OpenedChanges | None) -> None:
        """Offer to begin from *opened*; nothing without one."""
        self._opened = opened
        self.why.clear()
        self.notice.clear()
        self.setVisible(opened is not None)
        self.retranslate()

    def begin_in(self, file: Path) -> None:
        """Make the plan of this office in *file*, which must be a new one, and open it."""
        opened, office = self._opened, self._desk.state.office
        if opened is None:
            return
        request = BeginFrom(opened=opened, path=file, office=office, why=self.why.text().strip())
        self._make(beginning(self._desk, request))

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang, opened = self._desk.lang, self._opened
        if opened is None:
            return
        said = N_(
            "An office that has no plan yet begins its own from this package, if it holds the whole"
            " plan. From then on it exchanges changes with {office}."
        )
        self._says.setText(lang(said, office=opened.arrival.sender.office))
        self._unknown.setText(unknown_key_words(lang, opened))
        self._why_label.setText(lang(N_("Reason to take it in")))
        self.why.setAccessibleName(self._why_label.text())
        self.why.setAccessibleDescription(self._unknown.text())
        self.button.setText(lang(N_("Begin the plan of this office…")))
        for part in (self._unknown, self._why_row):
            part.setVisible(self._is_unknown())
        self._look()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _is_unknown(self) -> bool:
        opened = self._opened
        return opened is not None and opened.verified.state is KeyState.UNVERIFIED

    def _look(self) -> None:
        self.button.setEnabled(not self._is_unknown() or bool(self.why.text().strip()))

    def _choose(self) -> None:
        """Ask for the file, once it is said which office this is."""
        if not attempt(self.notice, self._require_office) or self._opened is None:
            return
        self.notice.clear()
        lang = self._desk.lang
        ask = SaveAs(
            title=lang(N_("Where the plan is kept")),
            usual=f"{self._opened.verified.manifest.country}-{self._desk.state.office}{SUFFIX}",
            kinds=((SUFFIX, lang(N_("Plans (*{suffix})"), suffix=SUFFIX)),),
            is_new=True,
        )
        file = where_to_save(self, lang=lang, ask=ask)
        if file is not None:
            self.begin_in(file)

    def _require_office(self) -> None:
        if not self._desk.state.office.strip():
            raise Problem(N_("Enter the name of your office below first: packages carry it."))
