"""Locks an encrypted plan when nobody has typed or moved the mouse for a while."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from shiboken6 import isValid

from ccmdesk.ui.opening import now

if TYPE_CHECKING:
    from ccmdesk.ui.window import Window

LOOK_EVERY_MS = 5_000
_KEY_BYTES = 32
"""What a recovery code gives back for certain; the rest is read from the file."""

_Type = QEvent.Type
_BY_HAND = frozenset(
    {_Type.KeyPress, _Type.MouseMove, _Type.MouseButtonPress, _Type.Wheel, _Type.TouchBegin}
)


class IdleLock(QObject):
    """Watches only the window that has the focus, and only while an encrypted plan is open."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.frame())
        self._window, self._desk = window, window.desk
        self._last = now()
        self._key: bytes | None = None
        self._watched: QWindow | None = None
        self._hidden: list[QWidget] = []
        self.clock = QTimer(self, interval=LOOK_EVERY_MS)
        self.clock.timeout.connect(self.look)
        self._desk.plan_changed.connect(self._follow)
        QGuiApplication.instance().focusWindowChanged.connect(self._watch)  # type: ignore[union-attr]

    @property
    def can_lock(self) -> bool:
        """Whether a passphrase could open the plan again."""
        return self._key is not None

    def look(self) -> bool:
        """Lock when it is time to, and say whether it was."""
        minutes = self._desk.state.lock_after
        covered = self._window.covered.is_covered
        due = minutes > 0 and now() - self._last >= dt.timedelta(minutes=minutes)
        if self._key is None or covered or not due:
            return False
        self.lock()
        return True

    def lock(self) -> None:
        """Save what is being typed, and let nothing of the plan be seen."""
        plan, file = self._desk.plan, self._desk.file
        if plan is None or file is None or self._key is None or self._window.covered.is_covered:
            return
        from ccmdesk.ui.encrypted.locked_page import LockedPage

        plan.typed_asked.emit()
        self._hide_boxes()
        page = LockedPage(self._desk, file)
        page.ask.given.connect(lambda key: self._open(page, key))
        self._window.covered.cover(page)
        page.ask.field.setFocus()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note that somebody is here; whoever comes back too late finds the plan locked."""
        if event.type() not in _BY_HAND:
            return False
        was_due = self.look()
        self._last = now()
        return was_due

    def _open(self, page: QObject, key: bytes) -> None:
        from ccmdesk.actions.plan_key import not_opened
        from ccmdesk.ui.encrypted.locked_page import LockedPage

        own, file = self._key, self._desk.file
        if own is None or file is None or not isinstance(page, LockedPage):
            return
        if key[:_KEY_BYTES] != own[:_KEY_BYTES]:
            page.ask.refuse(not_opened(file))
            return
        self._last = now()
        self._window.covered.uncover()
        self._show_boxes()

    def _follow(self) -> None:
        """Begin anew with another plan, whose passphrase was just typed."""
        from ccmdesk.actions.plan_key import key_of_store

        plan = self._desk.plan
        self._key = None if plan is None else key_of_store(plan.store)
        self._last = now()
        if plan is not None:
            self._window.covered.uncover()
        if self._key is None:
            self.clock.stop()
        else:
            self.clock.start()
        self._watch(QGuiApplication.focusWindow())

    def _watch(self, window: QWindow | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = window if self._key is not None else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

    def _hide_boxes(self) -> None:
        """Hide what stands over the window, and leave each box that asks for a file.

        Who comes by would answer it, and what it is about would be saved from the locked plan.
        """
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        for box in QApplication.topLevelWidgets():
            if isinstance(box, QFileDialog):
                box.reject()
        for box in QApplication.topLevelWidgets():
            if box.isVisible() and box is not self._window.frame():
                box.hide()
                self._hidden.append(box)

    def _show_boxes(self) -> None:
        hidden, self._hidden = self._hidden, []
        for box in hidden:
            if isValid(box):
                box.show()
