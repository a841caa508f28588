"""Below a list: how many records it shows, what they come to, and what can be done with several."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ccmdesk.model.words import C_, N_
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.elided import ElidedLabel
from ccmdesk.ui.records.flow import FlowBox

_BUTTONS = (
    (
        "change",
        C_("button", "Change a field of all…"),
        N_("Give one field of all selected records the same value"),
    ),
    (
        "delete",
        C_("button", "Put all in the bin"),
        N_("They can be brought back, and one undo takes it back"),
    ),
    (
        "copy",
        C_("button", "Copy the rows"),
        N_("For a spreadsheet, with the headings (Ctrl+C)"),
    ),
    (
        "join",
        C_("button", "Join…"),
        N_("See both side by side, and join them when they were entered twice"),
    ),
)
_PAIR = 2


class BelowList(QWidget):
    """One line; a second one with buttons only while several rows are selected.

    Two records are offered to be joined where the list *joins*.
    """

    asked = Signal(str)
    """What is to be done with the selected records: change, delete, copy or join."""

    def __init__(self, plan: OpenPlan, *, joins: bool = False) -> None:
        super().__init__()
        self._plan, self._joins = plan, joins
        self._many = 0
        self.sum = ElidedLabel()
        self.count = QLabel()
        self.buttons = {name: QPushButton() for name, _, _ in _BUTTONS}
        self.several = FlowBox(gap=6)
        self.several.add(self.count)
        for name, button in self.buttons.items():
            button.setAutoDefault(True)
            button.clicked.connect(lambda _checked=False, name=name: self.asked.emit(name))
            self.several.add(button)
        self.several.hide()
        line = QHBoxLayout()
        line.addWidget(self.sum, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.several)
        column.addLayout(line)
        self.retranslate()

    def show_selected(self, many: int) -> None:
        """Offer what can be done with *many* selected rows; with one there is nothing special."""
        self._many = many
        self.several.setVisible(many > 1)
        if many > 1:
            lang = self._plan.lang
            self.count.setText(lang.ngettext("{n} row selected", "{n} rows selected", many))
            self.buttons["join"].setVisible(self._joins and many == _PAIR)
            self.several.updateGeometry()

    def retranslate(self) -> None:
        """Say the buttons again."""
        lang = self._plan.lang
        for name, label, about in _BUTTONS:
            self.buttons[name].setText(lang(label))
            self.buttons[name].setToolTip(lang(about))
            self.buttons[name].setAccessibleDescription(lang(about))
        self.show_selected(self._many)
