"""Send and receive: pack what goes out, take in what came."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ccmdesk.actions.awaited_package import awaited_words
from ccmdesk.actions.editions import last_edition
from ccmdesk.actions.sealed_package import unlock_with
from ccmdesk.model.edition import Edition
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.approval_strip import ApprovalStrip
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.labels import TITLE, BoldLabel, text_label
from ccmdesk.ui.offices.pack_office import PackOffice
from ccmdesk.ui.offices.receiving import Receiving
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.pack_panel import PackPanel
from ccmdesk.ui.problems import NoticeBar
from ccmdesk.ui.scrolled import scrolled_column
from ccmdesk.ui.sent_states import SentStates
from ccmdesk.ui.sent_table import SentTable
from ccmdesk.ui.side_by_side import SideBySide

_TO_GENEVA, _TO_OFFICE = 0, 1


class SendPage(QWidget):
    """What goes out beside what comes in; the preview of a package takes the whole page."""

    undo_asked = Signal()
    decide_asked = Signal()
    keys_asked = Signal()

    def __init__(
        self, desk: Desk, plan: OpenPlan, keys: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._title, self._last, self._waits = BoldLabel(TITLE), text_label(), text_label()
        self.notice = NoticeBar(desk)
        self.states, self.sent = SentStates(desk), SentTable(desk, self)
        self.pack = PackPanel(desk, keys, self.notice)
        self.office = PackOffice(desk, keys, self.notice)
        self.next = ApprovalStrip(desk, self.notice, self.pack.approval_request, self.pack.meeting)
        self.receiving = Receiving(desk, keys, self.notice, plan, self)
        self.verify, self.take_in = self.receiving.verify, self.receiving.view
        self.verify.opens = lambda: unlock_with(keys, passphrase=self.pack.secret.text())
        self.keys_button = QPushButton()
        self.whom = QTabBar(drawBase=False, usesScrollButtons=False)
        for _ in (self.pack, self.office):
            self.whom.addTab("")
        self._about_sent = QWidget()
        self._front, self._usual = QStackedWidget(), QWidget()
        self._lay_out()
        self._connect()
        self._choose(_TO_GENEVA)
        self.retranslate()

    def pack_for_office(self) -> None:
        """Show how to pack for another office."""
        self.whom.setCurrentIndex(_TO_OFFICE)
        self.office.to.setFocus()

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang, plan = self._desk.lang, self._desk.plan
        self._title.setText(lang(N_("Send and receive")))
        self.keys_button.setText(lang(N_("Keys of the offices")))
        self.whom.setAccessibleName(lang(N_("For whom")))
        self.whom.setTabText(_TO_GENEVA, lang(C_("for whom", "Implementation Support Unit")))
        self.whom.setTabText(_TO_OFFICE, lang(C_("for whom", "Another office")))
        self.sent.retranslate()
        self.states.setVisible(not self.sent.rowCount())
        self._say_waits()
        last = None if plan is None else last_edition(plan.all_of(Edition))
        if last is None or last.dated is None:
            self._last.setText(lang(N_("Nothing has been submitted from this plan yet.")))
            return
        said = N_("Last submission: number {number}, {date}.")
        number = str(last.number)
        self._last.setText(lang(said, number=number, date=lang.date(last.dated)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _say_waits(self) -> None:
        found, lang = self._desk.found, self._desk.lang
        awaited = () if found is None else found.open.awaited
        self._waits.setText(" ".join(lang.say(awaited_words(one)) for one in awaited))
        self._waits.setVisible(bool(awaited))

    def _choose(self, place: int) -> None:
        """Show one of the ways to pack; the other takes no room."""
        for panel, own in ((self.pack, _TO_GENEVA), (self.office, _TO_OFFICE)):
            panel.setVisible(place == own)
        self._about_sent.setVisible(place == _TO_GENEVA)

    def _preview(self) -> None:
        self._front.setCurrentWidget(self.take_in)

    def _go_back(self) -> None:
        self._front.setCurrentWidget(self._usual)
        self.verify.choose_button.setFocus()

    def _lay_out(self) -> None:
        sending, receiving = QVBoxLayout(), QVBoxLayout()
        for way in (self.whom, self.pack, self.office):
            sending.addWidget(way)
        sending.addStretch(1)
        receiving.addWidget(self.verify)
        receiving.addWidget(self.receiving.receipt)
        receiving.addWidget(self.keys_button, 0, Qt.AlignmentFlag.AlignLeft)
        receiving.addStretch(1)
        usual = scrolled_column(self._usual)
        usual.setContentsMargins(0, 0, 0, 0)
        about = QVBoxLayout(self._about_sent)
        about.setContentsMargins(0, 0, 0, 0)
        for part in (self._last, self.next, self.states, self.sent, self.pack.failed):
            about.addWidget(part)
        for head in (self._title, self._waits, self._about_sent):
            usual.addWidget(head)
        usual.addWidget(SideBySide(sending, receiving), 1)
        self._front.addWidget(self._usual)
        self._front.addWidget(self.take_in)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 8, 8)
        column.addWidget(self.notice)
        column.addWidget(self.receiving.progress)
        column.addWidget(self._front, 1)

    def _connect(self) -> None:
        self.whom.currentChanged.connect(self._choose)
        self.keys_button.clicked.connect(self.keys_asked)
        self.receiving.previewed.connect(self._preview)
        self.receiving.noted.connect(self.retranslate)
        self.receiving.over.connect(self._go_back)
        self.receiving.undo_asked.connect(self.undo_asked)
        self.pack.undecided.decide_asked.connect(self.decide_asked)
        self.receiving.decide_asked.connect(self.decide_asked)
        self._desk.written.connect(self.retranslate)
        self._desk.checked.connect(self._say_waits)
