"""Editors of one record or one code chosen from many by its name."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ccmdesk.lang.parse import clean_text
from ccmdesk.model.facts import Field, is_reference
from ccmdesk.model.kinds import BY_ID_TYPE
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.codes import FREE, codes_of, found_code, found_records
from ccmdesk.ui.records.editors.editor import Editor
from ccmdesk.ui.records.editors.search_combo import Find, SearchCombo
from ccmdesk.ui.records.words import shown_in


def finder(kind: Any, plan: OpenPlan) -> Find:
    """Return what finds records of an id type, or codes of a pack, by a part of their name."""
    if is_reference(kind):
        return lambda text: found_records(kind, text, plan)
    return lambda text: found_code(codes_of(kind, plan), text)


def search_combo(kind: Any, plan: OpenPlan) -> SearchCombo:
    """Return a combo for values of *kind*."""
    free = (lambda text: kind(clean_text(text).strip())) if kind in FREE else None
    return SearchCombo(finder(kind, plan), free=free)


class PickEditor(Editor):
    """One code of a reference pack, or one record with a button that opens it."""

    def __init__(self, field: Field, plan: OpenPlan) -> None:
        super().__init__(field, plan)
        self.combo = search_combo(field.type, plan)
        self.combo.typed.connect(self.typed)
        self.combo.decided.connect(self.chosen)
        self._value: Any = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.combo, 1)
        self.open_button = QToolButton()
        self.open_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.open_button.clicked.connect(self._open)
        if is_reference(field.type):
            row.addWidget(self.open_button)
        self.retranslate()

    def show_value(self, value: Any) -> None:
        self._value = value
        label = "" if value is None else shown_in(self.plan).value(self.field.type, value)
        self.combo.show_choice(value, label)
        self.open_button.setEnabled(value is not None)

    def value(self) -> Any:
        return self.combo.value()

    def first(self) -> QWidget:
        return self.combo

    def name(self, label: str) -> None:
        self.combo.setAccessibleName(label)
        said = self.plan.lang(N_("Open this record: {label} (Alt+Return)"), label=label)
        self.open_button.setAccessibleName(said)
        self.open_button.setToolTip(said)

    def typed_texts(self) -> tuple[Any, ...]:
        return (self.combo.typed_choice(),)

    def type_again(self, texts: tuple[Any, ...]) -> None:
        self.combo.type_again(texts[0])

    def set_untouched(self) -> None:
        self.combo.set_untouched()

    def retranslate(self) -> None:
        self.open_button.setText(self.plan.lang(C_("button", "Open")))
        self.combo.retranslate(self.plan.lang)

    def open_record(self) -> None:
        """Ask for the record that is chosen, if one is."""
        self._open()

    def _open(self) -> None:
        if self._value is not None and is_reference(self.field.type):
            self.open_asked.emit(BY_ID_TYPE[self.field.type].record, self._value)
