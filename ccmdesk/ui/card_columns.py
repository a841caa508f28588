"""Cards in columns: as many beside one another as have room for their lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

BETWEEN = 8
"""Pixels between two cards."""

_PLACES = 6
"""Columns of the grid: one, two or three cards share a row evenly."""


def room_for(figures: int, metrics: QFontMetrics) -> int:
    """Return how wide so many figures are; unlike letters they are of about one width everywhere.

    The average letter of a font with Han is twice as wide as what is written with it.
    """
    return figures * metrics.horizontalAdvance("0")


class CardColumns(QWidget):
    """Each card has the room of *figures* figures at least, and at *most* so many share a row."""

    def __init__(self, *, figures: int, most: int) -> None:
        super().__init__()
        self.most = most
        self._figures = figures
        self._cards: Sequence[QWidget] = ()
        self._grows: Callable[[QWidget], bool] = _none
        self._beside = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(BETWEEN)
        for column in range(_PLACES):
            self._grid.setColumnStretch(column, 1)

    def put(self, cards: Sequence[QWidget], *, grows: Callable[[QWidget], bool]) -> None:
        """Show these cards instead; *grows* tells which make use of more height."""
        for card in self._cards:
            self._grid.removeWidget(card)
        self._cards, self._grows = cards, grows
        self.arrange()

    @property
    def beside(self) -> int:
        """How many cards share a row now."""
        return self._beside

    def arrange(self) -> None:
        """Lay the cards out anew: their number, the size of the text or their height is another."""
        self._beside = self._fitting()
        for place, card in enumerate(self._cards):
            row = place // self._beside
            in_row = min(self._beside, len(self._cards) - row * self._beside)
            span = _PLACES // in_row
            self._grid.addWidget(card, row, (place % self._beside) * span, 1, span)
            card.show()
        self._share_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.LanguageChange, QEvent.Type.FontChange}:
            self._follow()

    def _follow(self) -> None:
        if self._cards and self._fitting() != self._beside:
            self.arrange()

    def _fitting(self) -> int:
        least = room_for(self._figures, self.fontMetrics())
        return min(max(self.width() // least, 1), self.most)

    def _share_height(self) -> None:
        """Give what height is left to the rows that grow, else to what is below all rows."""
        rows = range(0, len(self._cards), self._beside)
        growing = [any(map(self._grows, self._cards[n : n + self._beside])) for n in rows]
        for row in range(self._grid.rowCount() + 1):
            self._grid.setRowStretch(row, int(row < len(growing) and growing[row]))
        self._grid.setRowStretch(len(growing), int(not any(growing)))


def _none(_card: QWidget) -> bool:
    return False
