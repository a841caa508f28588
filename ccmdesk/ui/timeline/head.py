"""The head of the time line: how much is seen, of which article, and whether as a table too."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from ccmdesk.model.state import Article
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.labels import TITLE, BoldLabel
from ccmdesk.ui.timeline.scale import Scale

HEIGHT = 44
_LETTERS = 12


class TimeHead(QWidget):
    """One row of choices; scale and table are remembered from day to day."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._title = BoldLabel(TITLE)
        self.scale, self.article = QComboBox(), QComboBox()
        self.table = QPushButton()
        self.table.setCheckable(True)
        self._articles: tuple[Article | None, ...] = ()
        short = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        for box in (self.scale, self.article):
            box.setSizeAdjustPolicy(short)
            box.setMinimumContentsLength(_LETTERS)
        for scale in Scale:
            self.scale.addItem("", scale)
        kept = [place for place, one in enumerate(Scale) if one.value == desk.state.timeline_scale]
        self.scale.setCurrentIndex(kept[0] if kept else 0)
        self.table.setChecked(desk.state.timeline_table)
        self._lay_out()
        self.scale.currentIndexChanged.connect(self._remember)
        self.table.toggled.connect(self._remember)
        self.article.currentIndexChanged.connect(self.changed)
        for box in (self.scale, self.article):
            box.currentTextChanged.connect(box.setToolTip)
        self.retranslate()

    @property
    def chosen_scale(self) -> Scale:
        """How much is seen at once."""
        scale: Scale = self.scale.currentData()
        return scale

    def shows(self, article: Article | None) -> bool:
        """Whether activities of *article* are shown."""
        place = self.article.currentIndex()
        return place <= 0 or self._articles[place - 1] is article

    def offer(self, articles: Iterable[Article | None]) -> None:
        """Offer the articles that have activities; one that has none any more is left."""
        found = tuple(dict.fromkeys(articles))
        place = self.article.currentIndex()
        kept = self._articles[place - 1] if place > 0 else ...
        self._articles = found
        with QSignalBlocker(self.article):
            self.article.clear()
            self.article.addItem("")
            self.article.addItems(["" for _ in found])
            self.article.setCurrentIndex(found.index(kept) + 1 if kept in found else 0)
        self.retranslate()

    def retranslate(self) -> None:
        """Say every word again."""
        lang = self._desk.lang
        self._title.setText(lang(C_("section", "Timeline")))
        for place, scale in enumerate(Scale):
            self.scale.setItemText(place, lang(scale.label))
        self.article.setItemText(0, lang(N_("All articles")))
        for place, article in enumerate(self._articles, start=1):
            label = C_("article", "No article named") if article is None else article.label
            self.article.setItemText(place, lang(label))
        self.table.setText(lang(N_("Show as table")))
        self.table.setToolTip(lang(N_("The rows of the chart in words, below it")))
        for box, name in (
            (self.scale, N_("How much of the years is seen")),
            (self.article, N_("Activities of which article")),
        ):
            box.setAccessibleName(lang(name))
            box.setToolTip(box.currentText())

    def _remember(self) -> None:
        self._desk.remember(
            timeline_scale=self.chosen_scale.value, timeline_table=self.table.isChecked()
        )
        self.changed.emit()

    def _lay_out(self) -> None:
        self.setMinimumHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addStretch(1)
        for part in (self.scale, self.article, self.table):
            row.addWidget(part)
