"""Editors of plain text: one line, or an area for longer ones."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ccmdesk.lang.parse import clean_text
from ccmdesk.model.facts import Field
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.editors.editor import Editor
from ccmdesk.ui.records.editors.lines import WordArea, WordLine

ONE_LINE = 500
"""Texts that may be longer get an area."""


def is_long(field: Field) -> bool:
    """Whether the texts of *field* may need several lines."""
    return field.spec.limits is not None and field.spec.limits[1] > ONE_LINE


def tidy(text: str) -> str:
    """Return what is kept of a typed text: no blanks around it, nothing that cannot be seen."""
    return clean_text(text).strip()


class WordsPart(QWidget):
    """A line or an area, behind one set of names."""

    def __init__(self, *, long: bool) -> None:
        super().__init__()
        self.line = None if long else WordLine()
        self.area = WordArea() if long else None
        self.box: WordLine | WordArea = self.area or self.line or WordLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        self.typed = self.area.typed if self.area else self._of_line()
        self.setFocusProxy(self.box)

    def text(self) -> str:
        """Return what is typed."""
        return self.box.text()

    @property
    def is_typed(self) -> bool:
        """Whether something is typed that nobody has saved."""
        return self.area.document().isModified() if self.area else self._line().isModified()

    def show_text(self, text: str) -> None:
        """Show a saved text."""
        if tidy(self.text()) != text:
            self.box.show_text(text)
        else:
            self.set_untouched()

    def type_again(self, text: str) -> None:
        """Put a typed text back."""
        self.box.show_text(text)
        self._mark(typed=True)

    def set_untouched(self) -> None:
        """Leave undo to the plan."""
        self._mark(typed=False)

    def _mark(self, *, typed: bool) -> None:
        if self.area:
            self.area.document().setModified(typed)
        else:
            self._line().setModified(typed)

    def _line(self) -> WordLine:
        assert self.line is not None  # noqa: S101 - a part is a line or an area  # nosec B101
        return self.line

    def _of_line(self) -> Any:
        return self._line().textEdited


class TextEditor(Editor):
    """A plain text that is the same in every language."""

    def __init__(self, field: Field, plan: OpenPlan) -> None:
        super().__init__(field, plan)
        self.part = WordsPart(long=is_long(field))
        self.part.typed.connect(lambda *_: self.typed.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.part)

    def show_value(self, value: str) -> None:
        self.part.show_text(value)

    def value(self) -> str:
        return tidy(self.part.text())

    def first(self) -> QWidget:
        return self.part.box

    def name(self, label: str) -> None:
        self.part.box.setAccessibleName(label)

    def typed_texts(self) -> tuple[str, ...]:
        return (self.part.text(),)

    def type_again(self, texts: tuple[str, ...]) -> None:
        self.part.type_again(texts[0])

    def set_untouched(self) -> None:
        self.part.set_untouched()
