"""Above a list: what it is narrowed to, each part with a way to take it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from ccmdesk.model.activity import Activity
from ccmdesk.model.area import AnnualPosition
from ccmdesk.model.codec import Json
from ccmdesk.model.facts import field_map
from ccmdesk.model.victims import CasualtyCounts
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.flow import FlowBox
from ccmdesk.ui.records.narrowing import Narrowing, filter_words, narrowing_fields, said_again
from ccmdesk.ui.records.value_box import ValueBox

Counts = Callable[[str], Mapping[Json, int]]
"""How many records of the list have each value of a field, whatever it is narrowed to there."""


class FilterBar(QWidget):
    """A button that offers the columns, and one chip for each that narrows the list."""

    narrowed = Signal(object)
    """The Narrowing the user wants."""

    columns_asked = Signal()
    begin_asked = Signal()
    """The user wants a record that is begun from what is known already."""

    def __init__(self, plan: OpenPlan, kind: type[Any], counts: Counts) -> None:
        super().__init__()
        self._plan, self._kind, self._counts = plan, kind, counts
        self._now, self._language = Narrowing(), plan.lang.code
        self.button, self.columns = QPushButton(), QPushButton()
        self.chips: list[QPushButton] = []
        self._box = FlowBox(gap=4)
        self.begin = QPushButton() if kind in _BEGIN else None
        for button in (self.begin, self.button, self.columns):
            if button is not None:
                button.setAutoDefault(True)
                self._box.add(button)
        if self.begin is not None:
            self.begin.clicked.connect(self.begin_asked)
        self.button.clicked.connect(self.open_menu)
        self.columns.clicked.connect(self.columns_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._box)
        self.retranslate()

    def show_narrowing(self, now: Narrowing) -> None:
        """Show what the list is narrowed to."""
        self._now = now
        for chip in self.chips:
            chip.setParent(None)
            chip.deleteLater()
        self.chips = []
        for asked in now.filters:
            words = filter_words(self._kind, asked, self._plan)
            self._add_chip(words, now.put(asked.name, ()))
        lang = self._plan.lang
        if now.asked_for is not None:
            self._add_chip(lang(_ASKED_FOR), replace(now, asked_for=None))
        if now.missing:
            self._add_chip(lang(_MISSING), replace(now, missing=False))
        if len(self.chips) > 1:
            self._add(QPushButton(lang(N_("Show the whole list"))), Narrowing())
        self._box.updateGeometry()

    def open_menu(self) -> None:
        """Offer the columns to narrow by."""
        self.menu().popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def menu(self) -> QMenu:
        """Return the menu of what the list can be narrowed by."""
        lang, menu = self._plan.lang, QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        missing = menu.addAction(lang(_MISSING))
        missing.setCheckable(True)
        missing.setChecked(self._now.missing)
        now = replace(self._now, missing=not self._now.missing)
        missing.triggered.connect(partial(self.narrowed.emit, now))
        menu.addSeparator()
        for field in narrowing_fields(self._kind, self._plan):
            said = lang(C_("menu", "{field}…"), field=lang(field.spec.label))
            action = menu.addAction(said.replace("&", "&&"))
            action.triggered.connect(partial(self.open_values, field.name))
        return menu

    def open_values(self, name: str, at: QWidget | None = None) -> ValueBox:
        """Open the values of a field, to be ticked."""
        box = ValueBox(self._plan, field_map(self._kind)[name], self._counts(name), parent=self)
        box.tick(self._now.values(name))
        box.chosen.connect(lambda name, values: self.narrowed.emit(self._now.put(name, values)))
        box.open_at(at or self.button)
        return box

    def retranslate(self) -> None:
        """Say buttons and chips again."""
        lang = self._plan.lang
        self.button.setText(lang(C_("button", "Filter…")))
        self.button.setToolTip(lang(N_("Show only records with certain values in a column")))
        self.columns.setText(lang(C_("button", "Columns…")))
        self.columns.setToolTip(lang(N_("Choose the columns of this list and their order")))
        if self.begin is not None:
            label, about = _BEGIN[self._kind]
            self.begin.setText(lang(label))
            self.begin.setToolTip(lang(about))
            self.begin.setAccessibleDescription(self.begin.toolTip())
        for button in (self.button, self.columns):
            button.setAccessibleDescription(button.toolTip())
        self.show_narrowing(self._now)
        was, self._language = self._language, lang.code
        again = said_again(self._now, self._kind, self._plan, was=was)
        if again != self._now:
            self.narrowed.emit(again)

    def _add_chip(self, words: str, without: Narrowing) -> None:
        lang = self._plan.lang
        chip = QPushButton(lang(N_("{name} ×"), name=words).replace("&", "&&"))
        said = lang(N_("Take this filter away: {name}"), name=words)
        chip.setAccessibleName(said)
        chip.setToolTip(said)
        self._add(chip, without)

    def _add(self, chip: QPushButton, wanted: Narrowing) -> None:
        chip.setAutoDefault(True)
        chip.clicked.connect(lambda: self._take(wanted))
        self.chips.append(chip)
        self._box.add(chip)

    def _take(self, wanted: Narrowing) -> None:
        self.button.setFocus()
        self.narrowed.emit(wanted)


_MISSING = N_("With something missing")
_ASKED_FOR = C_("filter", "Still asked for")
_NEXT_YEAR = (
    N_("Next year from the last one"),
    N_("Figures are taken over where they can still hold, and marked until they are confirmed"),
)
_BEGIN: Mapping[type, tuple[str, str]] = MappingProxyType(
    {
        Activity: (
            N_("New from a typical activity…"),
            N_("Suggestions of this program: wording, kind of work and unit, never figures"),
        ),
        AnnualPosition: _NEXT_YEAR,
        CasualtyCounts: _NEXT_YEAR,
    }
)
"""What a record of some kinds can be begun from."""
