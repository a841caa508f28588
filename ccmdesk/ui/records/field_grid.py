"""One row of a form: a field over the whole width, or two short ones beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtWidgets import QGridLayout

from ccmdesk.ui.records.field_row import FieldRow

_GAP = 12
_HEAD_TO_EDITOR = 1
_LINES = 4
"""Head, editor and what is told below it; the last parts a field from the one below."""


class FieldGrid(QGridLayout):
    """Two fields get half the width each, unless one needs more and the other can do with less.

    Where both have no room beside each other, the second stands below the first.
    """

    def __init__(self, rows: Sequence[FieldRow]) -> None:
        super().__init__()
        self._rows = rows
        self._needs: list[int] | None = None
        self._least: list[int] | None = None
        self._stacked = False
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(_GAP)
        self.setVerticalSpacing(_HEAD_TO_EDITOR)
        self._put()

    def minimumSize(self) -> QSize:
        return QSize(max(self._widths(), default=0), super().minimumSize().height())

    def setGeometry(self, rect: QRect) -> None:
        self._share(rect.width())
        super().setGeometry(rect)
        if self._has_no_room(rect.width()) is not self._stacked:
            QTimer.singleShot(0, self, self._turn)  # nothing may move while Qt lays out

    def heightForWidth(self, width: int) -> int:
        self._share(width)
        return super().heightForWidth(width)

    def invalidate(self) -> None:
        self._needs = self._least = None
        super().invalidate()

    def _turn(self) -> None:
        """Put the fields below each other, or beside each other again."""
        if self._has_no_room(self.geometry().width()) is not self._stacked:
            self._stacked = not self._stacked
            self._put()

    def _has_no_room(self, width: int) -> bool:
        return width < sum(self._widths()) + _GAP * (len(self._rows) - 1)

    def _put(self) -> None:
        for place, row in enumerate(self._rows):
            line, column = (place * _LINES, 0) if self._stacked else (0, place)
            for part, below, side in (
                (row.head, 0, Qt.AlignmentFlag.AlignBottom),
                (row.editor, 1, Qt.AlignmentFlag.AlignTop),
                (row.kept, 1, Qt.AlignmentFlag.AlignTop),
                (row.below, 2, Qt.AlignmentFlag.AlignTop),
            ):
                self.removeWidget(part)
                self.addWidget(part, line + below, column, side)
            self.setColumnStretch(place, 0 if self._stacked and place else 1)
            if place:
                self.setRowMinimumHeight(place * _LINES - 1, _GAP if self._stacked else 0)

    def _widths(self) -> list[int]:
        """Return how narrow each field may become."""
        if self._least is None:
            self._least = [_least(row) for row in self._rows]
        return self._least

    def _share(self, width: int) -> None:
        """Divide *width* between the fields by what they hold now."""
        if self._stacked:
            return
        needed = self._needs
        if needed is None:
            needed = self._needs = [_needed(row) for row in self._rows]
        whole = max(width - _GAP * (len(needed) - 1), len(needed))
        for place, wide in enumerate(shares(needed, whole)):
            if self.columnStretch(place) != wide:
                self.setColumnStretch(place, wide)


def shares(needed: Sequence[int], whole: int) -> list[int]:
    """Return equal parts of *whole*, but more for the one that needs it when the other does not."""
    part = whole // len(needed)
    over = [wide for wide in needed if wide > part]
    if len(needed) == 1 or len(over) != 1:
        return [part] * len(needed)
    most = min(over[0], whole - sum(wide for wide in needed if wide <= part))
    return [most if wide > part else whole - most for wide in needed]


def _least(row: FieldRow) -> int:
    """Return how narrow a field may become; one that is hidden needs nothing."""
    shown = [part for part in (row.head, row.editor, row.kept) if not part.isHidden()]
    return max((part.minimumSizeHint().width() for part in shown), default=0)


def _needed(row: FieldRow) -> int:
    return max(row.head.usual_width(), row.editor.sizeHint().width())
