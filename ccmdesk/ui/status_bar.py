"""The line below: when was saved, what kind of plan this is, and which digits are used."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ccmdesk.model.words import N_, Message
from ccmdesk.ui.backup_words import backup_words
from ccmdesk.ui.backups import Backups
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.records.elided import ElidedLabel

HEIGHT = 28
_TOLD_FOR_MS = 6000
_BEFORE, _BETWEEN, _AFTER = 14, 24, 8
_ABOVE_AND_BELOW = 4


class StatusBar(QWidget):
    """Twenty-eight pixels high in every language, more with large letters.

    *tell* shows a sentence for a while. Where width is short, what is told elsewhere too is left
    out: the digits, then the backup. Sentences are cut last, and told by their tooltip.
    """

    def __init__(self, desk: Desk, backups: Backups, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._backups = desk, backups
        self._message: Message | None = None
        self.saved, self.banner = ElidedLabel(), ElidedLabel()
        for sentence in (self.saved, self.banner):
            sentence.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.checking = QLabel()
        self.backup = QLabel()
        self.digits = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(_BEFORE, 0, _AFTER, 0)
        row.setSpacing(_BETWEEN)
        row.addWidget(self.saved)
        row.addWidget(self.backup)
        row.addWidget(self.checking)
        row.addStretch(1)
        row.addWidget(self.banner)
        row.addWidget(self.digits)
        self._silence = QTimer(self, singleShot=True, interval=_TOLD_FOR_MS)
        self._silence.timeout.connect(self._forget)
        desk.plan_changed.connect(self.retranslate)
        desk.written.connect(self.retranslate)
        desk.slowed.connect(self.retranslate)
        backups.changed.connect(self.retranslate)
        self.retranslate()

    def tell(self, message: Message) -> None:
        """Show one sentence in place of the time of saving, for some seconds."""
        self._message = message
        self._silence.start()
        self.retranslate()

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self.saved.setText(self._told())
        self.checking.setText(self._checking())
        self.backup.setText(backup_words(self._desk.lang, self._backups))
        self.backup.setToolTip(str(self._backups.folder))
        self.banner.setText(self._banner())
        self.digits.setText(lang(N_("Digits 0–9")))
        self.digits.setToolTip(lang(N_("Digits of every script can be typed; 0 to 9 are shown.")))
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the line its height, and the sentences the room of what can be left out."""
        font = self.font()
        font.setBold(True)
        self.banner.setFont(font)
        self.setFixedHeight(max(HEIGHT, self.fontMetrics().height() + _ABOVE_AND_BELOW))
        parts = (self.saved, self.backup, self.checking, self.banner, self.digits)
        wide = {part: part.sizeHint().width() + _BETWEEN for part in parts if part.text()}
        left = self.width() - _BEFORE - _AFTER - sum(wide.values())
        for part in (self.digits, self.backup):
            part.setVisible(left >= 0)
            left += 0 if left >= 0 else wide.get(part, 0)

    def _forget(self) -> None:
        self._message = None
        self.retranslate()

    def _told(self) -> str:
        lang = self._desk.lang
        if self._message is not None:
            return lang.say(self._message)
        if self._desk.plan is None:
            return ""
        shared = self._desk.plan.store.is_shared
        if self._desk.saved_at is None:
            whole = N_("Everything is saved on this computer")
            return lang(N_("Everything is saved on the server") if shared else whole)
        said = N_("Saved on this computer at {time}")
        said = N_("Saved on the server at {time}") if shared else said
        return lang(said, time=lang.time_of_day(self._desk.saved_at))

    def _checking(self) -> str:
        plan = self._desk.plan
        slow = plan is not None and plan.checking.is_slow
        return self._desk.lang(N_("Checking what is missing…")) if slow else ""

    def _banner(self) -> str:
        if self._desk.plan is None:
            return ""
        if self._desk.plan.store.is_training:
            return self._desk.lang(N_("Training copy"))

        paper = self._desk.plan.head.plan
        if paper is not None and paper.illustrative:
            return self._desk.lang(N_("Illustrative plan: not the plan of the State"))
        return ""
