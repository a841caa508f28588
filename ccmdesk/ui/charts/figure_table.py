"""The figures of a chart as a table of the same rows; each leads to what is behind it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ccmdesk.report.blocks import Align, Table
from ccmdesk.ui.charts.words import chart_font
from ccmdesk.ui.records.two_line_header import TwoLineHeader

_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_MOST_ROWS = 6
"""A longer table scrolls in itself."""

_AROUND = 8
_LEAST, _MOST_NAME, _USUAL = 90, 150, 320


class FigureRows(QAbstractTableModel):
    """Rows of finished texts."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.table: Table | None = None

    def put(self, table: Table) -> None:
        """Show another table."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() or self.table is None else len(self.table.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() or self.table is None else len(self.table.columns)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        if self.table is None:
            return None
        text = self.table.rows[index.row()][index.column()].text
        match role:
            case _Role.DisplayRole | _Role.ToolTipRole:
                return text
            case _Role.AccessibleTextRole:
                head = self.table.head[0][index.column()].text
                return " – ".join(part for part in (head, text) if part)
            case _Role.TextAlignmentRole:
                return _side(self.table, index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if self.table is None or orientation is not Qt.Orientation.Horizontal:
            return None
        match role:
            case _Role.DisplayRole | _Role.ToolTipRole:
                return self.table.head[0][section].text
            case _Role.TextAlignmentRole:
                return _side(self.table, section)
        return None


class FigureTable(QTableView):
    """As high as its rows, up to a few; Enter or a click follows one."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = FigureRows(self)
        self.setModel(self.rows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(chart_font(self.font()))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self._heads = TwoLineHeader(self)
        self.setHorizontalHeader(self._heads)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))

    def show_table(self, table: Table) -> None:
        """Show *table*; its first column takes the room that is left."""
        self.rows.put(table)
        self.setAccessibleName(table.caption)
        self.setAccessibleDescription(table.alternative)
        self.fit()

    def fit(self) -> None:
        """Give rows and columns the room their texts need."""
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + _AROUND)
        for column in range(1, self.rows.columnCount()):
            wide = max(self.sizeHintForColumn(column) + 2, self._heads.least_width(column))
            self._heads.resizeSection(column, wide)
        self._share()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()
        self.updateGeometry()

    def _share(self) -> None:
        """Give the first column, which names the rows, the room that is left."""
        if self.rows.columnCount():
            others = sum(self._heads.sectionSize(n) for n in range(1, self.rows.columnCount()))
            least = min(self.sizeHintForColumn(0) + 2, _MOST_NAME)
            self._heads.resizeSection(0, max(self.viewport().width() - others, least))

    def sizeHint(self) -> QSize:
        rows = min(max(self.rows.rowCount(), 1), _MOST_ROWS)
        row = self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() > 0 else 0
        return QSize(_USUAL, self._heads.sizeHint().height() + rows * row + below + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


def _side(table: Table, column: int) -> Qt.AlignmentFlag:
    """Return where the text of a column stands; numbers are at the right edge in every language."""
    middle = Qt.AlignmentFlag.AlignVCenter
    if table.columns[column].align is Align.NUMBER:
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | middle
    return Qt.AlignmentFlag.AlignLeading | middle
