"""The views and kinds of a section beside each other, with how many records there are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.words import N_
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.editors.lines import QuietCombo
from ccmdesk.ui.records.flow import FlowBox
from ccmdesk.ui.sections import Section


class KindTabs(QWidget):
    """One button a view and a kind; a second line takes what does not fit in the first.

    *choice* offers the kinds above the narrow list as well, where the form needs the height.
    """

    chosen = Signal(object)
    viewed = Signal(str)

    def __init__(self, plan: OpenPlan, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self._section = section
        self._counts: dict[str, int] = {}
        self._group = QButtonGroup(self)
        self.views: dict[str, QPushButton] = {}
        self.buttons: dict[type[Any], QPushButton] = {}
        self._box = FlowBox(gap=4)
        for view in section.views:
            self.views[view.name] = self._button(partial(self.viewed.emit, view.name))
        for kind in section.kinds:
            self.buttons[kind] = self._button(partial(self.chosen.emit, kind))
        self.choice = QuietCombo()
        for _ in section.kinds:
            self.choice.addItem("")
        for picked in (self.choice.decided, self.choice.browsed):
            picked.connect(self._pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 0, 8, 0)
        column.addWidget(self._box)
        self.count()

    def show_kind(self, kind: type[Any]) -> None:
        """Mark the button of the kind whose list is shown."""
        self.buttons[kind].setChecked(True)
        self.choice.setCurrentIndex(list(self.buttons).index(kind))

    def show_view(self, name: str) -> None:
        """Mark the button of the view that is shown."""
        self.views[name].setChecked(True)

    def count(self) -> None:
        """Count the records of each kind again."""
        self._counts = self._plan.store.counts(BY_RECORD[kind].name for kind in self.buttons)
        self.retranslate()

    def retranslate(self) -> None:
        """Say every kind again."""
        lang = self._plan.lang
        self.choice.setAccessibleName(lang(N_("Kind of record")))
        for view in self._section.views:
            self.views[view.name].setText(lang(view.label))
            self.views[view.name].setAccessibleName(lang(view.label))
        for place, (kind, button) in enumerate(self.buttons.items()):
            number = lang.number(self._counts[BY_RECORD[kind].name])
            said = lang(N_("{kind}: {n}"), kind=lang(BY_RECORD[kind].many), n=number)
            button.setText(said.replace("&", "&&"))
            button.setAccessibleName(said)
            self.choice.setItemText(place, said)
        self.updateGeometry()

    def _button(self, go: Callable[[], object]) -> QPushButton:
        button = QPushButton()
        button.setCheckable(True)
        button.setAutoDefault(True)
        button.clicked.connect(go)
        self._group.addButton(button)
        self._box.add(button)
        return button

    def _pick(self) -> None:
        self.chosen.emit(list(self.buttons)[self.choice.currentIndex()])
