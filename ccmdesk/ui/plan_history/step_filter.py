"""Which steps of the history are shown: by whom, of what sort, and of which day."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from ccmdesk.db.steps import StepQuery
from ccmdesk.lang.parse import parse_date
from ccmdesk.model.change import StepKind
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.editors.dates import DateLine
from ccmdesk.ui.records.flow import Flow

_LETTERS = 12


class StepFilter(QWidget):
    """Three choices in a row; *asked* is emitted when another list is wanted."""

    asked = Signal()

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__()
        self._plan = plan
        self.person, self.sort = QComboBox(), QComboBox()
        self.day = DateLine(plan)
        self.error = QLabel()
        self.error.setForegroundRole(QPalette.ColorRole.BrightText)
        self.clear_button = QPushButton()
        self._labels = {part: QLabel() for part in (self.person, self.sort, self.day)}
        row = Flow(self)
        for part, label in self._labels.items():
            label.setBuddy(part)
            row.addWidget(_together(label, part))
        row.addWidget(self.error)
        row.addWidget(self.clear_button)
        for choice in (self.person, self.sort):
            short = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            choice.setSizeAdjustPolicy(short)
            choice.setMinimumContentsLength(_LETTERS)
            choice.currentIndexChanged.connect(self._ask)
        self.day.line.editingFinished.connect(self._ask)
        self.day.decided.connect(self._ask)
        self.clear_button.clicked.connect(self.clear)
        self.retranslate()

    def query(self) -> StepQuery:
        """Return what is asked for; a day that cannot be read asks for every day."""
        day = self._day()
        since = None if day is None else dt.datetime.combine(day, dt.time()).astimezone()
        return StepQuery(
            by=self.person.currentData(),
            does=self.sort.currentData(),
            since=since,
            until=None if since is None else since + dt.timedelta(days=1),
        )

    def is_open(self) -> bool:
        """Whether every step is asked for."""
        return self.query() == StepQuery()

    def show_people(self, names: list[str]) -> None:
        """Offer these names; the choice stays where it can."""
        before = self.person.currentData()
        with QSignalBlocker(self.person):
            self.person.clear()
            self.person.addItem(self._plan.lang(N_("Everyone")), None)
            for name in names:
                self.person.addItem(name, name)
            self.person.setCurrentIndex(max(self.person.findData(before), 0))

    def clear(self) -> None:
        """Ask for every step again."""
        for choice in (self.person, self.sort):
            with QSignalBlocker(choice):
                choice.setCurrentIndex(0)
        self.day.line.setText("")
        self._ask()

    def retranslate(self) -> None:
        """Say the texts again in the language of the window; what is chosen stays."""
        lang = self._plan.lang
        names = (lang(N_("Who")), lang(N_("What")), lang(N_("Day")))
        for (part, label), name in zip(self._labels.items(), names, strict=True):
            label.setText(name)
            part.setAccessibleName(name)
        self.day.line.setAccessibleName(names[2])
        self.day.retranslate()
        self.clear_button.setText(lang(N_("Show every step")))
        self._say_sorts()
        self.show_people([self.person.itemData(n) for n in range(1, self.person.count())])
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _say_sorts(self) -> None:
        lang, before = self._plan.lang, self.sort.currentData()
        with QSignalBlocker(self.sort):
            self.sort.clear()
            self.sort.addItem(lang(N_("Everything")), None)
            for does in StepKind:
                self.sort.addItem(lang(does.label), does.value)
            self.sort.setCurrentIndex(max(self.sort.findData(before), 0))

    def _day(self) -> dt.date | None:
        text = self.day.text()
        try:
            return parse_date(text) if text else None
        except Problem:
            return None

    def _ask(self) -> None:
        self._say()
        self.asked.emit()

    def _say(self) -> None:
        wrong = bool(self.day.text()) and self._day() is None
        told = self._plan.lang(N_("Type the day as 2026-12-31.")) if wrong else ""
        self.error.setText(told)
        self.error.setVisible(wrong)
        self.day.line.setAccessibleDescription(told)
        self.clear_button.setEnabled(not self.is_open())


def _together(label: QLabel, part: QWidget) -> QWidget:
    """Return a choice with its name before it, which stay in one line."""
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(label)
    row.addWidget(part)
    return both
