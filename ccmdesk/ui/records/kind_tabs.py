"""The kinds of a section beside each other, with how many records there are of each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.words import N_
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.editors.lines import QuietCombo
from ccmdesk.ui.records.flow import FlowBox


class KindTabs(QWidget):
    """One button a kind; a second line takes what does not fit in the first.

    *choice* offers the same above the narrow list, where the form needs the height.
    """

    chosen = Signal(object)

    def __init__(
        self, plan: OpenPlan, kinds: Sequence[type[Any]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._plan = plan
        self._counts: dict[str, int] = {}
        self._group = QButtonGroup(self)
        self.buttons: dict[type[Any], QPushButton] = {}
        box = FlowBox(gap=4)
        for kind in kinds:
            button = self.buttons[kind] = QPushButton()
            button.setCheckable(True)
            button.setAutoDefault(True)
            button.clicked.connect(partial(self.chosen.emit, kind))
            self._group.addButton(button)
            box.add(button)
        self.choice = QuietCombo()
        for _ in kinds:
            self.choice.addItem("")
        for picked in (self.choice.decided, self.choice.browsed):
            picked.connect(self._pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 0, 8, 0)
        column.addWidget(box)
        self.count()

    def show_kind(self, kind: type[Any]) -> None:
        """Mark the button of the kind whose list is shown."""
        self.buttons[kind].setChecked(True)
        self.choice.setCurrentIndex(list(self.buttons).index(kind))

    def count(self) -> None:
        """Count the records of each kind again."""
        self._counts = self._plan.store.counts(BY_RECORD[kind].name for kind in self.buttons)
        self.retranslate()

    def retranslate(self) -> None:
        """Say every kind again."""
        lang = self._plan.lang
        self.choice.setAccessibleName(lang(N_("Kind of record")))
        for place, (kind, button) in enumerate(self.buttons.items()):
            number = lang.number(self._counts[BY_RECORD[kind].name])
            said = lang(N_("{kind}: {n}"), kind=lang(BY_RECORD[kind].many), n=number)
            button.setText(said.replace("&", "&&"))
            button.setAccessibleName(said)
            self.choice.setItemText(place, said)
        self.updateGeometry()

    def _pick(self) -> None:
        self.chosen.emit(list(self.buttons)[self.choice.currentIndex()])
