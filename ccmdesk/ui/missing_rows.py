"""The findings as rows of a list: grouped by level and record, in the order of the command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ccmdesk.model.words import N_
from ccmdesk.rules.finding import Finding, Level
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.two_columns import LOOK, MARK, Look

_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Row:
    """The title of a record, or one finding (by its place in the list)."""

    record: UUID
    place: int | None = None


def rows_of(findings: Sequence[Finding]) -> list[Row]:
    """Return the rows: a title when the record changes, then its findings in their order."""
    rows: list[Row] = []
    for place, finding in enumerate(findings):
        if place == 0 or findings[place - 1].record != finding.record:
            rows.append(Row(finding.record))
        rows.append(Row(finding.record, place))
    return rows


class MissingRows(QAbstractListModel):
    """Texts are made when a row is shown, so a long list costs nothing."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: list[Row] = []

    def reread(self) -> None:
        """Take the findings of the last check."""
        self.beginResetModel()
        self._rows = rows_of(self._desk.findings)
        self.endResetModel()

    def place_of(self, index: _Index) -> int | None:
        """Return which finding a row stands for; None for a head or a title."""
        return self._rows[index.row()].place if index.isValid() else None

    def row_of(self, place: int) -> QModelIndex:
        """Return the row of one finding."""
        (row,) = [row for row, each in enumerate(self._rows) if each.place == place]
        return self.index(row)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.place_of(index) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        row = self._rows[index.row()]
        match role:
            case _Role.DisplayRole:
                return self._text(row)
            case _Role.ToolTipRole | _Role.AccessibleTextRole:
                return self._spoken(row)
            case _ if role == MARK:
                return "" if row.place is None else self._level(row.place)
            case _ if role == LOOK:
                return Look.TITLE if row.place is None else Look.BELOW
        return None

    def _text(self, row: Row) -> str:
        if row.place is None:
            return self._title(row.record)
        return self._desk.lang.say(self._desk.findings[row.place].says)

    def _level(self, place: int) -> str:
        return self._desk.lang(self._desk.findings[place].level.label)

    def _spoken(self, row: Row) -> str:
        if row.place is None:
            return self._text(row)
        return self._desk.lang(
            N_("{record}: {text} ({level})"),
            record=self._title(row.record),
            text=self._text(row),
            level=self._level(row.place),
        )

    def _title(self, record: UUID) -> str:
        plan = self._desk.plan
        found = None if plan is None else plan.find(record)
        return "" if plan is None or found is None else plan.show.named(found)


def counts_words(desk: Desk) -> str:
    """Return how many points of each level there are, one level on a line."""
    lang = desk.lang
    levels = [finding.level for finding in desk.findings]
    needed, stronger = levels.count(Level.NEEDED), levels.count(Level.STRONGER)
    return "\n".join(
        [
            lang.ngettext("{n} needed before sending", "{n} needed before sending", needed),
            lang.ngettext("{n} would make it stronger", "{n} would make it stronger", stronger),
        ]
    )
