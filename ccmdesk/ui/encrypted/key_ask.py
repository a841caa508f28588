"""Asks for the passphrase of a plan; where it is lost, for the code of its recovery sheet."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from ccmdesk.model.words import N_
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.secret_ask import SecretAsk

CODE_HINT = N_(
    "Type the 14 groups of 4 that stand on the recovery sheet. Without the sheet nobody can open"
    " the plan."
)
_PASSPHRASE, _CODE = N_("Passphrase"), N_("Code of the recovery sheet")


class KeyAsk(SecretAsk):
    """Gives the key of the plan, once what was typed opens it."""

    def __init__(self, desk: Desk, file: Path, *, code: bool = False) -> None:
        self._file, self.by_code = file, code
        self.lost, self._hint = QPushButton(), text_label(muted=True)
        self.lost.setAutoDefault(False)
        super().__init__(desk, _PASSPHRASE, self._key)
        self.lost.clicked.connect(self._change_way)
        self.beside.addWidget(self.lost)
        self.column.insertWidget(self.column.indexOf(self.field) + 1, self._hint)
        self.retranslate()  # a hint that stands nowhere yet would be a window of its own

    def hold(self, *, busy: bool) -> None:
        super().hold(busy=busy)
        self.lost.setEnabled(not busy)

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self.name = _CODE if self.by_code else _PASSPHRASE
        super().retranslate()
        other = N_("Type the passphrase instead") if self.by_code else N_("Passphrase lost…")
        self.lost.setText(lang(other))
        self._hint.setText(lang(CODE_HINT))
        self._hint.setVisible(self.by_code and self._hint.parent() is not None)

    def _key(self, typed: str) -> bytes:
        """Try *typed* in the worker; meanwhile nobody can change the way."""
        from ccmdesk.actions.plan_key import key_by_code, key_by_passphrase

        way = key_by_code if self.by_code else key_by_passphrase
        return way(self._file, typed)

    def _change_way(self) -> None:
        self.by_code = not self.by_code
        self.field.clear()
        self.why = None
        with QSignalBlocker(self.shows):
            self.shows.setChecked(False)
        self._dress()
        self.retranslate()
        self.field.setFocus()

    def _dress(self) -> None:
        """Hide a passphrase unless it is to be seen; the code is copied from paper, so it is."""
        super()._dress()
        self.shows.setVisible(not self.by_code)
        ways = Qt.LayoutDirection
        self.field.setLayoutDirection(ways.LeftToRight if self.by_code else self.layoutDirection())
        if self.by_code:
            self.field.setEchoMode(QLineEdit.EchoMode.Normal)
