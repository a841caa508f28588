"""One row of a form: a field over the whole width, or two short ones beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QGridLayout

from ccmdesk.ui.records.field_row import FieldRow

_GAP = 12
_HEAD_TO_EDITOR = 1


class FieldGrid(QGridLayout):
    """Two fields get half the width each, unless one needs more and the other can do with less."""

    def __init__(self, rows: Sequence[FieldRow]) -> None:
        super().__init__()
        self._rows = rows
        self._needs: list[int] | None = None
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(_GAP)
        self.setVerticalSpacing(_HEAD_TO_EDITOR)
        for place, row in enumerate(rows):
            self.addWidget(row.head, 0, place, Qt.AlignmentFlag.AlignBottom)
            for part in (row.editor, row.kept):
                self.addWidget(part, 1, place, Qt.AlignmentFlag.AlignTop)
            self.addWidget(row.below, 2, place, Qt.AlignmentFlag.AlignTop)
            self.setColumnStretch(place, 1)

    def setGeometry(self, rect: QRect) -> None:
        self._share(rect.width())
        super().setGeometry(rect)

    def heightForWidth(self, width: int) -> int:
        self._share(width)
        return super().heightForWidth(width)

    def invalidate(self) -> None:
        self._needs = None
        super().invalidate()

    def _share(self, width: int) -> None:
        """Divide *width* between the fields by what they hold now."""
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


def _needed(row: FieldRow) -> int:
    return max(row.head.usual_width(), row.editor.sizeHint().width())
