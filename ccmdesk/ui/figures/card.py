"""One part of the figures of a section: its chart or the equal table, and lines below it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ccmdesk.lang.lang import Lang
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.words import N_
from ccmdesk.report.blocks import Table
from ccmdesk.report.charts import Chart
from ccmdesk.report.figures.part import FigureLine, Lead, Part
from ccmdesk.ui.card import LineList
from ccmdesk.ui.charts.chart_view import ChartView
from ccmdesk.ui.charts.figure_table import FigureTable
from ccmdesk.ui.charts.words import chart_font
from ccmdesk.ui.labels import BoldLabel, text_label
from ccmdesk.ui.offers import Offer
from ccmdesk.ui.records.flow import FlowBox

_SIDE = 11


class FigureCard(QFrame):
    """Shows a part; a chart and its table take the same place."""

    asked = Signal(object)
    """The Lead of the figure that was chosen."""

    def __init__(self, part: Part, *, lang: Lang, as_table: bool) -> None:
        super().__init__()
        self.part = part
        self._lang = lang
        self.buttons: list[QPushButton] = []
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.chart: ChartView | None = None
        self.table: FigureTable | None = None
        self.lines = LineList()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 4, 1, 5)
        self._column.setSpacing(2)
        self._lay_out()
        self.show_as(as_table=as_table)

    def show_as(self, *, as_table: bool) -> None:
        """Show the table instead of the chart or the lines, or these again.

        The table is built when it is first shown; without chart and lines it always is.
        """
        drawn = self.part.drawn
        if drawn is None:
            return
        instead = self.chart or (self.lines if self.part.lines else None)
        is_shown = as_table or instead is None
        if is_shown and self.table is None:
            self._build_table(drawn.table)
        if self.table is not None:
            self.table.setVisible(is_shown)
        if instead is not None:
            instead.setVisible(not as_table)

    def take_focus(self) -> bool:
        """Put the focus on what leads on; False when nothing here does."""
        parts = (self.chart, self.table, self.lines, *self.buttons)
        for part in parts:
            if part is not None and part.isVisibleTo(self):
                part.setFocus()
                return True
        return False

    def _lay_out(self) -> None:
        part = self.part
        head = BoldLabel()
        head.setWordWrap(True)
        head.setText(part.title)
        self._add(head)
        if part.drawn is not None and part.drawn.chart is not None:
            self._draw(part.drawn.chart, part.drawn.told)
        self._place = self._add(None, stretch=int(self.grows))
        for said in part.says:
            self._say(said)
        self._column.addWidget(self.lines)
        self.lines.setAccessibleName(part.title)
        self.lines.found.put([self._offer(line) for line in part.lines])
        self.lines.setVisible(bool(part.lines))
        self._offer_kinds()
        for note in part.notes:
            self._say(note)
        if not self.grows:
            self._column.addStretch(1)

    @property
    def grows(self) -> bool:
        """Whether it makes use of more height."""
        return self.chart is not None and not self.chart.is_level

    def _draw(self, chart: Chart, told: tuple[str, ...]) -> None:
        self.chart = ChartView()
        self.chart.show_chart(chart, told)
        self.chart.chosen.connect(self._follow)
        self._add(self.chart, stretch=int(self.grows))

    def _build_table(self, table: Table) -> None:
        self.table = FigureTable()
        self.table.show_table(table)
        self.table.chosen.connect(self._follow)
        self._place.addWidget(self.table)

    def _say(self, text: str) -> None:
        label = text_label(muted=True)
        label.setFont(chart_font(label.font()))
        label.setText(text)
        self._add(label)

    def _add(self, part: QWidget | None, *, stretch: int = 0) -> QVBoxLayout:
        """Add a line of the card; without a *part* it is kept for one that comes later."""
        box = QVBoxLayout()
        box.setContentsMargins(_SIDE, 0, _SIDE, 0)
        if part is not None:
            box.addWidget(part)
        self._column.addLayout(box, stretch)
        return box

    def _offer_kinds(self) -> None:
        """Add a button for each kind of record whose figures are missing."""
        box = FlowBox()
        for kind in self.part.enter:
            button = QPushButton()
            said = self._lang(N_("Enter next: {records}"), records=self._lang(BY_RECORD[kind].many))
            button.setText(said.replace("&", "&&"))
            button.setAutoDefault(True)
            button.clicked.connect(partial(self.asked.emit, Lead(kind)))
            self.buttons.append(button)
            box.add(button)
        if self.buttons:
            self._add(box)

    def _offer(self, line: FigureLine) -> Offer:
        return Offer(line.text, line.figure, partial(self.asked.emit, line.lead))

    def _follow(self, index: int) -> None:
        drawn = self.part.drawn
        if drawn is not None:
            lead: Lead = drawn.behind[index]
            self.asked.emit(lead)
