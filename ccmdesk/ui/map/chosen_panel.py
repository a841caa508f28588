"""Below the list: the chosen area in words with what can be done; while drawing, what to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ccmdesk.model.words import C_, N_, Message
from ccmdesk.ui.direction import directed
from ccmdesk.ui.labels import BoldLabel, text_label
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.flow import Flow

_MOST_FAULTS = 3
_LEAST_SEEN = 120


class ChosenPanel(QWidget):
    """Two buttons and some lines of text, which change when an outline is drawn."""

    open_asked = Signal()
    draw_asked = Signal()
    save_asked = Signal()
    leave_asked = Signal()

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__()
        self._plan = plan
        self._drawing = False
        self.title, self.facts = BoldLabel(), text_label()
        self.title.setWordWrap(True)
        self.first, self.second = QPushButton(), QPushButton()
        self.first.clicked.connect(self._do_first)
        self.second.clicked.connect(self._do_second)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        self._room = QScrollArea(widgetResizable=True)
        self._room.setFrameShape(QFrame.Shape.NoFrame)
        self._room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._room.setWidget(self.facts)
        column.addWidget(self._room, 1)
        buttons = QWidget()
        row = Flow(buttons)
        row.addWidget(self.first)
        row.addWidget(self.second)
        column.addWidget(buttons)
        column.addStretch(0)

    def show_area(self, title: str, facts: str, *, has_outline: bool) -> None:
        """Say what is chosen; without a title nothing is."""
        lang, self._drawing = self._plan.lang, False
        self.title.setVisible(bool(title))
        self.title.setText(directed(title, self.layoutDirection()))
        usual = lang(N_("Choose an area in the list or on the map."))
        self.facts.setText(directed(facts, self.layoutDirection()) if title else usual)
        self.first.setText(lang(N_("Open the form")))
        draw = C_("map", "Correct the outline") if has_outline else C_("map", "Draw the outline")
        self.second.setText(lang(draw))
        self._enable(first=bool(title), second=bool(title))

    def show_pin(self, title: str) -> None:
        """Say which other record is chosen; it has no outline to draw."""
        self.show_area(title, self._plan.lang(N_("Where it lies")), has_outline=False)
        self._enable(first=True, second=False)

    def show_empty(self) -> None:
        """Say what goes here, and lead to where it is typed."""
        lang, self._drawing = self._plan.lang, False
        self.title.setVisible(False)
        how = N_("No area is on the map yet. Open one and type its position.")
        self.facts.setText(lang(how))
        self.first.setText(lang(N_("Hazardous areas")))
        self.second.setText(lang(C_("map", "Draw the outline")))
        self._enable(first=True, second=False)

    def show_drawing(self, title: str, count: int, faults: Sequence[Message]) -> None:
        """Say how to draw, and what is wrong with what is drawn so far."""
        lang, self._drawing = self._plan.lang, True
        self.title.setVisible(True)
        self.title.setText(directed(title, self.layoutDirection()))
        told = [lang.say(fault) for fault in faults[:_MOST_FAULTS]]
        how = N_(
            "Click: new point. Drag: move a point. Delete: remove it. Page Down: next point."
            " Shift and arrows: move it. Insert: new point in the middle. Esc: leave all as it was."
        )
        points = lang.ngettext("{n} point", "{n} points", count)
        self.facts.setText("\n".join([lang(how), points, *told]))
        self.first.setText(lang(C_("map", "Save the outline")))
        self.second.setText(lang(C_("map", "Leave without change")))
        self._enable(first=count > 0, second=True)

    def _enable(self, *, first: bool, second: bool) -> None:
        self.first.setEnabled(first)
        self.second.setEnabled(second)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the text its height; large letters in a low window are scrolled."""
        high = self.facts.heightForWidth(max(self.width(), 1))
        self._room.setMinimumHeight(min(high, _LEAST_SEEN))
        self._room.setMaximumHeight(high)

    def _do_first(self) -> None:
        (self.save_asked if self._drawing else self.open_asked).emit()

    def _do_second(self) -> None:
        (self.leave_asked if self._drawing else self.draw_asked).emit()
