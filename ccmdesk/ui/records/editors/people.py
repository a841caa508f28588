"""The editor of people by sex and age, with the total that follows from them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ccmdesk.lang.digits import parse_whole
from ccmdesk.model.facts import Field
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import People
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.editors.editor import Editor
from ccmdesk.ui.records.editors.lines import FigureLine
from ccmdesk.ui.room import larger

_CELLS = (
    C_("people", "Women"),
    C_("people", "Men"),
    C_("people", "Girls"),
    C_("people", "Boys"),
    C_("people", "Not known"),
)
_WIDTH = 58
_LARGE = 150
"""Per cent of the usual size of texts up to which five counts and their sum have room."""


class PeopleEditor(Editor):
    """Five counts; an empty one was not collected, zero was counted and nobody found."""

    def __init__(self, field: Field, plan: OpenPlan) -> None:
        super().__init__(field, plan)
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(1)
        self.cells: list[FigureLine] = []
        self._labels: list[QLabel] = []
        for _ in range(len(_CELLS) + 1):
            label = QLabel(wordWrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignBottom)
            self._labels.append(label)
        for place in range(len(_CELLS)):
            cell = FigureLine()
            cell.setMinimumWidth(_WIDTH)
            cell.textEdited.connect(self._type)
            self._labels[place].setBuddy(cell)
            self.cells.append(cell)
        self.total = QLabel()
        self.retranslate()

    def show_value(self, value: People | None) -> None:
        counts = (None,) * len(_CELLS) if value is None else value.cells
        for cell, count in zip(self.cells, counts, strict=True):
            cell.show_text("" if count is None else self.plan.lang.number(count))
        self._add_up()

    def value(self) -> People | None:
        language = self.reads.code
        typed = [cell.text().strip() for cell in self.cells]
        counts = [parse_whole(text, language=language) if text else None for text in typed]
        people = People(*counts)
        return None if people == People() else people

    def first(self) -> QWidget:
        return self.cells[0]

    def after(self, part: QWidget) -> QWidget | None:
        cells = iter(self.cells)
        return next(cells, None) if any(cell is part for cell in cells) else None

    def name(self, label: str) -> None:
        lang = self.plan.lang
        for cell, words in zip(self.cells, _CELLS, strict=True):
            group = lang(words)
            cell.setAccessibleName(lang(N_("{label}: {group}"), label=label, group=group))

    def typed_texts(self) -> tuple[str, ...]:
        return tuple(cell.text() for cell in self.cells)

    def type_again(self, texts: tuple[str, ...]) -> None:
        for cell, text in zip(self.cells, texts, strict=True):
            cell.setText(text)

    def set_untouched(self) -> None:
        for cell in self.cells:
            cell.setModified(False)

    def retranslate(self) -> None:
        lang = self.plan.lang
        for label, words in zip(self._labels, (*_CELLS, C_("people", "Total")), strict=True):
            label.setText(lang(words))
        self._put()
        self._add_up()

    def _put(self) -> None:
        """Put the counts into one line, large letters into two."""
        count = len(self._labels)
        across = count if larger(100) <= _LARGE else count // 2
        for place, (label, part) in enumerate(
            zip(self._labels, (*self.cells, self.total), strict=True)
        ):
            line, column = divmod(place, across)
            for below, shown in enumerate((label, part)):
                self._grid.removeWidget(shown)
                self._grid.addWidget(shown, 2 * line + below, column)
            self._grid.setColumnStretch(place, 1 if place < across else 0)

    def _type(self) -> None:
        self.typed.emit()
        self._add_up()

    def _add_up(self) -> None:
        try:
            people = self.value()
        except Problem:
            people = None
        total = None if people is None else people.total
        self.total.setText("" if total is None else self.plan.lang.number(total))
