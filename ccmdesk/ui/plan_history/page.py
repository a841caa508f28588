"""The history of the plan: its steps, the changes of one, and going back to its point."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from ccmdesk.actions.go_back import GoBack, GoingBack, go_back, what_goes_back
from ccmdesk.actions.step_words import step_words
from ccmdesk.db.steps import StepChanges, StepLine
from ccmdesk.db.write import Step
from ccmdesk.model.codec import split_key
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.sameness import is_of_record
from ccmdesk.model.words import N_, Message, counted
from ccmdesk.ui.beside import beside
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.jobs import Running
from ccmdesk.ui.labels import TITLE, BoldLabel, text_label
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.plan_history.change_table import MOST, ChangeTable
from ccmdesk.ui.plan_history.step_filter import StepFilter
from ccmdesk.ui.plan_history.step_list import StepList
from ccmdesk.ui.plan_history.step_table import StepTable, moment_words
from ccmdesk.ui.problems import NoticeBar
from ccmdesk.ui.progress_row import ProgressRow
from ccmdesk.ui.records.history_view import HistoryView
from ccmdesk.ui.scrolled import scrolled_column

_REREAD_AFTER_MS = 250
_STEPS, _CHANGES = 3, 2


@dataclass(frozen=True, slots=True)
class _Found:
    places: list[int]
    people: list[str]


class PlanHistoryPage(QWidget):
    """Nothing here rewrites the history: going back is one more step, and undo takes it back."""

    asked_record = Signal(object, object, object)
    """(kind, id, field or None) of what a change is about."""

    def __init__(self, desk: Desk, plan: OpenPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._plan = desk, plan
        self._going: GoingBack | None = None
        self._ask: GoBack | None = None
        self._shown: StepChanges | None = None
        self._stale = True
        self._title, self._count = BoldLabel(TITLE), text_label(muted=True)
        self.notice, self.progress = NoticeBar(desk), ProgressRow(desk)
        self._beside = partial(beside, notice=self.notice, progress=self.progress)
        self.filter = StepFilter(plan)
        self.steps = StepTable(plan, self)
        self.list = StepList(self.steps)
        self._about = text_label()
        self.changes = ChangeTable(plan, self)
        self.view = HistoryView(self.changes, values=2)
        self.record_button, self.back_button = QPushButton(), QPushButton()
        self.do_button, self.leave_button = QPushButton(), QPushButton()
        self._pause = QTimer(self, singleShot=True, interval=_REREAD_AFTER_MS)
        self._lay_out()
        self._connect()
        self.retranslate()

    def current(self) -> StepLine | None:
        """Return the step that is chosen."""
        return self.steps.line(self.list.currentIndex().row())

    def reread(self) -> None:
        """Read the list of steps again, beside the window."""
        self._stale = False
        steps, query = self._plan.store.steps, self.filter.query()
        self._beside(
            self._plan.reading, lambda _: _Found(list(steps.places(query)), steps.people())
        ).done.connect(self._show)

    def ask_back(self) -> None:
        """Show what going back to the chosen point would change."""
        step = self.current()
        if step is not None:
            store, ask = self._plan.store, GoBack(place=step.place)
            work: Callable[[Running], GoingBack] = lambda running: what_goes_back(  # noqa: E731
                store, ask, watch=running.go_on
            )
            self._beside(self._plan.reading, work).done.connect(partial(self._offer, ask))

    def go_back(self) -> None:
        """Go back to the point that was shown, as one step."""
        if self._going is None or self._ask is None:
            return
        plan, ask = self._plan, self._ask
        plan.checking.hold()
        self._beside(
            plan.reading, lambda _: go_back(plan.store, ask, author=plan.author)
        ).done.connect(self._went)

    def leave(self) -> None:
        """Stay where the plan is, and show the chosen step again."""
        self._going = None
        self._say()
        self.show_step()

    def show_step(self) -> None:
        """Show the changes of the chosen step."""
        self._going = None
        step = self.current()
        self._shown = None if step is None else self._plan.store.steps.changes(step.step)
        self.changes.show_step(() if self._shown is None else self._shown.entries)
        self._say()

    def open_record(self, row: int) -> None:
        """Go to the record of a change, with the cursor in its field."""
        if not 0 <= row < len(self.changes.entries):
            return
        entry = self.changes.entries[row]
        kind = BY_NAME[entry.kind].record
        if self._plan.store.get(kind, entry.record) is None:
            said = N_("This record is in the bin now. Bring it back from there, or undo.")
            self.notice.tell(Message(said), alarm=False)
            return
        field = None if is_of_record(entry.key) else split_key(entry.key)[0]
        self.asked_record.emit(kind, entry.record, field)

    def _open_current(self) -> None:
        self.open_record(max(self.view.currentIndex().row(), 0))

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self._title.setText(lang(N_("History of the plan")))
        self.list.setAccessibleName(lang(N_("Steps of the plan, newest first")))
        self.view.setAccessibleName(lang(N_("Changes of the step")))
        self.record_button.setText(lang(N_("Go to the record")))
        self.back_button.setText(lang(N_("Go back to this point…")))
        self.do_button.setText(lang(N_("Go back now")))
        self.leave_button.setText(lang(N_("Leave the plan as it is")))
        self.steps.retranslate()
        self.list.fit()
        self.changes.retranslate()
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reread()

    def _show(self, found: Any) -> None:
        before = self.current()
        self.filter.show_people(found.people)
        self.steps.show(found.places)
        row = None if before is None else self.steps.row_of(before.place)
        if found.places:
            self.list.setCurrentIndex(self.steps.index(row or 0, 0))
        self.show_step()

    def _offer(self, ask: GoBack, going: Any) -> None:
        """Show what going back would change, unless another point was chosen meanwhile."""
        step = self.current()
        if step is None or step.place != ask.place:
            return
        self._going, self._ask = going, ask
        self.changes.show_back(going.changes)
        self._say()
        (self.do_button if going.changes else self.leave_button).setFocus()

    def _went(self, step: Any) -> None:
        self._going = None
        self._plan.written(step)
        if step is not None:
            said = counted(
                "The plan is as it was at that point: {n} record was changed. One undo takes it"
                " back.",
                "The plan is as it was at that point: {n} records were changed. One undo takes it"
                " back.",
                len(step.changes),
            )
            self.notice.tell(said, alarm=False)
        self.list.setFocus()

    def _written(self, _step: Step) -> None:
        self._stale = True
        if self.isVisible():
            self._pause.start()

    def _say(self) -> None:
        lang, going, step = self._desk.lang, self._going, self.current()
        self._count.setText(lang.ngettext("{n} step", "{n} steps", self.steps.rowCount()))
        self._about.setText(self._about_back(going) if going else self._about_step(step))
        for button in (self.record_button, self.back_button):
            button.setVisible(going is None)
        for button in (self.do_button, self.leave_button):
            button.setVisible(going is not None)
        self.do_button.setEnabled(going is not None and bool(going.changes))
        self.record_button.setEnabled(bool(self.changes.entries))
        self.back_button.setEnabled(step is not None and not self._plan.store.reads_only)

    def _about_step(self, step: StepLine | None) -> str:
        lang = self._desk.lang
        if step is None:
            none_fits = N_("No step fits. Show every step to see the whole history.")
            return "" if self.steps.rowCount() else lang(none_fits)
        told = lang(
            N_("{when}, {who}. {what}"),
            when=moment_words(self._plan, step),
            who=step.by or lang(N_("name not given")),
            what=step_words(lang, step),
        )
        why = next((one.why for one in self.changes.entries if one.why), "")
        if why:
            told = f"{told} {lang(N_('Reason: {why}'), why=why)}"
        records = 0 if self._shown is None else self._shown.records
        return f"{told} {self._cut_words()}" if records > MOST or self._is_cut() else told

    def _about_back(self, going: GoingBack) -> str:
        lang = self._desk.lang
        if not going.changes:
            return lang(N_("The plan is as it was at this point: nothing would change."))
        said = lang.ngettext(
            "Going back to this point changes {n} record. It is one new step: the history stays,"
            " and undo takes it back.",
            "Going back to this point changes {n} records. It is one new step: the history stays,"
            " and undo takes it back.",
            len(going.changes),
        )
        parts = [said]
        if going.kept:
            parts.append(
                lang.ngettext(
                    "{n} submission stays, because it says what was sent.",
                    "{n} submissions stay, because they say what was sent.",
                    going.kept,
                )
            )
        return " ".join([*parts, self._cut_words()] if self._is_cut() else parts)

    def _is_cut(self) -> bool:
        return self.changes.rowCount() == MOST

    def _cut_words(self) -> str:
        return self._desk.lang(N_("The first {n} changes are shown."), n=str(MOST))

    def _lay_out(self) -> None:
        head, buttons = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title)
        head.addWidget(self._count, 1)
        below = QWidget()
        for button in (self.record_button, self.back_button, self.do_button, self.leave_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        lower = QVBoxLayout(below)
        lower.setContentsMargins(0, 4, 0, 0)
        lower.addWidget(self._about)
        lower.addWidget(self.view, 1)
        lower.addLayout(buttons)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.list)
        parts.addWidget(below)
        parts.setStretchFactor(0, _STEPS)
        parts.setStretchFactor(1, _CHANGES)
        column = scrolled_column(self)
        column.setContentsMargins(14, 8, 8, 8)
        column.addLayout(head)
        for part in (self.notice, self.progress, self.filter):
            column.addWidget(part)
        column.addWidget(parts, 1)

    def _connect(self) -> None:
        self.filter.asked.connect(self.reread)
        self.list.chosen.connect(self.show_step)
        self.list.activated.connect(lambda _: self.view.setFocus())
        self.view.activated.connect(self._open_current)
        self.record_button.clicked.connect(self._open_current)
        self.back_button.clicked.connect(self.ask_back)
        self.do_button.clicked.connect(self.go_back)
        self.leave_button.clicked.connect(self.leave)
        self._plan.changed.connect(self._written)
        self._pause.timeout.connect(self.reread)
        self._plan.closing.connect(self._pause.stop)
