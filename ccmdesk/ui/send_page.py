"""Send and receive: pack what goes to Geneva, check what came."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ccmdesk.actions.editions import last_edition
from ccmdesk.actions.sealed_package import unlock_with
from ccmdesk.model.edition import Edition
from ccmdesk.model.words import N_
from ccmdesk.ui.approval_strip import ApprovalStrip
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.labels import TITLE, BoldLabel, text_label
from ccmdesk.ui.pack_panel import PackPanel
from ccmdesk.ui.problems import NoticeBar
from ccmdesk.ui.sent_states import SentStates
from ccmdesk.ui.sent_table import SentTable
from ccmdesk.ui.verify_panel import VerifyPanel


class SendPage(QWidget):
    """Two panels side by side; how far each submission is stands above them."""

    def __init__(self, desk: Desk, keys: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._title = BoldLabel(TITLE)
        self._last = text_label()
        self.notice = NoticeBar(desk)
        self.states, self.sent = SentStates(desk), SentTable(desk, self)
        self.pack = PackPanel(desk, keys, self.notice)
        self.next = ApprovalStrip(desk, self.notice, self.pack.approval_request, edition=True)
        self.verify = VerifyPanel(
            desk, lambda: unlock_with(keys, passphrase=self.pack.secret.text())
        )
        panels = QWidget()
        row = QHBoxLayout(panels)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.pack, 3, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.verify, 2, Qt.AlignmentFlag.AlignTop)
        area = QScrollArea(widgetResizable=True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(panels)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 8, 8)
        heads = (self._title, self._last, self.next, self.states, self.sent)
        for part in (*heads, self.pack.failed, self.notice):
            column.addWidget(part)
        column.addWidget(area, 1)
        desk.written.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang, plan = self._desk.lang, self._desk.plan
        self._title.setText(lang(N_("Send and receive")))
        self.sent.retranslate()
        self.states.setVisible(not self.sent.rowCount())
        last = None if plan is None else last_edition(plan.all_of(Edition))
        if last is None or last.dated is None:
            self._last.setText(lang(N_("Nothing has been submitted from this plan yet.")))
            return
        said = N_("Last submission: number {number}, {date}. A receipt has not been opened here.")
        number = str(last.number)
        self._last.setText(lang(said, number=number, date=lang.date(last.dated)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
