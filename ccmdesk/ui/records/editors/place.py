"""Editors of a point and of an outline, in decimal degrees that read alike in every language."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ccmdesk.lang.places.read import parse_position
from ccmdesk.model.facts import Field
from ccmdesk.model.values import Polygon, Position
from ccmdesk.model.words import N_
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.editors.editor import Editor
from ccmdesk.ui.records.editors.lines import FigureLine, WordArea

_E7_DIGITS = 7
_FEWEST = 5
"""Decimals that are always written: three alone could be read as thousands."""


class PositionEditor(Editor):
    """Latitude and longitude in one line, as they are copied from a receiver or a map."""

    def __init__(self, field: Field, plan: OpenPlan) -> None:
        super().__init__(field, plan)
        self.line = FigureLine()
        self.line.textEdited.connect(lambda _: self.typed.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line)
        self.retranslate()

    def show_value(self, value: Position | None) -> None:
        self.line.show_text("" if value is None else written(value))

    def value(self) -> Position | None:
        text = self.line.text().strip()
        return parse_position(text, language="en") if text else None

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
        self.line.setModified(False)

    def retranslate(self) -> None:
        self.line.setPlaceholderText("44.53000 18.67000")


class PolygonEditor(Editor):
    """How many points the outline has; they are typed or pasted one to a line."""

    def __init__(self, field: Field, plan: OpenPlan) -> None:
        super().__init__(field, plan)
        self._value: Polygon | None = None
        self.count = QLabel()
        self.button = QPushButton()
        self.button.setCheckable(True)
        self.button.toggled.connect(self._unfold)
        self.area = WordArea()
        self.area.typed.connect(self.typed)
        self.area.hide()
        row = QHBoxLayout()
        row.addWidget(self.count, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.area)
        self.retranslate()

    def show_value(self, value: Polygon | None) -> None:
        self._value = value
        points = () if value is None else value.points
        self.area.show_text("\n".join(written(point) for point in points))
        self.retranslate()

    def value(self) -> Polygon | None:
        text = self.area.toPlainText()
        lines = [line for part in text.splitlines() for line in part.split(";") if line.strip()]
        points = tuple(parse_position(line, language="en") for line in lines)
        if len(points) > 1 and points[0] == points[-1]:
            points = points[:-1]
        return Polygon(points) if points else None

    def first(self) -> QWidget:
        return self.button if self.area.isHidden() else self.area

    def name(self, label: str) -> None:
        lang = self.plan.lang
        said = lang(N_("{label}: one point to a line, latitude and longitude"), label=label)
        self.area.setAccessibleName(said)
        self.button.setAccessibleName(said)

    def typed_texts(self) -> tuple[str, ...]:
        return (self.area.toPlainText(),)

    def type_again(self, texts: tuple[str, ...]) -> None:
        self.button.setChecked(True)
        self.area.show_text(texts[0])

    def set_untouched(self) -> None:
        self.area.document().setModified(False)

    def retranslate(self) -> None:
        lang = self.plan.lang
        points = 0 if self._value is None else len(self._value.points)
        self.count.setText(lang.ngettext("{n} point", "{n} points", points) if points else "")
        self.button.setText(lang(N_("Type or paste points")))

    def _unfold(self, shown: bool) -> None:  # noqa: FBT001 - a Qt slot
        self.area.setVisible(shown)
        if shown:
            self.area.setFocus()


def written(point: Position) -> str:
    """Return a point as 44.53000 18.67000, exact to the last digit that is kept."""
    return " ".join(_degrees(part) for part in (point.latitude_e7, point.longitude_e7))


def _degrees(e7: int) -> str:
    whole, _, parts = f"{Decimal(e7).scaleb(-_E7_DIGITS):.{_E7_DIGITS}f}".partition(".")
    return f"{whole}.{parts.rstrip('0').ljust(_FEWEST, '0')}"
