"""The list of the tables of the hub, beside the one that is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from ccmdesk.actions.hub.screen import ScreenTable

_ANCHOR = Qt.ItemDataRole.UserRole


class PartsList(QListWidget):
    """Stays on the table that is shown, whatever is read anew."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def put(self, tables: Sequence[ScreenTable]) -> None:
        """List the tables anew, without a signal."""
        item = self.currentItem()
        shown = None if item is None else item.data(_ANCHOR)
        self.blockSignals(True)
        self.clear()
        for table in tables:
            item = QListWidgetItem(table.title, self)
            item.setToolTip(table.title)
            item.setData(_ANCHOR, table.anchor)
        self.blockSignals(False)
        places = [place for place, table in enumerate(tables) if table.anchor == shown]
        self.setCurrentRow(places[0] if places else 0)

    def show_part(self, anchor: str) -> None:
        """Choose a table by its short name."""
        for row in range(self.count()):
            if self.item(row).data(_ANCHOR) == anchor:
                self.setCurrentRow(row)
