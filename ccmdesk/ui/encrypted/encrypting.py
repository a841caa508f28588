"""Encrypts the open plan, or takes that off: closed, written anew, and open again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ccmdesk.actions.plan_key import decrypt_plan, encrypt_plan, key_of_store
from ccmdesk.model.problem import Problem
from ccmdesk.ui.encrypted.locked_page import WaitingPage
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.opening import open_file

if TYPE_CHECKING:
    from ccmdesk.ui.window import Window

OpenWith = Callable[[Callable[[], object]], bool]
_Anew = Callable[[Path, bytes | None], bytes | None]


class Encrypting(QObject):
    """Meanwhile the window shows nothing but that; then the user is where he was."""

    written = Signal()
    refused = Signal(object)
    """The Problem for which the plan stayed as it was."""

    def __init__(self, window: Window, open_with: OpenWith, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._open_with = window, open_with

    def encrypt(self, passphrase: str) -> None:
        """Let nobody read the plan without *passphrase*."""
        self._write(lambda file, _key: encrypt_plan(file, passphrase))

    def decrypt(self) -> None:
        """Let everybody read the plan who has its file."""

        def work(file: Path, key: bytes | None) -> None:
            if key is not None:
                decrypt_plan(file, key)

        self._write(work)

    def _write(self, work: _Anew) -> None:
        window, desk = self._window, self._window.desk
        plan, file = desk.plan, desk.file
        if plan is None or file is None or window.unsaved.holds_up():
            return
        key, state = key_of_store(plan.store), desk.state
        desk.let_go()
        job = desk.jobs.prepare(lambda _: work(file, key))
        window.covered.cover(WaitingPage(desk, job))

        def again(key: bytes | None) -> None:
            window.covered.uncover()
            if self._open_with(lambda: open_file(desk, file, key=key)):
                window.return_to(page=state.page, kind=state.kind, record=state.record)

        def refuse(problem: Problem) -> None:
            again(key)
            self.refused.emit(problem)

        def fail(error: Exception) -> None:
            again(key)
            raise_fault(error)

        job.done.connect(again)
        job.done.connect(self.written)
        job.refused.connect(refuse)
        job.failed.connect(fail)
        desk.jobs.start(job)
