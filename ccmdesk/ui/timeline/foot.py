"""What is told of the current row: the activity, and what slips without each of its needs."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from ccmdesk.model.words import N_
from ccmdesk.rules.time_line import Lane
from ccmdesk.ui.card import LineList
from ccmdesk.ui.offers import Offer
from ccmdesk.ui.records.elided import ElidedLabel
from ccmdesk.ui.timeline.canvas import bold
from ccmdesk.ui.timeline.words import Words

_LINES = 2
_AROUND = 8


class TimeFoot(QFrame):
    """A line for each need; following one opens it."""

    need_opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._head, self._none, self._standing = ElidedLabel(), ElidedLabel(), QLabel()
        self.list = LineList()
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 4, 1, 4)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(10, 0, 10, 0)
        top.addWidget(self._head, 1)
        top.addWidget(self._standing)
        column.addLayout(top)
        self._none.setContentsMargins(10, 0, 10, 0)
        column.addWidget(self._none)
        column.addWidget(self.list)
        column.addStretch(1)

    def tell(self, lane: Lane | None, words: Words) -> None:
        """Tell of *lane*; without one say how to begin."""
        lang = words.show.lang
        for label in (self._head, self._standing):
            label.setFont(bold(self.font()))
        self._standing.setText("" if lane is None else words.progress(lane))
        self.list.setAccessibleName(lang(N_("What slips without support")))
        if lane is None:
            self._say(lang(N_("Choose an activity to see what it waits for.")), "", [])
            return
        offers = [
            Offer(says, words.need_state(need), partial(self.need_opened.emit, need.id))
            for need, says in words.sentences(lane)
        ]
        self._say(words.head(lane), lang(N_("No need hangs on this activity.")), offers)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _say(self, head: str, none: str, offers: list[Offer]) -> None:
        self._head.setText(head)
        self._none.setText(none)
        self._none.setVisible(not offers)
        self.list.setVisible(bool(offers))
        self.list.found.put(offers)
        self._fit()

    def _fit(self) -> None:
        """Keep one height for all rows, so that the chart above never jumps."""
        line = QFontMetrics(self.font()).height()
        self.setFixedHeight((_LINES + 1) * line + 3 * _AROUND)
        self.list.setFixedHeight(_LINES * line + _AROUND)
