"""The baseline of a long list: all rows are loaded into a plain table model first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView
from sqlcipher3 import dbapi2

_ROWS = (
    "SELECT id, code, name, province, district, kind, status, size_m2"
    " FROM row_hazardous_area WHERE _deleted = 0 ORDER BY id"
)
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class AllRows(QAbstractTableModel):
    """What the columns of the areas hold, as the database gives it."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        con = dbapi2.connect(str(file))
        self._rows: list[tuple[Any, ...]] = con.execute(_ROWS).fetchall()
        con.close()

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self._rows[0]) - 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        value = self._rows[index.row()][index.column() + 1]
        return "" if value is None else str(value)


def plain_table(file: Path) -> QTableView:
    """Return a table of all areas in *file*."""
    table = QTableView()
    table.verticalHeader().hide()
    model = AllRows(file)
    model.setParent(table)
    table.setModel(model)
    return table
