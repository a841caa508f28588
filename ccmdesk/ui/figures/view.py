"""A section in figures: a few cards with charts and sums, worked out beside the window."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.actions.section_figures import FIGURED, SectionFigures, section_figures
from ccmdesk.db.write import Step
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.words import N_
from ccmdesk.ui.card_columns import CardColumns
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.figures.card import FigureCard
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.chosen_columns import AS_TABLE, ChosenColumns
from ccmdesk.ui.records.section_view import SectionView

if TYPE_CHECKING:
    from ccmdesk.report.figures.part import Lead, Part

_FIGURES = 36
"""The room of a card in figures; with less room fewer cards stand beside one another."""

_MOST_BESIDE, _FEW = 3, 4


class FiguresView(SectionView):
    """Cards in rows; without records of the section it says what to begin with."""

    def __init__(self, plan: OpenPlan, section: str, chosen: ChosenColumns) -> None:
        super().__init__(plan)
        self.section = section
        self._chosen, self._key = chosen, f"figures {section}"
        self.cards: list[FigureCard] = []
        self._parts: tuple[Part, ...] = ()
        self._asked = 0
        self._stale = True
        self.as_table = QPushButton()
        self.as_table.setCheckable(True)
        self.as_table.setAutoDefault(True)
        self.as_table.setChecked(AS_TABLE in chosen.of(self._key))
        self.as_table.toggled.connect(self._show_as)
        chosen.moved.connect(self._follow)
        self._columns = CardColumns(figures=_FIGURES, most=_MOST_BESIDE)
        self._none = text_label()
        self.begin = QPushButton()
        self.begin.setAutoDefault(True)
        self.begin.clicked.connect(self._begin)
        self._empty = QWidget()
        self._lay_out()
        plan.checking.done.connect(self._tell_again)
        self.retranslate()

    def take_focus(self) -> None:
        if not any(card.take_focus() for card in self.cards):
            self.begin.setFocus()

    def leave(self) -> None:
        """Nothing is typed here."""

    def show_step(self, step: Step) -> None:
        """Wait: the figures follow by themselves when the plan is checked again."""

    def retranslate(self) -> None:
        """Say what never changes again; the figures come in the new language."""
        lang = self._plan.lang
        said = lang(N_("Show as table"))
        self.as_table.setText(said)
        self.as_table.setAccessibleName(said)
        self.as_table.setToolTip(said)
        self._none.setText(
            lang(N_("Sums and charts stand here as soon as there are records of this section."))
        )
        first = BY_NAME[FIGURED[self.section].split()[0]]
        self.begin.setText(lang(N_("Enter next: {records}"), records=lang(first.many)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._work_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._parts = ()  # the size of the text may be another: all cards are made again
            self._tell_again()

    def _tell_again(self) -> None:
        """Work the figures out again when somebody looks; a hidden view waits."""
        self._stale = True
        if self.isVisible():
            self._work_out()

    def _work_out(self) -> None:
        found = self._plan.found
        if found is None:
            return
        self._stale = False
        self._asked += 1
        asked = self._asked
        ask = SectionFigures(
            section=self.section,
            document=found.document,
            lang=self._plan.lang,
            packs=self._plan.packs,
            today=found.figures.today,
        )
        job = self._plan.reading.prepare(lambda _running: section_figures(ask))
        job.done.connect(lambda parts: self._take(parts, asked))
        job.failed.connect(raise_fault)
        self._plan.reading.start(job)

    def _take(self, parts: tuple[Part, ...], asked: int) -> None:
        """Show the parts, unless newer ones are being worked out; equal ones stay as they are."""
        if asked == self._asked and (parts != self._parts or not self.cards):
            self._make_next([], parts, asked)

    def _make_next(self, made: list[FigureCard], parts: tuple[Part, ...], asked: int) -> None:
        """Make one card in each turn of the event loop, and show them all once they are made."""
        if asked != self._asked:
            for card in made:
                card.deleteLater()
        elif len(made) < len(parts):
            made.append(self._card(parts[len(made)]))
            QTimer.singleShot(0, self, lambda: self._make_next(made, parts, asked))
        else:
            self._put(made, parts)

    def _put(self, cards: list[FigureCard], parts: tuple[Part, ...]) -> None:
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self.window())
        gone, self.cards, self._parts = self.cards, cards, parts
        self._empty.setVisible(not parts)
        self.as_table.setEnabled(bool(parts))
        self._columns.most = self._most()
        self._columns.put(self.cards, grows=attrgetter("grows"))
        for card in gone:
            card.hide()
            card.deleteLater()
        if had_focus:
            self.take_focus()

    def _card(self, part: Part) -> FigureCard:
        card = FigureCard(part, lang=self._plan.lang, as_table=self.as_table.isChecked())
        card.asked.connect(self._open)
        return card

    def _open(self, lead: Lead) -> None:
        if lead.record is None:
            self.list_asked.emit(lead.kind)
        else:
            self.open_asked.emit(lead.kind, lead.record)

    def _begin(self) -> None:
        first = BY_NAME[FIGURED[self.section].split()[0]]
        self.list_asked.emit(first.record)

    def _show_as(self, as_table: bool) -> None:  # noqa: FBT001 - a slot of Qt
        self._chosen.keep(self._key, (AS_TABLE,) if as_table else ())
        for card in self.cards:
            card.show_as(as_table=as_table)
        self._columns.most = self._most()
        self._columns.arrange()

    def _follow(self, key: str) -> None:
        """Be as it is kept: the layout may have been reset."""
        if key == self._key:
            self.as_table.setChecked(AS_TABLE in self._chosen.of(key))

    def _most(self) -> int:
        """Return how many cards may share a row: many small ones go three by three."""
        small = len(self.cards) > _FEW and not self.as_table.isChecked()
        return _MOST_BESIDE if small else _MOST_BESIDE - 1

    def _lay_out(self) -> None:
        tools = QHBoxLayout(self.tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.addWidget(self.as_table)
        middle = QVBoxLayout(self._empty)
        middle.addStretch(1)
        middle.addWidget(self._none)
        middle.addWidget(self.begin)
        middle.addStretch(2)
        self._empty.hide()
        inside = QWidget()
        column_of_all = QVBoxLayout(inside)
        column_of_all.setContentsMargins(0, 0, 0, 0)
        column_of_all.addWidget(self._empty)
        column_of_all.addWidget(self._columns, 1)
        self.area = area = QScrollArea(widgetResizable=True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 4)
        whole.addWidget(area)
