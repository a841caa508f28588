"""Editors of one choice from a few, and of yes, no and not said."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ccmdesk.model.codes import Coded
from ccmdesk.model.facts import Field
from ccmdesk.model.words import C_
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.editors.editor import Editor
from ccmdesk.ui.records.editors.lines import QuietCombo


class ChoiceEditor(Editor):
    """The members of an enumeration in their order; the first, empty entry is not yet filled."""

    def __init__(self, field: Field, plan: OpenPlan) -> None:
        super().__init__(field, plan)
        self.combo = QuietCombo()
        self.combo.decided.connect(self.chosen)
        self.combo.browsed.connect(self.typed)
        self._values: tuple[Any, ...] = (None, *self._members())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.combo)
        for _ in self._values:
            self.combo.addItem("")
        self.retranslate()

    def show_value(self, value: Any) -> None:
        self.combo.setCurrentIndex(self._values.index(value))

    def value(self) -> Any:
        return self._values[self.combo.currentIndex()]

    def first(self) -> QWidget:
        return self.combo

    def name(self, label: str) -> None:
        self.combo.setAccessibleName(label)

    def typed_texts(self) -> tuple[int, ...]:
        return (self.combo.currentIndex(),)

    def type_again(self, texts: tuple[int, ...]) -> None:
        self.combo.setCurrentIndex(texts[0])

    def retranslate(self) -> None:
        for place, value in enumerate(self._values):
            words = self._words(value)
            self.combo.setItemText(place, words)
            self.combo.setItemData(place, words, Qt.ItemDataRole.ToolTipRole)

    def _members(self) -> tuple[Any, ...]:
        members: type[Coded] = self.field.type
        return tuple(members)

    def _words(self, value: Any) -> str:
        return "" if value is None else self.plan.lang(value.label)


class YesNoEditor(ChoiceEditor):
    """Yes, no, or not said: never a box that cannot be left open."""

    def _members(self) -> tuple[Any, ...]:
        return (True, False)

    def _words(self, value: Any) -> str:
        lang = self.plan.lang
        match value:
            case True:
                return lang(C_("answer", "Yes"))
            case False:
                return lang(C_("answer", "No"))
        return lang(C_("answer", "Not said"))
