"""What stands above every screen of a training copy: that it is one."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from ccmdesk.model.words import N_
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.labels import BoldLabel


class TrainingBadge(BoldLabel):
    """A line in the menu bar, in the colours of what is chosen; hidden on every other plan."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Highlight)
        self.setForegroundRole(QPalette.ColorRole.HighlightedText)
        self.setContentsMargins(12, 0, 12, 0)
        desk.plan_changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Say it again in the language of the window."""
        plan = self._desk.plan
        said = self._desk.lang(N_("Training copy: try everything, nothing of it can be sent"))
        self.setText(said)
        self.setToolTip(said)
        self.setVisible(plan is not None and plan.store.is_training)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
