"""A warning that offices differ, with room for the reason to pack all the same."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ccmdesk.model.words import N_
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.labels import text_label


class UndecidedRow(QWidget):
    """Hidden while nothing needs a decision."""

    decide_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.says, self._why_label, self.why = text_label(), QLabel(), QLineEdit()
        self.says.setForegroundRole(QPalette.ColorRole.BrightText)
        self._why_label.setBuddy(self.why)
        self.decide_button = QPushButton()
        self.decide_button.clicked.connect(self.decide_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.says)
        column.addWidget(self.decide_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._why_label)
        column.addWidget(self.why)
        desk.checked.connect(self.retranslate)
        self.retranslate()

    @property
    def lacks_reason(self) -> bool:
        """Whether a reason is asked for that nobody has given."""
        return self._many > 0 and not self.why.text().strip()

    @property
    def _many(self) -> int:
        found = self._desk.found
        return 0 if found is None else found.open.to_decide

    def retranslate(self) -> None:
        """Say it as of the last check, in the language of the window."""
        lang, many = self._desk.lang, self._many
        self.setVisible(many > 0)
        self.says.setText(
            lang.ngettext(
                "{n} field was written differently by offices, and nobody has decided yet.",
                "{n} fields were written differently by offices, and nobody has decided yet.",
                many,
            )
        )
        self.decide_button.setText(lang(N_("Decide ({n})"), n=lang.number(many)))
        self._why_label.setText(lang(N_("Or the reason to pack all the same; it is kept")))
        self.why.setAccessibleName(self._why_label.text())
        self.why.setAccessibleDescription(self.says.text())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
