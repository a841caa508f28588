"""The first page: what is owed and by when, what is asked for, and where to go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.actions.awaited_package import awaited_words
from ccmdesk.actions.open_matters import OpenMatters
from ccmdesk.lang.formats import DateStyle
from ccmdesk.model.budget import BudgetLine
from ccmdesk.model.edition import Edition
from ccmdesk.model.kinds import BY_RECORD, kind_of
from ccmdesk.model.need import Need
from ccmdesk.model.state import Obligation
from ccmdesk.model.words import C_, N_
from ccmdesk.ui import overview_lines
from ccmdesk.ui.approval_strip import ApprovalStrip, plan_request
from ccmdesk.ui.card import Card
from ccmdesk.ui.card_columns import BETWEEN, CardColumns
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.elided_button import ElidedButton
from ccmdesk.ui.labels import TITLE, BoldLabel
from ccmdesk.ui.offers import Offer
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.overview_figures import Figures
from ccmdesk.ui.overview_lines import Told
from ccmdesk.ui.problems import NoticeBar
from ccmdesk.ui.records.empty_words import EMPTY

_FIGURES = 40
"""The room of a card in figures; with less room the cards stand in one column."""


class OverviewPage(QWidget):
    """Five cards, and one while something waits between offices.

    Each line opens the record or the list its figure was made from.
    """

    asked_record = Signal(object, object, object)
    asked_list = Signal(object)
    asked_part = Signal(object, object)
    """The kind whose list is asked for, and the line Told of the part of it."""
    asked_page = Signal(str)
    asked_changes = Signal(int)
    """The number of the submission that the plan is to be compared with."""

    guided_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._title = BoldLabel(TITLE)
        self.go_on = ElidedButton()
        self.go_on.clicked.connect(self._go_on)
        self.obligations, self.dates, self.kinds = Card(), Card(), Card()
        self.money, self.sent, self.offices = Card(), Card(), Card()
        self.notice = NoticeBar(desk)
        self.approval = ApprovalStrip(desk, self.notice, plan_request)
        self._cards = QWidget()
        self._sides = CardColumns(figures=_FIGURES, most=2)
        self._lay_out()
        self._stale = False
        desk.checked.connect(self._tell_again)
        if desk.plan is not None:
            desk.plan.suggesting.done.connect(self._tell_again)
        self.retranslate()

    def retranslate(self) -> None:
        """Tell everything again, in the language of the window and of the plan as it is now."""
        plan = self._desk.plan
        if plan is None:
            return
        lang = plan.lang
        self._stale = False
        self._title.setText(lang(N_("Overview")))
        self._area.setAccessibleName(lang(N_("Overview")))
        self._say_go_on(plan)
        if plan.found is not None:
            self._fill(plan, plan.found.figures)
            self._say_offices(plan, plan.found.open)
        self._cards.setVisible(plan.found is not None)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _tell_again(self) -> None:
        """Tell the new figures when somebody looks; a hidden page waits."""
        self._stale = not self.isVisible()
        if self.isVisible():
            self.retranslate()

    def _fill(self, plan: OpenPlan, figures: Figures) -> None:
        lang = plan.lang
        to_obligations = partial(self.asked_list.emit, Obligation)
        to_budget = partial(self.asked_list.emit, BudgetLine)
        self.obligations.say(
            lang(N_("Obligations")),
            self._offers(overview_lines.obligations(lang, figures), to_obligations),
            none=self._empty(N_("No obligation is recorded yet."), Obligation),
            first=self._to_list(Obligation),
        )
        self.dates.say(
            lang(N_("Next dates")),
            self._offers(overview_lines.dates(lang, figures), to_obligations),
            none=self._empty(N_("No date is coming up."), Obligation),
            first=self._to_list(Obligation),
        )
        self.kinds.say(
            lang(N_("Needs by kind of support")),
            self._offers(
                overview_lines.kinds_of_support(plan, figures),
                partial(self.asked_list.emit, Need),
                parts_of=Need,
            ),
            none=self._empty(N_("No need is written down yet."), Need),
            first=Offer(lang(N_("Guided questions")), "", self.guided_asked.emit),
        )
        self.money.say(
            self._money_head(figures),
            self._offers(overview_lines.money(lang, figures), to_budget),
            none=self._empty(N_("No cost is stated yet."), BudgetLine),
            first=self._to_list(BudgetLine),
        )
        self.sent.say(
            lang(N_("Last submission")),
            self._sent(plan),
            none=self._empty(N_("Nothing has been submitted from this plan yet."), Edition),
            first=self._to(
                lang(C_("section", "Send and receive")), partial(self.asked_page.emit, "send")
            ),
        )

    def _say_offices(self, plan: OpenPlan, matters: OpenMatters) -> None:
        """Say what waits for a person between offices; without anything the card is away."""
        lang, pairs = plan.lang, plan.suggesting.pairs
        to_send = partial(self.asked_page.emit, "send")
        offers = [Offer(lang.say(awaited_words(one)), "", to_send) for one in matters.awaited]
        if matters.to_decide:
            one, many = "{n} field needs a decision.", "{n} fields need a decision."
            words = lang.ngettext(one, many, matters.to_decide)
            offers.insert(0, Offer(words, "", partial(self.asked_page.emit, "decide")))
        if pairs:
            words = lang.ngettext(
                "{n} pair of records was probably entered twice.",
                "{n} pairs of records were probably entered twice.",
                len(pairs),
            )
            offers.append(Offer(words, "", partial(self.asked_page.emit, "twice")))
        self.offices.say(lang(N_("Between offices")), offers, none="")
        self.offices.setVisible(bool(offers))

    def _money_head(self, figures: Figures) -> str:
        lang, currency = self._desk.lang, overview_lines.currency(figures)
        if not currency:
            return lang(N_("Funding by year"))
        return lang(N_("Funding by year ({currency})"), currency=currency)

    def _empty(self, said: str, kind: type) -> str:
        """Return that there is nothing yet, and an example of what goes there."""
        return "\n".join(self._desk.lang(words) for words in (said, EMPTY[kind].example))

    def _to_list(self, kind: type) -> Offer:
        words = self._desk.lang(BY_RECORD[kind].many)
        return self._to(words, partial(self.asked_list.emit, kind))

    def _to(self, place: str, go: Callable[[], object]) -> Offer:
        return Offer(self._desk.lang(N_("Go to: {place}"), place=place), "", go)

    def _offers(
        self, told: Iterable[Told], otherwise: Callable[[], object], *, parts_of: type | None = None
    ) -> list[Offer]:
        offers = []
        for line in told:
            plan, go = self._desk.plan, otherwise
            found = None if line.record is None or plan is None else plan.find(line.record)
            if found is not None:
                go = partial(self._open, found)
            elif line.part is not None:
                go = partial(self.asked_part.emit, parts_of, line)
            offers.append(Offer(line.text, line.mark, go))
        return offers

    def _open(self, record: object) -> None:
        self.asked_record.emit(kind_of(record).record, record.id, None)  # type: ignore[attr-defined]

    def _sent(self, plan: OpenPlan) -> list[Offer]:
        from ccmdesk.actions.editions import last_edition, steps_since_sent

        lang, last = plan.lang, last_edition(plan.all_of(Edition))
        if last is None or last.dated is None:
            return []
        number = lang(N_("Submission {number}"), number=str(last.number))
        day = lang.date(last.dated, style=DateStyle.MEDIUM)
        lines = [(number, day)]
        if last.missing is not None:
            then = lang.ngettext("{n} was needed", "{n} were needed", last.missing)
            lines.append((lang(N_("Points missing when it was sent")), then))
        go = partial(self.asked_page.emit, "send")
        offers = [Offer(text, mark, go) for text, mark in lines]
        since = steps_since_sent(plan.store.steps)
        if since is not None and last.number is not None:
            steps = lang.ngettext("{n} step", "{n} steps", since)
            go = partial(self.asked_changes.emit, last.number)
            offers.append(Offer(lang(N_("What has changed since then")), steps, go))
        return offers

    def _say_go_on(self, plan: OpenPlan) -> None:
        found = overview_lines.place_to_go_on(plan)
        self.go_on.setVisible(found is not None)
        if found is not None:
            self.go_on.say(plan.lang(N_("Continue: {record}"), record=found.words))

    def _go_on(self) -> None:
        plan = self._desk.plan
        found = None if plan is None else overview_lines.place_to_go_on(plan)
        if found is not None:
            self.asked_record.emit(found.kind, found.record, found.field)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.go_on)
        whole = QVBoxLayout(self._cards)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(BETWEEN)
        whole.addWidget(self.offices)
        whole.addWidget(self.obligations)
        stacks = (_stack(self.dates, self.money), _stack(self.kinds, self.sent))
        self._sides.put(stacks, grows=lambda _: False)
        whole.addWidget(self._sides)
        whole.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._cards)
        self._area = area
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(14, 8, 8, 8)
        column_of_all.addLayout(head)
        column_of_all.addWidget(self.approval)
        column_of_all.addWidget(self.notice)
        column_of_all.addWidget(area, 1)


def _stack(*cards: Card) -> QWidget:
    """Return cards below one another, each as high as its lines."""
    stack = QWidget()
    column = QVBoxLayout(stack)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(BETWEEN)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return stack
