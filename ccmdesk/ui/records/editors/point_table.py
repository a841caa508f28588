"""The points of an outline as rows that are typed, moved, pasted and removed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QTableView,
)

from ccmdesk.ui.records.editors.points import Point

_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_ROWS_SEEN = 6


class PointRows(QAbstractTableModel):
    """One point a row; a last empty row takes the next point."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._points: list[Point] = []

    @property
    def points(self) -> tuple[Point, ...]:
        """The points, without empty rows."""
        return tuple(point for point in self._points if point.text)

    @property
    def texts(self) -> tuple[str, ...]:
        """What the rows show, without empty ones."""
        return tuple(point.text for point in self.points)

    def show_points(self, points: Iterable[Point]) -> None:
        """Show other points; nothing is announced."""
        self.beginResetModel()
        self._points = list(points)
        self.endResetModel()

    def replace(self, points: Iterable[Point]) -> None:
        """Say the same points in other words; each row stays where it is, and so do open cells."""
        after = iter(points)
        for row, before in enumerate(self._points):
            if before.text:
                self._points[row] = next(after)
            if self._points[row].text != before.text:
                self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def put(self, row: int, texts: Iterable[str]) -> None:
        """Put points in before a row."""
        row = min(row, len(self._points))
        put = [Point(text) for text in texts]
        self.show_points([*self._points[:row], *put, *self._points[row:]])
        self.edited.emit()

    def remove(self, row: int) -> None:
        """Take a point out."""
        if row < len(self._points):
            self.show_points([*self._points[:row], *self._points[row + 1 :]])
            self.edited.emit()

    def move(self, row: int, by: int) -> int:
        """Exchange a point with a neighbour; return where it is now."""
        other = row + by
        if row < len(self._points) and 0 <= other < len(self._points):
            points = self._points.copy()
            points[row], points[other] = points[other], points[row]
            self.show_points(points)
            self.edited.emit()
            return other
        return row

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._points) + 1

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else 1

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        if role in {_Role.DisplayRole, _Role.EditRole} and index.row() < len(self._points):
            return self._points[index.row()].text
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical and role == _Role.DisplayRole:
            return str(section + 1)
        return None

    def setData(self, index: _Index, value: Any, role: int = _Role.EditRole) -> bool:
        row, text = index.row(), str(value).strip()
        if role != _Role.EditRole or (row == len(self._points) and not text):
            return False
        if row == len(self._points):
            self.beginInsertRows(_ROOT, row + 1, row + 1)
            self._points.append(Point(text))
            self.endInsertRows()
        elif text != self._points[row].text:
            self._points[row] = Point(text)
        self.dataChanged.emit(index, index)
        self.edited.emit()
        return True


class PointTable(QTableView):
    """Typing edits a row, and Enter goes on to the next.

    Delete, Insert, Alt with arrows and paste work on whole rows.
    """

    def __init__(self) -> None:
        super().__init__()
        self.rows = PointRows()
        self.rows.setParent(self)
        self.setModel(self.rows)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.fit_rows()

    @property
    def row(self) -> int:
        """The current row; the last one where there is none."""
        index = self.currentIndex()
        return index.row() if index.isValid() else self.rows.rowCount() - 1

    def go_to(self, row: int) -> None:
        """Make a row the current one."""
        self.setCurrentIndex(self.rows.index(min(row, self.rows.rowCount() - 1), 0))

    def fit_rows(self) -> None:
        """Show six rows in the size of the text, and scroll for more."""
        high = self.fontMetrics().height() + 8
        self.verticalHeader().setDefaultSectionSize(high)
        self.setFixedHeight(_ROWS_SEEN * high + 2 * self.frameWidth())

    def remove(self) -> None:
        """Take the current point out."""
        row = self.row
        self.rows.remove(row)
        self.go_to(row)

    def finish(self) -> None:
        """Take what is typed in a cell that is still open."""
        for line in self.viewport().findChildren(QLineEdit):
            if line.isVisibleTo(self.viewport()):
                self.commitData(line)
                self.closeEditor(line, QAbstractItemDelegate.EndEditHint.NoHint)

    def _is_open(self) -> bool:
        """Whether a cell is typed in."""
        return self.state() == QAbstractItemView.State.EditingState

    def _go_on(self) -> None:
        self.go_to(self.row + 1)
        self.setFocus()

    def shift(self, by: int) -> None:
        """Move the current point up or down."""
        self.go_to(self.rows.move(self.row, by))

    def paste(self) -> None:
        """Put in the points of the clipboard, one to a line or separated by semicolons."""
        copied = QGuiApplication.clipboard().text().replace(";", "\n")
        lines = [line.strip() for line in copied.splitlines() if line.strip()]
        if lines:
            row = self.row
            self.rows.put(row, lines)
            self.go_to(row + len(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys, key = Qt.Key, event.key()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif key == keys.Key_Delete:
            self.remove()
        elif alt and key in {keys.Key_Up, keys.Key_Down}:
            self.shift(1 if key == keys.Key_Down else -1)
        elif key in {keys.Key_Return, keys.Key_Enter} and self._is_open():
            QTimer.singleShot(0, self._go_on)  # the cell takes the text first, as soon as it can
        elif key == keys.Key_F2 or key in {keys.Key_Return, keys.Key_Enter, keys.Key_Escape}:
            event.ignore()  # of the form: about this value, save, leave
        else:
            super().keyPressEvent(event)
