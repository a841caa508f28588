"""Pairs of records that are probably one, as rows; only those in sight are worded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ccmdesk.lang.show import Show
from ccmdesk.model.kinds import BY_RECORD, Kind
from ccmdesk.model.words import C_
from ccmdesk.rules.twice import Pair
from ccmdesk.ui.offices.record_names import RecordNames
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.table_model import Index

_ROOT = QModelIndex()
_Role = Qt.ItemDataRole
_HEADS = (C_("twice", "One"), C_("twice", "The other"))


class PairTable(QAbstractTableModel):
    """One row a pair: both names, and why when somebody rests on it."""

    def __init__(self, plan: OpenPlan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self.found: list[Pair] = []
        self._names = RecordNames(plan, Show.title)

    def put(self, found: Sequence[Pair]) -> None:
        """Show other pairs."""
        self.beginResetModel()
        self.found = list(found)
        self.forget()
        self.endResetModel()

    def forget(self) -> None:
        """Word every row again when it is looked at."""
        self._names.forget()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.found)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        pair = self.found[index.row()]
        record = (pair.first, pair.second)[index.column()]
        match role:
            case _Role.DisplayRole:
                return self._name(index.row(), record)
            case _Role.ToolTipRole | _Role.AccessibleDescriptionRole:
                return self._plan.lang.join([self._plan.lang.say(one) for one in pair.reasons])
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return self._plan.lang(_HEADS[section])
        return None

    def _name(self, row: int, record: UUID) -> str:
        return self._names.of(record, rows=self.found, row=row, about=_both)


def _both(pair: Pair) -> Iterable[tuple[Kind, UUID]]:
    kind = BY_RECORD[pair.kind]
    return ((kind, pair.first), (kind, pair.second))
