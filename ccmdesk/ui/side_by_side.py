"""Two columns, the second below the first where both have no room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QStyle

from ccmdesk.ui.refitted import Refitted

_BETWEEN = 14
_Way = QBoxLayout.Direction


class SideBySide(Refitted):
    """Nobody has to scroll sideways, however long the words and large the letters are."""

    def __init__(self, first: QLayout, second: QLayout) -> None:
        super().__init__()
        self._parts = (first, second)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_BETWEEN)
        self._row.addLayout(first, 3)
        self._row.addLayout(second, 2)

    def minimumSizeHint(self) -> QSize:
        wide = max(part.minimumSize().width() for part in self._parts)
        return QSize(wide, super().minimumSizeHint().height())

    def fit(self) -> None:
        """Put the second below the first, or beside it again when a scroll bar has room too.

        Without that bar counted, columns that are shorter beside each other would come and go.
        """
        least = sum(part.minimumSize().width() for part in self._parts) + _BETWEEN
        if self._row.direction() == _Way.TopToBottom:
            least += self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        fits = least <= self.width()
        self._row.setDirection(_Way.LeftToRight if fits else _Way.TopToBottom)
