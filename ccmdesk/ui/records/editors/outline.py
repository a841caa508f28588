"""The editor of an outline: its points in a table, and what is wrong with them while typing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ccmdesk.model.facts import Field
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import Polygon, Position
from ccmdesk.model.words import C_, N_, Message
from ccmdesk.rules.outline import outline_faults
from ccmdesk.rules.rule import sentence
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.map.notation_choice import NotationChoice
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.editors.editor import Editor
from ccmdesk.ui.records.editors.point_table import PointTable
from ccmdesk.ui.records.editors.points import (
    Point,
    kept_points,
    read_points,
    shown_points,
    written_points,
)
from ccmdesk.ui.records.flow import Flow

_BUTTONS = (
    ("add", C_("point of an outline", "Add")),
    ("up", C_("point of an outline", "Up")),
    ("down", C_("point of an outline", "Down")),
    ("remove", C_("point of an outline", "Remove")),
    ("paste", C_("point of an outline", "Paste")),
)


class PolygonEditor(Editor):
    """How many points the outline has; the table of them unfolds below.

    A row holds a position in any notation, or a bearing and a distance from the point before it.
    What was not typed keeps the exact position, however it is shown.
    """

    def __init__(self, field: Field, plan: OpenPlan) -> None:
        super().__init__(field, plan)
        self._value: Polygon | None = None
        self._shown: tuple[Point, ...] = ()
        self._size_m2: int | None = None
        self.count, self.button = QLabel(), QPushButton()
        self.button.setCheckable(True)
        self.table = PointTable()
        self.notation = NotationChoice(plan, ways=True)
        self.faults = text_label()
        self.buttons = {name: QPushButton() for name, _ in _BUTTONS}
        self._below = QWidget()
        self._lay_out()
        self._connect()
        self.retranslate()

    def see(self, record: Any) -> None:
        self._size_m2 = getattr(record, "size_m2", None)

    def show_value(self, value: Polygon | None) -> None:
        self._value = value
        points = () if value is None else value.points
        self._shown = shown_points(points, self.plan.notation)
        if self.table.rows.points != self._shown:
            row = self.table.row
            self.table.rows.show_points(self._shown)
            self.table.go_to(row)
        self._tell()

    def value(self) -> Polygon | None:
        if self.table.rows.points == self._shown:
            return self._value
        points = self._positions()
        if len(points) > 1 and points[0] == points[-1]:
            points.pop()
        return Polygon(tuple(points)) if points else None

    def first(self) -> QWidget:
        return self.button if self._below.isHidden() else self.table

    def name(self, label: str) -> None:
        lang = self.plan.lang
        said = lang(N_("{label}: one point to a line, latitude and longitude"), label=label)
        self.table.setAccessibleName(said)
        self.button.setAccessibleName(said)
        for name, words in _BUTTONS:
            about = lang(
                C_("button of a field", "{label}: {button}"), label=label, button=lang(words)
            )
            self.buttons[name].setAccessibleName(about)

    def finish(self) -> None:
        self.table.finish()

    def typed_texts(self) -> tuple[str | Point, ...]:
        """Return what was typed as text; what was not, with its exact position."""
        points = self.table.rows.points
        return tuple(point.text if point.position is None else point for point in points)

    def type_again(self, texts: tuple[str | Point, ...]) -> None:
        self.button.setChecked(True)
        points = [Point(each) if isinstance(each, str) else each for each in texts]
        self.table.rows.show_points(points)
        self._tell()

    def set_untouched(self) -> None:
        self._value, rows = self.value(), self.table.rows
        rows.replace(kept_points(rows.points, self._positions()))
        self._shown = rows.points

    def retranslate(self) -> None:
        lang = self.plan.lang
        self.button.setText(lang(N_("Type or paste points")))
        for name, words in _BUTTONS:
            self.buttons[name].setText(lang(words))
        self.table.setToolTip(
            lang(
                N_(
                    "Degrees, UTM, MGRS, or a bearing and a distance from the point before:"
                    " 120° 350 m. Delete removes a row, Alt and arrows move it."
                )
            )
        )
        self.table.fit_rows()
        self._tell()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.count, 1)
        row.addWidget(self.button)
        buttons = QWidget()
        flow = Flow(buttons)
        for button in self.buttons.values():
            flow.addWidget(button)
        flow.addWidget(self.notation)
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(4)
        for part in (self.table, self.faults, buttons):
            below.addWidget(part)
        self._below.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._below)

    def _connect(self) -> None:
        table, buttons = self.table, self.buttons
        self.button.toggled.connect(self._unfold)
        table.rows.edited.connect(self._edited)
        buttons["add"].clicked.connect(self._add)
        buttons["up"].clicked.connect(lambda: table.shift(-1))
        buttons["down"].clicked.connect(lambda: table.shift(1))
        buttons["remove"].clicked.connect(table.remove)
        buttons["paste"].clicked.connect(table.paste)
        self.plan.notation_changed.connect(self._show_again)

    def _add(self) -> None:
        """Go to the empty row and begin to type."""
        self.table.go_to(self.table.rows.rowCount() - 1)
        self.table.setFocus()
        self.table.edit(self.table.currentIndex())

    def _edited(self) -> None:
        rows = self.table.rows
        rows.replace(written_points(rows.points, self._read(), notation=self.plan.notation))
        self._tell()
        self.typed.emit()

    def _read(self) -> list[Position | Problem]:
        return read_points(self.table.rows.points, language=self.plan.lang.code)

    def _positions(self) -> list[Position]:
        """Return where the points lie; raises Problem for the first that cannot be read."""
        positions = []
        for number, found in enumerate(self._read(), start=1):
            if isinstance(found, Problem):
                says = N_("Point {point}: {why}")
                raise Problem(says, point=number, why=found.message) from found
            positions.append(found)
        return positions

    def _tell(self) -> None:
        """Say how many points there are, and what is wrong with them."""
        lang, read = self.plan.lang, self._read()
        points = [found for found in read if isinstance(found, Position)]
        faults: Sequence[Message] = [
            sentence(N_("Point {point}: {why}"), point=number, why=found.message)
            for number, found in enumerate(read, start=1)
            if isinstance(found, Problem)
        ]
        if not faults:
            found = self.plan.found
            border = None if found is None else found.border
            faults = outline_faults(points, stated_m2=self._size_m2, border=border)
        number = len(points)
        self.count.setText(lang.ngettext("{n} point", "{n} points", number) if number else "")
        self.faults.setText("\n".join(lang.say(fault) for fault in faults))
        self.faults.setVisible(bool(faults))

    def _show_again(self) -> None:
        """Write the points in the notation that was chosen; what is typed stays."""
        if self.table.rows.points == self._shown:
            self.show_value(self._value)

    def _unfold(self, shown: bool) -> None:  # noqa: FBT001 - a Qt slot
        self._below.setVisible(shown)
        if shown:
            self.table.go_to(0)
            self.table.setFocus()
