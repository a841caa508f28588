"""A title and what stands beside it: in a second line where both have no room in one."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QWidget

from ccmdesk.ui.refitted import Refitted

_Way = QBoxLayout.Direction


class TitleRow(Refitted):
    """The first *beside* the title takes the room that is left."""

    def __init__(self, title: QLabel, *beside: QWidget) -> None:
        super().__init__()
        self._title, self._parts = title, (title, *beside)
        self._row, rest = QHBoxLayout(self), QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(title)
        self._row.addLayout(rest, 1)
        for place, part in enumerate(beside):
            rest.addWidget(part, 0 if place else 1)
        rest.addStretch(0)

    def fit(self) -> None:
        shown = [_wish(part) for part in self._parts if not part.isHidden()]
        needed = sum(shown) + self._row.spacing() * (len(shown) - 1)
        fits = needed <= self.width()
        self._row.setDirection(_Way.LeftToRight if fits else _Way.TopToBottom)
        if self._title.wordWrap() is fits:  # Qt would lay out again and again
            self._title.setWordWrap(not fits)


def _wish(part: QWidget) -> int:
    """Return how wide *part* is in one line, also where it is broken into several now."""
    if isinstance(part, QLabel) and part.wordWrap():
        return part.fontMetrics().horizontalAdvance(part.text())
    return part.sizeHint().width()
