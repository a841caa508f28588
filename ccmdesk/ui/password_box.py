"""The box that asks for the password of a server once that wants one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ccmdesk.model.problem import PasswordAsked
from ccmdesk.model.words import N_, Message
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.secret_ask import SecretAsk
from ccmdesk.ui.secret_box import SecretBox

_SAID = N_(
    "The server {server} asks {user} for a password. It is used until you close what is opened"
    " with it, and kept nowhere."
)


class PasswordBox(SecretBox):
    """*knock* tries a password in the worker; *given* carries the one that is let in.

    What is typed goes to the server and to whoever is connected to *given*, and nowhere else.
    """

    def __init__(
        self,
        desk: Desk,
        asked: PasswordAsked,
        knock: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        def trying(typed: str) -> str:
            knock(typed)
            return typed

        said = Message(_SAID, {"server": asked.server, "user": asked.user})
        ask = SecretAsk(desk, N_("Password"), trying)
        super().__init__(desk, ask, parent, title=N_("Password"), said=said)
        self.setProperty(PAGE, "server#begin")
        if asked.refused:
            ask.tell(asked.message)
