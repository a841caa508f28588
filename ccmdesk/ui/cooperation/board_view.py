"""A view that is a board with a search, a summary above it, and what can be done below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ccmdesk.db.write import Step
from ccmdesk.model.folding import fold
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_, Message
from ccmdesk.ui.cooperation.board import Board
from ccmdesk.ui.cooperation.board_model import Part, Row
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.empty_page import EmptyPage
from ccmdesk.ui.records.first_values import first_values
from ccmdesk.ui.records.narrowing import Narrowing
from ccmdesk.ui.records.page_head import SearchLine
from ccmdesk.ui.records.section_view import SectionView
from ccmdesk.ui.scrolled import scrolled_column

_SEARCH_WIDTH = 220


class BoardView(SectionView):
    """Tells its lines again when the plan is another, at once or when it is looked at next.

    Without a line it says what records of *kind* are, and offers to begin one.
    """

    def __init__(self, plan: OpenPlan, kind: type[Any], *, below: QWidget) -> None:
        super().__init__(plan)
        self._kind, self._below = kind, below
        self._stale = False
        self.refusal: Message | None = None
        self._told: tuple[Part, ...] = ()
        self.board = Board()
        self.search = SearchLine()
        self.summary = text_label()
        self.empty = EmptyPage(plan, kind)
        self.notice = text_label()
        self.notice.setForegroundRole(QPalette.ColorRole.BrightText)
        self.notice.hide()
        self._lay_out()
        self.empty.new_asked.connect(self._begin)
        self.board.opened.connect(lambda row: self.open_asked.emit(*row.record))
        self.search.textChanged.connect(lambda _: self._show())
        self.search.left.connect(self.take_focus)

    def read(self) -> None:
        """Read what the lines are made of; called before they are told."""
        raise NotImplementedError

    def headings(self) -> tuple[str, ...]:
        """Return what stands above the columns."""
        raise NotImplementedError

    def parts(self) -> Sequence[Part]:
        """Return the lines in the language of the window."""
        raise NotImplementedError

    def summary_words(self) -> str:
        """Return one sentence on the whole."""
        raise NotImplementedError

    def take_focus(self) -> None:
        self.board.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Do nothing: a board by itself has no place to type in."""

    def show_step(self, step: Step) -> None:
        for change in step.changes:
            if self.board.select(change.record):
                return

    def refresh(self) -> None:
        """Tell everything again now, or as soon as somebody looks."""
        self._stale = not self.isVisible()
        if self.isVisible():
            self.read()
            self.retranslate()

    def retranslate(self) -> None:
        """Say every word again."""
        lang = self._plan.lang
        said = lang(N_("Find in this list"))
        self.search.setPlaceholderText(said)
        self.search.setAccessibleName(said)
        self.search.setToolTip(said)
        self._told = tuple(part for part in self.parts() if part.rows)
        self.summary.setText(self.summary_words())
        self.board.setAccessibleName(self.summary.text())
        self._show()

    def attempt(self, work: Callable[[], Step | None]) -> bool:
        """Do *work*, which writes one step, and announce it; a Problem is told above the board."""
        self.tell(None)
        self._plan.checking.hold()
        try:
            step = work()
        except Problem as problem:
            self.tell(problem.message)
            return False
        self._plan.written(step)
        return True

    def tell(self, message: Message | None) -> None:
        """Say why something was not done; None takes the sentence away."""
        self.refusal = message
        self.notice.setText("" if message is None else self._plan.lang.say(message))
        self.notice.setVisible(message is not None)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.tell(self.refusal)
            self.retranslate()

    def _show(self) -> None:
        wanted = fold(self.search.text())
        parts = [_narrowed(part, wanted) for part in self._told] if wanted else self._told
        shown = [part for part in parts if part.rows]
        self.board.show_parts(self.headings(), shown)
        self.empty.setVisible(not self._told)
        for part in (self.board, self.summary, self._below):
            part.setVisible(bool(self._told))

    def _begin(self) -> None:
        """Write the first record, and show it in its form."""
        record = self._plan.add(self._kind, first_values(self._kind, self._plan, Narrowing()))
        self.open_asked.emit(self._kind, record)

    def _lay_out(self) -> None:
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(_SEARCH_WIDTH)
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.search)
        column = scrolled_column(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(6)
        for part in (self.summary, self.notice):
            column.addWidget(part)
        column.addWidget(self.board, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self._below)


def _narrowed(part: Part, wanted: str) -> Part:
    """Return the lines of a part that hold *wanted* in any cell."""
    return replace(part, rows=tuple(row for row in part.rows if _holds(row, wanted)))


def _holds(row: Row, wanted: str) -> bool:
    return any(wanted in fold(cell) for cell in row.cells)
