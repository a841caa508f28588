"""How far long work is, in words, with a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from ccmdesk.model.words import N_
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.jobs import Job

BUSY_MS, PATIENCE_MS = 200, 1000
"""Work that is done sooner than the first shows nothing; up to the second, a busy cursor alone."""


class ProgressRow(QWidget):
    """Shown while a job runs; one job at a time."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self._far: tuple[int, int] = (0, 0)
        self._words = QLabel()
        self._bar = QProgressBar(textVisible=False)
        self.cancel = QPushButton()
        self.cancel.setAutoDefault(False)  # else Enter in a box would look for it, and find nothing
        self.cancel.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addWidget(self.cancel)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        self._busy = QTimer(self, singleShot=True, interval=BUSY_MS)
        self._busy.timeout.connect(self._look_busy)
        self.hide()
        self.retranslate()

    def follow(self, job: Job) -> None:
        """Show how far *job* is until it ends."""
        self._job, self._far = job, (0, 0)
        job.progressed.connect(self._go_on)
        job.ended.connect(self._end)
        self._patience.start()
        self._busy.start()
        self.retranslate()

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        done, steps = self._far
        self.cancel.setText(lang(N_("Cancel")))
        self._bar.setAccessibleName(lang(N_("Progress")))
        self._bar.setRange(0, steps)
        self._bar.setValue(done)
        if not steps:
            self._words.setText(lang(N_("Working…")))
            return
        said = N_("{done} of {steps} done")
        self._words.setText(lang(said, done=lang.number(done), steps=lang.number(steps)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _look_busy(self) -> None:
        """Show the busy cursor over the part of the window whose work this is."""
        part = self.parentWidget()
        if part is not None:
            part.setCursor(Qt.CursorShape.BusyCursor)

    def _go_on(self, done: int, steps: int) -> None:
        self._far = (done, steps)
        self.retranslate()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _end(self) -> None:
        self._job = None
        for timer in (self._busy, self._patience):
            timer.stop()
        part = self.parentWidget()
        if part is not None:
            part.unsetCursor()
        self.hide()
