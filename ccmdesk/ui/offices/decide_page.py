"""Decide what offices wrote differently: a list, and the card of the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QWidget,
)

from ccmdesk.actions.ask_office import AskOffice, ask_office
from ccmdesk.actions.awaited_package import awaited_words
from ccmdesk.actions.settle import Decision, Difference, differences, offices_in, settle
from ccmdesk.db.write import Step
from ccmdesk.model.codec import split_key
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.sameness import is_of_record
from ccmdesk.model.words import C_, N_, Message, counted
from ccmdesk.ui.beside import beside
from ccmdesk.ui.choosing import SaveAs, where_to_save
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.jobs import Work
from ccmdesk.ui.labels import TITLE, BoldLabel, text_label
from ccmdesk.ui.offices.difference_card import DifferenceCard
from ccmdesk.ui.offices.difference_table import DifferenceTable
from ccmdesk.ui.offices.keep_all_box import KeepAllBox
from ccmdesk.ui.offices.list_and_card import ListAndCard
from ccmdesk.ui.offices.row_list import RowList
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.problems import NoticeBar, Way, attempt
from ccmdesk.ui.progress_row import ProgressRow
from ccmdesk.ui.records.editors.lines import QuietCombo
from ccmdesk.ui.records.elided import ElidedLabel
from ccmdesk.ui.records.flow import Flow
from ccmdesk.ui.scrolled import scrolled_column
from ccmdesk.ui.title_row import TitleRow
from ccmdesk.ui.unsaved import Held

_REREAD_AFTER_MS = 250
_UNDECIDED = Message(
    N_("You have written another value for a difference, and have not pressed “Write this value”.")
)
_LIST, _CARD = 430, 640
"""Pixels at first; the user may share the room in another way."""


class DecidePage(QWidget):
    """Every decision is one step; both values stay in the history."""

    asked_record = Signal(object, object, object)
    """(kind, id, field or None) of what a difference is about."""

    asked_page = Signal(str)
    undo_asked = Signal()

    def __init__(self, desk: Desk, plan: OpenPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._plan = desk, plan
        self.box: KeepAllBox | None = None
        self._stale, self._moving = True, False
        self._held: list[Held] = []
        self.setProperty(PAGE, "offices#decide")
        self._title = BoldLabel(TITLE)
        self.count = ElidedLabel(role=QPalette.ColorRole.PlaceholderText)
        self.notice, self.progress = NoticeBar(desk), ProgressRow(desk)
        self._beside = partial(beside, notice=self.notice, progress=self.progress)
        self.waits, self.none, self.send_button = text_label(), text_label(), QPushButton()
        self._all_label, self.office, self.all_button = QLabel(), QuietCombo(), QPushButton()
        self.twice_button = QPushButton()
        self._all_label.setBuddy(self.office)
        self.office.setSizeAdjustPolicy(QuietCombo.SizeAdjustPolicy.AdjustToContents)
        self.table = DifferenceTable(plan, self)
        self.list = RowList(self.table, wide=(0,))
        self.card = DifferenceCard(plan)
        self._pause = QTimer(self, singleShot=True, interval=_REREAD_AFTER_MS)
        self._lay_out()
        self._connect()
        self.retranslate()

    def reread(self) -> None:
        """Read the differences again, beside the window."""
        self._stale = False
        store = self._plan.store
        reading = self._beside(self._plan.reading, lambda _: differences(store))
        reading.done.connect(self._show)

    def current(self) -> Difference | None:
        """Return the difference that is chosen."""
        row = self.list.currentIndex().row()
        return self.table.found[row] if 0 <= row < len(self.table.found) else None

    def decide(self, decision: Decision) -> None:
        """Settle the difference on the card, and go on to the next."""
        row = self.list.currentIndex().row()
        steps: list[Step | None] = []
        self._moving = True
        done = attempt(self.notice, lambda: steps.append(self._plan.settle([decision])))
        if done:
            self.card.forget(decision.record, decision.key)
            self.table.remove(row)
        self._moving = False
        if done:
            self._choose(min(row, len(self.table.found) - 1))
            self._tell_settled(steps[0], 1)

    def leave(self) -> None:
        """Keep with the plan what is written about a difference and not decided on."""
        unsaved = self._plan.unsaved
        for held in self._held:
            unsaved.take(held.record, held.field)
        drafts, place = self.card.drafts(), ("decide", "")
        self._held = [
            Held(
                kind=BY_NAME[found.kind].record,
                record=found.record,
                field=f"difference {found.key}",
                why=_UNDECIDED,
                place=place,
            )
            for found in self.table.found
            if (found.record, found.key) in drafts
        ]
        for held in self._held:
            unsaved.keep(held)

    def ask_all(self) -> None:
        """Show what keeping all of the chosen office would decide."""
        office = self.office.currentData()
        if office:
            self.box = KeepAllBox(self._plan, office, self.table.found, parent=self)
            self.box.asked.connect(self.decide_all)
            self.box.open()

    def decide_all(self, decisions: Sequence[Decision]) -> None:
        """Settle many differences as one step, in the worker."""
        plan = self._plan
        plan.checking.hold()
        work: Work = lambda _: settle(plan.store, decisions, author=plan.author)  # noqa: E731
        self._beside(self._desk.jobs, work).done.connect(self._settled_all)

    def ask_office(self, office: str, language: str) -> None:
        """Ask where the page with the question is kept, and write it."""
        lang = self._desk.lang
        ask = SaveAs(
            title=lang(N_("Save the question")),
            usual=f"question-{language}.pdf",
            kinds=((".pdf", lang(N_("PDF papers (*.pdf)"))),),
        )
        out = where_to_save(self, lang=lang, ask=ask)
        if out is not None:
            self.write_question(out, office=office, language=language)

    def write_question(self, out: Path, *, office: str, language: str) -> None:
        """Write the question about the difference on the card."""
        plan, found = self._plan, self.current()
        if found is None:
            return
        ask = AskOffice(
            out=out, language=language, to=office, office=self._desk.state.office, found=(found,)
        )
        work: Work = lambda _: ask_office(  # noqa: E731
            plan.store, ask, packs=plan.packs, author=plan.author
        )
        self._beside(self._desk.jobs, work).done.connect(self._tell_written)

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self._title.setText(lang(N_("Differences to decide")))
        self.list.setAccessibleName(self._title.text())
        self.none.setText(
            lang(
                N_(
                    "Nothing needs a decision. When two offices have written the same field"
                    " without knowing of each other, both values are shown here, and somebody"
                    " decides."
                )
            )
        )
        self.send_button.setText(
            lang(N_("Go to: {place}"), place=lang(C_("section", "Send and receive")))
        )
        self._all_label.setText(lang(N_("Keep all of one office:")))
        self.office.setAccessibleName(self._all_label.text())
        self.all_button.setText(lang(N_("Look at what that decides…")))
        self.table.forget()
        self.list.viewport().update()
        self._say()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reread()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _show(self, found: Any) -> None:
        before = self.current()
        kept = None if before is None else (before.record, before.key)
        self.card.forget_others(found)
        self.table.put(found)
        places = [(one.record, one.key) for one in found]
        self._choose(places.index(kept) if kept in places else 0)
        self._say()

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self.table.found):
            self.list.setCurrentIndex(self.table.index(row, 0))
        self._show_card()
        self._say()

    def _show_card(self, *_: Any) -> None:
        if self._moving:
            return
        found = self.current()
        if found != self.card.found or found is None:
            self.card.put(found)

    def _say(self) -> None:
        lang, found = self._desk.lang, self.table.found
        self.count.setText(
            lang.ngettext("{n} field needs a decision.", "{n} fields need a decision.", len(found))
        )
        for part in (self.none, self.send_button):
            part.setVisible(not found)
        twice = self._plan.suggesting.pairs or ()
        words = lang(N_("{what} ({n})"), what=lang(N_("Entered twice")), n=lang.number(len(twice)))
        self.twice_button.setText(words)
        for shown in (self.count, self._parts, self._all_row):
            shown.setVisible(bool(found))
        self._say_offices()
        checked = self._desk.found
        awaited = () if checked is None else checked.open.awaited
        self.waits.setText(" ".join(lang.say(awaited_words(one)) for one in awaited))
        self.waits.setVisible(bool(awaited))

    def _say_offices(self) -> None:
        lang, chosen = self._desk.lang, self.office.currentData()
        self.office.clear()
        for name, many in offices_in(self.table.found).items():
            if name:
                words = lang(N_("{what} ({n})"), what=name, n=lang.number(many))
                self.office.addItem(words, name)
        self.office.setCurrentIndex(max(self.office.findData(chosen), 0))

    def _settled_all(self, step: Any) -> None:
        self._plan.written(step)
        self.reread()
        self._tell_settled(step, 0 if step is None else sum(len(one.new) for one in step.changes))

    def _tell_settled(self, step: Step | None, many: int) -> None:
        """Tell what is decided, unless others, at the same plan on a server, were first."""
        if step is None:
            said = N_("It was decided meanwhile, so nothing was written.")
            self.notice.tell(Message(said), alarm=False)
            self.reread()
            return
        self.notice.tell(
            counted("{n} field is decided.", "{n} fields are decided.", many), alarm=False
        )
        self.notice.offer(Way(Message(N_("Undo")), self.undo_asked.emit))

    def _tell_written(self, out: Path) -> None:
        said = N_("The question is in {file}. Mail it; the field stays to be decided.")
        self.notice.tell(Message(said, {"file": str(out)}), alarm=False)

    def _go(self) -> None:
        found = self.current()
        if found is not None:
            field = None if is_of_record(found.key) else split_key(found.key)[0]
            self.asked_record.emit(BY_NAME[found.kind].record, found.record, field)

    def _written(self, step: Step) -> None:
        """Read again after what was not decided on the card, which takes its row away itself."""
        if self._moving:
            return
        for change in step.changes:
            for key in change.new:
                self.card.forget(change.record, key)
        self._stale = True
        if self.isVisible():
            self._pause.start()

    def _lay_out(self) -> None:
        self._all_row = QWidget()
        row = Flow(self._all_row)
        for way in (self._all_label, self.office, self.all_button):
            row.addWidget(way)
        self._parts = ListAndCard(self.list, self.card, sizes=(_LIST, _CARD))
        column = scrolled_column(self)
        column.setContentsMargins(14, 8, 8, 8)
        column.addWidget(TitleRow(self._title, self.count, self.twice_button))
        for part in (self.notice, self.progress, self.waits, self.none):
            column.addWidget(part)
        column.addWidget(self.send_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._all_row)
        column.addWidget(self._parts, 1)
        column.addStretch(0)

    def _connect(self) -> None:
        self.list.selectionModel().currentRowChanged.connect(self._show_card)
        self.list.activated.connect(lambda _: self._focus_card())
        self.card.decided.connect(self.decide)
        self.card.question_asked.connect(self.ask_office)
        self.card.record_asked.connect(self._go)
        self.all_button.clicked.connect(self.ask_all)
        self.send_button.clicked.connect(lambda: self.asked_page.emit("send"))
        self.twice_button.clicked.connect(lambda: self.asked_page.emit("twice"))
        self._plan.suggesting.done.connect(self._say)
        self._plan.changed.connect(self._written)
        self._desk.checked.connect(self._say)
        self._pause.timeout.connect(self.reread)
        self._plan.closing.connect(self._pause.stop)
        for asked in (self._plan.closing, self._plan.typed_asked):
            asked.connect(self.leave)

    def _focus_card(self) -> None:
        if self.card.keeps:
            self.card.keeps[0].setFocus()
