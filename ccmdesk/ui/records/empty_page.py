"""What stands in the place of an empty list: never a blank grid."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.need import Need
from ccmdesk.model.words import N_
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.empty_words import EMPTY

_WIDTH = 460


class EmptyPage(QWidget):
    """Says what goes into the list, gives an example, and offers the first step.

    Where there are guided questions, they are that step, and the empty form is the other way.
    """

    new_asked = Signal()
    guided_asked = Signal()
    clear_asked = Signal()

    def __init__(self, plan: OpenPlan, kind: type[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan, self._kind = plan, kind
        self._searched, self._narrowed = "", False
        self.goes, self._example = text_label(), text_label(muted=True)
        self.button = QPushButton()
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self._press)
        self.guided = QPushButton()
        self.guided.setAutoDefault(True)
        self.guided.clicked.connect(self.guided_asked)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addStretch(1)
        for part in (self.goes, self._example):
            part.setFixedWidth(_WIDTH)
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(part)
        for button in (self.guided, self.button):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
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
        self.guided.setText(lang(N_("Guided questions")))
        is_empty = not self._searched and not self._narrowed
        self.guided.setVisible(self._kind is Need and is_empty)
        if not is_empty:
            held = lang(N_("Nothing in this list holds “{text}”."), text=self._searched)
            self.goes.setText(held if self._searched else lang(N_("No record fits the filters.")))
            self._example.setText("")
            self.button.setText(lang(N_("Show the whole list")))
            return
        self.goes.setText(lang(EMPTY[self._kind].goes))
        self._example.setText(lang(EMPTY[self._kind].example))
        self.button.setText(lang(N_("New: {kind}"), kind=lang(kind.one)))

    def focus(self) -> None:
        """Stand on the first step that is offered."""
        first = self.guided if self.guided.isVisibleTo(self) else self.button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _press(self) -> None:
        if self._searched or self._narrowed:
            self.clear_asked.emit()
        else:
            self.new_asked.emit()
