"""Shows in the window what others save in the same plan, without a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QMainWindow, QWidget
from shiboken6 import isValid

from ccmdesk.model.problem import NotSaved, Problem
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.jobs import Jobs

if TYPE_CHECKING:
    from ccmdesk.db.news import News
    from ccmdesk.db.store import Store

LOOK_EVERY_MS = 1_000
_WINDOWS = (QMainWindow, QDialog)


@runtime_checkable
class Field(Protocol):
    """What is typed into, and saves itself when it is left."""

    @property
    def touched(self) -> bool:
        """Whether something is typed that is not saved yet."""

    def holds(self, widget: QWidget) -> bool:
        """Whether *widget* is in it."""


class Following(QObject):
    """Looks every second what is new; in a plan in a file only until a package was shown.

    While somebody types, drags or answers a box, nothing changes under their hands: what they save
    then is built on what they saw.
    """

    came = Signal(object)
    """Emitted with the Step that others have saved."""

    lost = Signal(object)
    """Emitted with the Problem when the server answers no more."""

    reached = Signal()
    """Emitted when it answers again."""

    def __init__(self, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._jobs = Jobs(self)
        self._lost = False
        self._clock = QTimer(self, interval=LOOK_EVERY_MS)
        self._clock.timeout.connect(self.look)
        if store.is_shared:
            self._clock.start()

    def follow(self) -> None:
        """Look at once, and again until what is new could be shown."""
        self._clock.start()
        self.look()

    def look(self) -> None:
        """Ask what is new, beside the window."""
        if self._jobs.busy or is_at_work():
            return
        job = self._jobs.prepare(lambda _running: self._store.news())
        job.done.connect(self._show)
        job.refused.connect(self._miss)
        job.failed.connect(raise_fault)
        self._jobs.start(job)

    def stop(self) -> None:
        """Look no more."""
        self._clock.stop()
        self._jobs.stop()

    def _show(self, news: News | None) -> None:
        if self._lost:
            self._lost = False
            self.reached.emit()
        if news is not None and is_at_work():
            return
        if not self._store.is_shared:
            self._clock.stop()
        if news is None:
            return
        self._store.saw(news)
        if news.step is not None:
            self.came.emit(news.step)

    def _miss(self, problem: Problem) -> None:
        if not self._lost and isinstance(problem, NotSaved):
            self._lost = True
            self.lost.emit(problem)


def is_at_work() -> bool:
    """Whether the user is in the middle of something that is not saved yet."""
    if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
        return True
    if QApplication.activePopupWidget() or QApplication.activeModalWidget():
        return True
    # Also in a window behind another program's, which has no focus of the application.
    windows = (one for one in QApplication.topLevelWidgets() if isinstance(one, _WINDOWS))
    seen = (one for one in windows if isValid(one) and one.isVisible())
    return any(_is_typing(window.focusWidget()) for window in seen)


def _is_typing(focus: QWidget | None) -> bool:
    place = focus
    while place is not None and focus is not None:
        only = Qt.FindChildOption.FindDirectChildrenOnly
        fields = (
            one for one in place.findChildren(QObject, options=only) if isinstance(one, Field)
        )
        if any(field.touched and field.holds(focus) for field in fields):
            return True
        if place is not focus and isinstance(place, QAbstractItemView):
            return True
        place = place.parentWidget()
    return False
