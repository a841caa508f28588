"""The line below: when was saved, what kind of plan this is, and which digits are used."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ccmdesk.model.words import N_, Message
from ccmdesk.ui.backup_words import backup_words
from ccmdesk.ui.backups import Backups
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.labels import BoldLabel
from ccmdesk.ui.records.elided import ElidedLabel

HEIGHT = 28
_TOLD_FOR_MS = 6000


class StatusBar(QWidget):
    """Twenty-eight pixels high in every language; *tell* shows a sentence for a while.

    Where width is short the sentence at the beginning is cut, and told by its tooltip.
    """

    def __init__(self, desk: Desk, backups: Backups, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._backups = desk, backups
        self._message: Message | None = None
        self.setFixedHeight(HEIGHT)
        self.saved = ElidedLabel()
        self.saved.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.checking = QLabel()
        self.backup = QLabel()
        self.banner = BoldLabel()
        self.digits = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 8, 0)
        row.setSpacing(24)
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

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

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
