"""The head of the map: its title, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ccmdesk.model.words import C_, N_
from ccmdesk.ui.labels import TITLE, BoldLabel
from ccmdesk.ui.map.choices import LayersButton
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.flow import Flow


class MapHead(QWidget):
    """One line of buttons; they go on in a second one where the language needs it."""

    fit_asked = Signal()
    zoom_asked = Signal(int)
    borders_hidden = Signal(bool)
    table_asked = Signal(bool)

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__()
        self._plan = plan
        self.title = BoldLabel(TITLE)
        self.layers = LayersButton(plan)
        self.fit, self.nearer, self.farther = QPushButton(), QPushButton("+"), QPushButton("−")
        self.borders, self.table = QPushButton(), QPushButton()
        self.borders.setCheckable(True)
        self.table.setCheckable(True)
        self.fit.clicked.connect(self.fit_asked)
        self.nearer.clicked.connect(lambda: self.zoom_asked.emit(1))
        self.farther.clicked.connect(lambda: self.zoom_asked.emit(-1))
        self.borders.toggled.connect(self.borders_hidden)
        self.table.toggled.connect(self.table_asked)
        for button in (self.nearer, self.farther):
            button.setFixedWidth(36)
        buttons = QWidget()
        flow = Flow(buttons)
        for button in self._buttons():
            flow.addWidget(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 2)
        row.setSpacing(14)
        row.addWidget(self.title)
        row.addWidget(buttons, 1)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again."""
        lang = self._plan.lang
        self.title.setText(lang(C_("section", "Map")))
        self.layers.retranslate()
        for button, words, hint in (
            (self.fit, C_("map", "Whole country"), N_("Show the whole country (F)")),
            (self.borders, C_("map", "Hide borders"), N_("Draw all land alike, without lines")),
            (self.table, C_("map", "Show as table"), N_("The same areas as rows of a table")),
        ):
            button.setText(lang(words))
            button.setToolTip(lang(hint))
        for button, hint in (
            (self.nearer, N_("Nearer (+)")),
            (self.farther, N_("Farther (−)")),
        ):
            button.setAccessibleName(lang(hint))
            button.setToolTip(lang(hint))

    def allow_moving(self, allowed: bool) -> None:  # noqa: FBT001 - a Qt setter
        """Grey what moves the map while the table stands in its place."""
        for button in (self.fit, self.nearer, self.farther, self.borders):
            button.setEnabled(allowed)

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.layers, self.fit, self.nearer, self.farther, self.borders, self.table
