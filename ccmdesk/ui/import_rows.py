"""What is wrong in the rows of an import, as a table: sheet, row, column, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ccmdesk.exchange.import_plan import ImportPlan
from ccmdesk.model.words import C_, Message
from ccmdesk.ui.desk import Desk

_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_HEADS = (
    C_("import", "Sheet"),
    C_("import", "Row"),
    C_("import", "Column"),
    C_("import", "What is wrong, and what would be accepted"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One fault of one row, or one notice about a whole sheet (without a row)."""

    sheet: str
    row: int | None
    column: str
    says: Message


def lines_of(found: ImportPlan) -> list[Line]:
    """Return every notice and every fault, in the order of the files."""
    lines = [Line(each.sheet, None, each.column, each.says) for each in found.notices]
    for row in found.refused:
        for fault in row.faults:
            column = " ".join(part for part in (fault.column, fault.heading) if part)
            lines.append(Line(row.sheet, row.row, column, fault.says))
    return lines


class FaultTable(QAbstractTableModel):
    """Words are made when a line is shown, so ten thousand faults cost nothing."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lines: list[Line] = []

    def put(self, found: ImportPlan | None) -> None:
        """Show the faults of another import."""
        self.beginResetModel()
        self._lines = [] if found is None else lines_of(found)
        self.endResetModel()

    def announce(self) -> None:
        """Say that the language is another."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(_HEADS) - 1)
        last = self.index(self.rowCount() - 1, len(_HEADS) - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        if role not in {_Role.DisplayRole, _Role.ToolTipRole}:
            return None
        line, lang = self._lines[index.row()], self._desk.lang
        row = "" if line.row is None else lang.number(line.row)
        return (line.sheet, row, line.column, lang.say(line.says))[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        told = role in {_Role.DisplayRole, _Role.ToolTipRole}
        if orientation == Qt.Orientation.Horizontal and told:
            return self._desk.lang(_HEADS[section])
        return None
