"""The box that stands before an encrypted plan until it is opened, or left alone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from ccmdesk.model.words import N_
from ccmdesk.ui.box import Box
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.encrypted.key_ask import KeyAsk
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.labels import text_label

TO_OPEN = N_("The plan {name} is encrypted. Type its passphrase.")
TO_CHANGE = N_("Type the passphrase that opens the plan {name} now.")
_WIDE = 480


class PassphraseDialog(Box):
    """Leaving it changes nothing; *opened* carries the key."""

    opened = Signal(object)

    def __init__(
        self,
        desk: Desk,
        file: Path,
        parent: QWidget | None = None,
        *,
        why: str = TO_OPEN,
        code: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setProperty(PAGE, "safety#encrypt")
        self._desk, self._file, self._why = desk, file, why
        self._said = text_label()
        self.ask = KeyAsk(desk, file, code=code)
        buttons = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        self.open_button = buttons.addButton("", roles.AcceptRole)
        self.leave_button = buttons.addButton("", roles.RejectRole)
        self.open_button.setDefault(True)
        self.open_button.clicked.connect(self.ask.try_it)
        self.leave_button.clicked.connect(self.reject)
        self.ask.given.connect(self._open)
        self._column = column = QVBoxLayout(self)
        column.addStrut(_WIDE)  # a least width of the box itself would cut longer words
        for part in (self._said, self.ask, buttons):
            column.addWidget(part)
        self.retranslate()
        self.ask.field.setFocus()

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self.setWindowTitle(lang(N_("Encrypted plan")))
        self._said.setText(lang(self._why, name=self._file.name))
        self.open_button.setText(lang(N_("Go on")))
        self.leave_button.setText(lang(N_("Cancel")))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self.adjustSize)  # what is told may come and go
        return super().event(event)

    def _open(self, key: bytes) -> None:
        if self.isVisible():
            self.accept()
            self.opened.emit(key)


def ask_key(dialog: PassphraseDialog) -> PassphraseDialog:
    """Show the box."""
    dialog.open()
    return dialog
