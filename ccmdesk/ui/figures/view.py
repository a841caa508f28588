"""A section in figures: a few cards with charts and sums, worked out beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
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
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.figures.card import FigureCard
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.chosen_columns import AS_TABLE, ChosenColumns
from ccmdesk.ui.records.section_views import SectionView

if TYPE_CHECKING:
    from ccmdesk.report.figures.part import Lead, Part

_BETWEEN = 8
_FIGURES = 36
"""The room of a card in figures, which are of about one width in all scripts; with less room fewer
cards stand beside one another.
"""

_MOST_BESIDE, _FEW = 3, 4
_PLACES = 6
"""Columns of the grid: one, two or three cards share a row evenly."""


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
        self._beside = 0
        self.as_table = QPushButton()
        self.as_table.setCheckable(True)
        self.as_table.setAutoDefault(True)
        self.as_table.setChecked(AS_TABLE in chosen.of(self._key))
        self.as_table.toggled.connect(self._show_as)
        chosen.moved.connect(self._follow)
        self._grid = QGridLayout()
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

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
        if asked != self._asked or (parts == self._parts and self.cards):
            return
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self.window())
        for card in self.cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._parts = parts
        self.cards = [self._card(part) for part in parts]
        self._empty.setVisible(not parts)
        self.as_table.setEnabled(bool(parts))
        self._beside = 0
        self._arrange()
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
        self._beside = 0
        self._arrange()

    def _follow(self, key: str) -> None:
        """Be as it is kept: the layout may have been reset."""
        if key == self._key:
            self.as_table.setChecked(AS_TABLE in self._chosen.of(key))

    def _arrange(self) -> None:
        """Put as many cards beside one another as have room for their lines."""
        least = _FIGURES * self.fontMetrics().horizontalAdvance("0")
        small = len(self.cards) > _FEW and not self.as_table.isChecked()
        most = _MOST_BESIDE if small else _MOST_BESIDE - 1
        beside = min(max(self.width() // least, 1), most)
        if beside == self._beside:
            return
        self._beside = beside
        for place, card in enumerate(self.cards):
            row = place // beside
            in_row = min(beside, len(self.cards) - row * beside)
            span = _PLACES // in_row
            self._grid.addWidget(card, row, (place % beside) * span, 1, span)
            card.show()
        self._share_height(beside)

    def _share_height(self, beside: int) -> None:
        """Give what height is left to the rows with charts, else to what is below all rows."""
        rows = range(0, len(self.cards), beside)
        drawn = [any(c.grows for c in self.cards[n : n + beside]) for n in rows]
        for row in range(self._grid.rowCount() + 1):
            self._grid.setRowStretch(row, int(row < len(drawn) and drawn[row]))
        self._grid.setRowStretch(len(drawn), int(not any(drawn)))

    def _lay_out(self) -> None:
        tools = QHBoxLayout(self.tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.addWidget(self.as_table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_BETWEEN)
        for column in range(_PLACES):
            self._grid.setColumnStretch(column, 1)
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
        column_of_all.addLayout(self._grid, 1)
        self.area = area = QScrollArea(widgetResizable=True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 4)
        whole.addWidget(area)
