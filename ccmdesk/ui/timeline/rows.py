"""The rows of the time line: one model for the chart and for the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from types import MappingProxyType
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ccmdesk.model.words import C_, N_
from ccmdesk.rules.time_line import Lane
from ccmdesk.ui.timeline.words import Words

_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


class Column(IntEnum):
    """The columns in their order."""

    NAME = 0
    ARTICLE = 1
    START = 2
    END = 3
    PROGRESS = 4
    WAITS_FOR = 5


_HEADS: Mapping[Column, str] = MappingProxyType(
    {
        Column.NAME: N_("Activity"),
        Column.ARTICLE: N_("Article"),
        Column.START: C_("time line", "Start"),
        Column.END: C_("time line", "End"),
        Column.PROGRESS: C_("time line", "Progress"),
        Column.WAITS_FOR: C_("time line", "Waits for"),
    }
)


class TimeRows(QAbstractTableModel):
    """One row an activity; a row keeps its place where nothing was added or taken away."""

    def __init__(self, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self.words = words
        self.lanes: Sequence[Lane] = ()

    def put(self, lanes: Sequence[Lane], words: Words) -> None:
        """Show these lanes; the same activities in the same order stay selected and in sight."""
        before, self.words = self.lanes, words
        if [one.activity.id for one in lanes] != [one.activity.id for one in before]:
            self.beginResetModel()
            self.lanes = lanes
            self.endResetModel()
            return
        self.lanes = lanes
        for row, (one, was) in enumerate(zip(lanes, before, strict=True)):
            if one != was:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def retranslate(self) -> None:
        """Say rows and headings again in the language of the window."""
        if self.lanes:
            last = self.index(len(self.lanes) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def row_of(self, activity: UUID) -> int | None:
        """Return the row of an activity, or None while it is not shown."""
        found = (row for row, lane in enumerate(self.lanes) if lane.activity.id == activity)
        return next(found, None)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lanes)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        lane, column = self.lanes[index.row()], Column(index.column())
        match role:
            case _Role.DisplayRole:
                return self._says(column)(lane)
            case _Role.ToolTipRole:
                return self.words.tooltip(lane)
            case _Role.AccessibleTextRole:
                whole = column is Column.NAME
                return self.words.told(lane) if whole else self._says(column)(lane)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        if role not in {_Role.DisplayRole, _Role.ToolTipRole}:
            return None
        return self.words.show.lang(_HEADS[Column(section)])

    def _says(self, column: Column) -> Callable[[Lane], str]:
        says: dict[Column, Callable[[Lane], str]] = {
            Column.NAME: self.words.title,
            Column.ARTICLE: self.words.article,
            Column.START: self.words.start,
            Column.END: self.words.end,
            Column.PROGRESS: self.words.progress,
            Column.WAITS_FOR: self.words.waits_for,
        }
        return says[column]
