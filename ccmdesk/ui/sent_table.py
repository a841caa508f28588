"""How far each submission is: saved here, packed, receipt received; one row each."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ccmdesk.actions.time_words import day_here
from ccmdesk.db.receipts import ReceiptNote
from ccmdesk.lang.formats import DateStyle
from ccmdesk.lang.lang import Lang
from ccmdesk.model.edition import Edition
from ccmdesk.model.words import C_, N_
from ccmdesk.rules.locks import is_locked
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.records.two_line_header import TwoLineHeader

_HEADS = (
    C_("sent", "What"),
    C_("sent", "Saved here"),
    C_("sent", "Packed"),
    C_("sent", "Receipt received"),
)
_ROWS = 3
"""Rows that are seen at once; earlier submissions are scrolled to."""


class SentTable(QTableWidget):
    """The newest submission first; without any the table is hidden."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(0, len(_HEADS), parent)
        self._desk = desk
        self._came: dict[str, ReceiptNote] = {}
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setHorizontalHeader(TwoLineHeader(self))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.retranslate()

    def retranslate(self) -> None:
        """Say every row again, in the language of the window and of the plan as it is now."""
        lang, plan = self._desk.lang, self._desk.plan
        self.setAccessibleName(lang(N_("Submissions and how far they are")))
        self.setHorizontalHeaderLabels([lang(head) for head in _HEADS])
        sent = [] if plan is None else [one for one in plan.all_of(Edition) if is_locked(one)]
        notes = [] if plan is None else plan.store.packages.receipts()
        self._came = {note.manifest.hex(): note for note in notes}
        sent.sort(key=lambda one: -(one.number or 0))
        self.setRowCount(len(sent))
        for row, edition in enumerate(sent):
            for column, words in enumerate(self._told(lang, edition)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                self.setItem(row, column, item)
        self._fit(len(sent))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit(self.rowCount())  # headings in wider columns need fewer lines

    def _told(self, lang: Lang, edition: Edition) -> tuple[str, ...]:
        """Return what the four columns say; a state is always told in words."""
        what = lang(N_("Submission {number}"), number=str(edition.number))
        saved = lang(C_("sent", "saved"))
        plan, dated = self._desk.plan, edition.dated
        if plan is None or dated is None:
            return what, saved, "", ""
        day = lang.date(dated, style=DateStyle.MEDIUM)
        packed = lang(C_("sent", "packed {date}"), date=day)
        came = self._came.get(edition.manifest_code)
        if came is not None:
            moment = lang.date(day_here(came.received_at), style=DateStyle.MEDIUM)
            said = C_("sent", "received {date} by {name}, {office}")
            return (
                what,
                saved,
                packed,
                lang(said, date=moment, name=came.person, office=came.office),
            )
        days = max((plan.author.today - dated).days, 0)
        waiting = lang(C_("sent", "waiting since today"))
        if days:
            waiting = lang.ngettext("waiting for {n} day", "waiting for {n} days", days)
        return what, saved, packed, waiting

    def _fit(self, rows: int) -> None:
        height = self.fontMetrics().height() + 8
        self.verticalHeader().setDefaultSectionSize(height)
        self.setFixedHeight(
            self.horizontalHeader().sizeHint().height() + min(rows, _ROWS) * height + 4
        )
        self.setVisible(bool(rows))
