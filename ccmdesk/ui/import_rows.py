"""What is wrong in the rows of an import, as a table in which the cells can be mended."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ccmdesk.actions.import_tables import Preview
from ccmdesk.exchange.tables import Mend, cell_text
from ccmdesk.model.words import C_, Message
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.records.editors.lines import WordLine

_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
HELD = C_("import", "In the cell")
_HEADS = (
    C_("import", "Sheet"),
    C_("import", "Row"),
    C_("import", "Column"),
    HELD,
    C_("import", "What is wrong, and what would be accepted"),
)
IN_THE_CELL = 3
"""The column with what the cell holds, which can be typed over."""


@dataclass(frozen=True, slots=True)
class Line:
    """One fault of one row, or one notice about a whole sheet (without a row).

    *cell* is what the cell at fault holds, with its place; None when it is no single cell.
    """

    sheet: str
    row: int | None
    column: str
    says: Message
    cell: Mend | None = None


def lines_of(found: Preview) -> list[Line]:
    """Return every notice and every fault, in the order of the files."""
    lines = [Line(each.sheet, None, each.column, each.says) for each in found.plan.notices]
    for row in found.plan.refused:
        for fault in row.faults:
            column = " ".join(part for part in (fault.column, fault.heading) if part)
            cell = _cell(found, row.table, row.row, fault.index)
            lines.append(Line(row.sheet, row.row, column, fault.says, cell))
    return lines


def _cell(found: Preview, table: int, row: int, column: int | None) -> Mend | None:
    if column is None:
        return None
    text = cell_text(found.tables, table=table, row=row, column=column)
    return Mend(table=table, row=row, column=column, text=text)


class MendDelegate(QStyledItemDelegate):
    """The line that opens in a cell, named by its column."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_open = False
        self.closeEditor.connect(self._close)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        del option
        line = WordLine(parent)
        line.setAutoFillBackground(True)
        self.is_open = True
        line.setAccessibleName(index.sibling(index.row(), IN_THE_CELL - 1).data())
        return line

    def _close(self) -> None:
        self.is_open = False


class FaultTable(QAbstractTableModel):
    """Words are made when a line is shown, so ten thousand faults cost nothing."""

    mended = Signal(object)
    """A Mend: what is to stand in a cell instead."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lines: list[Line] = []

    def put(self, found: Preview | None) -> None:
        """Show the faults of another import."""
        self.beginResetModel()
        self._lines = [] if found is None else lines_of(found)
        self.endResetModel()

    def announce(self) -> None:
        """Say that the language is another."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(_HEADS) - 1)
        last = self.index(self.rowCount() - 1, len(_HEADS) - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def to_mend(self, row: int) -> int | None:
        """Return the row at or after *row* with a cell to type over, else the last; or None."""
        places = [n for n, line in enumerate(self._lines) if line.cell is not None]
        return next((n for n in places if n >= row), places[-1] if places else None)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let what a cell holds be typed over."""
        usual = super().flags(index)
        held = index.column() == IN_THE_CELL and self._lines[index.row()].cell is not None
        return usual | Qt.ItemFlag.ItemIsEditable if held else usual

    def setData(self, index: _Index, value: Any, role: int = _Role.EditRole) -> bool:
        """Ask for another look with *value* in the cell; the same value changes nothing."""
        cell = self._lines[index.row()].cell
        if role != _Role.EditRole or cell is None or value == cell.text:
            return False
        self.mended.emit(replace(cell, text=value))
        return True

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        if role not in {_Role.DisplayRole, _Role.ToolTipRole, _Role.EditRole}:
            return None
        line, lang = self._lines[index.row()], self._desk.lang
        row = "" if line.row is None else lang.number(line.row)
        held = "" if line.cell is None else line.cell.text
        return (line.sheet, row, line.column, held, lang.say(line.says))[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        told = role in {_Role.DisplayRole, _Role.ToolTipRole}
        if orientation == Qt.Orientation.Horizontal and told:
            return self._desk.lang(_HEADS[section])
        return None
