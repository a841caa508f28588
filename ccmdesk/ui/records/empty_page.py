"""What stands in the place of an empty list: never a blank grid."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.words import N_
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.empty_words import EMPTY

_WIDTH = 460


class EmptyPage(QWidget):
    """Says what goes into the list, gives an example, and offers one button."""

    new_asked = Signal()
    clear_asked = Signal()

    def __init__(self, plan: OpenPlan, kind: type[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan, self._kind = plan, kind
        self._searched, self._narrowed = "", False
        self._goes, self._example = text_label(), text_label(muted=True)
        self.button = QPushButton()
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self._press)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addStretch(1)
        for part in (self._goes, self._example):
            part.setFixedWidth(_WIDTH)
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(part)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        whole = QHBoxLayout(self)
        whole.addStretch(1)
        whole.addLayout(column)
        whole.addStretch(1)
        self.retranslate()

    def set_searched(self, text: str, *, narrowed: bool = False) -> None:
        """Say that nothing fits *text* or the filters; neither says that the list is empty."""
        self._searched, self._narrowed = text, narrowed
        self.retranslate()

    def retranslate(self) -> None:
        """Say every word again."""
        lang, kind = self._plan.lang, BY_RECORD[self._kind]
        if self._searched or self._narrowed:
            held = lang(N_("Nothing in this list holds “{text}”."), text=self._searched)
            self._goes.setText(held if self._searched else lang(N_("No record fits the filters.")))
            self._example.setText("")
            self.button.setText(lang(N_("Show the whole list")))
            return
        self._goes.setText(lang(EMPTY[self._kind].goes))
        self._example.setText(lang(EMPTY[self._kind].example))
        self.button.setText(lang(N_("New: {kind}"), kind=lang(kind.one)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _press(self) -> None:
        if self._searched or self._narrowed:
            self.clear_asked.emit()
        else:
            self.new_asked.emit()
