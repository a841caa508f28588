"""The box around a secret that is asked for before something is opened."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from ccmdesk.model.words import N_, Message
from ccmdesk.ui.box import Box
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.secret_ask import SecretAsk

_WIDE = 480


class SecretBox(Box):
    """Leaving it changes nothing; *given* carries what trying the secret gave."""

    given = Signal(object)

    def __init__(
        self, desk: Desk, ask: SecretAsk, parent: QWidget | None, *, title: str, said: Message
    ) -> None:
        super().__init__(parent)
        self._desk, self.ask = desk, ask
        self._title, self._says, self._said = title, said, text_label()
        buttons = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        self.open_button = buttons.addButton("", roles.AcceptRole)
        self.leave_button = buttons.addButton("", roles.RejectRole)
        self.open_button.setDefault(True)
        self.open_button.clicked.connect(ask.try_it)
        self.leave_button.clicked.connect(self.reject)
        ask.given.connect(self._give)
        column = QVBoxLayout(self)
        column.addStrut(_WIDE)  # a least width of the box itself would cut longer words
        for part in (self._said, ask, buttons):
            column.addWidget(part)
        self.retranslate()
        ask.field.setFocus()

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self.setWindowTitle(lang(self._title))
        self._said.setText(lang.say(self._says))
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

    def _give(self, got: object) -> None:
        if self.isVisible():
            self.accept()
            self.given.emit(got)
