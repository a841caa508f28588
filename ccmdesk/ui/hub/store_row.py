"""Which store of the hub is open: a file that is chosen, or an address that is typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from ccmdesk.lang.isolation import joined
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.desk import Desk

SUFFIX = ".db"

EMPTY = N_(
    "The Implementation Support Unit keeps the submissions of all States in one store and reports"
    " on them together. Choose a file for the store, or type the address of a PostgreSQL server;"
    " then drop packages here."
)
"""What stands where no store is chosen yet."""


class StoreRow(QWidget):
    """A store need not be there yet: it is made with the first package."""

    asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._label, self.where = QLabel(), QLineEdit()
        self._label.setBuddy(self.where)
        self.open_button, self.choose_button = QPushButton(), QPushButton()
        self.where.returnPressed.connect(self._ask)
        self.open_button.clicked.connect(self._ask)
        self.choose_button.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._label)
        row.addWidget(self.where, 1)
        row.addWidget(self.open_button)
        row.addWidget(self.choose_button)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self._label.setText(lang(N_("Store")))
        self.where.setAccessibleName(lang(N_("Store")))
        self.where.setPlaceholderText(lang(N_("a file, or a postgresql:// address")))
        self.open_button.setText(lang(C_("button", "Open")))
        self.choose_button.setText(lang(N_("Choose a file…")))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _ask(self) -> None:
        if self.where.text().strip():
            self.asked.emit(self.where.text().strip())

    def _choose(self) -> None:
        lang = self._desk.lang
        kinds = joined(lang(N_("Stores (*.db);;All files (*)")))
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            lang(N_("Choose the store, or a new name")),
            f"hub{SUFFIX}",
            kinds,
            options=QFileDialog.Option.DontConfirmOverwrite,  # it is opened, not written over
        )
        if chosen:
            self.where.setText(chosen)
            self.asked.emit(chosen)
