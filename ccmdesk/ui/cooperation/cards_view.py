"""Coalitions and lessons to read, one card each, found by words of any language."""

from __future__ import annotations

from itertools import islice
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ccmdesk.db.write import Step
from ccmdesk.lang.lang import Lang
from ccmdesk.model.cooperation import Coalition, Lesson
from ccmdesk.model.folding import fold
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.cooperation.card_words import CardTold, cards_of, holds, kinds_on_cards
from ccmdesk.ui.labels import BoldLabel, ShortLines, text_label
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.empty_page import EmptyPage
from ccmdesk.ui.records.page_head import SearchLine
from ccmdesk.ui.records.section_view import SectionView
from ccmdesk.ui.records.words import shown_in

_MOST = 40
"""More cards than that are narrowed by searching, not read."""

_SEARCH_WIDTH = 220


class ReadingCard(QFrame):
    """One record to read; its button opens the form."""

    opened = Signal()

    def __init__(self, told: CardTold, lang: Lang) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.heading = BoldLabel()
        self.heading.setWordWrap(True)
        self.heading.setText(told.heading)
        self.button = QPushButton(lang(C_("button", "Open")))
        self.button.setAccessibleName(lang(N_("Open {record}"), record=told.heading))
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self.opened)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 10)
        self._column.setSpacing(4)
        self._column.addLayout(head)
        for label, said in told.facts:
            self._add(lang(C_("fact", "{label}: {value}"), label=label, value=said), muted=True)
        for label, said in told.texts:
            part = BoldLabel()
            part.setText(label)
            self._column.addSpacing(2)
            self._column.addWidget(part)
            self._add(said)

    def _add(self, said: str, *, muted: bool = False) -> None:
        label = text_label(muted=muted)
        label.setText(said)
        self._column.addWidget(ShortLines(label))


class CardsView(SectionView):
    """Coalitions first, then lessons."""

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__(plan)
        self._stale = False
        self.search = SearchLine()
        self.cards: list[ReadingCard] = []
        self.empty = EmptyPage(plan, Lesson)
        self.told = text_label(muted=True)
        self._box = QWidget()
        self._column = QVBoxLayout(self._box)
        self._area = QScrollArea(widgetResizable=True)
        self._lay_out()
        self.search.textChanged.connect(lambda _: self.retranslate())
        self.search.left.connect(self.take_focus)
        self.empty.clear_asked.connect(self.search.clear)
        self.empty.new_asked.connect(self._begin)
        plan.changed.connect(self._written)
        self.retranslate()

    def take_focus(self) -> None:
        part = self.cards[0].button if self.cards else self.empty.button
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Do nothing: nothing is typed here."""

    def show_step(self, step: Step) -> None:
        """Do nothing: the cards are told again by themselves."""

    def retranslate(self) -> None:
        """Tell the cards that hold the words looked for."""
        lang, wanted = self._plan.lang, fold(self.search.text())
        said = lang(N_("Find in this list"))
        self.search.setPlaceholderText(said)
        self.search.setAccessibleName(said)
        self.search.setToolTip(said)
        records = [*self._plan.all_of(Coalition), *self._plan.all_of(Lesson)]
        found = [record for record in records if holds(record, wanted)] if wanted else records
        self._show(found)
        more = max(len(found) - _MOST, 0)
        self.told.setText(lang.ngettext("{n} more", "{n} more", more))
        self.told.setVisible(bool(more))
        self.empty.set_searched(self.search.text().strip() if records else "")
        self.empty.setVisible(not found)
        self._area.setVisible(bool(found))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _show(self, found: list[Any]) -> None:
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        for told in islice(cards_of(found, shown_in(self._plan)), _MOST):
            card = ReadingCard(told, self._plan.lang)
            kind, record = told.kind, told.record
            card.opened.connect(lambda kind=kind, record=record: self.open_asked.emit(kind, record))
            self._column.insertWidget(len(self.cards), card)
            self.cards.append(card)

    def _written(self, step: Step) -> None:
        self._stale = not self.isVisible()
        if not self._stale and {change.kind for change in step.changes} & kinds_on_cards():
            self.retranslate()

    def _begin(self) -> None:
        self.open_asked.emit(Lesson, self._plan.add(Lesson))

    def _lay_out(self) -> None:
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(_SEARCH_WIDTH)
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.search)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.told)
        self._column.addStretch(1)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.addWidget(self._area, 1)
        column.addWidget(self.empty, 1)
