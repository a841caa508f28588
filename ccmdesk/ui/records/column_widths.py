"""How wide the user has made the columns of each list."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

Widths = Mapping[str, int]
"""Pixels by the name of a column."""


class ColumnWidths(QObject):
    """The widths by the stored name of a kind; a list without any fits its columns by itself."""

    changed = Signal()
    forgotten = Signal()

    def __init__(self, kept: Mapping[str, Widths], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept = dict(kept)

    @property
    def kept(self) -> Mapping[str, Widths]:
        """The widths of all lists, to be remembered."""
        return dict(self._kept)

    def of(self, kind: str) -> Widths:
        """Return the widths of the list of *kind*; nothing when the user has not set any."""
        return self._kept.get(kind, {})

    def keep(self, kind: str, widths: Widths) -> None:
        """Keep how wide the columns of the list of *kind* are now."""
        self._kept[kind] = dict(widths)
        self.changed.emit()

    def forget(self, *kinds: str) -> None:
        """Let the lists of *kinds*, without any those of all kinds, fit their columns again."""
        for kind in kinds or tuple(self._kept):
            self._kept.pop(kind, None)
        self.changed.emit()
        self.forgotten.emit()
