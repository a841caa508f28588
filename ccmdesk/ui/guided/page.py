"""Guided questions for one need: a page of the window that writes to the need as its form does."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.actions.step_facts import changed_fields
from ccmdesk.db.write import Step
from ccmdesk.model.change import StepKind
from ccmdesk.model.facts import field_map
from ccmdesk.model.need import Need
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.card import Card
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.guided.end_view import EndView
from ccmdesk.ui.guided.question_view import QuestionView
from ccmdesk.ui.guided.questions import QUESTIONS
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.labels import TITLE, BoldLabel, text_label
from ccmdesk.ui.offers import Offer
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.elided import ElidedLabel
from ccmdesk.ui.records.form import MARGIN
from ccmdesk.ui.records.words import is_blank, shown_in
from ccmdesk.ui.room import has_room
from ccmdesk.ui.scrolled import WholeWidth

END = len(QUESTIONS)
_HEIGHT = 44
_SIDE, _SHARE = 300, 4
"""Pixels the answers have at least, and their part of a wide page."""

_LEAST, _LINES = 700, 12
"""Pixels that a question and the answers need beside each other with texts of the usual size.

With less the answers stand below, and of the question so many lines are seen.
"""

_BACK_OR_FORTH = frozenset({StepKind.UNDO, StepKind.REDO})


class GuidedPage(QWidget):
    """Six questions and an end; each page is one step, and leaving it anywhere keeps it all."""

    form_asked = Signal(object, object)
    """(need, field) the user wants to see on the form."""

    open_asked = Signal(object, object)
    """(kind, id) of a record that an answer names."""

    left = Signal(object)
    """The need whose questions were left, or None when it is gone."""

    def __init__(self, desk: Desk, plan: OpenPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty(PAGE, "needs#write")
        self._desk, self._plan = desk, plan
        self.need: UUID | None = None
        self.place = 0
        self._title, self._where = BoldLabel(TITLE), ElidedLabel()
        self.leave_button = QPushButton()
        self.views = [QuestionView(plan, question) for question in QUESTIONS]
        self.end = EndView(desk)
        self._stack = QStackedWidget()
        self.answers, self.why = Card(), text_label(muted=True)
        self.back_button, self.unknown_button = QPushButton(), QPushButton()
        self.next_button = QPushButton()
        self._lay_out()
        self._connect()
        self.retranslate()

    def begin(self, need: UUID | None) -> UUID:
        """Ask about *need*, or with None about a new one, which is in the list from now on.

        Begins with the first question that is not answered. Raises Problem when nothing can be
        written.
        """
        self._save()
        self.need = need or self._plan.add(Need)
        record = self._plan.store.get(Need, self.need)
        open_ = (n for n, view in enumerate(self.views) if not _is_answered(view, record))
        self.go(next(open_, 0))
        return self.need

    def go(self, place: int) -> None:
        """Show the question at *place*, or the end; what is typed is saved first."""
        self._save()
        self.place = min(max(place, 0), END)
        self._plan.turn_page(over=self.place == END)
        self._stack.setCurrentIndex(self.place)
        self._show()
        (self.end if self.place == END else self.views[self.place]).focus()

    def go_back(self) -> None:
        """Show the question before; nothing is cleared."""
        self.go(self.place - 1)

    def go_on(self) -> None:
        """Show the next question, unless something typed here cannot be saved yet."""
        if self.need is None:
            return
        if self.place == END:
            self.leave()
        elif self.views[self.place].save():
            self.go(self.place + 1)
        else:
            self.views[self.place].focus_refused()

    def leave_open(self) -> None:
        """Say that what is empty here is not known yet, and go on."""
        if self.need is None:
            return
        if self.place < END and self.views[self.place].save():
            self.views[self.place].leave_open()
        self.go_on()

    def leave(self) -> None:
        """Leave the questions for the list; everything that was answered is kept."""
        self._save()
        self.left.emit(self.need)

    def retranslate(self) -> None:
        """Say every word of the page again."""
        lang = self._desk.lang
        self._title.setText(lang(N_("Guided questions")))
        self.leave_button.setText(lang(N_("Leave and keep")))
        self.back_button.setText(lang(C_("button", "Back")))
        self.unknown_button.setText(lang(N_("I do not know yet")))
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside, way = has_room(self.width(), least=_LEAST), QBoxLayout.Direction
        self._middle.setDirection(way.LeftToRight if beside else way.TopToBottom)
        line = 0 if beside else self.fontMetrics().lineSpacing()
        self._stack.setMinimumHeight(_LINES * line)
        self._side.setMinimumHeight(_LINES * line // 2)
        most = max(_SIDE, self.width() // _SHARE) if beside else self.width()
        self._side.setMinimumWidth(most if beside else 0)
        self._side.setMaximumWidth(most)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._save()
        self._plan.turn_page(over=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _save(self) -> None:
        if self.need is not None and self.place < END:
            self.views[self.place].form.leave()

    def _record(self) -> Any | None:
        return None if self.need is None else self._plan.store.get(Need, self.need)

    def _show(self) -> None:
        record = self._record()
        if record is None:
            return
        lang, at_end = self._desk.lang, self.place == END
        if at_end:
            self.end.show_need(record.id)
        else:
            self.views[self.place].show_need(record)
        self._where.setText(self._place_words(record))
        self.why.setText("" if at_end else self.views[self.place].why())
        self.why.setVisible(not at_end)
        self.back_button.setEnabled(self.place > 0)
        self.unknown_button.setVisible(not at_end)
        self.next_button.setText(
            lang(C_("button", "Back to the list")) if at_end else lang(C_("button", "Next"))
        )
        self.answers.say(
            lang(N_("Your answers so far")),
            self._answers(record),
            none=lang(N_("Nothing is answered yet.")),
        )

    def _place_words(self, record: Any) -> str:
        lang, parts = self._desk.lang, []
        if self.place < END:
            said = N_("question {n} of {count}")
            parts.append(lang(said, n=lang.number(self.place + 1), count=lang.number(END)))
        if record.title:
            parts.append(shown_in(self._plan).title(record))
        return " · ".join(parts)

    def _answers(self, record: Any) -> list[Offer]:
        """Return each answer with the way back to its question."""
        lang, show, facts = self._desk.lang, shown_in(self._plan), field_map(Need)
        return [
            Offer(
                lang(facts[name].spec.label), show.field(record, facts[name]), partial(self.go, n)
            )
            for n, view in enumerate(self.views)
            for name in view.question.fields
            if not is_blank(getattr(record, name)) or record.notes[name].absence is not None
        ]

    def _written(self, step: Step) -> None:
        if self.need is None:
            return
        if self._record() is None:
            self.need = None
            if self.isVisible():
                self.left.emit(None)
            return
        if not self.isVisible():
            return
        place = self._place_of(step)
        if step.does in _BACK_OR_FORTH and place is not None and place != self.place:
            self.go(place)
        else:
            self._show()

    def _place_of(self, step: Step) -> int | None:
        """Return the question whose answer a step changed, or None."""
        own = [change for change in step.changes if change.record == self.need]
        names = changed_fields(key for change in own for key in change.new)
        found = (n for n, view in enumerate(self.views) if set(names) & set(view.question.fields))
        return next(found, None)

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.go_back)
        self.unknown_button.clicked.connect(self.leave_open)
        self.next_button.clicked.connect(self.go_on)
        self.leave_button.clicked.connect(self.leave)
        self.end.form_asked.connect(lambda field: self.form_asked.emit(self.need, field))
        self.end.another_asked.connect(lambda: self.begin(None))
        self._plan.changed.connect(self._written)
        self._plan.closing.connect(self._save)
        self._plan.typed_asked.connect(self._save)
        for view in self.views:
            view.form.back_asked.connect(self.leave)
            view.form.end_reached.connect(self.next_button.setFocus)
            view.form.open_asked.connect(self.open_asked)

    def _lay_out(self) -> None:
        head = QWidget()
        head.setMinimumHeight(_HEIGHT)
        top = QHBoxLayout(head)
        top.setContentsMargins(MARGIN, 0, 0, 0)
        top.setSpacing(12)
        top.addWidget(self._title)
        top.addWidget(self._where, 1)
        for view in (*self.views, self.end):
            self._stack.addWidget(view)
        beside = QVBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self.why)
        beside.addWidget(self.answers)
        beside.addStretch(1)
        self._side = scrolled(beside)
        self._side.setFixedWidth(_SIDE)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        for button in (self.back_button, self.unknown_button, self.next_button):
            button.setAutoDefault(True)
            foot.addWidget(button)
        both = QWidget()
        self._middle = middle = QHBoxLayout(both)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(20)
        middle.addWidget(self._stack, 1)
        middle.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 0, 14, 8)
        column.setSpacing(6)
        column.addWidget(head)
        column.addWidget(WholeWidth(both), 1)
        column.addLayout(foot)
        self.leave_button.setAutoDefault(True)
        top.addWidget(self.leave_button)
        QWidget.setTabOrder(self.next_button, self.leave_button)
        QWidget.setTabOrder(self.leave_button, self.answers.list)


def scrolled(column: QVBoxLayout) -> QScrollArea:
    """Return an area for *column*, which may be higher than the page; Tab passes it by."""
    inner = QWidget()
    inner.setLayout(column)
    column.setContentsMargins(0, 0, 2, 0)
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return area


def _is_answered(view: QuestionView, record: Any) -> bool:
    """Whether the first field of a question has an answer, which "not known" is as well."""
    name = view.question.fields[0]
    return not is_blank(getattr(record, name)) or record.notes[name].absence is not None
