"""The alarms of the hub above all else: the newest in sentences, the others in their table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ccmdesk.model.words import counted
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.labels import text_label

_MOST = 3


class AlarmBox(QFrame):
    """Hidden while there is none; it cannot be closed, since every alarm stays true."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._told: tuple[str, ...] = ()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.text = text_label()
        QVBoxLayout(self).addWidget(self.text)
        self.hide()

    def tell(self, alarms: Sequence[str]) -> None:
        """Show the *alarms*, of which the last is the newest."""
        self._told = tuple(reversed(alarms))
        more = len(self._told) - _MOST
        lines = list(self._told[:_MOST])
        if more > 0:
            said = counted(
                "{n} more alarm is in the table Alarms.",
                "{n} more alarms are in the table Alarms.",
                more,
            )
            lines.append(self._desk.lang.say(said))
        self.text.setText("\n".join(lines))
        self.setAccessibleName("\n".join(lines))
        self._colour()
        self.setVisible(bool(lines))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self._colour()

    def _colour(self) -> None:
        palette = QPalette(QGuiApplication.palette())
        palette.setColor(QPalette.ColorRole.WindowText, palette.brightText().color())
        self.text.setPalette(palette)
