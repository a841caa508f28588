"""Opens plans, and asks for the passphrase of an encrypted one, or the password of a server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ccmdesk.model.problem import PasswordAsked
from ccmdesk.model.words import N_, Message
from ccmdesk.ui.encrypted.passphrase_dialog import PassphraseDialog, ask_key
from ccmdesk.ui.opening import is_open, open_file
from ccmdesk.ui.problems import Way

if TYPE_CHECKING:
    from ccmdesk.ui.window import Window

BY_CODE = N_(
    "The plan was opened with its recovery code. Choose a new passphrase now: the old one opens it"
    " only if the key file beside the plan is whole."
)


class Unlocking:
    """*open_with* opens a plan by some work, shows it, and says whether it was opened."""

    def __init__(self, window: Window, open_with: Callable[[Callable[[], object]], bool]) -> None:
        self._window, self._open_with = window, open_with

    def open(self, file: Path, then: Callable[[], object]) -> bool:
        """Open *file* and go on with *then*; False while its passphrase is asked for."""
        from ccmdesk.actions.plan_key import may_lack_key_file, needs_key

        if needs_key(file) and not is_open(self._window.desk, file):
            self._ask(file, then, code=False)
            return False
        done = self.open_shared(file, then)
        if not done and may_lack_key_file(file):
            words = Message(N_("Open with the recovery code…"))
            self._window.notice.offer(Way(words, lambda: self._ask(file, then, code=True)))
        return done

    def open_shared(self, file: Path, then: Callable[[], object], *, password: str = "") -> bool:
        """Open *file*, which may lead to a server; False while its password is asked for."""
        asked: list[PasswordAsked] = []

        def work() -> None:
            try:
                open_file(self._window.desk, file, password=password)
            except PasswordAsked as problem:
                asked.append(problem)
                raise

        done = self._open_with(work)
        if done:
            then()
        elif asked:
            self._ask_password(file, asked[0], then)
        return done

    def with_key(self, file: Path, then: Callable[[bytes | None], object]) -> None:
        """Go on with the key of *file*: asked for, or that of the open plan if it is the same."""
        from ccmdesk.actions.plan_key import is_key_of, key_of_store, needs_key

        plan = self._window.desk.plan
        own = None if plan is None else key_of_store(plan.store)
        if not needs_key(file):
            then(None)
        elif own is not None and is_key_of(own, file):
            then(own)
        else:
            box = PassphraseDialog(self._window.desk, file, self._window.frame())
            box.given.connect(then)
            ask_key(box)

    def _ask(self, file: Path, then: Callable[[], object], *, code: bool) -> None:
        box = PassphraseDialog(self._window.desk, file, self._window.frame(), code=code)

        def go_on(key: bytes) -> None:
            by_code = box.ask.by_code
            if self._open(file, key, then) and by_code:
                self._window.notice.tell(Message(BY_CODE), alarm=False)
                self._offer_change(key)

        box.given.connect(go_on)
        self._window.show_front()
        ask_key(box)

    def _ask_password(self, file: Path, asked: PasswordAsked, then: Callable[[], object]) -> None:
        from ccmdesk.actions.plan_on_server import knock_at
        from ccmdesk.ui.password_box import PasswordBox

        window = self._window
        box = PasswordBox(
            window.desk, asked, lambda typed: knock_at(file, password=typed), window.frame()
        )
        box.given.connect(lambda typed: self.open_shared(file, then, password=typed))
        box.open()

    def _offer_change(self, key: bytes) -> None:
        from ccmdesk.ui.encrypted.dialog import EncryptionDialog

        def change() -> None:
            dialog = EncryptionDialog(self._window, self._open_with)
            dialog.show()
            dialog.change_with(key)

        self._window.notice.offer(Way(Message(N_("Change the passphrase…")), change))

    def _open(self, file: Path, key: bytes, then: Callable[[], object]) -> bool:
        done = self._open_with(lambda: open_file(self._window.desk, file, key=key))
        if done:
            then()
        return done
