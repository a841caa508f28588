"""Asks for the passphrase of a package that came encrypted, or of the key that opens it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from ccmdesk.model.words import N_
from ccmdesk.ui.desk import Desk


class PackagePassphrase(QWidget):
    """Hidden until a package asks for it."""

    given = Signal()
    """Something was typed, to be tried."""

    def __init__(self, desk: Desk, *, label: str = N_("Passphrase of the package")) -> None:
        super().__init__()
        self._desk, self._of = desk, label
        self._label, self.field = QLabel(), QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self._label.setBuddy(self.field)
        self.button = QPushButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._label)
        row.addWidget(self.field, 1)
        row.addWidget(self.button)
        self.field.returnPressed.connect(self._give)
        self.button.clicked.connect(self._give)
        self.setVisible(False)
        self.retranslate()

    def ask(self) -> None:
        """Let it be typed, or typed again."""
        self.setVisible(True)
        self.field.selectAll()
        self.field.setFocus()

    def forget(self) -> None:
        """Nothing is asked any more."""
        self.field.clear()
        self.setVisible(False)

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self._label.setText(lang(self._of))
        self.field.setAccessibleName(self._label.text())
        self.button.setText(lang(N_("Open the package")))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _give(self) -> None:
        if self.field.text():
            self.given.emit()
