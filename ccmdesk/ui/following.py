"""Shows in the window what others save in the same plan, without a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from ccmdesk.model.problem import NotSaved, Problem
from ccmdesk.ui.jobs import Jobs

if TYPE_CHECKING:
    from ccmdesk.db.news import News
    from ccmdesk.ui.open_plan import OpenPlan

LOOK_EVERY_MS = 1_000


class Following(QObject):
    """Looks every second what is new; a plan in a file has nobody else who writes to it.

    While somebody types, drags or answers a box, nothing changes under their hands: what they save
    then is built on what they saw.
    """

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__(plan)
        self._plan = plan
        self._jobs = Jobs(self)
        self._lost = False
        self._clock = QTimer(self, interval=LOOK_EVERY_MS)
        self._clock.timeout.connect(self.look)
        if plan.store.is_shared:
            self._clock.start()

    def look(self) -> None:
        """Ask the server, beside the window."""
        if self._jobs.busy or is_at_work():
            return
        job = self._jobs.prepare(lambda _running: self._plan.store.news())
        job.done.connect(self._show)
        job.refused.connect(self._miss)
        self._jobs.start(job)

    def stop(self) -> None:
        """Look no more."""
        self._clock.stop()
        self._jobs.stop()

    def _show(self, news: News | None) -> None:
        if self._lost:
            self._lost = False
            self._plan.reached.emit()
        if news is None or is_at_work():
            return
        self._plan.store.saw(news)
        if news.step is not None:
            self._plan.follow(news.step)

    def _miss(self, problem: Problem) -> None:
        if not self._lost and isinstance(problem, NotSaved):
            self._lost = True
            self._plan.not_saved.emit(problem)


def is_at_work() -> bool:
    """Whether the user is in the middle of something that is not saved yet."""
    if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
        return True
    if QApplication.activePopupWidget() or QApplication.activeModalWidget():
        return True
    # Also in a window behind another program's, which has no focus of the application.
    return any(_is_typing(window.focusWidget()) for window in QApplication.topLevelWidgets())


def _is_typing(focus: QWidget | None) -> bool:
    from ccmdesk.ui.records.field_row import FieldRow
    from ccmdesk.ui.translations.bench import Bench

    place = focus
    while place is not None:
        if isinstance(place, Bench):
            return place.touched
        only = Qt.FindChildOption.FindDirectChildrenOnly
        rows = place.findChildren(FieldRow, options=only)
        if any(row.touched and row.holds(focus) for row in rows):
            return True
        if place is not focus and isinstance(place, QAbstractItemView):
            return True
        place = place.parentWidget()
    return False
