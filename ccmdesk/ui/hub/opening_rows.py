"""Asks for what opens packages that came encrypted: their passphrase, or that of our own key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ccmdesk.actions.hub.add import Added
from ccmdesk.actions.sealed_package import NEEDS_ITS_PASSPHRASE, Unlock, unlock_with
from ccmdesk.bundle import encryption, key_file
from ccmdesk.model.words import N_
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.package_passphrase import PackagePassphrase

_OF_PACKAGE = frozenset({NEEDS_ITS_PASSPHRASE, encryption.WRONG_PASSPHRASE})
_OF_KEY = frozenset({key_file.NEEDS_PASSPHRASE, key_file.WRONG_PASSPHRASE})


class OpeningRows(QWidget):
    """Each row is hidden until a package asks for it; *folder* holds the key of this computer."""

    given = Signal(object)
    """The packages that waited for what was typed."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._waiting: list[Path] = []
        self.of_package = PackagePassphrase(desk)
        self.of_key = PackagePassphrase(desk, label=N_("Passphrase of this office's key"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for row in (self.of_package, self.of_key):
            column.addWidget(row)
            row.given.connect(lambda: self.given.emit(self._waiting))

    def unlock(self) -> Unlock:
        """Return what opens packages, with what is typed here."""
        typed = self.of_package.field.text()
        opens = unlock_with(self._folder, passphrase=self.of_key.field.text())
        return replace(opens, passphrase=lambda: typed)

    def ask_for(self, added: Sequence[Added]) -> None:
        """Ask for what the packages wait for that were not opened."""
        self.forget()
        for row, asking in ((self.of_package, _OF_PACKAGE), (self.of_key, _OF_KEY)):
            waiting = [one.path for one in added if one.says.msgid in asking]
            self._waiting += waiting
            if waiting:
                row.ask()

    def forget(self) -> None:
        """Nothing is asked any more."""
        self._waiting = []
        self.of_package.forget()
        self.of_key.forget()
