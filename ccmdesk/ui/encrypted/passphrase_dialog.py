"""The box that stands before an encrypted plan until it is opened, or left alone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from ccmdesk.model.words import N_, Message
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.encrypted.key_ask import KeyAsk
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.secret_box import SecretBox

TO_OPEN = N_("The plan {name} is encrypted. Type its passphrase.")
TO_CHANGE = N_("Type the passphrase that opens the plan {name} now.")


class PassphraseDialog(SecretBox):
    """*given* carries the key of the plan."""

    ask: KeyAsk

    def __init__(
        self,
        desk: Desk,
        file: Path,
        parent: QWidget | None = None,
        *,
        why: str = TO_OPEN,
        code: bool = False,
    ) -> None:
        said = Message(why, {"name": file.name})
        ask = KeyAsk(desk, file, code=code)
        super().__init__(desk, ask, parent, title=N_("Encrypted plan"), said=said)
        self.setProperty(PAGE, "safety#encrypt")


def ask_key(dialog: PassphraseDialog) -> PassphraseDialog:
    """Show the box."""
    dialog.open()
    return dialog
