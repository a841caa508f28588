"""The legend: colour, pattern, mark and letter of each kind of area that is on the map."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ccmdesk.lang.lang import Lang
from ccmdesk.report.charts import Ink
from ccmdesk.report.documents.sections.area_map import LEGEND
from ccmdesk.ui.map.layer import put
from ccmdesk.ui.map.looks import MARK, OUTLINE, fill, mark
from ccmdesk.ui.records.flow import Flow

_LETTERS = {Ink.HATCHED: "S", Ink.SOLID: "C", Ink.OPEN: "( )", Ink.DOTTED: "?"}
_WIDE, _HIGH = 26, 18


class Sample(QWidget):
    """A mark and a filled box with its letter, as they are on the map."""

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self._ink = ink
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFixedSize(QSize(_WIDE + MARK + 4, _HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.drawPixmap(QPointF(0, (_HIGH - MARK) / 2), mark(self._ink))
        box = QRectF(MARK + 3, 0.5, _WIDE, _HIGH - 1)
        painter.setPen(QPen(OUTLINE, 1))
        painter.setBrush(fill(self._ink))
        painter.drawRect(box)
        put(painter, _LETTERS[self._ink], box.center(), ink=self._ink)
        painter.end()


class LegendLine(QWidget):
    """One entry for each ink of the paper's legend; those that are not on the map are left out."""

    def __init__(self) -> None:
        super().__init__()
        flow = Flow(self, gap=14)
        self.entries: dict[Ink, tuple[QWidget, QLabel]] = {}
        for _, ink in LEGEND:
            entry, words = QWidget(), QLabel()
            row = QHBoxLayout(entry)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(5)
            row.addWidget(Sample(ink))
            row.addWidget(words)
            flow.addWidget(entry)
            self.entries[ink] = entry, words
        self.outside = QLabel()
        flow.addWidget(self.outside)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_inks(self, inks: frozenset[Ink], *, outside: int, lang: Lang) -> None:
        """Say what is on the map, and how many areas lie outside the country."""
        for text, ink in LEGEND:
            entry, words = self.entries[ink]
            entry.setVisible(ink in inks)
            words.setText(lang(text))
        self.outside.setVisible(outside > 0)
        said = lang.ngettext(
            "! {n} area reaches outside the outline of the country",
            "! {n} areas reach outside the outline of the country",
            outside,
        )
        self.outside.setText(said if outside else "")
        self.updateGeometry()

    def words(self) -> list[str]:
        """Return what the legend says."""
        shown = [words.text() for entry, words in self.entries.values() if not entry.isHidden()]
        return [*shown, self.outside.text()] if not self.outside.isHidden() else shown
