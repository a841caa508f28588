"""What was entered twice: a list of pairs, and the two records of the chosen one side by side."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ccmdesk.actions.join_records import Comparison, JoinRecords, compare, join_records, say_two
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.kinds import BY_RECORD, kind_of
from ccmdesk.model.words import N_, Message
from ccmdesk.rules.twice import Pair
from ccmdesk.ui.beside import beside
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.jobs import Job, Work
from ccmdesk.ui.labels import TITLE, BoldLabel, text_label
from ccmdesk.ui.offices.join_card import JoinCard
from ccmdesk.ui.offices.list_and_card import ListAndCard
from ccmdesk.ui.offices.pair_table import PairTable
from ccmdesk.ui.offices.row_list import RowList
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.problems import NoticeBar, Way
from ccmdesk.ui.progress_row import ProgressRow
from ccmdesk.ui.records.elided import ElidedLabel
from ccmdesk.ui.records.words import shown_in
from ccmdesk.ui.scrolled import scrolled_column
from ccmdesk.ui.title_row import TitleRow

_LIST, _CARD = 330, 740
"""Pixels at first; the user may share the room in another way."""


class TwicePage(QWidget):
    """Every decision is one step, which undo takes back; nothing of the other record is lost."""

    asked_record = Signal(object, object, object)
    """(kind, id, None) of a record that is to be looked at."""

    asked_list = Signal(object)
    asked_page = Signal(str)
    undo_asked = Signal()

    def __init__(self, desk: Desk, plan: OpenPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._plan = desk, plan
        self._own: Pair | None = None
        self._later: dict[frozenset[UUID], None] = {}
        self._swapped = self._filling = False
        self._compared: list[Job] = []
        self._title = BoldLabel(TITLE)
        self.count = ElidedLabel(role=QPalette.ColorRole.PlaceholderText)
        self.notice, self.progress = NoticeBar(desk), ProgressRow(desk)
        self._beside = partial(beside, notice=self.notice, progress=self.progress)
        self.none, self.decide_button = text_label(), QPushButton()
        self.list_button = QPushButton()
        self.setProperty(PAGE, "offices#twice")
        self.table = PairTable(plan, self)
        self.list = RowList(self.table, wide=(0, 1))
        self.card = JoinCard(plan)
        self._lay_out()
        self._connect()
        self.retranslate()

    def look(self) -> None:
        """Look for pairs again, beside the window."""
        job = self._plan.suggesting.look()
        if job is not None:
            self.progress.follow(job)

    def show_two(self, kind: type[Any], one: UUID, other: UUID) -> None:
        """Show two records that the user chose in a list, whether anything suggests them or not."""
        first, second = sorted((one, other))
        self._own = Pair(kind=kind, first=first, second=second, points=0, reasons=())
        self._swapped = first != one
        self._fill({first, second})

    def current(self) -> Pair | None:
        """Return the pair that is chosen."""
        row = self.list.currentIndex().row()
        return self.table.found[row] if 0 <= row < len(self.table.found) else None

    def join(self, ask: JoinRecords) -> None:
        """Join the two, in the worker."""
        plan, pair, found = self._plan, self.current(), self.card.found
        if pair is not None and found is not None:
            self._write(
                lambda _: join_records(plan.store, ask, author=plan.author),
                lambda step: self._joined(step, pair, found),
            )

    def say_two(self) -> None:
        """Keep that the two are two."""
        plan, pair = self._plan, self.current()
        if pair is not None:
            self._write(
                lambda _: say_two(plan.store, pair.first, pair.second, author=plan.author),
                lambda step: self._are_two(step, pair),
            )

    def put_off(self) -> None:
        """Put the pair behind the others, and go on to the next."""
        pair = self.current()
        if pair is not None:
            self._later[_both(pair)] = None
            self._fill_from(self.list.currentIndex().row())

    def swap(self) -> None:
        """Keep the other one of the two."""
        self._swapped = not self._swapped
        self._compare()

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self._title.setText(lang(N_("Entered twice")))
        self.list.setAccessibleName(self._title.text())
        self.none.setText(
            lang(
                N_(
                    "No area and no activity looks as if it had been entered twice. When two"
                    " records are alike in number, name, place, size or outline, both are shown"
                    " here side by side, and somebody says whether they are one. Any two can be"
                    " joined from their list: select them there."
                )
            )
        )
        place = lang(BY_RECORD[HazardousArea].many)
        self.list_button.setText(lang(N_("Go to: {place}"), place=place))
        self.decide_button.setText(lang(N_("Differences to decide")))
        self.table.forget()
        self.list.viewport().update()
        self._say()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._plan.suggesting.pairs is None:
            self.look()
        else:
            self._fill()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _fill(self, chosen: set[UUID] | None = None) -> None:
        """Show the pairs as they are known, with the same one chosen, or the one of *chosen*."""
        before = self.current()
        wanted = chosen or (set() if before is None else {*_both(before)})
        found = list(self._plan.suggesting.pairs or ())
        if self._own is not None and _both(self._own) not in map(_both, found):
            found.insert(0, self._own)
        found.sort(key=lambda pair: _both(pair) in self._later)
        self._filling = True
        self.table.put(found)
        self._filling = False
        places = [set(_both(pair)) for pair in found]
        row = places.index(wanted) if wanted in places else 0
        self._swapped = self._swapped and wanted in places
        self._choose(row)

    def _fill_from(self, row: int) -> None:
        """Show the pairs anew, with the one chosen that is in this row now."""
        self._fill()
        self._swapped = False
        self._choose(min(row, len(self.table.found) - 1))

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self.table.found):
            self._filling = True
            self.list.setCurrentIndex(self.table.index(row, 0))
            self._filling = False
        self._compare()
        self._say()

    def _compare(self, *_: Any) -> None:
        """Compare the two of the chosen row, beside the window."""
        pair, store = self.current(), self._plan.store
        for job in self._compared:
            job.cancel()
        if pair is None:
            self.card.put(None)
            return
        kept, other = (pair.first, pair.second)[:: -1 if self._swapped else 1]
        job = self._beside(self._plan.reading, lambda _: compare(store, kept, other))
        self._compared = [job]
        job.refused.connect(lambda _: self.card.put(None))
        job.done.connect(
            lambda found: self.card.put(found, pair.reasons) if self._compared == [job] else None
        )

    def _new_row(self) -> None:
        if not self._filling:
            self._swapped = False
            self._compare()

    def _say(self) -> None:
        lang, known = self._desk.lang, self._plan.suggesting.pairs is not None
        many = len(self.table.found)
        self.count.setText(
            lang.ngettext(
                "{n} pair of records was probably entered twice.",
                "{n} pairs of records were probably entered twice.",
                many,
            )
        )
        for part in (self.none, self.list_button):
            part.setVisible(known and not many)
        self.count.setVisible(bool(many))
        self._parts.setVisible(bool(many))

    def _write(self, work: Work, then: Callable[[Any], object]) -> None:
        self._plan.checking.hold()
        self._plan.suggesting.hold()
        self._beside(self._desk.jobs, work).done.connect(then)

    def _joined(self, step: Any, pair: Pair, found: Comparison) -> None:
        self._done(step, pair)
        show = shown_in(self._plan)
        names = {"other": show.title(found.other), "record": show.title(found.kept)}
        said = N_("{other} is now one with {record}. Undo takes them apart.")
        self._tell(Message(said, names))

    def _are_two(self, step: Any, pair: Pair) -> None:
        self._done(step, pair)
        self._tell(Message(N_("They are two, and are not suggested again.")))

    def _done(self, step: Any, pair: Pair) -> None:
        """Take the pair away, go on to the next unless somebody has, and announce the step."""
        self._plan.suggesting.drop(pair)
        if self._own is pair:
            self._own = None
        if self.current() is pair:
            self._fill_from(self.list.currentIndex().row())
        else:
            self._fill()
        self._plan.written(step)

    def _tell(self, said: Message) -> None:
        self.notice.tell(said, alarm=False)
        self.notice.offer(Way(Message(N_("Undo")), self.undo_asked.emit))

    def _checked(self) -> None:
        """Look at once while somebody waits for it."""
        if self.isVisible():
            self.look()

    def _lay_out(self) -> None:
        self._parts = ListAndCard(self.list, self.card, sizes=(_LIST, _CARD))
        column = scrolled_column(self)
        column.setContentsMargins(14, 8, 8, 8)
        column.addWidget(TitleRow(self._title, self.count, self.decide_button))
        for part in (self.notice, self.progress, self.none):
            column.addWidget(part)
        column.addWidget(self.list_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._parts, 1)
        column.addStretch(0)

    def _connect(self) -> None:
        self.list.selectionModel().currentRowChanged.connect(lambda *_: self._new_row())
        self.list.activated.connect(lambda _: self.card.join_button.setFocus())
        self.card.join_asked.connect(self.join)
        self.card.two_asked.connect(self.say_two)
        self.card.later_asked.connect(self.put_off)
        self.card.swap_asked.connect(self.swap)
        self.card.record_asked.connect(
            lambda one: self.asked_record.emit(kind_of(one).record, one.id, None)
        )
        self.list_button.clicked.connect(lambda: self.asked_list.emit(HazardousArea))
        self.decide_button.clicked.connect(lambda: self.asked_page.emit("decide"))
        self._plan.checking.done.connect(self._checked)
        self._plan.suggesting.done.connect(lambda: self._fill() if self.isVisible() else None)


def _both(pair: Pair) -> frozenset[UUID]:
    return frozenset({pair.first, pair.second})
