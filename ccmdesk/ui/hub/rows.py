"""The rows of one table of the hub as a model: finished words, however many rows there are."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ccmdesk.actions.hub.screen import ScreenTable

_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_NUMBER = (
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
)
_TEXT = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


class HubRows(QAbstractTableModel):
    """Shows one table at a time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.table: ScreenTable | None = None

    def put(self, table: ScreenTable) -> None:
        """Show another table."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() or self.table is None else len(self.table.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() or self.table is None else len(self.table.head)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        if self.table is None:
            return None
        text = self.table.rows[index.row()][index.column()]
        match role:
            case _Role.DisplayRole | _Role.ToolTipRole:
                return text
            case _Role.AccessibleTextRole:
                head = self.table.head[index.column()]
                return " – ".join(part for part in (head, text) if part)
            case _Role.TextAlignmentRole:
                return _NUMBER if index.column() in self.table.numbers else _TEXT
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if self.table is None or orientation is not Qt.Orientation.Horizontal:
            return None
        match role:
            case _Role.DisplayRole | _Role.ToolTipRole:
                return self.table.head[section]
            case _Role.TextAlignmentRole:
                return _NUMBER if section in self.table.numbers else _TEXT
        return None
