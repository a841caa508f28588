"""The editor of a point: typed in any notation, shown in the one that is chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ccmdesk.lang.places.read import parse_position
from ccmdesk.lang.places.written import written
from ccmdesk.model.facts import Field
from ccmdesk.model.values import Position
from ccmdesk.model.words import N_
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.editors.editor import Editor
from ccmdesk.ui.records.editors.lines import FigureLine


class PositionEditor(Editor):
    """Latitude and longitude in one line, as they are copied from a receiver or a map."""

    def __init__(self, field: Field, plan: OpenPlan) -> None:
        super().__init__(field, plan)
        self._value: Position | None = None
        self._shown = ""
        self.line = FigureLine()
        self.line.textEdited.connect(lambda _: self.typed.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line)
        plan.notation_changed.connect(self._show_again)
        self.retranslate()

    def show_value(self, value: Position | None) -> None:
        self._value = value
        self._shown = "" if value is None else written(value, self.plan.notation)
        self.line.show_text(self._shown)

    def value(self) -> Position | None:
        text = self.line.text().strip()
        if text == self._shown:
            return self._value
        return parse_position(text, language=self.reads.code) if text else None

    def first(self) -> QWidget:
        return self.line

    def name(self, label: str) -> None:
        lang = self.plan.lang
        self.line.setAccessibleName(lang(N_("{label}: latitude and longitude"), label=label))

    def typed_texts(self) -> tuple[str, ...]:
        return (self.line.text(),)

    def type_again(self, texts: tuple[str, ...]) -> None:
        self.line.setText(texts[0])

    def set_untouched(self) -> None:
        self._value, self._shown = self.value(), self.line.text().strip()
        self.line.setModified(False)

    def retranslate(self) -> None:
        self.line.setPlaceholderText("44.53000 18.67000")
        said = N_("Degrees, UTM, MGRS, or a point with a bearing and a distance from it.")
        self.line.setToolTip(self.plan.lang(said))

    def _show_again(self) -> None:
        """Write the point in the notation that was chosen; what is typed stays."""
        if self.line.text().strip() == self._shown:
            self.show_value(self._value)
