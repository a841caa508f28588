"""Records seen together in parts, each part below its title: the model of a board."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from ccmdesk.ui.two_columns import LOOK, Look

Index = QModelIndex | QPersistentModelIndex
ALARM = Qt.ItemDataRole.UserRole + 10
"""Whether a cell tells of something late or missing; its words say so too."""

_ROOT = QModelIndex()
_Role = Qt.ItemDataRole
_PART = 0
FIGURE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute


@dataclass(frozen=True, slots=True)
class Row:
    """One line; *record* is (kind, id) of what it opens. One with *whole* has a single cell."""

    key: Hashable
    cells: tuple[str, ...]
    record: tuple[type[Any], UUID]
    alarm: int | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines below a title; *key* stays the same when the title is said again."""

    key: Hashable
    title: str
    rows: tuple[Row, ...]


class BoardModel(QAbstractItemModel):
    """Two levels: parts and their rows; an index of a row knows its part by its inner number."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.parts: Sequence[Part] = ()
        self._headings: tuple[str, ...] = ()
        self.figures: int | None = None
        """The column of numbers, if there is one."""

    def show(self, headings: tuple[str, ...], parts: Sequence[Part]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._headings, self.parts = headings, parts
        self.endResetModel()

    def row_at(self, index: Index) -> Row | None:
        """Return the line of an index, None for a title."""
        if not index.isValid() or index.internalId() == _PART:
            return None
        return self.parts[index.internalId() - 1].rows[index.row()]

    def index_of(self, key: Hashable) -> QModelIndex:
        """Return the index of the line with *key*, an invalid one when it is gone."""
        for number, part in enumerate(self.parts):
            for place, row in enumerate(part.rows):
                if row.key == key:
                    return self.createIndex(place, 0, number + 1)
        return QModelIndex()

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        part = parent.row() + 1 if parent.isValid() else _PART
        rows = self.parts[part - 1].rows if part else self.parts
        if not (0 <= row < len(rows) and 0 <= column < len(self._headings)):
            return QModelIndex()
        return self.createIndex(row, column, part)

    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or index.internalId() == _PART:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _PART)

    def rowCount(self, parent: Index = _ROOT) -> int:
        if not parent.isValid():
            return len(self.parts)
        is_part = parent.internalId() == _PART and parent.column() == 0
        return len(self.parts[parent.row()].rows) if is_part else 0

    def columnCount(self, _parent: Index = _ROOT) -> int:
        return len(self._headings)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return self._title(index, role)
        cell = row.cells[index.column()] if index.column() < len(row.cells) else ""
        match role:
            case _Role.DisplayRole | _Role.ToolTipRole:
                return cell
            case _Role.AccessibleTextRole:
                return self._told(row) if index.column() == 0 else cell
            case _ if role == ALARM:
                return row.alarm == index.column()
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        told = {_Role.DisplayRole, _Role.ToolTipRole}
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _Role.TextAlignmentRole and section == self.figures:
            return FIGURE | Qt.AlignmentFlag.AlignVCenter
        return self._headings[section] if role in told else None

    def _title(self, index: Index, role: int) -> Any:
        if not index.isValid() or index.column():
            return None
        match role:
            case _Role.DisplayRole | _Role.AccessibleTextRole:
                return self.parts[index.row()].title
            case _Role.FontRole:
                font = QFont()
                font.setBold(True)
                return font
            case _ if role == LOOK:
                return Look.TITLE
        return None

    def _told(self, row: Row) -> str:
        """Return the whole line for a screen reader: each cell behind its heading."""
        if row.whole:
            return row.cells[0]
        pairs = zip(self._headings[1:], row.cells[1:], strict=True)
        return "; ".join([row.cells[0], *(f"{head}: {cell}" for head, cell in pairs if cell)])
