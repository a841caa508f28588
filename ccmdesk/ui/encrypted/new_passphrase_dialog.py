"""Asks for a new passphrase, twice."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.actions.plan_key import check_new_passphrase
from ccmdesk.model.words import N_
from ccmdesk.ui.box import Box
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.problems import NoticeBar, attempt

_WIDE = 480


class NewPassphraseDialog(Box):
    """*chosen* carries a passphrase that is long enough and was typed twice alike."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lang = desk.lang
        self.setProperty(PAGE, "safety#encrypt")
        self.setWindowTitle(lang(N_("New passphrase")))
        said = text_label()
        said.setText(
            lang(
                N_(
                    "Choose several words that do not belong together: at least 12 characters."
                    " Capitals and spaces count. Nobody can look the passphrase up for you."
                )
            )
        )
        self.first, self.again = QLineEdit(), QLineEdit()
        self.shows = QCheckBox(lang(N_("Show what is typed")))
        self.shows.toggled.connect(self._dress)
        self.notice = NoticeBar(desk)
        buttons = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        self.done_button = buttons.addButton(lang(N_("Use this passphrase")), roles.AcceptRole)
        leave = buttons.addButton(lang(N_("Cancel")), roles.RejectRole)
        self.done_button.clicked.connect(self._take)
        leave.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.addStrut(_WIDE)  # a least width of the box itself would cut longer words
        column.addWidget(said)
        for name, field in (
            (lang(N_("New passphrase")), self.first),
            (lang(N_("The same passphrase again")), self.again),
        ):
            label = QLabel(name)
            label.setBuddy(field)
            field.setAccessibleName(name)
            column.addWidget(label)
            column.addWidget(field)
        for part in (self.shows, self.notice, buttons):
            column.addWidget(part)
        self._dress()

    def _dress(self) -> None:
        mode = QLineEdit.EchoMode
        for field in (self.first, self.again):
            field.setEchoMode(mode.Normal if self.shows.isChecked() else mode.Password)

    def _take(self) -> None:
        typed, again = self.first.text(), self.again.text()
        if attempt(self.notice, lambda: check_new_passphrase(typed, again)):
            self.accept()
            self.chosen.emit(typed)
