"""Headings of a table in up to two lines, cut short only where two do not hold them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader, QWidget

from ccmdesk.ui.two_columns import in_lines

_AROUND = 22
_ABOVE_AND_BELOW = 8
_ROUNDING = 2
_RIGHT = Qt.AlignmentFlag.AlignRight
LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
"""Headings stand above what they name, not over the middle of a wide column."""

_PAD = "\N{NO-BREAK SPACE}" * 2
"""Qt leaves other blanks at the end of a line out."""


class TwoLineHeader(QHeaderView):
    """As high as its longest heading needs, with room for the arrow of a sorted column."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._broken: dict[tuple[str, int], str] = {}
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setDefaultAlignment(LEADING)
        self.setHighlightSections(False)

    def setSelectionModel(self, _shared: QItemSelectionModel) -> None:
        """Keep apart from what is selected in the table.

        The headings do not show it, and Qt would ask each row of a long list for each of them.
        """
        super().setSelectionModel(QItemSelectionModel(self.model(), self))

    def least_width(self, column: int) -> int:
        """Return how narrow a column may be with its heading whole in two lines."""
        return width_in_two(self._heading(column), self.fontMetrics()) + _AROUND + _ROUNDING

    def whole_width(self, column: int) -> int:
        """Return how wide a column is with its heading in one line."""
        return self.fontMetrics().horizontalAdvance(self._heading(column)) + _AROUND + _ROUNDING

    def sizeHint(self) -> QSize:
        lines = max((self._lines(n).count("\n") + 1 for n in range(self.count())), default=1)
        usual = super().sizeHint()
        return QSize(usual.width(), lines * self.fontMetrics().lineSpacing() + _ABOVE_AND_BELOW)

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, logical: int) -> None:
        super().initStyleOptionForIndex(option, logical)
        whole: Any = option
        text = self._lines(logical)
        whole.text = self._apart(text) if whole.textAlignment & _RIGHT else text

    def _heading(self, column: int) -> str:
        model = self.model()
        return str(model.headerData(column, Qt.Orientation.Horizontal) or "") if model else ""

    def _apart(self, text: str) -> str:
        """Keep a heading over numbers away from that of the words which stand to their right."""
        rtl = self.isRightToLeft()
        return "\n".join(_PAD + line if rtl else line + _PAD for line in text.split("\n"))

    def _lines(self, column: int) -> str:
        """Return a heading in its lines, which Qt asks for ten times while it lays a page out."""
        room, text = max(self.sectionSize(column) - _AROUND, 1), self._heading(column)
        if (text, room) not in self._broken:
            self._broken[text, room] = in_lines(text, self.font(), room, lines=2)
        return self._broken[text, room]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.LanguageChange}:
            self._broken.clear()


def width_in_two(text: str, metrics: QFontMetrics) -> int:
    """Return how wide two lines of *text* are when it is parted at the best blank."""
    words = text.split()
    wide = metrics.horizontalAdvance
    parted = [
        max(wide(" ".join(words[:place])), wide(" ".join(words[place:])))
        for place in range(1, len(words))
    ]
    return min([wide(text), *parted])
