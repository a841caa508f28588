"""The alarms of the hub above all else: the newest in sentences, the others in their table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from ccmdesk.model.words import N_, counted
from ccmdesk.rules.hub.filed import Alarm
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.hub.settle_dialog import SettleDialog
from ccmdesk.ui.labels import text_label

_MOST = 3


class AlarmBox(QFrame):
    """Hidden while there is none; it cannot be closed: an alarm is true until it is settled."""

    asked = Signal(object, object)
    """The box that asked about an alarm, and the AskedAlarm."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._told: tuple[str, ...] = ()
        self._alarms: tuple[Alarm, ...] = ()
        self.dialog: SettleDialog | None = None
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.text, self.settle_button = text_label(), QPushButton()
        column = QVBoxLayout(self)
        column.addWidget(self.text)
        column.addWidget(self.settle_button, alignment=Qt.AlignmentFlag.AlignLeading)
        self.settle_button.clicked.connect(self._ask)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        """Say the button again in the language of the window."""
        self.settle_button.setText(self._desk.lang(N_("Settle an alarm…")))

    def tell(self, told: Sequence[str], alarms: Sequence[Alarm] = ()) -> None:
        """Show the *alarms*, of which the last is the newest, as they are *told*."""
        self._told, self._alarms = tuple(reversed(told)), tuple(alarms)
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

    def _ask(self) -> None:
        self.dialog = dialog = SettleDialog(self._desk, self._alarms, self)
        dialog.asked.connect(lambda ask: self.asked.emit(dialog, ask))
        dialog.open()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self._colour()

    def _colour(self) -> None:
        palette = QPalette(QGuiApplication.palette())
        palette.setColor(QPalette.ColorRole.WindowText, palette.brightText().color())
        self.text.setPalette(palette)
